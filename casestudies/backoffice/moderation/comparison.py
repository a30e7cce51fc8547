"""What changed between two versions a union sent, in Wagtail's own marks."""

from functools import partial

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import compare

from ...models.submission import TEXT_PARTS, Submission

_TEXT = compare.TextFieldComparison
_CHOICE = compare.ChoiceFieldComparison
#: Field → how Wagtail compares it, in the order of the official form.
_FIELDS = {
    "title": _TEXT,
    "implementer": _TEXT,
    "team": _TEXT,
    "unit_nature": _CHOICE,
    "employees": compare.FieldComparison,
    "industry": _CHOICE,
    "direction": compare.ForeignObjectComparison,
    "topics": compare.M2MFieldComparison,
    **dict.fromkeys(TEXT_PARTS, _TEXT),
    "opinion": _TEXT,
}


def changes(before, after) -> list[tuple[str | Promise, str]]:
    """Return label and marked text of each field that differs; both are dossiers."""
    found = []
    for name, comparison_class in _FIELDS.items():
        field = Submission._meta.get_field(name)
        comparison = comparison_class(field, before, after)
        if comparison.has_changed():
            found.append((field.verbose_name, comparison.htmldiff()))
    found.extend(_photo_changes(before, after))
    return found


def _photo_changes(before, after):
    relation = Submission._meta.get_field("photos")
    caption = relation.related_model._meta.get_field("caption")
    photos = compare.ChildRelationComparison(relation, [partial(_TEXT, caption)], before, after)
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
