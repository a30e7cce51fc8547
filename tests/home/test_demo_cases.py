"""What the demo shows keeps the programme's own rules: domain.md §2, §3, §6 and §8."""

import datetime as dt
import io
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from casestudies.chinese import count_characters
from casestudies.domain.vocabulary import TOPICS
from casestudies.enums import Industry, SubmissionState, UnitNature
from home.demo.scenes import SCENES, draw

DEMO = Path(__file__).resolve().parents[2] / "home" / "demo"
CASES = sorted((DEMO / "cases").glob("*.toml"))
DOSSIERS = sorted((DEMO / "dossiers").glob("*.toml"))
PARTS = ("background", "process", "practice", "effect")
SHARED = {
    "title",
    "union",
    "implementer",
    "team",
    "unit_nature",
    "employees",
    "industry",
    "direction",
    "topics",
    *PARTS,
}
OF_A_CASE = SHARED | {
    "slug",
    "subtitle",
    "byline",
    "introduction",
    "published_on",
    "editor_note",
    "honours",
    "source",
}
OF_A_DOSSIER = SHARED | {"state", "address", "contact", "phone"}
#: Mobile and identity numbers, without the finer points: the demo has no use for either.
PERSONAL = re.compile(r"(?<!\d)(?:1\d{10}|\d{17}[\dXx])(?!\d)")


def read(path):
    return tomllib.loads(path.read_text("utf-8"))


def name(path):
    return f"{path.parent.name}/{path.stem}"


each = pytest.mark.parametrize("path", [*CASES, *DOSSIERS], ids=name)
each_case = pytest.mark.parametrize("path", CASES, ids=name)
each_dossier = pytest.mark.parametrize("path", DOSSIERS, ids=name)


def test_there_is_something_to_show():
    assert CASES
    assert DOSSIERS


@each_case
def test_a_case_has_its_keys(path):
    case = read(path)
    assert OF_A_CASE - case.keys() == set()
    assert case.keys() - OF_A_CASE - {"figures", "quotations", "photos"} == set()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", case["slug"])
    assert type(case["published_on"]) is dt.date
    assert 1 <= len(case["figures"]) <= 3
    assert all(figure["number"] and figure["label"] for figure in case["figures"])
    assert len(case.get("quotations", [])) <= 1
    assert all(said["text"] and said["speaker"] for said in case.get("quotations", []))


@each_dossier
def test_a_dossier_has_its_keys(path):
    dossier = read(path)
    assert OF_A_DOSSIER - dossier.keys() == set()
    assert dossier["state"].startswith(tuple(SubmissionState.values))
    assert dossier["state"] == path.stem


@each
def test_values_come_from_the_closed_lists(path):
    sheet = read(path)
    assert sheet["unit_nature"] in UnitNature.values
    assert sheet["industry"] in Industry.values
    assert sheet["direction"] in range(1, 10)
    assert sheet["employees"] > 0
    assert 1 <= len(sheet["topics"]) <= 3
    assert len(set(sheet["topics"])) == len(sheet["topics"])
    assert set(sheet["topics"]) <= {topic.name for topic in TOPICS}


@each
def test_the_text_is_neither_short_nor_long(path):
    sheet = read(path)
    unfinished = sheet.get("state", "").startswith(SubmissionState.DRAFT)
    least = 1 if unfinished else 800
    assert least <= count_characters(*(sheet[part] for part in PARTS)) <= 1500


@each
def test_photos_are_none_or_two_or_three_and_captioned(path):
    photos = read(path).get("photos", [])
    assert len(photos) in (0, 2, 3)
    for photo in photos:
        assert photo["caption"].strip()
        assert photo["scene"] in SCENES


@each
def test_nothing_personal_stands_in_the_text(path):
    assert PERSONAL.findall(path.read_text("utf-8")) == []


def test_titles_and_slugs_are_unique():
    titles = [read(path)["title"] for path in [*CASES, *DOSSIERS]]
    assert len(set(titles)) == len(titles)
    slugs = [read(path)["slug"] for path in CASES]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_a_jpeg_and_the_same_each_time(scene):
    photo = draw(scene, 7, (320, 213))
    assert photo == draw(scene, 7, (320, 213))
    assert photo != draw(scene, 8, (320, 213))
    with Image.open(io.BytesIO(photo)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 213))
