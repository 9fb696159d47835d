"""Forms of what is recorded by hand: allocations, visits, supervisions."""

from typing import Any, ClassVar

from django import forms

from caseloads.forms.seen import OfForm, SeenForm, reason_field
from caseloads.models import Allocation
from caseloads.recording.choosing import Choosing
from core import clock
from core.forms import GovukForm
from organisation.forms.base import DayField, from_day

ALONE, WITH_OTHERS, SEEN, ATTEMPT = "alone", "with_others", "seen", "attempt"
OUTCOMES = {ALONE: (True, True), WITH_OTHERS: (True, False), SEEN: (True, None), ATTEMPT: (False, None)}
"""Whether the child was seen, and alone, by the answer."""
ENDED, WRONG = "ended", "wrong"
RIGHT, NEVER = "right", "never"


class AllocateForm(SeenForm):
    """To whom, from which day, as what; why, where that would be too many."""

    mark_optional = False
    govuk: ClassVar[dict[str, dict[str, Any]]] = {
        "kind": {
            "hints": {Allocation.Kind.SECONDARY.value: "Works beside the primary one; counts in no caseload."}
        }
    }

    team = forms.TypedChoiceField(label="Team", coerce=int, empty_value=None, required=False)
    on = from_day()
    kind = forms.ChoiceField(
        label="As what?",
        choices=Allocation.Kind.choices,
        initial=Allocation.Kind.PRIMARY,
        widget=forms.RadioSelect,
    )
    staff = forms.ChoiceField(
        label="Worker",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a worker.",
            "invalid_choice": "Select a worker to whom the child can be allocated on this day.",
        },
    )
    reason = reason_field("Why, if the caseload will be over its limit or reported", required=False)

    def __init__(self, found: Choosing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.free = found, found.may_be_chosen()
        staff, team = self.fields["staff"], self.fields["team"]
        known = {**self.free, **found.holders()}
        staff.choices = [(key, each.worker.name) for key, each in known.items()]  # type: ignore[attr-defined]
        team.choices = found.teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Over the limit, or onto the clinic's list, a reason is asked for."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.free.get(values.get("staff", ""))
        if chosen is None or values.get("kind") != Allocation.Kind.PRIMARY:
            return values
        if chosen.asks_reason and not values.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", f"{chosen.why_asked} Say why.")
        return values


class EndForm(OfForm):
    """An allocation ended, or never was; of one that is `over`, why it never was."""

    mark_optional = False

    how = forms.ChoiceField(label="What happened?", initial=ENDED, widget=forms.RadioSelect)
    on = DayField(label="First day without it", required=False, initial=clock.today)
    reason = reason_field("Reason")

    def __init__(self, *args: Any, worker: str, before: str, over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if over:
            self._ask_only_why()
            return
        wrong = f"It was recorded wrongly: {worker} did not hold the child in this time"
        self.fields["how"].choices = [(ENDED, "It ended"), (WRONG, wrong)]  # type: ignore[attr-defined]
        self.fields["on"].label = f"First day on which {worker} no longer holds the child"
        if before:
            hint = f"If it was recorded wrongly, {before}, who held the child before, goes on."
            self.fields["how"].help_text = hint
        self.say_in_words()

    def _ask_only_why(self) -> None:
        del self.fields["on"]
        how = forms.ChoiceField(choices=[(WRONG, "It was recorded wrongly")], widget=forms.HiddenInput)
        self.fields["how"] = how
        self.initial["how"] = WRONG
        self.say_in_words()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("how") == WRONG:
            self.needs_only("how", "reason")
        if values.get("how") == ENDED and not values.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the first day on which the child is no longer held.")
        return values


class VisitForm(GovukForm):
    """When, and who was seen how."""

    govuk: ClassVar[dict[str, dict[str, Any]]] = {
        "outcome": {"hints": {ATTEMPT: "An attempt is recorded, and never counts as a visit."}}
    }

    visited_on = DayField(label="Date of the visit", help_text="For example, 12 10 2023.")
    outcome = forms.ChoiceField(
        label="Was the child seen?",
        choices=[
            (ALONE, "Yes, alone"),
            (WITH_OTHERS, "Yes, with others present"),
            (SEEN, "Yes, not known whether alone"),
            (ATTEMPT, "No"),
        ],
        widget=forms.RadioSelect,
    )

    def told(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        seen, alone = OUTCOMES[self.cleaned_data["outcome"]]
        return {"visited_on": self.cleaned_data["visited_on"], "seen": seen, "seen_alone": alone}


class SupervisionForm(GovukForm):
    """When."""

    held_on = DayField(label="Date of the supervision", help_text="For example, 12 10 2023.")

    def told(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return {"held_on": self.cleaned_data["held_on"]}


class CorrectMixin(OfForm):
    """What was recorded was otherwise, or never was."""

    how = forms.ChoiceField(label="What is wrong?", initial=RIGHT, widget=forms.RadioSelect)
    reason = reason_field("Reason")

    def __init__(self, *args: Any, noun: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (RIGHT, "It was recorded wrongly: put it right"),
            (NEVER, f"This {noun} never took place: remove it"),
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("how") == NEVER:
            self.needs_only("how", "reason")
        return values


class VisitCorrect(CorrectMixin, VisitForm):
    """A visit put right."""

    field_order = ("how", "visited_on", "outcome", "reason")


class SupervisionCorrect(CorrectMixin, SupervisionForm):
    """A supervision put right."""

    field_order = ("how", "held_on", "reason")


def outcome_of(seen: bool, seen_alone: bool | None) -> str:
    """The answer that says so."""
    return next(answer for answer, said in OUTCOMES.items() if said == (seen, seen_alone if seen else None))
