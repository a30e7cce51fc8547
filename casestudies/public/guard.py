"""What stands before every public view: the limits of a posted form, and its token.

The views bring it themselves. A host needs no middleware of ours, and no view of its own is
touched: one that reads a raw body or sets upload handlers works as before.
"""

from functools import wraps

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from .. import conf
from ..asked import require_keys
from ..cleaning import clean_request, is_utf8
from .frame import render_page
from .intake.sessions import csrf_failure


def guarded(pattern: URLPattern) -> URLPattern:
    """Return the address with its view guarded: what is too large or forged never reaches it."""
    view = _within_limits(_with_token(pattern.callback))
    # Only the host's own check is spared, which would answer without words.
    return URLPattern(pattern.pattern, csrf_exempt(view), pattern.default_args, pattern.name)


def _within_limits(view):
    """Answer in words where Django would raise for the size or the shape of a posted form.

    Must stand before the check of the token, which is the first to read the form.
    """

    @wraps(view)
    def limited(request, *args, **kwargs):
        if request.method == "POST":
            try:
                _read(request)
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return _not_received(request, "too_large", status=413)
            except (BadRequest, MultiPartParserError):
                return _not_received(request, "unreadable", status=400)
        require_keys(kwargs)
        clean_request(request)
        return view(request, *args, **kwargs)

    return limited


def _read(request):
    """Read the form; raise BadRequest for any charset but the one that browsers send here."""
    if request.encoding and not is_utf8(request.encoding):
        raise BadRequest
    request.POST  # noqa: B018


def _not_received(request, page, *, status):
    # Whoever looks at the form again would meet the same exception, Django's error pages first.
    request._mark_post_parse_error()
    template = f"casestudies/public/intake/{page}.html"
    return render_page(request, template, {"limit": conf.MAX_UPLOAD_MB}, status=status)


class _Token(CsrfViewMiddleware):
    """Django's check, which answers with a page that keeps what was typed."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if super().process_view(request, callback, callback_args, callback_kwargs) is None:
            return None
        return self.process_response(request, csrf_failure(request))


_with_token = decorator_from_middleware(_Token)
