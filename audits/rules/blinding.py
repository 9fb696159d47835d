"""Blind, then reveal: from whom an auditor's grade is held back, and until when. Pure."""


def hides(
    *, blind: bool, given: bool, settled: bool, may_still_be_moderated: bool, may_moderate: bool, knows: bool
) -> bool:
    """The moderator reads the answers without the auditor's grade and rationale, and gives a grade.

    Then they see both, and settle on the final one with a reason.

    `given`: the auditor has given a grade; `settled`: a moderated grade is in force; `knows`: this person
    gave the grade, or has given a blind one. Who does not moderate sees grades as ever.
    """
    concealed = blind and given and not settled and may_still_be_moderated
    return concealed and may_moderate and not knows
