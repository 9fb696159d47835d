"""Words under which points and actions are found again: stems, tags, what comes back. Pure."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

COMES_BACK = 3
"""In how many months running a tag has to be counted before it is said to come back month after month."""

LONGEST = 40
"""What is longer is no word, and is compared as it stands."""

IRREGULAR = {"children": "child", "people": "person"}
# fmt: off
STOP_WORDS = frozenset({
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had",
    "has", "have", "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its",
    "may", "me", "more", "most", "my", "no", "not", "of", "on", "or", "our", "out", "own", "s", "she",
    "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "to", "too", "up", "us", "very", "was", "we", "were", "what", "when",
    "where", "which", "who", "why", "will", "with", "would", "you", "your",
})
# fmt: on
"""Words too common to search for."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
WORD_OR_BREAK = re.compile(rf"{WORD.pattern}|[.,;:!?()]")


@dataclass(frozen=True)
class Piece:
    """Part of a text, in order; `found` if it is a word that was asked for."""

    text: str
    found: bool


def stem(word: str) -> str:
    """What is the same of 'chronology' and 'chronologies', whatever their case."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    return _stem(IRREGULAR.get(plain, plain)) if len(plain) <= LONGEST else plain


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(stemmer("english").stemWord(word))


def stems_asked(text: str) -> list[str]:
    """The stems of a search's words, each once, in order; words too common to search for are left out."""
    words = WORD.findall(_composed(text))
    return list(dict.fromkeys(stem(word) for word in words if word.casefold() not in STOP_WORDS))


def stems_kept(text: str) -> str:
    """A text's stems as they are kept for searching: between blanks, so that each is found whole."""
    return f" {' '.join(sorted(stems_asked(text)))} "


def pieces(text: str, asked: Collection[str]) -> Iterator[Piece]:
    """A text cut where the words of a search stand in it."""
    whole, end = _composed(text), 0
    for match in WORD.finditer(whole):
        if stem(match.group()) in asked:
            if match.start() > end:
                yield Piece(whole[end : match.start()], False)
            yield Piece(match.group(), True)
            end = match.end()
    if end < len(whole):
        yield Piece(whole[end:], False)


def tags_of(text: str, tags: Mapping[int, str]) -> set[int]:
    """The tags that a text gets by itself: those of which one of the words, or phrases, stands in it.

    `tags` holds each tag's words, separated by commas. Capitals don't matter; only whole words count, and
    they are compared by their stems: 'chronologies' is the word 'chronology', too. The words of a phrase
    follow one another, with no comma or full stop between.
    """
    if not tags:
        return set()
    spelled = _spelled(text)
    return {tag for tag, words in tags.items() if any(phrase in spelled for phrase in _phrases(words))}


@lru_cache(maxsize=1_000)
def _phrases(words: str) -> tuple[str, ...]:
    return tuple(_spelled(phrase) for phrase in words.split(",") if WORD.search(phrase))


def _spelled(text: str) -> str:
    """The stems of all of a text's words in order, between blanks; what ends a phrase stands as it is."""
    return f" {' '.join(stem(each) for each in WORD_OR_BREAK.findall(_composed(text)))} "


def _composed(text: str) -> str:
    """The text with each accent in its letter, as most keyboards write it."""
    return unicodedata.normalize("NFC", text)


def months_running(month: dt.date, counted: Collection[dt.date]) -> int:
    """In how many months, without a gap, up to and with this one, something was counted."""
    run = 0
    while month in counted:
        run += 1
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return run
