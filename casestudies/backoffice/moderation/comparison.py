"""What changed between two versions a union sent, in Wagtail's own marks."""

from functools import partial

from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import compare

from ...models import sheet
from ...models.sheet import Audience, Heading
from ...models.submission import Submission


def changes(before, after) -> list[tuple[str | Promise, str]]:
    """Return label and marked text of each line that differs; both are dossiers.

    The contact is in no version, so only what stands on the dossier itself is compared, as
    far as all staff may read it.
    """
    found = []
    for line in sheet.lines(reader=Audience.STAFF):
        if line.is_typed and not line.is_personal:
            comparison = _comparison_class(line.field)(line.field, before, after)
            if comparison.has_changed():
                found.append((line.label, comparison.htmldiff()))
        elif line.heading is Heading.PHOTOS:
            found += _photo_changes(before, after)
    return found


def _comparison_class(field):
    """Return how Wagtail compares the field, as a FieldPanel finds it; text by its words."""
    if field.choices:
        return compare.ChoiceFieldComparison
    if field.many_to_many:
        return compare.M2MFieldComparison
    if field.is_relation:
        return compare.ForeignObjectComparison
    if isinstance(field, models.CharField | models.TextField):
        return compare.TextFieldComparison
    return compare.comparison_class_registry.get(field) or compare.FieldComparison


def _photo_changes(before, after):
    relation = Submission._meta.get_field("photos")
    caption = relation.related_model._meta.get_field("caption")
    photos = compare.ChildRelationComparison(
        relation, [partial(compare.TextFieldComparison, caption)], before, after
    )
    found = []
    for photo in photos.get_child_comparisons():
        if photo.is_addition():
            text = format_html('<span class="addition">{}</span>', photo.obj_b)
            found.append((_("Photo added"), text))
        elif photo.is_deletion():
            text = format_html('<span class="deletion">{}</span>', photo.obj_a)
            found.append((_("Photo removed"), text))
        elif photo.has_changed():
            found.append((_("Caption of a photo"), photo.get_field_comparisons()[0].htmldiff()))
    return found
