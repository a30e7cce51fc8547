"""The terms of a topic: what may stand in them, and how they are read."""

import pytest
from django.core.exceptions import ValidationError

from casestudies.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _others():
    Topic.objects.create(name="女职工", slug="女职工", synonyms="女工\n“半边天”")
    Topic.objects.create(name="新就业形态", slug="新就业形态", narrower="快递员")


def wrong(**fields):
    """Return the sentences an editor reads about each field."""
    topic = Topic(slug="x", **{"name": "职工服务", **fields})
    with pytest.raises(ValidationError) as caught:
        topic.full_clean()
    return caught.value.message_dict


def test_lines_are_read_with_their_equal_names():
    topic = Topic(synonyms=" 甲 \n\n乙", narrower="丙 = 丁＝戊\n=\n己", broader="庚=辛\n壬")
    assert topic.synonym_list == ["甲", "乙"]
    assert topic.narrower_list == [["丙", "丁", "戊"], ["己"]]
    assert topic.broader_names == [["庚", "辛"], ["壬"]]
    assert topic.broader_list == ["庚", "辛", "壬"]


def test_terms_are_tidied():
    topic = Topic(name="职工服务", slug="x", synonyms=" 服务职工\r\n\r\n", narrower="疗休养 ")
    topic.full_clean()
    assert (topic.synonyms, topic.narrower) == ("服务职工", "疗休养")


def test_a_topic_may_be_saved_again():
    topic = Topic.objects.get(name="女职工")
    topic.full_clean()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("女工", "第 1 行：“女工”已经是标签“女职工”的名称，请只写在一个标签里。"),
        ("服务\n\n女職工", "第 3 行：“女職工”已经是标签“女职工”的名称，请只写在一个标签里。"),
        ("半边天", "第 1 行：“半边天”已经是标签“女职工”的名称，请只写在一个标签里。"),
        ("职工服务", "第 1 行：“职工服务”在“名称”中已经有了，请只留一处。"),
        ("帮办\nＡＢ岗\nab岗", "第 3 行：“ab岗”在“其他名称”中已经有了，请只留一处。"),
        ("字" * 51, "第 1 行：“字字字字字字字字字字字字……”超过 50 个字，请写名称，不要写句子。"),
        ("帮办\n——", "第 2 行：“——”里没有可以搜索的文字。"),
        ("帮办=代办", "第 1 行：这里一行写一个名称，不用“=”。"),
    ],
)
def test_other_names_that_are_refused(lines, sentence):
    assert wrong(synonyms=lines) == {"synonyms": [sentence]}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("疗休养==疗养", "第 1 行：“=”的一边没有写名称。"),
        ("疗休养\n疗养=疗休养", "第 2 行：“疗休养”在“下位词”中已经有了，请只留一处。"),
        ("疗休养=疗休养", "第 1 行：“疗休养”在“下位词”中已经有了，请只留一处。"),
        (
            "母婴室=女工",
            "第 1 行：“女工”已经是标签“女职工”的名称。如果它属于本标签，"
            "请打开标签“女职工”，在“上位词”里写本标签。",
        ),
    ],
)
def test_narrower_terms_that_are_refused(lines, sentence):
    assert wrong(narrower=lines) == {"narrower": [sentence]}


def test_all_that_is_wrong_is_said_at_once():
    assert wrong(synonyms="女工\n帮办", narrower="帮办", broader="女工=女员工") == {
        "synonyms": ["第 1 行：“女工”已经是标签“女职工”的名称，请只写在一个标签里。"],
        "narrower": ["第 1 行：“帮办”在“其他名称”中已经有了，请只留一处。"],
        "broader": ["第 1 行：“女工”已经是标签“女职工”的名称，它的其他名称请写到那个标签里。"],
    }


def test_a_topic_may_belong_to_another_topic():
    Topic(name="女职工权益", slug="x", broader="女职工").full_clean()


def test_a_narrower_term_may_stand_in_two_topics():
    Topic(name="户外劳动者", slug="x", narrower="快递员").full_clean()
    Topic(name="快递员", slug="y").full_clean()


def test_the_name_of_a_topic_is_no_other_name_of_another():
    assert wrong(name="女工") == {"name": ["“女工”已经是标签“女职工”的名称。"]}


def test_fifty_characters_are_enough():
    Topic(name="职工服务", slug="x", synonyms="字" * 50).full_clean()


def test_checking_costs_the_same_however_many(django_assert_num_queries):
    topic = Topic(name="职工服务", slug="x", synonyms="\n".join(f"名{n}" for n in range(50)))
    with django_assert_num_queries(1):
        topic.clean()
