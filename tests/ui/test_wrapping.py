"""Where a paragraph is divided: as Textual does it, but never through a sign, and after any edit as if anew."""

from __future__ import annotations

import random
import re
import sys

import pytest
from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets

from workbook.ui.widgets import clusters
from workbook.ui.widgets.clusters import after, before, ceiling, cells, floor, plain, rubbed_out
from workbook.ui.widgets.prose import Prose
from workbook.ui.widgets.wrapped import Wrapped
from workbook.ui.widgets.wrapping import breaks, rebroken

FAMILY = "👨\u200d👩\u200d👧"
RAINBOW = "🏳\ufe0f\u200d🌈"
FLAG = "🇩🇪"
STOCK_TOO = [
    *[
        "a",
        "ab",
        "word",
        "longer",
        "é",
        "ü,",
        "—",
        "’",
        "!",
        " ",
        "  ",
        "   ",
        "中",
        "文字",
        "日本語",
        "שלום",
        "кот",
        "Ж",
    ],
    *[
        "e\u0301",
        "x\u0308\u0323",
        "한",
        "\u1112\u1161\u11ab",
        "👍",
        "👍🏽",
        "می\u200cخواهم",
        "ﬁ",
        "\u200b",
        "\u2066",
        "w" * 40,
    ],
    *["\u00ad", "ไทย", "สวัสดี", "\u2028", "\u3000"],
]
"""What Textual divides as we do."""
OURS = [
    *STOCK_TOO,
    "\xa0",
    "\u202f",
    FAMILY,
    RAINBOW,
    FLAG,
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "ه\u200d",
    " \u0301",
    "नमस्ते",
    "นำ",
]
TABS = [*OURS, "\t", "\t", " \t "]


def text_of(chance: random.Random, alphabet: list[str], most: int = 60) -> str:
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(most)))


def signs(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text):
        found.append(text[at : after(text, at)])
        at += len(found[-1])
    return found


def anew(text: str, width: int, tab: int = 4) -> list[int]:
    """The rule in the plainest way: words with the blanks behind them, on the row where they fit."""
    words: list[list[tuple[str, int]]] = [[]]
    x = 0
    for sign in signs(text):
        size = tab - x % tab if sign == "\t" else cells(sign)
        x += size
        blank = sign[0].isspace() and sign[0] not in "\xa0\u202f\u2007"
        last = words[-1][-1][0] if words[-1] else ""
        if last and last[-1].isspace() and last[-1] not in "\xa0\u202f\u2007" and not blank:
            words.append([])
        words[-1].append((sign, size))
    found, at, row, used = [], 0, 0, 0
    for word in words:
        whole = sum(size for _, size in word)
        if used + whole > width and at:
            found.append(at)
            row, used = at, 0
        for sign, size in word:
            if at > row and used + size > width and whole > width:
                found.append(at)
                row, used = at, 0
            at += len(sign)
            used += size
    return found


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    return 100_000 if request.config.getoption("--long") else 1_500


def test_a_text_is_divided_as_textual_divides_it(rounds: int) -> None:
    chance = random.Random(1)
    for _ in range(rounds):
        text, width = text_of(chance, STOCK_TOO), chance.randrange(2, 50)
        assert breaks(text, width, 4) == compute_wrap_offsets(text, width, 4), (text, width)


def test_tabs_are_as_wide_as_textual_makes_them(rounds: int) -> None:
    chance = random.Random(2)
    for _ in range(rounds):
        text, width = text_of(chance, [*STOCK_TOO[:20], "\t"]), chance.randrange(60, 80)
        # In a word that fits in no row, Textual takes one tab's width for another's.
        if any(cell_len(word) + 4 * word.count("\t") > width for word in re.findall(r"\S+\s*|\s+", text)):
            continue
        assert breaks(text, width, 4) == compute_wrap_offsets(text, width, 4), (text, width)


def test_a_text_is_divided_between_signs_by_the_rule(rounds: int) -> None:
    chance = random.Random(3)
    for _ in range(rounds):
        text, width = text_of(chance, TABS), chance.randrange(2, 50)
        assert breaks(text, width, 4) == anew(text, width), (text, width)
        assert all(floor(text, at) == at for at in breaks(text, width, 4))


