"""What a file of audits changes, written in a handful of statements however long the file."""

import datetime as dt
from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from audits.actions.learning import write_points
from audits.actions.second_looks import pick
from audits.actions.tasks import follow_import
from audits.imports.known import KnownAudits
from audits.imports.rows import SLUGS, AuditRow
from audits.imports.saying import values_of
from audits.models import Answer, Audit, Cycle, Finding, Moderation
from core import clock, months
from core.history import Actor, action, record
from core.importing.changes import Change, Changes
from core.importing.importer import Source
from core.importing.lines import AT_MOST
from figures.actions import mark_stale

BATCH = 500
WRITTEN = (
    "service_area",
    "team",
    "state",
    "version",
    "completed_on",
    "grade",
    "moderated_grade",
    "discussion",
    "discussion_said",
    "discussion_quotable",
    "feedback",
    "feedback_words",
    "feedback_quotable",
)


@action
def write_audits(*, by: Actor, changes: Changes[AuditRow], known: KnownAudits, source: Source) -> None:
    """Add and correct audits; months that have no cycle get one.

    Called by `core.importing.actions.take`, which has checked the rows against `known`, locked.
    """
    months_changed = {change.row.cycle for change in changes.all}
    cycles = {**known.cycles, **_new_cycles(by, months_changed - set(known.cycles), known)}
    there = Audit.objects.in_bulk([change.pk for change in changes.corrected])
    audits = {
        change.row.number: _audit(change, there.get(change.pk or 0), cycles, known) for change in changes.all
    }
    Audit.objects.bulk_create([audits[change.row.number] for change in changes.added], batch_size=BATCH)
    Audit.objects.bulk_update(
        [audits[change.row.number] for change in changes.corrected], WRITTEN, batch_size=BATCH
    )
    _write_texts(changes, audits, known)
    _write_moderations(changes, audits)
    _record(by, changes, audits, source)
    pick(by=by, audits=_completed_in_open_cycles(audits.values()))
    follow_import(by=by, audits=audits.values())
    mark_stale(by=by, months=months_changed, cause="audits were imported")


def _completed_in_open_cycles(audits: Iterable[Audit]) -> list[Audit]:
    """Those that the rules may pick for moderation: a closed cycle is over."""
    done = [audit for audit in audits if audit.is_completed]
    cycles = Cycle.objects.filter(pk__in={audit.cycle_id for audit in done})
    closed = set(cycles.filter(state=Cycle.State.CLOSED).values_list("pk", flat=True))
    return [audit for audit in done if audit.cycle_id not in closed]


def _new_cycles(by: Actor, wanted: Iterable[dt.date], known: KnownAudits) -> dict[dt.date, tuple[int, int]]:
    """Cycles for months that have none: due at the month's end, closed if that is past."""
    found = {}
    for month in sorted(wanted):
        due_on, tool = months.last_day(month), _checked(known.tool_of(month))
        state = Cycle.State.CLOSED if due_on < clock.today() else Cycle.State.OPEN
        cycle = Cycle.objects.create(month=month, due_on=due_on, tool_id=tool, state=state, seed=token_hex(8))
        record(
            "created",
            cycle,
            by=by,
            after={"state": cycle.get_state_display()},
            reason="Its audits were imported",
        )
        found[month] = (cycle.pk, cycle.tool_id)
    return found


def _audit(
    change: Change[AuditRow], audit: Audit | None, cycles: dict[dt.date, tuple[int, int]], known: KnownAudits
) -> Audit:
    row, said = change.row, values_of(change.row, known)
    if audit is None:
        cycle, tool = cycles[row.cycle]
        audit = Audit(
            cycle_id=cycle,
            tool_id=tool,
            case_ref=row.case_ref,
            auditor_id=_checked(known.auditor(row)),
            version=0,
        )
    audit.service_area_id = _checked(known.area(row))
    audit.team_id = known.team_called(said["team"], row.cycle)
    audit.version += 1
    if not audit.is_kept_here:
        _found(audit, said)
    audit.moderated_grade = SLUGS.get(said["moderated_grade"], "")
    return audit


def _found(audit: Audit, said: dict[str, Any]) -> None:
    """What the audit found, as the file says it."""
    audit.state = Audit.State.SUBMITTED if said["completed_on"] else Audit.State.ALLOCATED
    audit.completed_on, audit.grade = said["completed_on"], SLUGS.get(said["grade"], "")
    audit.discussion, audit.feedback = said["discussion"], said["family_feedback"]
    family, words = bool(said["family_feedback"]), said["quotation"]
    audit.feedback_words = words if family else ""
    audit.discussion_said = "" if family else words
    audit.feedback_quotable = family and bool(words)
    audit.discussion_quotable = not family and bool(words)


def _checked(known: int | None) -> int:
    if known is None:
        raise LookupError("The row was not checked.")
    return known


def _write_texts(changes: Changes[AuditRow], audits: dict[int, Audit], known: KnownAudits) -> None:
    """Answers and points, those of a corrected audit in place of what it had."""
    written = [change for change in changes.all if not audits[change.row.number].is_kept_here]
    anew = [change.pk for change in written if change.pk]
    Answer.objects.filter(audit__in=anew).delete()
    answers, findings = [], []
    for change in written:
        audit = audits[change.row.number]
        asked, said = known.tools[audit.tool_id], values_of(change.row, known)
        answers += [
            Answer(audit=audit, question_id=asked[code].pk, value=value)
            for code, value in said["answers"].items()
        ]
        findings += [
            Finding(audit=audit, kind=kind, text=text, position=position)
            for kind in Finding.Kind
            for position, text in enumerate(said[kind.value].splitlines(), start=1)
        ]
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    write_points(findings, in_place_of=Finding.objects.filter(audit__in=anew))


def _write_moderations(changes: Changes[AuditRow], audits: dict[int, Audit]) -> None:
    """A moderation for each grade or reason that is new; those there were stay in the record."""
    moderated = [
        change
        for change in changes.all
        if audits[change.row.number].moderated_grade
        and {"moderated_grade", "moderation_reason"} & set(change.after)
    ]
    pks = [audits[change.row.number].pk for change in moderated]
    numbers = Moderation.objects.filter(audit__in=pks).order_by("number").values_list("audit_id", "number")
    last = dict(numbers)
    Moderation.objects.bulk_create(
        [_moderation(change, audits[change.row.number], last) for change in moderated], batch_size=BATCH
    )


def _moderation(change: Change[AuditRow], audit: Audit, last: dict[int, int]) -> Moderation:
    return Moderation(
        audit=audit,
        number=last.get(audit.pk, 0) + 1,
        moderator=None,
        auditor_grade=audit.grade,
        grade=audit.moderated_grade,
        reason=change.row.moderation_reason,
        at=clock.now(),
    )


def _record(by: Actor, changes: Changes[AuditRow], audits: dict[int, Audit], source: Source) -> None:
    """A line on each audit's own page; a long import is its one row of history."""
    if len(changes.all) > AT_MOST:
        return
    for change in changes.all:
        audit = audits[change.row.number]
        if change.before is None:
            after = {name: value for name, value in _flat(change.after).items() if value not in ("", None)}
            record("imported", audit, by=by, after=after, reason=source.reason)
        else:
            before, after = _flat(change.before), _flat(change.after)
            record("corrected", audit, by=by, before=before, after=after, reason=source.reason)


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    """The answers as one text, for history."""
    said = dict(values)
    if "answers" in said:
        said["answers"] = ", ".join(f"{code}: {value}" for code, value in sorted(said["answers"].items()))
    return said
