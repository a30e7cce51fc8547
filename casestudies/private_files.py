"""How a private file is sent: never kept by a browser, never run by it."""

from django.conf import settings
from django.http import FileResponse
from wagtail.utils import sendfile_streaming_backend
from wagtail.utils.sendfile import sendfile

_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
_STREAMING = {"backend": sendfile_streaming_backend.sendfile}


def send_private(request, field_file, *, name, extension):
    """Stream the file; pictures open in the browser, all else is saved."""
    name = _with_extension(name, extension)
    mimetype = _TYPES.get(extension, "application/octet-stream")
    as_download = not mimetype.startswith("image/")
    try:
        path = field_file.path
    except NotImplementedError:
        response = FileResponse(field_file.open(), as_attachment=as_download, filename=name)
        response["Content-Type"] = mimetype
    else:
        options = {} if hasattr(settings, "SENDFILE_BACKEND") else _STREAMING
        response = sendfile(
            request,
            path,
            attachment=as_download,
            attachment_filename=name,
            mimetype=mimetype,
            **options,
        )
        # Wagtail writes the word “None” where there is no encoding.
        del response["Content-Encoding"]
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _with_extension(name, extension) -> str:
    """Return the name with the ending of what the file is, whatever it was called."""
    stem = name.rpartition(".")[0] or name
    return f"{stem}.{extension}"
