"""Fills the demo site in one transaction; what is there already stays as it is."""

from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.images import get_image_model

from casestudies.domain import publishing
from casestudies.domain.installation import install
from casestudies.domain.moderation.formal_check import record_paper
from casestudies.domain.reading import indexing
from casestudies.enums import SubmissionState
from casestudies.models import Submission, SubmissionPhoto

from . import accounts, content, desk, front, library
from .dates import Clock

#: Dossiers of the open call that are pages already, by how many approved them.
IN_REVIEW = {"accepted_2": 0, "accepted_long": 1}


def load() -> list[str]:
    """Make what is missing of the demo; return a line in Chinese for each thing made."""
    with _no_letters(), _no_files_left_behind(), transaction.atomic():
        made = []
        front.make_home()
        install()
        accounts.make_unions()
        accounts.make_accounts()
        accounts.let_editors_recommend()
        closed, opened = front.make_calls()
        clock = Clock()
        for place, sheet in enumerate(content.cases()):
            if desk.find(closed, sheet) is None:
                _published_case(closed, sheet, place, clock)
                made.append(f"案例：{sheet['title']}")
        for place, sheet in enumerate(content.dossiers()):
            if desk.find(opened, sheet) is None:
                dossier = _dossier(opened, sheet, place, clock)
                made.append(f"申报材料：{dossier}（{dossier.get_state_display()}）")
        if made:
            indexing.refresh_all()
    return made


def _published_case(call, sheet, place, clock):
    """A dossier of the closed call, sent in time, and its public page."""
    sent = call.closes_at - timedelta(days=20 - place, hours=place % 7 + 1)
    schedule = desk.Schedule(
        begun=sent - timedelta(days=6), sent=sent, decided=sent + timedelta(days=4)
    )
    dossier = desk.walk(call, sheet, SubmissionState.ACCEPTED, schedule=schedule, clock=clock)
    _paper_arrived(dossier, schedule.decided)
    desk.select(dossier, moment=schedule.decided + timedelta(days=1))
    library.publish(dossier, sheet, moment=content.moment(sheet["published_on"]), clock=clock)


def _dossier(call, sheet, place, clock) -> Submission:
    """A dossier of the open call in the state its sheet names."""
    state = _state_of(sheet)
    now = timezone.now().replace(second=0, microsecond=0)
    sent = now - timedelta(days=12 - place, hours=place)
    begun, decided = sent - timedelta(days=2), sent + timedelta(hours=26)
    schedule = desk.Schedule(max(begun, call.opens_at), sent, min(decided, now))
    dossier = desk.walk(call, sheet, state, schedule=schedule, clock=clock)
    if state == SubmissionState.ACCEPTED:
        _paper_arrived(dossier, schedule.decided)
    if sheet["state"] in IN_REVIEW:
        _page_in_review(dossier, sheet, now - timedelta(days=1, hours=3), clock)
    return dossier


def _page_in_review(dossier, sheet, moment, clock):
    """Leave a page waiting in 三审, so that reviewers find something to do."""
    editor = accounts.staff("editor")
    page = publishing.make_case_page(dossier, by=editor)
    page.introduction = sheet["opinion"].strip()
    page.save_revision(user=editor, log_action=True)
    clock.settle(page, moment - timedelta(hours=4))
    clock.settle(dossier, moment - timedelta(hours=4))
    library.submit(page, moment=moment, clock=clock)
    for username, _before in library.REVIEWERS[: IN_REVIEW[sheet["state"]]]:
        library.approve(page, username, moment=moment + timedelta(hours=20), clock=clock)


def _paper_arrived(dossier, moment):
    record_paper(dossier, by=accounts.staff("checker"), received_on=timezone.localdate(moment))


def _state_of(sheet) -> SubmissionState:
    """Several sheets may share a state: ``accepted_2`` is accepted."""
    return next(
        state
        for state in SubmissionState
        if sheet["state"] == state or sheet["state"].startswith(f"{state}_")
    )


@contextmanager
def _no_letters():
    """Nobody is written to about what happened years ago."""
    usual = settings.CASESTUDIES
    settings.CASESTUDIES = usual | {"LETTERS": False}
    try:
        yield
    finally:
        settings.CASESTUDIES = usual


@contextmanager
def _no_files_left_behind():
    """Files know no transaction: when it fails, delete those that were written meanwhile."""
    written = []

    def note(sender, instance, **kwargs):
        written.extend(
            (field.storage, field.name)
            for field in (instance.file, getattr(instance, "preview", None))
            if field
        )

    models = (SubmissionPhoto, get_image_model())
    for model in models:
        post_save.connect(note, sender=model)
    try:
        yield
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
    finally:
        for model in models:
            post_save.disconnect(note, sender=model)
