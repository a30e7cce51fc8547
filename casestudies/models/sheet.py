"""The official form (申报表), line by line in its order: domain.md §3.

Form, completeness, comparison, demo and benchmark read it; who may read a line gets it
through ``models.excerpt``. A new line of the form is a column and one entry here. Everything
asks ``lines()`` when it needs them, so that the lines of a call can join those of the form.
"""

from dataclasses import dataclass
from enum import Flag, auto

from django import forms
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..forms import ChosenRowsField


class Audience(Flag):
    """Who may read a line; judges are not told whose case they judge.

    ``STAFF_WITH_CONTACT`` are staff who may see the contact: they are STAFF as well.
    """

    PUBLIC = auto()
    UNION = auto()
    STAFF = auto()
    STAFF_WITH_CONTACT = auto()
    JUDGE = auto()


_NOT_JUDGES = Audience.PUBLIC | Audience.UNION | Audience.STAFF
_EVERYBODY = _NOT_JUDGES | Audience.JUDGE
_INTERNAL = Audience.UNION | Audience.STAFF
_PERSONAL = Audience.UNION | Audience.STAFF_WITH_CONTACT


class Heading(models.TextChoices):
    """The parts of the form, in its order."""

    CASE = "case", _("The case")
    TEAM = "team", _("The team")
    SUBJECT = "subject", _("Direction and topics")
    TEXT = "text", _("Summary of the case (background, process, main practice and effect)")
    PHOTOS = "photos", _("Photos")
    STAMPED = "stamped", _("Stamped form")
    OPINION = "opinion", _("Opinion of the union")


#: Parts that form and sheets lay out in a way of their own; all others are plain rows.
_LAID_OUT = {Heading.TEXT, Heading.PHOTOS, Heading.STAMPED, Heading.OPINION}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: a column of Submission or SubmissionContact, or what hangs on it.

    ``required``: it must be there before the dossier is sent. ``hint``: how to fill it in;
    ``wrong``: what is said of a value that cannot be read, ``lacking``: of none, each where
    Django's or our general sentence does not do. ``title``: the label of what is no column.
    """

    name: str
    heading: Heading
    model: str = "Submission"
    audience: Audience = _EVERYBODY
    required: bool = True
    hint: Promise | str = ""
    wrong: Promise | str = ""
    lacking: Promise | str = ""
    title: Promise | str = ""

    @property
    def field(self):
        return apps.get_model("casestudies", self.model)._meta.get_field(self.name)

    @property
    def label(self) -> Promise | str:
        return self.title or self.field.verbose_name

    @property
    def is_typed(self) -> bool:
        """Whether the union types or chooses it: a column that may be edited."""
        return not self.title and self.field.editable

    @property
    def is_written(self) -> bool:
        """Whether it is typed in words or digits of the union's own, not chosen."""
        return self.is_typed and not self.field.choices and not self.field.is_relation

    @property
    def is_personal(self) -> bool:
        """Whether it names or reaches a person, so that few may see it: domain.md §3."""
        return self.model == "SubmissionContact"

    def subject(self, submission):
        """Return the row that has the column, or None for a contact not given yet."""
        if not self.is_personal:
            return submission
        try:
            return submission.contact
        except ObjectDoesNotExist:
            return None

    def value(self, submission):
        """Return what is stored: a value, a related row, or a list of such; None if nothing."""
        subject = self.subject(submission)
        if subject is None:
            return None
        value = getattr(subject, self.name)
        return list(value.all()) if isinstance(value, models.Manager) else value

    def shown(self, submission) -> str:
        """Return the value in words, choices by their label; empty where there is none."""
        value = self.value(submission)
        if value is None:
            return ""
        if isinstance(value, list):
            return "、".join(map(str, value))
        if not self.title and self.field.choices:
            value = dict(self.field.flatchoices).get(value, value)
        return str(value)

    def is_blank(self, submission) -> bool:
        """Whether nothing is given; white space is no answer."""
        value = self.value(submission)
        return value is None or value == [] or (isinstance(value, str) and not value.strip())

    def form_field(self, call) -> forms.Field:
        """Return the field that reads the line, whose choices are those of the call.

        It validates all that the model does, which may be left blank until the dossier is sent.
        """
        several = {"form_class": ChosenRowsField} if self.field.many_to_many else {}
        field = self.field.formfield(required=False, **several)
        field.validators += [v for v in self.field.validators if v not in field.validators]
        if self.wrong:
            field.error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), self.wrong)
        # Django's own sentence does not say which line; it fills in the two numbers.
        field.error_messages["max_length"] = _(
            "“%(field)s” has %(count)s characters; please keep it to %(limit)s."
        ) % {"field": self.label, "count": "%(show_value)d", "limit": "%(limit_value)d"}
        if self.name == "direction":
            field.queryset = call.directions.all()
        return field


