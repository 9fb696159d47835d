"""Forms of agreed actions and of inadequates' tasks."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from audits.models import AgreedAction, Tag
from audits.permissions import ACT
from audits.rules.agreeing import EXAMPLE
from core import clock
from core.forms import GovukForm
from organisation.models import RoleHolding, User

Kind = AgreedAction.OwnerKind
YES_NO = (("yes", "Yes"), ("no", "No"))


def people() -> QuerySet[User]:
    """Those who may see to an action: they hold a role today that may."""
    held = RoleHolding.objects.on(clock.today()).filter(role__in=ACT.roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def long_text(label: str, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of some length."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=4000, **kwargs)


class OwnedForm(GovukForm):
    """Asks who sees to an action, and by when."""

    owner_kind = forms.ChoiceField(label="Who sees to it?", choices=Kind.choices, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(
        label="Who, if it is somebody else",
        queryset=User.objects.none(),
        required=False,
        empty_label="Choose a person",
    )
    due_on = forms.DateField(
        label="Due on",
        help_text="For example, 30 11 2023.",
        error_messages={"required": f"Enter the day on which it is due, {EXAMPLE.replace('/', ' ')}."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["person"]
        who.queryset = people()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("owner_kind") == Kind.PERSON and not values.get("person"):
            self.add_error("person", "Choose the person who sees to it.")
        if values.get("owner_kind") != Kind.PERSON:
            values["person"] = None
        return values


class ActionForm(OwnedForm):
    """A new action."""

    what = long_text("What is to be done?", help_text="Write no names.")
    for_whom = forms.CharField(
        label="For whom?",
        max_length=160,
        help_text="Such as the child, a brother or sister, the practitioner. Never a name.",
    )
    field_order = ("what", "for_whom", "owner_kind", "person", "due_on")

    def clean_due_on(self) -> dt.date:
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on <= clock.today():
            raise forms.ValidationError("The day on which it is due must be after today.")
        return due_on


class UpdateForm(GovukForm):
    """How an action goes on."""

    text = long_text("What has happened?", help_text="It is kept with today’s date and your name.")


class DoneForm(GovukForm):
    """An action is done; `seen` is the version that was read."""

    text = long_text("What shows that it is done?", help_text="Such as the day of the record on the case.")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class VerifyForm(GovukForm):
    """Somebody looked."""

    text = long_text("What did you look at?")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReopenForm(GovukForm):
    """It is to do again."""

    text = long_text("Why is it to do again?")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ChangeForm(OwnedForm):
    """Owner, due date and tags of an action, and why they change."""

    tags = forms.ModelMultipleChoiceField(
        label="What is it about?",
        queryset=Tag.objects.filter(active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = long_text("Why is it changed?", rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("owner_kind", "person", "due_on", "tags", "reason", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags: Any = self.fields["tags"]
        if not tags.queryset.exists():
            del self.fields["tags"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        return {"tags": [], **values}


class RecheckForm(GovukForm):
    """What the case shows when it is looked at again."""

    lasted = forms.ChoiceField(
        label="Did it last?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text="If it did not, the action is to do again.",
    )
    words = long_text("What does the case show?")
    day = forms.DateField(label="When did you look?", help_text="For example, 16 10 2023.")

    def clean_lasted(self) -> bool:
        return bool(self.cleaned_data["lasted"] == "yes")


class CloseTaskForm(GovukForm):
    """The end of a task."""

    reason = long_text("What was agreed, and why is that enough?")
