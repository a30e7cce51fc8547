"""What editors recommend for a query: Wagtail's search promotions, however the query is written."""

from wagtail.contrib.search_promotions.models import SearchPromotion

from ....chinese_search.analysis import canonical


def promotions(query: str) -> list[SearchPromotion]:
    """Return what editors recommend for a query, however it is written: 1 query, 2 if any.

    Each page and address once, first come first. A page among them may be one that
    readers may not see: ``search_pages`` shows only those its pages hold.
    """
    folded = canonical(query)
    recommended = SearchPromotion.objects.order_by("sort_order", "pk")
    texts = recommended.values_list("pk", "query__query_string")
    keys = [pk for pk, text in texts if canonical(text) == folded]
    targets = {}
    for promotion in recommended.filter(pk__in=keys) if keys else ():
        targets.setdefault(promotion.page_id or promotion.external_link_url, promotion)
    return list(targets.values())
