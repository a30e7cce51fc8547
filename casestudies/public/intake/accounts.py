"""Signing in and out of the public face."""

from django.contrib.auth.views import LoginView, LogoutView
from django.shortcuts import resolve_url
from django.urls import reverse

from ...domain.accounts import letters_open_accounts
from ...permissions import enters_admin
from ..frame import frame_context
from .forms import SignInForm
from .sessions import told_to_wait


class SignIn(LoginView):
    """Members of a union go to their desk, staff to the admin, unless ``next`` says where."""

    template_name = "casestudies/public/intake/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        more = {"letters_open_accounts": letters_open_accounts()}
        return super().get_context_data(**kwargs) | more | frame_context()

    def form_invalid(self, form):
        return told_to_wait(super().form_invalid(form), form.wait)

    def get_redirect_url(self):
        # Who is signed in and sent to sign in again would go in a circle.
        url = super().get_redirect_url()
        return "" if url.partition("?")[0] == self.request.path else url

    def get_default_redirect_url(self):
        user = self.request.user
        if enters_admin(user):
            return reverse("wagtailadmin_home")
        return resolve_url("casestudies:desk")


class SignOut(LogoutView):
    """Leads to where the host's ``LOGOUT_REDIRECT_URL`` says, else to the sign-in."""

    def get_default_redirect_url(self):
        url = super().get_default_redirect_url()
        return reverse("casestudies:sign_in") if url == self.request.path else url


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()
