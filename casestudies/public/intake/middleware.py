"""A request that is too large is answered in words."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http.multipartparser import MultiPartParserError

from ... import conf
from ..frame import render_page


class RequestLimitsMiddleware:
    """Render a page where Django would raise for the size or the shape of a posted form.

    Must stand before ``CsrfViewMiddleware``, which is the first to read the form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST":
            return None
        try:
            request.POST  # noqa: B018
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            status = 413
        except MultiPartParserError:
            status = 400
        else:
            return None
        limit = conf.MAX_UPLOAD_MB
        template = "casestudies/public/intake/too_large.html"
        return render_page(request, template, {"limit": limit}, status=status)
