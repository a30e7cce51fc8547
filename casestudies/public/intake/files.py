"""Photos and scans of dossiers, for the eyes of its union and of staff only.

Staff see a scan only with the contact, which stands on the paper: domain.md §3.
"""

from django.conf import settings
from django.http import FileResponse, Http404
from wagtail.utils import sendfile_streaming_backend
from wagtail.utils.sendfile import sendfile

from ...models import sheet
from ...models.attachment import SubmissionFile, SubmissionPhoto
from ...models.sheet import Audience
from ...permissions import submission_policy
from .sessions import signed_in

_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
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
    return _private_file(request, getattr(found, _SIZES[size]), name=found.name, extension="jpg")


@signed_in
def file(request, key):
    found = SubmissionFile.everything.select_related("submission").filter(key=key).first()
    if not _may_see(request.user, found, line="files"):
        raise Http404
    return _private_file(request, found.file, name=found.name, extension=found.extension)


def _may_see(user, found, *, line) -> bool:
    """Whether the user is among the line's readers; before the sending its union alone is."""
    if found is None:
        return False
    audience = sheet.line(line).audience & (Audience.UNION if found.draft_only else _READERS)
    actions = [_ACTIONS[reader] for reader in audience]
    return submission_policy.user_has_any_permission_for_instance(user, actions, found.submission)


def _private_file(request, field_file, *, name, extension):
    """Stream the file; pictures open in the browser, a PDF is saved."""
    name = _with_extension(name, extension)
    as_download = extension == "pdf"
    try:
        path = field_file.path
    except NotImplementedError:
        response = FileResponse(field_file.open(), as_attachment=as_download, filename=name)
        response["Content-Type"] = _TYPES[extension]
    else:
        options = {} if hasattr(settings, "SENDFILE_BACKEND") else _STREAMING
        response = sendfile(
            request,
            path,
            attachment=as_download,
            attachment_filename=name,
            mimetype=_TYPES[extension],
            **options,
        )
        # Wagtail writes the word “None” where there is no encoding.
        del response["Content-Encoding"]
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


_STREAMING = {"backend": sendfile_streaming_backend.sendfile}


def _with_extension(name, extension) -> str:
    """Return the name with the ending of what the file is, whatever it was called."""
    stem = name.rpartition(".")[0] or name
    return f"{stem}.{extension}"
