"""Width, direction and seams of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.printing.characters import clean, clusters, one_line, paragraphs, runs_right_to_left, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("我想", 4),
        ("👩\u200d👩\u200d👧", 2),
        ("👍🏽", 2),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("🇩🇪🇫🇷", 4),
        ("می\u200cخواهم", 7),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("", 0),
        ("\u200b", 0),
        ("क्षि", 2),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text())
def test_clusters_together_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert all(clusters(text))


@pytest.mark.parametrize(
    "whole", ["e\u0301\u0323", "👩\u200d❤\ufe0f\u200d👩", "👍🏽", "🇩🇪", "1\ufe0f\u20e3", "ی\u200c"]
)
def test_what_is_seen_as_one_is_one(whole: str) -> None:
    assert list(clusters(f"a{whole}b")) == ["a", whole, "b"]


def test_every_kind_of_line_break_becomes_a_newline() -> None:
    assert clean("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"
    assert one_line(" a\r\n b\tc ") == "a b c"


def test_half_of_a_pair_does_not_stop_a_print() -> None:
    assert clean("a\ud83d\x1b[b\x9c\x7f") == "a\ufffd[b"


@given(st.text())
def test_paragraphs_account_for_every_line(text: str) -> None:
    lines: list[str] = []
    for paragraph in paragraphs(text):
        lines += [""] * paragraph.blank_lines_before + list(paragraph.lines)
    wanted = [line.rstrip() for line in clean(text).split("\n")]
    while wanted and not wanted[0]:
        del wanted[0]
    while wanted and not wanted[-1]:
        del wanted[-1]
    assert lines == wanted


def test_the_first_letter_with_a_direction_decides() -> None:
    assert runs_right_to_left("123 «می")
    assert runs_right_to_left("שלום world")
    assert not runs_right_to_left("world שלום")
    assert not runs_right_to_left("123 !")
