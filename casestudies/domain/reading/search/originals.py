"""The original text of a page that readers may see, read from what is stored, without queries."""

from collections.abc import Iterator

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ChooserBlock, ListBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing
from wagtail.search.index import SearchField


def texts(page, *, without=("title",)) -> Iterator[str]:
    """Yield the texts of the page that are searched, in the order of ``search_fields``.

    Nothing else is ever shown in a snippet: what is not searched may be internal.
    """
    fields = {field.field_name: field for field in page.search_fields if type(field) is SearchField}
    for name, field in fields.items():
        if name not in without:
            yield from _texts_of(page, field)


def _texts_of(page, field):
    column = next((each for each in page._meta.fields if each.name == field.field_name), None)
    if isinstance(column, StreamField):
        stream = getattr(page, column.name)
        yield from stream_texts(stream.stream_block, stream.raw_data)
    elif isinstance(column, RichTextField):
        yield get_text_for_indexing(getattr(page, column.name) or "")
    else:
        value = field.get_value(page)
        if isinstance(value, str) and value:
            yield value


def stream_texts(block, raw) -> Iterator[str]:
    """Yield the searchable texts of a stored block value.

    As the block's own ``get_searchable_content``, but blocks that choose a picture or a
    page are not read: decoding them would cost a query for each page.
    """
    if raw is None or not getattr(block, "search_index", True) or isinstance(block, ChooserBlock):
        return
    for child, value in _children(block, raw):
        yield from stream_texts(child, value)
    if isinstance(raw, str) and raw:
        yield from block.get_searchable_content(block.to_python(raw))


def _children(block, raw):
    if isinstance(block, BaseStreamBlock):
        for each in raw:
            if each["type"] in block.child_blocks:
                yield block.child_blocks[each["type"]], each["value"]
    elif isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name)
    elif isinstance(block, ListBlock):
        for each in raw:
            is_stored_with_id = isinstance(each, dict) and each.get("type") == "item"
            yield block.child_block, each["value"] if is_stored_with_id else each
