"""Names that are proposed for what is new in the audit tool: a version, a section, a question. Pure."""

import re
import unicodedata
from collections.abc import Collection, Mapping

LONGEST_VERSION = 20
LONGEST_CODE = 60
PROPOSED_LENGTH = 40


def folded(code: str) -> str:
    """Codes that differ only by case and by _ count as one."""
    return code.replace("_", "").casefold()


def proposed_version(base: str, month: str, taken: Collection[str]) -> str:
    """A free name for a version made from another: the month's, else the month's with a number behind it.

    A base that is no month's, such as 'pilot', has its own name carried on.
    """
    stem = month if re.match(r"\d{4}-\d{2}", base) else re.sub(r"\.\d+$", "", base)[: LONGEST_VERSION - 4]
    lower = {name.casefold() for name in taken}
    if stem.casefold() not in lower:
        return stem
    number = 2
    while f"{stem}.{number}".casefold() in lower:
        number += 1
    return f"{stem}.{number}"


def proposed_code(words: str, taken: Collection[str], otherwise: str = "question") -> str:
    """A free code made of the first words: small letters, digits and _, beginning with a letter."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain)
    stem = ""
    for part in parts:
        if stem and len(stem) + len(part) >= PROPOSED_LENGTH:
            break
        stem = f"{stem}_{part}" if stem else part[:PROPOSED_LENGTH]
    if not stem or not stem[0].isalpha():
        stem = f"{otherwise}_{stem}" if stem else otherwise
    return _free(stem, {folded(code) for code in taken})


def _free(stem: str, taken: Collection[str]) -> str:
    if folded(stem) not in taken:
        return stem
    number = 2
    while folded(f"{stem}_{number}") in taken:
        number += 1
    return f"{stem}_{number}"


def question_code(
    words: str, kind: str, known: Mapping[tuple[str, str], str], taken: Collection[str], used: Collection[str]
) -> str:
    """The code that a question of these words and this kind had in a version before, else a new one.

    A code is for ever: a question that means the same keeps it. `known` are codes by words (as `same_words`
    has them) and kind; `taken` every code there ever was; `used` those of this version.
    """
    before = known.get((same_words(words), kind))
    if before and folded(before) not in {folded(code) for code in used}:
        return before
    return proposed_code(words, {*taken, *used})


def same_words(words: str) -> str:
    """Texts are the same whatever their case and spaces."""
    return " ".join(words.casefold().split())
