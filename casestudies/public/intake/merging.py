"""Two people saved one draft: both texts side by side, to choose from."""

from dataclasses import dataclass

from django.utils.functional import Promise

from ...domain import intake
from ...domain.intake.marks import Shown
from ...domain.intake.merging import PHOTOS
from ...models import sheet
from ...models.attachment import SubmissionPhoto
from ...models.sheet import Heading
from ..frame import render_page
from .photo_formset import place_of

#: Names of the lines, and keys of the photos, that the page asks about; and what is answered.
_ASKED, _CHOSEN = "asked", "choose-{}"
_THEIRS, _MINE, _BOTH = "theirs", "mine", "both"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line, or the caption of one photo, that both changed: what is saved, what was typed.

    ``joins``: both may stay, one below the other, to be put together afterwards. ``photo`` is
    shown; ``removed``: whoever posts the page wanted it away.
    """

    name: str
    label: Promise | str
    theirs: str
    mine: str
    joins: bool = False
    photo: SubmissionPhoto | None = None
    removed: bool = False

    @property
    def field(self) -> str:
        return _CHOSEN.format(self.name)


def answered(data, seen: Shown | None):
    """Return the posted values as they were chosen to be, and what is undecided still.

    ``seen`` is what the page that asked has shown as saved.
    """
    if _ASKED not in data:
        return data, []
    data, undecided = data.copy(), []
    for name in data.getlist(_ASKED):
        answer = data.get(_CHOSEN.format(name))
        if seen is None or answer not in (_THEIRS, _MINE, _BOTH):
            undecided.append(name)
        elif name in seen.values:
            _answer_line(data, name, answer, theirs=seen.values[name])
        else:
            _answer_photo(data, name, answer, seen)
    return data, undecided


def _answer_line(data, name, answer, *, theirs):
    if answer == _THEIRS:
        data.setlist(name, theirs if isinstance(theirs, list) else [theirs])
    elif answer == _BOTH and isinstance(theirs, str):
        data[name] = f"{theirs}\n\n{data.get(name, '')}"


def _answer_photo(data, pk, answer, seen):
    place = place_of(data, pk)
    if answer == _THEIRS and place is not None:
        data.pop(f"{place}-DELETE", None)
        captions = {str(key): caption for key, caption, _name in seen.photos}
        data[f"{place}-caption"] = captions.get(pk, data.get(f"{place}-caption", ""))


def show_merge(request, form, refusal):
    """Ask about each line that both changed; everything else the form carries on by itself."""
    submission, merged = intake.typed(refusal.submission), refusal.merged
    files = intake.files_of(submission)
    now = intake.shown(submission, files=files)
    photos = {photo.pk: photo for photo in submission.photos.all()}
    photos |= intake.staged_photos(
        submission, [each.pk for each in merged.photos if each.pk and each.pk not in photos]
    )
    places = [each for each in merged.photos if each.pk in photos]
    captions = [*form.photos.stray_captions(), *merged.captions]
    context = {
        "submission": submission,
        "call": submission.call,
        "mark": now.seal(),
        "choices": [
            *(_choice(sheet.line(name), form, now) for name in merged.conflicts),
            *(_photo_choice(each, photos) for each in merged.photos if _asked(each, merged)),
        ],
        "carried": _carried(form, now, merged),
        "places": places,
        "captions": list(enumerate(captions, start=len(places))),
        "total_places": len(places) + len(captions),
        "new_photos": [photos[each.pk] for each in places if each.pk not in _pks(now)],
        "brought": [
            sheet.line(name).label
            for name in merged.brought
            # Of photos that are asked about it would not be true.
            if not (name == PHOTOS and merged.photo_conflicts)
        ],
        "undecided": form.undecided,
        "refused": form.refused_uploads,
    }
    return render_page(request, "casestudies/public/intake/merge.html", context, status=409)


def _pks(shown) -> set[int]:
    return {pk for pk, _caption, _name in shown.photos}


def _asked(entry, merged) -> bool:
    return entry.pk in merged.photo_conflicts


def _choice(line, form, now) -> Choice:
    joins = line.heading is Heading.TEXT
    return Choice(line.name, line.label, now.reads(line), form.reads(line), joins=joins)


def _photo_choice(entry, photos) -> Choice:
    photo = photos[entry.pk]
    return Choice(
        str(entry.pk),
        photo.name,
        photo.caption,
        entry.caption or "",
        photo=photo,
        removed=entry.removed,
    )


def _carried(form, now, merged) -> list[tuple[str, str]]:
    """Return name and value of each line as it is to be stored, were it not asked about."""
    carried = []
    for line in form.lines:
        value = now.values[line.name] if line.name in merged.brought else form.posted(line)
        values = value if isinstance(value, list) else [value]
        carried += [(line.name, each) for each in values]
    return carried
