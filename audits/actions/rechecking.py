"""Re-checks: chance picks a share of what is done; the QA unit looks at the case again."""

import datetime as dt
from secrets import token_hex

from audits.actions.updating import locked, put_back, said
from audits.agreed.standing import ties_to
from audits.models import ActionUpdate, AgreedAction, Recheck, SecondLookRule
from audits.rules.agreed import recheck_day_problem, rechecking_refused
from audits.rules.second_looks import draw
from core import clock, months
from core.errors import Refused
from core.history import action, record
from organisation.models import User

NOT_LASTED = "Re-checked on the case on {day:%-d %B %Y}: it did not last. {words}"


@action
def draw_rechecks(*, by: User, day: dt.date) -> list[Recheck]:
    """Pick, of the actions done in the day's month, as many as the rule's share asks for.

    The seed is the month's own, made with its first pick and kept with each. What is picked stays picked.
    """
    rules = SecondLookRule.objects.on(day).filter(kind=SecondLookRule.Kind.RECHECK)
    rule = rules.select_for_update().first()  # two actions done at once are drawn one after the other
    if rule is None:
        return []
    month = months.first_of(day)
    done = AgreedAction.objects.filter(done_on__gte=month, done_on__lte=months.last_day(month))
    pool = {str(each.pk): each for each in done}
    seed = _seed(month)
    there = _picked(list(pool.values()))
    picked = draw(seed=seed, share=rule.share or 0, rest=list(pool), picked=there, all_in=True)
    rows = [Recheck(action=pool[key], seed=seed, picked_at=clock.now()) for key in picked]
    for row in Recheck.objects.bulk_create(rows):
        record("picked for a re-check", row.action, by=by, after={"seed": seed})
    return rows


def _seed(month: dt.date) -> str:
    """The month's seed, which begins with its key; a new one where nothing is picked yet."""
    begins = f"{months.key(month)}/"
    known: str | None = Recheck.objects.filter(seed__startswith=begins).values_list("seed", flat=True).first()
    return known or f"{begins}{token_hex(8)}"


def _picked(done: list[AgreedAction]) -> list[str]:
    """Those that wait for a re-check, or had one since they were last done."""
    rows = Recheck.objects.filter(action__in=done).values_list("action", "lasted", "picked_at")
    finished: dict[int, dt.datetime] = dict(
        ActionUpdate.objects.filter(action__in=done, kind=ActionUpdate.Kind.DONE)
        .order_by("number")
        .values_list("action", "at")
    )
    return [str(pk) for pk, lasted, at in rows if lasted is None or at >= finished[pk]]


@action
def record_recheck(*, by: User, picked: Recheck, lasted: bool, words: str, day: dt.date) -> Recheck:
    """Say whether it lasted. What did not is to do again. Saying the same twice changes nothing."""
    agreed = locked(picked.action)
    now: Recheck = Recheck.objects.select_for_update().get(pk=picked.pk)
    if now.lasted is not None:
        if (now.lasted, now.words, now.checked_by_id) == (lasted, words.strip(), by.pk):
            return now
        raise Refused("Somebody else has recorded this re-check already.")
    if agreed.done_on is None:
        raise Refused("This action was reopened. It can be re-checked once it is done again.")
    refused = rechecking_refused(ties_to(by, agreed))
    refused = refused or recheck_day_problem(day, agreed.done_on, clock.today())
    if refused:
        raise Refused(refused)
    now.lasted, now.words = lasted, said(words, "Enter what the case shows.")
    now.checked_by, now.checked_on = by, day
    now.save(update_fields=["lasted", "words", "checked_by", "checked_on"])
    after = {"re_checked_on": f"{day:%-d %B %Y}", "it_lasted": "yes" if lasted else "no"}
    record("re-checked", agreed, by=by, after=after, reason=now.words)
    if not lasted:
        put_back(by=by, agreed=agreed, reason=NOT_LASTED.format(day=day, words=now.words))
    return now