def _contact(name, **more):
    return Line(name, Heading.TEAM, model="SubmissionContact", audience=_PERSONAL, **more)


SHEET = (
    Line("union", Heading.CASE, audience=_NOT_JUDGES),
    Line("title", Heading.CASE),
    Line("implementer", Heading.CASE, audience=_NOT_JUDGES),
    Line("team", Heading.TEAM, audience=_NOT_JUDGES),
    Line("unit_nature", Heading.TEAM),
    Line(
        "employees",
        Heading.TEAM,
        hint=_("Digits only, like 326."),
        wrong=_("Please give the number of employees in digits, like 326."),
    ),
    Line("industry", Heading.TEAM),
    _contact("address"),
    _contact("contact", hint=_("For example: 王老师 工会干事.")),
    _contact("phone", hint=_("For example: 0513-85550101.")),
    Line("direction", Heading.SUBJECT),
    Line("topics", Heading.SUBJECT, lacking=_("Please choose at least one topic.")),
    Line("background", Heading.TEXT),
    Line("process", Heading.TEXT),
    Line("practice", Heading.TEXT),
    Line("effect", Heading.TEXT),
    Line("photos", Heading.PHOTOS, required=False, title=Heading.PHOTOS.label),
    # The stamped paper carries the contact.
    Line(
        "files",
        Heading.STAMPED,
        audience=_PERSONAL,
        required=False,
        title=_("Scan of the stamped form"),
    ),
    Line(
        "opinion",
        Heading.OPINION,
        audience=_INTERNAL,
        hint=_(
            "It goes into the field “Opinion of the county federation, industry or group union"
            " (seal)” of the form. For example: the facts are true, we agree to recommend it."
        ),
    ),
)


#: What is no line and yet shown with the lines: a fact of the dossier, or a column of what
#: hangs on a line, which is read by those who may read the line as well.
BESIDE = {
    "number": _INTERNAL | Audience.JUDGE,
    "photos.caption": _EVERYBODY,
    # A file may be called after a person or a place.
    "photos.name": _INTERNAL,
    "files.name": _PERSONAL,
    "files.uploaded_at": _PERSONAL,
}


def lines(*headings, reader: Audience | None = None) -> list[Line]:
    """Return the lines in the order of the form, of the headings if any are given.

    With ``reader`` only those open to it; whoever shows a value to anybody names one.
    """
    return [
        line
        for line in SHEET
        if (not headings or line.heading in headings) and (reader is None or line.audience & reader)
    ]


def line(name) -> Line:
    return next(line for line in SHEET if line.name == name)


def typed_lines() -> list[Line]:
    """Return the lines that the form asks for; the opinion is the approver's, when sending."""
    return [line for line in SHEET if line.is_typed and line.heading is not Heading.OPINION]


def rows(*, reader: Audience) -> list[Line]:
    """Return the lines open to the reader that sheets show as plain rows of label and value."""
    return [line for line in lines(reader=reader) if line.heading not in _LAID_OUT]
