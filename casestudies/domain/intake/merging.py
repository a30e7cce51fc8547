"""Two people save one draft: what each typed, against what the form was opened on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .marks import Shown, canonical
from .uploads import PhotoEntry

Raw = str | list[str]

#: Stands for the photos among the names of lines.
PHOTOS = "photos"


@dataclass(slots=True)
class Merge:
    """What a save comes to.

    ``values`` and ``photos`` are what is to be stored, ``captions`` what was written with photos
    that somebody took away meanwhile. ``conflicts`` are lines, and ``photo_conflicts`` keys of
    photos, that both changed. ``brought``: lines that somebody else changed and the form has not
    shown.
    """

    values: dict[str, Raw] = field(default_factory=dict)
    photos: list[PhotoEntry] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    photo_conflicts: list[int] = field(default_factory=list)
    brought: list[str] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        return not (self.conflicts or self.photo_conflicts)


def merge(
    seen: Shown | None,
    *,
    now: Mapping[str, Raw],
    photos: Sequence,
    values: Mapping[str, Raw],
    entries: Sequence[PhotoEntry],
    undecided: Sequence[str] = (),
) -> Merge:
    """Merge what was posted into the draft as it stands, line by line.

    ``now`` and ``photos`` are what is stored, ``values`` and ``entries`` what was posted on the
    form that showed ``seen``; where that is unknown, all that differs is in conflict. So is a line
    that is ``undecided``, whoever changed it.
    """
    merged = Merge()
    for name, mine in values.items():
        typed, theirs = canonical(mine), now.get(name, "")
        opened = seen.values.get(name) if seen else None
        if typed == theirs or (theirs == opened and name not in undecided):
            merged.values[name] = mine
        elif typed == opened and name not in undecided:
            merged.brought.append(name)
        else:
            merged.conflicts.append(name)
    _merge_photos(merged, seen, photos, entries, undecided)
    return merged


def before_merge(seen: Shown, now: Shown, brought: Sequence[str]) -> Shown:
    """Return the saved dossier with the lines that were ``brought`` as the form had shown them."""
    lines = [name for name in brought if name != PHOTOS]
    return replace(
        now,
        values={**now.values, **{name: seen.values[name] for name in lines}},
        words={**now.words, **{name: seen.words[name] for name in lines if name in seen.words}},
        photos=seen.photos if PHOTOS in brought else now.photos,
    )


def _merge_photos(merged, seen, photos, entries, undecided):
    opened = {pk: caption for pk, caption, _name in seen.photos} if seen else {}
    stored = {photo.pk: photo.caption for photo in photos}
    if seen and _others_changed(photos, opened, entries):
        merged.brought.append(PHOTOS)
    for entry in entries:
        if entry.pk is None or (entry.pk not in opened and entry.pk not in stored):
            merged.photos.append(entry)
            continue
        theirs, base = stored.get(entry.pk), opened.get(entry.pk)
        merged.photos += _merged_photo(merged, entry, theirs, base, undecided)


def _others_changed(photos, opened, entries) -> bool:
    """Whether the photos are others than those shown, but for what this form has done itself."""
    mine = {entry.pk: entry for entry in entries}
    chosen = {entry.photo.sha256 for entry in entries if entry.photo}
    for photo in photos:
        if photo.pk not in opened:
            if photo.sha256 not in chosen:
                return True
        elif photo.caption not in (opened[photo.pk], _caption_of(mine.get(photo.pk))):
            return True
    gone = opened.keys() - {photo.pk for photo in photos}
    return any(pk not in mine or not (mine[pk].removed or mine[pk].photo) for pk in gone)


def _caption_of(entry) -> str | None:
    return entry.caption if entry else None


def _merged_photo(merged, entry, theirs, base, undecided) -> Iterator[PhotoEntry]:
    """Yield what is to be stored of a photo that the form showed, or note a conflict."""
    changed = entry.removed or entry.caption not in (None, base)
    if theirs is None:
        # Taken away meanwhile: a new picture for its place is kept, and so are new words.
        if entry.photo is not None:
            yield replace(entry, pk=None)
        elif changed and entry.caption and not entry.removed:
            merged.captions.append(entry.caption)
    elif str(entry.pk) in undecided or (
        changed and theirs != base and (entry.removed or entry.caption != theirs)
    ):
        merged.photo_conflicts.append(entry.pk)
        yield entry
    else:
        yield entry if changed else replace(entry, caption=theirs)
