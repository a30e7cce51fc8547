"""What 三审 rests on: the workflow of three steps, and who approved which text."""

import hashlib
import json
import re

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.log_actions import log
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from .case_pictures import HASHES, are_as_saved, hashes_now, pictures_in
from .task import CaseReviewTask

#: 初审, 复审, 终审: domain.md §4.
REVIEWERS_NEEDED = 3
#: Of the columns of a page those that say where and how it stands, not what it says.
_NOT_TEXT = {
    "pk",
    "page_ptr",
    "path",
    "depth",
    "numchild",
    "content_type",
    "translation_key",
    "locale",
    "url_path",
    "owner",
    "alias_of",
    "live",
    "expired",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "locked",
    "locked_at",
    "locked_by",
    "wagtail_admin_comments",
}
#: The editor gives each paragraph a key, which is no text either.
_PARAGRAPH_KEY = re.compile(r' data-block-key=\\*"\w*\\*"')
#: Photos of texts that are older than this field say nothing in it, nor does an empty one.
_EMPTY_ALT = re.compile(r', \\*"alt\\*": (?:\\*"\\*"|null)')


def review_workflow(own=None):
    """Return the 三审 workflow of a case: ``own`` if it is one, else the site's first, or None."""
    if own is not None and _is_three_step(own):
        return own
    candidates = Workflow.objects.filter(active=True).order_by("pk")
    return next((workflow for workflow in candidates if _is_three_step(workflow)), None)


def _is_three_step(workflow) -> bool:
    return (
        CaseReviewTask.objects.filter(active=True, workflow_tasks__workflow=workflow).count()
        >= REVIEWERS_NEEDED
    )


class BesideReviewMixin:
    """A page of the programme that is no case: 三审, though assigned to the library, is not its.

    First base of such a page. Its workflow is the one that the host assigned to the place.
    """

    def get_workflow(self):
        own = super().get_workflow()
        return _not_a_review(self) if own is not None and _is_review(own) else own

    @property
    def has_workflow(self):
        return self.get_workflow() is not None


def _is_review(workflow) -> bool:
    return CaseReviewTask.objects.filter(workflow_tasks__workflow=workflow).exists()


def _not_a_review(page):
    """Return the nearest workflow of the page or above it that reviews no cases, or None."""
    reviews = WorkflowTask.objects.filter(task__in=CaseReviewTask.objects.values("pk"))
    assigned = WorkflowPage.objects.filter(
        page__in=page.get_ancestors(inclusive=True), workflow__active=True
    ).exclude(workflow__in=reviews.values("workflow"))
    nearest = assigned.select_related("workflow").order_by("-page__depth").first()
    return nearest and nearest.workflow


def is_approved(page, revision) -> bool:
    """Whether three different people approved this very revision, with these pictures."""
    approvers = set(
        TaskState.objects.filter(
            workflow_state__in=WorkflowState.objects.for_instance(page),
            task__in=CaseReviewTask.objects.values("pk"),
            revision=revision,
            status=TaskState.STATUS_APPROVED,
        )
        .exclude(finished_by=None)
        .values_list("finished_by", flat=True)
    )
    return len(approvers) >= REVIEWERS_NEEDED and are_as_saved(revision.content)


def text_mark(page, content) -> str:
    """Return a short mark of what the content of a revision says; equal for equal texts."""
    said = {name: value for name, value in content.items() if name not in _NOT_TEXT}
    for copy in page.COPIES:
        said.pop(copy, None)
    if HASHES not in said:
        # A revision of a release that kept none.
        said[HASHES] = hashes_now(pictures_in(content))
    said.setdefault("cover_alt", "")
    said["case_topics"] = sorted(row["tag"] for row in content.get("case_topics", ()))
    text = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    text = _EMPTY_ALT.sub("", _PARAGRAPH_KEY.sub("", text))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_decided(revision) -> bool:
    """Whether somebody approved or returned this revision, so that it may not be overwritten."""
    return TaskState.objects.filter(revision=revision).exclude(finished_by=None).exists()


def carry_to(page, revision, *, before, same_text, by):
    """Let the review under way follow a page to its new revision.

    The open step is about it now. Approvals of the revision ``before`` go with it where it says
    the same; where it says something else they are void, and the workflow, when the open step
    is approved, goes back to the first reviewer.
    """
    states = TaskState.objects.filter(
        workflow_state__in=WorkflowState.objects.active().for_instance(page)
    )
    states.filter(status=TaskState.STATUS_IN_PROGRESS).update(revision=revision)
    approvals = states.filter(status=TaskState.STATUS_APPROVED)
    if same_text:
        approvals.filter(revision=before).update(revision=revision)
    elif void := approvals.update(status=TaskState.STATUS_CANCELLED):
        log(
            instance=page,
            action="casestudies.void_approvals",
            user=by,
            data={"number": void},
            revision=revision,
        )
