"""What narrows a list, what is offered, and what is made of nonsense."""

from itertools import product

import pytest
from django.urls import reverse

from casestudies.enums import SubmissionState, UnionKind
from tests.backoffice.screen import text_of
from tests.factories import CallPageFactory, SubmissionFactory, UnionFactory

pytestmark = pytest.mark.django_db

QUEUE = "casestudies_backoffice:queue"
ALL = "casestudies_backoffice:dossiers"
POOL = "casestudies_backoffice:pool"


def titles(response):
    return [dossier.title for dossier in response.context["object_list"]]


def offered(response):
    """Return the choices of each filter on the page, without that for «all»."""
    form = response.context["filters"].form
    return {name: [v for v, _label in field.choices if v] for name, field in form.fields.items()}


@pytest.fixture
def two():
    """甲 and 乙, which have nothing in common."""
    group = UnionFactory(kind=UnionKind.GROUP, name="甲集团工会", short_name="甲集团")
    one = SubmissionFactory(title="甲", union=group, call=CallPageFactory(), walk="sent")
    other = SubmissionFactory(title="乙", walk="returned")
    other.direction = other.call.directions.last()
    other.save()
    return one, other


def test_search_finds_title_implementer_union_and_number(signed_in, checker):
    union = UnionFactory(name="南通市如皋市总工会", short_name="如皋")
    one = SubmissionFactory(title="灯塔班组", implementer="如皋港务公司", union=union, walk="sent")
    SubmissionFactory(title="另一个", walk="sent")
    browser = signed_in(checker)
    for words in ("灯塔", "港务", "如皋市总", "如皋", one.number, "灯塔 港务"):
        assert titles(browser.get(reverse(ALL), {"q": words})) == ["灯塔班组"]
    for words in ("灯塔 海门", '"%_', "字" * 5000):
        assert titles(browser.get(reverse(ALL), {"q": words})) == []


def test_each_filter_narrows_and_is_told(signed_in, checker, two):
    one, _other = two
    browser = signed_in(checker)
    for query, told in (
        ({"call": one.call.pk}, f"征集活动： {one.call.title}"),
        ({"kind": UnionKind.GROUP}, "单位类别： 集团公司工会"),
        ({"union": one.union.pk}, "推荐单位： 甲集团"),
        ({"direction": one.direction.label}, f"案例方向： {one.direction.label}"),
        ({"state": SubmissionState.SUBMITTED}, "状态： 已报送"),
    ):
        response = browser.get(reverse(ALL), query)
        assert titles(response) == ["甲"]
        assert told in text_of(response)


def test_only_what_dossiers_have_is_offered(signed_in, checker, two):
    one, other = two
    UnionFactory(kind=UnionKind.DIRECT)
    SubmissionFactory(call=CallPageFactory())
    choices = offered(signed_in(checker).get(reverse(ALL)))
    assert set(choices["call"]) == {str(one.call.pk), str(other.call.pk)}
    assert choices["kind"] == [UnionKind.COUNTY, UnionKind.GROUP]
    assert choices["union"] == ["县（市）区总工会", "集团公司工会"]
    assert set(choices["direction"]) == {one.direction.label, other.direction.label}
    assert SubmissionState.DRAFT not in choices["state"]


def test_filter_with_one_choice_does_not_stand(signed_in, checker):
    SubmissionFactory(walk="sent")
    browser = signed_in(checker)
    assert not browser.get(reverse(QUEUE)).context.get("filters")
    assert list(offered(browser.get(reverse(ALL)))) == ["state"]


@pytest.mark.parametrize("name", [QUEUE, ALL, POOL])
def test_nonsense_finds_nothing_and_breaks_nothing(signed_in, checker, name):
    SubmissionFactory(walk="sent")
    SubmissionFactory(walk="selected")
    browser = signed_in(checker)
    assert titles(browser.get(reverse(name)))
    fields = ("call", "kind", "union", "direction", *(["state"] if name == ALL else []))
    for field, value in product(
        fields, ("99999999999999999999", "x", "-1", "draft", "\0x", "1'--")
    ):
        response = browser.get(reverse(name), {field: value})
        assert (response.status_code, titles(response)) == (200, []), (field, value)
        assert "没有符合条件的材料。请减少关键词，或清除筛选条件。" in text_of(response)


def test_zero_byte_in_the_search_is_as_good_as_no_search(signed_in, checker):
    SubmissionFactory(walk="sent", title="甲")
    assert titles(signed_in(checker).get(reverse(QUEUE), {"q": "\0"})) == ["甲"]
