"""What the search box asks for while a reader types."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from ...domain.reading.search.suggestions import suggest
from ...models.topic import Topic
from ...templatetags.casestudies_tags import address_of
from .sites import scope_asked


@require_safe
def suggestions(request):
    """Suggestions for ``?q=`` as JSON: text, address, kind, and the topic behind another name."""
    found = suggest(request.GET.get("q", ""), scope=scope_asked(request))
    rows = [
        {
            "text": each.text,
            "url": _address(each.target, request),
            "kind": str(each.kind.label),
            "topic": each.topic,
        }
        for each in found
    ]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response


def _address(target, request):
    return target.get_absolute_url() if isinstance(target, Topic) else address_of(target, request)
