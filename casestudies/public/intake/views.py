"""The form: blank, as a draft, and as it was sent."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ...domain import intake
from ...domain.intake.desk import dossier_of_form, history_of, lateness, own_dossiers
from ...domain.refusals import (
    BothChanged,
    Incomplete,
    NotAllowed,
    Refusal,
    TextChanged,
    TooLate,
    TooMany,
)
from ...domain.workflow import moves_open_to
from ...enums import SubmissionState
from ...models import sheet
from ...models.call import SubmissionFormPage
from ...models.excerpt import Excerpt
from ...models.sheet import Audience
from ...models.submission import Submission
from ...permissions import memberships_of, submission_policy
from ..frame import render_page
from .forms import DossierForm
from .merging import show_merge
from .sessions import signed_in
from .status import actions_for, status_of


def apply(request, pk):
    """The blank form by its short address; one that is private or not live is not found."""
    form_pages = SubmissionFormPage.objects.live().public()
    return new_dossier(request, get_object_or_404(form_pages, pk=pk))


@signed_in
def new_dossier(request, form_page):
    """The blank form of a call; ``SubmissionFormPage.serve`` calls it."""
    call, unions = form_page.call, [member.union for member in memberships_of(request.user)]
    if not call.live:
        raise Http404
    if not unions:
        return render_page(request, "casestudies/public/intake/no_union.html")
    submission = _of_this_form(request, call, _chosen_union(request, unions))
    if request.method == "POST":
        return _save(request, submission)
    if submission.pk:
        # The back button, after the form was saved.
        return redirect("casestudies:dossier", key=submission.key)
    if not call.is_open():
        return render_page(request, "casestudies/public/intake/not_open.html", {"call": call})
    if submission.union_id is None:
        return _ask_for_union(request, call, unions)
    if "key" not in request.GET:
        # So that the back button leads to this very form, and not to a second dossier.
        query = request.GET.copy()
        query["key"] = str(submission.key)
        return redirect(f"{request.path}?{query.urlencode()}")
    return _show_form(request, DossierForm(submission), form_page=form_page)


def _chosen_union(request, unions):
    """Return the union that the form, or its address, is for; None where it is to be asked.

    Who is a member of one union only is never asked. Raises Http404 for any other union.
    """
    key = request.POST.get("union") if request.method == "POST" else request.GET.get("union")
    if not key and len(unions) == 1:
        return unions[0]
    if not key and request.method != "POST":
        return None
    chosen = next((union for union in unions if str(union.pk) == key), None)
    if chosen is None:
        raise Http404
    return chosen


def _ask_for_union(request, call, unions):
    """Let a member of several unions say for which of them the dossier is."""
    left = intake.places_left_in([call], unions)
    places = [(union, left[call.pk, union.pk]) for union in unions]
    context = {"call": call, "places": places}
    return render_page(request, "casestudies/public/intake/choose_union.html", context)


def _of_this_form(request, call, union) -> Submission:
    """Return the dossier of the form that was opened or posted, by the key it carries."""
    try:
        key = uuid.UUID(request.POST.get("key") or request.GET.get("key", ""))
    except ValueError:
        return Submission(call=call, union=union)
    submission = dossier_of_form(request.user, call=call, union=union, key=key)
    if submission is None:
        raise Http404
    return submission


@signed_in
def dossier(request, key):
    """A dossier of the user's union: the form while it may be changed, else as it stands."""
    submission = intake.typed(get_object_or_404(own_dossiers(request.user), key=key))
    if request.method == "POST":
        return _save(request, submission)
    if _may_write(request.user, submission):
        return _show_form(request, DossierForm(submission))
    return show_dossier(request, submission)


def show_dossier(request, submission, *, status=200, **more):
    """The ``typed`` dossier as it stands, and what happened to it."""
    context = sheet_context(request, submission) | {"history": history_of(submission), **more}
    return render_page(request, "casestudies/public/intake/dossier.html", context, status=status)


def sheet_context(request, submission) -> dict:
    """What every page about one dossier shows."""
    files = intake.files_of(submission) if submission.pk else ()
    return {
        "submission": submission,
        "call": submission.call,
        "status": status_of(submission, request.user),
        "actions": actions_for(submission, request.user),
        "moves": moves_open_to(submission, request.user),
        "sheet": Excerpt(submission, reader=Audience.UNION, files=files),
        "versions": intake.versions_of(submission) if submission.number else [],
        # A template that asks for a decision calls it.
        "mark": lambda: intake.shown(submission, files=files).seal(),
    }


def seen_by(request, submission):
    """Return what the posted form says that the person was shown of the dossier."""
    return intake.opened(request.POST.get("mark"), submission)


