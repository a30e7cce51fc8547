"""The doors of a site: forms that let nobody try as often as they like.

The programme's own sign-in uses the mixin; a host gives the admin the same by one setting
(docs/reference/settings.md). No backend and no middleware is needed.
"""

from ipaddress import ip_address, ip_network

from django.core.exceptions import ValidationError
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.forms.auth import LoginForm

from . import conf
from .domain.accounts import SIGN_IN, forgive, take_try
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
