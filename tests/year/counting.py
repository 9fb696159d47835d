"""What each page shows of the year, beside plain counts over the records: loops, no sum in a query."""

from collections import Counter
from decimal import Decimal

from django.urls import reverse

from audits.models import (
    ActionUpdate,
    Adjustment,
    AgreedAction,
    Audit,
    Cycle,
    Finding,
    InadequateTask,
    Pick,
    Return,
)
from core import clock, months
from figures.models import CurrentFigure
from tests.audits.slow import FOCUS_5, Row, count

LEFT_OUT = ("exempted", "withdrawn")
TO_DO = ("allocated", "returned")
AUDIT_MEASURES = [
    "allocated", "completed", "completion_rate", "outstanding", "good", "requires_improvement", "inadequate",
    "good_or_better_rate", "discussion_rate", "feedback_rate", "moderated_rate", "agreement_rate", "raised",
    "lowered", *(f"focus5.{code}" for code in FOCUS_5),
]  # fmt: skip


class Records:
    """Every record of the year, read once, as it is."""

    def __init__(self):
        self.audits = list(Audit.objects.select_related("cycle", "service_area", "team", "auditor"))
        self.cycles = list(Cycle.objects.order_by("-month"))
        self.answers = {
            (audit.pk, answer.question.code): answer.value
            for audit in self.audits
            for answer in audit.answers.select_related("question")
        }
        self.actions = list(AgreedAction.objects.select_related("audit__cycle"))
        self.picks = {pick.audit_id: pick.kind for pick in Pick.objects.all()}

    def of(self, cycle):
        return [audit for audit in self.audits if audit.cycle_id == cycle.pk]

    def owed(self, cycle):
        return [audit for audit in self.of(cycle) if audit.state not in LEFT_OUT]

    def done(self, cycle):
        return [audit for audit in self.of(cycle) if audit.state == "submitted"]

    def row(self, audit):
        """The audit as the slow counts speak of it."""
        return Row(
            month=audit.cycle.month,
            service_area=audit.service_area_id,
            team=audit.team_id,
            submitted=audit.state == "submitted",
            grade=audit.grade,
            moderated=audit.moderated_grade,
            discussion=audit.discussion,
            feedback=audit.feedback,
            answers={code: self.answers.get((audit.pk, code), "") for code in FOCUS_5},
        )


def shown(client, name, *args, **query):
    """What a page was given to show."""
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, name
    return answer.context


def listed(client, name, **query):
    """How many a list says there are."""
    return shown(client, name, **query)["paginator"].count


def cycles(client, records):
    """The list of cycles, and each cycle's page by service area."""
    for row in shown(client, "cycles")["rows"]:
        done = records.done(row)
        found = (row.allocated, row.completed, row.moderated)
        yield f"cycles {row}", found, (
            len(records.owed(row)), len(done), len([a for a in done if a.moderated_grade])
        )  # fmt: skip
    for cycle in records.cycles:
        context = shown(client, "cycle", cycle.key)
        found = {row["service_area__name"]: (row["allocated"], row["completed"]) for row in context["areas"]}
        owed = Counter(audit.service_area.name for audit in records.owed(cycle))
        done = Counter(audit.service_area.name for audit in records.done(cycle))
        yield f"areas of {cycle}", found, {name: (owed[name], done[name]) for name in owed}
        left = Counter(audit.missed_reason for audit in records.owed(cycle) if audit.state in TO_DO)
        words = {str(label): left[value] for value, label in Audit.Missed.choices if left[value]}
        words |= {"No reason given": left[""]} if left[""] else {}
        yield f"why not, {cycle}", dict(context["missed"]), words


def auditors(client, records):
    """Each auditor of each cycle."""
    for cycle in records.cycles:
        for row in shown(client, "cycle_auditors", cycle.key)["table"].data.data:
            own = [audit for audit in records.of(cycle) if audit.auditor_id == row.pk]
            states = Counter(audit.state for audit in own)
            counted = len(own) - states["exempted"] - states["withdrawn"]
            found = (row.expected, row.allocated, row.completed, row.exempted, row.withdrawn)
            expected = (3, counted, states["submitted"], states["exempted"], states["withdrawn"])
            yield f"{row.name}, {cycle}", found, expected


def figures(client, records):
    """Every figure of every month, for the whole service, each service area and each team."""
    known = CurrentFigure.objects.select_related("figure__indicator", "place")
    current = {(c.figure.indicator.slug, c.place_id, c.month): c.figure for c in known}
    places = {c.place_id: c.place for c in known}
    for cycle in records.cycles:
        rows = [records.row(audit) for audit in records.owed(cycle)]
        for pk, place in places.items():
            if place.kind == "unallocated":
                continue
            here = [
                row for row in rows
                if place.kind == "service" or place.service_area_id == row.service_area
                or (place.team_id is not None and place.team_id == row.team)
            ]  # fmt: skip
            for name in AUDIT_MEASURES:
                figure = current[f"audits.{name}", pk, cycle.month]
                numerator, denominator = count(here, f"audits.{name}")
                found = (figure.numerator, figure.denominator)
                expected = (Decimal(numerator), None if denominator is None else Decimal(denominator))
                yield f"{name}, {place}, {cycle}", found, expected


