"""Writing: what is written comes back exactly, from our reader and from others, and reads well."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbook.files.yamlfile import SITTING, Mapping, Node, OneLine, OneLineList, Scalar, Sequence, read, write

# What some YAML reads as something other than text, white space, what has to be escaped, and what must not be.
RESOLVED = """\
no yes on off y n Y NO Yes null Null ~ true False = << .inf -.Inf .nan NaN 12 -1 +1 1. .5 1e3 1_000 0x1f 0o7 010 0b11
12:30 1:30:00 2026-11-22 2026-11-22T18:04:05+01:00 --- ... - ? : # {} [] | > ! & * @ ` % |- !x &x *x %x a: #a a#b -a
...a {a a} \\ a\\b it's "a" 'a'
"""
AWKWARD = (
    *RESOLVED.split(),
    *("2001-12-14 21:59:43.10 -5", "a: b", ": a", "a #b", "- a", "--- a", "... a", "? a", "[a, b]", "a, b", 'say "so"'),
    *("", " ", "  a", "a  ", "\ta", "a\t", "\xa0a\xa0", "\u3000a"),
    *("\n", "\n\n", "\n \n", "a\n", "a\n\n", "a\n\n\n", "\na", "\n\na\n", " a\nb", "\ta\nb", "a\n  ", "a \nb"),
    *("a\n  \n", "a\n\t", "a\n \n\n", "   \na", "a\n   \nb", "a\n---\nb", "a\n...\n", "a\n# b\n", "a\nb: c\n- d"),
    *("a\n\n\n\n\nb", "... word", "--- word"),
    *(
        "\u2028",
        "a\u2028b\nc",
        "\ufeff",
        "\ufeffa\nb",
        "\ufffe\uffff",
        "\0\x07\x1b\x7f\x80\x85\x9f",
        "a\x85b\nc",
        "\r\n",
    ),
    *("👩‍👩‍👧", "می‌خواهم", "مرحبا", "你好：世界", "é e\u0301", "𝔘 \U0010ffff"),
)

PIECES = st.sampled_from([*AWKWARD, "\n", "\n", " ", "\t", ": ", " #", "word", "\n  ", "\n\n"])
TEXTS = st.text(max_size=20) | st.lists(PIECES, max_size=6).map("".join) | st.sampled_from(AWKWARD)
KEYS = TEXTS | st.integers(0, 10_000)
VALUES = (
    TEXTS
    | st.integers(-(10**6), 10**6)
    | st.booleans()
    | st.dates(date(1000, 1, 1))
    | st.datetimes(datetime(1000, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3.5))])).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
TREES = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.lists(inner, max_size=3).map(OneLineList)
        | st.dictionaries(KEYS, inner, max_size=3).map(OneLine)
    ),
    max_leaves=12,
)


def as_text(tree: object) -> object:
    """The tree as our reader gives it: every scalar as its text."""
    match tree:
        case dict():
            return {as_text(key): as_text(value) for key, value in tree.items()}
        case list():
            return [as_text(each) for each in tree]
        case bool():
            return str(tree).lower()
        case date():
            return tree.isoformat()
    return str(tree)


def plainly(node: Node | None) -> object:
    match node:
        case Mapping(pairs):
            return {key.text: plainly(value) for key, value in pairs}
        case Sequence(items):
            return [plainly(each) for each in items]
        case Scalar(text):
            return text
    raise AssertionError("nothing was read")


def one_key_each(tree: object) -> object:
    """The tree without keys that are 1 as well as "1", which our reader takes for the same."""
    if isinstance(tree, dict):
        return type(tree)({key: one_key_each(each) for key, each in {str(k): (k, v) for k, v in tree.items()}.values()})
    if isinstance(tree, list):
        return type(tree)(one_key_each(each) for each in tree)
    return tree


@settings(max_examples=400, deadline=None)
@given(TREES)
@example({text: text for text in AWKWARD})
@example({text: [text, [text], {text: text}] for text in AWKWARD})
@example(OneLine({text: OneLineList([text]) for text in AWKWARD}))
@example([[[OneLine({"a": "b"}), "a\n"], {}], {"a": {"b": []}}])
@example({"k" * 1100: {"k" * 1100: "a\nb"}, "l" * 1100: ["a"], "m" * 1100: [{"n" * 1100: " \na"}]})
def test_every_tree_comes_back_exactly_from_three_readers(tree: object) -> None:
    tree = one_key_each(tree)
    text = write(tree)
    node, flaws = read(text.encode(), SITTING)
    assert flaws == ()
    assert plainly(node) == as_text(tree)
    assert yaml.load(text, Loader=yaml.CSafeLoader) == tree
    assert yaml.load(text, Loader=yaml.SafeLoader) == tree


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_stays_a_text_wherever_it_stands(text: str) -> None:
    tree = {text: text, "list": [text, {text: text}], "one": OneLine({text: OneLineList([text])})}
    written = write(tree) + "...\n"
    assert yaml.load(written, Loader=yaml.CSafeLoader) == tree
    assert yaml.load(written, Loader=yaml.SafeLoader) == tree
    assert plainly(read(written.encode(), SITTING)[0]) == tree


@settings(deadline=None)
@given(TREES)
@example({text: text for text in AWKWARD})
def test_no_line_but_somebodys_own_ends_in_space(tree: object) -> None:
    text = write(tree)
    own = {line for part in texts_in(tree) for line in part.split("\n")}
    for line in text.split("\n"):
        assert line == line.rstrip(" ") or any(line.endswith(each) for each in own if each.endswith(" "))


def texts_in(tree: object) -> list[str]:
    if isinstance(tree, dict):
        return [text for pair in tree.items() for each in pair for text in texts_in(each)]
    if isinstance(tree, list):
        return [text for each in tree for text in texts_in(each)]
    return [tree] if isinstance(tree, str) else []


def test_a_sitting_reads_well() -> None:
    tree = {
        "format": 1,
        "title": "Put the thought on the table",
        "content": "sha256:5f0c",
        "saved": datetime(2026, 11, 22, 18, 19, 40, 999, timezone(timedelta(hours=1))),
        "place": OneLine({"step": "sides", "row": 2, "words": "well, no"}),
        "answers": {
            "thought": {"ask": "What comes back?", "day": date(2026, 11, 22), "off": True, "answer": "Two\n\nlines."},
            "lines": {"answer": {1: "It drags.", 3: "No: not for us."}, "hidden": OneLineList([4, 5])},
            "sides": {"answer": [{"row": {1: "It drags."}, "for": "yes", "weight": Decimal("0.5")}, {}], "more": []},
        },
    }
    assert write(tree) == (
        "format: 1\n"
        "title: Put the thought on the table\n"
        "content: sha256:5f0c\n"
        "saved: 2026-11-22T18:19:40+01:00\n"
        'place: {step: sides, row: 2, words: "well, no"}\n'
        "answers:\n"
        "  thought:\n"
        "    ask: What comes back?\n"
        "    day: 2026-11-22\n"
        '    "off": true\n'
        "    answer: |-\n"
        "      Two\n"
        "\n"
        "      lines.\n"
        "  lines:\n"
        "    answer:\n"
        "      1: It drags.\n"
        '      3: "No: not for us."\n'
        "    hidden: [4, 5]\n"
        "  sides:\n"
        "    answer:\n"
        "      - row:\n"
        "          1: It drags.\n"
        '        for: "yes"\n'
        "        weight: 0.5\n"
        "      - {}\n"
        "    more: []\n"
    )


def test_one_line_becomes_a_block_where_it_does_not_fit() -> None:
    assert write({"a": OneLine({"b": "x" * 92})}) == f"a: {{b: {'x' * 92}}}\n"
    assert write({"a": OneLine({"b": "x" * 93})}) == f"a:\n  b: {'x' * 93}\n"
    assert write({"a": OneLineList(["b\nc"])}) == "a:\n  - |-\n    b\n    c\n"


def test_empty_lines_stay_empty() -> None:
    assert write({"a": ["\n\n\n\na\n\n\n\nb\n\n\n"]}) == "a:\n  - |2+\n\n\n\n\n    a\n\n\n\n    b\n\n\n"


def test_emoji_and_every_script_stay_as_they_are_typed() -> None:
    line = "می‌خواهم 👩‍👩‍👧 你好 e\u0301"
    assert write({"a": line, "b": line + "\n"}) == f"a: {line}\nb: |\n  {line}\n"


def test_a_number_of_great_size_is_written_without_an_exponent() -> None:
    assert write([Decimal("1E+3"), Decimal("1.50")]) == "- 1000\n- 1.50\n"


@pytest.mark.parametrize("bad", [None, 1.5, b"a", {"a"}, {"a": None}, [object()], {None: 1}, {True: 1}, {1.5: 1}])
def test_what_is_no_part_of_a_tree_is_refused(bad: object) -> None:
    assert write({1: 1}) == "1: 1\n"
    with pytest.raises(TypeError):
        write(bad)


@pytest.mark.parametrize("bad", ["\ud800", "a\nb\udfff", Decimal("NaN"), Decimal("Infinity"), datetime(2026, 1, 1)])
def test_what_could_not_be_read_back_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        write({"a": bad})


MEGABYTES = {
    "one line": "word " * 200_000,
    "one word": "x" * 1_000_000,
    "lines": "a line of text\n" * 70_000,
    "newlines": "\n" * 1_000_000,
    "blanks": " \n" * 500_000,
    "digits": "1" * 1_000_000,
    "escapes": "\u2028" * 100_000,
    "quotes": '"' * 1_000_000,
    "tabs": "\t" * 1_000_000,
}


@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES.keys())
@pytest.mark.fault("F34")
def test_a_pasted_megabyte_comes_back_exactly_and_soon(text: str) -> None:
    started = time.process_time()
    written = write({"a": text})
    assert time.process_time() - started < 0.5
    node, flaws = read(written.encode(), SITTING)
    assert flaws == ()
    assert plainly(node) == {"a": text}


def test_a_long_line_is_never_folded() -> None:
    assert write({"a": "word " * 1000 + "end", "b": "x " * 5000}).count("\n") == 2
