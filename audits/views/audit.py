"""One audit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from audits import blinding, reading
from audits.agreed import shown as agreed_shown
from audits.models import Audit, Concern
from audits.permissions import MODERATE, SUBMIT, VIEW
from audits.record import shown as record_shown
from audits.running import adjustments
from audits.standing import standing_of
from audits.urgent import returns
from audits.views.returns import may_return
from core import history
from core.permissions import requires


@requires(VIEW)
def audit(request: HttpRequest, pk: int) -> HttpResponse:
    """An audit within the reader's reach: what was found, both grades, its history."""
    visible = Audit.objects.visible_to(request.user).prefetch_related("findings__tags")
    shown = get_object_or_404(
        visible.select_related("cycle", "tool", "service_area", "team", "auditor"), pk=pk
    )
    hidden = blinding.hides_grade(request.user, shown)
    adjusting = adjustments.on_page(request.user, shown)
    lines = adjustments.history_without_reasons(history.of(shown), adjusting.known, request.user)
    context = {
        "audit": shown,
        "adjusting": adjusting,
        "hidden": hidden,
        "history_lines": blinding.history_without_grades(lines) if hidden else lines,
        "pages": reading.answers_of(shown) if shown.is_completed else [],
        "record": record_shown.beside(request.user, shown),
        "moderations": list(shown.moderations.select_related("moderator")),
        "shows_tags": True,
        "concerns": list(Concern.objects.visible_to(request.user).filter(audit=shown)),
        "returns": returns.of_audit(shown, blinding.CODES if hidden else ()),
        **_rights(request.user, shown),
        **agreed_shown.beside(request.user, shown),
    }
    return render(request, "audits/audit.html", context)


def _rights(user: Any, shown: Audit) -> dict[str, bool]:
    """What this person may do with the audit."""
    staff = user.access.staff_id
    own = staff is not None and shown.auditor_id == staff and user.may(SUBMIT)
    may_moderate = shown.is_completed and user.may(MODERATE)
    bar = standing_of(user).bar(shown) if shown.is_completed else ""
    return {
        "may_write": own and shown.is_to_do and shown.cycle.state == "open",
        "may_raise": own,
        "may_moderate": may_moderate and not bar,
        "may_tag": may_moderate,
        "may_return": may_return(user, shown, bar),
    }
