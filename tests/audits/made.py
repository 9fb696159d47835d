"""Audits that hypothesis makes up: any grades, answers and places, completed or not."""

import datetime as dt

from hypothesis import strategies as st

from tests.audits.slow import FOCUS_5, GRADES, Row

MONTHS = [dt.date(2023, 7, 1), dt.date(2023, 8, 1), dt.date(2023, 9, 1)]
AREAS = [1, 2, 3]
TEAMS = {1: [11, 12], 2: [21], 3: []}
"""Which teams sit in which area: by small numbers, which a test with a database turns into its own."""

ANSWER = st.sampled_from(["", "yes", "no", "na"])


@st.composite
def rows(draw, *, returned):
    area = draw(st.sampled_from(AREAS))
    submitted = draw(st.booleans())
    graded = submitted or (returned and draw(st.booleans()))
    return Row(
        month=draw(st.sampled_from(MONTHS)),
        service_area=area,
        team=draw(st.sampled_from([None, *TEAMS[area]])),
        submitted=submitted,
        grade=draw(st.sampled_from(GRADES)) if graded else "",
        moderated=draw(st.sampled_from(["", *GRADES])) if graded else "",
        discussion=draw(st.sampled_from([None, True, False])),
        feedback=draw(st.sampled_from([None, True, False])),
        answers={code: draw(ANSWER) for code in FOCUS_5},
    )


def audits(*, returned=False):
    """Up to 30 audits; with `returned`, some that were graded and are not, at present, completed."""
    return st.lists(rows(returned=returned), max_size=30)


def places():
    """Every place of every month."""
    everywhere = [("service", 0), *(("service_area", area) for area in AREAS)]
    everywhere += [("team", team) for teams in TEAMS.values() for team in teams]
    return [(month, kind, ref) for month in MONTHS for kind, ref in everywhere]
