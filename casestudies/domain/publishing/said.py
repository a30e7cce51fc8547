"""What a case says now beside what it said before: to its reviewer, to readers, to its union."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from ...models.case import CasePage
from ...models.excerpt import Excerpt
from ...models.public_text import PublicText, public_texts
from ...models.sheet import Audience
from ...models.submission import Submission
from ...models.task import CaseReviewTask
from .pages import draft_without_photos


@dataclass(frozen=True, slots=True)
class Before:
    """What the newest text may be compared with; ``name`` is its word in an address."""

    name: str
    label: str
    source: Revision | Submission


def decisions_on(case):
    """Return what was decided on the case in 三审, in all its rounds."""
    rounds = WorkflowState.objects.for_instance(case)
    decided = TaskState.objects.filter(
        workflow_state__in=rounds, task__in=CaseReviewTask.objects.values("pk")
    )
    return decided.exclude(finished_by=None).exclude(revision=None)


def befores_of(case, *, user) -> list[Before]:
    """Return what the newest text is worth comparing with for the user: 2 queries."""
    found = []
    decided = decisions_on(case).filter(finished_by=user).order_by("-finished_at", "-pk")
    if own := decided.select_related("revision").first():
        found.append(Before("decided", _("The version you decided on last"), own.revision))
    if case.live and case.live_revision:
        found.append(Before("public", _("The public version"), case.live_revision))
    if dossier := Submission.objects.filter(case_page=case.pk).first():
        found.append(Before("dossier", _("What the union sent"), dossier))
    return found


def texts_compared(before: Before, newest: CasePage) -> list[tuple[str, str, str]]:
    """Return label, text before and text now of each text of the case that differs."""
    if before.name == "dossier":
        old = _said_by(before.source, language=newest.locale.language_code)
        new = {**_texts_of(newest), "body": _body_then_captions(newest)}
    else:
        old, new = _texts_of(before.source.as_object()), _texts_of(newest)
    return [
        (new[name].label, text.text, new[name].text)
        for name, text in old.items()
        if text.text != new[name].text
    ]


def _texts_of(case) -> dict[str, PublicText]:
    return {text.field: text for text in public_texts(case)}


def _said_by(dossier, *, language) -> dict[str, PublicText]:
    texts = _texts_of(draft_without_photos(dossier, language=language))
    photos = Excerpt(dossier, reader=Audience.PUBLIC).value("photos") or ()
    body = _with_captions(texts["body"], [photo.caption for photo in photos])
    # What a draft does not take over from the dossier, an editor adds: that is no change.
    return {**{name: text for name, text in texts.items() if text.text}, "body": body}


def _body_then_captions(case) -> PublicText:
    """Return the body as a dossier has it: the photos and their captions at the end."""
    blocks = [block for block in case.body.get_prep_value() if block["type"] != "photo"]
    words = CasePage(body=case.body.stream_block.to_python(blocks))
    captions = [block.value["caption"] for block in case.body if block.block_type == "photo"]
    return _with_captions(_texts_of(words)["body"], captions)


def _with_captions(body: PublicText, captions) -> PublicText:
    return PublicText(body.field, body.label, "\n".join([body.text, *captions]))
