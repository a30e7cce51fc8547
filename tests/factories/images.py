"""Images of the site's library."""

import factory
from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from .dossiers import jpeg


class ImageFactory(factory.Factory):
    """A stored JPEG; ``size=(width, height)``."""

    class Meta:
        model = get_image_model()

    title = factory.Sequence(lambda n: f"班组现场（{n}）")

    @classmethod
    def _create(cls, model_class, *args, size=(900, 600), **kwargs):
        image = model_class(*args, width=size[0], height=size[1], **kwargs)
        image.file.save("photo.jpg", ContentFile(jpeg(size)), save=False)
        image.width, image.height = size
        image.save()
        return image


def photo_block(image, caption="班前会现场"):
    return {"type": "photo", "value": {"image": image.pk, "caption": caption}}
