"""The question `table`: what is left over is said at once, and a row that stands alone can be hidden."""

from __future__ import annotations

from pathlib import Path

from onscreen import desk_on, opened, picture, press, until, write
from smallpack import one, small

from workbook.model.answers import Table

LIST = one("list").replace("id: x", "id: said").replace("What is it?", "What was said?")
SHARES = """rows: {from: said}
columns:
  - {id: is, title: It is, kind: choice, options: [fit, gap]}
  - {id: share, title: Share, kind: number}
remainder: {column: share, of: 100, words: Can't know}"""


def on_disk(shelf: Path, pack: Path) -> Table | None:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    answer = kept.sitting.answers.get("x") if kept is not None else None
    return answer.value if answer is not None and isinstance(answer.value, Table) else None


async def test_what_is_left_over_is_said_at_once_and_nothing_is_ever_wrong(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", LIST + one("table", SHARES)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "A fit\nBad luck")
        await press(pilot, "ctrl+n")
        assert "Can't know: 100 of 100." in picture(app)
        await press(pilot, "1", "enter")
        await write(pilot, "30.5")
        assert "Can't know: 69.5 of 100." in picture(app)
        await press(pilot, "enter", "tab")
        await write(pilot, "a lot")
        # It is kept, and said at once that it does not count.
        assert "A number, or leave it empty." in picture(app)
        assert "Can't know: 69.5 of 100." in picture(app)
        await press(pilot, "ctrl+u")
        await write(pilot, "90")
        assert "A number, or leave it empty." not in picture(app)
        assert "Can't know: 0 of 100. Together it is 120.5. For a guess that is fine." in picture(app)
        # A hidden row counts for nothing.
        await press(pilot, "f6")
        assert "Can't know: 69.5 of 100." in picture(app) and "Bad luck" not in picture(app)
        await press(pilot, "up")
        await write(pilot, "0")
        await until(pilot, lambda: str(getattr(on_disk(shelf, pack), "remainder", "")).endswith("Decimal('69.5'))"))
        await press(pilot, "down", "ctrl+s")
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "1 row is hidden. f6 shows it." in picture(app)
        await press(pilot, "space")
        assert "Bad luck" in picture(app) and "Can't know: 0 of 100." in picture(app)


async def test_a_row_that_stands_alone_is_hidden_by_the_same_key_and_passed_by_the_same_keys(tmp_path: Path) -> None:
    steps = LIST + one("table", "rows: {from: said}\ncolumns: [{id: why, title: Why, kind: text}]")
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "cruel\nuseful")
        await press(pilot, "ctrl+n")
        assert "1 of 2\n    cruel\n" in picture(app)
        await press(pilot, "f6")
        assert "1 row is hidden" in picture(app) and "cruel" not in picture(app)
        await press(pilot, "enter")
        assert "2 of 2\n    useful\n" in picture(app)
        await write(pilot, "because")
        await press(pilot, "ctrl+r", "f6")
        assert "1 of 2\n    cruel\n" in picture(app)
        await press(pilot, "f6", "ctrl+n", "ctrl+s")
        await until(pilot, lambda: [row.hidden for row in on_disk(shelf, pack).rows] == [True, False])  # type: ignore[union-attr]
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "2 of 2\n    useful\n" in picture(app) and "because" in picture(app)


async def test_a_first_letter_chooses_and_a_day_in_a_cell_is_said_in_full(tmp_path: Path) -> None:
    columns = (
        "columns:\n  - {id: sort, title: It is, kind: choice, options: [gold, gravel, not mine]}\n"
        "  - {id: day, title: When, kind: date}\n"
    )
    pack, shelf = small(tmp_path / "pack", one("table", columns)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "g")
        assert "gold" in picture(app) and "Space, or a first letter, chooses." in picture(app)
        await press(pilot, "g")
        assert "‹ gravel ›" in picture(app)
        await press(pilot, "n")
        assert "‹ not mine ›" in picture(app)
        await press(pilot, "enter")
        await write(pilot, "sun")
        # Typed on a Sunday: whether it is today or in a week is said while it can be mended.
        assert "That is Sunday 29 November 2026." in picture(app)
