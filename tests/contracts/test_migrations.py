"""Migrations are complete, named, and run on the oldest Wagtail we support."""

import ast
import re
from io import StringIO

import pytest
import wagtail
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from .tree import ROOT, at, write

#: The newest migration of each of Wagtail's apps in Wagtail 7.4.
NEWEST = {
    "wagtailadmin": "0006_formstate",
    "wagtailcore": "0097_baselogentry_uuid_action_timestamp_indexes",
    "wagtaildocs": "0014_alter_document_file_size",
    "wagtailembeds": "0009_embed_cache_until",
    "wagtailforms": "0005_alter_formsubmission_form_data",
    "wagtailimages": "0027_image_description",
    "wagtailredirects": "0008_add_verbose_name_plural",
    "wagtailsearch": "0010_add_text_fields",
    "wagtailsearchpromotions": "0008_query_verbose_name",
    "wagtailusers": "0015_userprofile_keyboard_shortcuts",
}
OURS = ("casestudies", "casestudies/chinese_search", "home", "search")


def newer_dependencies(root):
    """Dependencies on migrations that only a newer Wagtail than 7.4 has."""
    breaches = []
    for app in OURS:
        for path in sorted((root / app).glob("migrations/[0-9]*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                    label, name = (getattr(part, "value", None) for part in node.elts)
                    if label in NEWEST and isinstance(name, str) and name > NEWEST[label]:
                        breaches.append(at(root, path, node.lineno, f"needs {label} {name}"))
    return breaches


def unnamed(root):
    return [
        at(root, path, 1, "has no name of its own")
        for app in OURS
        for path in sorted((root / app).glob("migrations/*.py"))
        if re.search(r"_auto_|_and_more\b|_and_\d+_more", path.stem)
    ]


def fixed_models(root):
    """Migrations of the plugin that name a model which a host may have replaced by its own.

    ``makemigrations`` writes ``wagtailimages.image``; by hand it becomes
    ``wagtail.images.get_image_model_string()``, and the dependency on that app
    ``migrations.swappable_dependency(…)`` of the same.
    """
    replaceable = re.compile(r"""["'](wagtailimages|wagtaildocs|auth\.user)\b""", re.IGNORECASE)
    return [
        at(root, path, number, f"names {found[1]}")
        for path in sorted((root / "casestudies").glob("migrations/[0-9]*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := replaceable.search(line))
    ]


@pytest.mark.django_db
def test_no_migration_is_missing():
    output = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=output, verbosity=1)
    except SystemExit:
        pytest.fail(output.getvalue())


def test_migrations_need_nothing_newer_than_wagtail_7_4():
    assert newer_dependencies(ROOT) == []


def test_migrations_are_named():
    assert unnamed(ROOT) == []


def test_migrations_leave_images_and_users_to_the_host():
    assert fixed_models(ROOT) == []


def test_a_fixed_image_model_fails(tmp_path):
    written = "[('wagtailimages', '0027_a')]\nForeignKey(to='wagtailimages.image')\n'auth.group'"
    write(tmp_path, "casestudies/migrations/0001_initial.py", written)
    assert fixed_models(tmp_path) == [
        "casestudies/migrations/0001_initial.py:1: names wagtailimages",
        "casestudies/migrations/0001_initial.py:2: names wagtailimages",
    ]


@pytest.mark.skipif(wagtail.VERSION[:2] != (7, 4), reason="tells of Wagtail 7.4")
def test_newest_is_what_wagtail_7_4_has():
    graph = MigrationLoader(None).graph
    installed = {label: name for label, name in graph.leaf_nodes() if label in NEWEST}
    assert installed["wagtailcore"] == NEWEST["wagtailcore"]
    assert installed.items() <= NEWEST.items()


def test_a_dependency_of_wagtail_8_fails(tmp_path):
    write(
        tmp_path,
        "home/migrations/0001_initial.py",
        "dependencies = [\n  ('wagtailcore', '0999_newer'),\n  ('home', '0999_a')]",
    )
    assert newer_dependencies(tmp_path) == [
        "home/migrations/0001_initial.py:2: needs wagtailcore 0999_newer"
    ]


def test_an_unnamed_migration_fails(tmp_path):
    write(tmp_path, "home/migrations/0002_case_title_and_more.py", "")
    write(tmp_path, "home/migrations/0003_case_subtitle.py", "")
    assert unnamed(tmp_path) == [
        "home/migrations/0002_case_title_and_more.py:1: has no name of its own"
    ]
