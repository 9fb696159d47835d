"""A text may be erased, as a person may ask by right; that it was, and why, stays."""

from core import clock
from core.errors import Refused
from core.history.actors import Actor
from core.history.recording import action, record
from core.models.history import Entry, EntryText

ERASED = "erased the text of"


@action
def erase_text(*, number: int, reason: str, by: Actor) -> None:
    """Empty the text of one row of history for good; the row, its digests and the chain stay.

    Refused without a reason, and if there is no such row. Erasing what is erased changes nothing.
    """
    if not reason.strip():
        raise Refused("Say why the text is erased.")
    text = EntryText.objects.select_for_update().filter(pk=number).first()
    if text is None:
        raise Refused(f"History has no row {number}.")
    if text.erased_at is None:
        EntryText.objects.erase(number, at=clock.now(), reason=reason.strip())
        record(ERASED, Entry.objects.get(pk=number), by=by, reason=reason.strip())
