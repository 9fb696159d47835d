"""The administrator's pages of staff."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.permissions import requires
from core.tables import RecordList
from organisation import actions, dated, listing, tables
from organisation.filters import StaffFilters
from organisation.forms import EndForm
from organisation.forms.staff import STAFF_FIELDS, StaffChange, StaffCorrect, StaffName, StaffNew
from organisation.models import Staff
from organisation.permissions import MANAGE_ORGANISATION
from organisation.views.asking import ask
from organisation.views.showing import Shown, show

CAN = [
    ("Change from a day", "staff_change"),
    ("Change name or staff id", "staff_name"),
    ("Record that they left", "staff_leave"),
]


class StaffList(RecordList):
    """Everybody who is or was on the staff."""

    permissions = [MANAGE_ORGANISATION]
    title = "Staff"
    empty = "Nobody is on record yet. Add the first, or import staff from a file."
    table_class = tables.StaffTable
    filters_class = StaffFilters

    def get_records(self, user: Any) -> QuerySet[Any]:
        return listing.staff_records()

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a member of staff", reverse("staff_new"))]


@requires(MANAGE_ORGANISATION)
def staff(request: HttpRequest, pk: int) -> HttpResponse:
    """One member of staff: records over time, the user that they are, their history."""
    one = get_object_or_404(Staff.objects.select_related("user"), pk=pk)
    records = Shown(tables.StaffRecordTable(one.records.select_related("team")), "Nothing is on record.")
    return show(request, one, back=("Staff", "staff_list"), tables=[records], actions=CAN)


@requires(MANAGE_ORGANISATION)
def new(request: HttpRequest) -> HttpResponse:
    """Add somebody."""
    form = StaffNew(request.POST or None)
    return ask(
        request,
        form,
        lambda told: actions.create_staff(
            by=request.user,
            staff_id=told["staff_id"],
            name=told["name"],
            values=form.values(),
            starts_on=told["on"],
        ),
        done="The member of staff was added.",
        title="Add a member of staff",
        submit="Add",
        cancel_url=reverse("staff_list"),
    )


@requires(MANAGE_ORGANISATION)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change role, status, FTE or team from a day."""
    one = get_object_or_404(Staff, pk=pk)
    form = StaffChange(request.POST or None, owner=one, initial=_recorded(dated.todays(one)))
    return ask(
        request,
        form,
        lambda told: actions.change_staff(
            by=request.user, staff=one, values=form.values(), on=told["on"], seen=told["seen"]
        ),
        done="The change was recorded.",
        title=f"Change {one}",
        intro="What was recorded before that day stays.",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name or the staff id."""
    one = get_object_or_404(Staff, pk=pk)
    return ask(
        request,
        StaffName(request.POST or None, owner=one, initial={"name": one.name, "staff_id": one.staff_id}),
        lambda told: actions.name_staff(by=request.user, staff=one, **told),
        done="The name was changed.",
        title=f"Change name or staff id of {one}",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def correct(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    """Put a record right."""
    one = get_object_or_404(Staff, pk=pk)
    wrong = get_object_or_404(one.records, pk=record)
    days = {"starts_on": wrong.starts_on, "ends_on": wrong.ends_on}
    form = StaffCorrect(request.POST or None, owner=one, initial={**_recorded(wrong), **days})
    return ask(
        request,
        form,
        lambda told: actions.correct_staff_record(
            by=request.user,
            wrong=wrong,
            values=form.values(),
            **{key: told[key] for key in ("starts_on", "ends_on", "reason", "seen")},
        ),
        done="The record was corrected.",
        title=f"Correct a record of {one}",
        intro="For what was recorded wrongly. Use ‘Change from a day’ for what became different.",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that somebody left."""
    one = get_object_or_404(Staff, pk=pk)
    return ask(
        request,
        EndForm(request.POST or None, owner=one, label="First day on which they are no longer employed"),
        lambda told: actions.leave(by=request.user, staff=one, **told),
        done="That they left was recorded.",
        title=f"Record that {one} left",
        intro="Their records stay. Their user, if they have one, is to be switched off on the user’s page.",
        cancel_url=one.get_absolute_url(),
    )


def _recorded(record: Any) -> dict[str, Any]:
    fields = {field: getattr(record, field, None) for field in STAFF_FIELDS}
    return {**fields, "fte": f"{record.fte.normalize():f}"} if record else fields
