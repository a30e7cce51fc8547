"""Photos and scans of dossiers, for the eyes of its union and of staff only.

Staff see a scan only with the contact, which stands on the paper: domain.md §3.
"""

from django.http import Http404

from ...models import sheet
from ...models.attachment import SubmissionFile, SubmissionPhoto
from ...models.sheet import Audience
from ...models.version import SubmissionVersion
from ...permissions import submission_policy
from ...private_files import send_private
from .sessions import signed_in

_SIZES = {"full": "file", "preview": "preview"}
#: What a reader of each audience may do with the dossier.
_ACTIONS = {
    Audience.UNION: "read",
    Audience.STAFF: "view",
    Audience.STAFF_WITH_CONTACT: "view_contact",
}
_READERS = Audience.UNION | Audience.STAFF | Audience.STAFF_WITH_CONTACT


@signed_in
def photo(request, key, size):
    found = SubmissionPhoto.everything.select_related("submission").filter(key=key).first()
    if size not in _SIZES or not _may_see_row(request.user, found, line="photos"):
        raise Http404
    return send_private(request, getattr(found, _SIZES[size]), name=found.name, extension="jpg")


@signed_in
def file(request, key):
    found = SubmissionFile.everything.select_related("submission").filter(key=key).first()
    if not _may_see_row(request.user, found, line="files"):
        raise Http404
    return send_private(request, found.file, name=found.name, extension=found.extension)


@signed_in
def version_photo(request, key, n, photo, size):
    """A photo as it was sent once, which may have been replaced since."""
    told = _of_version(request, key, n, line="photos", wanted=photo)
    if size not in _SIZES:
        raise Http404
    stored = SubmissionPhoto(file=told["file"], preview=told["preview"])
    return send_private(request, getattr(stored, _SIZES[size]), name=told["name"], extension="jpg")


@signed_in
def version_file(request, key, n, file):
    """A scan as it was sent once."""
    told = _of_version(request, key, n, line="files", wanted=file)
    stored = SubmissionFile(file=told["file"]).file
    return send_private(request, stored, name=told["name"], extension=told["extension"])


def _of_version(request, key, n, *, line, wanted) -> dict:
    """Return what a version tells of a photo or scan; 404 for who may not see it, or if erased."""
    found = SubmissionVersion.objects.select_related("submission")
    version = found.filter(submission__key=key, n=n).first()
    if version is None or not _may_see(request.user, version.submission, line=line):
        raise Http404
    listed = version.photos if line == "photos" else version.scans
    told = next((each for each in listed if each["key"] == str(wanted)), None)
    if told is None or not told["file"]:
        raise Http404
    return told


def _may_see_row(user, found, *, line) -> bool:
    """Whether the user may see the photo or scan; before the sending its union alone may."""
    if found is None:
        return False
    among = Audience.UNION if found.draft_only else _READERS
    return _may_see(user, found.submission, line=line, among=among)


def _may_see(user, submission, *, line, among=_READERS) -> bool:
    """Whether the user is one of the line's readers."""
    actions = [_ACTIONS[reader] for reader in sheet.line(line).audience & among]
    return submission_policy.user_has_any_permission_for_instance(user, actions, submission)
