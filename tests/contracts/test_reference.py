"""The pages of docs/reference say what the code says, no more and no less."""

from importlib import import_module

import pytest
from django.apps import apps
from django.conf import global_settings
from django.contrib.auth.models import Permission
from django.core.management.base import BaseCommand

from casestudies import conf
from casestudies.backoffice.menu import HOOK
from casestudies.domain.installation import CODENAMES, NAMES
from casestudies.permissions import union_actions
from settings import base as host

from .reference import (
    TEMPLATES,
    actions_asked_for,
    blocks,
    checks_made,
    codenames_asked_for,
    keys_read,
    overridable_templates,
    rows,
    section,
    settings_checked,
    settings_read,
    signals_sent,
)
from .tree import ROOT, write

#: What every public page extends.
FRAME = ("base", "frame")
#: Of Wagtail, WhiteNoise and Django 6.1: the demonstration site sets none of them here.
OF_OTHERS = {
    "MAILERS",
    "TASKS",
    "WAGTAILSEARCH_HITS_MAX_AGE",
    "WAGTAIL_WORKFLOW_ENABLED",
    "WHITENOISE_ROOT",
}
PAGES = ROOT / "docs" / "reference"
COMMANDS = sorted(
    path.stem
    for path in (ROOT / "casestudies/management/commands").glob("*.py")
    if path.stem != "__init__"
)


def test_settings_read_are_told():
    told = rows(section(PAGES / "settings.md", "What the programme reads"))
    assert sorted(told) == sorted(settings_read(ROOT))


def test_keys_of_the_programmes_setting_are_told_and_read():
    told = rows(section(PAGES / "settings.md", "Keys of `CASESTUDIES`"))
    assert sorted(told) == sorted(conf.KEYS) == sorted(keys_read(ROOT))


def test_settings_of_django_and_wagtail_exist():
    """Each is one of Django's, or the demonstration site sets it, or Wagtail reads it."""
    told = rows(section(PAGES / "settings.md", "What it needs of Django and Wagtail"))
    known = {*dir(global_settings), *dir(host), *OF_OTHERS}
    assert [name for name in told if name not in known] == []


def test_settings_that_a_check_looks_at_are_told():
    page = PAGES / "settings.md"
    headings = ("What the programme reads", "What it needs of Django and Wagtail")
    told = {name for heading in headings for name in rows(section(page, heading))}
    assert sorted(settings_checked(ROOT) - told - {"CASESTUDIES"}) == []


def test_checks_are_told():
    told = rows((PAGES / "checks.md").read_text("utf-8"))
    assert sorted(told) == sorted(checks_made(ROOT))


def test_signals_are_told_with_their_arguments():
    sent = signals_sent(ROOT)
    assert sent
    told = section(PAGES / "signals.md", "Signals")
    names = [line.strip("# `") for line in told.splitlines() if line.startswith("### ")]
    assert sorted(names) == sorted(sent)
    for name, arguments in sent.items():
        assert sorted(rows(section(PAGES / "signals.md", f"`{name}`"))) == sorted(arguments)


def test_the_hook_of_the_menu_is_told():
    assert f"`{HOOK}`" in section(PAGES / "signals.md", "Hooks")


@pytest.mark.django_db
def test_codenames_are_told_and_exist():
    told = rows(section(PAGES / "permissions.md", "Codenames"))
    own = (name for model in _models() for name, _label in model._meta.permissions)
    granted = (name for names in CODENAMES.values() for name in names)
    assert sorted(told) == sorted({*own, *granted, *codenames_asked_for(ROOT)})
    made = Permission.objects.filter(content_type__app_label="casestudies", codename__in=told)
    assert made.count() == len(told)


def test_groups_are_told():
    text = section(PAGES / "permissions.md", "Groups that `setup_casestudies` makes")
    told = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| `")]
    assert {role.strip(" `"): name.strip() for role, name in told} == NAMES


def test_actions_of_the_policy_are_told():
    told = rows(section(PAGES / "permissions.md", "The policy of dossiers"))
    assert sorted(told) == sorted({*union_actions(), *actions_asked_for(ROOT)})


def test_blocks_are_told():
    added = rows(section(PAGES / "templates.md", "What it adds"))
    needed = section(
        PAGES / "templates.md", "What `casestudies/base.html` needs of the site's `base.html`"
    )
    of_the_frame = {"content", "extra_css", "casestudies_bar", "casestudies_messages"}
    assert set(rows(needed)) | set(added) == blocks(ROOT, "public") | of_the_frame
    frame = "".join((ROOT / TEMPLATES / f"{name}.html").read_text("utf-8") for name in FRAME)
    assert all(f"{{% block {name} %}}" in frame for name in added)


def test_templates_to_override_are_told():
    told = rows(section(PAGES / "templates.md", "What a site may override"))
    assert sorted(told) == sorted(overridable_templates(ROOT))


def test_commands_are_told():
    page = (PAGES / "commands.md").read_text("utf-8")
    told = [line.strip("# `") for line in page.splitlines() if line.startswith("## `")]
    assert sorted(told) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_options_of_a_command_are_told(name):
    command = import_module(f"casestudies.management.commands.{name}").Command()
    every = {o for action in _parser(command)._actions for o in action.option_strings}
    usual = {o for action in _parser(BaseCommand())._actions for o in action.option_strings}
    assert sorted(rows(section(PAGES / "commands.md", f"`{name}`"))) == sorted(every - usual)


def test_a_setting_nobody_tells_of_is_found(tmp_path):
    code = "from django.conf import settings\nA = settings.A\nB = getattr(settings, 'B', 1)\n"
    write(tmp_path, "casestudies/conf.py", code + "C = storages['c']\nD = hasattr(settings, 'D')")
    assert settings_read(tmp_path) == {"A", "B", "STORAGES", "D"}


def test_a_check_nobody_tells_of_is_found(tmp_path):
    code = "A = settings.A\nError('Told.', id='casestudies.E099')\nCharField(id='x')\n"
    write(tmp_path, "casestudies/checks/a.py", code)
    assert checks_made(tmp_path) == {"casestudies.E099"}
    assert settings_checked(tmp_path) == {"A"}
    assert settings_read(tmp_path) == set()


def test_an_argument_nobody_tells_of_is_found(tmp_path):
    write(tmp_path, "casestudies/signals.py", "moved = Signal()\nother = 1\n")
    write(tmp_path, "casestudies/a.py", "moved.send_robust(sender=A, by=B)\nmoved.send(to=C)\n")
    assert signals_sent(tmp_path) == {"moved": {"sender", "by", "to"}}


def test_a_right_nobody_tells_of_is_found(tmp_path):
    code = "user.has_perm('casestudies.burn_case')\nuser.has_perm('wagtailadmin.access_admin')\n"
    code += "SubmissionPolicy(S).instances_user_has_permission_for(user, 'burn')\n"
    write(tmp_path, "casestudies/a.py", code)
    assert codenames_asked_for(tmp_path) == {"burn_case"}
    assert actions_asked_for(tmp_path) == {"burn"}


def test_a_section_ends_where_the_next_begins(tmp_path):
    page = write(
        tmp_path, "a.md", "# A\n| `x` | y |\n## B\n| `p`, `q` | r |\n### C\n| `c` |\n## D\n"
    )
    assert rows(section(page, "B")) == ["p", "q", "c"]
    assert rows(section(page, "C")) == ["c"]


def _models():
    return apps.get_app_config("casestudies").get_models()


def _parser(command):
    return command.create_parser("manage.py", "name")
