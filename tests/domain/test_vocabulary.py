"""The words that ship, and what search is told of them."""

from collections import Counter

import pytest

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.analysis import canonical
from casestudies.chinese_search.vocabulary import Entry, FormKind
from casestudies.domain.vocabulary import TOPICS, search_entries
from casestudies.models import Topic

#: The topics of the programme with the words that must lead to each.
WORDS = {
    "劳模": "劳模精神 劳动精神 工匠精神 劳模工匠 大工匠 劳模创新工作室 五一劳动奖",
    "产改": "产业工人队伍建设改革 产业工人 能级工资 新型学徒制 技能等级",
    "新就业形态": ("新业态 新就业群体 货车司机 网约车司机 快递员 外卖送餐员 外卖骑手 网约配送员"),
    "班组思政": "班组思想政治工作 思政进班组 大思政 理论宣讲 班前十分钟",
    "理想信念": "党史学习教育 四史 社会主义核心价值观 中国梦·劳动美",
    "网络思政": "网上群众路线 网聚职工正能量 融媒体 短视频 微信公众号",
    "职工文化": "职工书屋 职工读书月 企业文化 文艺轻骑兵",
    "技能竞赛": "劳动竞赛 劳动和技能竞赛 岗位练兵 五小 安康杯 师带徒",
    "民主管理": "职代会 职工代表大会 厂务公开 职工董事 优秀提案 推五全促三化",
    "劳动关系": ("和谐劳动关系 集体协商 集体合同 工资集体协商 法律体检 劳动争议调解 欠薪 法律援助"),
    "困难帮扶": "送温暖 金秋助学 春送岗位 夏送清凉 困难职工",
    "职工服务": "职工服务中心 通工惠 疗休养 爱心托管 心理服务",
    "户外劳动者": "爱心服务站 户外劳动者服务站 驿站 司机之家",
    "女职工": "康乃馨服务站 爱心母婴室 女职工权益",
    "农民工": "进城务工人员 农村转移就业",
    "青年职工": "青年工人 单身交友",
    "建会入会": "行业工会联合会 职工之家 六有工会 党建带工建 两新组织",
    "班组建设": "六型班组 工人先锋号",
    "安全生产": "风险防范 职业健康 全员安全责任",
    "家政服务": "家政服务员 育婴 订单式培训",
}


def all_names(topic):
    return [
        topic.name,
        *topic.synonym_list,
        *(name for names in topic.narrower_list for name in names),
        *topic.broader_list,
    ]


@pytest.fixture
def shipped():
    """The topics as they ship, unsaved."""
    return {topic.name: Topic(name=topic.name, **topic.fields) for topic in TOPICS}


def test_the_topics_ship_in_their_order():
    assert [topic.name for topic in TOPICS] == list(WORDS)
    assert {topic.group for topic in TOPICS} == {
        "弘扬三种精神",
        "建功立业",
        "职工队伍",
        "思想引领",
        "维护权益",
        "服务职工",
        "基层基础",
    }


@pytest.mark.parametrize("name", WORDS)
def test_each_word_of_the_programme_leads_to_its_topic(shipped, name):
    assert set(WORDS[name].split()) <= set(all_names(shipped[name]))


def test_no_name_stands_twice_in_a_topic(shipped):
    for topic in shipped.values():
        counts = Counter(canonical(name) for name in all_names(topic))
        assert [name for name, count in counts.items() if count > 1] == []
        assert all(0 < len(name) <= 50 for name in all_names(topic))


def test_no_two_topics_share_a_name(shipped):
    owners = Counter(
        canonical(name) for topic in shipped.values() for name in (topic.name, *topic.synonym_list)
    )
    assert [name for name, count in owners.items() if count > 1] == []


@pytest.mark.django_db
def test_entries_cost_one_query(installed, django_assert_num_queries):
    with django_assert_num_queries(1):
        entries = search_entries()
    assert entries[0].names == ("劳模", "劳动模范")
    assert entries[3].narrower[1][:3] == ("外卖骑手", "外卖送餐员", "网约配送员")


@pytest.mark.django_db
def test_entries_say_what_a_topic_holds():
    Topic.objects.create(
        name="货运",
        slug="货运",
        synonyms="物流\n",
        narrower="货车司机 = 卡车司机＝\n\n装卸工",
        broader="运输=交通运输\n行业",
    )
    assert search_entries() == [
        Entry(
            ("货运", "物流"), (("货车司机", "卡车司机"), ("装卸工",)), ("运输", "交通运输", "行业")
        ),
        Entry(("运输", "交通运输")),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "other", "kind"),
    [
        ("产改", "产业工人队伍建设", FormKind.SYNONYM),
        ("职代会", "职工代表大会", FormKind.SYNONYM),
        ("思政", "思想政治工作", FormKind.SYNONYM),
        ("建会", "组建工会", FormKind.SYNONYM),
        ("技能竞赛", "岗位比武", FormKind.SYNONYM),
        ("讨薪", "拖欠工资", FormKind.SYNONYM),
        ("外卖骑手", "网约配送员", FormKind.SYNONYM),
        ("快递小哥", "新就业形态", FormKind.BROADER),
        ("快递小哥", "新业态", FormKind.BROADER),
        ("劳动关系", "工资协商", FormKind.NARROWER),
    ],
)
def test_search_knows_what_means_the_same(installed, typed, other, kind):
    forms = {form.name: form.kind for form in vocabulary.current().forms(canonical(typed))}
    assert forms[other] == kind


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "other"), [("产改", "产业工人队伍建设改革"), ("思政", "班组思政")]
)
def test_a_word_that_holds_a_stronger_one_is_found_by_that(installed, typed, other):
    forms = vocabulary.current().forms(canonical(typed))
    assert other not in {form.name for form in forms}
    assert any(form.text in canonical(other) for form in forms)


@pytest.mark.django_db
def test_an_edit_works_at_once(installed):
    assert "劳动光荣" not in vocabulary.current()
    topic = Topic.objects.get(name="劳模")
    topic.synonyms += "\n劳动光荣"
    topic.save()
    assert "劳动光荣" in vocabulary.current()
