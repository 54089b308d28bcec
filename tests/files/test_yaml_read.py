"""Reading: places are right, every mistake is said with its line, and no bytes at all get the better of it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
import tracemalloc
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbook.files.clean import clean
from workbook.files.yamlfile import CONTENT, SITTING, Flaw, Limits, Mapping, Node, Scalar, Sequence, read


def tree(text: str) -> Node:
    node, flaws = read(text.encode(), CONTENT)
    assert flaws == ()
    assert node is not None
    return node


def flaws(data: str | bytes, limits: Limits = CONTENT) -> list[tuple[int, int, str]]:
    node, found = read(data.encode() if isinstance(data, str) else data, limits)
    assert node is None
    assert found
    return [(flaw.line, flaw.column, flaw.message) for flaw in found]


def test_nodes_know_their_places() -> None:
    node = tree("# first\na: one\nb:\n  - {c: 'two', d: [x]}\n  - |\n    three\ne:\n")
    assert node == Mapping(
        (
            (Scalar("a", 2, 1, True), Scalar("one", 2, 4, True)),
            (
                Scalar("b", 3, 1, True),
                Sequence(
                    (
                        Mapping(
                            (
                                (Scalar("c", 4, 6, True), Scalar("two", 4, 9, False)),
                                (Scalar("d", 4, 16, True), Sequence((Scalar("x", 4, 20, True),), 4, 19, True)),
                            ),
                            4,
                            5,
                            True,
                        ),
                        Scalar("three\n", 5, 5, False),
                    ),
                    4,
                    3,
                    False,
                ),
            ),
            (Scalar("e", 7, 1, True), Scalar("", 7, 3, True)),
        ),
        2,
        1,
        False,
    )


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items):
            yield from (one for item in items for one in scalars(item))
        case Mapping(pairs):
            yield from (one for pair in pairs for part in pair for one in scalars(part))


@given(st.text(st.characters(exclude_categories=())))
def test_only_an_escape_brings_in_what_has_to_be_cleaned_away(words: str) -> None:
    for text in (words, f"\x1b{words}"):
        data = f"a: {text}\nb: '{text}'\nc: |\n  {text}\n'{text}': [{text}]\n...\n".encode("utf-8", "surrogatepass")
        node, _ = read(data, CONTENT)
        assert node is None or all(clean(one.text) == one.text for one in scalars(node) if not one.escaped)
    escaped = list(scalars(tree('"a\\e": "\\x9b"')))
    assert [(one.text, one.escaped) for one in escaped] == [("a\x1b", True), ("\x9b", True)]


def test_columns_count_characters() -> None:
    node = tree("你好: 👩‍👩‍👧\r\nb: c\r\n")
    assert isinstance(node, Mapping)
    assert [(value.line, value.column) for _, value in node.pairs] == [(1, 5), (2, 4)]


def test_a_mapping_gives_the_value_of_a_key() -> None:
    node = tree("a: 1\n'b': 2\n")
    assert isinstance(node, Mapping)
    assert node.get("b") == Scalar("2", 2, 6, True)
    assert node.get("c") is None


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "12:30",
        "2026-11-22",
        "0x1f",
        "1e999",
        "9" * 5000,
        ".nan",
        ".inf",
        "null",
        "~",
        "0o7",
        "1_000",
        "=",
        "true",
    ],
)
def test_every_value_stays_what_the_author_wrote(text: str) -> None:
    node = tree(f"a: {text}")
    assert isinstance(node, Mapping)
    assert node.get("a") == Scalar(text, 1, 4, True)


@pytest.mark.fault("A8")
def test_a_byte_order_mark_is_taken_off_in_silence() -> None:
    assert read(b"\xef\xbb\xbfa: b", CONTENT) == read(b"a: b", CONTENT)
    assert read(b"\xef\xbb\xbfa: @b", CONTENT) == read(b"a: @b", CONTENT)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    assert tree(f"a: |{end}  b{end}{end}  c{end}d: e{end}") == tree("a: |\n  b\n\n  c\nd: e\n")
    assert flaws(f"a: b{end}c: @d{end}")[0][:2] == (2, 4)


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert isinstance(tree("'<<': a"), Mapping)


def test_a_file_may_say_its_yaml_version_and_where_it_begins_and_ends() -> None:
    assert isinstance(tree("%YAML 1.2\n---\na: b\n...\n"), Mapping)


def test_all_flaws_come_at_once_in_the_order_of_the_file() -> None:
    text = """\
        a: 1
        b: {c: 1, c: 2}
        a: 2
        <<: 3
        [x]: 4
        {y: 1}: 4
        d: &anchor 5
        e: *anchor
        f: !!str 6
        a: 3
        ---
        g: 7
        """
    found = flaws(textwrap.dedent(text))
    assert [(line, column) for line, column, _ in found] == [
        (2, 11),
        (3, 1),
        (4, 1),
        (5, 1),
        (6, 1),
        (7, 4),
        (8, 4),
        (9, 4),
        (10, 1),
        (11, 1),
    ]
    said = [message for _, _, message in found]
    assert said[1] == "`a` stands twice; the first is in line 1"
    words = (
        "`c` stands twice",
        "`a` stands",
        "merge keys",
        "`[`",
        "`{`",
        "`&anchor`",
        "`*anchor`",
        "tag",
        "line 1",
        "second",
    )
    assert all(word in message for word, message in zip(words, said, strict=True))


QUOTES = "must stand in quotes"
MISTAKES = [
    ("a: one: two", 1, 7, QUOTES),
    ("a: one\n  b: two", 2, 4, "indented too far"),
    ("a: {x} and", 1, 8, QUOTES),
    ("a: [x] and", 1, 8, QUOTES),
    ("a: {{name}} and", 1, 5, QUOTES),
    ("a: {b\nc: d\n", 1, 4, "no fitting `}`"),
    ("a: [b\nc: d\n", 1, 4, "no fitting `]`"),
    ('a: "so" he said', 1, 9, QUOTES),
    ("- 'so' he said", 1, 8, QUOTES),
    ('a: "so\nb: c\n', 1, 4, "not closed"),
    ("a: 'it's'", 1, 8, QUOTES),
    ('a: "C:\\words"', 1, 7, "backslash"),
    ("a: @x", 1, 4, QUOTES),
    ("a: `x`", 1, 4, QUOTES),
    ("a: %x", 1, 4, QUOTES),
    ("%x: a", 1, 1, QUOTES),
    ("a: *emphasis* here", 1, 4, QUOTES),
    ("a: *", 1, 4, QUOTES),
    ("a: &", 1, 4, QUOTES),
    ("a: !<", 1, 4, QUOTES),
    ("a: !x!y z", 1, 4, QUOTES),
    ("a: - b", 1, 4, QUOTES),
    ("a:\n\t- b", 2, 1, "use spaces"),
    ("a: b\n\tc: d", 2, 1, "use spaces"),
    ("a:\n  b: c\n\td: e", 3, 1, "use spaces"),
    ("a: 1\nb\nc: 2", 2, 1, "no `: `"),
    ("a: | text\n", 1, 4, "next line"),
    ("a:\n    b: c\n  d: e", 3, 3, "not indented like"),
    ("a: 1\n- b", 2, 1, "not indented like"),
    ("a: 1\n...\nb: 2", 3, 1, "`...` ends it"),
    ("[", 1, 2, QUOTES),
    ("%TAG ! x\n---\na: b", 1, 1, "take it out"),
    ("a: b\x1b[31m\nc: \x07\nd: \x85", 1, 5, "U+001B"),
    ("a: b\r\nc\x00d", 2, 2, "NUL"),
    ("", 1, 1, "empty"),
    ("# nothing\n\n", 1, 1, "empty"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
@pytest.mark.fault("A8")
def test_a_mistake_is_told_with_its_place_and_what_to_do(text: str, line: int, column: int, words: str) -> None:
    assert flaws(text)[0][:2] == (line, column)
    assert words in flaws(text)[0][2]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"), [each for each in MISTAKES if not each[0].startswith("%")]
)
def test_the_line_is_right_further_down_too(text: str, line: int, column: int, words: str) -> None:
    if words != "empty":
        shift = "# a\r\n# 👩‍👩‍👧 é\n"
        assert flaws(shift + text)[0][:2] == (line + 2, column)


@pytest.mark.fault("A3")
def test_every_line_with_an_invisible_character_is_named() -> None:
    places = [place[:2] for place in flaws("a: \x1b\x1b\nb: c\r\nd: e\x85\nf: \x7f\n\ng: \u2028h\n")]
    assert places == [(1, 4), (3, 5), (4, 4), (6, 4)]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("a: b".encode("utf-16"), (1, 1)),
        ("a: b".encode("utf-32"), (1, 1)),
        (b"\xfe\xff\x00a", (1, 1)),
        (b"\x00\x00\xfe\xff\x00\x00\x00a", (1, 1)),
        ("a: b".encode("utf-16-le"), (1, 2)),
        (bytes(4096), (1, 1)),
        ("a: é\nbé: ü".encode("latin-1"), (1, 4)),
        ("a: é\nb: ".encode() + b"\xc3", (2, 4)),
        (b"a: \xed\xa0\x80", (1, 4)),
    ],
)
@pytest.mark.fault("A8")
def test_what_is_not_utf8_is_told_to_be_saved_as_utf8(data: bytes, place: tuple[int, int]) -> None:
    assert flaws(data)[0][:2] == place
    assert "save the file as UTF-8" in flaws(data)[0][2]


def test_limits_are_exact() -> None:
    assert read(b"a: [[b]]", Limits(8, 12, 3))[1] == ()
    assert "larger" in flaws(b"a: [[b]]", Limits(7, 12, 3))[0][2]
    assert "parts" in flaws(b"a: [[b]]", Limits(8, 11, 3))[0][2]
    assert flaws(b"a: [[b]]", Limits(8, 12, 2)) == [
        (1, 5, "more than 2 collections stand one within the other; write it flatter")
    ]


MIB = CONTENT.size
LAUGHS = "a0: &a0 [x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
MERGES = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 60))
DEEP = (b"[", b"{", b"- ", b"? ", b"{a: ", b"[{", b"[? ", b"[[],", b"- - ")
RUNS = (b"!a ", b"&a ", b"*a ", b"%", b"|", b"'a': ", b"?\n", b"<<: ")
BOMBS = {
    "aliases": LAUGHS.encode(),
    "merges": MERGES.encode(),
    "wide": b"[" + b"a," * (MIB // 2 - 1) + b"]",
    "wide list": b"- a\n" * (MIB // 4),
    "wide mappings": b"- a: b\n" * (MIB // 7),
    "one key": b"a: b\n" * (MIB // 5),
    "one tag": b"- !a b\n" * (MIB // 7),
    "documents": b"---\n" * (MIB // 4),
    "invisible": b"\x01\n" * (MIB // 2),
    "stairs": b"".join(b" " * n + b"a:\n" for n in range(1400)),
    "one quotation mark": b'"' + b"a" * (MIB - 1),
    "escapes": b'"' + b"\\" * (MIB - 2),
    "long anchor": b"&" + b"a" * (MIB - 10) + b" b",
    "long tag": b"!" + b"a" * (MIB - 10) + b" b",
    "ten megabytes": b"[" * 10_000_000,
    **{f"deep {piece!r}": (piece * MIB)[:MIB] for piece in DEEP},
    **{f"run of {piece!r}": (piece * MIB)[:MIB] for piece in RUNS},
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.fault("A7")
def test_a_bomb_is_refused_soon(data: bytes) -> None:
    """A tenth of a second is promised; the bound leaves room for a machine half as fast."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        node, found = read(data, CONTENT)
        taken.append(time.process_time() - started)
        assert node is None
        assert 1 <= len(found) <= 100
        assert all(len(flaw.message) < 250 for flaw in found)
    assert min(taken) < 0.2


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.fault("A7")
def test_a_bomb_takes_little_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        read(data, CONTENT)
        assert tracemalloc.get_traced_memory()[1] < 50 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.fault("A7")
