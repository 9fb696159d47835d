"""Who may give an opinion on a piece of work: nobody on their own. Pure."""

SUPERVISED_MONTHS = 12
"""How far back a team counts as one's own."""


def barred(*, is_auditor: bool, worked_there: bool, leads_it: bool) -> str:
    """Nobody grades, moderates or approves where they supervised the work or were the auditor.

    Supervised is who was in the audited team, or was head or lead of its service area, within the last 12
    months; of an audit that names no team, who was in any team of its service area. Answers 'auditor',
    'team' or 'service_area', whichever bars first; blank for whoever may.
    """
    if is_auditor:
        return "auditor"
    if worked_there:
        return "team"
    return "service_area" if leads_it else ""
