"""Removal takes what the app registry says is ours: whatever is added is taken by itself."""

import re

import pytest
from django.apps import apps
from django.db import models

from casestudies import conf
from casestudies.domain.removal import ours
from casestudies.domain.removal.files import file_fields, is_shaped_like_ours, sample_name


def files_left(fields):
    """Return the columns whose files removal would leave, were their rows gone."""
    return sorted(
        str(field)
        for field in fields
        if getattr(field, "_storage_callable", None) is not conf.private_storage
        or not is_shaped_like_ours(sample_name(field))
    )


def test_every_app_of_the_plugin_has_its_label():
    labels = [config.label for config in apps.get_app_configs() if _is_ours(config)]
    assert sorted(labels) == sorted(conf.APP_LABELS)


def _is_ours(config):
    return re.match(r"casestudies(\.|$)", config.name)


def test_no_file_is_left():
    fields = {str(field) for field in file_fields()}
    assert "casestudies.SubmissionPhoto.preview" in fields
    assert files_left(file_fields()) == []


@pytest.fixture
def stray():
    """A model that is there for one test."""

    class Stray(models.Model):  # noqa: DJ008
        public = models.FileField(upload_to="strays")
        misshapen = models.FileField(storage=conf.private_storage, upload_to="strays")

        class Meta:
            app_label = "casestudies"

    yield Stray
    del apps.all_models["casestudies"]["stray"]
    apps.clear_cache()


def test_a_new_model_is_taken_and_its_stray_files_are_told(stray):
    assert stray in ours.tables()
    assert files_left(stray._meta.local_fields[1:]) == [
        "casestudies.Stray.misshapen",
        "casestudies.Stray.public",
    ]
