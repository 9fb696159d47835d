"""The practitioner's copy of an audit: a page to print or send."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.actions.copying import make_copy
from audits.blinding import hides_grade
from audits.learning.copying import copy_of
from audits.models import Audit
from audits.permissions import VIEW
from core.errors import Refused
from core.permissions import requires


@requires(VIEW)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent: note that a copy is made, then show it. Got: show it. Not where the grade is held back."""
    visible = Audit.objects.visible_to(request.user).completed()
    audit = get_object_or_404(
        visible.select_related("cycle", "tool", "service_area", "team", "auditor"), pk=pk
    )
    if request.method == "POST":
        try:
            make_copy(by=request.user, audit=audit)
        except Refused as refusal:
            raise Http404(str(refusal)) from refusal
        return redirect("audit_copy", pk)
    if hides_grade(request.user, audit):
        raise Http404("The grade is held back.")
    return render(request, "audits/copy.html", {"audit": audit, "copy": copy_of(audit)})
