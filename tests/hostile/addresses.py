"""Every address of the programme, found by a walk through the site's own."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

_OURS = re.compile(r"(^|/)casestudies/")
_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Address:
    """A route of the site, like «casestudies/topics/<str:slug>/»."""

    route: str

    @property
    def kinds(self) -> list[str]:
        return [kind or "str" for kind, _name in _PLACE.findall(self.route)]

    def filled(self, *values) -> str:
        """Return the path with these values, quoted, in its places."""
        left = iter(values)
        return "/" + _PLACE.sub(
            lambda _place: quote(str(next(left)).encode(*_AS_IS), ""), self.route
        )


#: Halves of characters go out as their bytes, as an attacker would send them.
_AS_IS = ("utf-8", "surrogatepass")


def addresses() -> list[Address]:
    """Return the routes of the public face, of the back office and of the programme's tables."""
    return [Address(route) for route in _routes(get_resolver().url_patterns, "") if _is_ours(route)]


def _is_ours(route) -> bool:
    return bool(_OURS.search(route))


def _routes(patterns, before):
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            # Of those written as regular expressions none is ours.
            continue
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern.url_patterns, route)
