"""The search page of the host site."""

from casestudies.conf import MAX_QUERY_LENGTH
from casestudies.domain.reading.search import search_pages
from casestudies.public.frame import render_page
from casestudies.public.reading.sites import site_asked


def search(request):
    """What ``?q=`` finds, filtered by ``kind``, ``topic`` and ``year``."""
    asked, site = request.GET, site_asked(request)
    results = search_pages(
        asked.get("q", ""),
        kind=asked.get("kind"),
        topic=asked.get("topic", ""),
        year=_number(asked.get("year")),
        page=_number(asked.get("page")) or 1,
        site=site,
    )
    context = {"results": results, "site": site, "max_length": MAX_QUERY_LENGTH}
    return render_page(request, "search/search.html", context)


def _number(text) -> int | None:
    """Return the number of at most four digits, or None for anything else."""
    is_number = text and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if is_number else None
