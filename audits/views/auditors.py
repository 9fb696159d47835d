"""Auditors: one's own page, and each one's for those who see how far auditors and moderators agree."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from audits.learning import auditors as reading
from audits.learning.tables import AuditorTable
from audits.permissions import SUBMIT, VIEW_AGREEMENT
from core.permissions import requires
from core.tables import RecordList
from core.tables.pages import BoundedPaginator, pagination
from organisation.models import Staff

SAID_PER_PAGE = 20


class Auditors(RecordList):
    """Everybody who was given an audit."""

    permissions = [VIEW_AGREEMENT]
    title = "Auditors"
    intro = "Audits of the monthly cycles, by whom they were given to."
    empty = "Nobody has been given an audit yet. Plan a cycle and allocate its audits."
    table_class = AuditorTable

    def get_records(self, user: Any) -> QuerySet[Any]:
        return reading.auditors()


@requires(SUBMIT)
def me(request: HttpRequest) -> HttpResponse:
    """One's own audits, agreement and moderations."""
    staff = Staff.objects.filter(pk=request.user.access.staff_id).first()
    if staff is None:
        return render(request, "audits/auditor.html", {"auditor": None, "own": True})
    return _page(request, staff, own=True)


@requires(VIEW_AGREEMENT)
def auditor(request: HttpRequest, pk: int) -> HttpResponse:
    """Anybody's."""
    return _page(request, get_object_or_404(reading.auditors(), pk=pk), own=False)


def _page(request: HttpRequest, staff: Staff, *, own: bool) -> HttpResponse:
    said = BoundedPaginator(reading.said_of(staff.pk, request.user), SAID_PER_PAGE)
    page = said.nearest(request.GET.get("page", "1"))
    context = {
        "auditor": staff,
        "own": own,
        "months": reading.cycles_of(staff.pk),
        "agreement": reading.agreement_of(staff),
        "said": page,
        "pagination": pagination(page, request.GET),
    }
    return render(request, "audits/auditor.html", context)
