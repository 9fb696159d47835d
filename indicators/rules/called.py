"""When two names of files are the same name. Pure."""

import unicodedata

SIGNS = "%<>≤≥"
"""They tell one indicator from another: 'Contacts' is a number, 'Contacts %' is not."""


def folded(name: str) -> str:
    """A name without what does not tell it from others: case, spaces, punctuation but for these signs."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(mark for mark in plain if mark.isalnum() or mark in SIGNS)
