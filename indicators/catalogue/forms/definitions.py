"""What is asked to define an indicator, to change a part of its definition, to end it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery

from core.periods import ALWAYS
from figures import registry
from figures.models import Indicator, Source
from indicators.catalogue.forms.base import (
    MIDDLE,
    SHORT,
    ReasonForm,
    month_field,
    one_of,
    whole,
    words,
)
from indicators.catalogue.parts import Part
from indicators.imports.catalogue import MOST_DECIMALS
from indicators.imports.values import slug as as_slug
from indicators.models import Entry, Frequency, Kind, PolarityChoices, Section, Window

MOST_PLACES = 9_999
BEGINNING = "Leave it empty for the beginning, before anybody wrote it down."
UNTIL = "Leave it empty if it has no end."


class CalledField(forms.ModelChoiceField):
    """An indicator by what the catalogue calls it."""

    def __init__(self, label: str, help_text: str = "") -> None:
        none = Indicator.objects.none()
        super().__init__(none, label=label, required=False, help_text=help_text, empty_label="None")

    def choose_from_all(self) -> None:
        """The choices are the indicators of the catalogue, read when the form is made."""
        newest = Entry.objects.filter(indicator=OuterRef("pk")).order_by("-starts_on").values("name")[:1]
        found = Indicator.objects.annotate(called=Subquery(newest)).filter(called__isnull=False)
        self.queryset = found.order_by("called")

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.called)


class DefinitionForm(ReasonForm):
    """Some fields of a definition; a page asks for those of one part."""

    govuk = {"reference": MIDDLE, "position": SHORT, "decimals": SHORT, "unit": MIDDLE}

    name = words("Name", 200, required=True)
    reference = words("Reference", 20, help_text="Most indicators have none.")
    section = forms.ModelChoiceField(Section.objects.none(), label="Section", empty_label="Choose a section")
    position = whole("Place in the section", MOST_PLACES)
    kind = one_of("Kind", Kind.choices)
    window = one_of("Window", Window.choices, help_text="Which days a month’s figure is about.")
    unit = words("Unit", 40, help_text="What is counted, such as referrals.")
    decimals = whole("Decimals shown", MOST_DECIMALS)
    polarity = one_of("Which way is better", PolarityChoices.choices, asked="which way is better")
    numerator = words("Numerator", 400, rows=3, help_text="Of a count, what is counted.")
    denominator = words("Denominator", 400, rows=3, help_text="A count has none.")
    source = words("Source", 400, rows=2, help_text="Where the records come from.")
    clock = words("Counted from and to", 400, rows=2, help_text="Which days begin and end the count.")
    exclusions = words("Exclusions", 400, rows=2)
    numerator_indicator = CalledField("Indicator that is its numerator", "Imports check figures by it.")
    denominator_indicator = CalledField("Indicator that is its denominator")
    headline = one_of("Headline source", Source.choices, help_text="Whose figures the report shows.")
    owner = words("Owner", 120, help_text="Who answers for the figures, such as ‘Performance team’.")
    frequency = one_of("Frequency", Frequency.choices)

    def __init__(self, *args: Any, only: tuple[str, ...], slug: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {*only, "reason", "seen", *(name for name in self.fields if name not in Entry.SAYS)}
        for name in set(self.fields) - kept:
            del self.fields[name]
        for field in self.fields.values():
            if isinstance(field, CalledField):
                field.choose_from_all()
        section: Any = self.fields.get("section")
        if section is not None:
            section.queryset = Section.objects.all()
        if "headline" in self.fields and registry.find(slug) is None:
            del self.fields["headline"]


def said(entry: Entry, part: Part) -> dict[str, Any]:
    """What a definition says in a part, for a form to show."""
    return {name: getattr(entry, name) for name in part.fields}


class FromMonthForm(DefinitionForm):
    """A part of a definition from a month on."""

    starts_on = month_field("First month in which it holds", help_text="For example, 4 2023.")


class AddForm(DefinitionForm):
    """A new indicator: what one can't do without. The rest is said on its page."""

    field_order = ["name", "slug"]

    slug = forms.CharField(
        label="Slug",
        max_length=80,
        help_text="By which files, addresses and other programs know it, for ever: lower-case letters and "
        "digits, parted by dots or underscores, such as referrals.number.",
    )
    starts_on = month_field("First month in which it holds", required=False, help_text=BEGINNING)

    def clean_starts_on(self) -> Any:
        """Blank is from the beginning."""
        return self.cleaned_data["starts_on"] or ALWAYS

    def clean_slug(self) -> str:
        """One that is free, and no measure's."""
        found = self.cleaned_data["slug"].strip()
        try:
            as_slug(found)
        except ValueError as error:
            raise ValidationError(
                "Enter lower-case letters and digits, parted by dots, such as referrals.number."
            ) from error
        if Entry.objects.filter(indicator__slug=found).exists():
            raise ValidationError("The catalogue has an indicator of this slug already.")
        if registry.find(found) is not None:
            raise ValidationError("This is a measure of ours: add it from the measures not in the catalogue.")
        return found


class AddMeasureForm(DefinitionForm):
    """A measure of ours for the catalogue: it says what it counts itself."""

    starts_on = month_field("First month in which it holds", required=False, help_text=BEGINNING)

    def clean_starts_on(self) -> Any:
        """Blank is from the beginning."""
        return self.cleaned_data["starts_on"] or ALWAYS


class MonthsForm(ReasonForm):
    """From when to when a definition holds."""

    starts_on = month_field("First month in which it holds", required=False, help_text=BEGINNING)
    ends_on = month_field("First month without it", required=False, help_text=UNTIL)

    def clean_starts_on(self) -> Any:
        """Blank is from the beginning."""
        return self.cleaned_data["starts_on"] or ALWAYS

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        check_months(self, told)
        return told


def check_months(form: forms.Form, told: dict[str, Any]) -> None:
    """An error at the end that is not after the beginning."""
    starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
    if starts_on and ends_on and ends_on <= starts_on:
        form.add_error("ends_on", "The first month without it must be after the month from which it holds.")


class EndForm(ReasonForm):
    """From which month it holds no more; of one that is planned only why it is taken back."""

    on: Any = month_field("First month without it", help_text="For example, 4 2023.")

    def __init__(self, *args: Any, planned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if planned:
            del self.fields["on"]


def shown_month(day: Any) -> Any:
    """A month for a form to show; the beginning is left empty."""
    return None if day == ALWAYS else day
