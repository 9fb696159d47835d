"""What holds where the council has not set anything else (FORMATS, Measures; DOMAIN, Caseloads). Pure."""

from caseloads.rules.timing import Frequency

SUPERVISION_MONTHS = {"EH": 2, "ASSESSMENT": 1, "CIN": 2, "CIN_CWD": 2, "CP": 1, "CLA": 2, "CL": 3}
"""CP monthly; CIN, EH and CLA every two months; care leavers every three. For a child under assessment no
paper says; one month is assumed until the council sets it."""

AGREED_DAYS = 42
"""Of a visit 'as agreed' where nothing was agreed."""

VISITS = {
    "EH": Frequency(28, "days"),
    "CIN": Frequency(42, "days"),
    "CIN_CWD": Frequency(AGREED_DAYS, "days"),
    "CP": Frequency(10, "working days"),
    "CLA": Frequency(AGREED_DAYS, "days"),
}
"""CP within 10 working days; CIN within 6 weeks; CIN (CWD) and CLA as agreed, 6 weeks unless otherwise;
EH within 4 weeks. Nothing is asked for a child under assessment or a care leaver until it is set."""

AS_AGREED = frozenset({"CIN_CWD", "CLA"})
"""The statuses for which what was agreed for the child goes first."""

LEFT_OUT_FOR = frozenset({"CIN", "CIN_CWD", "ASSESSMENT"})
"""Cohorts of these leave out children who are CP or CLA on the day."""

STRONGER = frozenset({"CP", "CLA"})
