"""Which rows of a checked report are taken, when some of what is odd is accepted. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.importing.headings import fold
from indicators.imports.reported.checked import CHECKS, Checked, Warning
from indicators.imports.reported.checking import check


def settle(checked: Checked, accepted: Collection[str]) -> Checked:
    """The file as if the rows with a warning that is not accepted were not in it.

    Without one row another may be odd, such as one that is current only because of that; it is left out too.
    """
    without: set[int] = set()
    found = checked
    while out := found.left_out(accepted) - found.problems.rows - without:
        without |= out
        found = check(checked.parsed, checked.known, without)
    return found


@dataclass(frozen=True)
class Acceptance:
    """What somebody accepts, and why: a check by its name, of one row or column or of all."""

    check: str
    reason: str
    row: int | None = None
    column: str = ""

    def covers(self, warning: Warning) -> bool:
        """Whether the warning is one of those meant."""
        return (
            self.check == warning.check
            and self.row in (None, warning.row)
            and (not self.column or fold(self.column) == fold(warning.column))
        )

    @property
    def wrong(self) -> str:
        """What is wrong with it, in words; blank where nothing is."""
        if self.check not in CHECKS:
            return f"There is no check '{self.check}'. The checks are {', '.join(CHECKS)}."
        if not self.reason.strip():
            return f"Say why {self.check} is accepted."
        return ""


def reasons(warnings: Sequence[Warning], acceptances: Sequence[Acceptance]) -> Mapping[str, str]:
    """The reasons of the warnings that are accepted, by id; the acceptance that says the most counts."""
    listed = sorted(acceptances, key=lambda each: (each.row is None) + (not each.column))
    found = {}
    for warning in warnings:
        meant = next((each for each in listed if each.covers(warning)), None)
        if meant is not None:
            found[warning.id] = meant.reason.strip()
    return found
