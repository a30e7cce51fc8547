"""The programme's bar and Django's messages, in other people's pages."""

import pytest
from bs4 import BeautifulSoup
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import engines

from tests.factories import CallPageFactory, MemberFactory
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.people import UserFactory
from tests.factories.places import CaseIndexPageFactory

LOAD = "{% load casestudies_frame %}"
OURS = '{% include "casestudies/includes/messages.html" %}'
THEIRS = "{% if messages %}{% for each in messages %}<b>{{ each }}</b>{% endfor %}{% endif %}"


@pytest.fixture
def site(db):
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    CasePageFactory(public=True, slug="one", topics=["劳模"])
    CallPageFactory(slug="call")


def bar(client, address="/cases/"):
    response = client.get(address)
    assert response.status_code == 200
    (found,) = BeautifulSoup(response.content, "html.parser").select(".cs-bar")
    return found


def links(found):
    return [link.get_text() for link in found.find_all("a")]


# --- the bar -------------------------------------------------------------------------------


def test_strangers_are_led_through_the_programme_and_to_sign_in(client, site):
    assert links(bar(client)) == ["案例库", "标签", "征集活动", "登录"]
    assert bar(client).find("form", role="search")["action"] == "/casestudies/search/"
    assert client.get("/cases/").cookies == {}


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/cases/", "案例库"),
        ("/cases/one/", "案例库"),
        ("/casestudies/topics/", "标签"),
        ("/casestudies/topics/劳模/", "标签"),
        ("/casestudies/search/", "搜索"),
        ("/cases/call/", "征集活动"),
        ("/casestudies/sign-in/", "登录"),
    ],
)
def test_it_tells_where_one_is(client, site, address, here):
    current = bar(client, address).find_all("a", {"aria-current": True})
    assert [link.get_text() for link in current] == [here]


def test_members_are_led_to_their_desk_and_sign_out_by_post(client, site):
    client.force_login(MemberFactory().user)
    found = bar(client, "/casestudies/desk/")
    assert links(found) == ["案例库", "标签", "征集活动", "我的工作台"]
    form = found.find("form", method="post")
    assert (form["action"], form.button.get_text()) == ("/casestudies/sign-out/", "退出登录")
    assert form.find("input", {"name": "csrfmiddlewaretoken"})


def test_staff_are_led_to_the_admin_and_others_of_the_site_to_neither(client, site):
    staff = UserFactory()
    staff.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(staff)
    assert bar(client).find("a", href="/admin/").get_text() == "管理后台"
    client.force_login(UserFactory())
    assert links(bar(client)) == ["案例库", "标签", "征集活动"]


def test_a_page_with_a_search_box_of_its_own_has_no_second(client, site):
    page = BeautifulSoup(client.get("/casestudies/search/").content, "html.parser")
    assert len(page.select("form[role=search]")) == 1
    assert "搜索" in links(page.select_one(".cs-bar"))


def test_it_stands_in_a_page_that_knows_no_reader(db):
    found = engines["django"].from_string(LOAD + "{% casestudies_bar %}").render({})
    assert ">登录</a>" in found


# --- messages ------------------------------------------------------------------------------


@pytest.fixture
def shown(rf):
    """Renders a page of a request with one message."""

    def render(text, *, with_processor=True):
        request = rf.get("/")
        request._messages = CookieStorage(request)
        messages.error(request, "不能撤回")
        context = {} if with_processor else {"messages": None}
        return engines["django"].from_string(text).render(context, request)

    return render


def test_a_message_is_shown_with_its_tone_and_role(shown):
    item = BeautifulSoup(shown(OURS), "html.parser").li
    assert (item["class"], item["role"]) == (["cs-notice", "cs-notice--error"], "alert")
    assert item.get_text() == "不能撤回"


@pytest.mark.parametrize("page", [OURS + THEIRS, THEIRS + OURS, OURS + OURS])
def test_it_is_shown_once_whoever_comes_first(shown, page):
    assert shown(page).count("不能撤回") == 1


def test_a_host_that_only_asks_whether_there_are_any_has_not_shown_them(shown):
    assert shown("{% if messages %}!{% endif %}" + OURS).count("不能撤回") == 1


def test_no_context_processor_is_needed(shown):
    assert shown(OURS, with_processor=False).count("不能撤回") == 1


def test_without_messages_there_is_no_list(rf):
    assert engines["django"].from_string(OURS).render({}, rf.get("/")).strip() == ""
