"""The form: blank, as a draft, and as it was sent."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ...domain import intake
from ...domain.intake.desk import dossier_of_form, history_of, lateness, own_dossiers
from ...domain.refusals import Incomplete, NotAllowed, Refusal, TooLate, TooMany
from ...domain.workflow import moves_open_to
from ...enums import SubmissionState
from ...models.call import SubmissionFormPage
from ...models.excerpt import Excerpt
from ...models.sheet import Audience
from ...models.submission import Submission
from ...permissions import memberships_of, submission_policy
from ..frame import render_page
from .forms import DossierForm
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
    """Store what is right, then make the move that was asked for, or show what is wrong."""
    form = DossierForm(submission, data=request.POST, files=request.FILES)
    try:
        form.store(by=request.user)
    except NotAllowed:
        return _came_too_late(request, form)
    except (TooLate, TooMany) as refusal:
        # Nothing was begun; what was typed is on the page.
        return _show_form(request, form, refusal=refusal)
    move = _MOVES.get(request.POST.get("move"), _saved)
    try:
        if not form.has_errors:
            return move(request, form)
        if move is not _saved:
            form.add_missing()
    except Incomplete as refusal:
        form.add_missing(refusal.problems)
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
    seen = intake.shown(form.laid_out())
    submission = intake.hand_over(form.instance, by=request.user, seen=seen)
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


def _came_too_late(request, form):
    """Answer a form whose dossier was handed over or sent meanwhile; nothing typed is lost."""
    # Read again: the same form, posted at the same moment, may have been quicker.
    own = own_dossiers(request.user).filter(key=form.instance.key).first()
    if not form.differs_from(intake.typed(own or form.instance)):
        return redirect("casestudies:dossier", key=form.instance.key)
    return _show_form(request, form, locked=True)


def _show_form(request, form, **more):
    context = sheet_context(request, form.instance) | {"form": form, **more}
    if form.has_errors and getattr(form.instance, "draft", None):
        context.setdefault("saved_at", form.instance.draft.saved_at)
    if form.instance.pk:
        context["handed_back"] = _reason_of_handing_back(form.instance)
    if not more.get("locked"):
        context["late"] = lateness(form.instance)
    return render_page(request, "casestudies/public/intake/form.html", context)


def _reason_of_handing_back(submission) -> str:
    """Return what the approver said of a dossier that staff had returned before."""
    if submission.state != SubmissionState.RETURNED:
        return ""
    last = history_of(submission)[-1]
    return "" if last.by_staff else last.reason
