"""The measures of caseloads, supervision and visits once more, as slow and plain as can be: a loop over every
child and worker, written from the words of FORMATS, and nothing of the product's own code."""

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal

from tests.caseloads.measures import slow_days as days
from tests.caseloads.measures.records import Records

SERVICE, UNALLOCATED = ("service", 0), ("unallocated", 0)
PERIODS = {"EH": 2, "ASSESSMENT": 1, "CIN": 2, "CIN_CWD": 2, "CP": 1, "CLA": 2, "CL": 3}
STATUSES = list(PERIODS)
PERCENTAGES = ("supervision.", "visits.", "caseloads.same_worker", "caseloads.two_or_more")


class Then:
    """What the records say of one day, L."""

    def __init__(self, records: Records, last: dt.date) -> None:
        self.records, self.last = records, last

    def record(self, staff, day=None):
        day = day or self.last
        return next((each for each in self.records.staff if each.staff == staff and each.holds(day)), None)

    def team(self, team):
        """The team's record on L, else its last one."""
        begun = [each for each in self.records.teams if each.team == team and each.starts <= self.last]
        holding = [each for each in begun if each.holds(self.last)]
        return (holding or sorted(begun, key=lambda each: each.starts))[-1]

    def where(self, staff):
        """The places, besides the whole service, in which what a worker holds counts."""
        record = self.record(staff) if staff is not None else None
        if record is None:
            return [UNALLOCATED]
        return [("service_area", self.team(record.team).area), ("team", record.team)]

    def worker(self, child, day=None):
        """Who was the primary worker of the child on a day."""
        for each in self.records.allocations:
            if each.child == child and each.kind == "primary" and each.holds(day or self.last):
                return each.staff
        return None

    def held(self):
        """Each child with a primary worker, and that worker."""
        children = sorted({each.child for each in self.records.allocations})
        return [(child, self.worker(child)) for child in children if self.worker(child) is not None]

    def holders(self):
        """Each worker who holds a child, and how many."""
        held = [worker for _, worker in self.held()]
        return [(worker, held.count(worker)) for worker in sorted(set(held))]

    def role(self, staff, day=None):
        record = self.record(staff, day)
        return record.role if record else None

    def fte(self, staff):
        record = self.record(staff)
        return record.fte if record else Decimal(0)

    def has(self, child, status, day=None):
        day = day or self.last
        return any(
            each.child == child and each.status == status and each.holds(day)
            for each in self.records.statuses
        )

    def children_with(self, status):
        """The children of the cohort of a status."""
        children = sorted({each.child for each in self.records.statuses})
        found = [child for child in children if self.has(child, status)]
        if status in ("CIN", "CIN_CWD", "ASSESSMENT"):
            found = [child for child in found if not self.has(child, "CP") and not self.has(child, "CLA")]
        return found

    def began(self, child, status):
        """The first day since which the child has had the status without a break."""
        day = self.last
        while self.has(child, status, day - days.ONE):
            day -= days.ONE
        return day

    def open_child(self, child, day=None):
        return any(self.has(child, status, day) for status in STATUSES if status != "EH")


def rows(records, last):
    """By slug, what is counted on L: (places, numerator, denominator) each."""
    then = Then(records, last)
    return {**caseloads(then), **continuity(then), **supervision(then), **visits(then)}


def caseloads(then):
    held, holders = then.held(), then.holders()
    social = [(child, staff) for child, staff in held if then.role(staff) == "SW"]
    social_holders = [(staff, n) for staff, n in holders if then.role(staff) == "SW"]
    full = [(staff, n) for staff, n in holders if n >= 20]
    open_ = sorted({each.child for each in then.records.statuses if then.open_child(each.child)})
    records = {staff: then.record(staff) for staff, _ in holders}
    statutory = [staff for _, staff in held if records[staff] and then.team(records[staff].team).statutory]
    return {
        "caseloads.held_by_social_workers": [(then.where(staff), 1, 0) for _, staff in social],
        "caseloads.average_per_social_worker": [
            (then.where(staff), n, then.fte(staff)) for staff, n in social_holders
        ],
        "caseloads.average_per_social_worker_head": [
            (then.where(staff), n, 1) for staff, n in social_holders
        ],
        "caseloads.open_to_service": [(then.where(then.worker(child)), 1, 0) for child in open_],
        "caseloads.open_to_statutory_teams": [(then.where(staff), 1, 0) for staff in statutory],
        "caseloads.average_per_caseholder": [(then.where(staff), n, then.fte(staff)) for staff, n in holders],
        "caseloads.workers_at_20": [(then.where(staff), 1, 0) for staff, _ in full],
        "caseloads.average_of_workers_at_20": [(then.where(staff), n, then.fte(staff)) for staff, n in full],
        "caseloads.average_top_40": top_40(then, holders),
    }


