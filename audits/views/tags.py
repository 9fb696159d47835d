"""The list of tags, kept by those who set rules; and the tags of an audit's points."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audits.actions.learning import correct_tags, digest_of
from audits.actions.tags import add_tag, change_tag, described_tag, set_tag_in_use
from audits.forms.learning import ChangeTagForm, PointTagsForm, TagForm
from audits.learning.searching import with_points
from audits.learning.tables import TagTable
from audits.models import Audit, Tag
from audits.permissions import MODERATE, SET_RULES
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList

GOES_ON = "Points whose tags nobody has corrected go by its words; with many points that takes a moment."


class Tags(RecordList):
    """Every tag."""

    permissions = [SET_RULES]
    title = "Tags"
    intro = "Points of good practice and areas for improvement are found again, and counted, under these."
    empty = (
        "There is no tag yet, so the summary counts none. Add the first, such as Chronology, with the words "
        "that stand for it: the points of all audits in which one of them stands get it."
    )
    table_class = TagTable

    def get_records(self, user: Any) -> QuerySet[Any]:
        return with_points(Tag.objects.all())

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a tag", reverse("tag_new"))]


@requires(SET_RULES)
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """One tag: its words, how many points have it, its history."""
    shown = get_object_or_404(with_points(Tag.objects.all()), pk=pk)
    return render(request, "audits/tag.html", {"tag": shown})


@requires(SET_RULES)
def new(request: HttpRequest) -> HttpResponse:
    """Add a tag."""
    form = TagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_tag(by=request.user, **form.cleaned_data)
            messages.success(request, f"The tag {added} is added. {GOES_ON}")
            return redirect(added)
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return form_page(request, form, title="Add a tag", submit="Add", cancel_url=reverse("tags"))


@requires(SET_RULES)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a tag, or change its words."""
    shown = get_object_or_404(Tag, pk=pk)
    form = ChangeTagForm(request.POST or None, tag=shown)
    other: Tag | None = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_tag(by=request.user, tag=shown, **form.cleaned_data)
            messages.success(request, f"The tag {changed} is saved. {GOES_ON}")
            return redirect(changed)
        except Conflict as conflict:
            other = conflict.current
            form = _on_top(request, conflict.current)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return form_page(
        request,
        form,
        title=f"Change the tag {shown}",
        cancel_url=shown.get_absolute_url(),
        template="audits/tag_form.html",
        status=409 if other else 200,
        other=other,
    )


def _on_top(request: HttpRequest, current: Tag) -> ChangeTagForm:
    """The form as typed, now on top of what somebody else saved."""
    data = request.POST.copy()
    data["seen"] = json.dumps(described_tag(current))
    form = ChangeTagForm(data, tag=current)
    form.full_clean()
    return form


@requires(SET_RULES)
@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tag out of use, or put it back."""
    active = request.POST.get("active") == "yes"
    moved = set_tag_in_use(by=request.user, tag=get_object_or_404(Tag, pk=pk), active=active)
    words = f"back in use. {GOES_ON}" if active else "out of use. The points that have it keep it."
    messages.success(request, f"The tag {moved} is {words}")
    return redirect(moved)


@requires(MODERATE)
def of_audit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the tags of a completed audit's points."""
    visible = Audit.objects.visible_to(request.user).completed().select_related("cycle", "service_area")
    audit = get_object_or_404(visible, pk=pk)
    points = list(audit.findings.prefetch_related("tags"))
    form = PointTagsForm(request.POST or None, points=points, seen=digest_of(points))
    other = False
    if request.method == "POST" and form.is_valid():
        try:
            correct_tags(by=request.user, audit=audit, tags=form.chosen(), seen=form.cleaned_data["seen"])
            messages.success(request, "The tags are saved.")
            return redirect(audit)
        except Conflict as conflict:
            other = True
            form = _again(request, audit)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _tags_page(request, form, audit, other=other)


def _again(request: HttpRequest, audit: Audit) -> PointTagsForm:
    """The boxes as they were ticked, on top of the points as they are now."""
    points = list(audit.findings.prefetch_related("tags"))
    data = request.POST.copy()
    data["seen"] = digest_of(points)
    form = PointTagsForm(data, points=points, seen=digest_of(points))
    form.full_clean()
    return form


def _tags_page(request: HttpRequest, form: PointTagsForm, audit: Audit, *, other: bool) -> HttpResponse:
    return form_page(
        request,
        form,
        title=f"Tags of the audit of {audit.case_ref}",
        cancel_url=audit.get_absolute_url(),
        template="audits/point_tags.html",
        status=409 if other else 200,
        audit=audit,
        other=form.points if other else [],
        any_tags=Tag.objects.exists(),
    )
