"""Forms of calibration: a session, and one's own grade of one of its cases."""

import re
from typing import Any

from django import forms

from audits import rules
from audits.forms.month import GRADE_HINTS
from audits.models import Audit, Grade
from audits.second_looks.calibrating import who_may_take_part
from core import clock, months
from core.forms import GovukForm
from organisation.models import User

MOST_CASES = 50
LINE = re.compile(r"(.*?)(?:\s+(\d{4}-\d{2}))?")
"""A case reference, and the month of the audit if it is said."""


class SessionForm(GovukForm):
    """A session: its title and day, its cases, and who grades them."""

    title = forms.CharField(label="Title", max_length=160, help_text="Such as: Neglect, autumn 2023.")
    held_on = forms.DateField(label="Day of the session", initial=clock.today)
    audits = forms.CharField(
        label="Cases",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "Case references of completed audits, one a line, such as CD490004. The newest completed audit "
            "of the case is taken; for that of another month add it: CD490004 2023-09."
        ),
    )
    people = forms.ModelMultipleChoiceField(
        label="Who grades them",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick those who are to grade the cases."},
        help_text="Nobody grades a case that they audited, or whose team or service area is theirs.",
    )

    def __init__(self, readers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = readers
        self.fields["people"].queryset = who_may_take_part()  # type: ignore[attr-defined]

    def clean_audits(self) -> list[Audit]:
        """The audits that are meant; each line that means none is said."""
        lines = [line.strip() for line in self.cleaned_data["audits"].splitlines() if line.strip()]
        if len(lines) > MOST_CASES:
            raise forms.ValidationError(f"Enter up to {MOST_CASES} cases; these are {len(lines)}.")
        asked = [_read(line) for line in lines]
        known = (
            Audit.objects.visible_to(self.readers)
            .completed()
            .filter(case_ref__in=[case_ref for case_ref, _ in asked])
        )
        newest = list(known.select_related("cycle").order_by("-cycle__month", "-completed_on", "-pk"))
        found, problems = [], []
        for line, (case_ref, month) in zip(lines, asked, strict=True):
            of_case = [audit for audit in newest if audit.case_ref == case_ref]
            meant = [audit for audit in of_case if month in ("", months.key(audit.cycle.month))]
            if meant:
                found.append(meant[0])
            else:
                problems.append(f"There is no completed audit of {line}. Enter a case that has one.")
        if problems:
            raise forms.ValidationError(problems)
        return list(dict.fromkeys(found))


def _read(line: str) -> tuple[str, str]:
    """The case reference of a line as it is written, and the month after it, if any."""
    read = LINE.fullmatch(line)
    first, month = (read[1], read[2] or "") if read else (line, "")
    return rules.case_reference(first) or first, month


class CaseGradeForm(GovukForm):
    """One's own grade of a case, and why."""

    govuk = {"grade": {**GRADE_HINTS["grade"], "legend": "m"}}

    grade = forms.ChoiceField(label="Your grade", choices=Grade.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason",
        help_text="What in the audit led you to it. Shown without your name once the session is closed.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
