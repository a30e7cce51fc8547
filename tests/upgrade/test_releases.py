"""The present code migrates and serves each release's database: docs/decisions/upgrades.md."""

import json
import lzma
import os
import subprocess
import sys

import pytest

from casestudies import __version__
from tests.contracts.tree import ROOT

pytestmark = pytest.mark.own_site

RELEASES = sorted((ROOT / "tests" / "data" / "releases").glob("*.sqlite3.xz"))


@pytest.mark.parametrize(
    "release", RELEASES, ids=lambda path: path.name.removesuffix(".sqlite3.xz")
)
def test_a_release_is_migrated_and_served(release, tmp_path):
    database = tmp_path / "release.sqlite3"
    database.write_bytes(lzma.decompress(release.read_bytes()))
    answer = subprocess.run(
        [sys.executable, "-m", "tests.upgrade"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "settings.test",
            "DATABASE_URL": f"sqlite:///{database}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["columns"] == []
    visits = found["visits"]
    broken = {
        f"{person} {address}": status
        for person, answers in visits.items()
        for address, status in answers.items()
        if status >= 500
    }
    assert broken == {}
    assert set(visits[""].values()) <= {200, 302}
    _require_every_kind(visits)


def _require_every_kind(visits):
    """Hold that what is looked at is not the sign-in page over and over."""
    ways = {
        "": ["/casestudies/search/", "/casestudies/topics/"],
        "author": ["/casestudies/desk/", "/casestudies/dossiers/"],
        "checker": ["/admin/casestudies/dossiers/"],
        "editor": ["/admin/casestudies/union/", "/admin/casestudies/topic/"],
        "first": ["/admin/casestudies/cases/"],
        "admin": ["/admin/pages/", "/admin/casestudies/dossiers/", "/admin/groups/"],
    }
    missed = [
        f"{person} {way}"
        for person, all_ways in ways.items()
        for way in all_ways
        if not any(
            address.startswith(way) and status == 200 for address, status in visits[person].items()
        )
    ]
    assert missed == []


def test_this_release_or_one_before_is_kept():
    assert RELEASES
    assert _number(RELEASES[-1].name.removesuffix(".sqlite3.xz")) <= _number(__version__)


def test_kept_databases_are_small():
    assert {path.name for path in RELEASES if path.stat().st_size > 1_000_000} == set()


def _number(version):
    return tuple(int(part) for part in version.split("."))
