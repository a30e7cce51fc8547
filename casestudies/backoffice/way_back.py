"""Where a person goes on after an act: where the address or the form says, on this site."""

from wagtail.admin.utils import get_valid_next_url_from_request


def way_back(request) -> str:
    """Return the address that ``next`` names, or nothing where it names none of this site.

    A bare word is none: Django would take it for the name of a view.
    """
    address = get_valid_next_url_from_request(request)
    return address if address.startswith(("/", "http://", "https://")) else ""
