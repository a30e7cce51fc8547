"""Setup once more: what staff took away stays away, what the programme needs comes back."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from casestudies.domain.installation import CHECKERS, EDITORS, group_of, install
from casestudies.enums import StaffRole
from casestudies.models import (
    CaseIndexPage,
    CaseReviewTask,
    FormalCheckTask,
    GlossaryTerm,
    Topic,
)
from casestudies.models.approvals import review_workflow
from tests.factories import REVIEW_GROUPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def test_what_staff_deleted_stays_away():
    Topic.objects.get(name="劳模").delete()
    GlossaryTerm.objects.all().delete()
    editors = Group.objects.get(name=EDITORS)
    GroupPagePermission.objects.filter(group=editors).delete()
    GroupCollectionPermission.objects.filter(group=editors).delete()
    CaseIndexPage.objects.update(collection=None)
    collections = Collection.objects.count()

    assert install() == []

    assert Topic.objects.count() == 19
    assert not GlossaryTerm.objects.exists()
    assert not GroupPagePermission.objects.filter(group=editors).exists()
    assert not GroupCollectionPermission.objects.filter(group=editors).exists()
    assert CaseIndexPage.objects.get().collection is None
    assert Collection.objects.count() == collections


def test_an_emptied_vocabulary_stays_empty():
    Topic.objects.all().delete()
    assert install() == []
    assert not Topic.objects.exists()


def test_the_vocabulary_comes_back_when_asked_for(capsys):
    Topic.objects.get(name="劳模").delete()
    GlossaryTerm.objects.get(term="五小").delete()
    call_command("setup_casestudies")
    capsys.readouterr()
    call_command("setup_casestudies", vocabulary=True)
    assert capsys.readouterr().out.splitlines()[:3] == [
        "已建立 标签：劳模",
        "已建立 名词解释：五小",
        "设置完成，新建 2 项。",
    ]


# --- groups of roles ----------------------------------------------------------------------


def test_checkers_made_again_take_the_formal_check():
    Group.objects.get(name=CHECKERS).delete()
    assert install() == ["用户组：形式审查员", "审核环节：形式审查（形式审查员）"]
    assert list(FormalCheckTask.objects.get().groups.all()) == [group_of(StaffRole.CHECKERS)]
    assert install() == []


@pytest.mark.parametrize(("place", "step"), [(0, "初审"), (1, "复审"), (2, "终审")])
def test_reviewers_made_again_take_their_step(place, step):
    name = REVIEW_GROUPS[place]
    Group.objects.get(name=name).delete()
    CaseReviewTask.objects.filter(name=step).update(name="改过名的一步")
    assert install() == [f"用户组：{name}", f"审核环节：改过名的一步（{name}）"]
    steps = CaseReviewTask.objects.filter(workflow_tasks__workflow=review_workflow())
    groups = [task.groups.get().name for task in steps.order_by("workflow_tasks__sort_order")]
    assert groups == list(REVIEW_GROUPS)


def test_a_step_that_staff_gave_to_others_stays_with_them():
    others = Group.objects.create(name="宣教部")
    FormalCheckTask.objects.get().groups.set([others])
    Group.objects.get(name=CHECKERS).delete()
    assert install() == ["用户组：形式审查员"]
    assert list(FormalCheckTask.objects.get().groups.all()) == [others]


def test_a_step_that_staff_emptied_stays_empty():
    FormalCheckTask.objects.get().groups.clear()
    assert install() == []


def test_editors_made_again_have_their_rights():
    Group.objects.get(name=EDITORS).delete()
    assert install() == ["用户组：案例编辑", "编辑权限：案例编辑（案例库）"]
    editors = group_of(StaffRole.EDITORS)
    library = CaseIndexPage.objects.get()
    pages = GroupPagePermission.objects.filter(group=editors)
    assert set(pages.values_list("page", "permission__codename")) == {
        (library.pk, right) for right in ("add_page", "change_page", "publish_page")
    }
    pictures = GroupCollectionPermission.objects.filter(group=editors)
    assert set(pictures.values_list("collection", flat=True)) == {library.collection_id}
