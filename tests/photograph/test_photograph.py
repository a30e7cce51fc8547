"""Nothing of the host changes: its photograph without the plugin and with it, compared."""

import json
import os
import subprocess
import sys

import pytest

from tests.contracts.tree import ROOT

pytestmark = pytest.mark.own_site

#: What docs/install.md tells a host to set; the folders are made anew for each process.
SET_BY_INSTALL = {
    "BASE_DIR",
    "CASESTUDIES",
    "CHINESE_SEARCH_VOCABULARY",
    "DATABASES",
    "INSTALLED_APPS",
    "MEDIA_ROOT",
    "SETTINGS_MODULE",
    "WAGTAILSEARCH_BACKENDS",
}
#: Hooks that only add a thing of the programme's own, or look at nothing but what is its own.
OWN_HOOKS = {
    "after_create_page",
    "after_edit_page",
    "before_bulk_action",
    "before_copy_page",
    "before_delete_page",
    "before_edit_page",
    "before_unpublish_page",
    "construct_admin_api",
    "construct_homepage_panels",
    "construct_page_action_menu",
    "register_account_settings_panel",
    "register_admin_menu_item",
    "register_admin_urls",
    "register_admin_viewset",
    "register_bulk_action",
    "register_casestudies_menu_item",
    "register_image_operations",
    "register_log_actions",
    "register_page_action_menu_item",
    "register_permissions",
    "register_reports_menu_item",
    "register_settings_menu_item",
}


def taken(name):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.photograph.taking"],
        cwd=ROOT,
        # Wagtail writes classes in the order of a set.
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": f"tests.photograph.settings_{name}", "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def photographs():
    """The host without the plugin and with it, taken at the same time."""
    both = []
    for process in [taken("without"), taken("with")]:
        out, problems = process.communicate(timeout=300)
        assert process.returncode == 0, problems
        both.append(json.loads(out))
    return both


@pytest.mark.parametrize(
    "what", ["letters", "panels", "picture", "rights", "creatable", "posts", "screens", "front"]
)
def test_nothing_of_the_host_changes(photographs, what):
    without, with_us = (photograph[what] for photograph in photographs)
    assert without
    assert {name: value for name, value in with_us.items() if value != without.get(name)} == {}
    assert with_us.keys() == without.keys()


def test_the_photograph_shows_what_it_is_for(photographs):
    """Letters were sent, panels shown, a picture kept: nothing compared is empty."""
    without, _with_us = photographs
    assert [len(letters) for letters in without["letters"].values()] == [3, 1, 3, 1]
    moderators = without["panels"]["moderator before approve"]
    assert "WorkflowObjectsToModeratePanel" in moderators
    assert without["picture"]["artist"] == "(c) Photographer"
    assert without["creatable"]["notices.NoticePage"] == ["notices.NoticePage"]
    assert all(screen.startswith("200 ") for screen in without["screens"].values())


def test_no_setting_but_those_of_the_install_page_is_needed_or_changed(photographs):
    without, with_us = (photograph["settings"] for photograph in photographs)
    changed = {name for name in without | with_us if without.get(name) != with_us.get(name)}
    assert changed <= SET_BY_INSTALL


def test_no_hook_reaches_into_screens_of_the_host(photographs):
    without, with_us = (photograph["hooks"] for photograph in photographs)
    assert {name for name in with_us if with_us[name] != without.get(name)} <= OWN_HOOKS
    for name, functions in without.items():
        assert set(functions) <= set(with_us[name])


def test_strings_of_wagtail_and_django_stay_as_they_were(photographs):
    without, with_us = (photograph["strings"] for photograph in photographs)
    assert {said: with_us[said] for said in without if with_us[said] != without[said]} == {}
