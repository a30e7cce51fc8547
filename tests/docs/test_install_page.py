"""The install page is what ``tests/hosts`` can follow, and fits one screen."""

import pytest

from tests.hosts import install_page

TEXT = install_page.PAGE.read_text("utf-8")


def test_the_page_has_four_steps():
    page = install_page.read(TEXT)
    assert page.install == ["pip install dist/wagtail_casestudies-*.whl"]
    assert page.urls == 'path("casestudies/", include("casestudies.urls")),'
    assert [command.split()[2] for command in page.commands] == [
        "migrate",
        "setup_casestudies",
        "update_index",
        "check",
    ]
    compile(page.settings, "settings", "exec")


def test_the_page_fits_one_screen():
    assert len(TEXT.splitlines()) <= 56


def test_another_block_is_told():
    with pytest.raises(ValueError, match="blocks"):
        install_page.read(f"{TEXT}\n```sh\nrm -r site\n```\n")
