"""Fills the host: pages and people of its own, then a programme that has been run."""

from datetime import timedelta
from io import StringIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

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
from tests.host.models import ArticlePage, Badge, MenuEntry


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
    from casestudies.models import CaseIndexPage, CasePage

    editor = StaffFactory(username="editor", groups=[EDITORS])
    call = CallPageFactory(parent=CaseIndexPage.objects.get())
    SubmissionFormPageFactory(call=call)
    member = MemberFactory(approver=True, user__username="member")
    SubmissionFactory(call=call, union=member.union, photos=1)
    for walk in ("sent", "returned", "refused", "accepted", "selected"):
        dossier = SubmissionFactory(call=call, photos=2, walk=walk)
    published_case(dossier, editor)
    case = CasePage.objects.get()
    _lead_to(case, library=case.get_parent(), editor=editor)
    _name_a_document(call)
    _schedule(call)
    _add_english_library()


def _lead_to(case, *, library, editor):
    """Let things of the host's own lead to a case: text, a picture, a menu, a redirect."""
    article = ArticlePage.objects.get()
    article.text = (
        f'<p>见<a linktype="page" id="{case.pk}">案例</a>。</p>'
        f'<embed embedtype="image" id="{case.cover_id}" alt="" format="fullwidth"/>'
    )
    article.save_revision(user=editor).publish()
    for page in (library, article):
        Badge.objects.create(entry=MenuEntry.objects.create(title=page.title, page=page))
    Redirect.objects.create(old_path="/old", redirect_page=case)


def _name_a_document(call):
    document = Document(title="通知全文")
    document.file.save("notice.pdf", ContentFile(b"%PDF-1.4"))
    text = f'<p><a linktype="document" id="{document.pk}">通知全文</a></p>'
    call.body = [("paragraph", RichText(text))]
    call.save_revision().publish()


def _schedule(call):
    """Let a change of the call be published at a set time."""
    call.go_live_at = timezone.now() + timedelta(days=1)
    call.save_revision(approved_go_live_at=call.go_live_at)


def _add_english_library():
    home = Site.objects.get().root_page
    english = home.copy_for_translation(Locale.objects.create(language_code="en"))
    call_command("setup_casestudies", parent=str(english.pk), stdout=StringIO())
