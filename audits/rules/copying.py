"""What of an audit its practitioner gets to read, without other people's. Pure."""

import re
from collections.abc import Mapping

# fmt: off
PRACTITIONER = frozenset({
    "", "practitioner", "social worker", "family practitioner", "personal advisor", "personal adviser",
    "case holder", "worker", "key worker", "case worker", "lead practitioner", "supervising social worker",
})
# fmt: on
"""Who was spoken with, where what was said is the practitioner's own; a blank is an import's quotation."""

BEFORE = ("the", "allocated", "child's", "child’s", "case", "current")


def is_the_practitioner(spoken_with: str) -> bool:
    """Whether whoever was spoken with is the practitioner alone, as far as what was typed says so.

    Anything else that was typed could be somebody else, or a name: their words are not the practitioner's.
    """
    words = spoken_with.casefold().strip(" .").split()
    while len(words) > 1 and " ".join(words) not in PRACTITIONER and words[0] in BEFORE:
        words = words[1:]
    return " ".join(words) in PRACTITIONER


def without_names(text: str, names: Mapping[str, str]) -> str:
    """A text with each of these people's names replaced by what stands for them, whatever its case."""
    stands = {_same(name): words for name, words in names.items() if _same(name)}
    if not stands:
        return text
    longest = sorted(stands, key=len, reverse=True)
    patterns = (r"\s+".join(re.escape(part) for part in name.split()) for name in longest)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return found.sub(lambda match: stands.get(_same(match.group()), "a colleague"), text)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
