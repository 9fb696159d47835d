"""Addresses for tests of what every room's pages share: the product's own, a form, a list."""

import django_filters
from django import forms
from django.http import HttpResponseRedirect
from django.urls import include, path

from core import tables
from core.forms import GovukForm, form_page
from organisation.models import Staff
from organisation.permissions import MANAGE_ORGANISATION

handler429 = "core.signin.too_many_requests"


class NoteForm(GovukForm):
    title = forms.CharField(max_length=40)
    text = forms.CharField(widget=forms.Textarea, max_length=200_000, required=False)
    due_on = forms.DateField(required=False)
    urgent = forms.BooleanField(required=False)
    teams = forms.MultipleChoiceField(
        choices=[("a", "Team A"), ("b", "Team B")], required=False, widget=forms.CheckboxSelectMultiple
    )


def note(request):
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect("/")
    return form_page(request, form, title="Write a note", cancel_url="/")


class StaffTable(tables.RecordTable):
    staff_id = tables.Column("Number")
    name = tables.Column("Name")

    caption = "Members of staff"
    row_header = "name"
    default_sort = ("name",)


class StaffFilters(tables.RecordFilters):
    name = django_filters.CharFilter(label="Name", lookup_expr="icontains")
    staff_id = django_filters.CharFilter(label="Staff number")
    numbered = django_filters.NumberFilter(label="Number of team", field_name="records__team")
    private = frozenset({"staff_id"})


class StaffList(tables.RecordList):
    title = "Members of staff"
    table_class = StaffTable
    filters_class = StaffFilters
    permissions = [MANAGE_ORGANISATION]
    empty = "Nobody yet. Import the staff list."

    def get_records(self, user):
        return Staff.objects.all()


urlpatterns = [
    path("note/", note, name="note"),
    path("staff-list/", StaffList.as_view(), name="staff_list_for_tests"),
    path("", include("config.urls")),
]
