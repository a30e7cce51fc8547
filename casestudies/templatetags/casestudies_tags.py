"""Tags of the plugin's templates."""

from django import template

from ..domain.reading import photos

register = template.Library()
_NUMERALS = "零一二三四五六七八九十"


@register.filter
def chinese_number(value: int) -> str:
    """Return 1–99 in Chinese numerals: 一, 十一, 二十三."""
    tens, ones = divmod(int(value), 10)
    if not tens:
        return _NUMERALS[ones]
    head = "" if tens == 1 else _NUMERALS[tens]
    return f"{head}十{_NUMERALS[ones] if ones else ''}"


@register.simple_tag(takes_context=True)
def picture(context, image, name: str):
    """Return the rendition ``name`` of an image among the page's ``pictures``, else the image.

    Both have url, width and height. Never makes a rendition: a reader's GET must not.
    """
    if image is None:
        return None
    found = context.get("pictures") or {}
    return found.get((image.pk, name)) or photos.original(image)


@register.simple_tag(takes_context=True)
def query_for_page(context, number: int) -> str:
    """Return the query string of another page of the same list, filters kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = number
    return f"?{query.urlencode()}"
