"""Cleaning: nothing that a terminal obeys gets through, and nothing else is lost."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.files.clean import clean, is_clear, one_line
from workbook.files.yamlread import _FORBIDDEN
from workbook.files.yamlwrite import _ESCAPED

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\x85d", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("tab\tand\nnewline", "tab\tand\nnewline"),
        ("\x1b]52;c;eA==\x07\x9b31m\x7f\x00", "]52;c;eA==31m"),
        ("half \ud83d a face", "half \ufffd a face"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("می‌خواهم 👩‍👩‍👧 \u202e \u2028 \ufeff", "می‌خواهم 👩‍👩‍👧 \u202e \u2028 \ufeff"),
    ],
)
@pytest.mark.fault("A1")
def test_cleaning_takes_out_what_a_terminal_obeys(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(ANYTHING)
@pytest.mark.fault("A1")
def test_a_cleaned_text_holds_no_control_character_and_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")))
def test_a_clean_text_is_given_back_as_the_same_object(text: str) -> None:
    assert clean(text) is text


@given(ANYTHING)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line


def test_each_run_of_breaks_is_one_space() -> None:
    assert one_line("\n a\n\t\u2028\u2029b\r\nc  d\n") == "a b c  d"


@given(ANYTHING, st.sampled_from(["the letter came\n\tand went", "la lettre est arrivée\u00a0; «\u202f’ 👩‍👩‍👧"]))
def test_a_long_text_that_is_clear_at_a_glance_is_clear_in_every_other_sight_too(words: str, among: str) -> None:
    text = f"{among * 30}{words}{among * 30}"
    if is_clear(text):
        assert clean(text) == text
        assert not re.search(_FORBIDDEN, text)
        assert not re.search(_ESCAPED, text)


ODD = [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xD800, 0xDFFF, 0xFEFF, 0xFFFE, 0xFFFF]


@pytest.mark.parametrize("around", ["the letter ", "la lettre arrivée ", "письмо 👩‍👩‍👧 "])
def test_no_odd_character_passes_for_clear_and_no_word_for_odd(around: str) -> None:
    assert is_clear(around * 100)
    assert not [hex(odd) for odd in ODD if is_clear(around * 50 + chr(odd) + around * 50)]
