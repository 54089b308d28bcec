"""A book as text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from sample_books import book_of

from workbook.printing import plain
from workbook.printing.characters import clean, width
from workbook.printing.printout import Bullets, Grid, Prose

PIECES = ["a word ", "我想", "👩\u200d👧", "می\u200cخواهم ", "\n", "e\u0301", "long" * 9]
WORDS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def answer(text: str) -> list[str]:
    """The lines of the only answer of a book, without their indent."""
    lines = plain.render(book_of(Prose(text))).decode().partition("What happened?\n\n")[2].split("\n")[:-1]
    return [line.removeprefix("    ") for line in lines]


@given(WORDS)
def test_no_character_but_space_is_lost_or_moved(text: str) -> None:
    printed = "".join(answer(text))
    assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", clean(text))


@given(WORDS)
def test_no_line_with_a_space_to_break_at_is_wider_than_the_page(text: str) -> None:
    for line in plain.render(book_of(Prose(text))).decode().split("\n"):
        assert width(line) <= plain.COLUMNS or not re.search(r"\S[ \t]+\S", line)


def test_lines_that_fit_are_printed_as_they_were_typed() -> None:
    lines = ["a  poem", "   with its indents", "", "", "\tand a tab"]
    assert answer("\n".join(lines)) == lines


def test_a_long_line_is_wrapped_at_spaces() -> None:
    assert answer("word " * 20) == [" ".join(["word"] * 13), " ".join(["word"] * 7)]


def test_a_word_longer_than_a_line_stays_whole_on_a_line_of_its_own() -> None:
    assert answer(f"see {'x' * 500} there") == ["see", "x" * 500, "there"]


def test_chinese_is_wrapped_by_its_width_and_never_before_a_full_stop() -> None:
    assert answer("字" * 34 + "。" + "字" * 3) == ["字" * 33, "字。" + "字" * 3]


def test_a_family_is_never_parted() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert answer(family * 40) == [family * 34, family * 6]


def test_questions_stand_further_out_than_answers() -> None:
    text = plain.render(book_of(Prose("My answer."), ask="A question?")).decode()
    assert "\nA question?\n\n    My answer.\n" in text


def test_the_lines_of_a_list_hang_below_their_first_words() -> None:
    text = plain.render(book_of(Bullets(("one\ntwo", "word " * 15)))).decode()
    assert "    - one\n      two\n    - word" in text
    assert re.search(r"\n      word word", text)


def test_a_table_is_printed_row_by_row() -> None:
    text = plain.render(book_of(Grid(("What", "When"), (("Ring Ana\nand Tom", "Monday"), ("", "Later"))))).decode()
    assert "    What: Ring Ana\n      and Tom\n    When: Monday\n\n    When: Later\n" in text
