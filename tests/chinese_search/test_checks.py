"""An index made by other rules is noticed, and what to run is said."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from casestudies.chinese_search import checks as of_search
from casestudies.chinese_search.analysis import VERSION
from casestudies.chinese_search.checks import check_vocabulary
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db
SENTENCE = "搜索索引由旧版程序建立，现在搜索会漏掉内容。"


@pytest.fixture
def entries():
    call_command("update_index", verbosity=0)
    assert IndexEntry.objects.exists()
    return IndexEntry.objects


def warnings():
    found = of_search.check_index(None)
    return [warning for warning in found if warning.id == "chinese_search.W001"]


def test_a_fresh_index_is_not_stale(entries):
    assert not of_search.is_stale()
    assert warnings() == []


@pytest.mark.parametrize("version", [1.0, VERSION - 1, VERSION + 1])
def test_an_entry_of_another_analysis_is_noticed(entries, version):
    entry = entries.first()
    entries.filter(pk=entry.pk).update(title_norm=version)
    assert of_search.is_stale()
    (warning,) = warnings()
    assert warning.hint == "Run: manage.py update_index"


def test_update_index_mends_it(entries):
    entries.update(title_norm=1.0)
    call_command("update_index", verbosity=0)
    assert not of_search.is_stale()


def test_saving_an_object_mends_its_entry_alone(entries):
    entries.update(title_norm=1.0)
    page = Page.objects.last()
    page.save()
    marked = entries.filter(title_norm=VERSION).values_list("object_id", flat=True)
    assert list(marked) == [str(page.pk)]


def test_other_backends_are_left_alone(entries, settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
    }
    entries.update(title_norm=1.0)
    assert warnings() == []


def test_an_index_that_was_never_filled_is_noticed(entries):
    entries.all().delete()
    (warning,) = of_search.check_index(None)
    assert (warning.id, warning.hint) == ("chinese_search.W002", "Run: manage.py update_index")


def test_looking_takes_one_query(entries, django_assert_num_queries):
    with django_assert_num_queries(1):
        of_search.is_stale()


def test_a_vocabulary_that_is_not_there_is_noticed(settings):
    assert check_vocabulary(None) == []
    settings.CHINESE_SEARCH_VOCABULARY = "casestudies.domain.vocabulary.nobody"
    (error,) = check_vocabulary(None)
    assert error.id == "chinese_search.E001"


def test_who_edits_no_page_is_not_told(client, installed, entries):
    from casestudies.domain.installation import CHECKERS

    entries.update(title_norm=1.0)
    client.force_login(StaffFactory(groups=[CHECKERS]))
    assert SENTENCE not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_editors_read_on_the_dashboard_what_to_do(client, installed, entries):
    from casestudies.domain.installation import EDITORS

    client.force_login(StaffFactory(groups=[EDITORS]))
    assert SENTENCE not in client.get(reverse("wagtailadmin_home")).content.decode()
    entries.update(title_norm=1.0)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{SENTENCE}请联系网站管理员在服务器上运行“manage.py update_index”。" in page
