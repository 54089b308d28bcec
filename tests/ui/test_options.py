"""`choice` and `choices`: picking, their own words, and the whole life of every kind that is picked or listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from built import build
from onscreen import desk_on, opened, picture, press, until, wheel, write
from smallpack import one, small
from textual import events

from workbook.model.answers import Pick, Picks, Value
from workbook.printing import plain
from workbook.ui.widgets.picklist import PickList
from workbook.ui.widgets.questions.amount import suggested

OPTIONS = "options: [red, green, blue]"
THEN = "  - id: y\n    kind: line\n    ask: And then?\n"


def on_disk(shelf: Path, pack: Path) -> Value | None:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    answer = kept.sitting.answers.get("x") if kept is not None else None
    return answer.value if answer is not None else None


def picked(shelf: Path, pack: Path) -> list[str]:
    value = on_disk(shelf, pack)
    return [pick.words for pick in value.picks] if isinstance(value, Picks) else []


def printed(shelf: Path, pack: Path) -> str:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    assert kept is not None
    day = date(2026, 11, 22)
    return plain.render(build("B", [kept.sitting], order=(), started=day, today=day)).decode()


LIVES: dict[str, tuple[str, str, tuple[str, ...], str, tuple[str, ...], str, tuple[str, ...]]] = {
    # More keys; how it is answered, what then stands on paper; how it is changed, what stands then; how it is emptied.
    "choice": (OPTIONS, "", ("down", "space"), "green", ("up", "space"), "red", ("space",)),
    "choices": (OPTIONS, "", ("2", "3"), "blue", ("space",), "green", ("up", "space")),
    "ratings": (OPTIONS, "", ("down", "4"), "green, 4 of 5", ("2",), "green, 2 of 5", ("0",)),
    "list": ("", "one\ntwo", ("left",), "two", ("X",), "twXo", ("end", "ctrl+u", "up", "ctrl+u")),
    "table": (
        "columns: [{id: a, title: A}, {id: b, title: B}]", "one\ntwo", ("left",), "two", ("X",), "twXo",
        ("end", "ctrl+u", "shift+tab", "ctrl+u"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LIVES)
async def test_it_is_answered_left_resumed_changed_printed_and_emptied(tmp_path: Path, kind: str) -> None:
    more, typed, keys, paper, change, after, empty = LIVES[kind]
    pack, shelf = small(tmp_path / "pack", one(kind, more) + THEN), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, typed)
        await press(pilot, *keys)
        await until(pilot, lambda: on_disk(shelf, pack) is not None and paper in printed(shelf, pack))
        await press(pilot, "ctrl+s")
        where = app.screen.widget.where()  # type: ignore[attr-defined]
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert app.screen.widget.where() == where  # type: ignore[attr-defined]
        await press(pilot, *change)
        await until(pilot, lambda: after in printed(shelf, pack))
        assert paper == after or paper not in printed(shelf, pack) or kind == "choices"
        await press(pilot, *empty)
        await until(pilot, lambda: on_disk(shelf, pack) is None)
        assert "What is it?" not in printed(shelf, pack)


async def test_only_moving_the_highlight_is_remembered(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("choices", OPTIONS)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter", "space", "down", "down", "ctrl+s")
    async with opened(shelf, "first", content=pack) as (app, _):
        assert "▸ □ blue" in picture(app)


@pytest.mark.parametrize("kind", ["choice", "choices"])
async def test_own_words_stay_when_there_is_no_room_for_them_any_more(tmp_path: Path, kind: str) -> None:
    pack, shelf = small(tmp_path / "pack", one(kind, f"{OPTIONS}\nother: true")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter", "end", "down")
        await write(pilot, "a kind of grey")
        await until(pilot, lambda: picked(shelf, pack) == ["a kind of grey"])
    small(pack, one(kind, OPTIONS))
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "a kind of grey" in picture(app)
        await press(pilot, "1")
        await until(pilot, lambda: picked(shelf, pack) == ["red", "a kind of grey"])
        await press(pilot, "4")
        await until(pilot, lambda: picked(shelf, pack) == ["red"])
        await press(pilot, "4")
        await until(pilot, lambda: picked(shelf, pack) == ["red", "a kind of grey"])


async def test_a_click_takes_back_what_a_click_has_picked(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("choice", OPTIONS)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter")
        await pilot.click(PickList, offset=(4, 1))
        await until(pilot, lambda: picked(shelf, pack) == ["green"])
        await pilot.click(PickList, offset=(4, 2))
        await until(pilot, lambda: picked(shelf, pack) == ["blue"])
        await pilot.click(PickList, offset=(4, 2))
        await until(pilot, lambda: picked(shelf, pack) == [])


async def test_a_list_that_has_gone_is_not_brought_into_sight(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "escape")
        listed = app.screen.query(PickList).first()
        await listed.remove()
        # As where it was asked for with the key before the one that turned the page.
        listed.show_cursor()


async def test_what_is_offered_is_picked_and_saved_on_going_on(tmp_path: Path) -> None:
    steps = one("choices", OPTIONS).replace("id: x", "id: before") + one("choice", f"{OPTIONS}\ndefault: before") + THEN
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "2", "3", "enter")
        assert "● green" in picture(app) and on_disk(shelf, pack) is None
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: on_disk(shelf, pack) == Picks((Pick("green", "green"),)))


def test_how_many_is_only_a_suggestion() -> None:
    assert suggested(2, 3) == "Two or three; fewer or more is fine."
    assert suggested(3, 10) == "Three to ten; fewer or more is fine."
    assert suggested(2, 2) == "Two; fewer or more is fine."
    assert suggested(1, 0) == "One or more; fewer is fine."
    assert suggested(0, 20) == "Up to 20; more is fine."
    assert suggested(0, 0) == ""


async def test_whoever_types_instead_of_picking_writes_in_their_own_words(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("choice", "options: [sad, angry]\nother: true\n")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await press(pilot, "r")
        await write(pilot, "elieved, and a bit sad")
        assert "relieved, and a bit sad" in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: picked(shelf, pack) == ["relieved, and a bit sad"])


async def test_what_is_pasted_on_the_options_belongs_to_their_own_words(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("choices", "options: [sad, angry]\nother: true\n")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        assert app.focused is not None
        app.focused.post_message(events.Paste("[/] relieved\nand tired"))
        await until(pilot, lambda: picked(shelf, pack) == ["[/] relieved and tired"])


@pytest.mark.parametrize("words", ["ask Keller, and wait", "a b c", "x  y", "to ring 2 people"])
@pytest.mark.parametrize("kind", ["choices", "choice"])
async def test_words_typed_in_a_rush_on_the_options_lose_no_blank(kind: str, words: str, tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", one(kind, f"{OPTIONS}\nother: true") + THEN)
    shelf = tmp_path / "shelf"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, words)
        assert words in picture(app)
        await until(pilot, lambda: picked(shelf, pack) == [words])


async def test_home_finds_the_highlight_again_where_the_page_was_moved_away_from_it(tmp_path: Path) -> None:
    many = ", ".join(f"option {number}" for number in range(30))
    pack = small(tmp_path / "pack", one("choice", f"options: [{many}]"))
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "home")
        assert "▸" in picture(app)
        await wheel(pilot, 6)
        assert "▸" not in picture(app)
        await press(pilot, "home")
        assert "▸" in picture(app)
