"""The official form is said once: a line added is everywhere, and stands nowhere else."""

import ast
import datetime
import re

import pytest
from django.template.loader import render_to_string

from casestudies.backoffice.moderation.comparison import changes
from casestudies.domain.intake.completeness import Problem, problems_of
from casestudies.models import Submission, sheet
from casestudies.models.excerpt import Excerpt
from casestudies.models.sheet import Audience, Heading, Line
from casestudies.public.intake.forms import DossierForm
from tests.factories import SubmissionFactory

from .tree import ROOT, at, files, modules, write

#: The declaration itself, and what is frozen.
SAID_IN = {
    "casestudies/models/sheet.py",
    # As the form was when the table of versions was made.
    "casestudies/migrations/0005_versions_of_dossiers_already_sent.py",
}
WHERE = ("casestudies", "home", "bench")
NAMES = {line.name for line in sheet.SHEET}
#: What has columns of its own that are called like lines.
OTHER_COLUMNS = {"CasePage", "SubmissionVersion"}
#: Columns of a dossier that its union does not type, and why.
NOT_TYPED = {
    "paper_received_on": "staff record it",
    "created_by": "who began",
    "endorsed_by": "who sent",
    "id": "the key",
}
_IN_TEMPLATE = re.compile(r"\b(?:form|submission|contact|dossier)\.(\w+)")


def lists_of_lines(root):
    """Places that name three or more lines of the form: literals, texts and templates."""
    breaches = []
    for path, module in modules(root, under=WHERE):
        if str(path.relative_to(root)) in SAID_IN:
            continue
        breaches += [
            at(root, path, node.lineno, "names lines of the form")
            for node in ast.walk(module)
            if len(NAMES & _named_in(node)) >= 3
        ]
    for path in files(root, ".html", ".txt", under=WHERE):
        text = path.read_text("utf-8")
        words = [set(quoted.split()) for quoted in re.findall(r'"([^"<>]*)"', text)]
        if any(len(NAMES & each) >= 3 for each in [*words, set(_IN_TEMPLATE.findall(text))]):
            breaches.append(at(root, path, 1, "names lines of the form"))
    return breaches


def _named_in(node) -> set:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        parts = node.elts
    elif isinstance(node, ast.Dict):
        parts = node.keys
    elif isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return {each.arg for each in node.keywords} if called not in OTHER_COLUMNS else set()
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        return set(node.value.split()) if "\n" not in node.value else set()
    else:
        return set()
    return {
        part.value
        for part in parts
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


@pytest.fixture
def with_line(monkeypatch):
    """A line over a column that the form does not have."""
    line = Line("paper_received_on", Heading.TEAM)
    place = sheet.SHEET.index(sheet.lines(Heading.SUBJECT)[0])
    added = (*sheet.SHEET[:place], line, *sheet.SHEET[place:])
    monkeypatch.setattr(sheet, "SHEET", added)
    return line


@pytest.mark.django_db
def test_a_line_added_is_everywhere(with_line):
    label, day = "纸质原件收到日期", "2026-03-02"
    before = SubmissionFactory()
    assert (str(with_line.label), with_line.is_blank(before)) == (label, True)
    assert problems_of(before) == [Problem(f"“{label}”没有填写，请补充。", Heading.TEAM, with_line)]
    form = DossierForm(before)
    assert form["paper_received_on"].label == label
    assert [row.line.name for row in form.sections[1].rows][-1] == "paper_received_on"

    after = Submission.objects.get(pk=before.pk)
    after.paper_received_on = datetime.date(2026, 3, 2)
    assert problems_of(after) == []
    for reader in Audience:
        rows = Excerpt(after, reader=reader).rows()
        assert ((label, day) in rows) is bool(with_line.audience & reader)
    assert [changed for changed, _marked in changes(before, after)] == [label]


@pytest.mark.django_db
@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("name", ["paper_received_on", "topics"])
def test_the_form_marks_what_is_optional(monkeypatch, name, required):
    line = Line(name, Heading.TEAM, required=required)
    monkeypatch.setattr(sheet, "SHEET", (line, *sheet.lines(Heading.STAMPED)))
    form = DossierForm(SubmissionFactory())
    context = {"form": form, "section": form.sections[1]}
    shown = render_to_string("casestudies/public/intake/includes/section.html", context)
    assert ("（可不填）" in shown) is not required


@pytest.mark.django_db
def test_without_it_nothing_of_it_is_seen():
    before = SubmissionFactory()
    after = Submission.objects.get(pk=before.pk)
    after.paper_received_on = datetime.date(2026, 3, 2)
    assert problems_of(after) == []
    assert changes(before, after) == []
    assert "纸质原件收到日期" not in dict(Excerpt(after, reader=~Audience(0)).rows())
    assert "paper_received_on" not in DossierForm(before).fields


def test_every_column_the_union_types_is_a_line():
    """What is no line is in no comparison of versions."""
    fields = [*Submission._meta.concrete_fields, *Submission._meta.many_to_many]
    editable = {field.name for field in fields if field.editable and "lock" not in field.name}
    wagtails = {
        field.name
        for base in Submission.__mro__[1:]
        if hasattr(base, "_meta")
        for field in base._meta.local_fields
        if base._meta.abstract
    }
    assert editable - wagtails - NAMES == NOT_TYPED.keys()


def test_the_form_is_said_once():
    assert lists_of_lines(ROOT) == []


def test_a_second_list_of_lines_fails(tmp_path):
    write(tmp_path, "casestudies/a.py", "A = ('title', 'team', 'phone')\nB = ['title', 'team']")
    write(tmp_path, "home/b.py", "B = {'title': 1, 'employees': 2, 'effect': 3}")
    write(tmp_path, "bench/c.py", "C = 'background process practice'.split()")
    write(tmp_path, "casestudies/templates/d.html", '{{ s|rows:"background process effect" }}')
    write(
        tmp_path, "casestudies/templates/e.html", "{{ form.title }}{{ form.team }}{{ form.phone }}"
    )
    write(tmp_path, "casestudies/models/sheet.py", "A = ('title', 'team', 'phone')")
    write(tmp_path, "casestudies/page.py", "CasePage(title=1, implementer=2, topics=3)")
    write(tmp_path, "home/made.py", "\nm.Submission(title=1, team=2, phone=3, other=4)")
    assert lists_of_lines(tmp_path) == [
        "casestudies/a.py:1: names lines of the form",
        "home/b.py:1: names lines of the form",
        "home/made.py:2: names lines of the form",
        "bench/c.py:1: names lines of the form",
        "casestudies/templates/d.html:1: names lines of the form",
        "casestudies/templates/e.html:1: names lines of the form",
    ]
