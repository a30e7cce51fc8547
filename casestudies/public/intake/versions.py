"""A version that was sent, for its union: the whole of it, and what changed since another."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ...asked import number
from ...domain import intake
from ...domain.intake.desk import own_dossiers
from ...models.excerpt import Excerpt
from ...models.sheet import Audience
from ..frame import render_page
from .sessions import signed_in


@signed_in
def version(request, key, n):
    """The version of that number; ``?with=`` names another to compare it with."""
    submission = get_object_or_404(own_dossiers(request.user), key=key)
    found = intake.version_of(submission, n)
    if found is None:
        raise Http404
    compared = _compared(submission, n, request.GET.get("with", ""))
    context = {
        "submission": submission,
        "call": submission.call,
        "version": found,
        "versions": intake.versions_of(submission),
        "compared": compared,
        "changes": compared and intake.changes_between(compared, found),
        "sheet": Excerpt.of_version(found, reader=Audience.UNION),
    }
    return render_page(request, "casestudies/public/intake/version.html", context)


def _compared(submission, n, named):
    """Return the version asked for, or the one before; None where there is none."""
    other = number(named)
    return intake.version_of(submission, n - 1 if other in {None, n} else other)
