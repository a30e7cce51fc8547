"""A line is read by those it is open to, on every face, and by nobody else."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.models import Submission, SubmissionFile, SubmissionPhoto, sheet
from casestudies.models.excerpt import Excerpt
from casestudies.models.sheet import Audience, Heading
from tests.factories import MemberFactory, StaffFactory, SubmissionFactory, UnionFactory

from .tree import ROOT, at, files, write

ALL = ~Audience(0)
STAFF = Audience.STAFF | Audience.STAFF_WITH_CONTACT
TEXTS = ("title", "implementer", "team", "background", "process", "practice", "effect")


@pytest.fixture
def planted(installed):
    """A selected dossier in which every line has a value of its own."""
    words = {name: f"种下的{name}" for name in TEXTS}
    dossier = SubmissionFactory(
        photos=2, walk="selected", union=UnionFactory(name="种下的union"), employees=98765
    )
    Submission.objects.filter(pk=dossier.pk).update(**words, opinion="种下的opinion")
    SubmissionPhoto.objects.update(caption="种下的photos", name="某某.jpg")
    SubmissionFile.objects.create(
        submission=dossier,
        name="种下的files.pdf",
        extension="pdf",
        file=ContentFile(b"%PDF-1.7", name="scan.pdf"),
    )
    return dossier


def unions(dossier, client):
    client.force_login(MemberFactory(union=dossier.union).user)
    return client.get(reverse("casestudies:dossier", args=[dossier.key])).content.decode()


def staffs(dossier, client):
    client.force_login(StaffFactory(groups=[CHECKERS]))
    page = client.get(reverse("casestudies_backoffice:dossier", args=[dossier.pk]))
    return page.content.decode()


def judges(dossier, _client):
    return as_text(Excerpt(dossier, reader=Audience.JUDGE))


def readers(dossier, _client):
    """The case page that is made of it, undone again."""
    with transaction.atomic():
        page = publishing.make_case_page(dossier, by=StaffFactory(groups=[EDITORS]))
        images = [(image.title, image.description) for image in publishing.photos_of(page)]
        topics = [topic.name for topic in page.topics.all()]
        transaction.set_rollback(True)
    return str([*vars(page).values(), page.body.get_prep_value(), images, topics])


def as_text(excerpt):
    shown = [excerpt.rows(), excerpt.parts(), excerpt.opinion(), excerpt.photos(), excerpt.files()]
    return str([[*map(str, row)] if isinstance(row, tuple) else row for s in shown for row in s])


FACES = {Audience.UNION: unions, STAFF: staffs, Audience.JUDGE: judges, Audience.PUBLIC: readers}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [line.name for line in sheet.SHEET])
def test_a_line_closed_to_a_reader_is_not_shown(planted, client, monkeypatch, name):
    plant = {"photos": "种下的photos", "files": "种下的files"}.get(name)
    plant = plant or sheet.line(name).shown(Submission.objects.get())
    assert plant
    monkeypatch.setattr(sheet, "BESIDE", dict.fromkeys(sheet.BESIDE, ALL))
    for audience, face in FACES.items():
        if (name, audience) == ("title", Audience.PUBLIC):
            continue  # a page without a title is none
        found = []
        for open_to in (ALL, ALL & ~audience):
            opened = [replace(s, audience=open_to if s.name == name else ALL) for s in sheet.SHEET]
            monkeypatch.setattr(sheet, "SHEET", tuple(opened))
            found.append(face(Submission.objects.get(), client).count(plant))
        is_copied = audience is not Audience.PUBLIC or name in PUBLISHED
        assert (found[0] > found[1]) is is_copied, (audience, found)


#: What a case page is made of.
PUBLISHED = {
    "union",
    "title",
    "implementer",
    "direction",
    "topics",
    "background",
    "process",
    "practice",
    "effect",
    "photos",
}


def test_what_reaches_a_person_is_neither_public_nor_for_judges():
    closed = Audience.PUBLIC | Audience.JUDGE | Audience.STAFF
    for line in sheet.SHEET:
        if line.is_personal or line.heading is Heading.STAMPED:
            assert not line.audience & closed, line


def headings_in_templates(root):
    """Templates that translate a heading of the form instead of asking for it."""
    with translation.override(None):
        said = {str(heading.label) for heading in Heading}
    return [
        at(root, path, number, "says a heading of the form")
        for path in files(root, ".html")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if any(f'"{words}"' in line or f"'{words}'" in line for words in said)
    ]


def test_headings_are_said_once():
    assert headings_in_templates(ROOT) == []


def test_a_heading_in_a_template_fails(tmp_path):
    write(tmp_path, "casestudies/templates/a.html", '\n<h2>{% translate "Photos" %}</h2>')
    assert headings_in_templates(tmp_path) == [
        "casestudies/templates/a.html:2: says a heading of the form"
    ]
