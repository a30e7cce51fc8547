"""The links of the header that lead into the page tree."""

from django import template
from wagtail.models import Page, Site

from casestudies.models.call import CallPage
from casestudies.models.case import CaseIndexPage

register = template.Library()


@register.simple_tag(takes_context=True)
def site_navigation(context):
    """Return ``library`` and ``call``: the site's library, its latest call; one query."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {}
    pages = (
        Page.objects.live()
        .descendant_of(site.root_page)
        .exact_type(CaseIndexPage, CallPage)
        .select_related("content_type")
        .order_by("-callpage__opens_at", "path")
    )
    found = {}
    for page in pages:
        found.setdefault("call" if page.specific_class is CallPage else "library", page)
    return found
