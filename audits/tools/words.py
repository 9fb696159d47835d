"""What is wrong with a file of the audit tool, in words: one problem a place. Pure.

Pydantic says what its own types found; who writes the file needs to know what would be accepted there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

AUDIENCES = '"all", "case_holding", {"service_areas": ["Fostering"]} or {"theme": "Reunifications"}'
OF_PLACE = {
    "for": f"write {AUDIENCES}",
    "code": "write a code of up to 60 small letters, digits and _, beginning with a letter",
    "kind": "write yes_no_na, scale, text or choice",
    "version": "write up to 20 letters, digits, dots and hyphens, beginning with a letter or digit",
    "required": "write true or false",
    "sections": "write a list of one or more sections, in [ and ]",
    "questions": "write a list of one or more questions, in [ and ]",
    "choices": 'write a list of two or more choices, such as ["Weekly", "Monthly"]',
}
"""What is accepted in a place, by its key."""

LONGEST_KEY = 60
Place = tuple[int | str, ...]


def in_words(errors: Iterable[Any], keys: Mapping[int, Sequence[str]]) -> list[str]:
    """Each place with what would be accepted, in the file's order.

    `errors` are pydantic's; `keys` the accepted keys by how deep they stand (the file's own 1, a
    section's 3, a question's 5).
    """
    found: dict[Place, str] = {}
    for error in errors:
        place = _place(error["loc"])
        found.setdefault(place, f"{_where(place)}: {_accepted(place, error, keys)}.")
    return list(found.values())


def _place(loc: Place) -> Place:
    """Where it is in the file; the ways that one `for` may be written are one place."""
    return loc[:3] if loc[2:3] == ("for",) else loc


def _where(place: Place) -> str:
    return " → ".join(_part(part) for part in place) or "The file"


def _part(part: int | str) -> str:
    if isinstance(part, int):
        return str(part + 1)
    shown = part.encode("utf-8", "replace").decode().replace("\0", "?")
    return shown if len(shown) <= LONGEST_KEY else f"{shown[:LONGEST_KEY]}…"


def _accepted(place: Place, error: Any, keys: Mapping[int, Sequence[str]]) -> str:
    kind, said = error["type"], error.get("ctx") or {}
    if kind == "value_error":
        return str(said["error"])
    if place[-1:] and place[-1] in OF_PLACE and kind != "missing" and kind != "extra_forbidden":
        return OF_PLACE[str(place[-1])]
    words = {
        "missing": "is missing",
        "extra_forbidden": f"is not known; accepted are {', '.join(keys.get(len(place), ()))}",
        "string_too_long": f"write up to {said.get('max_length')} characters",
        "string_too_short": "must not be blank",
        "model_type": f"write {{ and }} around {', '.join(keys.get(len(place) + 1, ()))}",
    }
    return words.get(kind, "write text in quotation marks")
