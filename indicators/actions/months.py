"""A month's analysis and confirmation, section by section, and its sign-off as a whole."""

import datetime as dt
import hashlib
from typing import Any

from core import clock, months
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from figures.actions import freeze
from figures.models import CurrentFigure, Indicator, Stale
from indicators.models import Section, SectionMonth, SignOff
from indicators.reading.catalogue import catalogue
from indicators.reading.months import MonthState, headlines, month_state
from indicators.reading.signed import SIGNED_OFF
from indicators.rules.signing import is_over

REASON_NEEDED = "{month} is signed off. Say why its analysis is changed: the reason stays with it."
NOT_BEGUN = "{month} has not begun."
NOT_OVER = "{month} is not over. It can be confirmed and signed off from {day} on."
NOTHING = "{month} has no indicators in this section, so there is nothing to confirm."
EMPTY = "The catalogue has no indicators in {month}, so there is nothing to sign off."
SIGNED = "{month} is signed off. Nothing is left to confirm: what changes now is a restatement."
HELD_BACK = (
    "{count} of these figures are held back from you for now, and nobody confirms what they have not seen. "
    "Somebody else can, or you can once they are shown to you."
)
STALE = "Records of {month} have just changed and its figures are being computed. Try again in a minute."
WITHOUT_REASON = "{count} without a value: say why the month is signed off without {them}."
MEANWHILE = "Somebody else saved this analysis while you were writing."
MOVED = (
    "Figures changed while you were looking at them. They are shown as they are now: look again and confirm."
)
OTHERS = "Other figures are missing than the page showed. They are listed as they are now: look again."


def stamp(analysis: str) -> str:
    """What a page carries to say which text it was made from."""
    return hashlib.sha256(analysis.encode()).hexdigest()[:16]


def stamp_of_missing(state: MonthState) -> str:
    """What a page carries to say which missing figures it listed."""
    return stamp("\n".join(f"{each.indicator.slug} {each.why_missing}" for each in state.missing))


@action
def write_analysis(
    *, by: Actor, section: Section, month: dt.date, text: str, seen: str | None = None, reason: str = ""
) -> SectionMonth:
    """The section's analysis of the month says this from now on; history keeps what it said before.

    `seen` is the stamp of the text that was read: Conflict when somebody saved another meanwhile. Once the
    month is signed off a change needs a reason.
    """
    row, said = _locked(section, month), text.strip()
    if row.analysis == said:
        return row
    if seen is not None and seen != stamp(row.analysis):
        raise Conflict(row, MEANWHILE)
    if row.month > clock.today():
        raise Refused(_say(NOT_BEGUN, row.month))
    if not said:
        raise Refused("Enter the analysis.")
    if not reason.strip() and SignOff.objects.filter(month=row.month).exists():
        raise Refused(_say(REASON_NEEDED, row.month))
    before, row.analysis = row.analysis, said
    row.save(update_fields=["analysis"])
    told = {"before": {"analysis": before}, "after": {"analysis": said}}
    record("wrote the analysis of", row, by=by, reason=reason.strip(), **told)
    return row


@action
def confirm(*, by: Actor, section: Section, month: dt.date, seen: str | None = None) -> SectionMonth:
    """The section's figures of the month are right, as they are now.

    `seen` is the digest of the figures that were looked at: Conflict when one has moved since. Confirming
    again what is confirmed changes nothing.
    """
    row = _locked(section, month)
    state = month_state(by, row.month, section).section(section)
    if state.is_up_to_date:
        return row
    _check_confirmable(row.month, len(state.figures), state.held_back)
    if seen is not None and seen != state.digest:
        raise Conflict(state, MOVED)
    again = row.confirmed_at is not None
    row.confirmed_at, row.confirmed_by, row.confirmed_by_name = clock.now(), _person(by), str(by.name)
    row.confirmed_figures, row.confirmed_each = state.digest, state.figure_ids
    row.save()
    verb = "confirmed, again, the figures of" if again else "confirmed the figures of"
    record(verb, row, by=by, after={"confirmed": _counted(len(state.figures), len(state.missing))})
    return row


