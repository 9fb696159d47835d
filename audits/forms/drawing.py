"""The form of a draw: how many, of which cases, and outside the month by whom."""

from secrets import token_hex
from typing import Any

from django import forms
from django.conf import settings

from audits.models import Cycle
from audits.rules.sample import Case, Wanted
from audits.sampling import drawing, frame_sources
from core import clock, months
from core.forms import GovukForm
from core.importing.problems import Problems
from organisation.models import ServiceArea, Staff

MOST_PROBLEMS = 100
LARGEST_DRAW = 1_000
SHARE, FIXED = "share", "fixed"
MEGABYTES = settings.FILE_LIMIT_BYTES // 2**20


class DrawForm(GovukForm):
    """How many, of which cases, and outside the month by whom. Cleaned, `frame` holds the cases."""

    mark_optional = False

    basis = forms.ChoiceField(
        label="How are the numbers set?",
        choices=[
            (SHARE, "In proportion: each service area, and in it each team, has its share of the list"),
            (FIXED, "A number for each service area"),
        ],
        widget=forms.RadioSelect,
        initial=SHARE,
    )
    total = forms.IntegerField(
        label="How many in all",
        min_value=1,
        max_value=LARGEST_DRAW,
        required=False,
        help_text="For a draw in proportion.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    cases = forms.CharField(
        label="Case references",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="One a line, with the team that holds the case: CD490004, SWF West 1. Never a name.",
    )
    file = forms.FileField(
        label="Or a file of them",
        required=False,
        allow_empty_file=True,
        help_text=f"CSV (UTF-8) or an Excel workbook (.xlsx) of up to {MEGABYTES} MB and "
        f"{frame_sources.MOST:,} cases, with the columns case_ref, team and, if you like, service_area.",
    )
    seed = forms.CharField(widget=forms.HiddenInput, max_length=32, min_length=8)

    def __init__(self, cycle: Cycle, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cycle, self.user = cycle, user
        self.initial.setdefault("seed", token_hex(8))
        areas = ServiceArea.objects.existing_on(months.last_day(cycle.month))
        self.areas = {f"number_{area.pk}": area for area in areas}
        for name, area in self.areas.items():
            self.fields[name] = forms.IntegerField(
                label=str(area),
                min_value=0,
                max_value=LARGEST_DRAW,
                required=False,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
            )
        self._ask_source()
        if not cycle.is_monthly:
            self.fields["auditors"] = forms.ModelMultipleChoiceField(
                label="Who audits?",
                queryset=Staff.objects.practice_managers_on(clock.today()),
                widget=forms.CheckboxSelectMultiple,
                help_text="The cases are spread evenly over them. Nobody gets a case of their own team.",
                error_messages={"required": "Select who audits."},
            )
        self.say_in_words()

    def _ask_source(self) -> None:
        """Which list of cases, where there is another than the one typed or uploaded."""
        self.sources = {each.key: each for each in frame_sources.registered_sources()}
        if self.sources:
            others = [(each.key, each.label) for each in self.sources.values()]
            choices = [("given", "Those typed or uploaded below"), *others]
            self.fields["source"] = forms.ChoiceField(
                label="Which cases?",
                choices=choices,
                widget=forms.RadioSelect,
                initial="given",
                required=False,
            )
            hints = {each.key: each.hint for each in self.sources.values() if each.hint}
            self.govuk = {"source": {"hints": hints}}

    def number_fields(self) -> list[Any]:
        """The numbers by service area, to be drawn together."""
        return [self[name] for name in self.areas]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["wanted"] = self._wanted(values)
        if not self.errors:
            values["frame"], values["source"] = self._frame(values)
        return values

    def _wanted(self, values: dict[str, Any]) -> Wanted:
        since = drawing.first_day(self.cycle)
        if values.get("basis") == FIXED:
            numbers = {area.pk: values.get(name) or 0 for name, area in self.areas.items()}
            if not any(numbers.values()) and not any(name in self.errors for name in self.areas):
                self.add_error(next(iter(self.areas), "basis"), "Enter a number for a service area.")
            return Wanted(since, numbers={pk: number for pk, number in numbers.items() if number})
        if values.get("total") is None and "total" not in self.errors:
            self.add_error("total", "Enter how many cases to draw in all.")
        return Wanted(since, values.get("total"))

    def _frame(self, values: dict[str, Any]) -> tuple[list[Case], str]:
        """The cases and where they come from, in words. What is wrong with them is said."""
        source, file, text = values.get("source", "given"), values.get("file"), values.get("cases", "")
        if source in self.sources:
            found = self.sources[source]
            return list(found.cases(self.cycle, self.user)), found.name(self.cycle)
        if file and text:
            self.add_error("file", "Type case references or choose a file, not both.")
        elif file:
            return self._uploaded(file)
        elif text:
            read = frame_sources.typed(text, self.cycle.month)
            self._say("cases", read.problems)
            return read.cases, "Typed"
        else:
            self.add_error("cases", "Enter case references, one a line, or choose a file of them.")
        return [], ""

    def _uploaded(self, file: Any) -> tuple[list[Case], str]:
        if file.size > settings.FILE_LIMIT_BYTES:
            self.add_error("file", f"The file is larger than {MEGABYTES} MB. Split it into several files.")
            return [], ""
        found = frame_sources.uploaded(file.read(), file.name, self.cycle.month)
        self._say("file", found.problems)
        return found.cases, f"The file {file.name}"[:160]

    def _say(self, field: str, problems: Problems) -> None:
        """Beside the field how many there are; each of them, up to a hundred, in the summary."""
        if not problems.count:
            return
        some = "a problem" if problems.count == 1 else f"{problems.count:,} problems"
        self.add_error(field, f"Nothing was drawn: the list has {some}, said at the top of this page.")
        kept = [self._line(field, str(problem)) for problem in problems.in_order()[:MOST_PROBLEMS]]
        more = problems.count - len(kept)
        self.add_error(None, [*kept, *([f"And {more:,} more problems."] if more > 0 else [])])

    def _line(self, field: str, words: str) -> str:
        """A row of what was typed is called a line."""
        words = words.replace("row ", "line ", 1) if field == "cases" and words.startswith("row ") else words
        return words[:1].upper() + words[1:]
