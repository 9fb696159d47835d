"""A form with one field for each widget that a form may have, and answers to it, wrong and right."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from core.forms import GovukForm, MonthField

GRADES = [("", "---------"), ("good", "Good"), ("inadequate", "Inadequate")]


class EveryField(GovukForm):
    """One field for each widget that a form may have."""

    name = forms.CharField(max_length=10, help_text="As on the rota")
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}))
    limited = forms.CharField(widget=forms.Textarea, max_length=20, label="Reason")
    count = forms.IntegerField(min_value=1)
    fte = forms.DecimalField(label="FTE")
    kind = forms.ChoiceField(choices=GRADES)
    grade = forms.ChoiceField(choices=GRADES, widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(choices=GRADES[1:], widget=forms.CheckboxSelectMultiple)
    more = forms.MultipleChoiceField(choices=GRADES[1:])
    agreed = forms.BooleanField(label="I have read it")
    known = forms.NullBooleanField(label="Known to us")
    due_on = forms.DateField(label="Due date")
    month = MonthField()
    file = forms.FileField()
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(widget=forms.PasswordInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    govuk = {
        "grade": {"hints": {"good": "Practice meets the standard."}, "legend": "m"},
        "name": {"params": {"classes": "govuk-input--width-10"}},
    }


WRONG = {
    "name": "x" * 11,
    "limited": "y" * 21,
    "count": "0",
    "fte": "most",
    "kind": "excellent",
    "due_on_0": "31",
    "due_on_1": "2",
    "due_on_2": "2023",
    "month_0": "13",
    "month_1": "2023",
    "email": "ann",
}
RIGHT = {
    "name": "Ann",
    "note": "one\r\ntwo",
    "limited": "12345678\r\n12345678\r\nx",
    "count": "3",
    "fte": "0.6",
    "kind": "good",
    "grade": "good",
    "areas": ["good", "inadequate"],
    "more": ["inadequate"],
    "agreed": "on",
    "known": "true",
    "due_on_0": "5",
    "due_on_1": "9",
    "due_on_2": "2023",
    "month_0": "9",
    "month_1": "2023",
    "email": "ann@council.example",
    "password": "secret",
    "version": "4",
}


def posted(values):
    lists = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return MultiValueDict(lists)


def right():
    return EveryField(posted(RIGHT), {"file": SimpleUploadedFile("a.csv", b"a")})