def _check_confirmable(month: dt.date, figures: int, held_back: int) -> None:
    if SignOff.objects.filter(month=month).exists():
        raise Refused(_say(SIGNED, month))
    _check_over(month)
    if not figures:
        raise Refused(_say(NOTHING, month))
    if held_back:
        raise Refused(HELD_BACK.format(count=held_back))


@action
def sign_off(*, by: Actor, month: dt.date, seen: str | None = None, reason: str = "") -> SignOff:
    """The month is as it is to be: every headline figure of it, at every place, is frozen.

    Refused, in words that say which, until every section is confirmed as its figures are now; and without a
    reason where figures are missing. Signing again what is signed off changes nothing, and of two at once
    the second finds it done. `seen` is the stamp of the missing figures that the page listed.
    """
    month = months.first_of(month)
    list(SectionMonth.objects.select_for_update().filter(month=month).order_by("pk").values_list("pk"))
    signed = SignOff.objects.filter(month=month).first()
    if signed is not None:
        return signed
    listed, current = _hold_figures(month)
    state = month_state(by, month)
    _check_ready(state)
    if seen is not None and seen != stamp_of_missing(state):
        raise Conflict(state, OTHERS)
    why = _reason(state, reason.strip())
    missing = [[each.indicator.slug, each.indicator.name, each.why_missing] for each in state.missing]
    told = {"at": clock.now(), "by": _person(by), "by_name": str(by.name)}
    made = SignOff.objects.create(month=month, missing=missing, reason=why, **told)
    rows = CurrentFigure.objects.filter(pk__in=current).select_related("figure")
    figures = [row.figure for row in rows]
    frozen = freeze(by=by, figures=figures, why=SIGNED_OFF, settled=listed)
    record("signed off", made, by=by, after={"kept": _counted(frozen, len(missing))}, reason=why)
    return made


def _hold_figures(month: dt.date) -> tuple[list[tuple[int, dt.date, str]], list[int]]:
    """What is settled, and which current figures are frozen: locked, so that who brings others sees it.

    The indicators are locked for what is not known of them: a first figure has no row that could be.
    """
    listed = catalogue(month)
    indicators = Indicator.objects.select_for_update(no_key=True).filter(pk__in=[each.pk for each in listed])
    list(indicators.order_by("pk").values_list("pk"))
    rows = CurrentFigure.objects.select_for_update().filter(headlines(listed, month))
    current = list(rows.order_by("pk").values_list("pk", flat=True))
    return [(each.pk, month, each.headline) for each in listed], current


def _check_ready(state: MonthState) -> None:
    _check_over(state.month)
    if not state.sections:
        raise Refused(_say(EMPTY, state.month))
    if Stale.objects.filter(month=state.month).exists():
        raise Refused(_say(STALE, state.month))
    if state.open:
        waiting = "; ".join(f"{each.section}: {_lowered(each.standing)}" for each in state.open)
        raise Refused(f"{months.label(state.month)} cannot be signed off yet. {waiting}.")
    if state.held_back:
        raise Refused(HELD_BACK.format(count=state.held_back))


def _reason(state: MonthState, reason: str) -> str:
    """Why it is signed off though figures are missing; blank where none is."""
    count = len(state.missing)
    if count and not reason:
        figures, them = ("1 figure is", "it") if count == 1 else (f"{count} figures are", "them")
        raise Refused(WITHOUT_REASON.format(count=figures, them=them))
    return reason if count else ""


def _check_over(month: dt.date) -> None:
    if not is_over(month, clock.today()):
        first = months.plus_months(month, 1)
        raise Refused(_say(NOT_OVER, month, day=f"{first.day} {first:%B %Y}"))


def _locked(section: Section, month: dt.date) -> SectionMonth:
    row, _ = SectionMonth.objects.get_or_create(section=section, month=months.first_of(month))
    return SectionMonth.objects.select_for_update(of=("self",)).select_related("section").get(pk=row.pk)


def _person(by: Actor) -> Any:
    return by if by.pk is not None else None


def _counted(figures: int, missing: int) -> str:
    """'12 figures, 1 without a value', for history."""
    words = "1 figure" if figures == 1 else f"{figures:,} figures"
    return f"{words}, {missing} without a value" if missing else words


def _say(words: str, month: dt.date, **more: str) -> str:
    return words.format(month=months.label(month), **more)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
