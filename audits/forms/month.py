"""Forms of the audit month: what each asks. What is allowed is in rules and actions."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from audits import rules
from audits.fields import DESCRIPTORS
from audits.models import Audit, Cycle, Grade, ToolVersion
from audits.tools import files as toolfile
from audits.tools.checking import read_tool
from core import clock, months
from core.forms import GovukForm, MonthField
from organisation.models import ServiceArea, Staff, Team, TeamRecord

MOST_PROBLEMS = 100
VERSION_PREFIX = "v__"
GROUP = (
    '<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">'
    "{}</legend>{}</fieldset>"
)
GRADE_HINTS = {"grade": {"hints": {grade.value: words for grade, words in DESCRIPTORS.items()}}}


class WritingForm(GovukForm):
    """Some fields of an audit with what was written in them. It judges nothing: a draft holds anything."""

    mark_optional = False

    def __init__(self, asked: Sequence[rules.Field], values: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(initial=dict(values), **kwargs)
        hints = {each.code: {"hints": dict(each.option_hints)} for each in asked if each.option_hints}
        self.govuk = hints
        self.groups = {each.code: each.group for each in asked}
        for each in asked:
            self.fields[each.code] = _form_field(each)

    def as_govuk(self) -> SafeString:
        """All fields, in order; those of a group, such as one action, under its name."""
        drawn = []
        for group, fields in groupby(self, key=lambda bound: self.groups[bound.name]):
            html = format_html_join("\n", "{}", ((bound.render_govuk(),) for bound in fields))
            drawn.append(format_html(GROUP, group.replace("_", " ").capitalize(), html) if group else html)
        return format_html_join("\n", "{}", ((html,) for html in drawn))


def _form_field(field: rules.Field) -> forms.Field:
    optional = "" if field.required else " (optional)"
    shared: dict[str, Any] = {"label": field.label + optional, "help_text": field.hint, "required": False}
    if field.kind == "select":  # unlike radios, it can be emptied again
        return forms.ChoiceField(choices=[("", "Choose one"), *field.options], **shared)
    if field.options:
        return forms.ChoiceField(choices=field.options, widget=forms.RadioSelect, **shared)
    if field.kind == "long_text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": field.rows}), **shared)
    return forms.CharField(**shared)


class ModerationForm(GovukForm):
    """The moderator's grade and reason; `seen` is the version of the audit that was read."""

    govuk = GRADE_HINTS

    grade = forms.ChoiceField(label="Moderated grade", choices=Grade.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason",
        help_text="Why you agree with the grade, or what in the file led you to another.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class BlindGradeForm(GovukForm):
    """The moderator's own grade, before the auditor's is shown."""

    govuk = GRADE_HINTS

    grade = forms.ChoiceField(label="Your grade", choices=Grade.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="What in the answers led you to it",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )


class ToolForm(GovukForm):
    """A file with a version of the audit tool; cleaned, it is the version."""

    file = forms.FileField(
        label="File",
        help_text=f"A JSON file of up to {toolfile.LARGEST // 1_000_000} MB: one version of the audit tool.",
        allow_empty_file=True,
        error_messages={"required": "Select the file with the version of the audit tool."},
    )

    def clean_file(self) -> toolfile.ToolFile | None:
        file = self.cleaned_data["file"]
        if file.size > toolfile.LARGEST:
            raise forms.ValidationError(
                f"The file has {file.size:,} bytes; up to {toolfile.LARGEST:,} are read."
            )
        tool, problems = read_tool(file.read())
        if problems:
            self._say(problems)
        return tool

    def _say(self, problems: list[str]) -> None:
        """Beside the field how many there are; each of them, up to a hundred, in the summary."""
        some = "a problem" if len(problems) == 1 else f"{len(problems):,} problems"
        self.add_error("file", f"Nothing was written: the file has {some}, listed at the top of this page.")
        more = len(problems) - MOST_PROBLEMS
        rest = [f"And {more:,} more problems."] if more > 0 else []
        self.add_error(None, [*problems[:MOST_PROBLEMS], *rest])


class CycleForm(GovukForm):
    """A month's cycle."""

    month = MonthField(
        label="Month",
        help_text="For example, 9 2023.",
        error_messages={"required": "Enter the month of the cycle."},
    )
    theme = forms.CharField(
        label="Theme", max_length=160, required=False, help_text="Its questions are asked of every audit."
    )
    due_on = forms.DateField(
        label="Audits are due on",
        error_messages={
            "required": "Enter the day on which audits are due.",
            "invalid": "The day on which audits are due must be a real date, such as 16 10 2023.",
        },
    )
    blind = forms.BooleanField(
        label="Blind moderation: the moderator grades before seeing the auditor’s grade", required=False
    )
    tool = forms.ModelChoiceField(
        label="Version of the audit tool", queryset=ToolVersion.objects.all(), empty_label="Choose a version"
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        month, due_on = values.get("month"), values.get("due_on")
        if month and due_on and due_on < month:
            self.add_error("due_on", "The due date must not be before the month of the cycle.")
        return values


class NewCycleForm(CycleForm):
    """A cycle for a month that has none; it starts with the version of the tool that is in use for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tool: Any = self.fields["tool"]
        tool.required, tool.empty_label = False, "The version in use for the month"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("month") and not values.get("tool") and "tool" not in self.errors:
            values["tool"] = ToolVersion.objects.in_use_for(values["month"]).first()
            if values["tool"] is None:
                self.add_error("tool", "Choose a version: none has been put into use for this month.")
        return values

    def clean_month(self) -> Any:
        month = self.cleaned_data["month"]
        if Cycle.objects.for_month(month).exists():
            raise forms.ValidationError(f"There is a cycle for {months.label(month)} already.")
        return month


class ReviseCycleForm(CycleForm):
    """Changes to a cycle; its month stays. `seen` holds the cycle as it was when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["month"]

    def clean_seen(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.cleaned_data["seen"]))
        except (ValueError, TypeError) as error:
            raise forms.ValidationError("Open this page again before you change the cycle.") from error


class AllocationForm(GovukForm):
    """One case for one auditor."""

    case_ref = forms.CharField(
        label="Case reference", max_length=20, help_text="Such as CD490004. Never a name."
    )
    service_area = forms.ModelChoiceField(
        label="Service area", queryset=ServiceArea.objects.none(), empty_label="Choose a service area"
    )
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="No team"
    )
    auditor = forms.ModelChoiceField(
        label="Auditor", queryset=Staff.objects.none(), empty_label="Choose a practice manager"
    )

    def __init__(self, cycle: Cycle, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cycle, self.day = cycle, months.last_day(cycle.month)
        choices: dict[str, Any] = {name: self.fields[name] for name in ("service_area", "team", "auditor")}
        choices["service_area"].queryset = ServiceArea.objects.existing_on(self.day)
        choices["team"].queryset = Team.objects.existing_on(self.day)
        choices["auditor"].queryset = Staff.objects.practice_managers_on(clock.today())

    def clean_case_ref(self) -> str:
        written = rules.case_reference(self.cleaned_data["case_ref"])
        if written is None:
            raise forms.ValidationError(f"Enter a case reference: {rules.CASE_REFERENCE}.")
        return written

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        team, area = values.get("team"), values.get("service_area")
        if team and area and not self._sits_in(team, area):
            self.add_error("team", f"{team} is not in {area} on {self.day:%-d %B %Y}.")
        if self._is_allocated(values):
            self.add_error("case_ref", "This auditor has an audit of this case in this cycle already.")
        return values

    def _sits_in(self, team: Team, area: ServiceArea) -> bool:
        return bool(TeamRecord.objects.on(self.day).filter(team=team, service_area=area).exists())

    def _is_allocated(self, values: dict[str, Any]) -> bool:
        if not values.get("case_ref") or not values.get("auditor"):
            return False
        known = Audit.objects.filter(cycle=self.cycle, case_ref=values["case_ref"], auditor=values["auditor"])
        return bool(known.exists())
