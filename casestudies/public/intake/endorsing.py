"""The approver's desk: the opinion, sending, handing back, withdrawing; the receipt."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ...domain import intake
from ...domain.intake.desk import lateness, own_dossiers
from ...domain.refusals import NotAllowed, Refusal, TooLate, WrongState
from ...domain.workflow import moves_open_to
from ...enums import EDITABLE_STATES, SubmissionState
from ...models.sheet import Heading
from ..frame import render_page
from .forms import OpinionForm, ReasonForm
from .sessions import signed_in
from .views import sheet_context


def _own_dossier(request, key):
    return get_object_or_404(own_dossiers(request.user), key=key)


@signed_in
def endorse(request, key):
    """The whole dossier as it will be sent, and the union's opinion."""
    submission = _own_dossier(request, key)
    if request.method == "POST":
        answer = {"hand_back": _hand_back, "take_back": _take_back}
        return answer.get(request.POST.get("move"), _send)(request, submission)
    if "send" not in moves_open_to(submission, request.user):
        return redirect("casestudies:dossier", key=key)
    return _show_endorse(request, submission, OpinionForm(submission))


def _send(request, submission):
    form, said = OpinionForm(submission, data=request.POST), None
    if form.is_valid():
        try:
            intake.send(submission, by=request.user, opinion=form.cleaned_data["opinion"])
        except WrongState as refusal:
            # Sent by the first of two clicks, or by a colleague: the receipt is the answer.
            return _after_wrong_state(request, submission, refusal)
        except Refusal as refusal:
            said = refusal
        else:
            return redirect("casestudies:receipt", key=submission.key)
    _keep_opinion(request, submission)
    reason_form = ReasonForm(initial={"reason": request.POST.get("reason", "")})
    return _show_endorse(request, submission, form, refusal=said, reason_form=reason_form)


def _keep_opinion(request, submission):
    """Keep what was typed in the form, whatever became of the move that was asked for."""
    if "opinion" in request.POST:
        # An author's words are no opinion, and what was sent has one.
        with suppress(NotAllowed, WrongState):
            intake.keep_opinion(submission, by=request.user, opinion=request.POST["opinion"])


def _after_wrong_state(request, submission, refusal):
    if submission.number and "send" not in moves_open_to(submission, request.user):
        return redirect("casestudies:receipt", key=submission.key)
    messages.error(request, str(refusal))
    return redirect("casestudies:dossier", key=submission.key)


def _show_endorse(request, submission, form, *, refusal=None, reason_form=None):
    context = sheet_context(request, intake.typed(submission)) | {
        "form": form,
        "refusal": refusal,
        "problems": _problems(form, refusal),
        "reason_form": reason_form or ReasonForm(),
        # A refusal for being late says it already.
        "late": "" if isinstance(refusal, TooLate) else lateness(submission),
    }
    return render_page(request, "casestudies/public/intake/endorse.html", context)


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
    return _make_editable(
        request,
        submission,
        lambda: intake.hand_back(submission, by=request.user, reason=form.cleaned_data["reason"]),
    )


def _take_back(request, submission):
    return _make_editable(
        request, submission, lambda: intake.take_back(submission, by=request.user)
    )


def _make_editable(request, submission, make):
    try:
        make()
    except Refusal as refusal:
        if submission.state not in EDITABLE_STATES:
            messages.error(request, str(refusal))
    else:
        messages.success(request, _("The dossier can be changed again."))
    return redirect("casestudies:dossier", key=submission.key)


@signed_in
def withdraw(request, key):
    """Ask once more, then take the dossier back for good."""
    submission = _own_dossier(request, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _withdraw(request, submission, form.cleaned_data["reason"])
    if request.method != "POST" and "withdraw" not in moves_open_to(submission, request.user):
        return redirect("casestudies:dossier", key=key)
    context = sheet_context(request, intake.typed(submission)) | {"form": form}
    return render_page(request, "casestudies/public/intake/withdraw.html", context)


def _withdraw(request, submission, reason):
    try:
        intake.withdraw(submission, by=request.user, reason=reason)
    except Refusal as refusal:
        # The second of two clicks finds it withdrawn, as wished.
        if submission.state != SubmissionState.WITHDRAWN:
            messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is withdrawn.") % {"title": submission})
    return redirect("casestudies:dossier", key=submission.key)


@signed_in
def receipt(request, key):
    """Number and time of the last sending; the page can be printed and loaded again."""
    submission = get_object_or_404(own_dossiers(request.user), key=key)
    if not submission.number:
        return redirect("casestudies:dossier", key=key)
    context = sheet_context(request, submission) | {"form_page": submission.call.form_page}
    return render_page(request, "casestudies/public/intake/receipt.html", context)
