"""Tags of the plugin's templates."""

from django import template
from django.utils.safestring import SafeString

from .. import conf

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


@register.simple_tag
def existing_rendition(image, name: str):
    """Return the prefetched rendition of ``conf.RENDITIONS[name]``, else the image itself.

    Both have url, width and height. Never makes a rendition: a reader's GET must not.
    """
    if image is None:
        return None
    spec = conf.RENDITIONS[name]
    for rendition in getattr(image, "prefetched_renditions", ()):
        if rendition.filter_spec == spec:
            return rendition
    return _Original(image)


class _Original:
    """The uploaded file with the address and size a rendition has."""

    def __init__(self, image):
        self.url, self.width, self.height = image.file.url, image.width, image.height


@register.simple_tag(takes_context=True)
def page_address(context, number: int) -> SafeString:
    """Return the query string of another page of the same list, filters kept."""
    query = context["request"].GET.copy()
    query["page"] = number
    return query.urlencode()


@register.simple_tag(takes_context=True)
def body_photo(context, image):
    """Return the image with the renditions fetched for the whole page, if they were."""
    return context.get("photos", {}).get(image.pk, image) if image else None