def test_after_any_edit_the_rows_are_as_if_divided_anew(rounds: int) -> None:
    chance = random.Random(4)
    for _ in range(rounds // 10):
        text, width = text_of(chance, TABS, 300), chance.randrange(2, 50)
        found = breaks(text, width, 4)
        for _ in range(10):
            top, bottom = sorted(chance.randrange(len(text) + 1) for _ in range(2))
            bottom = min(bottom, top + chance.choice((0, 0, 1, 1, 2, 9, 99)))
            now = text[:top] + text_of(chance, TABS, chance.choice((2, 2, 3, 30))) + text[bottom:]
            rows = rebroken(now, width, 4, (text, found))
            assert rows == breaks(now, width, 4), (text, now, width)
            text, found = now, rows


def test_a_document_is_divided_as_if_anew_after_lines_came_and_went(rounds: int) -> None:
    chance = random.Random(5)
    for _ in range(rounds // 10):
        width = chance.randrange(2, 30)
        document = Prose(text_of(chance, [*TABS, "\n", "\n"], 80))
        wrapped = Wrapped(document, width)
        for _ in range(10):
            ends = sorted((row, chance.randrange(len(document[row]) + 1)) for row in _rows(chance, document))
            inserted = text_of(chance, [*TABS, "\n", "\n"], chance.choice((2, 3, 9)))
            result = document.replace_range(ends[0], ends[1], inserted)
            wrapped.wrap_range(ends[0], ends[1], result.end_location)
            same_as(wrapped, Wrapped(Prose(document.text), width), chance)


def _rows(chance: random.Random, document: Prose) -> list[int]:
    row = chance.randrange(document.line_count)
    return [row, min(document.line_count - 1, row + chance.choice((0, 0, 0, 1, 1, 3)))]


def same_as(one: Wrapped, other: Wrapped, chance: random.Random) -> None:
    if chance.random() < 0.5:
        one.line_at(chance.randrange(one.height))
    assert one.lines == other.lines
    assert one.height == other.height == sum(map(len, one.lines))
    assert [one.rows_above(line) for line in range(len(one.lines))] == [
        sum(map(len, other.lines[:line])) for line in range(len(one.lines))
    ]


def test_each_place_is_in_one_cell_and_comes_back_from_it() -> None:
    chance = random.Random(6)
    for _ in range(150):
        document = Prose(text_of(chance, [*TABS, "\n"], 60))
        wrapped = Wrapped(document, chance.randrange(4, 40))
        for row, line in enumerate(document.lines):
            at = 0
            for sign in signs(line):
                offset = wrapped.location_to_offset((row, at))
                if cells(sign.replace("\t", " ")):
                    assert wrapped.offset_to_location(offset) == (row, at), (line, at, wrapped.width)
                at += len(sign)


def test_a_line_of_a_megabyte_is_divided_at_once_whatever_it_is_made_of() -> None:
    for text in ("x" * 1_000_000, "word " * 200_000, "é" * 500_000, "\u0301" * 2_000, "中" * 20_000, FAMILY * 4_000):
        found = breaks(text, 70, 4)
        at = len(text) // 2
        now = text[:at] + "y" + text[at:]
        assert rebroken(now, 70, 4, (text, found)) == breaks(now, 70, 4)


def test_a_no_break_space_holds_what_it_stands_between() -> None:
    assert breaks("Mais non\xa0! Si\u202f!", 10, 4) == [5]
    assert compute_wrap_offsets("Mais non\xa0! Si\u202f!", 10, 4) == [9]


@pytest.mark.parametrize(
    "sign", [FAMILY, RAINBOW, FLAG, "👍🏽", "e\u0301", "❤\ufe0f", "1\ufe0f\u20e3", "한", "\u1112\u1161\u11ab", "हि"]
)
def test_what_is_read_as_one_sign_is_one(sign: str) -> None:
    text = f"a{sign}b{sign}{sign}"
    size = len(sign)
    assert signs(text) == ["a", sign, "b", sign, sign]
    assert before(text, 1 + size) == floor(text, size) == 1
    assert ceiling(text, 2) == (1 + size if size > 1 else 2)
    assert breaks(sign * 3, 3, 4) == [size, 2 * size] or cells(sign) == 1
    assert plain(sign) is False


def test_signs_that_only_stand_side_by_side_are_two() -> None:
    assert signs(FLAG * 2 + "🇫") == [FLAG, FLAG, "🇫"]
    assert signs("می\u200cخ") == ["م", "ی\u200c", "خ"]
    assert signs("a\u200db ه\u200d.") == ["a\u200d", "b", " ", "ه\u200d", "."]
    assert signs("👩\u200dx") == ["👩\u200d", "x"]
    assert signs("\u200b\u0301\n\u0301") == ["\u200b", "\u0301", "\n", "\u0301"]
    assert cells("a\u200db") == 2 > cell_len("a\u200db")
    assert signs("가\u11a8각\u1161") == ["가\u11a8", "각", "\u1161"]


def test_a_backspace_takes_what_its_writer_typed_as_one() -> None:
    for text, left in {
        f"a{FAMILY}": "a", f"a{FLAG}": "a", "a👍🏽": "a", "ae\u0301": "a", "aé": "a", "a❤\ufe0f": "a", "한": "",
        # Each mark has a key of its own here, and so has the joiner.
        "שָ": "ש", "بَ": "ب", "हि": "ह", "ดี": "ด", "می\u200c": "می", "x": "", "": "",
    }.items():  # fmt: skip
        assert text[: rubbed_out(text, len(text))] == left, text


def test_every_sign_that_is_called_plain_is_one_cell_and_joins_nothing() -> None:
    found = [chr(point) for point in range(sys.maxunicode + 1) if plain(chr(point))]
    assert len(found) > 2000
    for sign in found:
        assert cell_len(sign) == 1, hex(ord(sign))
        assert not clusters._extends(sign), hex(ord(sign))
        assert not clusters._FLAG.match(sign)
        assert after(f"{sign}x", 0) == after(f"x{sign}", 0) == 1
