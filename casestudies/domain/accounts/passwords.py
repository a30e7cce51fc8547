"""New passwords: asked for by letter, and told of by letter."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from ... import conf
from ..letters import write_letters

#: So many accounts of one mailbox are named in one letter.
_IN_ONE_LETTER = 10
#: To nobody: a letter that is taken back before it is stored.
_NOWHERE = "nobody@invalid"


def passwords_are_ours() -> bool:
    """Whether accounts have passwords that their people change here; a host may say no."""
    return getattr(settings, "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED", True)


def letters_open_accounts() -> bool:
    """Whether a forgotten password is replaced by letter."""
    said = getattr(settings, "WAGTAIL_PASSWORD_RESET_ENABLED", passwords_are_ours())
    return bool(said and conf.value("LETTERS"))


def members_called(name: str) -> list:
    """Return the accounts of members that somebody means by a name or e-mail address: 1 query.

    Staff use the admin's own door: a site may want theirs kept elsewhere.
    """
    model = get_user_model()
    by_address = {f"{model.get_email_field_name()}__iexact": name}
    called = Q(**{model.USERNAME_FIELD: name}) | Q(**by_address)
    members = Q(casestudies_memberships__union__is_active=True, is_active=True)
    return list(model._default_manager.filter(called, members).distinct().order_by("pk"))


@transaction.atomic
def write_reset_letter(people: Iterable, *, link: Callable[[str, str], str]):
    """Write to each mailbox of the people a letter with a link for each of its accounts.

    ``link`` makes the address of the page from the two parts that Django's views read. Where
    nobody gets a letter one is written all the same, and taken back: it costs the same time.
    """
    nobody = get_user_model()()
    mailboxes = _mailboxes(people) or {_NOWHERE: [nobody]}
    for address, accounts in mailboxes.items():
        write_letters(
            "new_password",
            to=[address],
            staff_reads=False,
            is_secret=True,
            links=[(user.get_username(), link(*_parts(user))) for user in accounts],
            hours=settings.PASSWORD_RESET_TIMEOUT // 3600,
        )
    if _NOWHERE in mailboxes:
        transaction.set_rollback(True)


def _mailboxes(people) -> dict[str, list]:
    found = {}
    for user in people:
        address = _address_of(user)
        if address and user.has_usable_password():
            found.setdefault(address, []).append(user)
    return {address: accounts[:_IN_ONE_LETTER] for address, accounts in found.items()}


def _address_of(user) -> str:
    return getattr(user, user.get_email_field_name(), "") or ""


def _parts(user) -> tuple[str, str]:
    return urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)


def tell_password_changed(user):
    """Write to the account that its password is another one now, whoever changed it."""
    if address := _address_of(user):
        name, now = user.get_username(), timezone.now()
        write_letters("password_changed", to=[address], staff_reads=False, name=name, now=now)
