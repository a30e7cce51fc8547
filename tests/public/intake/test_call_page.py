"""The public text of a call."""

import pytest
from django.utils import timezone

from casestudies.models import CallPage, Quota
from tests.factories import CallPageFactory, SubmissionFormPageFactory, UnionFactory

from .pages import text

pytestmark = pytest.mark.django_db

BODY = [
    {"type": "heading", "value": "一、征集目的"},
    {"type": "paragraph", "value": "<p>讲好<b>班组</b>故事。</p>"},
]


def test_the_whole_call_is_there(client, call, form_page):
    call.document_number = "通工发〔2021〕20号"
    call.body = CallPage._meta.get_field("body").stream_block.to_python(BODY)
    call.save()
    collector = UnionFactory(name="直属工会工作部")
    Quota.objects.filter(call=call, kind="direct").update(collector=collector)
    page = text(client.get(call.get_url()))
    for words in (
        "通工发〔2021〕20号",
        "中共南通市委宣传部",
        "南通市总工会",
        "一、征集目的</h2>",
        "讲好<b>班组</b>故事。",
        "理想信念教育",
        "特殊群体与新就业形态",
        "真实性",
        "典型性",
        "县（市）区总工会",
        "2—3 个",
        "同类单位合用，由直属工会工作部汇总报送",
        "案例简介 800—1500 字",
        "照片可以不交；要交请交 2—3 张 JPG",
        "另须报送盖章的纸质申报表",
        "距截止还有 19 天",
    ):
        assert words in page
    assert f'href="{form_page.get_url()}">填写申报表</a>' in page


def test_a_closed_call_says_so_and_has_no_button(client):
    call = CallPageFactory(closed=True)
    SubmissionFormPageFactory(call=call)
    page = text(client.get(call.get_url()))
    assert "截止，不能再报送。" in page
    assert "填写申报表" not in page


def test_a_future_call_says_when(client):
    call = CallPageFactory(future=True)
    page = text(client.get(call.get_url()))
    opens = timezone.localtime(call.opens_at)
    assert f"本次征集将于 {opens.year}年{opens.month}月{opens.day}日 {opens:%H:%M} 开始" in page


def test_a_call_without_anything_is_still_a_page(client):
    call = CallPageFactory(defaults=False, wants_paper_original=False)
    page = text(client.get(call.get_url()))
    assert call.title in page
    assert "评审标准" not in page
    assert "纸质" not in page
