"""The fields that every audit has besides the tool's questions, page by page."""

from dataclasses import dataclass

from audits.models import Grade
from audits.rules import RATIONALE_LENGTH, YES_NO, Field, agreeing

DESCRIPTORS = {
    Grade.OUTSTANDING: (
        "Work is consistently strong, has made a lasting difference for the child, "
        "and others could learn from it."
    ),
    Grade.GOOD: (
        "Work is timely and focused on the child, and is improving their life; what falls short is minor."
    ),
    Grade.REQUIRES_IMPROVEMENT: (
        "The child is safe, but the work is not yet good: delay, drift or gaps limit what it achieves."
    ),
    Grade.INADEQUATE: (
        "Serious or widespread failings leave the child at risk of harm, or their welfare not promoted."
    ),
}


@dataclass(frozen=True)
class Page:
    """One page of the audit form."""

    code: str
    title: str
    guidance: str
    fields: tuple[Field, ...]


DISCUSSION = Page(
    "discussion",
    "Practitioner discussion",
    "Talk the file through with the practitioner or case manager before you grade it.",
    (
        Field("discussion", "Did you talk with the practitioner?", "yes_no", True, options=YES_NO),
        Field(
            "discussion_with",
            "Who did you talk with?",
            "text",
            True,
            hint="Their role is enough, such as the allocated social worker.",
            only_if="discussion",
        ),
        Field(
            "discussion_on",
            "When did you talk?",
            "date",
            True,
            hint="For example, 16/10/2023.",
            only_if="discussion",
        ),
        Field("discussion_said", "What was said?", "long_text", only_if="discussion"),
        Field(
            "discussion_quotable",
            "May what was said be quoted in the month’s summary?",
            "yes_no",
            hint="Ask them first. The summary never names them.",
            options=YES_NO,
            only_if="discussion",
        ),
    ),
)
FEEDBACK = Page(
    "feedback",
    "Family feedback",
    "What the child, parent or carer says about the help they get. Do not write anybody’s name.",
    (
        Field("feedback", "Did the family give feedback?", "yes_no", True, options=YES_NO),
        Field(
            "feedback_from",
            "Who gave it?",
            "text",
            True,
            hint="Such as mother, foster carer, young person.",
            only_if="feedback",
        ),
        Field(
            "feedback_how",
            "How was it given?",
            "text",
            True,
            hint="Such as by phone, on a visit.",
            only_if="feedback",
        ),
        Field("feedback_words", "Their words", "long_text", only_if="feedback"),
        Field(
            "feedback_quotable",
            "May their words be quoted in the month’s summary?",
            "yes_no",
            hint="Only if they agreed to it.",
            options=YES_NO,
            only_if="feedback",
        ),
    ),
)
FINDINGS = Page(
    "findings",
    "Good practice and areas for improvement",
    "One point a line. These go into the month’s summary with the case reference: write no names.",
    (
        Field("good_practice", "Good practice", "long_text", rows=7),
        Field("improvement", "Areas for improvement", "long_text", rows=7),
    ),
)
GRADE = Page(
    "grade",
    "Your grade",
    "",
    (
        Field(
            "grade",
            "How do you grade the work?",
            "grade",
            True,
            options=tuple((grade.value, str(grade.label)) for grade in Grade),
            option_hints={grade.value: words for grade, words in DESCRIPTORS.items()},
        ),
        Field(
            "rationale",
            "Rationale",
            "long_text",
            True,
            hint=f"Say what in the file led you to this grade, in {RATIONALE_LENGTH} characters or more.",
            rows=7,
        ),
    ),
)
ACTIONS = Page(
    "actions",
    "Actions",
    "Up to five actions that follow from what you found. Leave all of it empty if there are none. What you "
    "write here is followed up until it is done: write no names.",
    agreeing.fields(),
)
AFTER_THE_QUESTIONS = (DISCUSSION, FEEDBACK, FINDINGS, ACTIONS, GRADE)