def top_40(then, holders):
    """Of each place its own 40 fullest."""
    found = []
    places = {place for staff, _ in holders for place in then.where(staff)}
    for place in [SERVICE, *sorted(places)]:
        here = [n for staff, n in holders if place == SERVICE or place in then.where(staff)]
        found += [("only", place, n, 1) for n in sorted(here, reverse=True)[:40]]
    return found


def continuity(then):
    half, year = days.less_months(then.last, 6), days.less_months(then.last, 12)
    same, several = [], []
    for child in then.children_with("CLA"):
        if then.began(child, "CLA") <= year:
            staff = then.worker(child)
            kept = all(then.worker(child, day) == staff for day in days.between(half, then.last))
            same.append((then.where(staff), int(kept and then.role(staff) == "SW"), 1))
    for child in sorted({each.child for each in then.records.statuses}):
        if all(then.open_child(child, day) for day in days.between(half, then.last)):
            pairs = [(then.worker(child, day), day) for day in days.between(half, then.last)]
            workers = {staff for staff, day in pairs if staff and then.role(staff, day) == "SW"}
            several.append((then.where(then.worker(child)), int(len(workers) >= 2), 1))
    return {"caseloads.same_worker_6_months": same, "caseloads.two_or_more_workers_6_months": several}


def supervision(then):
    found = {}
    for status in STATUSES:
        set_ = [each for each in then.records.frequencies if each.status == status and each.holds(then.last)]
        opens = days.less_months(then.last, set_[0].months if set_ else PERIODS[status])
        held = [each for each in then.records.supervisions if opens < each.on <= then.last]
        done = {each.child for each in held}
        slug = f"supervision.{status.lower()}"
        found |= timely(then, slug, status, lambda child, day, o=opens: o < day, lambda c, d=done: c in d)
    return found


def visits(then):
    found = {}
    for slug, (status, in_time) in days.VISITS.items():

        def fits(child, day, in_time=in_time):
            return in_time(then, child, day)

        def seen(child, fits=fits):
            return any(
                fits(child, each.on)
                for each in then.records.visits
                if each.child == child and each.seen and each.on <= then.last
            )

        found |= timely(then, slug, status, fits, seen)
    return found


def timely(then, slug, status, fits, done):
    """`fits(child, day)`: whether the day lies in what is asked; `done(child)`: whether it was done in it."""
    rate, not_yet = [], []
    for child in then.children_with(status):
        where = then.where(then.worker(child))
        if done(child):
            rate.append((where, 1, 1))
        elif fits(child, then.began(child, status)):
            not_yet.append((where, 1, 0))
        else:
            rate.append((where, 0, 1))
    return {slug: rate, f"{slug}.not_yet_due": not_yet}


def figures(records, months, today, existing):
    """Numerator, denominator, value and why it is missing, by slug, kind, ref and month."""
    found = {}
    for month in months:
        last = min(days.last_of(month), today)
        counted = rows(records, last) if month <= today else {slug: [] for slug in rows(Records(), today)}
        for slug, listed in counted.items():
            sums = dict.fromkeys((*existing(month), SERVICE, UNALLOCATED), (0, 0))
            for where, numerator, denominator in placed(listed):
                for place in where:
                    n, d = sums.get(place, (0, 0))
                    sums[place] = (n + numerator, d + denominator)
            for place, (n, d) in sums.items():
                found[slug, *place, month] = result(slug, Decimal(n), Decimal(d))
    return found


def placed(listed):
    for row in listed:
        if row[0] == "only":
            yield [row[1]], row[2], row[3]
        else:
            yield [SERVICE, *row[0]], row[1], row[2]


def result(slug, numerator, denominator):
    percentage = slug.startswith(PERCENTAGES) and not slug.endswith(".not_yet_due")
    if not percentage and "average" not in slug:
        return numerator, None, numerator, ""
    if not denominator:
        return numerator, denominator, None, "no cases"
    exact = numerator * (100 if percentage else 1) / denominator
    return numerator, denominator, to_15_digits(exact), ""


def to_15_digits(exact):
    whole = len(str(int(exact)))
    return exact.quantize(Decimal(1).scaleb(-min(12, 15 - whole)), ROUND_HALF_EVEN)
