"""Who is signed in; and what somebody typed while they no longer were."""

from functools import wraps

from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters

from ...models import sheet
from ...permissions import memberships_of
from ..frame import render_page
from .forms import SignInForm
from .signing import ReasonForm

_NOT_CARRIED = {"csrfmiddlewaretoken", "username", "password"}


def signed_in(view):
    """Let only people who are signed in reach the view.

    Others are sent to sign in; what they posted is shown to them again with the sign-in,
    so that one click signs in and goes on. The same meets who posts a form that was opened
    in the name of another union.
    """

    @wraps(view)
    @sensitive_post_parameters("password")
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and not _of_another_union(request, request.user):
            response = view(request, *args, **kwargs)
        elif request.method != "POST":
            response = redirect_to_login(request.get_full_path(), reverse("casestudies:sign_in"))
        else:
            form = SignInForm(request, request.POST if "password" in request.POST else None)
            if _signs_in(request, form):
                response = view(request, *args, **kwargs)
            else:
                response = told_to_wait(keep_typed(request, form), form.wait)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def told_to_wait(response, seconds):
    """Say to programs what the page says in words: so many seconds before the next try."""
    if seconds:
        response.status_code = 429
        response["Retry-After"] = str(seconds)
    return response


def _of_another_union(request, user) -> bool:
    """Whether the posted form was opened for a union of which the user is no member."""
    opened_for = request.POST.get("union") if request.method == "POST" else None
    unions = {str(member.union_id) for member in memberships_of(user)}
    return bool(opened_for) and opened_for not in unions


def _signs_in(request, form) -> bool:
    if not form.is_valid():
        return False
    if _of_another_union(request, form.get_user()):
        form.add_error(
            None,
            _(
                "This account does not belong to the union that opened the form."
                " Please sign in with the account you began with."
            ),
        )
        return False
    login(request, form.get_user())
    return True


def keep_typed(request, form=None, *, status=200):
    """Render what was posted, carried in a form that posts it again to the same address."""
    carried = [(name, values) for name, values in request.POST.lists() if name not in _NOT_CARRIED]
    typed = [
        (_label(name), value)
        for name, values in carried
        for value in values
        if _label(name) and value.strip()
    ]
    context = {
        "form": form,
        "carried": carried,
        "typed": typed,
        "had_files": bool(request.FILES),
        # Who is signed in and asked to sign in is no member of the union the form was opened for.
        "stranger": request.user.get_username() if form else "",
    }
    return render_page(
        request, "casestudies/public/intake/sign_in_again.html", context, status=status
    )


def _label(name) -> str:
    """Return what was typed under this name, or nothing where it was chosen."""
    if name.startswith("photo-") and name.endswith("-caption"):
        return pgettext("casestudies", "Caption")
    if name in ReasonForm.base_fields:
        return ReasonForm.base_fields[name].label
    return next((line.label for line in sheet.lines() if line.is_written and line.name == name), "")


def csrf_failure(request):
    """Answer a form whose security token is out of date, without losing what was typed.

    Nothing is stored before the person has pressed the button again.
    """
    if "move" in request.POST and "union" in request.POST:
        form = None if request.user.is_authenticated else SignInForm(request)
        return keep_typed(request, form, status=403)
    return render_page(request, "casestudies/public/intake/expired.html", status=403)
