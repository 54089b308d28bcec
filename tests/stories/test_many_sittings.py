"""A book with so many sittings that looking at them takes its time: the page stands before that, and is then whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import opened, picture, press, until, write
from textual import events

from workbook.desk import Desk, desk
from workbook.ui.app import WorkbookApp
from workbook.ui.screens import books
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.widgets.picklist import PickList

WORDS = "The letter came."


@pytest.fixture
async def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exercise under way; from the next start on, one sitting is many."""
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah\n")
        await write(pilot, WORDS)
        assert await app.saver.flush()
    monkeypatch.setattr(desk, "MANY", 0)
    return tmp_path


async def test_the_page_stands_before_the_book_is_looked_at(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    look = Contents.look

    def noted(page: Contents) -> None:
        seen.append(picture(page.app).splitlines())
        look(page)

    monkeypatch.setattr(Contents, "look", noted)
    async with opened(shelf) as (app, pilot):
        await until(pilot, lambda: not app.desk.many_unseen)
        now = picture(app).splitlines()
    assert len(seen) == 1
    before = seen[0]
    assert any("▸" in row for row in now), "what to do next is highlighted"
    assert not any("▸" in row for row in before), "nothing is highlighted that would be another line in a moment"
    assert before[0] == now[0] and before[-1] == now[-1]
    assert _exercises(before) == _exercises(now)
    assert any("You stopped at" in row for row in now) and not any("You stopped at" in row for row in before)


def _exercises(rows: list[str]) -> list[list[str]]:
    """What stands below the heading, without the counts at the right."""
    first = next(at for at, row in enumerate(rows) if row.strip() == "All exercises")
    return [row.split()[:2] for row in rows[first:-1] if row]


async def test_a_key_that_comes_before_the_look_finds_the_whole_page(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = Contents.on_mount

    def hasty(page: Contents) -> None:
        mounted(page)
        key = events.Key("enter", "\r")
        key.set_sender(page.app)
        assert page.app._driver is not None
        page.app._driver.send_message(key)

    monkeypatch.setattr(Contents, "on_mount", hasty)
    async with opened(shelf) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        assert WORDS in picture(app)


async def test_what_came_back_is_asked_for_once_the_book_was_looked_at(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    returned = WorkbookApp.show_returned

    async def noted(app: WorkbookApp) -> bool:
        asked.append(app.desk.many_unseen)
        return await returned(app)

    monkeypatch.setattr(WorkbookApp, "show_returned", noted)
    async with opened(shelf) as (app, pilot):
        await until(pilot, lambda: asked == [False])


async def test_to_an_exercise_and_back_to_the_whole_page(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (app, pilot):
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        listed = app.screen.query_one(PickList)
        assert listed.highlighted is not None and listed.highlighted == listed.first_open


async def test_the_books_stand_before_it_is_known_of_when_they_are(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "MANY", 0)
    seen: list[str] = []
    look = books.Books._look_at_next

    def noted(page: books.Books) -> None:
        seen.append(picture(page.app))
        look(page)

    monkeypatch.setattr(books.Books, "_look_at_next", noted)
    async with opened(shelf, days=2) as (app, pilot):
        await press(pilot, "b")
        await until(pilot, lambda: len(seen) == 2)
        assert "begun on 22 November 2026" in seen[0] and "open now" in seen[0]
        assert "begun on" not in seen[1]


def test_a_book_is_looked_at_when_it_is_asked_for(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onscreen import desk_on

    looks: list[Desk] = []
    look = Desk.look
    monkeypatch.setattr(Desk, "look", lambda one: (looks.append(one), look(one))[1])
    opened_desk = desk_on(shelf)
    assert not looks and opened_desk.many_unseen
    assert [one.exercise for one in opened_desk.glances] == ["step-back"]
    assert opened_desk.bad == () and len(looks) == 1 and not opened_desk.many_unseen
