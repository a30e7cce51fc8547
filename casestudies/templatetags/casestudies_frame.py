"""Tags of the frame around every public page: the programme's bar, Django's messages."""

from django import template
from django.contrib.messages import get_messages

from ..conf import MAX_QUERY_LENGTH
from ..models.call import CallPage
from ..models.case import CasePage
from ..models.library import CaseIndexPage
from ..permissions import enters_admin, memberships_of

register = template.Library()

#: Parts of the programme that the bar leads to, with the names of the addresses in them.
_SECTIONS = {
    "library": ("library",),
    "topics": ("topics", "topic"),
    "search": ("search",),
    "calls": ("latest_call", "apply"),
    "desk": ("desk", "dossier", "endorse", "receipt", "withdraw", "delete_draft"),
    "sign_in": ("sign_in", "forgotten", "letter_written", "new_password"),
}


@register.inclusion_tag("casestudies/includes/bar.html", takes_context=True)
def casestudies_bar(context, search_box=True):
    """Show the programme's bar; without its search box on a page that has one of its own."""
    request = context.get("request")
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    here = _section(request, context.get("page"))
    return {
        "request": request,
        "here": here,
        "is_signed_in": is_signed_in,
        "is_member": is_signed_in and bool(memberships_of(user)),
        "enters_admin": is_signed_in and enters_admin(user),
        "has_search_box": search_box and here != "search",
        "csrf_token": context.get("csrf_token"),
    }


def _section(request, page) -> str:
    """Return where in the programme the reader stands, or nothing; no query."""
    if isinstance(page, CaseIndexPage | CasePage):
        return "library"
    if isinstance(page, CallPage):
        return "calls"
    match = getattr(request, "resolver_match", None)
    if match and match.app_names[-1:] == ["casestudies"]:
        return next((part for part, names in _SECTIONS.items() if match.url_name in names), "")
    return ""


@register.simple_tag
def casestudies_longest_query() -> int:
    """Return how many characters of a query are read."""
    return MAX_QUERY_LENGTH


@register.simple_tag(takes_context=True)
def casestudies_messages(context) -> list:
    """Return Django's messages unless the host has shown them, and keep it from doing so after.

    They stay for ever in the storage of a request: whoever asks again is told again.
    """
    storage = context.get("messages")
    if storage is None and "request" in context:
        storage = get_messages(context["request"])
    if getattr(storage, "used", False):
        return []
    told = list(storage or ())
    for scope in context.dicts:
        if "messages" in scope:
            scope["messages"] = ()
    return told
