"""Taking a dossier back for good: asked once more first."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ...domain import intake
from ...domain.intake.desk import own_dossiers
from ...domain.refusals import Refusal, TextChanged
from ...domain.workflow import moves_open_to
from ...enums import SubmissionState
from ..frame import render_page
from .sessions import signed_in
from .signing import ReasonForm
from .views import changed_since, seen_by, sheet_context


@signed_in
def withdraw(request, key):
    """Ask once more, then take the dossier back for good."""
    submission = get_object_or_404(own_dossiers(request.user), key=key)
    posted = request.method == "POST"
    form = ReasonForm(request.POST if posted else None)
    if posted and request.POST.get("move") == "withdraw" and form.is_valid():
        return _withdraw(request, submission, form)
    if "withdraw" not in moves_open_to(submission, request.user):
        return redirect("casestudies:dossier", key=key)
    return _ask(request, submission, form, status=400 if posted else 200)


def _ask(request, submission, form, *, status=200):
    context = sheet_context(request, intake.typed(submission)) | {"form": form}
    if request.method == "POST":
        context |= changed_since(request, submission)
    status = 409 if "changed" in context else status
    return render_page(request, "casestudies/public/intake/withdraw.html", context, status=status)


def _withdraw(request, submission, form):
    seen, reason = seen_by(request, submission), form.cleaned_data["reason"]
    try:
        intake.withdraw(submission, by=request.user, seen=seen, reason=reason)
    except TextChanged:
        return _ask(request, submission, form)
    except Refusal as refusal:
        # The second of two clicks finds it withdrawn, as wished.
        if submission.state != SubmissionState.WITHDRAWN:
            messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is withdrawn.") % {"title": submission})
    return redirect("casestudies:dossier", key=submission.key)
