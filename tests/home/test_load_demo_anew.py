"""The demo put on a site of which something is there already, and one that fails half way."""

from pathlib import Path

import pytest
from django.conf import settings as current
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import Page

from casestudies import conf
from casestudies.domain.installation import install
from casestudies.models import CaseIndexPage, Submission
from home.demo import loading

pytestmark = pytest.mark.django_db


def test_demo_finds_its_place_on_a_site_set_up_before():
    install()
    home = loading.front.make_home()
    assert CaseIndexPage.objects.get().get_parent().specific == home
    assert install() == []
    assert loading.front.make_home() == home
    assert Page.objects.filter(depth=2).count() == 1


def test_failure_half_way_leaves_nothing(monkeypatch, row_counts):
    def files():
        folders = (Path(current.MEDIA_ROOT), Path(current.CASESTUDIES["PRIVATE_ROOT"]))
        return {path for folder in folders for path in folder.rglob("*") if path.is_file()}

    def fail(*args, **kwargs):
        assert Submission.objects.exists()
        assert get_image_model().objects.exists()
        assert files() > kept
        raise RuntimeError

    before, kept = row_counts(), files()
    monkeypatch.setattr(loading.library, "approve", fail)
    with pytest.raises(RuntimeError):
        call_command("load_demo")
    assert row_counts() == before
    assert files() == kept
    assert conf.value("LETTERS")
