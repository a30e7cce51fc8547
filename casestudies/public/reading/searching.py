"""The page of results."""

from django.views.decorators.http import require_safe

from ...conf import MAX_QUERY_LENGTH
from ...domain.reading.search import search_pages
from ..frame import render_page
from .sites import scope_asked


@require_safe
def search(request):
    """What ``?q=`` finds, filtered by ``kind``, ``topic`` and ``year``."""
    asked = request.GET
    results = search_pages(
        asked.get("q", ""),
        kind=asked.get("kind"),
        topic=asked.get("topic", ""),
        year=_number(asked.get("year")),
        page=_number(asked.get("page")) or 1,
        scope=scope_asked(request),
    )
    context = {"results": results, "max_length": MAX_QUERY_LENGTH}
    response = render_page(request, "casestudies/public/reading/search.html", context)
    # Also where the host has no place for it in its head.
    response["X-Robots-Tag"] = "noindex"
    return response


def _number(text) -> int | None:
    """Return the number of at most four digits, or None for anything else."""
    is_number = text and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if is_number else None
