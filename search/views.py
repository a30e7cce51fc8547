"""The search page of the host site."""

from django.shortcuts import render

from casestudies.domain.reading import search as finding
from casestudies.domain.reading.topics import by_group, with_number
from casestudies.public.reading.pagination import page_of_cards


def search(request):
    """Cases for the words of ``?q=``; without words, the topics to choose from."""
    wanted = finding.words(request.GET.get("q", ""))
    context = {"question": " ".join(wanted), "max_length": finding.MAX_LENGTH}
    if wanted:
        topics = finding.topics_for(wanted)
        ids = finding.found_ids(wanted, topics)
        context |= {"topics": topics, "cases": page_of_cards(request, ids, count=ids.count())}
    if not wanted or not context["cases"].object_list:
        context["groups"] = by_group(with_number().filter(number__gt=0))
    return render(request, "search/search.html", context)
