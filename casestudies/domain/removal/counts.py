"""What would go, counted before anything does."""

from dataclasses import dataclass

from django.contrib.auth.models import Permission
from wagtail.models import Revision

from ...models import Submission, Union
from . import ours, pictures
from .files import private_files


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what goes, as the office calls it, and how many there are."""

    name: str
    number: int


def kinds() -> list[Kind]:
    """Count what would go: as many queries as there are kinds."""
    counted = [
        Kind("页面", ours.pages().count()),
        Kind("申报材料", Submission.objects.count()),
        Kind("推荐单位", Union.objects.count()),
        Kind("其他各表的记录", sum(model._base_manager.count() for model in _other_tables())),
        Kind("未公开的照片和扫描件（文件）", len(private_files())),
        Kind("案例的图片", pictures.pictures().count()),
        Kind("审核流程", ours.workflows().count()),
        Kind("审核任务", ours.tasks().count()),
        Kind("用户组", ours.groups().count()),
        Kind("历史版本", Revision.objects.filter(content_type__in=ours.types()).count()),
        Kind("操作记录", sum(entries.count() for entries in ours.log_entries())),
        Kind("权限", Permission.objects.filter(content_type__in=ours.types()).count()),
    ]
    return [kind for kind in counted if kind.number]


def _other_tables():
    return [model for model in ours.tables() if model not in (Submission, Union)]
