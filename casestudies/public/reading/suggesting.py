"""What the search box asks for while a reader types."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ...domain.reading.search.suggestions import suggest
from .sites import site_asked


@require_safe
def suggestions(request):
    """Suggestions for ``?q=`` as JSON: text, address, kind, and the topic behind another name."""
    site = site_asked(request)
    found = suggest(request.GET.get("q", ""), site=site)
    rows = [
        {
            "text": each.text,
            "url": _address(each.target, request, site),
            "kind": str(each.kind.label),
            "topic": each.topic,
        }
        for each in found
    ]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response


def _address(target, request, site):
    if hasattr(target, "get_url"):
        # A site, even a blank one where there is but one, spares the query for it.
        return target.get_url(request, current_site=site or Site())
    return target.get_absolute_url()
