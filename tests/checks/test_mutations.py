"""Each way to get the installation wrong is told, by one sentence and by nothing else of ours."""

import django
import pytest
from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.core.checks.registry import registry
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import NotSupportedError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q
from django.urls import clear_script_prefix, include, path, set_script_prefix
from wagtail.models import Task, Workflow, WorkflowContentType
from wagtail.search.models import IndexEntry

from casestudies.models import CaseIndexPage, CaseReviewTask
from casestudies.models.staff import StaffGroup
from tests.contracts.reference import checks_made
from tests.contracts.tree import ROOT
from tests.factories import home_page

from . import mutations_of_django as of_django
from .mutations import ADDRESSES, ADMIN, FILES, LATE, OURS, PAGES, Site, write_late_letter

OF_ROWS = {"check_setup", "check_tables", "check_index", "check_outbox", "check_approvals"}
TIMEOUT = (
    'MAILERS["default"]["OPTIONS"]["timeout"]' if django.VERSION >= (6, 1) else "EMAIL_TIMEOUT"
)
ALL = [*FILES, *ADDRESSES, *of_django.WIRING, *of_django.SETTINGS]
ALL += [*of_django.DATABASES, *of_django.PRODUCTION]
#: Told by tests of their own, here and in test_groups.py and tests/host.
OURS_APART = ("E004", "E005", "E006", "E020", "W001", "W047", "W052")
TOLD_APART = {
    *(f"casestudies.{number}" for number in OURS_APART),
    *(f"chinese_search.{number}" for number in ("E001", "W001", "W002")),
}


def told(*, rows):
    """What the checks of ours say, those of ``check --deploy`` included."""
    checks = [
        check
        for check in registry.get_checks(include_deployment_checks=True)
        if check.__module__.startswith("casestudies.") and (check.__name__ in OF_ROWS) == rows
    ]
    assert len(checks) >= len(OF_ROWS)
    messages = [message for check in checks for message in check(app_configs=None)]
    assert all(message.hint or message.id == "casestudies.E003" for message in messages)
    return [(message.id, message.msg) for message in messages]


