"""manage.py import_figures: the figures of a report or an extract, checked whole before anything is taken."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.errors import Refused
from core.exports import as_csv
from core.importing.collecting import uncollected
from core.importing.command import COMMAND_LINE, content_of
from core.importing.handling import source_of
from core.importing.problems import Problems
from core.spreadsheets import Sheet, Unreadable, read
from figures.management.commands.figures import day
from indicators.actions.reported import take_figures
from indicators.imports.reported import (
    CHECKS,
    NO_ANSWERS,
    Acceptance,
    Answers,
    Checked,
    check,
    counted,
    known,
    parse,
    reasons,
    settle,
)
from indicators.imports.reported.files import FOUND, acceptances_of, answers_of, found_in

T = TypeVar("T")
FLAGS = {
    "--dry-run": "Check, say what would change, write nothing.",
    "--take-good": "Take the rows without a problem and without a warning that is not accepted.",
}
FILES = {
    "--names": "What its names mean: name, and indicator or section (slugs).",
    "--accept-file": "What is accepted, one by one: row, column, check, reason.",
    "--report": "Write every problem and warning to this CSV.",
}


def day_of_report(text: str) -> Any:
    """A day that is not to come."""
    found = day(text)
    if found > clock.today():
        raise argparse.ArgumentTypeError(
            f"{found:%-d %B %Y} is after today, {clock.today():%-d %B %Y}: the day on which the report was "
            "published, as 2024-11-13."
        )
    return found


def acceptance(text: str) -> Acceptance:
    """CHECK=REASON."""
    name, _, reason = text.partition("=")
    found = Acceptance(name.strip(), reason.strip())
    if found.wrong:
        raise argparse.ArgumentTypeError(found.wrong)
    return found


class Command(BaseCommand):
    help = (
        "Imports the figures of a report (a column for each month) or an extract (a row for each). Without a "
        f"reason for what is odd nothing is taken. The checks are {', '.join(CHECKS)}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV (UTF-8) or XLSX.")
        for flag, words in FLAGS.items():
            parser.add_argument(flag, action="store_true", help=words)
        for option, words in FILES.items():
            parser.add_argument(option, type=Path, metavar="FILE", help=words)
        parser.add_argument(
            "--published-on",
            type=day_of_report,
            metavar="DATE",
            help="The report's day: its figures are known since then.",
        )
        parser.add_argument(
            "--accept",
            type=acceptance,
            action="append",
            default=[],
            metavar="CHECK=REASON",
            help="Accept every warning of a check; the reason stays on the figures. May be repeated.",
        )

        parser.add_argument(
            "--council-is",
            action="append",
            default=[],
            metavar="NAME",
            help="What the file's benchmark columns call the council, such as southampton. May be repeated.",
        )

    @uncollected()
    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        content = content_of(path)
        checked = self._checked(_sheet(content, path), options)
        accepted = dict(reasons(checked.warnings, _accepted(options)))
        self._say(checked, accepted, options)
        out = checked.left_out(accepted)
        wrong = f"{path.name}: {_counted(checked, accepted)}."
        if options["dry_run"]:
            self._say_counts("Would be", settle(checked, accepted), options["verbosity"])
            if out:
                raise CommandError(f"{wrong} Nothing was written.")
            return
        if (out or checked.problems.whole) and not (options["take_good"] and settle(checked, accepted).rows):
            raise CommandError(f"{wrong} Nothing was taken.")
        try:
            taken = take_figures(
                by=COMMAND_LINE, checked=checked, source=source_of(content, path.name), accepted=accepted
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(f"Figures: {taken.counted.in_words()}.")
            if taken.left_out:
                self.stdout.write(f"{taken.left_out:,} rows with problems or warnings were left out.")

    def _checked(self, sheet: Sheet, options: dict[str, Any]) -> Checked:
        parsed = parse(sheet, options["published_on"], options["council_is"])
        answers = _beside(options["names"], answers_of) if options["names"] else NO_ANSWERS
        found = known(parsed, answers)
        _check_answers(answers, found.all_indicators, found.all_sections)
        return check(parsed, found)

    def _say(self, checked: Checked, accepted: dict[str, str], options: dict[str, Any]) -> None:
        """Every problem and every warning that is not accepted; all of them in the report, if asked for."""
        for problem in checked.problems.in_order():
            self.stderr.write(str(problem))
        for warning in {each.id: each for each in checked.warnings if each.id not in accepted}.values():
            self.stderr.write(str(warning))
        for note in checked.notes if options["verbosity"] else ():
            self.stdout.write(note)
        if options["report"]:
            options["report"].write_bytes(b"".join(as_csv(FOUND, found_in(checked, accepted))))

    def _say_counts(self, start: str, settled: Checked, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(f"{start} {counted(settled.rows).in_words()}.")


def _sheet(content: bytes, path: Path) -> Sheet:
    try:
        return read(content, path.name)
    except Unreadable as refusal:
        raise CommandError(f"{path.name}: {refusal.what} {refusal.accepted}") from refusal


def _beside(path: Path, reading: Callable[[Sheet], tuple[T, Problems]]) -> T:
    """What a small file beside the report says; CommandError with all that is wrong with it."""
    found, problems = reading(_sheet(content_of(path), path))
    if problems.count:
        raise CommandError("\n".join(f"{path.name}: {problem}" for problem in problems.in_order()))
    return found


def _accepted(options: dict[str, Any]) -> list[Acceptance]:
    given: list[Acceptance] = list(options["accept"])
    return [*given, *_beside(options["accept_file"], acceptances_of)] if options["accept_file"] else given


def _check_answers(answers: Answers, indicators: Any, sections: Any) -> None:
    for said, there, what in (
        (answers.indicators, indicators, "indicator"),
        (answers.sections, sections, "section"),
    ):
        for text, slug in said.items():
            if slug not in there:
                raise CommandError(
                    f"--names: ‘{text}’ is said to be {slug}, which is no {what} of the catalogue."
                )


def _counted(checked: Checked, accepted: dict[str, str]) -> str:
    problems = checked.problems.count
    warnings = len({each.id for each in checked.warnings if each.id not in accepted})
    parts = [(problems, "problem"), (warnings, "warning")]
    return " and ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in parts if n) or "nothing wrong"
