"""The search page of the host site."""

from django.shortcuts import render
from wagtail.models import Site

from casestudies.domain.reading import search as finding


def search(request):
    """What ``?q=`` finds, narrowed by ``kind``, ``topic`` and ``year``."""
    asked, site = request.GET, _site(request)
    found = finding.find(
        asked.get("q", ""),
        kind=asked.get("kind"),
        topic=asked.get("topic", ""),
        year=_number(asked.get("year")),
        page=_number(asked.get("page")) or 1,
        site=site,
    )
    context = {"found": found, "site": site, "max_length": finding.MAX_LENGTH}
    return render(request, "search/search.html", context)


def _number(text) -> int | None:
    """Return the number of at most four digits, or None for anything else."""
    is_number = text and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if is_number else None


def _site(request) -> Site | None:
    """Return the site asked, where there is more than one; without a query where not."""
    sites = {root.site_id for root in Site.get_site_root_paths()}
    return Site.find_for_request(request) if len(sites) > 1 else None
