"""The measures `audits.*` of FORMATS, as contributions of each audit. Pure."""

from collections.abc import Callable

import pandas as pd

from figures.registry import Frames, Kind, Measure, Polarity

FOCUS_5_CODES = {
    "chronology": "chronology present and in date",
    "case_summary": "case summary present and in date",
    "cultural_genogram": "cultural genogram",
    "supervision": "supervision in timescale",
    "visit": "visit in timescale",
}
GRADES = {
    "outstanding": ("Outstanding", Polarity.HIGHER),
    "good": ("Good", Polarity.HIGHER),
    "requires_improvement": ("Requires improvement", Polarity.LOWER),
    "inadequate": ("Inadequate", Polarity.LOWER),
}
SOURCE = "The audits of the month’s cycle, as submitted and moderated in Plumbline or imported"
Which = Callable[[pd.DataFrame], pd.Series]


def everyone(audits: pd.DataFrame) -> pd.Series:
    """Every audit of the cycle."""
    return pd.Series(True, index=audits.index)


def completed(audits: pd.DataFrame) -> pd.Series:
    """Submitted, and not at present returned to the auditor."""
    return audits["state"] == "submitted"


def graded(*grades: str) -> Which:
    """Completed with one of these final grades, the moderated one where there is one."""
    return lambda audits: completed(audits) & audits["final_grade"].isin(grades)


def said_yes(column: str) -> Which:
    """Completed, and the column is true."""
    return lambda audits: completed(audits) & (audits[column] == True)  # noqa: E712


def moderated(audits: pd.DataFrame) -> pd.Series:
    """Completed and moderated."""
    return completed(audits) & (audits["moderated_grade"] != "")


def moved(low: int, high: int) -> Which:
    """Moderated, and the moderated grade is so many to so many grades weaker than the auditor's."""
    places = {grade: place for place, grade in enumerate(GRADES)}

    def which(audits: pd.DataFrame) -> pd.Series:
        steps = audits["moderated_grade"].map(places) - audits["grade"].map(places)
        return moderated(audits) & steps.between(low, high)

    return which


def answered(code: str, *answers: str) -> Which:
    """Completed, and this Focus 5 question has one of these answers."""
    return lambda audits: completed(audits) & audits[f"focus5.{code}"].isin(answers)


def contributions(numerator: Which, denominator: Which | None = None) -> Callable[[Frames], pd.DataFrame]:
    """A measure's function: each audit counts 1 in the numerator, 1 in the denominator, or neither."""

    def compute(frames: Frames) -> pd.DataFrame:
        audits = frames["audits"]
        found = {name: audits[name] for name in ("month", "service_area", "team")}
        found["numerator"] = numerator(audits).astype("int64")
        if denominator is not None:
            found["denominator"] = denominator(audits).astype("int64")
        return pd.DataFrame(found)

    return compute


def _count(slug: str, name: str, words: str, which: Which, polarity: Polarity = Polarity.NEITHER) -> Measure:
    return Measure(
        slug=f"audits.{slug}",
        name=name,
        kind=Kind.COUNT,
        polarity=polarity,
        numerator=words,
        denominator="",
        unit="audits",
        source=SOURCE,
        reads=("audits",),
        compute=contributions(which),
    )


def _share(slug: str, name: str, words: str, of: str, numerator: Which, denominator: Which) -> Measure:
    return Measure(
        slug=f"audits.{slug}",
        name=name,
        kind=Kind.PERCENTAGE,
        polarity=Polarity.HIGHER,
        numerator=words,
        denominator=of,
        unit="%",
        source=SOURCE,
        reads=("audits",),
        compute=contributions(numerator, denominator),
    )


def _grade(slug: str) -> Measure:
    name, polarity = GRADES[slug]
    words = f"Completed audits with the final grade {name} (the moderated one where there is one)"
    return _count(slug, f"Audits graded {name}", words, graded(slug), polarity)


def _focus_5(code: str) -> Measure:
    words = f"Completed audits that answer yes to ‘{FOCUS_5_CODES[code]}’"
    return _share(
        f"focus5.{code}",
        f"Focus 5: {FOCUS_5_CODES[code]}",
        words,
        "those that answer yes or no",
        answered(code, "yes"),
        answered(code, "yes", "no"),
    )


DONE = "completed audits"
MEASURES = [
    _count("allocated", "Audits allocated", "Audits of the cycle, exempted ones left out", everyone),
    _count(
        "completed",
        "Audits completed",
        "Audits submitted, and not at present returned to the auditor",
        completed,
        Polarity.HIGHER,
    ),
    _share(
        "completion_rate",
        "Audits completed of those allocated",
        "Completed audits",
        "allocated audits",
        completed,
        everyone,
    ),
    *[_grade(slug) for slug in GRADES],
    _share(
        "good_or_better_rate",
        "Audits graded good or better",
        "Completed audits with the final grade Outstanding or Good",
        DONE,
        graded("outstanding", "good"),
        completed,
    ),
    _share(
        "discussion_rate",
        "Audits with a practitioner discussion",
        "Completed audits with a practitioner discussion",
        DONE,
        said_yes("discussion"),
        completed,
    ),
    _share(
        "feedback_rate",
        "Audits with family feedback",
        "Completed audits with family feedback",
        DONE,
        said_yes("feedback"),
        completed,
    ),
    _share(
        "moderated_rate",
        "Audits moderated",
        "Completed audits that were moderated",
        DONE,
        moderated,
        completed,
    ),
    _share(
        "agreement_rate",
        "Moderated audits whose grade was agreed",
        "Moderated audits whose moderated grade is the auditor’s",
        "moderated audits",
        moved(0, 0),
        moderated,
    ),
    _count(
        "raised",
        "Audits raised at moderation",
        "Moderated audits whose moderated grade is better than the auditor’s",
        moved(-3, -1),
    ),
    _count(
        "lowered",
        "Audits lowered at moderation",
        "Moderated audits whose moderated grade is weaker than the auditor’s",
        moved(1, 3),
    ),
    *[_focus_5(code) for code in FOCUS_5_CODES],
]
