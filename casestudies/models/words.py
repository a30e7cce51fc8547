"""Texts that people type into the admin are kept without what nobody can see."""

import json

from django.db import models
from wagtail.fields import StreamField

from ..cleaning import clean_text, clean_tree


class CleanWordsMixin:
    """Cleans every text before it is validated; stands before the model that validates."""

    def full_clean(self, *args, **kwargs):
        for field in self._meta.concrete_fields:
            if isinstance(field, StreamField):
                self._clean_stream(field)
            elif isinstance(field, models.CharField | models.TextField):
                value = getattr(self, field.attname)
                if isinstance(value, str) and value != (cleaned := clean_text(value)):
                    setattr(self, field.attname, cleaned)
        return super().full_clean(*args, **kwargs)

    def _clean_stream(self, field):
        tree = json.loads(field.value_to_string(self))
        if tree != (cleaned := clean_tree(tree)):
            setattr(self, field.attname, field.to_python(json.dumps(cleaned)))
