"""What django-import-export makes of a table: matched, filled in, judged, written by row.

Loaded only when a file is read: the library takes 110 ms to load.
"""

from collections import defaultdict

import tablib
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource, modelresource_factory
from import_export.widgets import Widget
from wagtail.log_actions import log

from ..models.topic import Topic
from ..models.topic_terms import TopicNames
from .imports import LOG_ACTION
from .tables import Table


class CellWidget(Widget):
    """The text of a cell as the column reads it."""

    def __init__(self, column):
        super().__init__()
        self.column = column

    def clean(self, value, row=None, **kwargs):
        return self.column.read(value)


class KeyLoader(BaseInstanceLoader):
    """All rows that the file names, in one query; locked where they will be written."""

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        key = resource.table.key.name
        meant = resource.get_queryset().filter(**{f"{key}__in": dataset[key]})
        if not resource.is_dry_run:
            meant = meant.select_for_update()
        self.known = {getattr(instance, key): instance for instance in meant}

    def get_instance(self, row):
        return self.known.get(row[self.resource.table.key.name])


class TableResource(ModelResource):
    """A row is judged by what will stand when all are written; unchanged ones are left alone."""

    def __init__(self, table, *, by, may_add, may_change, source="", is_dry_run=True):
        super().__init__()
        self.table = table
        self.by = by
        self.may_add, self.may_change = may_add, may_change
        self.source = source
        self.is_dry_run = is_dry_run
        self.seen = {}

    def after_init_instance(self, instance, new, row, **kwargs):
        self.before = None if new else self.table.row_of(instance)

    def import_instance(self, instance, row, **kwargs):
        """Fill in and judge; raise ValidationError with all that is wrong, by field."""
        errors = defaultdict(list)
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors.update(error.error_dict)
        if not errors and self.before == self.table.row_of(instance):
            return
        other = [f.name for f in instance._meta.fields if f.name not in self.table.fields]
        try:
            instance.clean_fields(exclude=[*other, *errors])
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if not errors:
            self.judge(instance)
            self._require_right()
        if errors:
            raise ValidationError(dict(errors))

    def judge(self, instance):
        """Raise ValidationError where the row breaks a rule of its model."""
        instance.clean()

    def _require_right(self):
        if not (self.may_add if self.before is None else self.may_change):
            sentence = (
                _("this would be new, and you may not add any.")
                if self.before is None
                else _("this would be changed, and you may not change any.")
            )
            raise ValidationError({NON_FIELD_ERRORS: [sentence]})

    def after_import(self, dataset, result, **kwargs):
        """Do not let the library set the counter of ids, as it does on PostgreSQL."""

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and self.before == self.table.row_of(instance)

    def save_instance(self, instance, is_create, row, **kwargs):
        if self.is_dry_run:
            return
        instance.save()
        changed = [] if is_create else [column for column, *_texts in self.changes(instance)]
        with override(settings.LANGUAGE_CODE):
            headings = [column.heading for column in changed]
        log(
            instance=instance,
            action=LOG_ACTION,
            user=self.by,
            data={"source": self.source, "changed": headings},
            content_changed=True,
        )

    def changes(self, instance):
        """Yield column, old and new text of what differs but the key; of a new row all is new."""
        after = self.table.row_of(instance)
        before = self.before or dict.fromkeys(after, "")
        for column in self.table.columns[1:]:
            if before[column.name] != after[column.name]:
                yield column, before[column.name], after[column.name]

    def after_import_row(self, row, row_result, **kwargs):
        row_result.changes = list(self.changes(row_result.instance))


class TopicResource(TableResource):
    """Names are compared with those all topics will have when the file is in."""

    def before_import(self, dataset, **kwargs):
        rows = dataset.dict
        stored = {topic.name: topic for topic in Topic.objects.only("name", "synonyms")}
        written = {row["name"]: Topic(name=row["name"], synonyms=row["synonyms"]) for row in rows}
        self.names = TopicNames((stored | written).values())

    def judge(self, instance):
        instance.tidy(self.names.of_others(instance))


def resource_of(table: Table, **options) -> TableResource:
    """Return the resource that writes, or would write, rows of the table."""
    made = modelresource_factory(
        table.model,
        resource_class=TopicResource if table.model is Topic else TableResource,
        custom_fields={
            column.name: Field(column.name, column.name, widget=CellWidget(column))
            for column in table.columns
        },
        meta_options={
            "fields": table.fields,
            "import_id_fields": (table.key.name,),
            "instance_loader_class": KeyLoader,
            "skip_diff": True,
            "report_skipped": True,
            "store_instance": True,
            # Who calls it says what is one transaction; a dry run writes nothing at all.
            "use_transactions": False,
        },
    )
    return made(table, **options)


def dataset_of(table: Table, rows) -> tablib.Dataset:
    return tablib.Dataset(*(row.cells for row in rows), headers=list(table.fields))
