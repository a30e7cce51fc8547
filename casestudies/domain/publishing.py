"""From an accepted dossier to a draft case page, through 三审, to the public and back."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import TaskState, Workflow, WorkflowState
from wagtail.rich_text import RichText

from .. import conf
from ..enums import POOL_STATES, CaseStage, SubmissionState
from ..models.case import CaseIndexPage, CasePage
from ..models.submission import TEXT_PARTS, Submission
from ..models.task import CaseReviewTask
from ..permissions import SubmissionPolicy
from .refusals import NotAllowed, NotReady, WrongState
from .workflow import lock, make_move

#: 初审, 复审, 终审: domain.md §4.
REVIEWERS_NEEDED = 3


@transaction.atomic
def make_case_page(submission, *, by, parent=None):
    """Make a draft CasePage of an accepted dossier, with its photos and captions; return it.

    ``parent`` is the CaseIndexPage it comes under, the site's first by default. Asked again,
    returns the page made before. Personal data stays behind. Raises NotAllowed, WrongState,
    NotReady.
    """
    if not SubmissionPolicy(Submission).user_has_permission_for_instance(
        by, "make_case_page", submission
    ):
        raise NotAllowed(_("You may not make case pages."))
    lock(submission)
    submission.refresh_from_db(fields=["case_page"])
    if submission.case_page_id:
        return submission.case_page
    if submission.state not in POOL_STATES:
        raise WrongState(_("Only an accepted dossier can become a case page."))
    parent = parent or CaseIndexPage.objects.live().order_by("path").first()
    if parent is None:
        raise NotReady(_("There is no case library page yet. Please create one in the page tree."))
    page = _draft_of(submission, by=by)
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    submission.case_page = page
    submission.save(update_fields=["case_page"])
    log(
        instance=submission,
        action="casestudies.make_case_page",
        user=by,
        data={"page": page.pk, "title": page.title},
    )
    transaction.on_commit(lambda: prepare_renditions(page))
    return page


def may_become_page(submission) -> bool:
    """Whether the dossier is in the pool and has no page yet."""
    return submission.state in POOL_STATES and not submission.case_page_id


def _draft_of(submission, *, by) -> CasePage:
    photos = [_public_image(photo, by=by) for photo in submission.photos.all()]
    page = CasePage(
        title=submission.title,
        byline=submission.implementer,
        implementer=submission.implementer,
        recommended_by=submission.union.name,
        direction=submission.direction.label if submission.direction else "",
        cover=photos[0][0] if photos else None,
        live=False,
        owner=by,
    )
    page.body = _body_of(submission, photos)
    page.topics.set(submission.topics.all())
    return page


def _body_of(submission, photos):
    """Lay the parts out in order, the photos after the main practice."""
    body = []
    for part in TEXT_PARTS:
        heading = submission._meta.get_field(part).verbose_name
        text = getattr(submission, part)
        if text.strip():
            body.append(("part", {"heading": str(heading), "text": _paragraphs(text)}))
        if part == "practice":
            body.extend(
                ("photo", {"image": image, "caption": caption}) for image, caption in photos
            )
    return body


def _paragraphs(text: str) -> RichText:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return RichText(format_html_join("", "<p>{}</p>", ((line,) for line in lines)))


def _public_image(photo, *, by):
    """Copy a dossier's photo into the site's image library."""
    with photo.file.open("rb") as stored:
        image = get_image_model()(
            title=(photo.caption or photo.name)[:255],
            uploaded_by_user=by,
            description=photo.caption,
        )
        image.file.save(f"case-{photo.key.hex}.jpg", ContentFile(stored.read()), save=False)
    image.width, image.height = photo.width, photo.height
    image.save()
    return image, photo.caption


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


@transaction.atomic
def submit_for_review(page, *, by):
    """Start 三审 of the newest text, anew after a return for changes.

    Raises NotAllowed, NotReady, WrongState, ValidationError.
    """
    if not page.permissions_for_user(by).can_edit():
        raise NotAllowed(_("You may not submit this case for review."))
    workflow = page.get_workflow()
    if workflow is None:
        raise NotReady(_("The three reviews of cases are not set up: run setup_casestudies."))
    CasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    current = page.current_workflow_state
    if current is not None and current.status == WorkflowState.STATUS_IN_PROGRESS:
        raise WrongState(_("“%(title)s” is being reviewed already.") % {"title": page.title})
    page.get_latest_revision_as_object().full_clean()
    if current is not None:
        # Resuming would begin at the step that returned it, and end with the first.
        current.cancel(user=by)
    return workflow.start(page, by)


def waiting_for(user):
    """Return the steps of 三审 that the user may take now, longest waiting first."""
    return (
        CaseReviewTask.open_to(user)
        .select_related("task", "workflow_state__requested_by")
        .order_by("started_at", "pk")
    )


def cases_of(task_states) -> list[tuple[TaskState, CasePage]]:
    """Return each step with the case it is about, drafts under their newest title: 1 query."""
    keys = {state.pk: int(state.workflow_state.object_id) for state in task_states}
    cases = CasePage.objects.defer("body").in_bulk(keys.values())
    return [(state, cases[keys[state.pk]]) for state in task_states if keys[state.pk] in cases]


def reviews_of(page) -> list[TaskState]:
    """Return what reviewers decided in the current round of 三审, in their order."""
    current = page.current_workflow_state
    if current is None:
        return []
    return list(
        current.task_states.exclude(finished_by=None)
        .select_related("task", "finished_by")
        .order_by("finished_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the case page of a dossier is; ``step`` is the open step of 三审."""

    stage: CaseStage
    step: str = ""
    page: CasePage | None = None


