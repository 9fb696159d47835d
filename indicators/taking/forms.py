"""What is asked of a file of figures: the file, what its names mean, why its oddities are accepted."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from core import clock
from core.forms import GovukForm
from core.importing.forms import UploadForm
from indicators.actions.reported import LONGEST_REASON
from indicators.models.taking import NOTHING_SAID, Said

LEFT_OUT = "-"
WHY = "Give a reason for those that you ticked: one for all of them here, or each its own beside it."


class FigureFileForm(UploadForm):
    """A file, and the day on which its report was published."""

    published_on = forms.DateField(
        label="When was the report published?",
        required=False,
        help_text="Its figures are known from this day on, and are compared with those of reports before it. "
        "Leave it empty for an extract of today.",
    )

    council = forms.CharField(
        label="What does the file call the council?",
        required=False,
        max_length=200,
        help_text="If its benchmark columns have another name than the council’s, such as southampton in "
        "southampton_22_23. Several with commas between them.",
    )

    def clean_published_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["published_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("The day must not be after today.")
        return day


class NamesForm(GovukForm):
    """For each name of the file that nothing is known by, what is meant."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Mapping[str, Any]],
        choices: Mapping[str, Mapping[str, str]],
        answered: Mapping[str, Mapping[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, tuple[str, str]] = {}
        for question in questions:
            what, text = question["what"], question["text"]
            name = f"{what}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
            self.asked[name] = (what, text)
            self.fields[name] = forms.ChoiceField(
                label=f"‘{text}’",
                required=False,
                choices=list(_choices(question, choices[what])),
                help_text=_where(question),
            )
            said = answered.get(what, {}).get(text)
            self.initial[name] = "" if said is None else said or LEFT_OUT
        self.say_in_words()

    def names(self) -> dict[str, dict[str, str]]:
        """What was answered, by what it is and what the file calls it; blank for rows that are left out."""
        found: dict[str, dict[str, str]] = {}
        for name, (what, text) in self.asked.items():
            if said := self.cleaned_data[name]:
                found.setdefault(what, {})[text] = "" if said == LEFT_OUT else said
        return found


def _choices(question: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The closest first, then all of the catalogue in its order."""
    close = dict(question.get("suggestions", ()))
    yield "", "Not answered yet"
    for slug, name in close.items():
        yield slug, f"Perhaps: {name}"
    yield LEFT_OUT, "Leave these rows out"
    yield from ((slug, name) for slug, name in names.items() if slug not in close)


def _where(question: Mapping[str, Any]) -> str:
    rows = [f"{row:,}" for row in question.get("rows", ())]
    if not rows:
        return (
            f"A name of {'a section' if question['what'] == 'section' else 'an indicator'} that you answered."
        )
    listed = ", ".join(rows[:5]) + (f" and {len(rows) - 5:,} more" if len(rows) > 5 else "")
    kind = "Section" if question["what"] == "section" else "Indicator"
    return f"{kind}, row{'' if len(rows) == 1 else 's'} {listed}."


class WarningsForm(GovukForm):
    """For each warning of a page, whether it is accepted and why; and one reason for all that are ticked."""

    reason = forms.CharField(
        label="One reason for all that you tick",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It goes to those without a reason of their own, and stays on each figure.",
    )
    mark_optional = False

    def __init__(
        self, *args: Any, warnings: Sequence[Mapping[str, Any]], said: Mapping[str, Said], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        for each in warnings:
            key, what = each["id"], said.get(each["id"], NOTHING_SAID)
            self.fields[f"accept-{key}"] = forms.BooleanField(required=False, initial=what.accepted)
            self.fields[f"why-{key}"] = forms.CharField(
                label=f"Own reason, row {each['row']}",
                required=False,
                max_length=LONGEST_REASON,
                initial=what.reason,
            )
            self.fields[f"was-{key}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=what.stamp
            )
        self.say_in_words()

    def lines(self) -> Iterator[tuple[Mapping[str, Any], Any, Any, Any]]:
        """Each warning with its fields."""
        for each in self.warnings:
            key = each["id"]
            yield each, self[f"accept-{key}"], self[f"why-{key}"], self[f"was-{key}"]

    def clean(self) -> dict[str, Any]:
        """What is ticked has a reason."""
        told: dict[str, Any] = super().clean() or {}
        if any(said.accepted and not said.reason for said in self.now().values()):
            self.add_error("reason", WHY)
        return told

    def now(self) -> dict[str, Said]:
        """What was typed about each, by its id."""
        told = self.cleaned_data
        shared = told.get("reason", "").strip()
        found = {}
        for each in self.warnings:
            ticked = bool(told.get(f"accept-{each['id']}"))
            own = told.get(f"why-{each['id']}", "").strip()
            found[each["id"]] = Said(own or (shared if ticked else ""), ticked)
        return found

    def was(self) -> dict[str, str]:
        """The stamps of what was there when the page was served."""
        return {each["id"]: self.cleaned_data.get(f"was-{each['id']}") or "" for each in self.warnings}
