"""An exercise read back: everything in it, in order, and from each question back into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from onscreen import Clock, opened, picture, press, until, write
from smallpack import HEAD, one, small
from textual.pilot import Pilot

from workbook.ui.screens.contents import Contents
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.printing import PrintScreen
from workbook.ui.screens.review import ReviewScreen
from workbook.ui.widgets.editor import Editor

STEPS = (
    one("line")
    + "  - id: felt\n    kind: choices\n    core: true\n    ask: What is here?\n    options: [sad, calm, tired]\n"
    + "  - id: told\n    kind: text\n    core: true\n    ask: And then?\n"
    + "  - id: heavy\n    kind: scale\n    core: true\n    ask: How heavy?\n    low: not at all\n    high: very\n"
    + "  - id: later\n    kind: line\n    core: true\n    ask: Did they answer?\n    later: +3d\n"
)


async def lived(pilot: Pilot[None]) -> None:
    """The first exercise, written in: one answer is skipped, one has a note and is for nobody else."""
    await press(pilot, "enter")
    await write(pilot, "A [no] by mail.\n")
    await press(pilot, "1", "3", "enter")
    await write(pilot, "I went home.\n\nIt rained.")
    await press(pilot, "f4", "ctrl+b")
    await write(pilot, "All day.")
    await press(pilot, "escape", "ctrl+n", "ctrl+n", "escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, Contents))


async def test_on_a_line_that_is_no_exercise_the_one_written_in_last_is_read_back(tmp_path: Path) -> None:
    pack, shelf, clock = small(tmp_path / "pack", STEPS), tmp_path / "s", Clock()
    async with opened(shelf, "first", content=pack, clock=clock, size=(80, 40)) as (app, pilot):
        await lived(pilot)
        await press(pilot, "end", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert "I went home." in picture(app)


async def test_everything_is_read_back_in_order_and_leads_to_its_question(tmp_path: Path) -> None:
    pack, shelf, clock = small(tmp_path / "pack", STEPS), tmp_path / "s", Clock()
    async with opened(shelf, "first", content=pack, clock=clock, size=(80, 40)) as (app, pilot):
        await press(pilot, "escape", "end", "r")
        assert "Go to an exercise first" in picture(app)
        await press(pilot, "up", "r")
        assert "Nothing is written there yet." in picture(app)
        await press(pilot, "enter")
        await lived(pilot)
        await press(pilot, "end", "up", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        page = picture(app)
        order = [
            "What is it?", "A [no] by mail.", "What is here?", "· sad", "· tired", "And then?", "I went home.",
            "It rained.", "Only for you.", "A note beside it, Sunday 22 November", "All day.", "How heavy?",
            "Skipped.", "Did they answer?", "It waits until Wednesday 25 November.",
        ]  # fmt: skip
        places = [page.index(words) for words in order]
        assert places == sorted(places)
        assert "22 November 2026" in page and "esc back" in page
        await press(pilot, "end", "enter")
        assert "This question waits for its day." in picture(app)
        await press(pilot, "up", "up", "enter")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert isinstance(app.focused, Editor) and app.focused.text == "I went home.\n\nIt rained."
        # From a question too, and back to it.
        await press(pilot, "f2")
        await write(pilot, "read what")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await press(pilot, "escape")
        assert isinstance(app.screen, ExerciseScreen) and "And then?" in picture(app)


async def test_several_times_are_read_back_the_newest_first_and_the_older_can_be_changed(tmp_path: Path) -> None:
    pack, shelf, clock = small(tmp_path / "pack", STEPS), tmp_path / "s", Clock()
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await lived(pilot)
        await app.saver.flush()
    clock.later(days=1)
    async with opened(shelf, "first", content=pack, clock=clock, again=True, size=(80, 50)) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Another time.\n")
        await press(pilot, "escape", "end", "up", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        page = picture(app)
        assert page.index("Another time.") < page.index("An earlier time, 22 November 2026") < page.index("A [no]")
        assert "Nothing here yet." in page
        blocks = len(app.screen.query("ReadBack"))
        await press(pilot, "home", *["down"] * (blocks - 5), "enter")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await write(pilot, " Still.")
        await press(pilot, "escape", "end", "up", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert "A [no] by mail. Still." in picture(app)


@pytest.mark.parametrize("broken", [True, False])
async def test_what_was_written_is_read_back_though_its_exercise_is_gone(tmp_path: Path, broken: bool) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await lived(pilot)
        await app.saver.flush()
    if broken:
        (pack / "first.yaml").write_text("title: [")
    else:
        (pack / "first.yaml").rename(pack / "second.yaml")
        (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("[first]", "[second]"))
    async with opened(shelf, content=pack, size=(80, 40)) as (app, pilot):
        if broken:
            await press(pilot, "end", "up", "r")
        else:
            await app.review("small/first")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        page = picture(app)
        assert "A [no] by mail." in page and "It waits until Wednesday 25 November." in page
        await press(pilot, "home", "enter")
        await until(pilot, lambda: ("can't be opened" if broken else "is not here any more") in picture(app))


async def test_a_long_answer_is_read_to_its_end_and_an_exercise_is_printed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pack, shelf = small(tmp_path / "pack", one("text") + one("line").replace("id: x", "id: y")), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=(40, 12)) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "".join(f"line {number}\n" for number in range(30)) + "the last")
        await press(pilot, "escape", "home", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        seen = ""
        for _ in range(12):
            seen += picture(app)
            await press(pilot, "down")
        assert {f"line {number}" for number in range(30)} | {"the last"} <= set(re.findall(r"line \d+|the last", seen))
        assert "Nothing here yet." in picture(app)
        await press(pilot, "home", "pagedown", "pageup", "p")
        await until(pilot, lambda: isinstance(app.screen, PrintScreen))
        await press(pilot, "p")
        await until(pilot, lambda: bool(list(tmp_path.glob("*.pdf"))))


async def test_the_opening_page_of_an_exercise_with_words_in_it_offers_to_read_them(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("line"), HEAD.replace("First", "Once")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "Read it back" not in picture(app)
        await press(pilot, "enter")
        await write(pilot, "Some words")
        await press(pilot, "ctrl+r")
        await pilot.click("#read")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert "Some words" in picture(app)
        await pilot.click("ReadBack", times=2)
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert isinstance(app.focused, Editor) and app.focused.at == len("Some words")
