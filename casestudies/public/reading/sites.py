"""The site a reader asks."""

from wagtail.models import Site


def site_asked(request) -> Site | None:
    """Return the site asked, where there is more than one; without a query where not."""
    sites = {root.site_id for root in Site.get_site_root_paths()}
    return Site.find_for_request(request) if len(sites) > 1 else None
