"""What our models hang on those of Wagtail and a host has a name that is ours, or none."""

import pytest
from django.apps import apps
from django.db import models
from wagtail.models import Page

from casestudies import conf

OURS = set(conf.APP_LABELS)


def foreign_links(our_models):
    """Return the fields that lead from one of the models to one that is not ours."""
    return [
        field
        for model in our_models
        for field in model._meta.get_fields()
        if field.is_relation and field.model is model and field.related_model
        if not field.auto_created and field.related_model._meta.app_label not in OURS
    ]


def names_on_foreign_models(our_models):
    """Return «field: name» of each reverse name that is not namespaced, the hidden ones apart."""
    found = []
    for field in foreign_links(our_models):
        names = {field.remote_field.get_accessor_name()}
        if not field.remote_field.hidden or isinstance(field, models.ForeignKey):
            names.add(field.related_query_name())
        names = {name for name in names if name and not name.endswith("+")}
        found += [f"{field}: {name}" for name in names if not name.startswith("casestudies_")]
    return sorted(found)


def test_reverse_names_on_foreign_models_are_ours():
    our_models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    links = {str(field) for field in foreign_links(our_models)}
    assert {"casestudies.CasePage.cover", "casestudies.CallPage.page_ptr"} <= links
    assert names_on_foreign_models(our_models) == []


@pytest.fixture
def stray():
    """A model that is there for one test."""

    class Stray(models.Model):  # noqa: DJ008
        page = models.ForeignKey(Page, on_delete=models.CASCADE)
        call = models.ForeignKey("casestudies.CallPage", models.CASCADE, related_name="strays")

        class Meta:
            app_label = "casestudies"

    yield Stray
    del apps.all_models["casestudies"]["stray"]
    apps.clear_cache()


def test_a_name_that_any_host_might_have_is_told(stray):
    assert names_on_foreign_models([stray]) == [
        "casestudies.Stray.page: stray",
        "casestudies.Stray.page: stray_set",
    ]
