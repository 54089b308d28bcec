"""The question `ratings`: many words on one page, picked and rated by key and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onscreen import desk_on, opened, picture, press, until
from smallpack import one, small

from workbook.model.answers import Ratings
from workbook.ui.widgets.rategrid import RateGrid, rooms

FEELINGS = (
    "sad, hurt, let down, lonely, grieving, angry, bitter, treated unfairly, impatient, jealous, afraid, anxious, "
    "unsure, trapped, ashamed, embarrassed, guilty, small, numb, tired, empty, shocked, relieved, calm, hopeful, "
    "curious, mixed, no word for it"
)
STEP = one("ratings", f"options: [{FEELINGS}]\nlow: a little\nhigh: very")


def on_disk(shelf: Path, pack: Path) -> list[tuple[str, int | None]]:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    answer = kept.sitting.answers.get("x") if kept is not None else None
    value = answer.value if answer is not None else None
    return [(one.words, one.rating) for one in value.ratings] if isinstance(value, Ratings) else []


async def test_all_words_stand_on_one_page_and_are_rated_in_their_place(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", STEP), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        page = picture(app)
        assert all(word in page for word in FEELINGS.split(", "))
        assert "What is it?" in page and "●○○○○ a little" in page and "To the end" in page
        await press(pilot, "down", "4", "right", "space", "right", "down", "2", "5", "left", "down", "3", "0")
        await until(pilot, lambda: on_disk(shelf, pack) == [("hurt", 4), ("anxious", None), ("relieved", 5)])
        page = picture(app)
        assert "■ hurt             ●●●●○" in page and "□ unsure" in page and "▸□ trapped     ○○○○○" in page
        # A word by the mouse, its rating, another one, none.
        grid = app.screen.query_one(RateGrid)
        room = rooms(grid.words, grid.size.width)[5]
        await pilot.click(RateGrid, offset=(room.x + 4, room.y))
        await until(pilot, lambda: ("angry", None) in on_disk(shelf, pack))
        await pilot.click(RateGrid, offset=(room.rating + 1, room.y))
        await until(pilot, lambda: ("angry", 2) in on_disk(shelf, pack))
        await pilot.click(RateGrid, offset=(room.rating + 1, room.y))
        await until(pilot, lambda: ("angry", None) in on_disk(shelf, pack))
        await press(pilot, "space", "end", "ctrl+s")
        assert "angry" not in dict(on_disk(shelf, pack))
    # Killed here, it opens at the same word; Enter goes on.
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "▸□ no word for it" in picture(app) and "■ anxious" in picture(app)
        await press(pilot, "enter")
        assert "What is it?" not in picture(app)
    assert on_disk(shelf, pack) == [("hurt", 4), ("anxious", None), ("relieved", 5)]


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_every_word_can_be_reached_in_a_small_window(tmp_path: Path, size: tuple[int, int]) -> None:
    pack, shelf = small(tmp_path / "pack", STEP), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=size) as (app, pilot):
        await press(pilot, "enter")
        assert "What is it?" in picture(app), "the question comes before the words"
        for number, word in enumerate(FEELINGS.split(", ")):
            assert f"▸□ {word}" in picture(app)
            if number % 9 == 0:
                await press(pilot, "1")
            await press(pilot, "down")
        await press(pilot, "home", "up", "up")
        assert "What is it?" in picture(app)
        await until(pilot, lambda: len(on_disk(shelf, pack)) == 4)


async def test_what_is_no_longer_offered_stays_picked_and_can_be_taken_back(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("ratings", "options: [red, green]")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter", "3")
        await until(pilot, lambda: on_disk(shelf, pack) == [("red", 3)])
    small(pack, one("ratings", "options: [green, blue]"))
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "■ red" in picture(app)
        await press(pilot, "end", "0")
        await until(pilot, lambda: on_disk(shelf, pack) == [])


@given(st.lists(st.text("abc é家\U0001f600", min_size=1, max_size=30), min_size=1, max_size=60), st.integers(30, 120))
def test_no_word_ever_stands_on_another_or_beyond_the_edge(words: list[str], width: int) -> None:
    taken: set[tuple[int, int]] = set()
    for word, room in zip(words, rooms(tuple(words), width), strict=True):
        cells = {(x, y) for x in range(room.x, room.x + room.width) for y in range(room.y, room.y + len(room.lines))}
        assert not cells & taken and max(x for x, _ in cells) < width
        assert "".join(line.plain for line in room.lines).replace(" ", "") == word.replace(" ", "")
        taken |= cells
