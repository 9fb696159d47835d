"""Forms of the tool's pages: a month, two versions, whose form to preview, a theme with its questions."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from audits.models import Question, Section, ToolVersion
from audits.tools import theming
from audits.tools.files import ToolFile
from core.forms import GovukForm, MonthField
from organisation.models import ServiceArea

SHOWN_FIRST = 4


class UseForm(GovukForm):
    """From which month a version is used."""

    month = MonthField(
        label="Use it from the cycle of",
        help_text="For example, 11 2023. Closed cycles keep their version.",
        error_messages={"required": "Enter the month from which the version is used."},
    )


class CompareForm(GovukForm):
    """Two versions; asked by GET."""

    old = forms.ModelChoiceField(
        label="From version", queryset=ToolVersion.objects.all(), empty_label="Choose a version"
    )
    new = forms.ModelChoiceField(
        label="To version", queryset=ToolVersion.objects.all(), empty_label="Choose a version"
    )


class PreviewForm(GovukForm):
    """Whose form is shown; asked by GET."""

    service_area = forms.ModelChoiceField(
        label="Service area", queryset=ServiceArea.objects.none(), empty_label="Choose a service area"
    )
    cases = forms.ChoiceField(
        label="Does the audited team hold cases?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    theme = forms.ChoiceField(label="Theme of the cycle", required=False)

    def __init__(self, version: ToolVersion, day: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["service_area"]
        area.queryset = ServiceArea.objects.existing_on(day)
        themes = version.sections.filter(audience=Section.Audience.THEME).values_list("theme", flat=True)
        theme: Any = self.fields["theme"]
        theme.choices = [("", "Another theme, or none"), *((each, each) for each in dict.fromkeys(themes))]


class ThemeForm(GovukForm):
    """A theme and up to ten questions, of which a new version is made. Cleaned, `tool` is the version."""

    mark_optional = False

    theme = forms.CharField(
        label="Theme",
        max_length=160,
        help_text="As cycles name it. Its questions are asked in the cycles of this theme.",
        error_messages={"required": "Enter the theme."},
    )
    guidance = forms.CharField(
        label="Guidance for the auditor (optional)", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.CharField(
        label="Name of the new version",
        max_length=20,
        help_text="Up to 20 letters, digits, dots and hyphens.",
        error_messages={"required": "Enter a name for the new version."},
    )
    title = forms.CharField(
        label="Title of the new version",
        max_length=160,
        error_messages={"required": "Enter a title for the new version."},
    )
    section_code = forms.CharField(
        label="Code of the theme (optional)",
        required=False,
        max_length=60,
        help_text="Left blank, it is made of the theme’s words.",
    )
    count = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=theming.MOST, initial=SHOWN_FIRST
    )

    def __init__(self, base: ToolVersion, shown: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.tool = base, None
        self.names = [f"question{number}" for number in range(1, shown + 1)]
        for name in self.names:
            for part, field in _question_fields().items():
                self.fields[f"{name}_{part}"] = field
        self.say_in_words()

    tool: ToolFile | None

    def blocks(self) -> list[tuple[int, list[Any]]]:
        """The fields of each question, numbered."""
        return [
            (number, [self[f"{name}_{part}"] for part in _question_fields()])
            for number, name in enumerate(self.names, start=1)
        ]

    def above(self) -> list[Any]:
        """The fields that are not a question’s."""
        return [self[name] for name in ("theme", "guidance", "version", "title", "section_code")]

    def show_typed(self, typed: MultiValueDict[str, str]) -> None:
        """Show what was typed, if anything was; a question that the page did not have yet is as it begins."""
        if not typed:
            return
        count = self.initial["count"]
        self.fill(typed)
        self.initial["count"] = count
        for name in self.names:
            if f"{name}_text" not in typed:
                self.initial[f"{name}_required"] = True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        asked = [question for name in self.names if (question := self._question(name, values))]
        if not asked and not self.errors:
            self.add_error(f"{self.names[0]}_text", "Enter at least one question.")
        if not self.errors:
            self._check(values, asked)
        return values

    def _question(self, name: str, values: dict[str, Any]) -> dict[str, Any] | None:
        """What was typed of one question; None where nothing was."""
        said = {part: values.get(f"{name}_{part}", "") for part in _question_fields()}
        if not said["text"]:
            others = [said[part] for part in ("guidance", "choices", "low", "high", "code")]
            if any(others) and f"{name}_text" not in self.errors:
                self.add_error(f"{name}_text", "Enter the question, or clear the rest of it.")
            return None
        choices = [line.strip() for line in said["choices"].splitlines() if line.strip()]
        return {**said, "name": name, "choices": choices}

    def _check(self, values: dict[str, Any], asked: list[dict[str, Any]]) -> None:
        parts = ("version", "title", "theme", "section_code", "guidance")
        typed = theming.Typed(**{part: values[part] for part in parts}, questions=asked)
        checked = theming.check(self.base, typed)
        self.tool = checked.tool
        for field, words in checked.problems:
            self.add_error(field if field in self.fields else None, words)


def _question_fields() -> dict[str, forms.Field]:
    """The fields of one question, in order."""
    return {
        "text": forms.CharField(label="Question", max_length=300, required=False),
        "kind": forms.ChoiceField(label="Kind of answer", choices=Question.Kind.choices),
        "required": forms.BooleanField(label="It must be answered", required=False, initial=True),
        "guidance": forms.CharField(
            label="Guidance (optional)", required=False, widget=forms.Textarea(attrs={"rows": 2})
        ),
        "choices": forms.CharField(
            label="Choices, one a line",
            required=False,
            help_text="For the kind ‘Choice’ alone: two or more.",
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "low": forms.CharField(
            label="What 1 means", max_length=80, required=False, help_text="For a scale alone."
        ),
        "high": forms.CharField(
            label="What 5 means", max_length=80, required=False, help_text="For a scale alone."
        ),
        "code": forms.CharField(
            label="Code (optional)",
            max_length=60,
            required=False,
            help_text="Left blank, it is made of the question’s words. One that means the same as in a "
            "version before keeps its code.",
        ),
    }
