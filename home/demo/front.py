"""The site itself and its two calls: pages that stand before any dossier."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from casestudies.enums import UnionKind
from casestudies.models import CallPage, CaseIndexPage, SubmissionFormPage, Union
from casestudies.models.call_defaults import fill_with_defaults
from home.models import HomePage

from . import content
from .accounts import COLLECTOR

#: The open call: opened so many days ago, closes in so many days.
OPEN_SINCE, OPEN_FOR = 20, 25


def make_home() -> HomePage:
    """Put a HomePage at the root of the default site, in the place of Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    texts = content.site()
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    home = HomePage(
        title=settings.WAGTAIL_SITE_NAME,
        slug="demo-home",
        welcome=texts["welcome"],
        about=texts["about"],
    )
    Page.objects.get(depth=1).add_child(instance=home)
    _point_at(site, home, texts["name"])
    for child in welcome.get_children():
        child.move(Page.objects.get(pk=home.pk), pos="last-child")
    if type(welcome.specific) is Page:
        Page.objects.get(pk=welcome.pk).delete()
    home = HomePage.objects.get(pk=home.pk)
    home.slug = "home"
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def _point_at(site, home, name):
    site.root_page = home
    site.site_name = name
    if (site.hostname, site.port) == ("localhost", 80):
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname, site.port = address.hostname or "localhost", address.port or 80
    site.save()


def make_calls() -> tuple[CallPage, CallPage]:
    """Make the closed call and the open one below the library, each with its form; return them."""
    library = CaseIndexPage.objects.order_by("path").first()
    closed, opened = content.calls()
    today = timezone.localdate()
    opened.setdefault("opens", content.moment(today - timedelta(days=OPEN_SINCE)))
    opened.setdefault("closes", content.moment(today + timedelta(days=OPEN_FOR), 18))
    return _call(library, closed), _call(library, opened)


def _call(library, sheet) -> CallPage:
    call = CallPage.objects.child_of(library).filter(slug=sheet["slug"]).first()
    if call is not None:
        return call
    call = CallPage(
        title=sheet["title"],
        slug=sheet["slug"],
        document_number=sheet["document_number"],
        issuing_organisations="\n".join(sheet["issuing"]),
        introduction=sheet["introduction"],
        body=[block for text in sheet["requirements"] for block in _requirement(text)],
        opens_at=sheet["opens"],
        closes_at=sheet["closes"],
        is_judged=sheet.get("is_judged", True),
    )
    fill_with_defaults(call)
    _set_collector(call)
    library.add_child(instance=call)
    call.save_revision().publish()
    _make_form(call)
    return call


def _requirement(text: str):
    """Split «材料要求：……» into a heading and its paragraph."""
    heading, _colon, paragraph = text.partition("：")
    return [("heading", heading), ("paragraph", RichText(format_html("<p>{}</p>", paragraph)))]


def _set_collector(call):
    quotas = list(call.quotas.all())
    for quota in quotas:
        if quota.kind == UnionKind.DIRECT:
            quota.collector = Union.objects.get(name=COLLECTOR)
    call.quotas = quotas


def _make_form(call):
    texts = content.site()
    hints = format_html_join("", "<li>{}</li>", ((hint,) for hint in texts["hints"]))
    form = SubmissionFormPage(
        title="填写申报表",
        slug="apply",
        introduction=format_html("<ul>{}</ul>", hints),
        receipt_text=texts["receipt"],
    )
    call.add_child(instance=form)
    form.save_revision().publish()
