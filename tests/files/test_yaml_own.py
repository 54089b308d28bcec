"""Files of our own are read without the YAML parser, and give what the parser gives, to the last place."""

from __future__ import annotations

from pathlib import Path

import pytest
from anysitting import HARD, SITTINGS
from files.test_yaml_write import TREES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbook.files.yamlfile import SITTING, Limits, write
from workbook.files.yamlown import read_own
from workbook.files.yamlread import decoded, parse, read
from workbook.model.sitting import Sitting
from workbook.store.sittingfile import decode, encode

SAMPLE = """\
format: 1
title: "Alex: they chose somebody else"
content: sha256:c7972e51126449486aeabdda619be4e11d8bd7b368f246e74844af2b6570846b
started: 2026-11-23T13:33:34+01:00
place: {step: alike, at: 12, row: 'a ''quoted'' one', at-all: [-2, three words, "{"]}
answers:
  alike:
    ask: What in this is like your own story?
    empty: ""
    answer: |
      The letter came.

        I put it under the bread box.
  second:
    answer: |2-
        it begins with space

      # and this is no comment
  third:
    - one
    - two: {a: b}
      "off": true
      three: |+
        words

    - - a list
      - within
    - 2026-11-22
...
"""
EDITS = st.sampled_from((
    "", " ", "  ", "\n", "\n\n", "\t", ":", ": ", "#", " #", "-", "- ", "?", "? ", "|", "|2", ">", "'", '"', "''", "\\",
    "\\x41", "\\ud800", "{", "}", "[", "]", ",", ", ", "&a ", "*a", "!a ", "%", "@", "`", "<<: ", "~", "...", "---",
    "\n...\n", "\n---\n", "a", "a: b", "a: b\n", "é", "\u2028", "\ufeff", "\xa0", "\x85", "title: x\n", '"of": x\n',
    *HARD,
))  # fmt: skip


def same(text: str) -> bool:
    """Whether it was read without the parser; what is read so is what the parser reads."""
    sound, _ = decoded(text.encode(), SITTING)
    tree = None if sound is None else read_own(sound, SITTING)
    if sound is not None and tree is not None:
        assert (tree, ()) == parse(sound, SITTING)
    return tree is not None


def test_a_file_that_we_wrote_is_read_without_the_parser() -> None:
    assert same(SAMPLE)


@settings(max_examples=150)
@given(SITTINGS)
def test_a_sitting_that_we_wrote_gives_the_same_either_way(sitting: Sitting) -> None:
    same(encode(sitting).decode())


@settings(max_examples=300)
@given(TREES)
def test_whatever_we_write_gives_the_same_either_way(tree: object) -> None:
    same(write(tree))
    same(write({"key": tree, "list": [tree, tree]}))


@settings(max_examples=1_500)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 12), EDITS, st.integers(0, len(SAMPLE)), EDITS)
@example(0, 0, "\ufeff", 0, "")
def test_a_file_that_somebody_has_edited_gives_the_same_either_way(
    at: int, gone: int, put: str, again: int, more: str
) -> None:
    text = SAMPLE[:at] + put + SAMPLE[at + gone :]
    same(text)
    same(text[:again] + more + text[again:])


@settings(max_examples=500)
@given(st.text("ab:#-?|>'\"{}[],&*! \n\t\\é1.", max_size=24), st.sampled_from(["", "a: ", "a:\n  ", "- ", "a:\n  - "]))
def test_any_few_signs_give_the_same_either_way(text: str, before: str) -> None:
    same(f"{before}{text}\n")
    same(f"a: {{b: {text}}}\n")


@pytest.mark.parametrize(
    "text",
    ["a: 1\na: 2\n", "a:\n  b:\n    c: d\n", "- a\n", "a: b # c\n", "a: b\n  c\n", "a: &x b\n", "a:\nb: c\n", "a: b"],
)
def test_what_is_not_ours_or_not_sound_is_left_to_the_parser(text: str) -> None:
    assert read_own(text, Limits(size=1000, events=1000, depth=2)) is None


def test_every_kind_of_answer_as_we_write_it_is_read_without_the_parser() -> None:
    paths = sorted((Path(__file__).parent.parent / "store" / "sittings").glob("*.yaml"))
    assert paths
    assert [path.name for path in paths if not same(encode(decode(path.read_bytes())[0]).decode())] == []


def test_a_file_is_read_the_same_way_by_its_reader() -> None:
    assert read(SAMPLE.encode(), SITTING, at_a_glance=True) == read(SAMPLE.encode(), SITTING) == parse(SAMPLE, SITTING)
