"""The records of some months as frames: what the measures read, a fixed number of queries each.

Days are whole numbers, days since 1 January 1970, so that they are compared and sorted as fast as numbers; a
period that still holds ends on `FOREVER`. Children, staff and teams are primary keys.
"""

from caseloads.frames.asked import month_ends
from caseloads.frames.done import supervisions, visits
from caseloads.frames.policies import closures, supervision_frequencies
from caseloads.frames.spells import allocations, staff_records, statuses, team_records

READERS = {
    "month_ends": month_ends,
    "allocations": allocations,
    "statuses": statuses,
    "staff_records": staff_records,
    "team_records": team_records,
    "visits": visits,
    "supervisions": supervisions,
    "supervision_frequencies": supervision_frequencies,
    "closures": closures,
}

__all__ = ["READERS"]
