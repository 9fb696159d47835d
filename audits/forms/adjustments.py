"""Forms of adjustments: what is asked for, what is decided, why an audit was not completed."""

from typing import Any

from django import forms

from audits.models import Adjustment, Audit
from core import clock
from core.forms import GovukForm
from organisation.forms.base import DayField
from organisation.models import Staff

SEEN_BY = "Whoever may see this audit can read it. No names, and nothing about anybody’s health."
LONGEST = 1000


def _words(label: str, hint: str = SEEN_BY) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class AdjustmentForm(GovukForm):
    """One kind of adjustment of one audit. `seen` is the version of the audit that was read."""

    due_on = DayField(
        label="New due date",
        error_messages={
            "required": "Enter the new due date.",
            "invalid": "The new due date must be a real date, such as 3 11 2023.",
        },
    )
    auditor = forms.ModelChoiceField(
        label="New auditor", queryset=Staff.objects.none(), empty_label="Choose a practice manager"
    )
    reason = _words("Reason")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, audit: Audit, kind: str, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": audit.version}, **kwargs)
        keep(self, kind, audit)
        if asks and "auditor" in self.fields:
            choice: Any = self.fields["auditor"]
            choice.required, choice.empty_label = False, "Whoever the quality assurance unit chooses"


class DecisionForm(GovukForm):
    """Approve or refuse, and why; another day or auditor than asked for may be given."""

    approve = forms.TypedChoiceField(
        label="Decision",
        choices=[("yes", "Approve"), ("no", "Refuse")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or to refuse."},
    )
    due_on = DayField(label="New due date", required=False)
    auditor = forms.ModelChoiceField(
        label="New auditor",
        queryset=Staff.objects.none(),
        required=False,
        empty_label="Choose a practice manager",
    )
    decision = _words("Reason for the decision")

    def __init__(self, adjustment: Adjustment, *args: Any, **kwargs: Any) -> None:
        asked = {"due_on": adjustment.due_on, "auditor": adjustment.auditor}
        super().__init__(*args, initial=asked, **kwargs)
        keep(self, adjustment.kind, adjustment.audit)


def keep(form: GovukForm, kind: str, audit: Audit) -> None:
    """Of the day and the auditor, the field that the kind asks for."""
    if kind != Adjustment.Kind.EXTEND:
        del form.fields["due_on"]
    if kind != Adjustment.Kind.REASSIGN:
        del form.fields["auditor"]
    else:
        choice: Any = form.fields["auditor"]
        choice.queryset = Staff.objects.practice_managers_on(clock.today()).exclude(pk=audit.auditor_id)


class ReinstateForm(GovukForm):
    """Why an exempted or withdrawn audit is to do again."""

    reason = _words("Reason")


class MissedForm(GovukForm):
    """Why an audit was not completed."""

    reason = forms.ChoiceField(
        label="Why was this audit not completed?",
        choices=Audit.Missed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the reason why the audit was not completed."},
    )
    note = forms.CharField(label="What was in the way", required=False, max_length=300, help_text=SEEN_BY)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("reason") == Audit.Missed.OTHER and not values.get("note", "").strip():
            self.add_error("note", "Say in a few words what the other reason was.")
        return values
