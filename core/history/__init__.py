"""History: who did what to which thing, when and why; chained, so that nothing is taken back unseen.

    @action
    def moderate(*, audit: Audit, grade: str, reason: str, by: Actor) -> None:
        ...
        record("moderated", audit, by=by, before={"grade": old}, after={"grade": grade}, reason=reason)

Every change of state is an `@action`; what it records is written last, by the outermost one. See
docs/adr for why.
"""

from core.history.actors import Actor, Service
from core.history.erasing import erase_text
from core.history.reading import Change, Line, entry, listed, of, of_kind
from core.history.recording import action, record
from core.history.verifying import Verdict, verify

__all__ = [
    "Actor",
    "Change",
    "Line",
    "Service",
    "Verdict",
    "action",
    "entry",
    "erase_text",
    "listed",
    "of",
    "of_kind",
    "record",
    "verify",
]
