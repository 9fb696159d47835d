"""Numbers as a request has them: text that may be anything."""

DIGITS = 18
"""As many as a key of the database may have; Python itself refuses a number of some thousands."""


def whole(text: str | None) -> int | None:
    """The number that plain digits say; None for anything else, and for what is too long to be a key."""
    if text and len(text) <= DIGITS and text.isascii() and text.isdigit():
        return int(text)
    return None
