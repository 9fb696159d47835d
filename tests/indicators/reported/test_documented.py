"""The page on importing figures has every option, check and column that there is."""

import pytest
from django.conf import settings
from django.core.management import load_command_class

from core.importing.importer import find
from core.importing.rows import columns_of
from indicators.imports.reported import CHECKS

pytestmark = pytest.mark.once
DJANGOS = {"--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback"}
DJANGOS |= {"--no-color", "--force-color", "--skip-checks"}
KINDS = ("sections", "catalogue", "targets", "populations")


def page(name="docs/importing-figures.md"):
    return (settings.BASE_DIR / name).read_text()


def options():
    parser = load_command_class("indicators", "import_figures").create_parser("manage.py", "import_figures")
    said = {option for action in parser._actions for option in action.option_strings}
    return {option for option in said if option.startswith("--")} - DJANGOS


@pytest.mark.parametrize("name", ["docs/importing-figures.md", "README.md"])
def test_every_option_of_the_command_is_named(name):
    assert len(options()) == 8
    assert {option for option in options() if f"`{option}" not in page(name)} == set()


def test_every_check_is_explained():
    assert {check for check in CHECKS if f"| `{check}` |" not in page()} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_of_the_catalogue_are_named_with_every_column(kind):
    [line] = [line for line in page().splitlines() if line.startswith(f"| `import_{kind}`")]
    columns = {column.heading for column in columns_of(find(kind).row)}
    said = {word.strip(" ;,?()|") for word in line.replace(",", " ").replace("?", " ").split()}
    assert columns - said == set()
    assert f"`import_{kind}`" in page("README.md")
