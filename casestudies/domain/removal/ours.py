"""What of a site's rows and files is the programme's; all else the host made itself."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, FileField, Q, QuerySet
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry, Revision, Task, Workflow

from ...models import CaseIndexPage, Submission, Union

LABEL = "casestudies"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what goes, as the office calls it, and how many there are."""

    name: str
    number: int


def types() -> QuerySet:
    return ContentType.objects.filter(app_label=LABEL)


def pages() -> QuerySet:
    """Return the library, calls, forms and cases, those above first."""
    return Page.objects.filter(content_type__in=types()).order_by("path")


def collections() -> QuerySet:
    """Return the collections that libraries name for their pictures."""
    named = CaseIndexPage.objects.exclude(collection=None).values("collection")
    return Collection.objects.filter(pk__in=named)


def tasks() -> QuerySet:
    return Task.objects.filter(content_type__in=types())


def workflows() -> QuerySet:
    """Return workflows that have no step but ours; of a mixed one the steps alone go."""
    ours = Q(workflow_tasks__task__content_type__app_label=LABEL)
    numbered = Workflow.objects.annotate(
        steps=Count("workflow_tasks"), our_steps=Count("workflow_tasks", filter=ours)
    )
    return numbered.filter(steps__gt=0, steps=F("our_steps"))


def groups() -> QuerySet:
    return Group.objects.filter(casestudies_role__isnull=False)


def log_entries() -> list[QuerySet]:
    """Return what the site's history says of our pages and rows, and of our verbs."""
    ours = Q(content_type__in=types()) | Q(action__startswith=f"{LABEL}.")
    return [model.objects.filter(ours) for model in (PageLogEntry, ModelLogEntry)]


def tables() -> list[type]:
    """Return the models whose rows no page and no task holds."""
    models = apps.get_app_config(LABEL).get_models()
    return [model for model in models if not issubclass(model, Page | Task)]


def files() -> list[tuple]:
    """Return storage and name of every photo and scan of dossiers."""
    return [
        (field.storage, name)
        for model in tables()
        for field in model._meta.fields
        if isinstance(field, FileField)
        for name in model._base_manager.exclude(**{field.name: ""}).values_list(
            field.name, flat=True
        )
    ]


def kinds() -> list[Kind]:
    """Count what would go: as many queries as there are kinds."""
    counted = [
        Kind("页面", pages().count()),
        Kind("申报材料", Submission.objects.count()),
        Kind("推荐单位", Union.objects.count()),
        Kind("其他各表的记录", sum(model._base_manager.count() for model in _other_tables())),
        Kind("未公开的照片和扫描件（文件）", len(files())),
        Kind("审核流程", workflows().count()),
        Kind("审核任务", tasks().count()),
        Kind("用户组", groups().count()),
        Kind("历史版本", Revision.objects.filter(content_type__in=types()).count()),
        Kind("操作记录", sum(entries.count() for entries in log_entries())),
        Kind("权限", Permission.objects.filter(content_type__in=types()).count()),
    ]
    return [kind for kind in counted if kind.number]


def _other_tables():
    return [model for model in tables() if model not in (Submission, Union)]