@pytest.fixture
def site(settings, monkeypatch, tmp_path):
    """The site of the tests as its owner would open it to all."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "cache",
        }
    }
    settings.DEFAULT_FROM_EMAIL = "cases@example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    return Site(settings, monkeypatch, tmp_path)


def test_a_working_site_is_told_nothing(site):
    assert told(rows=False) == []


@pytest.mark.parametrize(("said", "change"), [each[1:] for each in ALL], ids=[n for n, *_ in ALL])
def test_a_mutation_is_told(site, said, change):
    change(site)
    number, sentence = said
    assert told(rows=False) == [(f"casestudies.{number}", sentence.format(timeout=TIMEOUT))]


@pytest.mark.parametrize(
    "patterns",
    [
        [ADMIN, *i18n_patterns(OURS, PAGES)],
        [ADMIN, path("p/", include("casestudies.urls", namespace="cases")), PAGES],
    ],
    ids=["below a language", "under a namespace of the site's own"],
)
def test_addresses_at_another_place_are_fine(site, patterns):
    site.urls(*patterns)
    assert told(rows=False) == []


def test_a_site_below_a_path_of_the_server_is_fine(site):
    site.set(FORCE_SCRIPT_NAME="/union")
    set_script_prefix("/union/")
    try:
        assert told(rows=False) == []
    finally:
        clear_script_prefix()


@pytest.mark.parametrize("base", ["/srv/site", "relative"])
def test_a_base_folder_that_is_text_is_fine(site, base):
    site.set(BASE_DIR=base, CASESTUDIES={})
    assert told(rows=False) == []


def test_a_vocabulary_that_is_not_there_is_told(site):
    site.set(CHINESE_SEARCH_VOCABULARY="casestudies.domain.vocabulary.nobody")
    ((number, sentence),) = told(rows=False)
    assert number == "chinese_search.E001"
    assert sentence.startswith("CHINESE_SEARCH_VOCABULARY cannot be imported: ")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("django.contrib.contenttypes", "contenttypes"),
        ("taggit", "taggit"),
        ("wagtail.contrib.search_promotions", "wagtailsearchpromotions"),
        ("wagtail.images", "wagtailimages"),
        ("wagtail.snippets", "wagtailsnippets"),
        ("wagtail.users", "wagtailusers"),
    ],
)
def test_an_app_that_ours_import_is_told_before_they_do(site, name, label):
    site.without_app(label)
    with pytest.raises(ImproperlyConfigured) as refusal:
        apps.get_app_config("casestudies").import_models()
    assert str(refusal.value) == (
        f"casestudies needs these apps too; add them to INSTALLED_APPS: ['{name}']"
    )


def test_a_database_that_does_not_answer_is_told(site):
    def refuse():
        raise NotSupportedError("PostgreSQL 14 or later is required (found 11.22).")

    site.database(cursor=refuse)
    assert told(rows=True) == [
        (
            "casestudies.W047",
            "The database does not answer: PostgreSQL 14 or later is required (found 11.22).",
        )
    ]


def test_a_check_that_cannot_look_says_so(site):
    site.set(MIDDLEWARE=["site.Gone"])
    ((number, sentence),) = told(rows=False)
    assert number == "casestudies.W001"
    assert sentence.startswith("The check of MIDDLEWARE could not look: ")


# --- what commands make --------------------------------------------------------------------


def _delete_libraries():
    for library in CaseIndexPage.objects.all():
        library.delete()


def _delete_judges():
    StaffGroup.objects.get(role="judges").group.delete()


def _empty_group():
    """All but the right to the admin."""
    _take("checkers", ~Q(codename="access_admin"))


def _take(role, which):
    rights = StaffGroup.objects.get(role=role).group.permissions
    rights.remove(*rights.filter(which))


ROWS = [
    (
        "setup did not run",
        (
            "W041",
            "The programme is installed, but its groups, workflows and pages are not made.",
        ),
        lambda: (_delete_libraries(), StaffGroup.objects.all().delete()),
    ),
    (
        "a migration is pending",
        (
            "W040",
            "Tables of the programme are not as this release needs them, and pages of it fail:"
            " casestudies.0001_initial did not run.",
        ),
        lambda: MigrationRecorder(connection).record_unapplied("casestudies", "0001_initial"),
    ),
    (
        "library deleted",
        ("W042", "There is no library page: nothing can be called for or published."),
        _delete_libraries,
    ),
    (
        "library not published",
        ("W043", "The library page is not published: readers meet no case."),
        lambda: CaseIndexPage.objects.update(live=False),
    ),
    (
        "group deleted",
        ("W044", 'There is no group for the role "judges" (评委).'),
        _delete_judges,
    ),
    (
        "group without rights",
        ("W045", 'The group "形式审查员" of the role "checkers" has no right of its role left.'),
        _empty_group,
    ),
    (
        "group kept out of the admin",
        (
            "W049",
            'The group "评委" of the role "judges" has no right to enter the admin'
            " (wagtailadmin.access_admin): who is in no other group gets no further than the door.",
        ),
        lambda: _take("judges", Q(codename="access_admin")),
    ),
    *(
        (
            name,
            (
                "W046",
                "No workflow with an active formal check is assigned to dossiers: a call that"
                " names none of its own cannot take what is sent.",
            ),
            change,
        )
        for name, change in [
            ("no formal check assigned", lambda: WorkflowContentType.objects.all().delete()),
            (
                "workflow of the formal check off",
                lambda: Workflow.objects.filter(name="案例申报形式审查").update(active=False),
            ),
            (
                "formal check off",
                lambda: Task.objects.filter(name="形式审查").update(active=False),
            ),
        ]
    ),
    (
        "three reviews off",
        ("W048", "No active workflow has three reviews: no case can be published."),
        lambda: Task.objects.filter(name="复审").update(active=False),
    ),
    (
        "review without a group",
        ("W050", 'The workflow task "复审" has no group: none but superusers can decide it.'),
        lambda: CaseReviewTask.objects.get(name="复审").groups.set([]),
    ),
    ("letters that do not leave", ("W051", LATE), write_late_letter),
]


@pytest.mark.parametrize(("said", "change"), [each[1:] for each in ROWS], ids=[n for n, *_ in ROWS])
def test_what_is_missing_in_the_database_is_told(installed, said, change):
    home_page().save()  # indexed
    change()
    number, sentence = said
    assert told(rows=True) == [(f"casestudies.{number}", sentence)]


def test_a_site_that_is_set_up_is_told_nothing(installed):
    call_command("update_index", verbosity=0)
    assert told(rows=True) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda: IndexEntry.objects.all().delete(),
            ("chinese_search.W002", "The search index is empty: search finds nothing."),
        ),
        (
            lambda: IndexEntry.objects.update(title_norm=1.0),
            (
                "chinese_search.W001",
                "The search index was made by another analysis of text: search finds too little.",
            ),
        ),
    ],
    ids=["index never filled", "index of other rules"],
)
def test_an_index_that_finds_too_little_is_told(installed, change, said):
    call_command("update_index", verbosity=0)
    change()
    assert told(rows=True) == [said]


def test_every_check_has_its_mutation():
    told_above = {f"casestudies.{number}" for _name, (number, _said), _change in [*ALL, *ROWS]}
    assert told_above | TOLD_APART == checks_made(ROOT)