def actions(client, records):
    """Open and overdue actions at each month's end, by what was said of each by then; and today's list."""
    said = {}
    for update in ActionUpdate.objects.order_by("number"):
        said.setdefault(update.action_id, []).append(update)
    current = {
        (c.figure.indicator.slug, c.month): int(c.figure.value)
        for c in CurrentFigure.objects.filter(place__kind="service").select_related("figure__indicator")
        if c.figure.indicator.slug.startswith("audits.actions") and c.figure.value is not None
    }
    for cycle in records.cycles:
        last = min(months.last_day(cycle.month), clock.today())
        left = [a for a in records.actions if a.agreed_on <= last and not _done(said.get(a.pk, []), last)]
        late = [action for action in left if action.due_on < last]
        yield f"open, {cycle}", current["audits.actions_open", cycle.month], len(left)
        yield f"overdue, {cycle}", current["audits.actions_overdue", cycle.month], len(late)
    for state in ("open", "done", "verified"):
        expected = len([action for action in records.actions if action.state == state])
        yield f"actions {state}", listed(client, "agreed_actions", state=state), expected


def _done(updates, last):
    done = False
    for update in updates:
        if update.on <= last and update.kind in ("done", "reopened"):
            done = update.kind == "done"
    return done


def coverage(client, records):
    """What the rules asked for in each cycle, and what of it was moderated."""
    for covered in shown(client, "moderation_coverage")["found"]:
        done = records.done(covered.cycle)
        picked = [audit for audit in done if audit.pk in records.picks]
        moderated = len([audit for audit in picked if audit.moderated_grade])
        if covered.held_back:
            yield f"coverage {covered.cycle}", sum(row.moderated for row in covered.rows), moderated
            continue
        found = (sum(row.picked for row in covered.rows), sum(row.moderated for row in covered.rows))
        yield f"coverage {covered.cycle}", found, (len(picked), moderated)
        for row in covered.rows:
            if row.share_asked:
                rest = [a for a in done if records.picks.get(a.pk, "share") == "share"]
                yield f"share {covered.cycle}", row.share_asked, f"40% of {len(rest)}"


def summaries(client, records):
    """Each month's table and its tags, for somebody from whom nothing is held back."""
    for cycle in records.cycles:
        summary = shown(client, "summary", cycle.month)["summary"]
        total = summary.rows[-1]
        done = records.done(cycle)
        grades = Counter(audit.moderated_grade or audit.grade for audit in done)
        expected = tuple(
            str(grades[name]) for name in ("outstanding", "good", "requires_improvement", "inadequate")
        )
        yield f"grades {cycle}", total.grades, expected
        yield f"totals {cycle}", (total.allocated, total.completed), (
            str(len(records.owed(cycle))), str(len(done))
        )  # fmt: skip
        for table in summary.tagged:
            points = Finding.objects.filter(audit__in=done, kind=table.kind).prefetch_related("tags")
            expected = Counter(tag.name for point in points for tag in point.tags.all())
            yield f"tags {cycle}", {row.name: row.total for row in table.rows}, dict(expected)


def lists(client, records):
    """How many each list says there are."""
    audits = records.audits
    yield "audits", listed(client, "audits"), len(audits)
    for state in Audit.State.values:
        expected = len([audit for audit in audits if audit.state == state])
        yield f"audits {state}", listed(client, "audits", state=state), expected
    yield "adjustments", listed(client, "adjustments"), Adjustment.objects.count()
    tasks = [
        task for task in InadequateTask.objects.select_related("audit__cycle") if not _blind(task, records)
    ]
    for state in InadequateTask.State.values:
        expected = len([task for task in tasks if task.state == state])
        yield f"tasks {state}", listed(client, "inadequate_tasks", state=state), expected
    returned = {back.audit_id for back in Return.objects.all()}
    for person in shown(client, "auditors")["table"].data.data:
        own = [audit for audit in audits if audit.auditor_id == person.pk]
        page = shown(client, "auditor", person.pk)
        counted = [audit for audit in own if audit.state not in LEFT_OUT]
        yield f"{person}", page["months"].sums["allocated"], len(counted)
        yield (
            f"{person} sent back",
            page["months"].sums["sent_back"],
            len([audit for audit in own if audit.pk in returned]),
        )


def _blind(task, records):
    """Whether the unit is not to know of it yet: a blind month's audit that somebody has still to judge."""
    audit = task.audit
    waits = audit.pk in records.picks and not audit.moderated_grade
    return audit.cycle.blind and waits and audit.state in ("submitted", "returned")


PAGES = [cycles, auditors, figures, actions, coverage, lists]
