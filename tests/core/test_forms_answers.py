"""What a form makes of the answers: values, and sentences about those that will not do."""

import datetime as dt
import re

import pytest
from django import forms

from core.forms import DateParts, GovukForm, GovukModelForm, MonthField
from organisation.models import ServiceArea, StaffRecord
from tests.core.every_field import WRONG, EveryField, right
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory


def test_what_is_wrong_is_said_in_sentences_that_name_the_question():
    errors = {name: messages[0] for name, messages in EveryField(WRONG).errors.items()}
    assert errors == {
        "name": "Name must be 10 characters or fewer; it is 11.",
        "note": "Enter the note.",
        "limited": "Reason must be 20 characters or fewer; it is 21.",
        "count": "Count must be 1 or more.",
        "fte": "FTE must be a number.",
        "kind": "Choose the kind from the list.",
        "grade": "Select the grade.",
        "areas": "Select the areas.",
        "more": "Select the more.",
        "agreed": "Tick ‘I have read it’ to go on.",
        "due_on": "Due date must be a real date, such as 16 10 2023.",
        "month": "Enter a month as 2 numbers, such as 9 2023.",
        "file": "Select a file for ‘File’.",
        "email": "E-mail address must be an address such as name@example.com.",
        "password": "Enter the password.",
        "version": "Enter the version.",
    }


def test_words_that_a_form_chose_itself_are_left_alone():
    class Own(GovukForm):
        name = forms.CharField(error_messages={"required": "Say who it was."})

    assert Own({}).errors["name"] == ["Say who it was."]


def test_right_answers_arrive():
    form = right()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == dt.date(2023, 9, 5)
    assert form.cleaned_data["month"] == dt.date(2023, 9, 1)
    assert form.cleaned_data["areas"] == ["good", "inadequate"]
    assert form.cleaned_data["known"] is True


def test_a_line_end_counts_as_one_character_as_it_does_for_the_reader():
    form = right()
    assert form.is_valid()
    assert form.cleaned_data["limited"] == "12345678\n12345678\nx"


@pytest.mark.parametrize(
    ("typed", "text"),
    [({"d_0": "5", "d_1": "9", "d_2": "2023"}, "2023-9-5"), ({"d_0": "5"}, "--5"), ({}, None)],
)
def test_the_parts_of_a_date_are_one_text(typed, text):
    assert DateParts().value_from_datadict(typed, {}, "d") == text


def test_half_a_date_is_no_date_and_stays_as_typed():
    class Due(GovukForm):
        d = forms.DateField()

    form = Due({"d_0": "5", "d_1": "", "d_2": "2023"})
    assert form.errors["d"] == ["D must be a real date, such as 16 10 2023."]
    assert re.findall(r'name="d_\d"[^>]*value="(\d*)"', form.as_govuk()) == ["5", "", "2023"]


@pytest.mark.parametrize("year", ["24", "20245", "2O24"])
def test_a_year_that_is_not_of_four_digits_is_what_is_said_to_be_wrong(year):
    class Due(GovukForm):
        d = forms.DateField(label="Due date", error_messages={"invalid": "No date."})
        first = MonthField()

    form = Due({"d_0": "5", "d_1": "9", "d_2": year, "first_0": "9", "first_1": year})
    assert form.errors == {
        "d": ["Year must include 4 numbers in ‘Due date’, such as 2023."],
        "first": ["Year must include 4 numbers in ‘First’, such as 2023."],
    }
    assert re.findall(r'name="d_\d"[^>]*value="([^"]*)"', form.as_govuk()) == ["5", "9", year]


class TeamForm(GovukModelForm):
    class Meta:
        model = StaffRecord
        fields = ["team", "starts_on", "ends_on"]


@pytest.mark.django_db
def test_a_choice_of_records_costs_one_query(django_assert_num_queries):
    for _ in range(3):
        TeamFactory()
    with django_assert_num_queries(1):
        html = TeamForm().as_govuk()
    assert html.count("<option") == 4


@pytest.mark.django_db
def test_what_the_database_would_refuse_is_said_at_the_top_of_the_page():
    form = TeamForm(
        {"team": TeamFactory().pk, "starts_on_0": "2", "starts_on_1": "1", "starts_on_2": "2023"}
        | {"ends_on_0": "1", "ends_on_1": "1", "ends_on_2": "2023"}
    )
    assert not form.is_valid()
    assert "The day it ends must be after the day it starts." in form.error_summary()


@pytest.mark.django_db
def test_a_name_that_is_taken_is_said_at_its_field():
    class AreaForm(GovukModelForm):
        class Meta:
            model = ServiceArea
            fields = ["name"]

    ServiceAreaFactory(name="SWF")
    form = AreaForm({"name": "SWF"})
    assert "#id_name" in form.error_summary()
    assert "There is a service area of this name." in form["name"].render_govuk()


@pytest.mark.django_db
def test_a_form_page_says_error_in_its_title_where_there_is_one(client, settings):
    settings.ROOT_URLCONF = "tests.core.pages"
    client.force_login(UserFactory())
    assert "<title>Write a note – Plumbline" in client.get("/note/").content.decode()
    assert "<title>Error: Write a note – Plumbline" in client.post("/note/", {"title": ""}).content.decode()
