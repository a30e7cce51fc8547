"""A stranger's site that had the programme for a while: its admin before and after."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.tree import ROOT


class Host:
    """The site of ``tests.host`` in a folder; each call is a process of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def run(self, *words, with_programme=True) -> str:
        answer = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DJANGO_SETTINGS_MODULE": "tests.host.settings",
                "HOST_FOLDER": str(self.folder),
                "HOST_HAS_CASESTUDIES": "1" if with_programme else "0",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def ask(self, what, **kwargs):
        return json.loads(self.run("tests.host", what, **kwargs))

    def rows(self, query) -> list[tuple]:
        with sqlite3.connect(self.folder / "db.sqlite3") as database:
            return database.execute(query).fetchall()

    def private_files(self) -> list[Path]:
        return [path for path in (self.folder / "private").rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    host = Host(tmp_path_factory.mktemp("host"))
    host.run("django", "migrate", "--verbosity", "0")
    host.ask("stock")
    return host


def broken(answers):
    return {address: status for address, status in answers.items() if status >= 500}


def test_a_host_is_whole_before_and_after(host):
    before = host.ask("crawl")
    assert broken(before) == {}
    assert any(address.startswith("/admin/casestudies/") for address in before)
    assert host.private_files()

    told = host.run("django", "uninstall_casestudies", "--dry-run")
    assert "  申报材料：6\n" in told
    assert "以上只是清点，没有移除任何内容。" in told
    assert host.rows("SELECT count(*) FROM casestudies_submission") == [(6,)]

    assert "案例库已从本站移除。" in host.run("django", "uninstall_casestudies", "--yes")
    _require_nothing_left(host)

    after = host.ask("crawl", with_programme=False)
    assert broken(after) == {}
    own = {address for address in before if address.startswith(("/admin/images/", "/admin/users/"))}
    assert {address for address in own if after.get(address) != before[address]} == set()
    assert set(host.ask("leave", with_programme=False).values()) == {302}
    assert host.rows("SELECT username FROM auth_user") == [("host-admin",)]


def _require_nothing_left(host):
    names = host.rows("SELECT name FROM sqlite_master")
    assert [name for (name,) in names if "casestudies" in name or "chinese" in name] == []
    assert host.rows("SELECT * FROM django_content_type WHERE app_label = 'casestudies'") == []
    assert host.rows("SELECT * FROM wagtailcore_modellogentry") == []
    assert host.rows("SELECT name FROM auth_group WHERE name LIKE '%案例%'") == []
    assert host.rows("SELECT name FROM auth_group WHERE name = '评委'") == [("评委",)]
    assert host.rows("SELECT title FROM wagtailcore_page WHERE depth > 2 ORDER BY path") == [
        ("本单位简介",),
        ("案例",),
    ]
    assert host.rows("SELECT count(*) FROM wagtailimages_image") == [(3,)]
    assert not (host.folder / "private").exists()
