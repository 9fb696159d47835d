"""Agreed actions: the list, one of them, what they are about time and again."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from audits.agreed import shown as agreed_shown
from audits.agreed.filters import ActionFilters
from audits.agreed.standing import ties_to
from audits.agreed.tables import ActionTable
from audits.agreed.themes import repetitions, themes
from audits.models import AgreedAction, Audit
from audits.permissions import ACT
from core.permissions import requires
from core.tables import RecordList
from organisation.roles import Role

SHOWN = ("audit__cycle", "audit__service_area", "audit__team", "audit__auditor", "owner")


def action_of(request: HttpRequest, pk: int) -> AgreedAction:
    """The action that the address names, if it is within this person's reach; else a 404."""
    return get_object_or_404(AgreedAction.objects.visible_to(request.user).select_related(*SHOWN), pk=pk)


class Actions(RecordList):
    """Every action within the reader's reach."""

    permissions = [ACT]
    title = "Actions"
    table_class = ActionTable
    filters_class = ActionFilters
    template_name = "audits/actions.html"
    empty = (
        "No action has been agreed yet. Auditors write them on the last pages of their audit; they are also "
        "added on the page of an audit."
    )

    def get_records(self, user: Any) -> QuerySet[Any]:
        own = Q(owner=user.pk)
        if Role.QA in user.access.roles:
            own |= Q(owner__isnull=True)
        mine = ExpressionWrapper(own, output_field=BooleanField())
        seen = AgreedAction.objects.visible_to(user).with_how_far().annotate(mine=mine)
        return seen.select_related("audit__service_area", "audit__team", "owner")

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [
            ("Inadequate audits", reverse("inadequate_tasks")),
            ("What comes back", reverse("action_themes")),
        ]

    def get_context(self) -> dict[str, Any]:
        return {"rechecked": agreed_shown.rechecked(self.request.user)}


@requires(ACT)
def agreed(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what was agreed, what has happened since, what can be done."""
    shown = action_of(request, pk)
    rechecks = list(shown.rechecks.select_related("checked_by"))
    waiting = next((each for each in rechecks if each.lasted is None), None) if shown.done_on else None
    ties = ties_to(request.user, shown)
    context = {
        "agreed": shown,
        "updates": list(shown.updates.select_related("by")),
        "tags": list(shown.tags.all()),
        "repetitions": repetitions(shown),
        "rechecks": [each for each in rechecks if each.lasted is not None],
        "waiting": waiting,
        "visible_audit": Audit.objects.visible_to(request.user).filter(pk=shown.audit_id).exists(),
        "offers": agreed_shown.offers(shown, ties, waiting),
    }
    return render(request, "audits/action.html", context)


@requires(ACT)
def repeated(request: HttpRequest) -> HttpResponse:
    """What the last 12 months' actions are about, by service area and by team."""
    context = {
        "parts": [
            ("By service area", "Service area", "service_area", themes(request.user, "service_area")),
            ("By team", "Team", "team", themes(request.user, "team")),
        ]
    }
    return render(request, "audits/action_themes.html", context)
