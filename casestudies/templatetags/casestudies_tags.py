"""Tags of the plugin's templates."""

from django import template
from django.utils.html import format_html, format_html_join
from wagtail.models import Site

from ..chinese_search.snippets import TYPED
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


@register.filter
def marked(fragments) -> str:
    """Return original text with what was found in it marked: fragments of a search."""
    if not any(fragment.kind for fragment in fragments):
        return "".join(fragment.text for fragment in fragments)
    return format_html_join("", "{}", ((_marked(each),) for each in fragments))


def _marked(fragment):
    if not fragment.kind:
        return fragment.text
    look = "" if fragment.kind == TYPED else " cs-mark--synonym"
    return format_html('<mark class="cs-mark{}">{}</mark>', look, fragment.text)


@register.simple_tag(takes_context=True)
def picture(context, image, name: str):
    """Return the rendition ``name`` of an image, found in the page's ``pictures`` or to be made.

    Both have url, width and height. The page itself never makes one: its reader would wait.
    """
    if image is None:
        return None
    found = context.get("pictures") or {}
    return found.get((image.pk, name)) or photos.made_when_asked(image, name)


@register.simple_tag
def page_numbers(page) -> list:
    """Return the numbers to show beside a page of a list, with ellipses for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def query_for_page(context, number: int) -> str:
    """Return the query string of another page of the same list, filters kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = number
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_with(context, *changes) -> str:
    """Return the query string of the first page of the same list with other parameters.

    ``changes`` are names and values in turn; a parameter whose value is empty is left out.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in zip(changes[::2], changes[1::2], strict=True):
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def address(context, page) -> str:
    """Return a page's URL as ``pageurl`` does, without asking the database for a lone site."""
    return address_of(page, context["request"]) or ""


def address_of(page, request) -> str | None:
    """Return the page's URL; where there is but one site, without a query for it."""
    sites = {root.site_id for root in Site.get_site_root_paths()}
    # With a site, even a blank one, none is looked for.
    site = Site.find_for_request(request) if len(sites) > 1 else Site()
    return page.get_url(request, current_site=site)
