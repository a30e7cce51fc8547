"""What setup_casestudies makes, and that it leaves staff's changes alone."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from casestudies.domain.installation import (
    CHECKERS,
    EDITORS,
    JUDGES,
    group_of,
    install,
    vocabulary,
)
from casestudies.enums import StaffRole
from casestudies.models import (
    CaseIndexPage,
    CaseReviewTask,
    FormalCheckTask,
    GlossaryTerm,
    Submission,
    Topic,
)
from casestudies.models.approvals import review_workflow
from tests.factories import REVIEW_GROUPS, CaseIndexPageFactory, StaffFactory, home_page

pytestmark = pytest.mark.django_db


def test_install_makes_what_the_programme_needs():
    made = install()
    assert set(Group.objects.values_list("name", flat=True)) >= {
        "案例编辑",
        "形式审查员",
        "评委",
        "案例初审",
        "案例复审",
        "案例终审",
    }
    assert Topic.objects.count() == 20
    assert GlossaryTerm.objects.count() == 6
    assert CaseIndexPage.objects.get().get_parent() == Site.objects.get().root_page.specific
    assert "页面：案例库" in made
    assert "图片集合：案例库" in made
    assert "标签：劳模" in made
    assert len(made) == 6 + 1 + 1 + 2 + 1 + 20 + 6


def test_install_again_makes_nothing():
    install()
    before = {model: model.objects.count() for model in (Group, Workflow, Topic, WorkflowPage)}
    assert install() == []
    assert {model: model.objects.count() for model in before} == before


def test_workflows_stand_where_they_are_needed(installed):
    formal = WorkflowContentType.objects.get().workflow
    assert Submission().get_workflow() == formal
    task = formal.tasks.get().specific
    assert isinstance(task, FormalCheckTask)
    assert [group.name for group in task.groups.all()] == [CHECKERS]
    three = WorkflowPage.objects.get(page=CaseIndexPage.objects.get()).workflow
    assert review_workflow() == three
    steps = [(task.name, task.groups.get().name) for task in CaseReviewTask.objects.order_by("pk")]
    assert steps == [("初审", "案例初审"), ("复审", "案例复审"), ("终审", "案例终审")]


RIGHTS = {
    "view_submission",
    "view_submissioncontact",
    "make_case_page_submission",
    "undo_decision_submission",
    *(
        f"export_{table}"
        for table in ("submission", "union", "topic", "glossaryterm", "missedquestion")
    ),
}


@pytest.mark.parametrize(
    ("group", "codenames"),
    [
        (EDITORS, RIGHTS),
        (CHECKERS, {"view_submission", "view_submissioncontact", "export_submission"}),
        (JUDGES, set()),
        *((name, set()) for name in REVIEW_GROUPS),
    ],
)
def test_groups_hold_just_the_rights_they_need(installed, group, codenames):
    user = StaffFactory(groups=[group])
    assert user.has_perm("wagtailadmin.access_admin")
    for codename in RIGHTS:
        assert user.has_perm(f"casestudies.{codename}") is (codename in codenames)
    for codename in ("add_submission", "change_submission", "delete_submission"):
        assert not user.has_perm(f"casestudies.{codename}")
    assert user.has_perm("casestudies.add_topic") is (group == EDITORS)
    for act in ("add", "change", "delete"):
        # The site's own pages may be recommended too: its administrators give the right.
        assert not user.has_perm(f"wagtailsearchpromotions.{act}_searchpromotion")


def test_editors_write_the_programmes_own_pages_and_pictures_only(installed):
    library, editor = CaseIndexPage.objects.get(), StaffFactory(groups=[EDITORS])
    pages = page_permission_policy.instances_user_has_permission_for(editor, "change")
    assert list(pages) == list(Page.objects.filter(pk=library.pk))
    rights = home_page().permissions_for_user(editor)
    assert not any([rights.can_edit(), rights.can_add_subpage(), rights.can_publish()])
    assert library.permissions_for_user(editor).can_add_subpage()
    # As Wagtail has it, in 7.4 and in 8.0 at different places.
    policy = CollectionOwnershipPermissionPolicy(
        get_image_model(), owner_field_name="uploaded_by_user"
    )
    for right in ("add", "change", "choose"):
        collections = policy.collections_user_has_permission_for(editor, right)
        assert [each.name for each in collections] == ["案例库"]


def test_a_library_that_stood_there_before_gets_what_a_new_one_has():
    other = CaseIndexPageFactory(title="他山之石")
    made = install()
    assert "图片集合：他山之石" in made
    assert "编辑权限：案例编辑（他山之石）" in made
    other.refresh_from_db()
    assert other.collection.get_parent() == Collection.get_first_root_node()


def test_changes_of_staff_stay(installed):
    topic = Topic.objects.get(name="劳模")
    topic.name, topic.synonyms = "劳模工匠", "大国工匠"
    topic.save()
    term = GlossaryTerm.objects.get(term="五小")
    term.explanation = "改过的解释"
    term.save()
    checkers = Group.objects.get(name=CHECKERS)
    checkers.permissions.clear()
    GroupPagePermission.objects.filter(group__name=EDITORS).first().delete()
    task = CaseReviewTask.objects.get(name="初审")
    task.groups.set([checkers])
    own = Workflow.objects.create(name="自己的流程")
    WorkflowContentType.objects.update(workflow=own)
    library = CaseIndexPage.objects.get()
    library.title = "南通案例"
    library.save()

    assert install() == []

    topic.refresh_from_db()
    assert (topic.name, topic.synonyms) == ("劳模工匠", "大国工匠")
    assert not Topic.objects.filter(name="劳模").exists()
    assert GlossaryTerm.objects.get(term="五小").explanation == "改过的解释"
    assert not checkers.permissions.exists()
    assert GroupPagePermission.objects.filter(group__name=EDITORS).count() == 2
    assert list(task.groups.all()) == [checkers]
    assert WorkflowContentType.objects.get().workflow == own
    assert CaseIndexPage.objects.get().title == "南通案例"


def test_failure_half_way_leaves_nothing(monkeypatch):
    monkeypatch.setattr(vocabulary, "GLOSSARY", (("五小", None),))
    with pytest.raises(Exception, match="explanation"):
        install()
    assert not Topic.objects.exists()
    assert not Group.objects.filter(name=EDITORS).exists()


def test_command_says_what_it_made(capsys):
    call_command("setup_casestudies")
    first = capsys.readouterr().out
    assert "已建立 用户组：案例编辑" in first
    assert "设置完成，新建 39 项。" in first
    assert "接下来运行 update_index" in first
    call_command("setup_casestudies")
    again = capsys.readouterr().out.splitlines()
    assert again == ["设置完成，新建 0 项。", "案例库的地址：http://localhost/cases/"]


def test_command_before_migrate_says_so(monkeypatch):
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: {})
    with pytest.raises(CommandError, match="没有设置任何内容。数据表还没有建好，请先运行"):
        call_command("setup_casestudies")
    assert not CaseIndexPage.objects.exists()


# --- groups and workflows of the site's own -------------------------------------------------


def test_a_group_of_the_sites_own_is_never_taken():
    own = Group.objects.create(name="评委")
    Group.objects.create(name="案例编辑（案例库）")
    made = install()
    assert "用户组：评委（案例库）（“评委”本站已有，没有动用）" in made
    assert "用户组：案例编辑" in made
    assert not own.permissions.exists()
    assert group_of(StaffRole.JUDGES).name == "评委（案例库）"
    assert install() == []


def test_a_name_made_of_a_taken_one_may_be_taken_too():
    for name in ("评委", "评委（案例库）"):
        Group.objects.create(name=name)
    install()
    assert group_of(StaffRole.JUDGES).name == "评委（案例库 2）"


def test_a_renamed_group_stays_the_roles(installed):
    Group.objects.filter(name=CHECKERS).update(name="宣教部审查组")
    assert install() == []
    assert group_of(StaffRole.CHECKERS).name == "宣教部审查组"


def test_a_host_names_the_groups(settings):
    settings.CASESTUDIES = settings.CASESTUDIES | {"GROUPS": {"first_reviewers": "初审岗"}}
    assert "用户组：初审岗" in install()
    assert not Group.objects.filter(name="案例初审").exists()
    assert [group.name for group in CaseReviewTask.objects.get(name="初审").groups.all()] == [
        "初审岗"
    ]


def test_workflows_of_the_sites_own_are_left_alone():
    own = Workflow.objects.create(name="案例三审")
    task = GroupApprovalTask.objects.create(name="初审")
    WorkflowTask.objects.create(workflow=own, task=task)
    made = install()
    assert "审核流程：案例三审（案例库）（“案例三审”本站已有，没有动用）" in made
    assert [task.specific for task in own.tasks] == [task]
    assert review_workflow().name == "案例三审（案例库）"
    assert WorkflowPage.objects.get(page=CaseIndexPage.objects.get()).workflow == review_workflow()


def test_renamed_and_switched_off_workflows_stay_so(installed):
    three = review_workflow()
    Workflow.objects.filter(pk=three.pk).update(name="宣教部三审")
    WorkflowContentType.objects.get().workflow.deactivate()
    assert install() == []
    assert review_workflow().name == "宣教部三审"
    assert not WorkflowContentType.objects.exists()
