"""Ordinary Django forms come out in the GOV.UK patterns, whole and accessible."""

import datetime as dt
import re

import pytest
from django import forms
from django.template import engines

from core.forms import GovukForm, component
from core.forms.macros import nested
from tests.core.every_field import WRONG, EveryField, posted, right


def ids(html):
    return re.findall(r'\bid="([^"]+)"', html)


def test_every_line_of_the_error_summary_leads_to_something_on_the_page():
    form = EveryField(WRONG)
    assert set(form.errors) == set(EveryField.base_fields) - {"known"}
    targets = re.findall(r'href="#([^"]+)"', form.error_summary())
    assert len(targets) == len(form.errors) - 1, "a hidden field is said without a link"
    assert set(targets) <= set(ids(form.as_govuk()))


def test_no_id_is_given_twice():
    found = ids(EveryField(WRONG).as_govuk())
    assert len(found) == len(set(found))


def test_every_label_and_description_belongs_to_something_on_the_page():
    html = EveryField(WRONG).as_govuk()
    named = re.findall(r'\bfor="([^"]+)"', html)
    described = [one for many in re.findall(r'aria-describedby="([^"]+)"', html) for one in many.split()]
    assert set(named + described) <= set(ids(html))


def test_what_was_typed_is_shown_again_as_it_was_typed():
    html = EveryField(posted(WRONG)).as_govuk()
    assert re.search(r'name="due_on_0"[^>]*value="31"', html)
    assert re.search(r'name="month_0"[^>]*value="13"', html)
    assert re.search(r'name="fte"[^>]*value="most"', html)


def test_values_are_shown_in_an_unbound_form():
    initial = {"due_on": dt.date(2023, 10, 16), "grade": "good", "areas": ["inadequate"], "known": True}
    html = EveryField(initial=initial).as_govuk()
    parts = re.findall(r'name="due_on_\d"[^>]*value="(\d+)"', html)
    assert parts == ["16", "10", "2023"]
    assert re.search(r'name="grade"[^>]*value="good" checked', html)
    assert re.search(r'name="areas"[^>]*value="inadequate" checked', html)
    assert re.search(r'<option value="true" selected', html)


def test_a_password_is_never_shown_again():
    assert "secret" not in right().as_govuk()


def test_what_people_type_is_never_taken_for_html():
    html = EveryField({"name": "<b>", "note": "</textarea><script>"}).as_govuk()
    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;" in html


def test_numbers_get_the_right_keys_without_a_number_input():
    html = EveryField().as_govuk()
    assert 'type="number"' not in html
    assert re.search(r'name="count"[^>]*inputmode="numeric"', html)
    assert re.search(r'name="fte"[^>]*inputmode="decimal"', html)


def test_hints_stand_beside_the_choices_and_the_empty_choice_is_no_radio():
    html = EveryField()["grade"].render_govuk()
    assert "Practice meets the standard." in html
    assert html.count('type="radio"') == 2
    assert "govuk-fieldset__legend--m" in html


def test_an_answer_that_may_be_left_out_says_so():
    class Some(GovukForm):
        asked = forms.CharField()
        spare = forms.CharField(required=False)

    html = Some().as_govuk()
    assert html.count("(optional)") == 1
    assert "Spare (optional)" in html


def test_a_limited_text_counts_its_characters():
    assert 'data-maxlength="20"' in EveryField()["limited"].render_govuk()


def test_a_widget_without_a_component_is_an_error_and_not_an_ugly_field():
    class Odd(GovukForm):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        Odd().as_govuk()


def test_any_component_can_be_drawn_in_a_template():
    button = '{% govuk "button" text=words prevent_double_click=True %}'
    page = engines["django"].from_string("{% load govuk %}" + button)
    html = page.render({"words": "Save <now>"})
    assert "Save &lt;now&gt;" in html
    assert 'data-prevent-double-click="true"' in html


def test_options_of_a_component_go_in_by_two_underscores():
    assert nested({"label__text": "Name", "form_group__classes": "x", "hint": None}) == {
        "label": {"text": "Name"},
        "formGroup": {"classes": "x"},
    }
    assert "Name" in component("input", nested({"name": "n", "label__text": "Name"}))
