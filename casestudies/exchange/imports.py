"""What a file would change, and writing just that."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.permission_policies import ModelPermissionPolicy

from ..domain.refusals import NotAllowed, Refusal
from .rows import Problem, Row, Rows
from .tables import Table

LOG_ACTION = "casestudies.import_row"


class Fate(Enum):
    """What becomes of a row of the file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """What a column holds before and after."""

    heading: str
    old: str | int
    new: str | int

    @property
    def gone(self) -> list[str]:
        """The lines that will no more stand there."""
        return self._differing(0)

    @property
    def come(self) -> list[str]:
        """The lines that will stand there and do not now."""
        return self._differing(1)

    def _differing(self, side):
        texts = [str(self.old).splitlines(), str(self.new).splitlines()]
        parts = SequenceMatcher(None, *texts).get_opcodes()
        bounds = [(part[1:3], part[3:5])[side] for part in parts if part[0] != "equal"]
        return [line for start, end in bounds for line in texts[side][start:end]]


@dataclass(frozen=True)
class PlannedRow:
    """A row of the file, and what becomes of it."""

    number: int
    name: str
    fate: Fate
    changes: tuple[Change, ...] = ()


@dataclass
class Plan:
    """What all of a file does; with a problem it does nothing."""

    rows: list[PlannedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def _of(self, fate):
        return [row for row in self.rows if row.fate is fate]

    @property
    def new(self) -> list[PlannedRow]:
        return self._of(Fate.NEW)

    @property
    def changed(self) -> list[PlannedRow]:
        return self._of(Fate.CHANGED)

    @property
    def unchanged(self) -> list[PlannedRow]:
        return self._of(Fate.UNCHANGED)

    @property
    def is_due(self) -> bool:
        """Whether there is anything to write, and nothing against it."""
        return not self.problems and len(self.unchanged) < len(self.rows)

    @property
    def digest(self) -> str:
        """The state it was made on and what it makes of it, as one word to compare."""
        told = [
            [
                row.number,
                row.name,
                row.fate.value,
                *((c.heading, c.old, c.new) for c in row.changes),
            ]
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class ChangedMeanwhile(Refusal):
    """The table is not what it was when the file was looked at."""


def may_import(table: Table, user) -> bool:
    policy = ModelPermissionPolicy(table.model)
    return policy.user_has_any_permission(user, {"add", "change"})


def plan_import(table: Table, found: Rows, *, by) -> Plan:
    """Return what the rows would do; nothing is written. At most 2 queries. Raises NotAllowed."""
    plan, _result = _run(table, found, by=by)
    return plan


def import_rows(table: Table, rows: list[Row], *, by, seen: str, source: str = "") -> Plan:
    """Write the rows in one transaction, with a log entry for each that changes something.

    ``seen`` is the digest of the plan that ``by`` has agreed to, ``source`` the file's name.
    Returns what was done. Raises NotAllowed, and ChangedMeanwhile where it would be another.
    """
    words = _("The table has been changed meanwhile. Look at what the file would do now.")
    try:
        with transaction.atomic():
            _lock(table)
            plan, result = _run(table, Rows(rows), by=by, source=source, is_dry_run=False)
            if plan.problems or plan.digest != seen:
                raise ChangedMeanwhile(words)
            for error_row in result.error_rows:
                raise error_row.errors[0].error
    except IntegrityError as error:  # somebody added the same name at the same moment
        raise ChangedMeanwhile(words) from error
    return plan


def _lock(table):
    """Let nobody change a row between comparing it and writing it; two files come one by one."""
    list(table.model.objects.order_by("pk").select_for_update().values_list("pk", flat=True))


def _run(table, found, *, by, **options):
    from .resources import dataset_of, resource_of

    policy = ModelPermissionPolicy(table.model)
    if not may_import(table, by):
        raise NotAllowed(_("You may not import into this table."))
    resource = resource_of(
        table,
        by=by,
        may_add=policy.user_has_permission(by, "add"),
        may_change=policy.user_has_permission(by, "change"),
        **options,
    )
    result = resource.import_data(dataset_of(table, found.rows))
    for error in result.base_errors:
        raise error.error
    plan = Plan(problems=[*found.problems, *_twice(table, found.rows)])
    known = {(problem.row, problem.column) for problem in plan.problems}
    for row, row_result in zip(found.rows, result.rows, strict=True):
        if row_result.validation_error:
            told = _problems(table, row.number, row_result.validation_error)
            plan.problems += [each for each in told if (each.row, each.column) not in known]
        elif not row_result.errors:
            plan.rows.append(_planned(row, row_result))
    order = {column.heading: place for place, column in enumerate(table.columns)}
    plan.problems.sort(key=lambda problem: (problem.row, order.get(problem.column, -1)))
    return plan, result


def _planned(row, row_result):
    changes = tuple(Change(c.heading, old, new) for c, old, new in row_result.changes)
    fate = {"new": Fate.NEW, "update": Fate.CHANGED, "skip": Fate.UNCHANGED}[row_result.import_type]
    return PlannedRow(row.number, row.cells[0], fate, changes)


def _twice(table, rows):
    """Yield what is wrong with rows that mean the same."""
    first = {}
    often = Counter(row.cells[0] for row in rows)
    for row in rows:
        name = row.cells[0]
        if name and often[name] > 1 and first.setdefault(name, row.number) != row.number:
            sentence = _("the same stands in row %(row)s already. Keep one of them.")
            yield Problem(row.number, table.key.heading, sentence % {"row": first[name]})


def _problems(table, number, error):
    """Yield each sentence of a refused row, by the heading of its column."""
    headings = {column.name: column.heading for column in table.columns}
    for name, sentences in error.message_dict.items():
        for sentence in sentences:
            yield Problem(number, headings.get(name, ""), sentence)
