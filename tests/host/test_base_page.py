"""A host on Wagtail 8 whose pages are not Wagtail's own."""

import pytest
import wagtail

from casestudies.checks.models import check_page_model
from tests.host.process import Host

pytestmark = pytest.mark.own_site


def test_wagtails_own_pages_are_fine():
    assert check_page_model(None) == []


@pytest.mark.skipif(wagtail.VERSION < (8,), reason="came with Wagtail 8.0")
@pytest.mark.parametrize("command", ["check", "migrate"])
def test_another_page_model_is_told_in_one_sentence(tmp_path, command):
    host = Host(tmp_path, settings="tests.host.base_page_settings")
    told = host.refused("django", command)
    assert "fields.E" not in told
    assert told.endswith(
        '?: (casestudies.E020) WAGTAIL_PAGE_MODEL is "base_page.SitePage", and'
        " the programme's pages and migrations stand on Wagtail's own page model.\n"
        "\tHINT: Remove WAGTAIL_PAGE_MODEL, which only a new database allows, or install the"
        " programme in a project of its own.\n"
    )
    assert host.run("django", "check", with_programme=False)
