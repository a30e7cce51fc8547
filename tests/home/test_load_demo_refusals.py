"""Where the demo refuses to be loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from home.demo import accounts

ROOT = Path(__file__).resolve().parents[2]

REFUSAL = "演示内容只能装入演示站，正式站的设置不允许运行 load_demo。"


@pytest.mark.parametrize("value", [False, None, "False", 1])
@pytest.mark.parametrize("only_accounts", [True, False])
def test_settings_without_the_switch_are_refused(settings, value, only_accounts):
    settings.CASESTUDIES_DEMO = value
    with pytest.raises(CommandError, match=REFUSAL):
        call_command("load_demo", accounts=only_accounts)


def test_switch_alone_does_not_open_a_production_site(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "settings.production")
    settings.CASESTUDIES_DEMO = True
    with pytest.raises(CommandError, match=REFUSAL):
        call_command("load_demo")


def test_production_settings_are_refused(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "SECRET_KEY": "only-here",
        "ALLOWED_HOSTS": "example.org",
        "SITE_URL": "https://example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
    }
    run = subprocess.run(
        [sys.executable, "manage.py", "load_demo", "--skip-checks"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert REFUSAL in run.stderr
    assert accounts.PASSWORD not in run.stdout + run.stderr
