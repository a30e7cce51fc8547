"""Lists, topics and the case page, for readers."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from ...domain.reading import cases
from ...enums import CountFacet
from ...models.call import CallPage
from ...models.case import CaseIndexPage
from ...models.topic import Topic
from .pagination import page_of_cards


def case_list_context(request) -> dict:
    """What the case library shows: one page of cards, topics and years with their numbers."""
    year = request.GET.get("year", "")
    years = cases.years_with_numbers()
    numbers = dict(years)
    year = year if year in numbers else ""
    count = numbers[year] if year else sum(numbers.values())
    return {
        "cases": page_of_cards(request, cases.newest_ids(year=year), count=count),
        "year": year,
        "years": years,
        "count": count,
        "topics": [each for each in cases.topics_with_numbers() if each.number],
    }


def topic(request, slug):
    """A topic's page: what it means and its cases, newest first."""
    found = get_object_or_404(Topic, slug=slug)
    count = cases.kept_number(CountFacet.TOPIC, found.pk)
    return render(
        request,
        "casestudies/public/reading/topic.html",
        {
            "topic": found,
            "count": count,
            "cases": page_of_cards(request, cases.topic_ids(found), count=count),
        },
    )


def topics(request):
    """All topics by group, with the number of their cases."""
    return render(
        request, "casestudies/public/reading/topics.html", {"topics": cases.topics_with_numbers()}
    )


def case_context(page) -> dict:
    """What a case page shows beyond its own fields."""
    topics = [row.tag for row in page.case_topics.select_related("tag")]
    return {
        "topics": topics,
        "related": cases.related(page, topics),
        "photos": _photos_with_renditions(page),
        "parts": _numbered(page.body),
    }


def _numbered(body) -> list[dict]:
    """Return the blocks in order, the parts numbered from 1."""
    numbered, number = [], 0
    for block in body:
        if block.block_type == "part":
            number += 1
        numbered.append({"block": block, "number": number if block.block_type == "part" else None})
    return numbered


def _photos_with_renditions(page) -> dict:
    """Return the images of the body by id, each with its existing renditions: 2 queries."""
    images = [block.value["image"] for block in page.body if block.block_type == "photo"]
    ids = [image.pk for image in images if image is not None]
    return cases.with_renditions("photo", "photo_small").in_bulk(ids) if ids else {}


def library(request):
    """Lead to the case library, wherever it stands in the page tree."""
    return _lead_to(CaseIndexPage.objects.live().order_by("path").first(), request)


def calls(request):
    """Lead to the newest call."""
    return _lead_to(CallPage.objects.live().newest_first().first(), request)


def _lead_to(page, request):
    if page is None:
        raise Http404
    return redirect(page.get_url(request))
