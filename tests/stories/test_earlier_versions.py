"""As it was: what was written over is found again, read, brought back; and forgotten, where somebody wants that."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from onscreen import Clock, click, opened, picture, press, shown, until, write
from smallpack import one, small
from textual.pilot import Pilot

from workbook.store.sittingfile import decode
from workbook.ui.screens.asitwas import AsItWasPage
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.review import ReviewScreen
from workbook.ui.screens.versions import VersionsPage
from workbook.ui.widgets.editor import Editor

STEPS = (
    one("line")
    + "  - id: felt\n    kind: choices\n    core: true\n    ask: What is here?\n    options: [sad, calm, tired]\n"
    + "  - id: told\n    kind: text\n    core: true\n    ask: And then?\n"
    + "  - id: heavy\n    kind: scale\n    core: true\n    ask: How heavy?\n    low: not at all\n    high: very\n"
)
LONG = "I went home and read it twice. Then I rang Ruth [/], and we went to the river."


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return small(tmp_path / "pack", STEPS)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "s"


def files(shelf: Path) -> list[Path]:
    return sorted(shelf.glob("versions/*/small/*/*"))


def values(path: Path) -> dict[str, object]:
    return {id: answer.value for id, answer in decode(path.read_bytes())[0].answers.items()}


def value(shelf: Path, step: str) -> object:
    (path,) = shelf.glob("2026-*/small/first.yaml")
    return values(path).get(step)


LIVED = tempfile.TemporaryDirectory(prefix="workbook-lived-")
"""The shelf after these days: it is lived through once, and each test gets its own copy."""


async def lived(shelf: Path, pack: Path, clock: Clock) -> None:
    """Written one evening, with a note; two days later most of it written over."""
    once = Path(LIVED.name) / "s"
    if not once.exists():
        await _live(Path(LIVED.name) / "making", pack, Clock())
        (once.parent / "making").rename(once)
    shutil.copytree(once, shelf)
    clock.later(days=2, minutes=9)


async def _live(shelf: Path, pack: Path, clock: Clock) -> None:
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "A no by mail.\n")
        await press(pilot, "1", "enter")
        await write(pilot, LONG)
        await press(pilot, "ctrl+n", "escape")
        await until(pilot, lambda: isinstance(app.screen, Contents))
    clock.later(days=2, minutes=9)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await at(pilot, "told")
        await press(pilot, "ctrl+end", *["ctrl+u"] * 4)
        await write(pilot, "I went home.")
        await press(pilot, "ctrl+n", "6")
        await until(pilot, lambda: value(shelf, "told") == "I went home." and value(shelf, "heavy") == 6)


async def at(pilot: Pilot[None], step: str) -> None:
    """To a question of the exercise that lies open."""
    screen = pilot.app.screen
    assert isinstance(screen, ExerciseScreen)
    await screen.go_to(step)
    await pilot.pause()


async def read_back(pilot: Pilot[None]) -> None:
    """From the exercise to the page on which it is read back."""
    await press(pilot, "f2")
    await write(pilot, "read what")
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))


@pytest.mark.fault("F2")
async def test_one_answer_is_brought_back_and_nothing_of_now_is_lost(shelf: Path, pack: Path, clock: Clock) -> None:
    await lived(shelf, pack, clock)
    clock.later(days=1)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await at(pilot, "told")
        await press(pilot, "ctrl+end")
        await write(pilot, " It rained.")
        await read_back(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, VersionsPage))
        page = picture(app)
        assert "As it was" in page and "2 earlier versions" in page
        assert page.index("▸ yesterday, 18:40") < page.index("Sunday 22 November, 18:31")
        assert "1 answer longer, 1 not there yet" in page
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AsItWasPage))
        assert f"{LONG} Other words then, and more." in shown(app)
        assert "How heavy? Nothing yet. Not there then." in shown(app)
        await press(pilot, "end", "enter")
        assert "There is nothing to bring back: it was not there then." in shown(app)
        await press(pilot, "home", "enter")
        assert "It is the same now." in shown(app)
        await press(pilot, "down", "down", "enter")
        assert "As it is now stays among the earlier versions." in shown(app)
        # The first way changes nothing.
        await press(pilot, "enter")
        assert isinstance(app.screen, AsItWasPage) and value(shelf, "told") == "I went home. It rained."
        await press(pilot, "enter", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and value(shelf, "told") == LONG)
        assert LONG in shown(app) and "It is back." in shown(app)
        assert value(shelf, "heavy") == 6 and values(files(shelf)[-1])["told"] == "I went home. It rained."
        await press(pilot, "escape")
        # The exercise lies open below, at its question, with the words that came back.
        assert isinstance(app.focused, Editor) and app.focused.text == LONG
        await press(pilot, "ctrl+end")
        await write(pilot, " So.")
        await until(pilot, lambda: value(shelf, "told") == f"{LONG} So.")
        assert not list(shelf.rglob("*.conflict-*"))


async def test_all_of_it_comes_back_but_what_came_since(shelf: Path, pack: Path, clock: Clock) -> None:
    await lived(shelf, pack, clock)
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        await press(pilot, "end", "up", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await press(pilot, "v")
        await click(pilot, "Sunday 22 November, 18:31")
        await press(pilot, "b")
        assert "What was written since and was not there then stays." in shown(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and value(shelf, "told") == LONG)
        assert value(shelf, "heavy") == 6
        await press(pilot, "v")
        assert "1 answer shorter" in shown(app), "what stood there before"
        await press(pilot, "enter", "b", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and value(shelf, "told") == "I went home.")
        await press(pilot, "escape")
        assert isinstance(app.screen, Contents)


async def test_versions_are_found_when_nothing_is_left_or_the_file_is_damaged_or_the_exercise_gone(
    shelf: Path, pack: Path, clock: Clock
) -> None:
    await lived(shelf, pack, clock)
    (path,) = shelf.glob("2026-*/small/first.yaml")
    path.write_bytes(path.read_bytes()[:200])
    whole = (pack / "first.yaml").read_text()
    (pack / "first.yaml").write_text("title: [")
    folder = files(shelf)[0].parent
    (folder / "r000900.2026-11-25T0100+0100.yaml").write_bytes(path.read_bytes())
    (folder / "r000901.2026-11-25T0100+0100.yaml").write_bytes(b"format: 9\nwords: none\n...\n")
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        await app.review("small/first")
        await until(pilot, lambda: isinstance(app.screen, VersionsPage))
        assert "A newer version of the workbook wrote it" in shown(app) and "It can't be read." in shown(app)
        await press(pilot, "home", "enter")
        assert "From a newer version of the workbook" in shown(app)
        await press(pilot, "escape", "down", "enter")
        assert "This one can't be read." in shown(app) and "is missing" in shown(app)
        await press(pilot, "escape", "end", "enter", "b", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert LONG in shown(app) and value(shelf, "told") == LONG
        assert [one.name for one in path.parent.glob("*kept-apart*")] == ["first.kept-apart-1.yaml"]
        # Everything that was written is taken away: the way back is where it was.
        (pack / "first.yaml").write_text(whole)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        for step in ("x", "told"):
            await at(pilot, step)
            await press(pilot, "ctrl+end", *["ctrl+u"] * 4)
        await at(pilot, "felt")
        await press(pilot, "1")
        await until(pilot, lambda: value(shelf, "told") is None and value(shelf, "felt") is None)
        await read_back_or_versions(pilot)
        assert isinstance(app.screen, VersionsPage)


async def read_back_or_versions(pilot: Pilot[None]) -> None:
    await press(pilot, "f2")
    await write(pilot, "read what")
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen | VersionsPage))


async def test_a_version_of_now_that_can_not_be_kept_means_that_nothing_is_brought_back(
    shelf: Path, pack: Path, clock: Clock, tmp_path: Path
) -> None:
    await lived(shelf, pack, clock)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await at(pilot, "x")
        await read_back(pilot)
        await press(pilot, "v", "end", "enter")
        # Somebody moves them to another disk meanwhile.
        (shelf / "versions").rename(tmp_path / "elsewhere")
        (shelf / "versions").symlink_to(tmp_path / "elsewhere")
        await press(pilot, "b", "down", "enter")
        await until(pilot, lambda: "It was not brought back." in shown(app))
        assert "Nothing has changed." in shown(app) and value(shelf, "told") == "I went home."
        await press(pilot, "escape")
        assert isinstance(app.screen, AsItWasPage)


async def test_earlier_versions_are_forgotten_after_a_question(shelf: Path, pack: Path, clock: Clock) -> None:
    await lived(shelf, pack, clock)
    other = shelf / "versions" / files(shelf)[0].parts[len(shelf.parts) + 1] / "small" / "second"
    other.mkdir()
    (other / files(shelf)[0].name).write_bytes(files(shelf)[0].read_bytes())
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await at(pilot, "told")
        await press(pilot, "ctrl+end")
        await write(
            pilot,
            " It was a long way in the rain, and nobody was there at all.\nThen I slept, and it was a morning, so.",
        )
        await until(pilot, lambda: str(value(shelf, "told")).endswith("so."))
        await press(pilot, "ctrl+u")
        await until(pilot, lambda: str(value(shelf, "told")).endswith("at all.\n"))
        await read_back(pilot)
        await press(pilot, "v", "d")
        assert "It can't reach prints, backups or synced copies." in shown(app)
        await press(pilot, "enter")
        assert len(files(shelf)) == 3, "the first way keeps them"
        await press(pilot, "d", "down", "enter")
        await until(pilot, lambda: "There is no earlier version yet." in shown(app))
        assert "While you write, one is kept every ten minutes." in shown(app)
        assert [path.parent for path in files(shelf)] == [other]
        await press(pilot, "d")
        await click(pilot, "Forget those of the whole book")
        await until(pilot, lambda: not (shelf / "versions").exists())
        await press(pilot, "d")
        assert isinstance(app.screen, VersionsPage), "there is nothing to ask about"
        await press(pilot, "escape", "escape")
        # What stood there since it was opened is forgotten with it, though it had not become a version yet.
        await at(pilot, "told")
        await press(pilot, "ctrl+end", *["backspace"] * 19)
        await until(pilot, lambda: str(value(shelf, "told")).endswith("and nobody"))
        assert files(shelf) == []
