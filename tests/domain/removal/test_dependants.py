"""Records of the site's own that would fall with ours are told, and fall only by a word."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from casestudies.domain import removal
from casestudies.domain.refusals import Invalid
from casestudies.domain.removal.counts import Kind
from casestudies.models import CaseIndexPage
from tests.factories import CasePageFactory, MemberFactory, SubmissionFactory, home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def library():
    return CaseIndexPage.objects.get()


@pytest.fixture
def own_records(library):
    """Redirects and promotions to a page of ours, and one of each to a page of the site's."""
    for path, page in (("/a", library), ("/b", CasePageFactory()), ("/c", home_page())):
        Redirect.objects.create(old_path=path, redirect_page=page)
        SearchPromotion.objects.create(query=Query.get(path), page=page)


def test_nothing_of_the_site_falls_with_a_programme_that_was_run():
    SubmissionFactory(walk="accepted", photos=2)
    CasePageFactory(public=True)
    MemberFactory()
    assert removal.falling() == []
    assert removal.unlinked() == 0


def test_records_that_would_fall_are_told_before_anything_does(own_records):
    assert removal.falling() == [Kind("搜索推广", 2), Kind("重定向", 2)]
    told = StringIO()
    call_command("uninstall_casestudies", dry_run=True, stdout=told)
    assert (
        "本站自己的这些记录依附于以上内容，会一起被删除（须加 --take-along）：\n"
        "  搜索推广：2\n  重定向：2\n"
    ) in told.getvalue()
    with pytest.raises(CommandError) as caught:
        call_command("uninstall_casestudies", yes=True, stdout=StringIO())
    assert str(caught.value) == (
        "没有移除任何内容。本站自己的这些记录会一起被删除：搜索推广 2, 重定向 2。"
        "请先修改它们，或者加 --take-along 再运行一次。"
    )
    with pytest.raises(Invalid):
        removal.remove()
    assert CaseIndexPage.objects.exists()
