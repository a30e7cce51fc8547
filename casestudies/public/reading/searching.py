"""The page of results."""

from django.views.decorators.http import require_safe

from ...asked import number
from ...conf import MAX_QUERY_LENGTH
from ...domain.reading.search import search_pages
from ..frame import render_page
from .sites import scope_asked

#: The last year, and the last page, that is asked for.
MOST = 9999


@require_safe
def search(request):
    """What ``?q=`` finds, filtered by ``kind``, ``topic`` and ``year``."""
    asked = request.GET
    results = search_pages(
        asked.get("q", ""),
        kind=asked.get("kind"),
        topic=asked.get("topic", ""),
        year=number(asked.get("year"), most=MOST),
        page=number(asked.get("page"), most=MOST) or 1,
        scope=scope_asked(request),
    )
    context = {"results": results, "max_length": MAX_QUERY_LENGTH}
    response = render_page(request, "casestudies/public/reading/search.html", context)
    # Also where the host has no place for it in its head.
    response["X-Robots-Tag"] = "noindex"
    return response
