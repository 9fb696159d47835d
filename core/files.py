"""Files out of the database, so that no browser shows or keeps them by itself."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.models.files import StoredFile


def download(stored: StoredFile) -> HttpResponse:
    """The file as an attachment: not sniffed, not cached. The caller has checked who may have it."""
    response = HttpResponse(bytes(stored.content), content_type=stored.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=stored.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
