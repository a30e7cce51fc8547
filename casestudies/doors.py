"""The doors of a site: forms that let nobody try as often as they like.

The programme's own sign-in uses the mixin; a host gives the admin the same by one setting
(docs/reference/settings.md). No backend and no middleware is needed.
"""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.models import Site

from . import conf
from .domain.accounts import (
    RESET,
    SIGN_IN,
    forgive,
    letters_open_accounts,
    take_try,
    write_reset_letter,
)
from .domain.refusals import TooManyTries

#: A provider gives one customer at least so many bits of IPv6.
_CUSTOMER_BITS = 64


def client_address(request) -> str:
    """Return where the request comes from, or nothing where nobody knows.

    ``CASESTUDIES["CLIENT_ADDRESS"]`` says what of the request counts; of a list the last, which
    the site's own proxy added. All addresses of one IPv6 customer are one.
    """
    meta = request.META if request else {}
    said = meta.get(conf.value("CLIENT_ADDRESS")) or meta.get("REMOTE_ADDR") or ""
    try:
        address = ip_address(said.rpartition(",")[2].strip())
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 4:
        return str(address)
    return str(ip_network(f"{address}/{_CUSTOMER_BITS}", strict=False))


def site_address(request) -> str:
    """Return the address of the site without a path, as its own record says, not the request.

    Who asks could name any host, and would get a letter that leads there.
    """
    site = Site.find_for_request(request)
    if site is None:
        return (getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "").rstrip("/")
    address = site.root_url
    if request.is_secure() and address.startswith("http://"):
        # Port 80 in the record, behind a proxy that speaks TLS.
        return f"https://{address.removeprefix('http://')}"
    return address


class CountedSignIn:
    """Put before an ``AuthenticationForm``: wrong passwords are counted before they are tried.

    ``wait`` is how many seconds somebody has to wait who tried too often, else 0.
    """

    wait = 0

    @sensitive_variables()
    def clean(self):
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return super().clean()
        try:
            taken = take_try(SIGN_IN, account=name, address=client_address(self.request))
        except TooManyTries as refusal:
            self.wait = refusal.seconds
            raise ValidationError(str(refusal), code="too_many_tries") from refusal
        cleaned = super().clean()
        forgive(taken)
        return cleaned


class AdminSignInForm(CountedSignIn, LoginForm):
    """The sign-in of Wagtail's admin, for ``WAGTAILADMIN_USER_LOGIN_FORM``."""


class AdminResetForm(PasswordResetForm):
    """A new password for the admin, for ``WAGTAILADMIN_USER_PASSWORD_RESET_FORM``.

    Its letter waits in the outbox: a mail server that hangs tells nobody who exists. Who asks
    too often gets the same answer and no further letter.
    """

    def save(self, *args, request=None, **kwargs):
        if not letters_open_accounts():
            super().save(*args, request=request, **kwargs)
            return
        email, site = self.cleaned_data["email"], site_address(request)
        try:
            take_try(RESET, account=email, address=client_address(request))
        except TooManyTries:
            return
        write_reset_letter(
            self.get_users(email),
            link=lambda *parts: site + reverse("wagtailadmin_password_reset_confirm", args=parts),
        )
