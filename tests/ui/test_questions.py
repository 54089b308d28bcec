"""Every kind of question, answered by keys and by mouse, and found again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from onscreen import desk_on, opened, picture, press, until, write
from smallpack import one, small

from workbook.model.answers import Line, Lines, Pick, Picks, Rating, Ratings, Table, Value
from workbook.ui.widgets.numbers import Numbers
from workbook.ui.widgets.picklist import PickList

OPTIONS = "options: [red, green, blue]"


def answer(shelf: Path, pack: Path, id: str = "x") -> Value | None:
    """What is on disk."""
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    found = kept.sitting.answers.get(id) if kept is not None else None
    return found.value if found is not None else None


KEYS: list[tuple[str, str, str, tuple[str, ...], Value]] = [
    ("line", "", "a line", (), "a line"),
    ("text", "", "two\nlines", (), "two\nlines"),
    ("choice", OPTIONS, "", ("down", "space"), Picks((Pick("green", "green"),))),
    ("choice", OPTIONS, "", ("3",), Picks((Pick("blue", "blue"),))),
    ("choices", OPTIONS, "", ("space", "down", "down", "space"), Picks((Pick("red", "red"), Pick("blue", "blue")))),
    ("choices", OPTIONS, "", ("1", "2", "1"), Picks((Pick("green", "green"),))),
    ("choices", f"{OPTIONS}\nother: true", "", ("end", "down", "g", "r", "e", "y"), Picks((Pick("other", "grey"),))),
    ("scale", "", "", ("7",), 7),
    ("scale", "", "", ("1", "0"), 10),
    ("scale", "", "", ("right", "right", "left"), 5),
    ("scale", "min: 1\nmax: 5", "", ("end",), 5),
    ("scale", "min: 1\nmax: 20", "", ("1", "2"), 12),
    ("scale", "min: 10\nmax: 20", "", ("1", "4"), 14),
    ("scale", "min: 5\nmax: 15", "", ("1", "7"), 7),
    ("date", "", "2026-12-02", (), date(2026, 12, 2)),
    ("date", "", "next friday", (), date(2026, 11, 27)),
    ("date", "", "some day in spring", (), "some day in spring"),
    ("date", "options: {+2d: two days}", "", ("tab", "1"), date(2026, 11, 24)),
    ("list", "", "one\ntwo\n", (), Lines((Line(1, "one"), Line(2, "two")), 2)),
    (
        "ratings",
        OPTIONS,
        "",
        ("4", "down", "space"),
        Ratings((Rating("red", "red", 4), Rating("green", "green", None))),
    ),
    ("letter", "template: Dear you,", "Oh. ", (), "Oh. Dear you,"),
]


@pytest.mark.parametrize(("kind", "more", "typed", "keys", "value"), KEYS)
async def test_it_is_answered_by_keys_and_found_again(
    tmp_path: Path, kind: str, more: str, typed: str, keys: tuple[str, ...], value: Value
) -> None:
    pack, shelf = small(tmp_path / "pack", one(kind, more)), tmp_path / "shelf"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        assert "What is it?" in picture(app)
        await write(pilot, typed)
        await press(pilot, *keys)
        await until(pilot, lambda: answer(shelf, pack) == value, f"{value!r}, is {answer(shelf, pack)!r}")
    async with opened(shelf, "first", content=pack) as (app, _):
        assert app.screen.widget.current() == value  # type: ignore[attr-defined]


async def test_a_choice_is_made_by_enter_which_goes_on(tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", one("choice", OPTIONS) + "  - id: y\n    kind: line\n    ask: And then?\n")
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "down", "enter")
        assert "And then?" in picture(app)
    assert answer(tmp_path / "s", pack) == Picks((Pick("green", "green"),))


async def test_a_choice_can_be_taken_back(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("choice", OPTIONS)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter", "1")
        await until(pilot, lambda: answer(shelf, pack) is not None)
        await press(pilot, "1")
        await until(pilot, lambda: answer(shelf, pack) is None)


async def test_options_and_scales_take_clicks(tmp_path: Path) -> None:
    steps = one("choices", OPTIONS) + "  - id: y\n    kind: scale\n    ask: How much?\n"
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await pilot.click("#begin")
        await pilot.pause()
        await pilot.click(PickList, offset=(4, 1))
        await until(pilot, lambda: answer(shelf, pack) == Picks((Pick("green", "green"),)))
        await pilot.click("#next")
        await pilot.pause()
        assert "How much?" in picture(app)
        numbers = app.screen.query_one(Numbers)
        x, cell, number = numbers.rows(numbers.content_size.width)[0][6]
        assert number == 6
        await pilot.click(Numbers, offset=(numbers.content_region.x - numbers.region.x + x + cell // 2, 0))
        await until(pilot, lambda: answer(shelf, pack, "y") == 6)
        await pilot.click("#back")
        await pilot.pause()
        assert "What is it?" in picture(app)


TABLE = """rows: 1
columns:
  - {id: what, title: What, kind: line}
  - {id: day, title: When, kind: date}
  - {id: how, title: How, kind: choice, options: [well, badly]}
  - {id: much, title: How much, kind: number}"""


async def test_a_table_is_filled_cell_by_cell_and_grows(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("table", TABLE)), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=(120, 40)) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "call Ruth\n+2d\n")
        await press(pilot, "2", "enter")
        await write(pilot, "30\n")
        await write(pilot, "write\n")
        await until(pilot, lambda: rows(answer(shelf, pack)) == 2)
        table = answer(shelf, pack)
        assert isinstance(table, Table)
        assert dict(table.rows[0].cells) == {
            "what": "call Ruth",
            "day": date(2026, 11, 24),
            "how": Pick("badly", "badly"),
            "much": Decimal(30),
        }
        assert [row.key for row in table.rows] == ["1", "2"]
        await press(pilot, "up")
        await write(pilot, "tomorrow")
        assert "24 November 2026" not in picture(app) or "tomorrow" in picture(app)
    async with opened(shelf, "first", content=pack, size=(120, 40)) as (app, pilot):
        page = picture(app)
        assert "call Ruth" in page and "write" in page


async def test_a_table_of_one_column_is_asked_row_by_row(tmp_path: Path) -> None:
    steps = (
        one("choices", "options: [sea, hills, town]").replace("id: x", "id: places")
        + "  - id: x\n    kind: table\n    ask: Why there?\n    rows: {from: places}\n"
        + "    columns:\n      - {id: why, title: Why, kind: text}\n"
    )
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "1", "3", "enter")
        page = picture(app)
        assert "1 of 2\n    sea\n" in page and "town" not in page
        await write(pilot, "waves")
        await press(pilot, "ctrl+n")
        assert "2 of 2\n    town\n" in picture(app)
        await write(pilot, "people")
        await press(pilot, "ctrl+r")
        assert "waves" in picture(app)
        await press(pilot, "ctrl+n", "ctrl+n")
        assert "That is enough for today" in picture(app)
    table = answer(shelf, pack)
    assert isinstance(table, Table)
    assert [(row.key, row.words, row.cells["why"]) for row in table.rows] == [
        ("sea", "sea", "waves"),
        ("town", "town", "people"),
    ]


async def test_a_table_opens_in_the_cell_where_they_stopped(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("table", TABLE)), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=(40, 12)) as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "one\n\n\n\ntwo words")
        await press(pilot, "left", "left")
        await until(pilot, lambda: rows(answer(shelf, pack)) == 2)
        await press(pilot, "ctrl+s")
    async with opened(shelf, "first", content=pack, size=(40, 12)) as (app, pilot):
        await until(pilot, lambda: "two words" in picture(app))
        await write(pilot, "X")
        await until(pilot, lambda: "two worXds" in str(answer(shelf, pack)))


async def test_a_note_is_read_and_left_by_enter(tmp_path: Path) -> None:
    steps = "  - {id: n, kind: note, text: 'Breathe. It is **late**.'}\n" + one("line")
    pack = small(tmp_path / "pack", steps)
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        assert "Breathe. It is late." in picture(app)
        await press(pilot, "enter")
        assert "What is it?" in picture(app)


async def test_an_empty_box_is_a_skip_and_an_emptied_one_is_untouched(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("line") + "  - id: y\n    kind: line\n    ask: And?\n"), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter", "a")
        await until(pilot, lambda: answer(shelf, pack) == "a")
        await press(pilot, "backspace")
        await until(pilot, lambda: answer(shelf, pack) is None)
        desk = desk_on(shelf, content=pack)
        assert desk.newest(desk.library.heading("first")).sitting.answers == {}  # type: ignore[union-attr]
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: "x" in desk_on(shelf, content=pack).kept[0].sitting.answers)
        assert desk_on(shelf, content=pack).kept[0].sitting.answers["x"].skipped


def rows(value: Value | None) -> int:
    return len(value.rows) if isinstance(value, Table) else 0


@pytest.mark.parametrize("more", range(8))
async def test_a_cell_is_seen_whole_when_somebody_comes_back_and_when_the_window_changes(
    tmp_path: Path, more: int
) -> None:
    """Also where its last word stands alone on a row, and a scroll bar or another window takes a cell of width."""
    last = "end" + "!" * more
    async with opened(tmp_path, "thought-check", size=(60, 20)) as (_, pilot):
        await press(pilot, "enter", "ctrl+n", "ctrl+n")
        await write(pilot, f"Forty letters, no answer\nNobody wrote that they had re {last}")
        await press(pilot, "ctrl+s")
    for size in ((80, 24), (60, 20), (61, 20)):
        async with opened(tmp_path, "thought-check", size=size) as (app, pilot):
            await until(pilot, lambda app=app: last in picture(app), f"{last} at {size}")
            await pilot.resize_terminal(84, 30)
            await until(pilot, lambda app=app: last in picture(app), f"{last} after {size}")
