"""What goes, what stays, and what stands in the way."""

import builtins

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from casestudies import conf
from casestudies.domain import removal
from casestudies.domain.refusals import Invalid
from casestudies.domain.removal import rows
from casestudies.domain.removal.rows import remove_rows
from casestudies.models import CaseIndexPage, CaseReviewTask, Submission
from tests.factories import CasePageFactory, SubmissionFactory, UserFactory, home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def our_models():
    configs = [apps.get_app_config(label) for label in conf.APP_LABELS]
    return [model for config in configs for model in config.get_models(include_auto_created=True)]


def test_rows_of_the_programme_go():
    SubmissionFactory(walk="accepted", photos=2)
    CasePageFactory(public=True)
    remove_rows()
    assert removal.kinds() == []
    assert {model for model in our_models() if model._base_manager.exists()} == set()
    assert not Submission.objects.exists()
    assert not ContentType.objects.filter(app_label="casestudies").exists()
    assert not Permission.objects.filter(codename="view_submission").exists()
    assert not Group.objects.filter(name="案例编辑").exists()
    assert not Workflow.objects.filter(name="案例三审").exists()


def test_kinds_are_counted():
    SubmissionFactory(photos=2)
    counted = {kind.name: kind.number for kind in removal.kinds()}
    assert counted["申报材料"] == 1
    assert counted["页面"] == 2
    assert counted["未公开的照片和扫描件（文件）"] == 4
    assert counted["用户组"] == 6
    assert counted["审核任务"] == 4


def test_tables_are_told_also_where_the_rows_are_gone_already(capsys):
    remove_rows()
    call_command("uninstall_casestudies", dry_run=True)
    told = f"将从本站移除：\n  数据表：{len(our_models())}\n以上只是清点，没有移除任何内容。\n"
    assert capsys.readouterr().out == told


def test_a_workflow_of_the_hosts_own_keeps_its_own_steps():
    own = GroupApprovalTask.objects.create(name="领导签批")
    mixed = Workflow.objects.create(name="本站审稿")
    for place, task in enumerate((CaseReviewTask.objects.first(), own)):
        WorkflowTask.objects.create(workflow=mixed, task=task, sort_order=place)
    page = home_page().add_child(instance=Page(title="通知", slug="note"))
    page.save_revision()
    state = mixed.start(page, UserFactory())
    remove_rows()
    assert [task.specific for task in mixed.tasks] == [own]
    assert [task.specific for task in Task.objects.filter(name="领导签批")] == [own]
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_CANCELLED


def test_a_page_of_the_hosts_own_below_the_library_stands_in_the_way():
    CaseIndexPage.objects.get().add_child(instance=Page(title="花絮", slug="more"))
    with pytest.raises(Invalid) as caught:
        removal.require_none()
    assert str(caught.value) == (
        "页面“花絮”是本站自己的，却在要移除的页面“案例库”下面：请先把它移到别处。"
    )


def test_a_site_that_begins_with_the_library_stands_in_the_way():
    Site.objects.update(root_page=CaseIndexPage.objects.get())
    with pytest.raises(CommandError) as caught:
        call_command("uninstall_casestudies", yes=True)
    assert str(caught.value) == (
        "没有移除任何内容。站点“localhost”的首页是要移除的页面“案例库”，站点会一起被删掉："
        "请先给它换一个首页。"
    )


def test_rows_of_the_hosts_own_that_hold_on_stand_in_the_way():
    class Rows:
        def delete(self):
            raise ProtectedError("", {home_page()})

    with pytest.raises(Invalid) as caught:
        rows._delete(Rows())
    assert str(caught.value) == ("本站自己的记录还引用着案例库的内容：页面。请先修改这些记录。")


def test_tables_of_the_hosts_own_that_build_on_ours_stand_in_the_way(monkeypatch):
    monkeypatch.setattr(conf, "APP_LABELS", ("taggit",))
    with pytest.raises(Invalid) as caught:
        removal.require_none()
    assert str(caught.value).startswith("本站自己的数据表依赖案例库的数据表，会一起被删掉：")
    assert "wagtailimages 0001" in str(caught.value)


@pytest.mark.parametrize("answer", ["", "no", "y"])
def test_nothing_goes_without_a_yes(monkeypatch, answer):
    monkeypatch.setattr(builtins, "input", lambda question: answer)
    with pytest.raises(CommandError, match="没有移除任何内容：没有得到确认。"):
        call_command("uninstall_casestudies")
    assert CaseIndexPage.objects.exists()


def test_nothing_goes_where_nobody_can_answer(monkeypatch):
    def nobody(question):
        raise EOFError

    monkeypatch.setattr(builtins, "input", nobody)
    with pytest.raises(CommandError, match="没有得到确认"):
        call_command("uninstall_casestudies")
