"""What changed between two versions a union sent, in Wagtail's own marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin import compare

from ...domain.intake import version_of
from ...models import sheet
from ...models.sheet import Audience, Heading


def version_changes(before, after, *, reader) -> list[tuple[str | Promise, str]]:
    """Return what changed between two versions, contact and scans for who may read them.

    The contact is compared where both versions have one: it may be erased.
    """
    told = reader
    if before.contact is None or after.contact is None:
        told = reader & ~Audience.STAFF_WITH_CONTACT
    found = changes(before.dossier, after.dossier, reader=told)
    if sheet.line("files").audience & reader:
        found += _scan_changes(before.scans, after.scans)
    return found


def changes(before, after, *, reader=Audience.STAFF) -> list[tuple[str | Promise, str]]:
    """Return label and marked text of each line that reads otherwise; both are dossiers."""
    found = []
    for line in sheet.lines(reader=reader):
        if line.is_typed:
            texts = line.shown(before), line.shown(after)
            if texts[0] != texts[1]:
                mark = compare.diff_text if line.is_written else _replaced
                found.append((line.label, mark(*texts).to_html()))
        elif line.heading is Heading.PHOTOS:
            found += _photo_changes(line.value(before) or (), line.value(after) or ())
    return found


def _replaced(before, after):
    """Mark a choice: the old one stands before the new one, neither is taken to pieces."""
    parts = (("deletion", before), ("addition", after))
    return compare.TextDiff([part for part in parts if part[1]])


def _photo_changes(before, after):
    old, new = ({photo.pk: photo for photo in photos} for photos in (before, after))
    found = []
    for key, photo in new.items():
        if key not in old:
            found.append((_("Photo added"), _replaced("", str(photo)).to_html()))
        elif photo.caption != old[key].caption:
            marked = compare.diff_text(old[key].caption, photo.caption).to_html()
            found.append((_("Caption of a photo"), marked))
    removed = (photo for key, photo in old.items() if key not in new)
    return found + [(_("Photo removed"), _replaced(str(photo), "").to_html()) for photo in removed]


def _scan_changes(before, after):
    """Compare the scans by what is in the files, whatever these are called."""
    old, new = ({_content(scan): scan["name"] for scan in scans} for scans in (before, after))
    if old.keys() == new.keys():
        return []
    gone = "、".join(name for content, name in old.items() if content not in new)
    come = "、".join(name for content, name in new.items() if content not in old)
    said = _("Stamped form replaced") if old else _("Stamped form added")
    return [(said, _replaced(gone, come).to_html())]


def _content(scan) -> str:
    return scan["sha256"] or scan["key"]


def asked(request, others) -> int:
    """Return the number of the version to compare with: one of ``others``, by default the first."""
    wanted = request.GET.get("with", "")
    return next((n for n in others if str(n) == wanted), others[0])


def compared(submission, sent, n, other, *, reader) -> dict:
    """Return what a comparison of two versions shows: 2 queries."""
    newest, before = version_of(submission, n), version_of(submission, other)
    return {
        "versions": sent,
        "newest": newest,
        "compared": before,
        "changes": version_changes(before, newest, reader=reader),
    }
