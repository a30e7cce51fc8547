"""Collections that setup made, and the pictures in them that nothing else of the site uses."""

from pathlib import PurePosixPath

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionMember, ModelLogEntry, ReferenceIndex

from ... import conf
from ...models.library import COLLECTION_MADE
from ...picture_files import PRIVATE
from . import ours


def collections() -> QuerySet:
    """Return what setup made, by its entries in the site's history.

    A library may name any collection of the site's, so that it names one proves nothing.
    """
    made = ModelLogEntry.objects.filter(
        action=COLLECTION_MADE, content_type=ContentType.objects.get_for_model(Collection)
    )
    keys = [int(key) for key in made.values_list("object_id", flat=True)]
    return Collection.objects.filter(pk__in=keys, depth__gt=1)


def collected() -> list[type]:
    """Return the models whose rows lie in collections; a collection stays while one lies there."""
    return [model for model in apps.get_models() if issubclass(model, CollectionMember)]


def pictures() -> QuerySet:
    """Return the pictures of these collections that only the programme uses."""
    return _all().exclude(_used_elsewhere())


def kept_pictures() -> QuerySet:
    """Return those of them that stay, as something of the site's own shows them."""
    return _all().filter(_used_elsewhere())


def hand_over() -> None:
    """Give the pictures that stay to the site: their files to its own storage and its own names.

    Without the programme nobody would find them in ours.
    """
    image = get_image_model()
    private = f"{PRIVATE}/"
    for rendition in image.get_rendition_model().objects.filter(file__startswith=private):
        rendition.delete()
    for picture in image.objects.filter(file__startswith=private):
        storage, name = picture.file.storage, picture.file.name
        with storage.open(name, "rb") as stored:
            content = ContentFile(stored.read())
        theirs = storage.save(picture.get_upload_to(PurePosixPath(name).name), content)
        image.objects.filter(pk=picture.pk).update(file=theirs)


def _all():
    return get_image_model().objects.filter(collection__in=collections())


def _used_elsewhere():
    """Ask what Wagtail knows of references, in text too, and each table that leads to pictures."""
    image = get_image_model()
    key = Cast(OuterRef("pk"), CharField())
    referenced = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(image), to_object_id=key
    ).exclude(content_type__in=ours.types())
    used = Exists(referenced)
    for field in _links_to(image):
        used |= Exists(field.model._base_manager.filter(**{field.name: OuterRef("pk")}))
    return used


def _links_to(image):
    """Return the columns of the site's own tables that lead to a picture."""
    renditions = image.get_rendition_model()
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in conf.APP_LABELS and model is not renditions
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is image
    ]
