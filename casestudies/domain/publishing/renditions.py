"""The pictures a reader's page may show, made before anybody asks for them."""

from ... import conf


def photos_of(page) -> list:
    """Return the images of the body in order."""
    return [block.value["image"] for block in page.body if block.block_type == "photo"]


def prepare_renditions(page):
    """Make every rendition a reader's page may show, so that no GET makes one."""
    if page.cover:
        page.cover.get_renditions(conf.RENDITIONS["card"])
    for image in {page.cover, *photos_of(page)} - {None}:
        image.get_renditions(conf.RENDITIONS["photo"], conf.RENDITIONS["photo_small"])
