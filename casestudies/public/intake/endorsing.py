"""The approver's desk: the opinion, sending, handing back; the receipt."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ...domain import intake
from ...domain.intake.desk import lateness, own_dossiers
from ...domain.refusals import NotAllowed, Refusal, TextChanged, TooLate, WrongState
from ...domain.workflow import moves_open_to
from ...enums import EDITABLE_STATES
from ...models.sheet import Heading
from ..frame import render_page
from .sessions import signed_in
from .signing import OpinionForm, ReasonForm
from .views import changed_since, seen_by, sheet_context, show_dossier


@signed_in
def endorse(request, key):
    """The whole dossier as it will be sent, and the union's opinion."""
    submission = get_object_or_404(own_dossiers(request.user), key=key)
    if request.method == "POST":
        return _ANSWERS.get(request.POST.get("move"), _ask_for_move)(request, submission)
    if "send" not in moves_open_to(submission, request.user):
        return redirect("casestudies:dossier", key=key)
    return _show_endorse(request, submission, OpinionForm(submission))


def _ask_for_move(request, submission):
    """Take nothing for a signature that does not say what it is for."""
    _keep_opinion(request, submission)
    if "send" not in moves_open_to(submission, request.user):
        return redirect("casestudies:dossier", key=submission.key)
    form = OpinionForm(submission, data=request.POST)
    said = _("Nothing was done: please press one of the buttons below.")
    return _show_endorse(request, submission, form, refusal=said, status=400)


def _send(request, submission):
    form, said = OpinionForm(submission, data=request.POST), None
    if form.is_valid():
        try:
            intake.send(
                submission,
                by=request.user,
                opinion=form.cleaned_data["opinion"],
                seen=seen_by(request, submission),
            )
        except WrongState as refusal:
            # Sent by the first of two clicks, or by a colleague: the receipt is the answer.
            return _after_wrong_state(request, submission, refusal)
        except TextChanged:
            # The page says so itself, whatever it is shown for.
            said = None
        except Refusal as refusal:
            said = refusal
        else:
            return redirect("casestudies:receipt", key=submission.key)
    _keep_opinion(request, submission)
    return _show_endorse(request, submission, form, refusal=said, reason_form=_reason(request))


def _keep_opinion(request, submission):
    """Keep what was typed in the form, whatever became of the move that was asked for."""
    if "opinion" in request.POST:
        # An author's words are no opinion, and what was sent has one.
        with suppress(NotAllowed, WrongState):
            intake.keep_opinion(submission, by=request.user, opinion=request.POST["opinion"])


def _reason(request):
    return ReasonForm(initial={"reason": request.POST.get("reason", "")})


def _after_wrong_state(request, submission, refusal):
    if submission.number and "send" not in moves_open_to(submission, request.user):
        return redirect("casestudies:receipt", key=submission.key)
    messages.error(request, str(refusal))
    return redirect("casestudies:dossier", key=submission.key)


def _show_endorse(request, submission, form, *, refusal=None, reason_form=None, status=200):
    """Show the page; after a post with what changed since it was opened, for it is read again."""
    context = sheet_context(request, intake.typed(submission)) | {
        "form": form,
        "refusal": refusal,
        "problems": _problems(form, refusal),
        "reason_form": reason_form or ReasonForm(),
        # A refusal for being late says it already.
        "late": "" if isinstance(refusal, TooLate) else lateness(submission),
    }
    if request.method == "POST":
        context |= changed_since(request, submission)
    status = 409 if "changed" in context else status
    return render_page(request, "casestudies/public/intake/endorse.html", context, status=status)


def _problems(form, refusal) -> list[str]:
    """Return what is wrong with the dossier; what is wrong with the opinion goes to the form."""
    found = []
    for problem in getattr(refusal, "problems", []):
        if problem.heading is Heading.OPINION:
            form.add_error(problem.line.name, problem.sentence)
        else:
            found.append(problem.sentence)
    return found


def _hand_back(request, submission):
    form = ReasonForm(request.POST)
    _keep_opinion(request, submission)
    if not form.is_valid():
        opinion = OpinionForm(submission, data=request.POST)
        return _show_endorse(request, submission, opinion, reason_form=form)
    seen, reason = seen_by(request, submission), form.cleaned_data["reason"]
    try:
        intake.hand_back(submission, by=request.user, seen=seen, reason=reason)
    except TextChanged:
        opinion = OpinionForm(submission, data=request.POST)
        return _show_endorse(request, submission, opinion, reason_form=form)
    except Refusal as refusal:
        return _not_given_back(request, submission, refusal)
    return _editable_again(request, submission)


def _take_back(request, submission):
    try:
        intake.take_back(submission, by=request.user, seen=seen_by(request, submission))
    except TextChanged:
        changed = changed_since(request, submission)
        return show_dossier(request, submission, status=409, **changed)
    except Refusal as refusal:
        return _not_given_back(request, submission, refusal)
    return _editable_again(request, submission)


def _not_given_back(request, submission, refusal):
    # The second of two clicks finds it as it was to be.
    if submission.state not in EDITABLE_STATES:
        messages.error(request, str(refusal))
    return redirect("casestudies:dossier", key=submission.key)


def _editable_again(request, submission):
    messages.success(request, _("The dossier can be changed again."))
    return redirect("casestudies:dossier", key=submission.key)


_ANSWERS = {"send": _send, "hand_back": _hand_back, "take_back": _take_back}


@signed_in
def receipt(request, key):
    """Number and time of the last sending; the page can be printed and loaded again."""
    submission = get_object_or_404(own_dossiers(request.user), key=key)
    if not submission.number:
        return redirect("casestudies:dossier", key=key)
    context = sheet_context(request, submission) | {"form_page": submission.call.form_page}
    return render_page(request, "casestudies/public/intake/receipt.html", context)
