"""What a site needs once it is open to all: told by ``check --deploy`` alone."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.checks import Warning
from django.utils.module_loading import import_string

from .. import conf
from ..doors import AdminResetForm, AdminSignInForm
from .looking import looks_at

LOCAL = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104

#: A working day with its break, in seconds.
LONGEST_SESSION = 12 * 60 * 60


@looks_at("CACHES", deploy=True)
def check_cache():
    """Wagtail keeps the addresses of sites there for an hour; each worker would have its own."""
    if isinstance(caches["default"], LocMemCache | DummyCache):
        yield Warning(
            f"The cache ({settings.CACHES[cache._alias]['BACKEND']}) is not shared: with several"
            " workers some of them lead to old addresses for up to an hour.",
            hint='Set CACHES["default"] to Redis, Memcached or the database.',
            id="casestudies.W030",
        )


@looks_at("the settings of e-mail", deploy=True)
def check_mail():
    """A mail server that hangs must not hold a union's request."""
    for name, options in _mailers():
        if not options.get("timeout"):
            yield Warning(
                f"{name} is not set: while the mail server hangs, who sends a dossier waits and"
                " may see an error.",
                hint="Set it to 10 (seconds).",
                id="casestudies.W031",
            )


def _mailers():
    """Yield for each SMTP mailer where its timeout is set, and its options."""
    mailers = getattr(settings, "MAILERS", None)
    if mailers:
        for name, mailer in mailers.items():
            if _is_smtp(mailer["BACKEND"]):
                yield f'MAILERS["{name}"]["OPTIONS"]["timeout"]', mailer.get("OPTIONS", {})
    elif _is_smtp(settings.EMAIL_BACKEND):
        yield "EMAIL_TIMEOUT", {"timeout": settings.EMAIL_TIMEOUT}


def _is_smtp(path) -> bool:
    # Here, for no worker needs it that sends no letters.
    from django.core.mail.backends.smtp import EmailBackend

    backend = import_string(path)
    return isinstance(backend, type) and issubclass(backend, EmailBackend)


@looks_at("the sender of letters", deploy=True)
def check_sender():
    if conf.value("LETTERS") and _host_of_sender() in LOCAL:
        yield Warning(
            f"Letters to unions come from {conf.value('FROM_EMAIL')}, which mail servers refuse.",
            hint='Set DEFAULT_FROM_EMAIL or CASESTUDIES["FROM_EMAIL"] to an address of the office.',
            id="casestudies.W032",
        )


def _host_of_sender():
    return parseaddr(conf.value("FROM_EMAIL"))[1].rpartition("@")[2]


@looks_at("WAGTAILADMIN_BASE_URL", deploy=True)
def check_base_address():
    address = getattr(settings, "WAGTAILADMIN_BASE_URL", None) or ""
    if (urlsplit(address).hostname or "") in LOCAL:
        yield Warning(
            f'WAGTAILADMIN_BASE_URL is "{address}": links in letters to staff lead nowhere.',
            hint='Set it to the address of the site, such as "https://www.example.org".',
            id="casestudies.W033",
        )


@looks_at("where requests come from", deploy=True)
def check_client_address():
    """Behind a proxy all visitors would be one address, which is soon told to wait."""
    behind_proxy = settings.SECURE_PROXY_SSL_HEADER or settings.USE_X_FORWARDED_HOST
    if behind_proxy and "CLIENT_ADDRESS" not in conf.given():
        yield Warning(
            "The site stands behind a proxy, whose address would count as that of every visitor:"
            " after 200 wrong passwords of whomever all have to wait.",
            hint='Let the proxy set a header, and name it: CASESTUDIES["CLIENT_ADDRESS"] ='
            ' "HTTP_X_REAL_IP" or "HTTP_X_FORWARDED_FOR"; or "REMOTE_ADDR" if that is right.',
            id="casestudies.W034",
        )


@looks_at("the doors of the admin", deploy=True)
def check_doors():
    """A host's own form may build on ours."""
    yield from _uncounted(
        "WAGTAILADMIN_USER_LOGIN_FORM",
        getattr(settings, "WAGTAILADMIN_USER_LOGIN_FORM", ""),
        AdminSignInForm,
    )
    yield from _uncounted(
        "WAGTAILADMIN_USER_PASSWORD_RESET_FORM",
        getattr(settings, "WAGTAILADMIN_USER_PASSWORD_RESET_FORM", ""),
        AdminResetForm,
    )


def _uncounted(name, path, form):
    if not (path and issubclass(import_string(path), form)):
        yield Warning(
            f"{name} does not count tries: at the admin anybody may try as often as they like.",
            hint=f'Set {name} = "casestudies.doors.{form.__name__}", or to a form that builds'
            " on it.",
            id="casestudies.W035",
        )


@looks_at("the length of sessions", deploy=True)
def check_sessions():
    if settings.SESSION_COOKIE_AGE > LONGEST_SESSION:
        yield Warning(
            f"SESSION_COOKIE_AGE is {settings.SESSION_COOKIE_AGE}: who finds the computer of an"
            " editor or a clerk open is signed in for more than a working day.",
            hint=f"Set it to {LONGEST_SESSION} (seconds) or less.",
            id="casestudies.W036",
        )
