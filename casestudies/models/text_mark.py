"""What a text says, as a mark to compare it by, and who wrote it."""

import hashlib
import json
import re

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField

from .case_pictures import HASHES, hashes_now, pictures_in

#: Of the columns of a page those that say where and how it stands, not what it says.
_NOT_TEXT = {
    "pk",
    "page_ptr",
    "path",
    "depth",
    "numchild",
    "content_type",
    "translation_key",
    "locale",
    "url_path",
    "owner",
    "alias_of",
    "live",
    "expired",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "locked",
    "locked_at",
    "locked_by",
    "wagtail_admin_comments",
}
#: The editor gives each paragraph a key, which is no text either.
_PARAGRAPH_KEY = re.compile(r' data-block-key=\\*"\w*\\*"')


def text_mark(page, content) -> str:
    """Return a short mark of what the content of a revision says; equal for equal texts."""
    said = {name: value for name, value in content.items() if name not in _NOT_TEXT}
    for copy in page.COPIES:
        said.pop(copy, None)
    if HASHES not in said:
        # A revision of a release that kept none.
        said[HASHES] = hashes_now(pictures_in(content))
    said.setdefault("cover_alt", "")
    said["case_topics"] = sorted(row["tag"] for row in content.get("case_topics", ()))
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField) and isinstance(said.get(field.name), str):
            # PostgreSQL keeps the parts of a block in an order of its own.
            said[field.name] = _without_empty_alt(json.loads(said[field.name]))
    text = _PARAGRAPH_KEY.sub("", json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_empty_alt(block):
    """Photos of texts that are older than this field say nothing in it, nor does an empty one."""
    if isinstance(block, list):
        return [_without_empty_alt(each) for each in block]
    if isinstance(block, dict):
        return {
            name: _without_empty_alt(value)
            for name, value in block.items()
            if value or name != "alt"
        }
    return block


def writers_of_newest(page) -> set[int]:
    """Return the keys of those who saved the newest text, also of who saved it again unchanged."""
    writers, newest = set(), None
    rows = page.revisions.order_by("-created_at", "-pk").only("content", "user")
    for revision in rows.iterator(chunk_size=5):
        mark = text_mark(page, revision.content)
        newest = newest or mark
        if mark != newest:
            break
        writers.add(revision.user_id)
    return writers - {None}
