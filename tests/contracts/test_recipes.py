"""CONTRIBUTING and its recipes name what is there, and what they tell to write works."""

import re
from pkgutil import resolve_name
from textwrap import dedent
from types import ModuleType

import pytest
from django.db import models
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail import blocks

from casestudies import moves
from casestudies.backoffice import urls
from casestudies.backoffice.moderation import lists
from casestudies.blocks.case import CaseBodyBlock
from casestudies.domain.installation import CHECKERS, JUDGES
from casestudies.domain.letters import send_waiting, tell_union
from casestudies.enums import MemberRole
from casestudies.models import Submission, sheet
from casestudies.models.submission_queries import SubmissionQuerySet
from settings import urls as host
from tests.factories import MemberFactory, StaffFactory, SubmissionFactory

from .tree import PRODUCT, ROOT, at, files, write

FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.*-]*/[\w./*-]*")
DOTTED = re.compile(rf"({'|'.join((*PRODUCT, 'tests', 'bench'))})(\.\w+)+")
WORD = re.compile(r"\w+")
TARGET = re.compile(r"\bmake ([a-z-]+)")
RECIPES = ROOT / "docs" / "contributing"


def pages(root):
    return [root / "CONTRIBUTING.md", *sorted((root / "docs" / "contributing").glob("*.md"))]


def fences(text, language):
    """The blocks of code of one language, in their order."""
    return [dedent(code) for _indent, kind, code in FENCE.findall(text) if kind == language]


def _words(root):
    sources = files(root, ".py", ".html", ".css", ".toml", under=(*PRODUCT, "tests", "bench"))
    return {word for path in sources for word in WORD.findall(path.read_text("utf-8"))}


def _is_missing(name, root, words):
    if target := TARGET.match(name):
        makefile = (root / "Makefile").read_text("utf-8")
        return f"\n{target[1]}:" not in makefile
    if PATH.fullmatch(name):
        return not any(root.glob(name.rstrip("/")))
    if DOTTED.fullmatch(name):
        return not _resolves(name)
    return bool(WORD.fullmatch(name)) and name not in words


def _resolves(name):
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def unknown_names(root):
    """Paths, dotted names, make targets and words in backticks that are nowhere."""
    words = _words(root)
    breaches = []
    for page in pages(root):
        text = page.read_text("utf-8")
        own = {word for _i, _k, code in FENCE.findall(text) for word in WORD.findall(code)}
        prose = FENCE.sub(lambda fence: re.sub(r"[^\n]", "", fence[0]), text)
        for number, line in enumerate(prose.splitlines(), 1):
            for name in CODE.findall(line):
                if _is_missing(name, root, words | own):
                    breaches.append(at(root, page, number, f"no {name}"))
    return breaches


def unknown_targets_and_paths(root):
    """Make targets, and paths of tests, in the blocks of shell commands."""
    makefile = (root / "Makefile").read_text("utf-8")
    breaches = []
    for page in pages(root):
        for code in fences(page.read_text("utf-8"), "sh"):
            breaches += [t for t in TARGET.findall(code) if f"\n{t}:" not in makefile]
            breaches += [p for p in re.findall(r"\btests/\S+", code) if not (root / p).exists()]
    return breaches


def test_names_exist():
    assert unknown_names(ROOT) == []


def test_commands_to_run_exist():
    assert unknown_targets_and_paths(ROOT) == []


@pytest.fixture
def templates(settings, tmp_path):
    """A folder whose templates are found first."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    return tmp_path


def test_the_recipe_of_a_block_renders(templates):
    text = (RECIPES / "add-a-block.md").read_text("utf-8")
    named = {"blocks": blocks, "_": gettext_lazy}
    exec(fences(text, "python")[0], named)  # noqa: S102
    write(templates, "casestudies/blocks/milestone.html", fences(text, "html")[0])
    body = type("Body", (CaseBodyBlock,), {"milestone": named["MilestoneBlock"]()})()
    value = body.to_python(
        [{"type": "milestone", "value": {"day": "3月1日", "event": "班前会<第一次>"}}]
    )
    assert value[0].render().strip() == (
        '<p class="cs-milestone">'
        '<span class="cs-milestone__day">3月1日</span> 班前会&lt;第一次&gt;</p>'
    )
    assert body.get_searchable_content(value) == ["3月1日", "班前会<第一次>"]


def test_the_recipe_of_a_line_is_a_line():
    column, entry = fences((RECIPES / "add-a-line.md").read_text("utf-8"), "python")
    named = {"models": models, "_": gettext_lazy}
    exec(column, named)  # noqa: S102
    line = eval(entry, vars(sheet).copy())  # noqa: S307
    assert (line.heading, line.required) == (sheet.Heading.TEAM, False)
    assert (named[line.name].blank, named[line.name].null) == (True, True)
    fields = set(re.findall(r"`([a-z_]+)`", "".join(_first_cells("add-a-line.md"))))
    assert fields == set(sheet.Line.__dataclass_fields__)


def _move():
    text = (RECIPES / "add-a-state-or-move.md").read_text("utf-8")
    return eval(fences(text, "python")[0], vars(moves).copy())  # noqa: S307


def test_the_recipe_of_a_move_is_a_move():
    move = _move()
    assert (move.log_action, move.by_union) == ("casestudies.ask_for_time", True)
    assert move.target_for(sent=True) == moves.S.RETURNED
    fields = set(re.findall(r"`(\w+)`", "".join(_first_cells("add-a-state-or-move.md"))))
    assert fields == set(moves.Move.__dataclass_fields__)


@pytest.mark.django_db
def test_the_recipe_of_a_letter_arrives(templates, mailoutbox):
    text = (RECIPES / "add-a-letter.md").read_text("utf-8")
    name = _move().letter
    for template, code in zip((f"{name}_subject", name), fences(text, "django"), strict=True):
        assert f"`{template}.txt`" in text
        write(templates, f"casestudies/email/{template}.txt", code)
    submission = SubmissionFactory(title="班前十分钟")
    approver = MemberFactory(union=submission.union, approver=True)
    MemberFactory(union=submission.union)
    named = {
        "tell_union": tell_union,
        "submission": submission,
        "MemberRole": MemberRole,
        "reason": "台风",
    }
    exec(fences(text, "python")[0], named)  # noqa: S102
    send_waiting()
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([approver.user.email], "请求延期：《班前十分钟》")
    assert letter.body == f"{submission.union}：\n\n案例《班前十分钟》已请求延期。理由：台风"


@pytest.mark.django_db
def test_the_recipe_of_a_list_lists(installed, client, settings, monkeypatch):
    rows, view, address = fences((RECIPES / "add-a-list.md").read_text("utf-8"), "python")
    named = vars(lists).copy()
    exec(rows + view, named)  # noqa: S102
    monkeypatch.setattr(SubmissionQuerySet, "without_paper", named["without_paper"], raising=False)
    added = eval(f"[{address}]", vars(urls) | named)  # noqa: S307
    ours = include(([*urls.urlpatterns, *added], "casestudies_backoffice"))
    settings.ROOT_URLCONF = ModuleType("with_the_list")
    settings.ROOT_URLCONF.urlpatterns = [path("admin/casestudies/", ours), *host.urlpatterns]
    SubmissionFactory(walk="sent", title="没有原件")
    here = SubmissionFactory(walk="sent", title="有原件")
    Submission.objects.filter(pk=here.pk).update(paper_received_on=timezone.localdate())
    client.force_login(StaffFactory(groups=[CHECKERS]))
    response = client.get(reverse("casestudies_backoffice:paper_missing"))
    assert [row.title for row in response.context["object_list"]] == ["没有原件"]
    client.force_login(StaffFactory(groups=[JUDGES]))
    assert client.get(reverse("casestudies_backoffice:paper_missing_results")).status_code == 403


def test_an_unknown_name_fails(tmp_path):
    write(tmp_path, "Makefile", "\ntest: x\n")
    write(tmp_path, "home/models.py", "class Case: ...\n")
    write(
        tmp_path,
        "CONTRIBUTING.md",
        "`make test` `make best` `home/models.py` `home/x.py` `Case`\n"
        "```sh\nmake rest\npytest tests/a.py\n```\n`Show` `casestudies.moves.MOVED` `Own`\n"
        "```python\nOwn = Show.it\n```\n",
    )
    write(tmp_path, "docs/contributing/a.md", "`Show` `any words`")
    assert unknown_names(tmp_path) == [
        "CONTRIBUTING.md:1: no make best",
        "CONTRIBUTING.md:1: no home/x.py",
        "CONTRIBUTING.md:6: no casestudies.moves.MOVED",
        "docs/contributing/a.md:1: no Show",
    ]
    assert unknown_targets_and_paths(tmp_path) == ["rest", "tests/a.py"]


def _first_cells(page):
    lines = (RECIPES / page).read_text("utf-8").splitlines()
    return [line.split("|")[1] for line in map(str.strip, lines) if line.startswith("| ")]
