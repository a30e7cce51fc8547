"""``check_approvals`` and its system check find what was made public past ``save``."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from wagtail.models import Page

from casestudies.models import CasePage
from tests.factories import CasePageFactory, published_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def public(accepted, editor):
    return published_case(accepted, editor)


def told():
    out = StringIO()
    try:
        call_command("check_approvals", stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)]
    return out.getvalue().splitlines()


def warned():
    return "casestudies.W052" in {message.id for message in run_checks()}


def test_three_approvals_vouch_for_a_case(public):
    assert public.live
    assert told() == ["公开的案例都与三个人审核通过的文字一致。"]
    assert not warned()


def test_a_row_made_live_by_an_import_is_named(public):
    draft = CasePageFactory(title="没有审过的案例")
    Page.objects.filter(pk=draft.pk).update(live=True)
    assert told() == [
        f"{draft.pk} 《没有审过的案例》 读者看到的这一版没有经过三个人审核通过",
        "有 1 篇公开的案例与三审不符，请在后台撤下。",
    ]
    assert warned()


def test_a_text_exchanged_on_the_row_is_named(public):
    CasePage.objects.update(introduction="没有人审过的导语。")
    assert told()[0] == f"{public.pk} 《{public.title}》 读者看到的文字或图片与审核通过的不一致"


def test_publishing_by_hand_in_a_shell_is_refused(public, editor):
    draft = CasePageFactory()
    draft = CasePage.objects.get(pk=draft.pk)
    draft.live = True
    with pytest.raises(PermissionDenied):
        draft.save()
    assert not CasePage.objects.get(pk=draft.pk).live
