"""The management response to a caseload that is too full: each is added, none is ever overwritten."""

import datetime as dt

from caseloads.models import CaseloadResponse
from caseloads.reading.holding import Worker, worker_on
from caseloads.reading.policies import Policies
from caseloads.rules.responding import review_refused
from core import clock
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.dated import locked
from organisation.models import Staff, User

About = CaseloadResponse.About
MEANWHILE = "Somebody else has responded since you opened this page."
NOT_OVER = {
    About.REPORTED: "{name} holds {children} children today; a response is asked for from {reported_from}.",
    About.PROTECTED: "The caseload of {name} is within the protected limit today, or no longer protected.",
}
STILL_OVER = "The caseload of {name} still needs a response. It is closed once it no longer does."


def asks_for_response(worker: Worker, about: str) -> bool:
    """Whether the caseload needs a management response: 20 or more, or over a protected limit."""
    return worker.is_reported if about == About.REPORTED else worker.is_over_protected


@action
def respond(
    *, by: User, staff: Staff, about: str, text: str, review_on: dt.date, seen: int
) -> CaseloadResponse:
    """Record what the management does about the caseload as it is today, and when it looks again.

    `seen` is the primary key of the newest response as this person read it, 0 where there was none: Conflict,
    with the newest one, when somebody responded meanwhile. Refused when the caseload needs no response
    today. The same words of the same person on the same day are once.
    """
    now, today = locked(staff), clock.today()
    said = text.strip()
    last = _last(now, about)
    if last and _is_the_same(last, by, said, review_on, today):
        return last
    if last and last.pk != seen:
        raise Conflict(last, MEANWHILE)
    worker = worker_on(now, today, Policies.read())
    if not asks_for_response(worker, about):
        raise Refused(NOT_OVER[About(about)].format(**worker.__dict__))
    if not said:
        raise Refused("Enter what is done about the caseload.")
    if wrong := review_refused(review_on, today):
        raise Refused(wrong)
    new: CaseloadResponse = now.caseload_responses.create(
        about=about, children=worker.children, text=said, made_on=today, review_on=review_on, by=by
    )
    record("responded to the caseload of", now, by=by, after=_in_history(new))
    return new


@action
def close_response(*, by: Actor, response: CaseloadResponse) -> CaseloadResponse:
    """The caseload needs no response any more: the newest one is no longer in force.

    Refused while it does need one; Conflict when somebody has responded meanwhile.
    """
    staff = locked(response.staff)
    now = CaseloadResponse.objects.select_related("by").get(pk=response.pk)
    if now.closed_on is not None:
        return now
    last = _last(staff, now.about)
    if last is not None and last.pk != now.pk:
        raise Conflict(last, MEANWHILE)
    worker = worker_on(staff, clock.today(), Policies.read())
    if asks_for_response(worker, now.about):
        raise Refused(STILL_OVER.format(name=worker.name))
    now.closed_on = clock.today()
    now.save(update_fields=["closed_on"])
    after = {"children": worker.children, "closed_on": now.closed_on}
    record("closed the response to the caseload of", staff, by=by, after={"about": _about(now), **after})
    return now


def _last(staff: Staff, about: str) -> CaseloadResponse | None:
    newest: CaseloadResponse | None = (
        staff.caseload_responses.filter(about=about).select_related("by").order_by("-pk").first()
    )
    return newest


def _is_the_same(last: CaseloadResponse, by: User, text: str, review_on: dt.date, today: dt.date) -> bool:
    own = last.by_id == by.pk and last.made_on == today and last.closed_on is None
    return own and (last.text, last.review_on) == (text, review_on)


def _in_history(response: CaseloadResponse) -> dict[str, object]:
    """What the history of a member of staff says: the words are for those concerned, with the response."""
    said = {"children": response.children, "review_on": response.review_on}
    return {"about": _about(response), **said}


def _about(response: CaseloadResponse) -> str:
    return response.get_about_display()
