"""The site and the language a reader asks."""

from wagtail.models import Site

from ...domain.reading.scope import Scope


def scope_asked(request) -> Scope:
    """Return what the site asked shows in the language asked.

    No query where there is one site in one language; 1 for another site, 2 for its language.
    A site without that language shows its own.
    """
    if len(Site.get_site_root_paths()) < 2:
        return Scope()
    site = Site.find_for_request(request)
    return Scope(site.root_page.localized if site else None)
