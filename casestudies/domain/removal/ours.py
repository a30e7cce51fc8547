"""What of a site's rows and files is the programme's; all else the host made itself."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q, QuerySet
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Task, Workflow

from ... import conf

#: What the programme's own actions in the site's history begin with.
_ACTIONS = "casestudies."


def types() -> QuerySet:
    return ContentType.objects.filter(app_label__in=conf.APP_LABELS)


def pages() -> QuerySet:
    """Return the library, calls, forms and cases, those above first."""
    return Page.objects.filter(content_type__in=types()).order_by("path")


def tasks() -> QuerySet:
    return Task.objects.filter(content_type__in=types())


def workflows() -> QuerySet:
    """Return workflows that have no step but ours; of a mixed one the steps alone go."""
    ours = Q(workflow_tasks__task__content_type__app_label__in=conf.APP_LABELS)
    numbered = Workflow.objects.annotate(
        steps=Count("workflow_tasks"), our_steps=Count("workflow_tasks", filter=ours)
    )
    return numbered.filter(steps__gt=0, steps=F("our_steps"))


def groups() -> QuerySet:
    return Group.objects.filter(casestudies_role__isnull=False)


def log_entries() -> list[QuerySet]:
    """Return what the site's history says of our pages and rows, and of our verbs."""
    ours = Q(content_type__in=types()) | Q(action__startswith=_ACTIONS)
    return [model.objects.filter(ours) for model in (PageLogEntry, ModelLogEntry)]


def tables() -> list[type]:
    """Return the models whose rows no page and no task holds."""
    return [
        model
        for label in conf.APP_LABELS
        if label in apps.app_configs
        for model in apps.get_app_config(label).get_models()
        if not issubclass(model, Page | Task)
    ]
