"""Where in the site the reader stands, for the links of the header."""

from django import template

from casestudies.models.call import CallPage, SubmissionFormPage
from casestudies.models.case import CasePage
from casestudies.models.library import CaseIndexPage

register = template.Library()


@register.simple_tag(takes_context=True)
def section(context) -> str:
    """Return ``library``, ``calls`` or nothing for the page being shown; no query."""
    page = context.get("page")
    if isinstance(page, CaseIndexPage | CasePage):
        return "library"
    return "calls" if isinstance(page, CallPage | SubmissionFormPage) else ""
