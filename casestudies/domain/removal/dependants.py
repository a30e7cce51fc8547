"""Rows of the site's own that fall with ours, and those that lose what they point at.

Wagtail's and Django's notes about a row (rights, revisions, steps, comments, members of a group)
are part of it and not told here.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex, Task, Workflow

from ... import conf
from . import ours, pictures
from .counts import Kind

#: Apps whose rows are notes about others.
_NOTES = {
    "auth",
    "contenttypes",
    "taggit",
    "wagtailadmin",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailsearch",
    "wagtailusers",
}


#: What the deletion of a row does elsewhere that leaves the other row; some came with Django 6.1.
_LEAVING = {
    getattr(models, name, None)
    for name in ("SET_NULL", "SET_DEFAULT", "DB_SET_NULL", "DB_SET_DEFAULT")
}


def falling() -> list[Kind]:
    """Count the rows of the site's own that would fall with ours, or that forbid it, by model."""
    return sorted(
        (Kind(_name(model), len(keys)) for model, keys in _fallen().items()),
        key=lambda kind: kind.name,
    )


def unlinked() -> int:
    """Count the pages and rows of the site's own that stay and link to a page of ours."""
    keys = ours.pages().annotate(key=Cast("pk", CharField())).values("key")
    links = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Page), to_object_id__in=keys
    ).exclude(content_type__app_label__in=(*conf.APP_LABELS, *_NOTES))
    fallen = {
        (ContentType.objects.get_for_model(model).pk, str(key))
        for model, found in _fallen().items()
        for key in found
    }
    return len(set(links.values_list("content_type", "object_id")) - fallen)


def _fallen() -> dict[type, set]:
    """Return the keys of what falls with ours, and of what falls with that, by model."""
    found, waiting = {}, _sources()
    while waiting:
        rows = waiting.pop()
        for field in _links_to(rows.model):
            model = field.model
            held = model._base_manager.filter(**{f"{field.name}__in": rows})
            keys = set(held.values_list("pk", flat=True)) - found.get(model, set())
            if keys:
                found[model] = found.get(model, set()) | keys
                waiting.append(model._base_manager.filter(pk__in=keys))
    return found


def _sources() -> list[QuerySet]:
    """Return what goes, as far as tables of others may lead to it."""
    labels = [label for label in conf.APP_LABELS if label in apps.app_configs]
    tables = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return [
        *(model._base_manager.all() for model in tables),
        *(Page.objects.filter(pk__in=ours.pages()), Task.objects.filter(pk__in=ours.tasks())),
        *(Workflow.objects.filter(pk__in=ours.workflows().values("pk")), ours.groups()),
        *(ours.types(), pictures.collections(), pictures.pictures()),
    ]


def _links_to(target) -> Iterator[models.ForeignKey]:
    """Yield the columns of the site's own tables whose rows do not outlive what they lead to."""
    # Renditions are part of a picture, and no collection goes before what lies in it.
    renditions, collected = get_image_model().get_rendition_model(), pictures.collected()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in {*conf.APP_LABELS, *_NOTES}:
            continue
        if model._meta.auto_created is get_user_model():
            continue
        if model is renditions or (target is Collection and model in collected):
            continue
        for field in model._meta.local_fields:
            if field.is_relation and field.related_model is target and _falls(field):
                yield field


def _falls(field) -> bool:
    on_delete = field.remote_field.on_delete
    # What SET(…) returns can be written to a migration, which no other choice can.
    return on_delete not in _LEAVING and not hasattr(on_delete, "deconstruct")


def _name(model) -> str:
    owner = model._meta.auto_created
    return f"{owner._meta.verbose_name}（关联）" if owner else str(model._meta.verbose_name)
