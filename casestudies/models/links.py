"""Links to tables of Wagtail and Django, by reverse names that no model of a host has."""

from django.db import models
from wagtail.models import AbstractGroupApprovalTask, Page, Task

_GROUPS = AbstractGroupApprovalTask._meta.get_field("groups")


def page_link(name) -> models.OneToOneField:
    """Return what makes a page type of a page; pages are read by it as ``casestudies_<name>``."""
    return models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, related_name=f"casestudies_{name}"
    )


def task_link() -> models.OneToOneField:
    """Return what makes a kind of task of a task."""
    return models.OneToOneField(Task, on_delete=models.CASCADE, parent_link=True, related_name="+")


def task_groups() -> models.ManyToManyField:
    """Return Wagtail's own field for the groups that decide a step."""
    return models.ManyToManyField(
        "auth.Group",
        related_name="+",
        verbose_name=_GROUPS.verbose_name,
        help_text=_GROUPS.help_text,
    )
