"""What holds of the code as a whole: which way it points, how large it grows, what it may not contain."""

import ast
import importlib
import inspect
import pkgutil
import re
import statistics
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from importlinter.cli import lint_imports

from core.history import action
from organisation.models import ServiceArea, Staff, Team, User

ROOT = Path(__file__).resolve().parent.parent
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
LIMIT, MOST, MEDIAN = 400, 200, 100
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "common"}


def sources(*folders):
    """The Python files of the folders that people write: migrations are written by Django."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def lines_of(path):
    return len(path.read_text().splitlines())


def offending(pattern, *folders):
    """Where the pattern stands in the folders' sources, but for this file, which names what it forbids."""
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources(*folders)
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if found.search(line)
    ]


def test_imports_point_one_way(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_every_rules_file_is_held_to_be_pure():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    held = {name for contract in contracts for name in contract.get("source_modules", [])}
    rooms = {
        room for room in ROOMS if (ROOT / room / "rules.py").exists() or (ROOT / room / "rules").is_dir()
    }
    assert {f"{room}.rules" for room in rooms} <= held


@pytest.mark.parametrize("folders", [ROOMS, ["tests"]], ids=["product", "tests"])
class TestFilesAreSmall:
    """None over 400 lines, 9 in 10 under 200, half of them under 100."""

    def test_none_is_over_the_limit(self, folders):
        assert [str(path) for path in sources(*folders) if lines_of(path) > LIMIT] == []

    def test_nine_in_ten_are_under_two_hundred_lines(self, folders):
        lengths = [lines_of(path) for path in sources(*folders)]
        assert sum(length < MOST for length in lengths) >= 0.9 * len(lengths)

    def test_half_of_them_are_under_a_hundred_lines(self, folders):
        assert statistics.median(lines_of(path) for path in sources(*folders)) < MEDIAN


@pytest.mark.parametrize(("folders", "limit"), [(ROOMS, 30), (["tests"], 40)], ids=["product", "tests"])
def test_functions_are_short(folders, limit):
    """Their lines of code, without signature and docstring; a test may tell a longer story."""
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources(*folders)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and code_lines(node) >= limit
    ]
    assert long == []


def code_lines(function):
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return function.end_lineno - first.lineno + 1


def test_no_file_is_named_for_nothing_in_particular():
    assert [str(path) for path in sources(*ROOMS, "tests") if path.stem in FORBIDDEN_NAMES] == []


def test_the_product_does_not_lean_on_its_benchmarks():
    assert offending(r"^\s*(from|import) benchmarks\b", *ROOMS, "config") == []


def test_no_step_of_the_business_is_a_signal():
    assert offending(r"models\.signals|dispatch import|\bpost_save\b|\bpre_save\b|@receiver", *ROOMS) == []


def test_nothing_is_left_for_later():
    assert offending(r"\bTODO\b|\bFIXME\b|\bXXX\b|raise NotImplementedError", *ROOMS, "config", "tests") == []


def test_no_test_is_skipped():
    assert offending(r"pytest\.skip|mark\.(skip|xfail)|importorskip|unittest\.skip", "tests") == []


# Actions

ACTION_CODE = action(lambda *, by: None).__code__
NO_CHANGE_OF_STATE = {
    "audits.actions.described": "words",
    "core.importing.actions.asked_take": "looks only",
    "figures.actions.roll_up": "computes outside of any transaction, and tries `add` until not overtaken",
}


def action_modules():
    """Every module of the rooms that is called actions, or is in a package called so."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if "actions" in found.name.split("."):
                yield importlib.import_module(found.name)


def public_functions(module):
    """The functions that a module exports: those in `__all__`, else those it defines and does not hide."""
    for name in getattr(module, "__all__", None) or vars(module):
        value = getattr(module, name)
        if inspect.isfunction(value) and not name.startswith("_"):
            exported = hasattr(module, "__all__")
            if exported or inspect.unwrap(value).__module__ == module.__name__:
                yield f"{module.__name__}.{name}", value, exported


def test_every_exported_change_of_state_is_an_action_that_says_by_whom():
    """What takes `by` without being exported is one too. `action` itself sees to keywords only."""
    found = {}
    for module in action_modules():
        for name, function, exported in public_functions(module):
            if exported or "by" in inspect.signature(function).parameters:
                found[name] = function.__code__ is ACTION_CODE
    assert len(found) > 20
    assert {name for name, is_action in found.items() if not is_action} == set(NO_CHANGE_OF_STATE)


# The database

PEOPLE_AND_PLACES = {ServiceArea, Team, Staff, User}
MAY_GO_WITH_THEM = {"core.KeptPost.user"}


def test_people_and_places_are_not_deleted_from_under_a_record():
    wrong = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in PEOPLE_AND_PLACES
        if field.remote_field.on_delete is not models.PROTECT
    }
    assert wrong == MAY_GO_WITH_THEM
