"""Keys that arrive in one go, on a machine that is slow: each acts where it would have acted one by one."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from onscreen import desk_on, opened, picture, press, until
from smallpack import one, small
from textual.events import Key
from textual.keys import _character_to_key

from workbook.model.answers import Lines, Pick, Table
from workbook.store.workbook import Book
from workbook.ui.app import WorkbookApp
from workbook.ui.screens.choosing import Choosing
from workbook.ui.widgets.picklist import Item

SAID = "She said that the middle lost her, and so on."
LAST = "  - id: z\n    kind: line\n    ask: Last?\n"
TWO = "  - id: a\n    kind: table\n    ask: First?\n    columns: [{id: p, title: P}, {id: q, title: Q}]\n"
SORT = "{id: sort, title: It is, kind: choice, options: [gold, gravel, not mine, the rest]}"


@pytest.fixture(autouse=True)
def _slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Book.save

    def slow(self: Book, *given: object, **more: object) -> object:
        time.sleep(0.05)
        return sound(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Book, "save", slow)


def rush(app: WorkbookApp, *parts: str) -> None:
    """Names of keys, and words letter by letter, all at once: `<tab>` is a key."""
    driver = app._driver
    assert driver is not None
    for part in parts:
        name = part[1:-1] if part.startswith("<") else ""
        for letter in [""] if name else part:
            key = Key(name or ("space" if letter == " " else _character_to_key(letter)), letter or None)
            key.set_sender(app)
            driver.send_message(key)


def said(shelf: Path, pack: Path, id: str = "x") -> object:
    """What stands on disk, as plain words."""
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    answer = kept.sitting.answers.get(id) if kept is not None else None
    match answer.value if answer is not None else None:
        case Lines() as lines:
            return [line.text for line in lines.lines]
        case Table() as table:
            return [
                [cell.words if isinstance(cell, Pick) else cell for cell in row.cells.values()] for row in table.rows
            ]
        case value:
            return value


SCALE = "  - id: a\n    kind: scale\n    ask: First?\n"
CHOICE = "  - id: a\n    kind: choice\n    ask: First?\n    options: [yes, no]\n"
LIST = "  - id: a\n    kind: list\n    ask: First?\n"
SORTED = one("table", f"columns:\n  - {SORT}\n  - {{id: do, title: To do}}")
CELLS = one("table", "columns:\n  - {id: do, title: To do}\n  - {id: day, title: When, kind: date}")


@pytest.mark.parametrize(
    ("first", "keys", "kind", "expected"),
    [
        (TWO, ("here and there", "<tab>", "now", "<ctrl+n>"), one("list"), [SAID]),
        (CHOICE, ("2", "<enter>"), one("list"), [SAID]),
        (SCALE, ("4", "<enter>"), one("text"), SAID),
        (LIST, ("one", "<enter>", "two", "<ctrl+n>"), SORTED, [[SAID]]),
        (SCALE, ("4", "<enter>"), SORTED, [[SAID]]),
        (CHOICE, ("2", "<enter>"), CELLS, [[SAID]]),
    ],
)
async def test_words_typed_while_the_next_page_is_coming_up_stand_in_its_first_box(
    tmp_path: Path, first: str, keys: tuple[str, ...], kind: str, expected: object
) -> None:
    pack, shelf = small(tmp_path / "pack", first + kind + LAST), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        rush(app, *keys, SAID)
        await until(pilot, lambda: said(shelf, pack) == expected, str(expected))
        assert "What is it?" in picture(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_key_that_a_box_does_not_know_acts_before_what_is_typed_after_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    pack, shelf = small(tmp_path / "pack", TWO.replace("id: a", "id: x\n    core: true", 1) + LAST), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=size) as (app, pilot):
        await press(pilot, "enter")
        # A cell that has just wrapped is laid out anew; Tab and Backspace come back from the box to the app.
        rush(app, "seventy-one letters, five receipts, and no answer at alk", "<backspace>", "l", "<tab>")
        rush(app, "the practcum", "<left>", "<left>", "<left>", "i", "<down>", "below", "<shift+tab>", "left of it")
        await until(
            pilot,
            lambda: (
                said(shelf, pack)
                == [
                    ["seventy-one letters, five receipts, and no answer at all", "the practicum"],
                    ["left of it", "below"],
                ]
            ),
        )


async def test_words_typed_on_a_choice_choose_nothing(tmp_path: Path) -> None:
    columns = f"columns:\n  - {SORT}\n  - {{id: which, title: Which, kind: choice, options: [one, two]}}"
    pack, shelf = small(tmp_path / "pack", one("table", columns) + LAST), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "space")
        # Here is no box for them: what was chosen before stays chosen.
        rush(app, "nobody")
        await until(pilot, lambda: "Words can go into a note" in picture(app))
        assert picture(app).count("A letter chooses here.") == 1
        await until(pilot, lambda: said(shelf, pack) == [["gold"]])
        assert "‹ gold ›" in picture(app)
        # An option can be spelt, also one of two words; one letter after the other chooses as ever.
        await press(pilot, "backspace")
        rush(app, "not mi")
        await until(pilot, lambda: said(shelf, pack) == [["not mine"]])
        await press(pilot, "backspace")
        rush(app, "gg n g")
        await until(pilot, lambda: said(shelf, pack) == [["gravel"]] or said(shelf, pack) == [["gold"]])
        await press(pilot, "question_mark")
        assert "To talk to a person" in picture(app)


def test_letters_that_come_one_by_one_are_no_words() -> None:
    from workbook.ui.widgets.questions.spelling import PAUSE, Spelling

    spelling = Spelling(["gold", "gravel", "not mine"])
    for number, letter in enumerate("she"):
        spelling.take(letter, 10.0 + number * (PAUSE + 0.1))
    assert not spelling.words and spelling.typed == "e"
    for number, letter in enumerate("he"):
        spelling.take(letter, 20.0 + number)
    assert not spelling.words
    spelling.take("r", 21.5)
    assert spelling.words and spelling.typed == "her"


async def test_a_page_that_is_turned_from_two_sides_at_once_is_turned_twice_and_whole(tmp_path: Path) -> None:
    """A card that is laid over it and the page itself may both want to: the one waits for the other."""
    async with opened(tmp_path, "landing") as (app, pilot):
        page = app.screen
        first, second = page.taken.exercise.questions()[:2]  # type: ignore[attr-defined]
        await asyncio.gather(*(page.show_step(step) for step in (first, None, second, first, second)))  # type: ignore[attr-defined]
        await pilot.pause()
        assert app.screen is page and len(page.query(".ask")) == 1
        assert "Give it a short name" in picture(app)


class SlowCard(Choosing):
    """On a slow machine a page is seen before one of its widgets has the focus."""

    AUTO_FOCUS = ""

    def on_mount(self) -> None:
        self.set_timer(0.1, self.ways.focus)


async def test_a_page_that_comes_by_no_key_has_its_focus_before_the_first_key(tmp_path: Path) -> None:
    chosen: list[str | None] = []
    async with opened(tmp_path) as (app, pilot):
        ways = (Item("read", "Read it here"), Item("here", "Open it here instead"))
        app.push_screen(SlowCard("This book is open elsewhere.", (), ways), chosen.append)
        rush(app, "<down>", "<enter>")
        await until(pilot, lambda: bool(chosen))
    assert chosen == ["here"]