def progress_of(dossiers) -> dict[int, Progress]:
    """Return how far each dossier's case page is, by the dossier's key: 2 queries."""
    keys = [dossier.case_page_id for dossier in dossiers if dossier.case_page_id]
    pages = CasePage.objects.defer("body").in_bulk(keys)
    rounds = WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=[str(key) for key in keys],
    )
    rounds = {int(r.object_id): r for r in rounds.select_related("current_task_state__task")}
    return {
        dossier.pk: _progress(pages.get(dossier.case_page_id), rounds.get(dossier.case_page_id))
        for dossier in dossiers
    }


def _progress(page, current) -> Progress:
    if page is None:
        return Progress(CaseStage.NOT_MADE)
    if current is not None and current.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Progress(CaseStage.NEEDS_CHANGES, current.current_task_state.task.name, page)
    if current is not None:
        return Progress(CaseStage.IN_REVIEW, current.current_task_state.task.name, page)
    if page.live:
        changed = page.has_unpublished_changes
        return Progress(CaseStage.CHANGED if changed else CaseStage.PUBLIC, page=page)
    return Progress(CaseStage.DRAFT, page=page)


def check_reviewed(page, revision):
    """Raise PermissionDenied unless three different people approved this very revision."""
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
    if len(approvers) < REVIEWERS_NEEDED:
        raise PermissionDenied(
            _("A case is published when three different people have approved its newest text.")
        )


def mark_published(page):
    """Note on the dossier, if there is one, that its page is public; make the renditions."""
    submission = Submission.objects.in_pool().filter(case_page=page.pk).first()
    if submission is not None:
        make_move(submission, "publish", by=None)
    transaction.on_commit(lambda: prepare_renditions(page))


def mark_taken_down(page):
    """Note on the dossier, if there is one, that its page is no longer public."""
    submission = Submission.objects.filter(
        case_page=page.pk, state=SubmissionState.PUBLISHED
    ).first()
    if submission is not None:
        make_move(submission, "take_down", by=None)


def photos_of(page) -> list:
    """Return the images of the body in order."""
    return [block.value["image"] for block in page.body if block.block_type == "photo"]


def prepare_renditions(page):
    """Make every rendition a reader's page may show, so that no GET makes one."""
    if page.cover:
        page.cover.get_renditions(conf.RENDITIONS["card"])
    for image in {page.cover, *photos_of(page)} - {None}:
        image.get_renditions(conf.RENDITIONS["photo"], conf.RENDITIONS["photo_small"])
