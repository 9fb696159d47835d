"""Whatever the files say, what is taken of them is what plain loops say, and twice is as once."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseloads import importers
from caseloads.models import Allocation, Child, ChildStatus, Supervision, Visit
from core.history import Service
from core.importing import actions
from core.importing.importer import Source
from core.importing.scope import Days
from core.spreadsheets import Line, Sheet
from tests.caseloads.plain_import import BAD, REFS, UNKNOWN, outcome, overlap
from tests.factories import ChildFactory, StaffFactory

pytestmark = pytest.mark.django_db

BY = Service("a test")
TODAY = dt.date(2023, 10, 16)
SOURCE = Source("file.csv", "0" * 64)

day = st.integers(1, 9).map(lambda n: dt.date(2023, 10, n))
replacing = st.one_of(st.none(), st.tuples(day, day).map(sorted))


def cell(good, *bad):
    """The strategies of a cell: of a file in which all is good, and of one that is mixed."""
    mixed = st.integers(0, 9).flatmap(lambda n: st.sampled_from(bad) if n == 0 else good)
    return good, mixed if bad else good


written = st.one_of(day.map(lambda d: (d.isoformat(), d)), day.map(lambda d: (f"{d:%d/%m/%Y}", d)))
child = cell(st.sampled_from(list(REFS.items())), ("Jane", BAD), ("", BAD))
known_child = cell(st.sampled_from(list(REFS.items())), ("Jane", BAD), (UNKNOWN, UNKNOWN), ("", BAD))
a_day = cell(written, ("", BAD), ("soon", BAD), ("31/02/2023", BAD))
past = cell(written, ("", BAD), ("2023-10-17", dt.date(2023, 10, 17)))
end = cell(st.one_of(st.just(("", None)), written), ("x", BAD))
seen = cell(st.sampled_from([("yes", True), ("N", False), ("TRUE", True), ("", True)]), ("?", BAD))
alone = cell(st.sampled_from([("", None), ("no", False)]), ("yes", True))
agreed = cell(st.sampled_from([("", ""), ("6 Weeks", "6 weeks"), ("1 month", "1 months")]), ("often", BAD))
status = cell(st.sampled_from([("cp", "CP"), ("CLA", "CLA")]), ("CIP", BAD))
staff = cell(st.sampled_from([("S1", "s1"), ("s2", "s2")]), ("S9", "s9"), ("", BAD))
kind = cell(st.sampled_from([("Primary", "primary"), ("secondary", "secondary")]), ("", BAD))


def files(cells, width):
    """Up to four files of up to six rows, each perhaps all there is between two days."""
    good, mixed = (st.lists(st.tuples(*each), min_size=1, max_size=6) for each in zip(*cells, strict=True))
    tidy = good.map(lambda rows: list({tuple(m for _, m in row[:width]): row for row in rows}.values()))
    return st.lists(st.tuples(st.one_of(tidy, tidy, mixed), replacing), min_size=1, max_size=4)


def unknown(key, values, state):
    return key[0] == UNKNOWN


def not_yet(key, values, state):
    return unknown(key, values, state) or key[-1] > TODAY


def visit_objects(key, values, state):
    return not_yet(key, values, state) or values == (False, True)


def ends_before(key, values, state):
    return values[0] is not None and values[0] <= key[-1]


def no_such_worker(key, values, state):
    return unknown(key, values, state) or key[1] == "s9"


def shares_a_day(key, values, state):
    """A primary one, with another of the child."""
    return key[2] == "primary" and any(
        other[0] == key[0] and other[2] == "primary" and other != key
        and overlap((key[-1], values[0]), (other[-1], ends[0]))
        for other, ends in state.items()
    )  # fmt: skip


def visits():
    rows = Visit.objects.values_list("child__case_ref", "visited_on", "seen", "seen_alone")
    return {row[:2]: row[2:] for row in rows}


def supervisions():
    return dict.fromkeys(Supervision.objects.values_list("child__case_ref", "held_on"), ())


def statuses():
    rows = ChildStatus.objects.select_related("child")
    return {(r.child.case_ref, r.status, r.starts_on): (r.ends_on, r.agreed_visit) for r in rows}


def allocations():
    rows = Allocation.objects.values_list(
        "child__case_ref", "staff__staff_id", "kind", "starts_on", "ends_on"
    )
    return {(ref, who.lower(), kind, begins): (ends,) for ref, who, kind, begins, ends in rows}


def keep(objects):
    """For rows whose own columns disagree: they have a problem before rows are compared."""
    return lambda rows: [
        (n, key, (BAD,) if BAD not in (*key, *values) and objects(key, values, {}) else values)
        for n, key, values in rows
    ]


KINDS = {
    "visits": (importers.VISITS, [known_child, past, seen, alone], 2, visits, visit_objects),
    "supervisions": (importers.SUPERVISIONS, [known_child, past], 2, supervisions, not_yet),
    "statuses": (importers.STATUSES, [child, status, a_day, end, agreed], 3, statuses),
    "allocations": (
        importers.ALLOCATIONS, [known_child, staff, kind, a_day, end], 4, allocations,
        no_such_worker, shares_a_day,
    ),
}  # fmt: skip


def sheet_of(importer, rows):
    headings = [column.heading for column in importer.columns]
    lines = [Line(n, [text for text, _ in row]) for n, row in enumerate(rows, start=2)]
    return Sheet("file.csv", headings, 1, lines)


def meaning(rows, width):
    """(number, key, values) of each row that is not blank; who was not seen was not seen alone."""
    return [
        (n, tuple(m for _, m in row[:width]), tuple(m for _, m in row[width:]))
        for n, row in enumerate(rows, start=2)
    ]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_taken_of_any_files_is_what_plain_loops_say(name, db):
    importer, cells, width, recorded, *objections = KINDS[name]
    own = keep(ends_before) if name in ("statuses", "allocations") else lambda rows: rows
    for case_ref in REFS.values():
        ChildFactory(case_ref=case_ref)
    for staff_id in ("S1", "S2"):
        StaffFactory(staff_id=staff_id)

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
    @given(files(cells, width))
    def holds(drawn):
        with transaction.atomic():
            for rows, between in drawn:
                days = Days(*between) if between else None
                sheet = sheet_of(importer, rows)
                expected, spoilt = outcome(recorded(), own(meaning(rows, width)), objections, between)
                read, known = importer.read(sheet, days)
                assert read.problems.rows == spoilt
                assert all(
                    problem.column and problem.accepted.endswith(".") for problem in read.problems.found
                )
                if not read.problems.whole:
                    seen = importer.changes(read, known).digest
                    told = {"rows": read.rows, "source": SOURCE, "seen": seen, "days": days}
                    actions.take(by=BY, importer=importer, **told)
                    again, known = importer.read(sheet, days)
                    assert not importer.changes(again, known) or again.problems.count
                assert recorded() == plain(expected)
            transaction.set_rollback(True)

    def plain(expected):
        if name != "visits":
            return expected
        return {key: (seen, alone if seen else None) for key, (seen, alone) in expected.items()}

    holds()
    assert Child.objects.count() == 3
