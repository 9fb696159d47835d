"""Words under which points and actions are found again. Pure."""

import re
from collections.abc import Mapping


def tags_of(text: str, tags: Mapping[int, str]) -> set[int]:
    """The tags that a text gets by itself: those of which one of the words, or phrases, stands in it.

    `tags` holds each tag's words, separated by commas. Capitals don't matter; only whole words count.
    """
    return {tag for tag, words in tags.items() if any(_stands_in(text, each) for each in words.split(","))}


def _stands_in(text: str, phrase: str) -> bool:
    pattern = r"\s+".join(re.escape(part) for part in phrase.casefold().split())
    return bool(pattern) and re.search(rf"(?<!\w){pattern}(?!\w)", text.casefold()) is not None
