"""Images and documents with fields of the site's own."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class OwnImage(AbstractImage):
    credit = models.CharField("图片来源", max_length=100, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")


class OwnRendition(AbstractRendition):
    image = models.ForeignKey(OwnImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class OwnDocument(AbstractDocument):
    source = models.CharField("来源", max_length=100, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "source")
