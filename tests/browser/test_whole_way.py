"""The main job by real people in a real browser: from the blank form to the reader's page."""

import re
from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page, Site

from casestudies.domain.installation import CHECKERS, EDITORS, REVIEW_GROUPS, install
from casestudies.enums import SubmissionState
from casestudies.models import CasePage, Submission
from home.models import HomePage
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFormPageFactory,
    UnionFactory,
    UserFactory,
    jpeg,
    long_text,
)
from tests.factories.people import PASSWORD

TITLE = "班前十分钟，点亮一整天"
OPINION = "情况属实，做法管用，同意推荐。"
CAPTIONS = ("班前会上大家轮流讲", "师傅带着徒弟看图纸")


@pytest.fixture
def site():
    """An empty site ready for its first call, with one account for each person on the way."""
    home = HomePage(title="案例库", slug="start", welcome="好做法，大家学。")
    Page.objects.get(depth=1).add_child(instance=home)
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    Site.clear_site_root_paths_cache()
    install()
    # Not judged: what passes the formal check may become a case.
    call = CallPageFactory(parent=home, title="班组思政案例征集", is_judged=False)
    SubmissionFormPageFactory(call=call)
    union = UnionFactory(name="崇川区总工会", short_name="崇川区")
    MemberFactory(union=union, user=UserFactory(username="author"))
    MemberFactory(union=union, user=UserFactory(username="approver"), approver=True)
    StaffFactory(username="reviewer", groups=[CHECKERS])
    StaffFactory(username="editor", groups=[EDITORS])
    for username, group in zip(("first", "second", "final"), REVIEW_GROUPS, strict=True):
        StaffFactory(username=username, groups=[group])


@dataclass
class People:
    """Opens a browser profile of their own for each person."""

    chromium: object
    address: str
    javascript: bool
    errors: list = field(default_factory=list)
    contexts: list = field(default_factory=list)

    def reader(self):
        context = self.chromium.new_context(
            base_url=self.address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=self.javascript,
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def member(self, username):
        return self._sign_in(username, reverse("casestudies:desk"))

    def staff(self, username):
        return self._sign_in(username, reverse("wagtailadmin_home"))

    def _sign_in(self, username, address):
        page = self.reader()
        page.goto(address)
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"**{address}")
        return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def people(request, chromium, live_server, site):
    people = People(chromium, live_server.url, javascript=request.param)
    yield people
    for context in people.contexts:
        context.close()
    assert people.errors == []


def test_a_case_walks_from_the_blank_form_to_the_reader(people):
    fill_in_and_hand_over(people.member("author"), javascript=people.javascript)
    number = endorse_and_send(people.member("approver"))
    pass_formally(people.staff("reviewer"), number)
    make_page_and_submit(people.staff("editor"), javascript=people.javascript)
    for username in ("first", "second", "final"):
        assert not CasePage.objects.get().live
        approve(people.staff(username))
    read(people.reader())
    assert Submission.objects.get().state == SubmissionState.PUBLISHED


def fill_in_and_hand_over(page, *, javascript):
    page.get_by_role("link", name="填写申报表").click()
    page.get_by_label("案例名称").fill(TITLE)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text(re.compile(r"已保存 \d\d:\d\d"))).to_be_visible()

    page.get_by_label("实施单位（盖章）").fill("江海重工有限公司")
    page.get_by_label("班组", exact=True).fill("焊接二班")
    page.get_by_label("单位性质").select_option(label="民营企业")
    page.get_by_label("职工人数").fill("326")
    page.get_by_label("所属行业").select_option(label="制造业")
    page.get_by_label("地址").fill("南通市工农路1号")
    page.get_by_label("联系人及职务").fill("王老师 工会干事")
    page.get_by_label("联系电话").fill("0513-85550101")
    page.get_by_label("案例方向").select_option(index=1)
    page.get_by_label("班组建设").check()
    for label in ("实施背景", "实施过程", "主要做法", "工作效果"):
        page.get_by_label(label, exact=True).fill(long_text(250))
    if javascript:
        expect(page.locator("#text-count")).to_contain_text("1000")
    for place, caption in enumerate(CAPTIONS):
        page.locator(f"#id_photo-{place}-file").set_input_files(
            {
                "name": f"现场{place}.jpg",
                "mimeType": "image/jpeg",
                "buffer": jpeg(colour=(90 * place, 60, 40)),
            }
        )
        page.locator(f"#id_photo-{place}-caption").fill(caption)
    page.get_by_role("button", name="交负责人审签").click()
    expect(page.get_by_text("待负责人审签").first).to_be_visible()


def endorse_and_send(page) -> str:
    page.get_by_role("link", name="审签并报送").click()
    expect(page.get_by_text(CAPTIONS[1])).to_be_visible()
    page.get_by_role("textbox", name="推荐意见").fill(OPINION)
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    number = Submission.objects.get().number
    expect(page.get_by_text(number)).to_be_visible()
    return number


def pass_formally(page, number):
    page.get_by_role("link", name=TITLE).first.click()
    for shown in (number, OPINION, *CAPTIONS):
        expect(page.get_by_text(shown).first).to_be_visible()
    page.get_by_role("button", name="通过").click()
    expect(page.get_by_text("没有等待").or_(page.get_by_text(TITLE)).first).to_be_visible()
    assert Submission.objects.get().state == SubmissionState.ACCEPTED


def make_page_and_submit(page, *, javascript):
    page.goto(reverse("casestudies_backoffice:pool"))
    page.get_by_role("button", name="生成案例页").click()
    page.wait_for_url("**/edit/")
    if javascript:
        expect(page.locator("#id_title")).to_have_value(TITLE)
        expect(page.get_by_text(CAPTIONS[0]).first).to_be_attached()
    page.goto(reverse("casestudies_backoffice:pool"))
    page.get_by_role("button", name="提交三审").click()
    expect(page.get_by_text("初审").first).to_be_visible()


def approve(page):
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="通过", exact=True).click()
    page.wait_for_url(f"**{reverse('wagtailadmin_home')}")


def read(page):
    page.goto("/")
    page.get_by_role("link", name=re.compile("班组建设")).first.click()
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    for shown in ("崇川区总工会", "江海重工有限公司", *CAPTIONS):
        expect(page.get_by_text(shown).first).to_be_visible()
    for hidden in ("王老师", "0513-85550101", "工农路", OPINION):
        expect(page.get_by_text(hidden)).to_have_count(0)
    assert page.locator("article img").count() >= len(CAPTIONS)
