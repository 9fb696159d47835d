"""What is asked of targets, benchmarks, populations, sections and names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from core import clock
from core.periods import ALWAYS, holds
from indicators.catalogue.forms.base import (
    MIDDLE,
    SHORT,
    AimForm,
    ReasonForm,
    month_field,
    number,
    one_of,
    whole,
    words,
)
from indicators.catalogue.forms.definitions import BEGINNING, MOST_PLACES, UNTIL, check_months
from indicators.catalogue.forms.numbers import WholeField
from indicators.imports.values import slug as as_slug
from indicators.models import Basis, Operator, Peer, Section
from indicators.permissions import CONFIRM
from organisation.models import User

MOST_CHILDREN = 2_000_000_000
AS_PRINTED = "As the report prints it, such as 36%, 1,700 or 17K; of a percentage also 36."


class TargetForm(AimForm):
    """What the figure is to reach, from a month to a month."""

    govuk = {"value": MIDDLE, "tolerance": MIDDLE}

    operator = one_of("The figure is to be", Operator.choices, asked="what the figure is to be")
    value = number("Target", help_text=AS_PRINTED)
    tolerance = number(
        "Tolerance for amber",
        required=False,
        help_text="By how much the target may be missed and still be amber. Leave it empty for red at once.",
    )
    basis = one_of("Whose it is", Basis.choices, asked="whose target it is")
    note = words("Note", 400, rows=2, help_text="For example, based on statistical neighbours’ rate of 639.")
    starts_on = month_field("First month in which it holds", required=False, help_text=BEGINNING)
    ends_on = month_field("First month without it", required=False, help_text=UNTIL)

    def clean_starts_on(self) -> Any:
        """Blank is from the beginning."""
        return self.cleaned_data["starts_on"] or ALWAYS

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        check_months(self, told)
        return told


class ChangeBenchmarkForm(AimForm):
    """How much a peer's figure is."""

    govuk = {"value": MIDDLE}

    value = number("Value", help_text=AS_PRINTED)


class AddBenchmarkForm(ChangeBenchmarkForm):
    """A peer's figure of a past financial year."""

    govuk = {"value": MIDDLE, "year": SHORT}

    peer = one_of("Whose figure it is", Peer.choices, asked="whose figure it is")
    year = whole("Financial year that begins in", 2100, least=1981, help_text="For 2022/23, enter 2022.")


class ChangePopulationForm(ReasonForm):
    """How many children there are."""

    govuk = {"under_18": MIDDLE}

    under_18 = WholeField(label="Children under 18", min_value=1, max_value=MOST_CHILDREN)
    source = words(
        "Source", 200, help_text="For example, mid-year estimates of the Office for National Statistics."
    )


class AddPopulationForm(ChangePopulationForm):
    """The same, of a year."""

    govuk = {"under_18": MIDDLE, "year": SHORT}

    year = whole("Year", 2100, least=1981, help_text="The estimate is of the middle of it.")


class SectionForm(ReasonForm):
    """What a section is called, where it stands, what it is to achieve, whose it is."""

    govuk = {"position": SHORT}

    name = words("Name", 120, required=True)
    position = whole("Place in the report", MOST_PLACES)
    outcome = words("Desired outcome", 2000, rows=4)
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label="Owner",
        required=False,
        empty_label="Nobody",
        help_text="Who writes its analysis and confirms its figures each month.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        held = holds(clock.today(), "role_holdings__") & Q(role_holdings__role__in=sorted(CONFIRM.roles))
        owner.queryset = User.objects.filter(held, is_active=True).distinct().order_by("name", "pk")


class AddSectionForm(SectionForm):
    """The same of a new one, and the name that programs use."""

    slug = forms.CharField(
        label="Slug",
        max_length=60,
        help_text="By which files, addresses and other programs know it, for ever: lower-case letters, "
        "digits and dashes, such as front-door.",
    )

    def clean_slug(self) -> str:
        """One that is free."""
        found = self.cleaned_data["slug"].strip()
        try:
            as_slug(found.replace(".", "!"))
        except ValueError as error:
            raise ValidationError(
                "Enter lower-case letters, digits and dashes, such as front-door."
            ) from error
        if Section.objects.filter(slug=found).exists():
            raise ValidationError("There is a section of this slug already.")
        return found


class NameForm(ReasonForm):
    """A name by which files know a thing."""

    name = words(
        "Name",
        200,
        required=True,
        help_text="As the file has it, but for case, spaces and punctuation.",
    )


class AlsoForm(ReasonForm):
    """In which section an indicator stands besides."""

    govuk = {"position": SHORT}

    section = forms.ModelChoiceField(Section.objects.none(), label="Section", empty_label="Choose a section")
    position = whole("Place in the section", MOST_PLACES)

    def __init__(self, *args: Any, but: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.queryset = Section.objects.exclude(pk=but.pk)
