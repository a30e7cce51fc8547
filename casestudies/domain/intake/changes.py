"""What changed of a dossier between two times that it was shown, line by line."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ...enums import SubmissionState
from ...models import sheet
from ...models.sheet import Heading
from .marks import Shown


@dataclass(frozen=True, slots=True)
class Change:
    """One line that reads otherwise; empty where there was or is nothing."""

    label: Promise | str
    before: str
    after: str


def changes(before: Shown, after: Shown) -> list[Change]:
    """Return what changed, in the order of the form; where the dossier stands comes last."""
    found = []
    for line in sheet.lines():
        if line.name in after.words or line.name in after.values:
            found.append(Change(line.label, before.reads(line), after.reads(line)))
        elif line.heading is Heading.PHOTOS:
            found += _photos(before, after)
        elif line.heading is Heading.STAMPED:
            found.append(Change(line.label, _names(before.scans), _names(after.scans)))
    found.append(Change(_("State"), _standing(before), _standing(after)))
    return [change for change in found if change.before != change.after]


def _photos(before, after) -> list[Change]:
    """Tell of each photo by its place, and of the order where only that changed."""
    old, new = _by_pk(before), _by_pk(after)
    order = [
        [pk for pk, _caption, _name in one.photos if pk in old and pk in new]
        for one in (before, after)
    ]
    found = [
        Change(
            _("Photo “%(name)s”") % {"name": name},
            _photo_in_words(old.get(pk)),
            _photo_in_words(new.get(pk)),
        )
        for pk, (_caption, name) in (old | new).items()
    ]
    if order[0] != order[1]:
        names = ["、".join((old | new)[pk][1] for pk in pks) for pks in order]
        found.append(Change(_("Order of the photos"), *names))
    return found


def _by_pk(shown) -> dict:
    return {pk: (caption, name) for pk, caption, name in shown.photos}


def _photo_in_words(photo) -> str:
    if photo is None:
        return _("(no such photo)")
    caption, _name = photo
    return caption or _("(no caption)")


def _names(files) -> str:
    return "、".join(name for _pk, name in files)


def _standing(shown) -> str:
    label = str(SubmissionState(shown.state).label)
    if not shown.sent_at:
        return label
    moment = timezone.localtime(datetime.fromisoformat(shown.sent_at))
    sent = formats.date_format(moment, "DATETIME_FORMAT")
    return _("%(state)s (last sent on %(moment)s)") % {"state": label, "moment": sent}
