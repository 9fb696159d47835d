"""The title of a sample outside the month. Pure."""

from caseloads.rules.references import case_reference_in


def title_problem(title: str) -> str:
    """A title has no case reference: it stands on many pages, in lists and in what is exported."""
    reference = case_reference_in(title)
    if not reference:
        return ""
    return (
        f"Take out ‘{reference}’: a title must not hold what may be a case reference. Say what is looked at."
    )
