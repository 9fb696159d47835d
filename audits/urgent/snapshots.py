"""What a completed audit says, as its form would hold it, and in words."""

from collections.abc import Mapping

from audits.models import Audit, Finding
from audits.reading import pages_of
from audits.rules import returning

YES_NO = {True: "yes", False: "no", None: ""}


def values_of(audit: Audit) -> dict[str, str]:
    """The record's values by the code of the field that asks for them: an audit from a file has no draft."""
    day = audit.discussion_on
    return {
        **dict(audit.answers.values_list("question__code", "value")),
        "discussion": YES_NO[audit.discussion],
        "discussion_with": audit.discussion_with,
        "discussion_on": f"{day:%d/%m/%Y}" if day else "",
        "discussion_said": audit.discussion_said,
        "discussion_quotable": _quotable(audit.discussion, audit.discussion_quotable),
        "feedback": YES_NO[audit.feedback],
        "feedback_from": audit.feedback_from,
        "feedback_how": audit.feedback_how,
        "feedback_words": audit.feedback_words,
        "feedback_quotable": _quotable(audit.feedback, audit.feedback_quotable),
        "good_practice": _points(audit, Finding.Kind.GOOD_PRACTICE),
        "improvement": _points(audit, Finding.Kind.IMPROVEMENT),
        "grade": audit.grade,
        "rationale": audit.rationale,
    }


def snapshot(audit: Audit) -> list[returning.Said]:
    """What the audit says, field by field, in the order of its form and in words."""
    fields = [field for page in pages_of(audit) for field in page.fields]
    return returning.snapshot(fields, {**_written(audit), **values_of(audit)})


def _written(audit: Audit) -> Mapping[str, str]:
    """The draft, for what the record keeps elsewhere: the actions that were agreed."""
    return dict(audit.entries.values_list("field", "value"))


def _quotable(took_place: bool | None, quotable: bool) -> str:
    return ("yes" if quotable else "no") if took_place else ""


def _points(audit: Audit, kind: Finding.Kind) -> str:
    return "\n".join(audit.findings.filter(kind=kind).values_list("text", flat=True))
