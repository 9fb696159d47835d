"""The figures of audits, counted slowly and obviously by FORMATS' table: the measures are held against it.

Shares no code with the product: no pandas, no registry, no rules.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal

GRADES = ["outstanding", "good", "requires_improvement", "inadequate"]
FOCUS_5 = ["chronology", "case_summary", "cultural_genogram", "supervision", "visit"]


@dataclass
class Row:
    """An audit as the table speaks of it; service areas and teams by primary key."""

    month: dt.date
    service_area: int
    team: int | None
    submitted: bool
    grade: str
    moderated: str
    discussion: bool | None
    feedback: bool | None
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def final(self):
        return self.moderated if self.moderated else self.grade


def count(audits, slug):
    """(numerator, denominator) of the audits by the words of FORMATS; the denominator of a count is None."""
    completed = [audit for audit in audits if audit.submitted]
    good = [audit for audit in completed if audit.final in ("outstanding", "good")]
    answers = {
        "audits.allocated": (len(audits), None),
        "audits.completed": (len(completed), None),
        "audits.completion_rate": (len(completed), len(audits)),
        "audits.good_or_better_rate": (len(good), len(completed)),
        "audits.discussion_rate": (len([a for a in completed if a.discussion]), len(completed)),
        "audits.feedback_rate": (len([a for a in completed if a.feedback]), len(completed)),
        "audits.moderated_rate": (len([a for a in completed if a.moderated]), len(completed)),
        **second_opinions([audit for audit in completed if audit.moderated]),
    }
    for grade in GRADES:
        answers[f"audits.{grade}"] = (len([a for a in completed if a.final == grade]), None)
    for code in FOCUS_5:
        yes = len([a for a in completed if a.answers.get(code) == "yes"])
        no = len([a for a in completed if a.answers.get(code) == "no"])
        answers[f"audits.focus5.{code}"] = (yes, yes + no)
    return answers[slug]


def second_opinions(moderated):
    """How many moderations agreed, raised and lowered the auditor's grade; grades go from best to worst."""
    steps = [GRADES.index(audit.moderated) - GRADES.index(audit.grade) for audit in moderated]
    return {
        "audits.agreement_rate": (len([step for step in steps if step == 0]), len(steps)),
        "audits.raised": (len([step for step in steps if step < 0]), None),
        "audits.lowered": (len([step for step in steps if step > 0]), None),
    }


def slugs():
    """The slugs of FORMATS' table, written out."""
    plain = ["allocated", "completed", "completion_rate", "good_or_better_rate"]
    rates = ["discussion_rate", "feedback_rate", "moderated_rate", "agreement_rate", "raised", "lowered"]
    return [f"audits.{end}" for end in [*plain, *GRADES, *rates, *(f"focus5.{code}" for code in FOCUS_5)]]


def value(numerator, denominator):
    """(value, missing): per cent to 12 decimals, or none and why."""
    if denominator is None:
        return Decimal(numerator), ""
    if denominator == 0:
        return None, "no cases"
    exact = Context(prec=40).divide(Decimal(100 * numerator), Decimal(denominator))
    return exact.quantize(Decimal("1e-12"), rounding=ROUND_HALF_EVEN), ""


def of_place(audits, kind, ref):
    """Those of the audits that count in a place."""
    if kind == "service":
        return audits
    if kind == "service_area":
        return [audit for audit in audits if audit.service_area == ref]
    return [audit for audit in audits if audit.team == ref]


def figures(audits, places):
    """{(slug, kind, ref, month): (numerator, denominator, value, missing)} for every place and month."""
    found = {}
    for month, kind, ref in places:
        here = of_place([audit for audit in audits if audit.month == month], kind, ref)
        for slug in slugs():
            numerator, denominator = count(here, slug)
            found[slug, kind, ref, month] = (numerator, denominator, *value(numerator, denominator))
    return found
