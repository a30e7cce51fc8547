"""What a page costs at the least: an empty view, and a plain list with three queries."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.template import engines

from casestudies.models.case import CasePage

_FILL = "字" * 6800  # about 20 kB of UTF-8

_LIST = engines["django"].from_string(
    "<!doctype html><title>list</title><ul>{% for case in page %}"
    "<li><a href='{{ case.url_path }}'>{{ case.title }}</a> {{ case.first_published_at|date }} "
    "{{ case.introduction }}</li>{% endfor %}</ul><p>{{ page.paginator.count }}</p>"
    "{% for facet in facets %}<p>{{ facet.recommended_by }} {{ facet.number }}</p>{% endfor %}"
)


def empty(request):
    return HttpResponse(_FILL)


def plain_list(request):
    """Count, 20 rows, facets: what one writes by hand without copies or kept counts."""
    cases = CasePage.objects.live().order_by("-first_published_at")
    page = Paginator(cases, 20).page(1)
    facets = cases.order_by().values("recommended_by").annotate(number=Count("pk"))
    return HttpResponse(_LIST.render({"page": page, "facets": facets}))
