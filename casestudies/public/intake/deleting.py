"""Deleting a draft that was never sent: asked once more first."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ...domain import intake
from ...domain.intake.desk import own_dossiers
from ...domain.refusals import NotAllowed, TextChanged
from ...permissions import submission_policy
from ..frame import render_page
from .sessions import signed_in
from .views import changed_since, seen_by, sheet_context


@signed_in
def delete(request, key):
    """Ask once more, then delete the draft with its photos and scans."""
    submission = get_object_or_404(own_dossiers(request.user), key=key)
    if not _may_delete(request.user, submission):
        return redirect("casestudies:dossier", key=key)
    if request.method == "POST" and request.POST.get("move") == "delete":
        return _delete(request, submission)
    return _ask(request, submission, status=400 if request.method == "POST" else 200)


def _may_delete(user, submission) -> bool:
    return submission_policy.user_has_permission_for_instance(user, "delete_draft", submission)


def _ask(request, submission, *, status=200):
    context = sheet_context(request, intake.typed(submission))
    if request.method == "POST":
        context |= changed_since(request, submission)
    status = 409 if "changed" in context else status
    template = "casestudies/public/intake/delete_draft.html"
    return render_page(request, template, context, status=status)


def _delete(request, submission):
    try:
        intake.delete_draft(submission, by=request.user, seen=seen_by(request, submission))
    except TextChanged:
        return _ask(request, submission)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("casestudies:dossier", key=submission.key)
    messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": submission})
    return redirect("casestudies:desk")
