"""Reading exercises: drafts load as they are, words stay what the author wrote, and no bytes get the better of it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.files.clean import one_line
from workbook.library.fields import keys_of, keys_of_steps
from workbook.library.problems import Problem
from workbook.library.reader import Read, read_exercise, read_pack
from workbook.library.unseen import made_visible, unseen
from workbook.model.exercise import Exercise
from workbook.model.questions import ChoiceQuestion, OptionWords

DRAFTS = Path(__file__).parent / "drafts"
FILES = sorted(path for path in DRAFTS.rglob("*.yaml") if path.name != "pack.yaml")
PACK = read_pack((DRAFTS / "pack.yaml").read_bytes(), DRAFTS / "pack.yaml")
HEAD = "title: A title\nminutes: 3\npurpose: To see\n"


def read(text: str) -> Read:
    return read_exercise(text.encode(), Path("here.yaml"), pack=PACK)


def asking(words: str) -> Read:
    return read(f"{HEAD}steps:\n  - id: a\n    kind: line\n    core: true\n    ask: {words}\n")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_draft_loads_alone_without_a_problem(file: Path) -> None:
    read = read_exercise(file.read_bytes(), file, pack=PACK)
    assert read.problems == ()
    assert read.exercise is not None
    assert read.exercise.id == file.stem
    assert read.exercise.section == file.parent.name
    assert read.exercise.questions()


def test_every_value_stays_the_text_that_was_written() -> None:
    found = read(
        f"{HEAD}steps:\n  - id: a\n    kind: choice\n    core: true\n    ask: on\n"
        "    options: {no: no, '1': 12:30, y: 2026-11-22}\n"
    ).exercise
    assert found is not None
    [step] = found.steps
    assert isinstance(step, ChoiceQuestion)
    assert step.ask.parts == ("on",)
    assert step.options == (
        OptionWords(id="no", words="no"),
        OptionWords(id="1", words="12:30"),
        OptionWords(id="y", words="2026-11-22"),
    )


def test_an_old_id_may_still_be_named() -> None:
    found = read(
        f"{HEAD}steps:\n  - id: new\n    kind: line\n    core: true\n    ask: One\n    was: [old]\n"
        "  - id: b\n    kind: line\n    ask: After {old|it}?\n"
    )
    assert found.problems == ()


@pytest.mark.parametrize(
    "words",
    [
        "Was it 👩‍👩‍👧, 🏳️‍🌈, 👩🏽‍💻 or ❤️‍🔥",
        "می‌خواهم بنویسم",
        "क्‍ष और क्‌ष",
        "שלום \u200f(hello)\u200e",
        "naïve – “quoted” … 日本語 한국어",
        "e\u0301 and ŵ",
    ],
)
def test_joiners_that_are_words_are_words(words: str) -> None:
    assert asking(words).problems == ()
    assert made_visible(words) == words


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2060",
        "\u00ad",
        "\ufeff",
        "\u200e",
        "\U000e0041",
        "a\u200db",
        "☕\u200c☕",
        "\u3164",
    ],
)
def test_what_nobody_sees_is_named(hidden: str) -> None:
    [problem] = asking(f"What is {hidden} it").problems
    point = next(one for one in hidden if not one.isalnum() or ord(one) > 0x3000)
    point = next((one for one in hidden if one in "\u200c\u200d"), point)
    assert f"U+{ord(point):04X}" in problem.message
    assert problem.line == 8
    assert not list(unseen(problem.message))


def test_a_problem_shows_nothing_that_a_terminal_obeys_or_hides() -> None:
    problem = Problem(Path("a\x1b]0;x\x07\u202e.yaml"), 1, 1, "unknown key `\x1b[31m\u202ereal\n\u200b`." + "x" * 9999)
    assert str(problem).isprintable()
    assert "U+202E" in str(problem)
    assert len(str(problem)) < 500


def bomb_of_keys() -> bytes:
    return (HEAD + "steps:\n" + "".join(f"  - {{id: a{n}, key{n}: x}}\n" for n in range(9_000))).encode()


def bomb_of_gaps() -> bytes:
    return (HEAD + "steps:\n  - id: a\n    kind: note\n    text: " + "{b} " * 200_000 + "\n").encode()


def bomb_of_options() -> bytes:
    options = ", ".join(f"o{n}: x" for n in range(20_000))
    return (HEAD + f"steps:\n  - id: a\n    kind: choice\n    ask: b\n    options: {{{options}}}\n").encode()


def bomb_of_one_name() -> bytes:
    steps = "".join("  - {id: a, kind: note, text: b}\n" for _ in range(5_000))
    return (HEAD + "steps:\n" + steps).encode()


def bomb_of_marks() -> bytes:
    return (HEAD + "# " + "a\u200e" * 200_000 + "\n").encode()


def bomb_of_aliases() -> bytes:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    "bomb",
    [
        bomb_of_keys(),
        bomb_of_gaps(),
        bomb_of_options(),
        bomb_of_one_name(),
        bomb_of_marks(),
        bomb_of_aliases(),
        b"a: " * 300_000,
        b"[" * 1_000_000,
        b"x" * 10_000_000,
        HEAD.encode() + b"k" * 500_000 + b": v\n",
    ],
    ids=["keys", "gaps", "options", "one-name", "marks", "aliases", "colons", "deep", "huge", "huge-key"],
)
@pytest.mark.fault("A7")
def test_a_bomb_is_refused_soon(bomb: bytes) -> None:
    begun = time.perf_counter()
    found = read_exercise(bomb, Path("bomb.yaml"), pack=PACK)
    assert found.exercise is None
    assert 1 <= len(found.problems) <= 100
    # Not a measurement: a bomb that goes off takes minutes, or all memory.
    assert time.perf_counter() - begun < 20


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_broken_in_a_draft_it_loads_or_says_why(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    lines = file.read_text().splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "twice", "cut", "indent", "value", "letter"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
            case "indent":
                lines[at] = "  " + lines[at]
            case "value":
                word = st.sampled_from(
                    ["", "[]", "{}", "- x", "yes", "-1", "1e9", "{a: b}", "[{a: [b]}]", "~", "+9999w"]
                )
                lines[at] = lines[at].partition(":")[0] + ": " + data.draw(word)
            case _:
                lines[at] += data.draw(st.text(max_size=3))
    text = "\n".join(lines)
    found = read_exercise(text.encode("utf-8", "surrogatepass"), file, pack=PACK)
    assert (found.exercise is None) == bool(found.problems)
    for problem in found.problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1
        assert one_line(problem.message) == problem.message
        assert not list(unseen(problem.message))


KEYS = st.sampled_from(
    [*keys_of(Exercise), *keys_of_steps(), "from", "where", "any", "not", "after", "to", "in", "says"]
)
VALUES = st.recursive(
    st.sampled_from(
        ["a", "b", "line", "table", "scale", "choice", "letter", "note", "date", "3", "true", "{a}", "+7d", ""]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_whatever_stands_where_it_loads_or_says_why(tree: dict[str, object]) -> None:
    found = read_exercise(json.dumps(tree, indent=1).encode(), Path("some.yaml"), pack=PACK)
    assert (found.exercise is None) == bool(found.problems)
