"""What a host needs before the first call: groups, workflows, vocabulary, the library page.

Everything is looked up by name first, so installing again changes nothing that staff
have changed since.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from ..models.case import CaseIndexPage
from ..models.submission import Submission
from ..models.task import CaseReviewTask, FormalCheckTask
from ..models.topic import GlossaryTerm, Topic
from .vocabulary import GLOSSARY, TOPICS

EDITORS, CHECKERS, JUDGES = "案例编辑", "形式审查员", "评委"
REVIEW_STEPS = ("初审", "复审", "终审")
REVIEW_GROUPS = tuple(f"案例{step}" for step in REVIEW_STEPS)
FORMAL_CHECK_WORKFLOW = "案例申报形式审查"
CASE_REVIEW_WORKFLOW = "案例三审"
LIBRARY_TITLE = "案例库"

_LOOK = ("view_submission", "view_submissioncontact")
_TABLES = ("union", "unionmember", "topic", "glossaryterm")
#: Group name → codenames within the app ``casestudies``.
GROUP_PERMISSIONS = {
    EDITORS: (
        *_LOOK,
        "make_case_page_submission",
        *(f"{act}_{table}" for table in _TABLES for act in ("add", "change", "delete", "view")),
    ),
    CHECKERS: _LOOK,
    JUDGES: (),
    **dict.fromkeys(REVIEW_GROUPS, ()),
}


@transaction.atomic
def install() -> list[str]:
    """Make what is missing; return a line in Chinese for each thing made."""
    made = []
    _groups(made)
    library = _library(made)
    _formal_check(made)
    _case_review(made, library)
    _editors_rights(made)
    _vocabulary(made)
    return made


def _groups(made):
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name, codenames in GROUP_PERMISSIONS.items():
        group, created = Group.objects.get_or_create(name=name)
        if not created:
            continue
        group.permissions.add(
            admin,
            *Permission.objects.filter(
                content_type__app_label="casestudies", codename__in=codenames
            ),
        )
        made.append(f"用户组：{name}")


def _library(made):
    library = CaseIndexPage.objects.order_by("path").first()
    root = _site_root()
    if library is None and root is not None:
        library = CaseIndexPage(title=LIBRARY_TITLE, slug="cases", show_in_menus=True)
        root.add_child(instance=library)
        made.append(f"页面：{LIBRARY_TITLE}")
    return library


def _site_root():
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None


def _formal_check(made):
    workflow = _workflow(made, FORMAL_CHECK_WORKFLOW, [("形式审查", FormalCheckTask, CHECKERS)])
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Submission),
        defaults={"workflow": workflow},
    )


def _case_review(made, library):
    steps = [
        (step, CaseReviewTask, group)
        for step, group in zip(REVIEW_STEPS, REVIEW_GROUPS, strict=True)
    ]
    workflow = _workflow(made, CASE_REVIEW_WORKFLOW, steps)
    if library is not None:
        WorkflowPage.objects.get_or_create(page=library, defaults={"workflow": workflow})


def _workflow(made, name, steps):
    workflow, created = Workflow.objects.get_or_create(name=name)
    if created:
        for place, (task_name, task_class, group_name) in enumerate(steps):
            task = task_class.objects.create(name=task_name)
            task.groups.add(Group.objects.get(name=group_name))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
        made.append(f"审核流程：{name}")
    return workflow


def _editors_rights(made):
    """Editors write pages of the site and add photos; 三审 alone publishes cases."""
    editors = Group.objects.get(name=EDITORS)
    root = _site_root()
    if root is None or GroupPagePermission.objects.filter(group=editors).exists():
        return
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.create(group=editors, page=root, permission=permission)
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailimages", codename=codename
        )
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=Collection.get_first_root_node(), permission=permission
        )
    editors.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="wagtailsearchpromotions",
            content_type__model="searchpromotion",
        )
    )
    made.append(f"编辑权限：{EDITORS}")


def _vocabulary(made):
    for place, topic in enumerate(TOPICS):
        name = topic.name
        # A topic that staff renamed keeps its slug.
        if not Topic.objects.filter(Q(name=name) | Q(slug=name)).exists():
            Topic.objects.create(
                name=name, slug=name, group=topic.group, sort_order=place, **topic.fields
            )
            made.append(f"标签：{name}")
    for term, explanation in GLOSSARY:
        _term, created = GlossaryTerm.objects.get_or_create(
            term=term, defaults={"explanation": explanation}
        )
        if created:
            made.append(f"名词解释：{term}")
