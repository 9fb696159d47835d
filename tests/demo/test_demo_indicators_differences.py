"""What docs/real-input.md lists is all that differs between our judgement and the published one."""

import re

import pytest

from tests.demo import comparing, files
from tests.demo.comparing import Judged

PAGE = files.DEMO.parent / "docs" / "real-input.md"
CODES, ARROWS = "## Our RAG beside the codes", "## Our direction beside the arrows"
AS_BETTER = "Read as better and worse"


def listed(begins: str, ends: str | None = None) -> list[Judged]:
    """The rows of the tables between two lines of the page."""
    text = PAGE.read_text(encoding="utf-8").partition(begins)[2]
    text = text.partition(ends)[0] if ends else text
    names = {at: slug for at, slug, *_ in (comparing.codes() if begins == CODES else comparing.ways())}
    found = []
    for line in text.splitlines():
        if re.match(r"\| \d+ \|", line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == 7, line
            assert cells[-1], f"Each difference is explained: {line}"
            found.append(Judged(int(cells[0]), names[int(cells[0])], cells[-3], cells[-2]))
    return found


def test_our_rag_differs_from_the_24_published_codes_where_the_page_says():
    assert len(comparing.codes()) == 24
    assert listed(CODES, ARROWS) == list(comparing.rag_differs())


def test_our_direction_differs_from_the_73_arrows_where_the_page_says():
    assert len(list(comparing.ways())) == 73
    assert listed(ARROWS, AS_BETTER) == list(comparing.arrows_differ())


def test_read_as_better_and_worse_the_arrows_differ_where_the_page_says():
    assert listed(AS_BETTER) == list(comparing.meanings_differ())


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("{} of the 24 are the same", lambda: 24 - len(list(comparing.rag_differs()))),
        ("{} of the 73 are ours, and these 41", lambda: 73 - len(list(comparing.arrows_differ()))),
        ("{} of the 73 are ours, and these 13", lambda: 73 - len(list(comparing.meanings_differ()))),
    ],
)
def test_the_page_counts_right(words, count):
    assert words.format(count()) in " ".join(PAGE.read_text(encoding="utf-8").split())
