"""Which pictures a version of a case shows, and what their files were when it was saved."""

import json

from wagtail.images import get_image_model

#: In the content of a revision: the hash of the file of each picture, by its key.
HASHES = "picture_hashes"


def pictures_in(content) -> set[int]:
    """Return the keys of the pictures that the content of a revision of a case shows."""
    body = content.get("body") or []
    blocks = json.loads(body) if isinstance(body, str) else body
    shown = {block["value"].get("image") for block in blocks if block["type"] == "photo"}
    return {key for key in shown | {content.get("cover")} if key}


def hashes_now(keys) -> dict[str, str]:
    """Return the hash of each picture's file as it is now; one that is gone is left out: 1 query.

    A picture that code put there without a hash gets one here.
    """
    found = {}
    for image in get_image_model().objects.filter(pk__in=keys).order_by("pk"):
        try:
            found[str(image.pk)] = image.get_file_hash()
        except OSError:
            found[str(image.pk)] = ""
    return found


def are_as_saved(content) -> bool:
    """Whether the pictures of a revision still are what they were when it was saved.

    A revision of a release that kept no hashes has nothing to compare.
    """
    saved = content.get(HASHES)
    return saved is None or saved == hashes_now(pictures_in(content))
