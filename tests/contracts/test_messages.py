import ast

import polib
import pytest

from tools.messages import CATALOGUES, KEYWORDS, catalogue_breaches, update

from .tree import ROOT, at, modules, write

PLUGIN = "casestudies/locale/zh_Hans/LC_MESSAGES/django.po"


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_string_is_translated_and_compiled(catalogue):
    assert catalogue_breaches(ROOT, catalogue) == []


@pytest.fixture
def source(tmp_path):
    """A plugin with one string of each kind, all translated."""
    write(
        tmp_path,
        "casestudies/views.py",
        "title = _('Case'  ' list')\nn = ngettext('%(n)s case', '%(n)s cases', 2)\n"
        "p = pgettext('verb', 'Open')\n",
    )
    write(
        tmp_path,
        "casestudies/templates/casestudies/list.html",
        "{% load i18n %}\n<p>\n   {% translate 'Narrower' %}\n {% blocktranslate trimmed %}\n"
        "  Since\n  {{ year }}\n {% endblocktranslate %}</p>{{ _('Shelf') }}",
    )
    update(tmp_path, PLUGIN)
    translate_all(tmp_path / PLUGIN)
    return tmp_path


def translate_all(path, **changes):
    po = polib.pofile(str(path))
    for entry in po:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "%(n)s 个案例"}
        else:
            entry.msgstr = {"Since %(year)s": "%(year)s 年起"}.get(entry.msgid, "译")
    po.save()
    po.save_as_mofile(str(path.with_suffix(".mo")))


def test_a_translated_tree_passes(source):
    assert catalogue_breaches(source, PLUGIN) == []
    assert {entry.msgid for entry in polib.pofile(str(source / PLUGIN))} == {
        "Case list",
        "%(n)s case",
        "Open",
        "Narrower",
        "Since %(year)s",
        "Shelf",
    }


@pytest.mark.parametrize(
    ("added", "breach"),
    [
        ("x = _('New')\n", "casestudies/more.py:1: not translated 'New'"),
        ("x = ngettext('Open', 'All', 2)\n", "casestudies/more.py:1: not translated 'Open'"),
        (
            "x = ngettext('Narrower', 'All', 2)\n",
            "casestudies/templates/casestudies/list.html:3: no plural of 'Narrower'",
        ),
    ],
)
def test_a_new_string_fails(source, added, breach):
    write(source, "casestudies/more.py", added)
    assert [b for b in catalogue_breaches(source, PLUGIN) if "no plural" in b or "not" in b] == [
        breach
    ]


@pytest.mark.parametrize(
    ("spoil", "breach"),
    [
        (lambda po: po.find("Narrower").flags.append("fuzzy"), "fuzzy 'Narrower'"),
        (lambda po: po.append(polib.POEntry(msgid="Gone", msgstr="译")), "stale 'Gone'"),
        (
            lambda po: po.append(polib.POEntry(msgid="Gone", msgstr="译", obsolete=True)),
            "obsolete 'Gone'",
        ),
        (
            lambda po: setattr(po.find("Since %(year)s"), "msgstr", "%(yaer)s 年起"),
            "placeholders of 'Since %(year)s'",
        ),
        (lambda po: po.metadata.pop("Plural-Forms"), "Plural-Forms is not"),
        (lambda po: setattr(po, "metadata_is_fuzzy", True), "header is fuzzy"),
    ],
)
def test_a_spoilt_catalogue_fails(source, spoil, breach):
    path = source / PLUGIN
    po = polib.pofile(str(path))
    spoil(po)
    po.save()
    po.save_as_mofile(str(path.with_suffix(".mo")))
    assert breach in "\n".join(catalogue_breaches(source, PLUGIN))


def test_a_catalogue_not_compiled_fails(source):
    path = source / PLUGIN
    po = polib.pofile(str(path))
    po.find("Narrower").msgstr = "筛选"
    po.save()
    assert catalogue_breaches(source, PLUGIN) == ["django.mo: differs at 'Narrower'"]
    path.with_suffix(".mo").unlink()
    assert catalogue_breaches(source, PLUGIN) == ["django.mo: missing"]


def test_update_keeps_translations_and_drops_what_is_gone(source):
    (source / "casestudies/views.py").write_text("title = _('Case list')\n", "utf-8")
    assert update(source, PLUGIN) == []
    assert catalogue_breaches(source, PLUGIN) == []


def test_what_the_host_says_too_needs_a_context(source):
    write(
        source,
        "casestudies/more.py",
        "a = _('Number')\nb = pgettext('casestudies', 'Approve')\n"
        "c = ngettext('group', 'groups', 2)\n",
    )
    update(source, PLUGIN)
    assert [b for b in catalogue_breaches(source, PLUGIN) if "context" in b] == [
        f"{PLUGIN}: the host says 'Number' too, give it a context",
        f"{PLUGIN}: the host says 'group' too, give it a context",
    ]


def strings_not_collected(root):
    """Where a string is asked for inside an f-string, whose inside nobody reads."""
    return [
        at(root, path, call.lineno, "translated inside an f-string")
        for path, tree in modules(root)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS
    ]


def test_every_string_is_collected():
    assert strings_not_collected(ROOT) == []


def test_a_string_inside_an_f_string_fails(tmp_path):
    write(tmp_path, "casestudies/views.py", "x = 1\ny = f\"{_('Saved')}: {x}\"\n")
    assert strings_not_collected(tmp_path) == [
        "casestudies/views.py:2: translated inside an f-string"
    ]
