"""The forms of a swap in a draw, and of a sample outside the month."""

from typing import Any

from django import forms

from audits.actions.swapping import LONGEST_REASON
from audits.models import Cycle, FrameCase, ToolVersion
from audits.permissions import RUN_CYCLES
from audits.rules.sample import Case
from audits.rules.titles import title_problem
from audits.sampling import drawing
from core import clock, months
from core.forms import GovukForm, MonthField
from organisation.models import Staff


class SwapForm(GovukForm):
    """Another case in its place, or another auditor; and why."""

    mark_optional = False
    NEXT, GIVE = "next", "give"

    how = forms.ChoiceField(
        label="What should change?",
        choices=[
            (NEXT, "Draw the next case in its place"),
            (GIVE, "Give this case to another auditor"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what should change."},
    )
    auditor = forms.ModelChoiceField(
        label="Another auditor",
        queryset=Staff.objects.none(),
        required=False,
        empty_label="Choose a practice manager",
        help_text="Who may audit this case: not of its team within 12 months, nor lead of its service area.",
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        help_text="It stays in the record of the draw.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, case: FrameCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managers = Staff.objects.practice_managers_on(clock.today())
        held = Case(case.position, case.case_ref, case.service_area_id, case.team_id)
        rooms = dict.fromkeys(managers.values_list("pk", flat=True), 0)
        may = [each.key for each in drawing.barred(rooms) if each.may_take(held)]
        choice: Any = self.fields["auditor"]
        choice.queryset = Staff.objects.filter(pk__in=may).exclude(pk=case.auditor_id)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("how") == self.GIVE and not values.get("auditor") and "auditor" not in self.errors:
            self.add_error("auditor", "Select the auditor to whom the case goes.")
        return values


class SampleForm(GovukForm):
    """A sample outside the month. Who is not of the quality assurance unit plans dip samples."""

    kind = forms.ChoiceField(
        label="What kind of audit is it?",
        choices=[choice for choice in Cycle.Kind.choices if choice[0] != Cycle.Kind.MONTHLY],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="Title",
        max_length=160,
        help_text="Such as Contacts and thresholds. Never a child’s name or a case reference.",
    )
    month = MonthField(label="Month in which it begins", help_text="For example, 10 2023.")
    due_on = forms.DateField(
        label="Audits are due on",
        error_messages={
            "required": "Enter the day on which audits are due.",
            "invalid": "The day on which audits are due must be a real date, such as 16 10 2023.",
        },
    )
    tool = forms.ModelChoiceField(
        label="Version of the audit tool", queryset=ToolVersion.objects.all(), empty_label="Choose a version"
    )
    theme = forms.CharField(
        label="Theme", max_length=160, required=False, help_text="Its questions are asked of every audit."
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("month", months.first_of(clock.today()))
        if not user.may(RUN_CYCLES):
            del self.fields["kind"]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        problem = title_problem(title)
        if problem:
            raise forms.ValidationError(problem)
        return title

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values.setdefault("kind", Cycle.Kind.DIP_SAMPLE)
        month, due_on = values.get("month"), values.get("due_on")
        if month and due_on and due_on < month:
            self.add_error("due_on", "The due date must not be before the month in which the audit begins.")
        return values