def changed_since(request, submission) -> dict:
    """What a page tells, once a form was posted to it, of what changed since that was opened.

    Nothing where the ``typed`` dossier is what was shown. What was shown may be unknown.
    """
    before, now = seen_by(request, submission), intake.shown(submission)
    if before == now:
        return {}
    return {"changed": True, "changes": intake.changes(before, now) if before else []}


def _may_write(user, submission) -> bool:
    return submission_policy.user_has_permission_for_instance(user, "write", submission)


def _save(request, submission):
    """Store what was posted, merged with what somebody else has saved; then go on."""
    seen = seen_by(request, submission)
    form = DossierForm(submission, data=request.POST, files=request.FILES, seen=seen)
    try:
        form.store(by=request.user)
    except NotAllowed:
        return _came_too_late(request, form)
    except (TooLate, TooMany) as refusal:
        # Nothing was begun; what was typed is on the page.
        return _show_form(request, form, refusal=refusal)
    except BothChanged as refusal:
        return show_merge(request, form, refusal)
    if form.instance.merged.brought:
        return _merged(request, form)
    return _go_on(request, form)


def _go_on(request, form):
    """Make the move that was asked for, or show what is wrong."""
    move = _MOVES.get(request.POST.get("move"), _saved)
    try:
        if not form.has_errors:
            return move(request, form)
        if move is not _saved:
            form.add_missing()
    except Incomplete as refusal:
        form.add_missing(refusal.problems)
    except TextChanged:
        return _read_again(request, form.instance, before=form.shown())
    except TooLate:
        # The form says so itself; what was typed is saved.
        return _saved(request, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("casestudies:dossier", key=form.instance.key)
    return _show_form(request, form, saved_at=timezone.now())


def _saved(request, form):
    now = timezone.localtime()
    messages.success(request, _("Saved %(time)s") % {"time": f"{now:%H:%M}"})
    return redirect("casestudies:dossier", key=form.instance.key)


def _hand_over(request, form):
    submission = intake.hand_over(form.instance, by=request.user, seen=form.shown())
    messages.success(
        request,
        _("“%(title)s” is handed over; the approver will endorse and send it.")
        % {"title": submission},
    )
    return redirect("casestudies:dossier", key=submission.key)


def _endorse(request, form):
    intake.require_ready(form.laid_out())
    return redirect("casestudies:endorse", key=form.instance.key)


_MOVES = {"hand_over": _hand_over, "endorse": _endorse}


def _merged(request, form):
    """Answer a save that joined what somebody else had saved: nobody hands over text unread."""
    submission = intake.typed(own_dossiers(request.user).get(pk=form.instance.pk))
    for sentence in form.refused_uploads:
        messages.error(request, sentence)
    if request.POST.get("move") == "hand_over":
        brought, now = form.instance.merged.brought, intake.shown(submission)
        before = intake.before_merge(form.seen, now, brought)
        return _read_again(request, submission, before=before)
    lines = "、".join(str(sheet.line(name).label) for name in form.instance.merged.brought)
    messages.warning(
        request,
        _("Saved %(time)s. Somebody else has changed %(lines)s meanwhile; that is kept here too.")
        % {"time": f"{timezone.localtime():%H:%M}", "lines": lines},
    )
    return redirect("casestudies:dossier", key=submission.key)


def _read_again(request, submission, *, before):
    """Show the form as it is stored now, and what somebody else changed in it."""
    submission = intake.typed(own_dossiers(request.user).get(pk=submission.pk))
    if not _may_write(request.user, submission):
        return redirect("casestudies:dossier", key=submission.key)
    changes = intake.changes(before, intake.shown(submission))
    form = DossierForm(submission)
    return _show_form(request, form, status=409, changed="saved", changes=changes)


def _came_too_late(request, form):
    """Answer a form whose dossier was handed over or sent meanwhile; nothing typed is lost."""
    # Read again: the same form, posted at the same moment, may have been quicker.
    own = own_dossiers(request.user).filter(key=form.instance.key).first()
    if not form.differs_from(intake.typed(own or form.instance)):
        return redirect("casestudies:dossier", key=form.instance.key)
    names = form.lost_uploads()
    return _show_form(request, form, status=409, locked=True, lost_uploads=names)


def _show_form(request, form, *, status=200, **more):
    context = sheet_context(request, form.instance) | {"form": form, **more}
    if form.has_errors and getattr(form.instance, "draft", None):
        context.setdefault("saved_at", form.instance.draft.saved_at)
    if form.instance.pk:
        context["handed_back"] = _reason_of_handing_back(form.instance)
    if not more.get("locked"):
        context["late"] = lateness(form.instance)
    return render_page(request, "casestudies/public/intake/form.html", context, status=status)


def _reason_of_handing_back(submission) -> str:
    """Return what the approver said of a dossier that staff had returned before."""
    if submission.state != SubmissionState.RETURNED:
        return ""
    last = history_of(submission)[-1]
    return "" if last.by_staff else last.reason
