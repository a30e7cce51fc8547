"""The pictures a reader's page may show: bare, and made before anybody asks for them."""

from wagtail.images.image_operations import FilterOperation

from ... import conf
from ...photos import forget_metadata


class BareOperation(FilterOperation):
    """``cs_bare`` in a filter: the one gate of pictures to readers, whoever put them where.

    Wagtail copies EXIF, GPS included, from the original into JPEG and PNG renditions.
    """

    def construct(self):
        pass

    def run(self, willow, image, env):
        picture = willow.get_pillow_image().copy()
        forget_metadata(picture)
        return type(willow)(picture)


def image_operations():
    """Hook ``register_image_operations``."""
    return [("cs_bare", BareOperation)]


def photos_of(page) -> list:
    """Return the images of the body in order."""
    return [block.value["image"] for block in page.body if block.block_type == "photo"]


def picture_keys(page) -> set[int]:
    """Return the keys of all pictures of the page, without reading them."""
    shown = {each["value"].get("image") for each in page.body.raw_data if each["type"] == "photo"}
    return {key for key in shown | {page.cover_id} if key}


def prepare_renditions(page):
    """Make every rendition a reader's page may show, so that no GET makes one."""
    if page.cover:
        page.cover.get_renditions(conf.RENDITIONS["card"])
    for image in {page.cover, *photos_of(page)} - {None}:
        image.get_renditions(conf.RENDITIONS["photo"], conf.RENDITIONS["photo_small"])
