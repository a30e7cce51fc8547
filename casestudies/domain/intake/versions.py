"""The version sent: kept in one row at each sending, and read by staff and its union."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import override

from ...models import sheet
from ...models.submission import Submission
from ...models.version import SubmissionVersion, kept_lines
from ...permissions import name_of
from .changes import Change, changes
from .marks import Shown, shown
from .uploads import hash_of


def keep_version(submission, *, by, files, first) -> SubmissionVersion:
    """Write the row of this sending: 1 query, 2 where the dossier was sent before.

    The caller holds the dossier's lock and has written its columns and its revision; ``files``
    are the scans that go with it.
    """
    n = 1 if first else SubmissionVersion.objects.filter(submission=submission).count() + 1
    version = SubmissionVersion(
        submission=submission,
        n=n,
        sent_at=submission.sent_at,
        sent_by=by,
        sender=name_of(by)[:255],
        revision_key=submission.latest_revision_id,
        opinion=submission.opinion,
        contact={line.name: line.value(submission) for line in _contact_lines()},
        photos=[_told_photo(photo) for photo in submission.photos.all()],
        scans=[_told_scan(scan) for scan in files],
    )
    # Words of the site, not of who acts: staff read them in years to come.
    with override(settings.LANGUAGE_CODE):
        version.values = {line.name: _told(line, submission) for line in kept_lines()}
    version.save()
    return version


def versions_of(submission) -> list[SubmissionVersion]:
    """Return the versions sent, newest first, without what they say: 1 query."""
    return list(submission.versions.as_listed().select_related("sent_by"))


def version_of(submission: Submission, n) -> SubmissionVersion | None:
    """Return the whole version of that number, or None: 1 query."""
    version = submission.versions.filter(n=n).first()
    if version is not None:
        # What the caller has read already: call, key and number.
        version.submission = submission
    return version


def changes_between(before: SubmissionVersion, after: SubmissionVersion) -> list[Change]:
    """Return what the union changed between two sendings, in the order of the form."""
    return changes(_as_shown(before), _as_shown(after))


def _as_shown(version) -> Shown:
    """Return a version as its union's pages show it; when it was sent is no change."""
    return replace(shown(version.dossier, files=version.files), sent_at="")


def _contact_lines():
    return [line for line in sheet.lines() if line.is_personal]


def _told(line, submission) -> dict:
    value = line.value(submission)
    if isinstance(value, list):
        return {"value": [row.pk for row in value], "shown": [str(row) for row in value]}
    return {"value": getattr(value, "pk", value), "shown": line.shown(submission)}


def _told_photo(photo) -> dict:
    return {
        "pk": photo.pk,
        "key": str(photo.key),
        "file": photo.file.name,
        "preview": photo.preview.name,
        "name": photo.name,
        "caption": photo.caption,
        "sha256": photo.sha256,
        "size": _size(photo.file),
        "width": photo.width,
        "height": photo.height,
    }


def _told_scan(scan) -> dict:
    return {
        "pk": scan.pk,
        "key": str(scan.key),
        "file": scan.file.name,
        "name": scan.name,
        "extension": scan.extension,
        "kind": scan.kind,
        "sha256": scan.sha256 or _hash_of_stored(scan.file),
        "size": _size(scan.file),
        "uploaded_at": scan.uploaded_at.isoformat(),
    }


def _size(file) -> int | None:
    try:
        return file.size
    except OSError:
        return None


def _hash_of_stored(file) -> str:
    """Hash a scan that was uploaded before its hash was kept; empty where the file is gone."""
    try:
        with file.open() as stored:
            return hash_of(stored)
    except OSError:
        return ""
