"""How far the case page of a dossier is."""

from dataclasses import dataclass

from wagtail.models import WorkflowState

from ...enums import CaseStage
from ...models.case import CasePage


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
