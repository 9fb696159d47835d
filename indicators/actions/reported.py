"""Taking the figures of a report, as they were checked, into what is held."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.history import Actor, action, record
from core.importing.actions import CLASH, OVERTAKEN
from core.importing.importer import Source
from core.models import Import
from indicators.actions.reported_besides import put_benchmarks, put_names, put_targets, put_warnings
from indicators.actions.reported_figures import put_figures
from indicators.imports.reported import Checked, Counted, check, counted, settle
from indicators.imports.reported import known as read_known
from indicators.imports.reported.oddities.moving import difference
from indicators.permissions import IMPORT

KIND, TITLE = "figures", "Figures"
LONGEST_REASON = 400


@dataclass(frozen=True)
class Taken:
    """What taking a report did; `record` is None where it changed nothing."""

    counted: Counted
    left_out: int
    """Rows with a problem, or with a warning that was not accepted."""
    record: Import | None


@action
def take_figures(
    *,
    by: Actor,
    checked: Checked,
    source: Source,
    accepted: Mapping[str, str] | None = None,
    seen: str | None = None,
) -> Taken:
    """Write what the rows change of which every warning is accepted: one transaction, one import, one record.

    `accepted` are reasons by the ids of warnings; each stays on the figure or benchmark. The rows are checked
    once more against what is held now: Refused where it would be something else than in `checked` (or `seen`,
    the digest of what a person was shown). What was taken already changes nothing.
    """
    if not by.may(IMPORT):
        raise PermissionDenied
    accepted = _reasons(accepted or {})
    parsed, answers = checked.parsed, checked.known.answers
    fresh = check(parsed, read_known(parsed, answers, lock=True))
    if not any(row.changes for row in fresh.rows):
        return Taken(counted(fresh.rows), len(fresh.problems.rows), None)
    if (seen or checked.digest) != fresh.digest:
        raise Refused(OVERTAKEN)
    settled = settle(fresh, accepted)
    left_out = len(
        fresh.left_out(accepted) | ({r.number for r in fresh.rows} - {r.number for r in settled.rows})
    )
    done = counted(settled.rows)
    if not any(row.changes for row in settled.rows):
        return Taken(done, left_out, None)
    try:
        with transaction.atomic():
            new = _import(by, source, done, left_out)
            said = _write(by, settled, new, accepted, source)
    except IntegrityError as error:
        raise Refused(CLASH) from error
    record("imported figures from", new, by=by, after={"name": new.name, "SHA-256": new.sha256, **said})
    return Taken(done, left_out, new)


def _reasons(accepted: Mapping[str, str]) -> dict[str, str]:
    found = {warning: reason.strip() for warning, reason in accepted.items()}
    if not all(found.values()):
        raise Refused("Say why each warning is accepted.")
    if any(len(reason) > LONGEST_REASON for reason in found.values()):
        raise Refused(f"A reason has up to {LONGEST_REASON} characters.")
    return found


def _import(by: Actor, source: Source, done: Counted, left_out: int) -> Import:
    return Import.objects.create(
        kind=KIND,
        title=TITLE,
        name=source.name[:200],
        sha256=source.sha256,
        by_id=by.pk,
        by_name=by.name,
        at=clock.now(),
        added=done.added,
        corrected=done.restated,
        unchanged=done.again + done.unchanged,
        left_out=left_out,
    )


def _write(
    by: Actor, settled: Checked, new: Import, accepted: Mapping[str, str], source: Source
) -> dict[str, object]:
    """Everything that the rows change; what of it history tells, by its name."""
    known, rows = settled.known, settled.rows
    figures = put_figures(rows, known.known_at or new.at, new, accepted)
    benchmarks = put_benchmarks(rows, new)
    warned = put_warnings(
        by=by, rows=rows, figures=figures, benchmarks=benchmarks, accepted=accepted, at=new.at
    )
    names = put_names(settled)
    targets = put_targets(by=by, rows=rows, source=source)
    restated = [f for row in rows for f in row.figures if f.restates]
    slugs = {row.indicator.pk: row.indicator.slug for row in rows}
    said = {
        "published_on": settled.parsed.published_on,
        "council_called": ", ".join(settled.parsed.council),
        "in_all": counted(rows).in_words(),
        "restated": [f"{slugs[f.key.indicator]} {f.key.month:%Y-%m}: {difference(f)}" for f in restated],
        "accepted_warnings": warned,
        "names_remembered": names,
        "targets": targets,
        "rows_left_out": new.left_out,
    }
    return {name: value for name, value in said.items() if value}
