"""A password that was forgotten, and one that is changed, in the programme's own look."""

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ...domain.accounts import (
    RESET,
    SIGN_IN,
    forget_tries,
    letters_open_accounts,
    members_called,
    passwords_are_ours,
    take_try,
    tell_password_changed,
    write_reset_letter,
)
from ...domain.refusals import TooManyTries
from ...doors import client_address, site_address
from ..frame import frame_context, render_page
from .password_forms import ChangeForm, ForgottenForm, NewPasswordForm
from .sessions import told_to_wait


@never_cache
def forgotten(request):
    """Ask for a letter with a link; the answer is the same whoever exists."""
    if not letters_open_accounts():
        raise Http404
    form, wait = ForgottenForm(request.POST if request.method == "POST" else None), 0
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            take_try(RESET, account=name, address=client_address(request))
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
            wait = refusal.seconds
        else:
            _write_letter(request, name)
            return redirect("casestudies:letter_written")
    page = render_page(request, "casestudies/public/intake/password_forgotten.html", {"form": form})
    return told_to_wait(page, wait)


def _write_letter(request, name):
    site = site_address(request)
    write_reset_letter(
        members_called(name),
        link=lambda *parts: site + reverse("casestudies:new_password", args=parts),
    )


@never_cache
def letter_written(request):
    if not letters_open_accounts():
        raise Http404
    return render_page(request, "casestudies/public/intake/letter_written.html")


class _Framed:
    """Puts Django's views of passwords inside the programme's page."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | frame_context()


class NewPassword(_Framed, views.PasswordResetConfirmView):
    """The page of the letter's link, which opens once and for some time."""

    template_name = "casestudies/public/intake/new_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("casestudies:sign_in")

    def dispatch(self, *args, **kwargs):
        if not letters_open_accounts():
            raise Http404
        return super().dispatch(*args, **kwargs)

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    @transaction.atomic
    def form_valid(self, form):
        answer = super().form_valid(form)
        name, address = self.user.get_username(), client_address(self.request)
        forget_tries(SIGN_IN, account=name, address=address)
        tell_password_changed(self.user)
        messages.success(self.request, _("The new password is set. Please sign in with it."))
        return answer


class ChangePassword(_Framed, views.PasswordChangeView):
    """For who is signed in; other sessions of the account end."""

    template_name = "casestudies/public/intake/change_password.html"
    form_class = ChangeForm
    success_url = reverse_lazy("casestudies:desk")

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.path, reverse("casestudies:sign_in"))
        if not (passwords_are_ours() and request.user.has_usable_password()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"address": client_address(self.request)}

    @transaction.atomic
    def form_valid(self, form):
        answer = super().form_valid(form)
        tell_password_changed(form.user)
        messages.success(self.request, _("The password is changed."))
        return answer

    def form_invalid(self, form):
        return told_to_wait(super().form_invalid(form), form.wait)


new_password = NewPassword.as_view()
change_password = ChangePassword.as_view()
