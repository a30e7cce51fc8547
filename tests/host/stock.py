"""Fills the host: pages and people of its own, then a programme that has been run."""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site

from tests.factories import (
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    published_case,
)
from tests.factories.images import ImageFactory
from tests.factories.people import PASSWORD
from tests.host.models import ArticlePage


def stock_host(admin: str) -> None:
    """Make an administrator, an article with a picture, groups that the programme has too."""
    StaffFactory(username=admin, is_superuser=True, password=PASSWORD)
    Group.objects.create(name="评委")
    picture = ImageFactory(title="大门")
    root = Site.objects.get().root_page
    article = ArticlePage(title="本单位简介", slug="about", text="<p>成立于1951年。</p>")
    article.picture = picture
    root.add_child(instance=article)
    article.save_revision().publish()
    root.add_child(instance=Page(title="案例", slug="cases"))


def stock_programme() -> None:
    """Set up and take dossiers to every state, one of them to a public case."""
    call_command("setup_casestudies", stdout=StringIO())
    from casestudies.domain.installation import EDITORS
    from casestudies.models import CaseIndexPage

    editor = StaffFactory(username="editor", groups=[EDITORS])
    call = CallPageFactory(parent=CaseIndexPage.objects.get())
    SubmissionFormPageFactory(call=call)
    member = MemberFactory(approver=True, user__username="member")
    SubmissionFactory(call=call, union=member.union, photos=1)
    for walk in ("sent", "returned", "refused", "accepted", "selected"):
        dossier = SubmissionFactory(call=call, photos=2, walk=walk)
    published_case(dossier, editor)
    article = ArticlePage.objects.get()
    case = Page.objects.get(title=dossier.title)
    article.text = f'<p>见<a linktype="page" id="{case.pk}">案例</a>。</p>'
    article.save_revision(user=editor).publish()
