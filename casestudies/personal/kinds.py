"""Kinds of personal data, and how grave each is: docs/decisions/personal-numbers.md."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    """What a kind does to a text that readers will see."""

    STOP = "stop"
    WARN = "warn"


class Kind(TextChoices):
    """What may name or reach a person; the labels stand within sentences."""

    IDENTITY = "identity", _("identity card number")
    CARD = "card", _("bank card number")
    MOBILE = "mobile", _("mobile number")
    OWN_CONTACT = "own_contact", _("contact of the dossier")
    LANDLINE = "landline", _("landline number")
    MAIL = "mail", _("e-mail address")
    PLATE = "plate", _("number plate")


_WARNS = {Kind.LANDLINE, Kind.MAIL, Kind.PLATE}


@dataclass(frozen=True, slots=True)
class Trace:
    """Personal data met in a text: ``words`` as typed, from ``start`` to before ``end``."""

    kind: Kind
    words: str
    start: int
    end: int

    @property
    def severity(self) -> Severity:
        return Severity.WARN if self.kind in _WARNS else Severity.STOP

    @property
    def stops(self) -> bool:
        return self.severity is Severity.STOP
