"""The main job step by step, as people do it in a browser, in any site that has the programme.

Each step takes a page on which its person is signed in and tells by itself that it was done.
"""

import re
from dataclasses import dataclass, field

from playwright.sync_api import expect

from tests.factories.dossiers import jpeg, long_text

TITLE = "班前十分钟，点亮一整天"
OPINION = "情况属实，做法管用，同意推荐。"
CAPTIONS = ("班前会上大家轮流讲", "师傅带着徒弟看图纸")
TOPIC = "班组建设"
UNION = "崇川区总工会"
IMPLEMENTER = "江海重工有限公司"
#: What the form asks and readers never see.
PRIVATE = ("王老师", "0513-85550101", "工农路", OPINION)


@dataclass
class People:
    """Opens a browser profile of their own for each person."""

    chromium: object
    address: str
    password: str
    javascript: bool = True
    #: Where the site put the admin and the programme.
    admin: str = "/admin/"
    programme: str = "/casestudies/"
    #: What somebody types as the name of the account.
    login: str = "{}"
    errors: list = field(default_factory=list)
    contexts: list = field(default_factory=list)

    def reader(self):
        context = self.chromium.new_context(
            base_url=self.address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=self.javascript,
            viewport={"width": 1280, "height": 900},
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def member(self, name):
        return self._sign_in(name, f"{self.programme}desk/")

    def staff(self, name):
        return self._sign_in(name, self.admin)

    def _sign_in(self, name, address):
        page = self.reader()
        page.goto(address)
        page.locator("input[name=username]").fill(self.login.format(name))
        page.locator("input[name=password]").fill(self.password)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"**{address}")
        return page

    def pages(self):
        return [page for context in self.contexts for page in context.pages]

    def leave(self):
        """Close all profiles and return the errors that scripts raised."""
        while self.contexts:
            self.contexts.pop().close()
        return self.errors


def fill_in_and_hand_over(page, *, javascript=True):
    page.get_by_role("link", name="填写申报表").click()
    page.get_by_label("案例名称").fill(TITLE)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text(re.compile(r"已保存 \d\d:\d\d"))).to_be_visible()

    page.get_by_label("实施单位（盖章）").fill(IMPLEMENTER)
    page.get_by_label("班组", exact=True).fill("焊接二班")
    page.get_by_label("单位性质").select_option(label="民营企业")
    page.get_by_label("职工人数").fill("326")
    page.get_by_label("所属行业").select_option(label="制造业")
    page.get_by_label("地址").fill("南通市工农路1号")
    page.get_by_label("联系人及职务").fill("王老师 工会干事")
    page.get_by_label("联系电话").fill("0513-85550101")
    page.get_by_label("案例方向").select_option(index=1)
    page.get_by_label(TOPIC).check()
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
    """Return the number on the receipt."""
    page.get_by_role("link", name="审签并报送").click()
    expect(page.get_by_text(CAPTIONS[1])).to_be_visible()
    page.get_by_role("textbox", name="推荐意见").fill(OPINION)
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    return page.locator(".cs-receipt__number dd").inner_text()


def pass_formally(page, number):
    page.get_by_role("link", name=TITLE).first.click()
    for shown in (number, OPINION, *CAPTIONS):
        expect(page.get_by_text(shown).first).to_be_visible()
    page.get_by_role("button", name="通过").click()
    expect(page.get_by_text("没有等待").or_(page.get_by_text(TITLE)).first).to_be_visible()


def make_page_and_submit(page, people):
    pool = f"{people.admin}casestudies/pool/"
    page.goto(pool)
    page.get_by_role("button", name="生成案例页").click()
    page.wait_for_url("**/edit/")
    if people.javascript:
        expect(page.locator("#id_title")).to_have_value(TITLE)
        expect(page.get_by_text(CAPTIONS[0]).first).to_be_attached()
    page.goto(pool)
    page.get_by_role("button", name="提交三审").click()
    expect(page.get_by_text("初审").first).to_be_visible()


def approve(page, people):
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="通过", exact=True).click()
    page.wait_for_url(f"**{people.admin}")


def read(page):
    """Read the case that is open: what is public is there, what is not is not."""
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    for shown in (UNION, IMPLEMENTER, *CAPTIONS):
        expect(page.get_by_text(shown).first).to_be_visible()
    for hidden in PRIVATE:
        expect(page.get_by_text(hidden)).to_have_count(0)
    assert page.locator("article img").count() >= len(CAPTIONS)
