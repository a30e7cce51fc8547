"""Photos and scans of dossiers, for the eyes of its union and of staff only.

Staff see a scan only with the contact, which stands on the paper: domain.md §3.
"""

from django.http import Http404

from ...models import sheet
from ...models.attachment import SubmissionFile, SubmissionPhoto
from ...models.sheet import Audience
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
    if size not in _SIZES or not _may_see(request.user, found, line="photos"):
        raise Http404
    return send_private(request, getattr(found, _SIZES[size]), name=found.name, extension="jpg")


@signed_in
def file(request, key):
    found = SubmissionFile.everything.select_related("submission").filter(key=key).first()
    if not _may_see(request.user, found, line="files"):
        raise Http404
    return send_private(request, found.file, name=found.name, extension=found.extension)


def _may_see(user, found, *, line) -> bool:
    """Whether the user is among the line's readers; before the sending its union alone is."""
    if found is None:
        return False
    audience = sheet.line(line).audience & (Audience.UNION if found.draft_only else _READERS)
    actions = [_ACTIONS[reader] for reader in audience]
    return submission_policy.user_has_any_permission_for_instance(user, actions, found.submission)
