"""Lists, topics and the case page, for readers."""

from django.http import Http404
from django.shortcuts import redirect
from wagtail.models import Site

from ...asked import number
from ...domain.reading import cases, numbers, photos, related, topics
from ...models.call import CallPage
from ...models.library import CaseIndexPage
from ..frame import frame_context, render_page
from .pagination import page_of_cards
from .sites import scope_asked

FOLDER = "casestudies/public/reading"


def case_list_context(request, library) -> dict:
    """What a case library shows: one page of cards, years and topics with their numbers."""
    libraries = [library.pk]
    kept = numbers.kept_numbers(libraries)
    year = number(request.GET.get("year"), most=9999)
    count = kept.years.get(year, 0) if year else kept.total
    return frame_context() | {
        "cases": page_of_cards(request, cases.newest_ids(libraries, year=year), count=count),
        "year": year,
        "count": count,
        "kept": kept,
    }


def topic(request, slug):
    """A topic's page: what it means and its cases, newest first."""
    libraries = scope_asked(request).libraries
    found = topics.find(slug, libraries)
    if found is None:
        raise Http404
    shown = page_of_cards(request, cases.topic_ids(found, libraries), count=found.number)
    return render_page(request, f"{FOLDER}/topic.html", {"topic": found, "cases": shown})


def topic_list(request):
    """All topics by group, with their numbers."""
    groups = topics.by_group(topics.with_number(scope_asked(request).libraries))
    return render_page(request, f"{FOLDER}/topics.html", {"groups": groups})


def case_context(page) -> dict:
    """What a case page shows beyond its own fields; a draft in preview has the same."""
    images = [block.value["image"] for block in page.body if block.block_type == "photo"]
    images = [image for image in images if image is not None]
    cover = page.cover if page.cover_id not in {image.pk for image in images} else None
    found = related.topics_of(page)
    return frame_context() | {
        "topics": found,
        "related": related.related(found),
        "lone_cover": cover,
        "pictures": photos.pictures([*images, cover] if cover else images),
        "blocks": _with_part_numbers(page.body),
    }


def _with_part_numbers(body) -> list[tuple]:
    """Return the blocks in order, each part with its number, from 1; others with None."""
    numbered, number = [], 0
    for block in body:
        is_part = block.block_type == "part"
        number += is_part
        numbered.append((block, number if is_part else None))
    return numbered


def library(request):
    """Lead to the case library of site and language, wherever it stands in the page tree."""
    page = _in_scope(request, CaseIndexPage.objects.live().order_by("path"))
    if page is None:
        raise Http404
    return redirect(page.get_url(request))


def latest_call(request):
    """Lead to the site's newest call; say so when there is none yet."""
    page = _in_scope(request, CallPage.objects.live().newest_first())
    if page is None:
        return render_page(request, f"{FOLDER}/no_call.html")
    return redirect(page.get_url(request))


def _in_scope(request, pages):
    """Return the first of the pages in the site and language asked, else in the site."""
    site, scope = Site.find_for_request(request), scope_asked(request)
    found = scope.within(pages).first()
    if found is None and site and scope.root:
        found = pages.descendant_of(site.root_page, inclusive=True).first()
    return found
