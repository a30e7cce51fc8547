"""The official form as a Django form: it stores what is typed and shows what is wrong."""

from dataclasses import dataclass, replace

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from ...chinese import count_characters
from ...domain import intake
from ...domain.intake.completeness import problems_of
from ...domain.intake.marks import Shown, canonical
from ...doors import CountedSignIn
from ...models import sheet
from ...models.sheet import Heading, Line
from ...models.submission import Submission
from .fields import RENDERER, field_of
from .merging import answered
from .photo_formset import PhotoFormset
from .scan_part import ScanPart

#: A field of the pairs that takes more characters than this has a row of its own.
_WIDE = 150


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the form shows it: a field, or None where it cannot be changed."""

    line: Line
    field: forms.BoundField | None
    value: str
    wide: bool

    @property
    def is_optional(self) -> bool:
        return not self.line.required


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading of the form."""

    heading: Heading
    rows: list[Row]

    @property
    def is_personal(self) -> bool:
        return any(row.line.is_personal for row in self.rows)

    @property
    def is_optional(self) -> bool:
        return all(row.is_optional for row in self.rows)


class DossierForm(ScanPart, forms.Form):
    """The lines of the sheet, the scan, and the photo list in ``photos``.

    ``submission`` is ``typed``. Whatever is posted is stored, and shown again with what is
    wrong with it; ``instance`` is then the dossier as it was stored. ``text_errors`` are about
    the four parts together. ``seen`` is what the form had shown when it was opened,
    ``undecided`` what a page of two texts asked for and was not told.
    """

    default_renderer = RENDERER

    def __init__(self, submission, *, data=None, files=None, seen=None):
        self.seen, self.undecided = seen, []
        if data is not None:
            data, self.undecided = answered(data, seen)
        super().__init__(data, files)
        self.lines = sheet.typed_lines()
        self._begin_from(submission)
        self.text_errors = []
        for line in self.lines:
            self.fields[line.name] = field_of(line, submission.call)
        # The order of the official sheet: domain.md §3.
        self.fields["scan"] = scan = self.fields.pop("scan")
        scan.label = sheet.lines(Heading.STAMPED)[0].label
        self.photos = PhotoFormset(submission, data=data, files=files)
        if data is not None:
            self.full_clean()
        else:
            self._show_misread()

    def _begin_from(self, submission):
        """Take what is typed or stored; what cannot be read is shown as it was typed."""
        self.instance = submission
        self.initial = {}
        if submission.pk:
            # Read once for the page, of which the mark tells the topics too.
            submission.topics.get_object_list()
        for line in self.lines:
            if line.name in submission.misread:
                self.initial[line.name] = submission.draft.values[line.name]
            elif subject := line.subject(submission):
                self.initial[line.name] = line.field.value_from_object(subject)

    def _show_misread(self):
        """Tell of what was typed before and cannot be read, as if it were typed now."""
        self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        for name in self.fields.keys() & self.instance.misread.keys():
            self.add_error(name, self.instance.misread[name])

    def store(self, *, by):
        """Store everything that was typed, right or wrong, and what was uploaded and is right.

        Raises NotAllowed, BothChanged.
        """
        self.photos.refuse_surplus(self.instance, self.seen)
        self.instance = intake.save_draft(
            self.instance,
            by=by,
            seen=self.seen,
            values={line.name: self.posted(line) for line in self.lines},
            photos=self.photos.entries(),
            captions=self.photos.stray_captions(),
            scan=self.cleaned_data.get("scan"),
            undecided=self.undecided,
        )
        self.remove_scans(by=by)
        if self.has_errors:
            self.photos = self.photos.settled(intake.typed(self.instance))

    def laid_out(self) -> Submission:
        """Lay what was typed, none of it wrong, over the stored dossier; nothing is read twice."""
        read = dict(self.cleaned_data)
        if self.photos.entries():
            read["photos"] = list(self.instance.photos.all())
        return intake.typed(self.instance, read=read)

    def shown(self) -> Shown:
        """Return the dossier as this form, of which nothing is wrong, has saved and shown it.

        A scan that somebody else added meanwhile is not in it.
        """
        now = intake.shown(self.laid_out())
        known = {pk for pk, _name in self.seen.scans} if self.seen else set()
        scan = self.cleaned_data.get("scan")
        name = scan.name[-255:] if scan else None
        scans = [each for each in now.scans if each[0] in known or each[1] == name]
        return replace(now, scans=scans)

    def posted(self, line) -> str | list[str]:
        widget = self.fields[line.name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(line.name)) or ""

    def reads(self, line) -> str:
        """Return what was posted for the line in words."""
        value = self.cleaned_data.get(line.name, self.posted(line))
        if line.field.many_to_many and line.name in self.cleaned_data:
            return "、".join(map(str, value))
        if line.field.choices:
            value = dict(line.field.flatchoices).get(value, value)
        return "" if value is None else str(value)

    def differs_from(self, submission) -> bool:
        """Whether something was typed, chosen or removed that the ``typed`` dossier has not.

        What stands as it was when the form was opened was typed by nobody.
        """
        self._begin_from(submission)
        self.photos.stored = list(submission.photos.all())
        opened = self.seen.values if self.seen else {}
        typed = {n for n in self.changed_data if n != "scan" and not self._untouched(n, opened)}
        return bool(typed) or self.photos.differs(self.seen) or bool(self.lost_uploads())

    def _untouched(self, name, opened) -> bool:
        return canonical(self.posted(sheet.line(name))) == opened.get(name)

    def lost_uploads(self) -> list[str]:
        """Return the names of the files that were posted and are not stored, right or wrong."""
        scan, names = self.files.get("scan"), self.photos.lost_uploads()
        if scan and not (self.instance.pk and intake.stored_scan(self.instance, scan)):
            names.append(scan.name)
        return names

    @property
    def refused_uploads(self) -> list[str]:
        """Why files that were posted cannot be stored, in sentences that name them."""
        return [*self.photos.refused_uploads(), *self.errors.get("scan", [])]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.text_errors or self.photos.has_errors)

    def add_missing(self, problems=None):
        """Show what ``domain.intake.completeness`` found, beside what is wrong already."""
        problems = problems_of(self.instance) if problems is None else problems
        self.photos = self.photos.settled(self.instance)
        self.photos.add_missing(problems)
        wrong = set(self.errors)
        for problem in problems:
            if problem.line is None and problem.heading is Heading.TEXT:
                self.text_errors.append(problem.sentence)
            elif problem.line and problem.line.name in self.fields.keys() - wrong:
                self.add_error(problem.line.name, problem.sentence)

    @property
    def sections(self) -> list[Section]:
        """The parts of the form in order, but the opinion."""
        return [
            Section(heading, [self._row(line) for line in sheet.lines(heading)])
            for heading in Heading
            if heading is not Heading.OPINION
        ]

    def _row(self, line) -> Row:
        if line.name not in self.fields:
            value = line.shown(self.instance) if not line.title else ""
            return Row(line, None, value, wide=False)
        field = self[line.name]
        return Row(line, field, "", wide=(getattr(field.field, "max_length", 0) or 0) > _WIDE)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """All errors in the order of the form: the place to go to, the sentence."""
        if not self.has_errors:
            return []
        found = []
        for section in self.sections:
            if section.heading is Heading.TEXT:
                found += [("text-count", sentence) for sentence in self.text_errors]
            if section.heading is Heading.PHOTOS:
                found += self.photos.summary
            for row in section.rows:
                name = "scan" if section.heading is Heading.STAMPED else row.line.name
                found += [(f"id_{name}", sentence) for sentence in self.errors.get(name, [])]
        return found

    @property
    def text_fields(self):
        """The four parts with the 字数 of each."""
        return [
            (self[line.name], count_characters(self._text(line)))
            for line in sheet.lines(Heading.TEXT)
        ]

    @property
    def count(self) -> int:
        return count_characters(*(self._text(line) for line in sheet.lines(Heading.TEXT)))

    def _text(self, line) -> str:
        return str(self[line.name].value() or "")

    @property
    def topic_groups(self) -> list[tuple[str, list]]:
        """Topics by group, each with whether it is chosen."""
        if self.is_bound:
            typed = set(self.data.getlist("topics"))
        else:
            chosen = self.instance.topics.all() if self.instance.pk else ()
            typed = {str(topic.pk) for topic in chosen}
        groups = {}
        for topic in self.fields["topics"].queryset:
            groups.setdefault(topic.group, []).append((topic, str(topic.pk) in typed))
        return list(groups.items())


class SignInForm(CountedSignIn, AuthenticationForm):
    """Signing in by whatever the host's accounts are told apart by, a name or an e-mail address."""

    default_renderer = RENDERER
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _(
            "%(username)s or password is wrong. Please type them again; mind capital letters."
            " If you forgot the password, please telephone the editorial office."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"class": "cs-input"}
            field.widget.attrs.pop("autofocus", None)
