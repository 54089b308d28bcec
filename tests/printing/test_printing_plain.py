"""A book as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_books import book_of

from workbook.printing import plain
from workbook.printing.characters import clean, width
from workbook.printing.printout import Bullets, Grid, Prose
from workbook.printing.wrapping import pieces

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


def table(*rows: tuple[str, ...], heads: tuple[str, ...] = ("What", "When")) -> str:
    text = plain.render(book_of(Grid(heads, rows, "Rest: 3"))).decode()
    return text.partition("What happened?\n\n")[2].removesuffix("\n\n    Rest: 3\n")


def test_what_was_listed_by_hand_hangs_too() -> None:
    assert answer("- " + "word " * 15 + "\n- x") == ["- " + " ".join(["word"] * 13), "  word word", "- x"]


def test_a_table_stands_in_columns_and_a_row_of_several_lines_has_space_around_it() -> None:
    assert table(("Ring Ana", "Monday"), ("", "Later"), ("想", "\t"), ("", "")) == (
        "    What       When\n    --------   ------\n    Ring Ana   Monday\n               Later\n    想"
    )
    assert table(("Ring Ana\nand Tom", "Monday"), ("", "Later")) == (
        "    What       When\n    --------   ------\n    Ring Ana   Monday\n    and Tom\n\n               Later"
    )
    long = "words and words " * 5
    assert table((long, "25"), ("few", "5"), heads=("", "Of 100")).split("\n") == [
        " " * 66 + "Of 100",
        f"    {'-' * 59}   ------",
        f"    {'words and words ' * 3}words and     25",
        "    words words and words",
        "",
        f"    few{' ' * 59}5",
    ]


def test_a_column_in_which_nobody_wrote_is_left_out() -> None:
    rows = (("Ana", "", "Monday"), ("Tom", " ", "later"))
    assert table(*rows, heads=("Who", "Where", "When")).split("\n")[:2] == ["    Who   When", "    ---   ------"]
    assert "Where" not in table(*(row[:2] for row in rows), heads=("Who", "Where"))


@pytest.mark.parametrize(
    "rows",
    [
        (("Ring Ana\nand Tom", "Monday"),),
        (("Ring Ana", ""), ("Tom", "")),
        (("Ring Ana", "میخواهم"), ("Tom", "Monday")),
        (("Ring Ana", "x" * 40), ("Tom", "y" * 60), ("z" * 60, "Monday")),
        (("Ring Ana", "many words " * 40, "many words " * 40), ("Tom", "Monday", "")),
    ],
)
def test_what_would_be_hard_to_read_in_columns_stands_row_by_row(rows: tuple[tuple[str, ...], ...]) -> None:
    text = table(*rows, heads=("What", "When", "Where"))
    assert text.startswith("    What: Ring Ana\n") and "---" not in text
    if len(rows) == 1:
        assert text == "    What: Ring Ana\n      and Tom\n    When: Monday"


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), st.tuples(WORDS, WORDS, WORDS))
def test_every_word_of_a_table_is_there_and_no_line_with_a_space_is_too_wide(
    rows: list[tuple[str, ...]], heads: tuple[str, ...]
) -> None:
    text = table(*rows, heads=heads)
    for row in rows:
        for cell in row:
            for word in clean(cell).split():
                # A word may have been parted beside a wide character.
                assert all(piece in text for piece in pieces(word))
    for line in text.split("\n"):
        assert width(line) <= plain.COLUMNS or not re.search(r"\S[ \t]+\S", line.strip().partition(": ")[2] or "x")


def test_an_ellipsis_goes_on_from_the_word_before_it() -> None:
    assert answer("word " * 13 + "will …") == [" ".join(["word"] * 13), "will …"]
    assert answer("word " * 12 + "and will …") == [" ".join(["word"] * 12) + " and", "will …"]
