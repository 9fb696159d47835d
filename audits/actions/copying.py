"""The practitioner's copy: that one was made, and by whom, is part of the audit's history."""

from audits.blinding import hides_grade
from audits.models import Audit
from core.errors import Refused
from core.history import action, record
from organisation.models import User


@action
def make_copy(*, by: User, audit: Audit) -> Audit:
    """Note that somebody made the practitioner's copy of an audit. Each copy is a line of its own."""
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=audit.pk)
    if not now.is_completed:
        raise Refused("This audit is not completed at present, so there is no copy of it.")
    if hides_grade(by, now):
        raise Refused("The grade of this audit is held back from you, and the copy would show it.")
    record("made a practitioner’s copy of", now, by=by)
    return now