def test_bombs_take_little_memory_of_the_parser_in_c_either() -> None:
    """tracemalloc does not see libyaml's own memory, so a process of its own says how much it took at most."""
    program = """
        import resource, sys
        from workbook.files.yamlfile import CONTENT, read
        unit = 1 if sys.platform == "darwin" else 1024
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for piece in (b"[", b"{", b"- ", b"? ", b"a,", b"- a\\n", b"&a ", b"'"):
            read((piece * 2**20)[: 2**20 - 1], CONTENT)
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 50 << 20


@pytest.mark.fault("A7")
def test_a_deep_sitting_is_refused_and_the_process_lives() -> None:
    assert "within the other" in flaws(b"[" * 10_000_000, SITTING)[0][2]
    assert "within the other" in flaws(b"- " * 5_000_000, SITTING)[0][2]


SIGNS = [*"abc:-?,[]{}#&*!|>'\"%@`\\ \n\t\r\u2028\x85\x1b\0é👩", "  ", ": ", "- ", "\n  ", "\n- "]
PARTS = ["---\n", "...\n", "<<", "!!a ", "|2-\n", "\\x4", "\ufeff"]
YAMLISH = st.lists(st.sampled_from(SIGNS + PARTS)).map(lambda parts: "".join(parts).encode())


@settings(max_examples=1500, deadline=None)
@given(YAMLISH | st.binary())
@example(b"\xef\xbb\xbf\xef\xbb\xbfa")
@example(b"\n  \t")
@example(b"%YAML 9.9\n---\na")
@example(b'"\\ud800"')
@example(b'"\\uFFFF\\U00110000"')
@example(b'? "\\e]52;\\a"\n: 1\n? "\\e]52;\\a"\n')
@pytest.mark.fault("A8")
def test_whatever_the_bytes_nothing_is_raised_and_flaws_are_clean(data: bytes) -> None:
    node, found = read(data, CONTENT)
    assert (node is None) == bool(found)
    for flaw in found:
        assert isinstance(flaw, Flaw)
        assert not [c for c in flaw.message if unicodedata.category(c) in ("Cc", "Cs")]
        assert 1 <= flaw.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert flaw.column >= 1


WHOLE = """\
format: 1
place: {step: sides, at: 118}
answers:
  thought:
    ask: "What: comes back?"
    answer: |-
      Two

      lines.
  sides:
    answer: [{row: {1: a}}, 'b']
...
"""


@pytest.mark.fault("F24")
def test_every_prefix_of_a_file_is_read_or_refused_with_a_line_of_it() -> None:
    for end in range(len(WHOLE)):
        node, found = read(WHOLE[:end].encode(), SITTING)
        assert (node is None) == bool(found)
        assert all(flaw.line <= WHOLE[:end].count("\n") + 1 for flaw in found)


def test_flaws_stand_in_the_order_of_the_file() -> None:
    found = flaws("a: &x 1\na: *x\n? b: {a: 1, a: 2}\n: 1\n<<: 2\nc: d: e")
    assert len(found) == 7
    assert all(before[:2] <= after[:2] for before, after in pairwise(found))


def test_without_the_parser_in_c_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    with pytest.raises(RuntimeError, match="libyaml"):
        read(b"a: b", CONTENT)
