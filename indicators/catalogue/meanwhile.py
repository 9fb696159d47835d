"""What a form says where somebody else changed the thing since it was read; what was typed stays in it."""

from typing import Any

from core.errors import Refused

CHANGED = (
    "Somebody else changed this while you were working on it. It now says: {says}. "
    "What you typed is in the form: save again to make it so."
)


def refused(form: Any, stamp: str, says: str) -> Refused:
    """The refusal with what there is now; the form now counts as made from that."""
    form.read_again(stamp)
    return Refused(CHANGED.format(says=says or "nothing"))
