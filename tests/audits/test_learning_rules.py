"""A point is found, and tagged, by whole words, whatever their case and ending."""

import datetime as dt
import re

from hypothesis import example, given
from hypothesis import strategies as st

from audits.rules.copying import is_the_practitioner, without_names
from audits.rules.learning import (
    STOP_WORDS,
    months_running,
    pieces,
    stem,
    stems_asked,
    stems_kept,
    tags_of,
)

WORDS = st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=12)
PLAIN = st.sampled_from(["chronology", "visit", "plan", "child", "voice", "supervision", "genogram", "late"])


class TestTags:
    def test_chronologies_are_a_chronology(self):
        assert tags_of("CHRONOLOGIES out of date", {1: "chronology"}) == {1}

    def test_only_whole_words_count(self):
        assert tags_of("The replanted garden", {1: "plan"}) == set()

    def test_a_phrase_is_its_words_in_a_row(self):
        tags = {1: "voice of the child"}
        assert tags_of("The voices of the children were heard", tags) == {1}
        assert tags_of("The child has a voice", tags) == set()

    def test_a_phrase_does_not_go_over_the_end_of_a_sentence(self):
        tags = {1: "case summary"}
        assert tags_of("See the case. Summary to follow.", tags) == set()
        assert tags_of("Case-summary in date", tags) == {1}

    def test_one_of_the_words_is_enough_and_a_tag_without_words_gives_itself_to_nothing(self):
        assert tags_of("Late visit", {1: "home, visit", 2: "", 3: " , ...,"}) == {1}

    def test_either_apostrophe_is_one(self):
        assert tags_of("The child’s words", {1: "child's words"}) == {1}

    @given(st.text(), st.dictionaries(st.integers(), st.text(), max_size=5))
    @example("…", {1: "..."})
    @example("\x00", {1: "\x00"})
    def test_no_text_and_no_words_are_too_odd(self, text, tags):
        assert tags_of(text, tags) <= set(tags)

    @given(st.lists(WORDS, max_size=8), PLAIN)
    def test_a_word_gives_the_tag_if_one_of_the_words_has_its_stem_and_else_not(self, words, wanted):
        assert (tags_of(" ".join(words), {1: wanted}) == {1}) == (stem(wanted) in map(stem, words))

    @given(st.text(), PLAIN, st.text())
    def test_a_word_that_stands_alone_is_always_found(self, before, word, after):
        assert tags_of(f"{before} {word.upper()} {after}", {7: word}) == {7}


class TestSearch:
    def test_words_too_common_to_search_for_are_left_out(self):
        assert stems_asked("The plan of the Children") == ["plan", "child"]
        assert stems_asked("the of AND") == []

    def test_kept_stems_stand_between_blanks(self):
        assert stems_kept("Plans were planned late") == " late plan "
        assert stems_kept("…").strip() == ""

    @given(st.text())
    def test_each_word_that_is_searched_for_is_among_those_kept_of_the_same_text(self, text):
        kept = stems_kept(text)
        assert all(f" {each} " in kept for each in stems_asked(text))
        assert not any(re.search(r"\s", each) for each in stems_asked(text))

    @given(st.text(), st.text())
    def test_the_pieces_of_a_text_are_the_text(self, text, asked):
        found = list(pieces(text, stems_asked(asked)))
        assert stems_kept("".join(piece.text for piece in found)) == stems_kept(text)
        assert all(stem(piece.text) in stems_asked(asked) for piece in found if piece.found)

    def test_each_of_the_words_is_marked_wherever_it_stands(self):
        found = [
            piece.text for piece in pieces("Plan the planning, planned plainly", ["plan"]) if piece.found
        ]
        assert found == ["Plan", "planning", "planned"]

    @given(WORDS)
    def test_a_stem_is_the_same_for_capitals(self, word):
        assert stem(word.casefold().upper()) == stem(word.casefold().upper().casefold())

    def test_no_word_is_longer_than_what_is_kept_of_it(self):
        assert stem("x" * 20_000) == "x" * 20_000
        assert all(word.islower() for word in STOP_WORDS)


class TestComingBack:
    def test_months_are_counted_back_to_the_first_gap(self):
        months = {dt.date(2023, 10, 1), dt.date(2023, 9, 1), dt.date(2023, 8, 1), dt.date(2023, 6, 1)}
        assert months_running(dt.date(2023, 10, 1), months) == 3
        assert months_running(dt.date(2023, 7, 1), months) == 0

    def test_a_run_goes_over_the_new_year(self):
        assert months_running(dt.date(2023, 1, 1), {dt.date(2023, 1, 1), dt.date(2022, 12, 1)}) == 2


class TestCopying:
    def test_names_are_replaced_whatever_their_case_and_blanks(self):
        names = {"Robin Testerton": "the auditor", "Robin": "a colleague"}
        text = "robin  testerton and ROBIN spoke; Robinson did not."
        assert without_names(text, names) == "the auditor and a colleague spoke; Robinson did not."

    @given(st.text(), st.dictionaries(st.text(max_size=8), st.just("a colleague"), max_size=3))
    def test_no_text_and_no_name_are_too_odd(self, text, names):
        without_names(text, names)

    @given(st.text(), st.text())
    def test_a_name_that_stands_alone_never_stays(self, before, after):
        assert "Ali Inventon" not in without_names(f"{before} Ali Inventon {after}", {"Ali Inventon": "X"})

    def test_only_the_practitioners_own_words_are_theirs(self):
        for typed in ("", "The allocated social worker", "Practitioner.", "the child's social worker"):
            assert is_the_practitioner(typed), typed
        for typed in ("Team manager", "Sam Samplewell", "Social worker and their manager", "the"):
            assert not is_the_practitioner(typed), typed
