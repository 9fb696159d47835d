"""How a child is known: by a case reference. Pure."""

import re

CASE_REFERENCE = "1 to 4 letters followed by 4 to 10 digits, such as CD490004, or 5 to 10 digits"
_case_reference = re.compile(r"\b(?:[A-Za-z]{1,4}\d{4,10}|[A-Z]{1,4} \d{5,10})\b")


def case_reference(text: str) -> str | None:
    """A case reference as the case management system writes it: CD490004, or 490004. None for anything else.

    A child is known by a case reference; no names of children are stored, anywhere (DOMAIN, Words).
    """
    written = text.strip().upper().replace(" ", "")
    return written if re.fullmatch(r"[A-Z]{1,4}\d{4,10}|\d{5,10}", written) else None


def case_reference_in(text: str) -> str:
    """What stands in a text and may be a case reference; blank if nothing does."""
    found = _case_reference.search(text)
    return found[0] if found else ""
