"""Calibration sessions: the list, setting one up, one session, grading a case of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audits import actions
from audits.forms.calibration import CaseGradeForm, SessionForm
from audits.models import Calibration, CalibrationCase, CalibrationGrade, Grade
from audits.permissions import CALIBRATE, RUN_CYCLES
from audits.second_looks import calibrating
from audits.standing import standing_of
from core.errors import Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import Column, DateColumn, NumberColumn, RecordList, RecordTable, TagColumn


class CalibrationTable(RecordTable):
    """Sessions, newest first."""

    title = Column(linkify=True)
    held_on = DateColumn()
    state = TagColumn(colours={"Open": "blue", "Closed": "green"})
    number = NumberColumn(verbose_name="Cases")

    caption = "Calibration sessions"
    default_sort = ("-held_on",)

    class Meta(RecordTable.Meta):
        model = Calibration
        fields: tuple[str, ...] = ()


class Calibrations(RecordList):
    """The sessions that one takes part in; all of them for those who set them up."""

    permissions = [CALIBRATE]
    title = "Calibration"
    intro = "Several people grade the same audits, each alone. Once a session is closed, all see the spread."
    table_class = CalibrationTable
    empty = (
        "You have not been asked to take part in a session. When the quality assurance unit does, it is here."
    )

    def get_records(self, user: Any) -> QuerySet[Any]:
        return Calibration.objects.visible_to(user).annotate(number=Count("cases", distinct=True))

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Set up a session", reverse("calibration_new"))] if user.may(RUN_CYCLES) else []


@requires(RUN_CYCLES)
def new(request: HttpRequest) -> HttpResponse:
    """Set up a session."""
    form = SessionForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_calibration(by=request.user, **form.cleaned_data)
            messages.success(request, "The session is set up. Those who grade have it on their home page.")
            return redirect(made)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title="Set up a calibration session",
        submit="Set up",
        cancel_url=reverse("calibrations"),
    )


@requires(CALIBRATE)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: what is mine to grade, how far the others are; once it is closed, the spread."""
    shown = get_object_or_404(Calibration.objects.visible_to(request.user), pk=pk)
    closed = shown.state == Calibration.State.CLOSED
    runs = request.user.may(RUN_CYCLES)
    found = calibrating.spreads(request.user, shown) if closed else []
    counted = shown.graders.select_related("user").order_by("user__name", "pk")
    given = dict(
        CalibrationGrade.objects.filter(case__calibration=shown)
        .order_by()
        .values_list("grader")
        .annotate(number=Count("pk"))
    )
    context = {
        "session": shown,
        "closed": closed,
        "runs": runs,
        "mine": [] if closed else calibrating.to_grade(request.user, shown),
        "cases": list(shown.cases.select_related("audit__cycle")) if runs else [],
        "graders": [(each.user.name, given.get(each.user_id, 0)) for each in counted] if runs else [],
        "found": found,
        "overall": calibrating.overall(found) if found else None,
        "grades": Grade.labels,
    }
    return render(request, "audits/calibration.html", context)


@requires(RUN_CYCLES)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a session."""
    shown = get_object_or_404(Calibration.objects.visible_to(request.user), pk=pk)
    closed = actions.close_calibration(by=request.user, calibration=shown)
    messages.success(request, "The session is closed. All who took part see the spread.")
    return redirect(closed)


def _case_of(request: HttpRequest, pk: int, position: int) -> CalibrationCase:
    """A case of a session that this person takes part in."""
    session = get_object_or_404(Calibration.objects.filter(graders__user=request.user.pk), pk=pk)
    cases = session.cases.select_related("calibration", "audit__cycle", "audit__tool", "audit__service_area")
    return get_object_or_404(cases, position=position)


@requires(CALIBRATE)
def case(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Read a case and grade it. Not there for whoever takes no part, refused to whoever has no say in it."""
    shown = _case_of(request, pk, position)
    if standing_of(request.user).bar(shown.audit):
        raise PermissionDenied
    if shown.calibration.state == Calibration.State.CLOSED:
        messages.info(request, "This session is closed, so grades stay as they are.")
        return redirect(shown.calibration)
    own = shown.grades.filter(grader=request.user).first()
    initial = {"grade": own.grade, "reason": own.reason} if own else {}
    form = CaseGradeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grade_case(by=request.user, case=shown, **form.cleaned_data)
            messages.success(request, f"Your grade of case {position} is saved.")
            return redirect(shown.calibration)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Case {position}: {shown.calibration}",
        submit="Save my grade",
        cancel_url=shown.calibration.get_absolute_url(),
        template="audits/calibration_case.html",
        audit=shown.audit,
        pages=calibrating.content_of(shown.audit),
    )
