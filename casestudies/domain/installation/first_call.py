"""The draft of a first call with its form, so that the first screen is not empty.

Its texts are there to be edited, so they are Chinese in the source.
"""

from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail.models import PageLogEntry
from wagtail.rich_text import RichText

from ...models import CallPage, CaseIndexPage, SubmissionFormPage
from ...models.call_defaults import fill_with_defaults

#: The call opens on the first day of next month, and is open so many days.
OPEN_DAYS = 60

_INTRODUCTION = (
    "班组是职工每天工作、相处、说心里话的地方，思想工作做得好不好，班组里看得最清楚。为了把一线的好办法"
    "找出来、记下来、传开去，现征集职工思想政治工作创新案例。"
)
_REQUIREMENTS = {
    "征集对象": "各类企业、事业单位和社会组织的班组，包括车间、门店、站点、项目部等一线集体。"
    "案例应当已经发生或正在开展，写清楚遇到了什么难题、想了什么办法、最后改变了什么。",
    "材料要求": "案例简介分为实施背景、实施过程、主要做法、工作效果四个部分，"
    "字数要求以本页显示的为准。数字要有时间和出处。照片可附可不附，每张写一句文字说明；"
    "文中和照片里不要出现身份证号、手机号等个人信息。",
    "报送方式": "由推荐单位在本站填报：申报员填写，负责人签署推荐意见并报送。"
    "截止时间以本页显示的为准，到点系统自动停止接收。",
    "评选与运用": "材料经形式审查、评审和公示后入库，"
    "编写成案例，经初审、复审、终审发布，供各班组学习借鉴。",
}
_HINTS = (
    "随时可以点“保存草稿”，没有填完也能保存，下次登录接着写。",
    "案例简介四个部分合计字数由页面随写随数，空格和换行不算。",
    "联系人、电话、地址只供工作联系，不会公开；正文里请不要写手机号、身份证号。",
    "填好以后点“交负责人审签”，由负责人签署推荐意见并报送。",
)
_RECEIPT = "材料已经收到，下一步是形式审查，结果会在“我的工作台”显示并通知推荐单位。"


def make_first_call(made: list[str]) -> None:
    """Make the draft below the first library, where there never was a call."""
    library = CaseIndexPage.objects.order_by("path").first()
    if library is None or CallPage.objects.exists() or _was_deleted():
        return
    call = _draft(timezone.localdate())
    library.add_child(instance=call)
    call.save_revision()
    form = SubmissionFormPage(
        title="填写申报表",
        slug="apply",
        introduction=format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((hint,) for hint in _HINTS))
        ),
        receipt_text=_RECEIPT,
        live=False,
        has_unpublished_changes=True,
    )
    call.add_child(instance=form)
    form.save_revision()
    made.append(f"征集活动草稿：{call.title}（请修改日期和文字后发布）")
    made.append(f"申报表草稿：{form.title}")


def _was_deleted() -> bool:
    """Whether staff had a call before and deleted it, the draft made here included."""
    calls = ContentType.objects.get_for_model(CallPage)
    return PageLogEntry.objects.filter(content_type=calls).exists()


def _draft(today) -> CallPage:
    opens = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    closes = opens + timedelta(days=OPEN_DAYS)
    call = CallPage(
        title=f"{opens.year}年职工思想政治工作创新案例征集",
        slug=f"call-{opens.year}",
        introduction=_INTRODUCTION,
        body=[block for each in _REQUIREMENTS.items() for block in _requirement(*each)],
        opens_at=timezone.make_aware(datetime.combine(opens, time(9))),
        closes_at=timezone.make_aware(datetime.combine(closes, time(18))),
        live=False,
        has_unpublished_changes=True,
    )
    fill_with_defaults(call)
    return call


def _requirement(heading, paragraph):
    return [("heading", heading), ("paragraph", RichText(format_html("<p>{}</p>", paragraph)))]
