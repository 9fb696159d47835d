"""What the pages of a file of figures say of each kind of oddity."""

from indicators.imports.reported import CHECKS

EXPLAINED = {
    "over-100": "Right as arithmetic it may be: the numerator then counts other events than the denominator. "
    "It is not a share of anything, and is to be said.",
    "parts": "The value printed is not its numerator over its denominator, beyond what rounding explains; "
    "or there is none beside parts that make one.",
    "truncated": "The row cuts its values off, where other rows of the file round theirs.",
    "two-sections": "The file prints the same indicator and month with two values. Both are kept with their "
    "section, and one is chosen as current.",
    "shifted": "The row equals its own figures of a month before or after: it may sit a month late or early.",
    "jump": "From one month to the next it changes by more than five times what is usual for it.",
    "restated": "The figure is known from another report, with another value. The earlier one is kept, and "
    "the restatement is listed with your reason.",
    "benchmark-jump": "The benchmark is far from the same one of another year, or from everybody else’s.",
    "target-without-polarity": "The file has a target, but not which side of it is meant, and the catalogue "
    "does not say whether higher or lower is better.",
}


def title(check: str) -> str:
    """The check in words; its name, where it has none."""
    return CHECKS.get(check, check)


def explained(check: str) -> str:
    """What it means for whoever is to accept it."""
    return EXPLAINED.get(check, "")
