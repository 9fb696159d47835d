"""Holding a file of figures while something is said of it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from core.errors import Refused
from indicators.models import ReportFile
from indicators.permissions import IMPORT

GONE = "The file is no longer kept. Choose it again: what you said of it is still here."
BEING_TAKEN = "The file is being taken, or was: nothing more can be said of it."


def check_may(person: Any) -> None:
    """PermissionDenied for whoever may not import figures."""
    if not person.may(IMPORT):
        raise PermissionDenied


def locked(person: Any, file: ReportFile) -> ReportFile:
    """The person's own file, as it is now, until the transaction ends.

    Its jobs are read after it is locked: joined to it, PostgreSQL would give them as they were before it had
    to wait for the lock.
    """
    check_may(person)
    found: ReportFile = ReportFile.objects.visible_to(person).select_for_update().get(pk=file.pk)
    return found


def opened(person: Any, file: ReportFile) -> ReportFile:
    """The same; Refused where nothing more can be said of it."""
    held = locked(person, file)
    if held.is_being_taken:
        raise Refused(BEING_TAKEN)
    if held.stored_id is None:
        raise Refused(GONE)
    return held
