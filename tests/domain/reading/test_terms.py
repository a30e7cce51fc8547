"""A question that found nothing becomes a word of a topic."""

import pytest
from wagtail.log_actions import registry

from casestudies.chinese_search import vocabulary
from casestudies.domain.installation import CHECKERS
from casestudies.domain.reading import terms
from casestudies.domain.refusals import Invalid, NotAllowed
from casestudies.models.search import MissedQuestion
from casestudies.models.topic import Topic
from tests.factories import CasePageFactory, StaffFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def topic():
    return Topic.objects.get(name="户外劳动者")


def miss(*days, question="马路工人"):
    for day in days:
        MissedQuestion.objects.create(day=day, question=question)


def test_another_name_finds_at_once_without_the_index(editor, topic):
    miss("2026-11-20", "2026-11-21")
    miss("2026-11-21", question="火星")
    page = CasePageFactory(public=True, title="户外劳动者的清凉一夏")
    assert page.pk not in type(page).objects.search("马路工人").pks()
    topic = terms.add_term(topic, " 马路工人 ", by=editor, missed="马路工人")
    assert topic.synonym_list[-1] == "马路工人"
    assert type(page).objects.search("马路工人").pks() == [page.pk]
    assert [missed.question for missed in MissedQuestion.objects.all()] == ["火星"]


def test_a_narrower_term_belongs_to_the_topic(editor, topic):
    terms.add_term(topic, "送奶工", by=editor, narrower=True)
    forms = vocabulary.current().forms("送奶工")
    assert ("户外劳动者", "broader") in [(form.text, form.kind) for form in forms]


def test_the_history_tells_who_added_what(editor, topic):
    terms.add_term(topic, "马路工人", by=editor)
    entry = registry.get_logs_for_instance(topic).first()
    assert (entry.action, entry.user, entry.message) == (
        "casestudies.add_term",
        editor,
        "添加了“马路工人”",
    )


def test_a_word_of_another_topic_is_refused_and_nothing_is_lost(editor, topic):
    miss("2026-11-21", question="产改")
    with pytest.raises(Invalid) as refused:
        terms.add_term(topic, "产改", by=editor, missed="产改")
    assert str(refused.value) == "“产改”已经是标签“产改”的名称，请只写在一个标签里。"
    topic.refresh_from_db()
    assert "产改" not in topic.synonyms
    assert MissedQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("爱心服务站", "“爱心服务站”在“下位词”中已经有了，请只留一处。"),
        ("户外劳动者", "“户外劳动者”在“名称”中已经有了，请只留一处。"),
        ("？！", "“？！”里没有可以搜索的文字。"),
        ("甲=乙", "这里一行写一个名称，不用“=”。"),
    ],
)
def test_what_is_wrong_with_a_word_is_said_without_line_numbers(editor, topic, term, sentence):
    with pytest.raises(Invalid) as refused:
        terms.add_term(topic, term, by=editor)
    assert str(refused.value) == sentence


def test_old_faults_of_the_topic_are_no_hindrance(editor, topic):
    Topic.objects.filter(pk=topic.pk).update(broader="=\n？！", synonyms="劳模\n\n驿站人")
    terms.add_term(topic, "马路\n工人", by=editor)
    topic.refresh_from_db()
    assert topic.synonyms == "劳模\n驿站人\n马路 工人"


def test_a_dismissed_question_is_gone_of_all_days(editor):
    miss("2026-11-20", "2026-11-21")
    assert terms.dismiss("马路工人", by=editor) == "马路工人"
    assert not MissedQuestion.objects.exists()


def test_others_may_not(topic):
    checker = StaffFactory(groups=[CHECKERS])
    miss("2026-11-21")
    with pytest.raises(NotAllowed, match="您没有修改标签词语的权限。"):
        terms.add_term(topic, "马路工人", by=checker)
    with pytest.raises(NotAllowed):
        terms.dismiss("马路工人", by=checker)
    assert MissedQuestion.objects.count() == 1
