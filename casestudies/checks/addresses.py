"""Where the programme answers: its own addresses, and those of Wagtail that it leads to."""

from django.core.checks import Error
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse

from .looking import looks_at

#: An address of ours that takes no arguments, and the line of the install page.
NAMESPACE, NAME = "casestudies", "desk"
DESK = f"{NAMESPACE}:{NAME}"
LINE = 'path("casestudies/", include("casestudies.urls"))'
#: What leads from the programme to Wagtail, and what of Wagtail must be included.
OF_WAGTAIL = {
    "wagtailadmin_home": ((), "wagtail.admin.urls", "staff cannot work"),
    "wagtail_serve": (("",), "wagtail.urls", "nobody can read a call or a case"),
}


@looks_at("the addresses of the programme")
def check_addresses():
    """They are there under their own names, and no pattern before them answers instead."""
    try:
        address = reverse(DESK)
    except NoReverseMatch:
        yield _missing()
        return
    answering = _answering(address)
    if answering != DESK:
        yield Error(
            f"Addresses of the programme ({address}) are answered by {answering}.",
            hint=f"Move {LINE} before the pattern that matches everything, which is Wagtail's"
            " own as a rule.",
            id="casestudies.E013",
        )


@looks_at("the addresses of Wagtail")
def check_addresses_of_wagtail():
    """The office works in Wagtail's admin, and calls and cases are its pages."""
    for name, (arguments, module, loss) in OF_WAGTAIL.items():
        try:
            reverse(name, args=arguments)
        except NoReverseMatch:
            yield Error(
                f"{module} is not among the addresses of the site: {loss}.",
                hint=f'Include "{module}" in ROOT_URLCONF.',
                id="casestudies.E014",
            )


def _missing():
    return Error(
        f"casestudies.urls is not among the addresses of the site, or not as {NAMESPACE}:"
        " every page of the programme fails.",
        hint=f"Add {LINE} to ROOT_URLCONF, before Wagtail's own pattern, and not inside an"
        " include that has a namespace.",
        id="casestudies.E012",
    )


def _answering(address: str) -> str:
    """Return the name of the view that answers the address."""
    try:
        match = resolve("/" + address.removeprefix(get_script_prefix()))
    except Resolver404:
        return "nothing"
    # Under a namespace that the site chose, ours is still ours.
    if match.app_names == [NAMESPACE] and match.url_name == NAME:
        return DESK
    return match.view_name or match._func_path
