"""Forms of learning: a tag, and the tags of an audit's points."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q

from audits.actions.tags import described_tag
from audits.models import Finding, Tag
from core.forms import GovukForm

KINDS = {Finding.Kind.GOOD_PRACTICE: "Good practice", Finding.Kind.IMPROVEMENT: "Area for improvement"}


class TagForm(GovukForm):
    """A tag that is new."""

    name = forms.CharField(label="Name", max_length=60, help_text="Such as Voice of the child.")
    words = forms.CharField(
        label="Words that stand for it",
        max_length=500,
        required=False,
        help_text=(
            "Words and phrases with commas between, such as: chronology, timeline of events. A point in "
            "which one of them stands gets the tag by itself; ‘chronologies’ counts as ‘chronology’."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if "," in name:
            raise forms.ValidationError("Leave out the comma: in lists it stands between two tags.")
        return name


class ChangeTagForm(TagForm):
    """Changes to a tag. `seen` holds it as it was when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, tag: Tag) -> None:
        now = described_tag(tag)
        super().__init__(data, initial={**now, "seen": json.dumps(now)})

    def clean_seen(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.cleaned_data["seen"]))
        except (ValueError, TypeError) as error:
            raise forms.ValidationError("Open this page again before you change the tag.") from error


class PointTagsForm(GovukForm):
    """The tags of each point of an audit. `seen` stands for those that were read."""

    mark_optional = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, points: Sequence[Finding], seen: str) -> None:
        super().__init__(data, initial={"seen": seen})
        self.points = points
        self.govuk = {}
        held = {tag.pk for point in points for tag in point.tags.all()}
        choices = [
            (tag.pk, tag.name if tag.active else f"{tag.name} (out of use)")
            for tag in Tag.objects.filter(Q(active=True) | Q(pk__in=held))
        ]
        for point in points:
            self._ask(point, choices)
        self.say_in_words()

    def _ask(self, point: Finding, choices: list[tuple[int, str]]) -> None:
        name = _field(point)
        self.fields[name] = forms.TypedMultipleChoiceField(
            label=f"{KINDS[Finding.Kind(point.kind)]}: {point.text}",
            choices=choices,
            coerce=int,
            required=False,
            initial=[tag.pk for tag in point.tags.all()],
            widget=forms.CheckboxSelectMultiple,
        )
        self.govuk[name] = {"params": {"classes": "govuk-checkboxes--small app-columns"}}

    def chosen(self) -> dict[int, list[int]]:
        """The tags that were ticked, by the points' primary keys."""
        return {point.pk: self.cleaned_data[_field(point)] for point in self.points}


def _field(point: Finding) -> str:
    return f"point_{point.pk}"
