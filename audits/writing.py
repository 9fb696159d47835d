"""An audit's form as its pages show it: what has been written, what is missing, what met a newer text."""

from collections.abc import Mapping
from dataclasses import dataclass

from audits import rules
from audits.actions.submitting import Draft
from audits.fields import Page
from audits.models import Audit, Unmerged
from core import clock

ALL = "all"


@dataclass(frozen=True)
class Step:
    """One page in the list of what there is to do: its title and how far it is."""

    code: str
    title: str
    status: str
    done: bool


@dataclass(frozen=True)
class TwoVersions:
    """A field with two texts: the saved one and the one that was kept beside it."""

    label: str
    saved: str
    kept: Unmerged


def asked(draft: Draft, code: str) -> Page | None:
    """The page of this code, all of them on one, or None when the audit has no such page."""
    if code == ALL:
        return Page(ALL, "The whole audit", "", tuple(draft.fields))
    return next((page for page in draft.pages if page.code == code), None)


def steps(draft: Draft) -> list[Step]:
    """The pages with how far each is."""
    problems = rules.problems(draft.fields, draft.values, clock.today(), draft.agreed)
    return [_step(page, draft.values, problems) for page in draft.pages]


def _step(page: Page, values: Mapping[str, str], problems: Mapping[str, str]) -> Step:
    written = sum(1 for field in page.fields if values[field.code])
    if written and not any(field.code in problems for field in page.fields):
        return Step(page.code, page.title, "Done", True)
    if not written and not any(field.required or field.code in problems for field in page.fields):
        return Step(page.code, page.title, "Nothing required", True)
    return Step(page.code, page.title, "In progress" if written else "Not started", False)


def after(draft: Draft, code: str) -> str | None:
    """The code of the next page, or None after the last."""
    codes = [page.code for page in draft.pages]
    if code not in codes[:-1]:
        return None
    return codes[codes.index(code) + 1]


def two_versions(audit: Audit, draft: Draft, page: Page) -> list[TwoVersions]:
    """The page's fields that have two texts."""
    labels = {field.code: field.label for field in page.fields}
    kept = audit.unmerged.filter(field__in=labels)
    return [TwoVersions(labels[each.field], draft.values.get(each.field, ""), each) for each in kept]


def answered(draft: Draft) -> list[tuple[Page, list[tuple[rules.Field, str]]]]:
    """Each page with its fields and what was written, in the words of the choices.

    Of a group of fields in which nothing was written none is listed, but for the page's first field.
    """
    begun = {field.group for field in draft.fields if draft.values[field.code]} | {""}
    return [
        (
            page,
            [
                (field, _in_words(field, draft.values))
                for field in page.fields
                if field.group in begun or field is page.fields[0]
            ],
        )
        for page in draft.pages
    ]


def _in_words(field: rules.Field, values: Mapping[str, str]) -> str:
    value = values[field.code]
    return dict(field.options).get(value, value)


def where(draft: Draft, problems: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Problems in the order of the form: page code, field code, words."""
    return [
        (page.code, field.code, problems[field.code])
        for page in draft.pages
        for field in page.fields
        if field.code in problems
    ]
