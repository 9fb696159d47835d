"""What is asked to set, correct or end a policy."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from caseloads.models import CaseloadLimit, SupervisionFrequency, Unit, VisitFrequency
from core import clock
from core.forms import GovukForm
from organisation import telling
from organisation.forms.base import DayField, from_day

DAYS = {"starts_on", "ends_on", "reason", "seen"}
SHORT = {"params": {"classes": "govuk-input--width-3"}}
MOST = 200


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, who decided it and when. It stays in the policy’s history.",
    )


def _number(label: str, asked: str, most: int, **more: Any) -> forms.IntegerField:
    """`asked` is what to enter: 'how many children …'."""
    words = {
        "required": f"Enter {asked}.",
        "invalid": f"Enter {asked}, as a whole number.",
        "min_value": f"Enter {asked}: 1 or more.",
        "max_value": f"Enter {asked}: {most} or less.",
    }
    return forms.IntegerField(label=label, min_value=1, max_value=most, error_messages=words, **more)


def _read_again(form: GovukForm, stamp: str) -> None:
    told = QueryDict(mutable=True)
    told.update(form.data)
    told["seen"] = stamp
    form.data = told


class PolicyForm(GovukForm):
    """From when to when a policy holds, and why; each kind adds what it says before that.

    With a policy, the form shows it as it is, to be put right, and carries the state that was read; without
    one, that of all `rows` about the same.
    """

    starts_on = from_day("Day from which it holds")
    ends_on = DayField(
        label="First day without it",
        required=False,
        help_text="Leave it empty if it has no end. From this day what holds is the default, or whatever is "
        "set from this day on.",
    )
    reason = _reason()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, policy: Any = None, rows: Iterable[Any] = (), **kwargs: Any) -> None:
        if policy is None:
            kwargs["initial"] = {"seen": telling.stamp_of(rows)}
        else:
            names = [*policy.SAYS, "starts_on", "ends_on"]
            initial = {name: getattr(policy, name) for name in names}
            kwargs["initial"] = {**initial, "seen": telling.stamp(policy)}
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What the policy is to say."""
        return {name: value for name, value in self.cleaned_data.items() if name not in DAYS}

    def days(self) -> dict[str, Any]:
        """From when to when, and why."""
        return {name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "reason")}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", "The first day without it must be after the day from which it holds.")
        return told

    def read_again(self, stamp: str) -> None:
        """What was typed stays; sending it again means that what is there now was read."""
        _read_again(self, stamp)


class SupervisionForm(PolicyForm):
    """How often children of a status are discussed in supervision."""

    field_order = ["months"]
    govuk = {"months": {"params": {"classes": "govuk-input--width-3", "suffix": {"text": "months"}}}}

    months = _number("At least every", "how many months there may be between supervisions", 24)


class VisitForm(PolicyForm):
    """How often children of a status are visited."""

    field_order = ["count", "unit", "as_agreed"]
    govuk = {"count": SHORT}

    count = _number("At least every", "how long there may be between visits", 365, help_text="A number.")
    unit = forms.ChoiceField(
        label="Counted in",
        choices=Unit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select in what the time between visits is counted."},
    )
    as_agreed = forms.BooleanField(
        label="Or as agreed for the child",
        required=False,
        help_text="What was agreed for a child then goes before this, where something was.",
    )


class LimitForm(PolicyForm):
    """How many children somebody holds at most."""

    field_order = ["children"]
    govuk = {"children": SHORT}

    children = _number(
        "Children held by somebody who works full time, at most",
        "how many children somebody who works full time holds at most",
        MOST,
    )


class ReportedForm(PolicyForm):
    """From how many children a caseload is reported to the clinic."""

    field_order = ["children"]
    govuk = {"children": SHORT}

    children = _number(
        "Report a caseload of this many children, or more",
        "from how many children a caseload is reported",
        MOST,
    )


class ProtectedForm(PolicyForm):
    """How many children somebody in their first years holds at most, and how that rises."""

    field_order = ["children", "children_at_end", "months"]
    govuk = {
        "children": SHORT,
        "children_at_end": SHORT,
        "months": {"params": {"classes": "govuk-input--width-3", "suffix": {"text": "months"}}},
    }

    children = _number(
        "Children at the start, at most", "how many children somebody holds at most at the start", MOST
    )
    children_at_end = _number(
        "Children at the end, at most", "how many children somebody holds at most at the end", MOST
    )
    months = _number(
        "Protected for how long from qualifying",
        "for how many months from qualifying somebody is protected",
        60,
        help_text="The limit rises evenly over this time, in whole children. Then it protects no longer.",
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        start, end = told.get("children"), told.get("children_at_end")
        if start and end and end < start:
            self.add_error("children_at_end", "The limit at the end must be as high as at the start or more.")
        return told


FORMS: dict[type[Any], type[PolicyForm]] = {
    SupervisionFrequency: SupervisionForm,
    VisitFrequency: VisitForm,
}
LIMIT_FORMS: dict[str, type[PolicyForm]] = {
    CaseloadLimit.Kind.PROTECTED: ProtectedForm,
    CaseloadLimit.Kind.REPORTED: ReportedForm,
}


def form_of(model: type[Any], about: dict[str, Any]) -> type[PolicyForm]:
    """The form of a policy of the model about that."""
    return FORMS.get(model) or LIMIT_FORMS.get(about.get("kind", ""), LimitForm)


class EndPolicyForm(GovukForm):
    """From which day a policy holds no more, and why."""

    on = DayField(label="First day without it", initial=clock.today)
    reason = _reason()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": telling.stamp(policy)}, **kwargs)
        if policy.starts_on > clock.today():
            del self.fields["on"]

    def read_again(self, stamp: str) -> None:
        """What was typed stays; sending it again means that what is there now was read."""
        _read_again(self, stamp)
