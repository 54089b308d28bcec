"""Writing for nobody: kept, closed or let go; several times on different days. By keys alone."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from onscreen import Clock, click, desk_on, opened, picture, press, shown, unseen, until, write
from smallpack import HEAD, PACK
from textual.events import Key
from textual.pilot import Pilot

from workbook.desk import Desk
from workbook.desk.prints import Prints
from workbook.model.answers import Answer
from workbook.model.lettinggo import let_go
from workbook.printing import plain
from workbook.printing.blocks import stands_in
from workbook.store import lettinggo, takingout
from workbook.store.letgone import Gone, all_gone, note, seconds
from workbook.ui import becoming
from workbook.ui.app import WorkbookApp
from workbook.ui.screens import becomes

TOKEN = "zq7token"
WORDS = f"I read her mail on the stairs, four times, {TOKEN}."
STEPS = """
  - id: write
    kind: text
    core: true
    minutes: 20
    let_go: true
    when: {sitting: 1}
    ask: Write what you think and feel. Follow it wherever it goes.
  - id: again
    kind: text
    core: true
    let_go: true
    when: {sitting: 2}
    ask: Where does it touch the rest of your life?
  - id: tell
    kind: line
    core: true
    let_go: true
    when: {sitting: {at_least: 3}}
    ask: How would you tell it now?
  - id: letter
    kind: text
    core: true
    called: the letter
    ask: What do you take from it?
"""
OTHER = """title: Second
minutes: 2
purpose: To try another.
steps:
  - id: a
    kind: line
    core: true
    ask: And now?
"""
PATH = """paths:
  - id: week
    first: true
    title: A week
    says: a little at a time
    days:
      - {day: 1, do: [second]}
      - {day: 2, do: [first]}
      - {day: 4, do: [first]}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK.replace("[first]", "[second, first]") + PATH)
    (folder / "first.yaml").write_text(HEAD + STEPS)
    (folder / "second.yaml").write_text(OTHER)
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def desk(shelf: Path, pack: Path, clock: Clock | None = None) -> Desk:
    return desk_on(shelf, content=pack, clock=clock)


def answers(shelf: Path, pack: Path, run: int = 0) -> dict[str, Answer]:
    found = desk(shelf, pack)
    kept = found.newest(found.library.heading("first"), run)
    return dict(kept.sitting.answers) if kept is not None else {}


def holding(shelf: Path) -> list[str]:
    return sorted(one.name for one in shelf.rglob("*") if one.is_file() and TOKEN.encode() in one.read_bytes())


async def written(pilot: Pilot[None], words: str = WORDS) -> None:
    """Past the opening page, the words, and on to the question what becomes of them."""
    await press(pilot, "enter")
    await write(pilot, words)
    await press(pilot, "ctrl+n")


async def test_before_the_writing_it_is_said_what_comes_and_esc_leads_back_to_it(shelf: Path, pack: Path) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        assert "It is kept as you write. At the end you decide: keep it, close it, or let it go." in shown(app)
        assert "Letting go can't reach backups, synced copies, your own editor (ctrl+o)" in shown(app)
        assert "About 20 minutes. Stop when you like." in shown(app)
        await write(pilot, WORDS)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"], "it is kept as it is written")
        await press(pilot, "ctrl+n")
        assert "What would you like to do with these words?" in picture(app)
        await press(pilot, "down", "down", "enter")
        assert "Let it go?" in picture(app) and "There is no undo." in shown(app)
        # Space takes nothing away, not even on the way that would; nor does Enter twice.
        await press(pilot, "down", "space", "space")
        assert "Let it go?" in picture(app) and holding(shelf) == ["first.yaml"]
        await press(pilot, "up", "enter", "escape")
        await write(pilot, " More.")
        await press(pilot, "ctrl+n", "enter")
        assert "What do you take from it?" in picture(app)
    kept = answers(shelf, pack)["write"]
    assert kept.value == f"{WORDS} More." and not kept.sealed and not kept.let_go
    async with opened(shelf, "first", content=pack, size=(60, 20)) as (app, pilot):
        await press(pilot, "ctrl+r")
        assert "Kept as you write. You decide at the end (ctrl+t)." in shown(app)
        await press(pilot, "ctrl+t")
        assert "What becomes of these words" in picture(app)


async def test_what_is_closed_is_shown_nowhere_and_opened_again_from_its_question_and_from_reading_back(
    shelf: Path, pack: Path
) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await press(pilot, "down", "enter")
        assert "What do you take from it?" in picture(app) and TOKEN not in picture(app), "no default either"
        await write(pilot, "To rest.")
        await press(pilot, "ctrl+n")
        assert "You wrote, and closed it. It is in your book." in shown(app) and TOKEN not in picture(app)
        await until(pilot, lambda: app.screen.ready)  # type: ignore[attr-defined]
        await press(pilot, "up", "up", "enter")
        assert "Closed by you. Enter goes to it." in picture(app) and TOKEN not in picture(app)
        for edition in ("full", "share", "plan"):
            made = Prints(desk(shelf, pack)).printout(edition)  # type: ignore[arg-type]
            assert TOKEN not in plain.render(made).decode()
        # Enter leads to its question.
        await press(pilot, "enter")
        assert "You closed what you wrote here." in shown(app) and TOKEN not in picture(app)
        await press(pilot, "enter")
        assert TOKEN in picture(app)
        await press(pilot, "escape")
        assert TOKEN not in picture(app)
        assert answers(shelf, pack)["write"].sealed, "to read it opens nothing"
        await press(pilot, "ctrl+n")
        assert "What do you take from it?" in picture(app), "going past it asks nothing"
        await press(pilot, "ctrl+r", "down", "enter")
        assert TOKEN in picture(app)
        await until(pilot, lambda: not answers(shelf, pack)["write"].sealed)
        await press(pilot, "ctrl+n", "down", "enter", "ctrl+r", "down", "down", "enter")
        assert "Let it go?" in picture(app)
        await press(pilot, "enter")
        assert "You closed what you wrote here." in shown(app)
        await click(pilot, "Let it go")
        await click(pilot, "Let it go", which=1)
        await until(pilot, lambda: "What do you take from it?" in picture(app))
        await press(pilot, "ctrl+n", "escape")
        await click(pilot, "First")
        assert "and let words go." in shown(app) and "You can read and change what you wrote." not in shown(app)
    assert answers(shelf, pack)["write"].let_go and holding(shelf) == []


async def test_what_is_let_go_is_nowhere_any_more_and_may_be_written_anew(shelf: Path, pack: Path) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await press(pilot, "enter")
        # What was taken along into another answer is its own, and is named.
        await write(pilot, WORDS)
        await press(pilot, "ctrl+n")
        assert "You wrote. It is in your book." in shown(app) and TOKEN not in picture(app)
    (copy,) = shelf.glob("*/small/first.yaml")
    (copy.parent / "first.sync-conflict-20261122-1.yaml").write_bytes(copy.read_bytes())
    (copy.parent / "first.kept-apart-1.yaml").write_bytes(copy.read_bytes()[:-5])
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "ctrl+n", "down", "down", "enter")
        assert "Some of the words also stand here, and stay there: the letter (First)." in shown(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "It is out of your book." in picture(app))
        assert "first.kept-apart-1.yaml: it can't be read as an exercise." in shown(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "What do you take from it?" in picture(app))
        await press(pilot, "ctrl+r", "ctrl+z", "ctrl+z")
        assert "What you wrote here was let go on 22 November 2026. You can write anew." in shown(app)
        assert TOKEN not in picture(app), "there is no undo"
        held = app.saver.kept
        assert held is not None and TOKEN not in str(held.sitting.answers["write"])
        assert app.screen.sitting.answers["write"].value is None  # type: ignore[attr-defined]
        await press(pilot, "ctrl+n")
        await press(pilot, "ctrl+end", "ctrl+u")
        await write(pilot, "To rest.")
        await press(pilot, "ctrl+n")
        assert "You wrote, and let it go." in shown(app)

        # The letter that had them too stays in the copy, and among the earlier versions.
        def now() -> list[str]:
            return [name for name in holding(shelf) if not name.startswith("r0")]

        await until(pilot, lambda: now() == ["first.sync-conflict-20261122-1.yaml"])
    assert TOKEN not in str(answers(shelf, pack)["write"])
    assert all(TOKEN not in str(one) for one in desk(shelf, pack).glances)
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Other words.")
        await press(pilot, "ctrl+n")
        assert "What would you like to do with these words?" in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: answers(shelf, pack)["write"].value == "Other words.")


async def test_a_disk_that_says_no_is_said_and_nothing_is_called_let_go(
    shelf: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
        with monkeypatch.context() as patched:

            def refuse(*given: Any) -> None:
                raise OSError(30, "Read-only file system")

            patched.setattr(lettinggo, "note", refuse)
            await press(pilot, "down", "down", "enter", "down", "enter")
            await until(pilot, lambda: "It is still in your book." in picture(app))
            assert "the disk is read-only" in shown(app)
            await press(pilot, "escape")
        assert TOKEN in picture(app) and not all_gone(shelf)
        await press(pilot, "ctrl+n", "down", "down", "enter", "down", "enter")
        await until(pilot, lambda: "What do you take from it?" in picture(app))
        assert holding(shelf) == []


@pytest.mark.fault("F2")
async def test_a_run_that_was_killed_half_way_is_finished_at_the_next_start(shelf: Path, pack: Path) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
    (path,) = shelf.glob("*/small/first.yaml")
    path.with_name("notes.txt").write_text(f"mine: {WORDS}")
    # Killed right after it was noted: nothing else was done yet.
    started = desk(shelf, pack).glances[0].started
    note(shelf, Gone("small", "first", seconds(started), ("write",), Clock()()))
    async with opened(shelf, content=pack) as (app, pilot):
        assert answers(shelf, pack)["write"].let_go and holding(shelf) == ["notes.txt"]
        assert "Words that you let go still stand in: notes.txt" in shown(app)
    path.with_name("notes.txt").unlink()
    async with opened(shelf, content=pack) as (app, pilot):
        assert "still stand in" not in shown(app) and not any(one.pending for one in all_gone(shelf))


async def test_another_window_takes_it_out_as_well(shelf: Path, pack: Path) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
        await unseen(app, pilot)
        # The next save comes before the next look at the file.
        app.looking._under_way = True
        async with opened(shelf, "first", content=pack) as (other, pilot2):
            await press(pilot2, "ctrl+n", "down", "down", "enter", "down", "enter")
            await until(pilot2, lambda: holding(shelf) == [])
        await write(pilot, " And")
        await until(pilot, lambda: "In another window you let go" in shown(app))
        assert holding(shelf) == []
        # A key that comes before the card stands is not for it.
        await until(pilot, lambda: app.screen.is_current and app.focused is not None)
        await press(pilot, "escape")
        await until(pilot, lambda: "In another window you let go" not in shown(app))
        assert TOKEN not in picture(app) and "was let go on 22 November" in shown(app)


async def test_another_window_that_asks_what_becomes_of_them_shows_them_nowhere_afterwards(
    shelf: Path, pack: Path
) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
        await unseen(app, pilot)
        # The next save comes before the next look at the file.
        app.looking._under_way = True
        async with opened(shelf, "first", content=pack) as (_, pilot2):
            await press(pilot2, "ctrl+n", "down", "down", "enter", "down", "enter")
            await until(pilot2, lambda: holding(shelf) == [])
        await press(pilot, "enter")
        await until(pilot, lambda: "In another window you let go" in shown(app))
        # A key that comes before the card stands is not for it.
        await until(pilot, lambda: app.screen.is_current and app.focused is not None)
        await press(pilot, "escape")
        await until(pilot, lambda: "In another window you let go" not in shown(app))
        assert "What do you take from it?" in picture(app) and TOKEN not in picture(app)
        await press(pilot, "ctrl+r")
        assert "was let go on 22 November" in shown(app) and TOKEN not in picture(app)
    assert holding(shelf) == []


async def test_the_next_time_is_offered_on_another_day_and_comes_up_by_the_path(shelf: Path, pack: Path) -> None:
    clock = Clock()
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter", "enter")
        await write(pilot, "now\n")
    clock.later(days=1)
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await written(pilot)
        await press(pilot, "enter", "ctrl+n", "escape")
        assert "That is enough for today." in shown(app)
        await click(pilot, "First")
        assert "The second time asks something else. It is for another day: tomorrow, if you like." in shown(app)
        assert "Do it again" in picture(app)
    clock.later(days=1)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        # Not on its way yet: the page offers it first, and nothing begins by itself.
        assert "Write again, second time" in picture(app) and "Go through it" in picture(app)
    clock.later(days=1)
    async with opened(shelf, content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        # Nothing is promised of what may have been let go.
        assert "stays in your book" not in shown(app)
        await press(pilot, "enter")
        assert "Where does it touch the rest of your life?" in shown(app)
        await write(pilot, "Everywhere.")
        await press(pilot, "ctrl+n", "enter", "ctrl+n", "escape")
        assert "That is enough for today." in shown(app)
    assert set(answers(shelf, pack, 1)) == {"write", "letter"} and set(answers(shelf, pack, 2)) == {"again", "letter"}
    clock.later(days=9)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert "How would you tell it now?" in shown(app)


async def test_what_is_closed_can_be_read_when_its_question_is_gone(shelf: Path, pack: Path) -> None:
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await press(pilot, "down", "enter", "escape")
    (pack / "first.yaml").write_text(HEAD + "  - id: x\n    kind: line\n    core: true\n    ask: What?\n")
    async with opened(shelf, content=pack) as (app, pilot):
        await click(pilot, "First")
        await press(pilot, "escape")
        await press(pilot, "r") if "▸" in picture(app) else None
        await until(pilot, lambda: "Closed by you." in picture(app))
        assert TOKEN not in picture(app)
        await press(pilot, "end", "enter")
        assert "What you closed" in picture(app) and TOKEN in picture(app)


async def test_what_is_being_written_elsewhere_in_an_editor_stays_while_words_are_let_go(
    shelf: Path, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkbookApp, "suspend", lambda self: nullcontext())
    editor = tmp_path / "editor"
    editor.write_text("")
    monkeypatch.setenv("EDITOR", str(editor))
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await written(pilot)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
    async with opened(shelf, "second", content=pack) as (other, pilot):
        await press(pilot, "enter")

        def run(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
            Path(command[-1]).write_text("Today I read her mail to Ruth, and this is a long new answer.")
            found = desk(shelf, pack)
            kept = found.newest(found.library.heading("first"))
            assert kept is not None and found.book is not None
            at = kept.sitting.started + timedelta(minutes=5)
            gone = Gone(kept.sitting.pack, "first", seconds(kept.sitting.started), ("write",), at)
            bare = kept._replace(sitting=let_go(kept.sitting, ("write",), at))
            book = found.book
            assert lettinggo.begin(shelf, gone, WORDS, kept.path, lambda: book.save(bare, at)) == ()
            return subprocess.CompletedProcess(command, 0)

        monkeypatch.setattr(subprocess, "run", run)
        await press(pilot, "ctrl+o")
        assert "this is a long new answer" in shown(other)
    assert holding(shelf) == []


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("soon", [0.05, 10.0])
async def test_esc_does_nothing_while_a_slow_disk_lets_go(
    shelf: Path, pack: Path, monkeypatch: pytest.MonkeyPatch, soon: float, full: bool
) -> None:
    on = threading.Event()
    real = becoming.begin

    def slow(shelf: Path, one: Gone, words: str, own: Path, save: Callable[[], object]) -> tuple[takingout.Left, ...]:
        assert on.wait(20)
        if full:
            raise lettinggo.OwnStays(OSError(28, "No space left on device"), own)
        return real(shelf, one, words, own, save)

    monkeypatch.setattr(becoming, "begin", slow)
    monkeypatch.setattr(becomes, "SOON", soon)
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await press(pilot, "down", "down", "enter", "down")
        driver = app._driver
        assert driver is not None

        def send(key: str) -> None:
            event = Key(key, None)
            event.set_sender(app)
            driver.send_message(event)

        send("enter")
        for _ in range(300 if soon < 1 else 10):
            await asyncio.sleep(0.01)
            if "One moment." in picture(app):
                break
        before = picture(app)
        assert ("One moment." if soon < 1 else "Let it go?") in before
        send("escape")
        await asyncio.sleep(0.05)
        assert picture(app) == before, "there is no way out of it half-way"
        on.set()
        if full:
            await until(pilot, lambda: "It is still in your book." in picture(app))
            await pilot.pause()
            assert "the disk is full" in shown(app), "it is read before anybody leaves"
            await press(pilot, "escape")
            assert TOKEN in picture(app) and "Write what you think" in shown(app)
        else:
            await until(pilot, lambda: "What do you take from it?" in picture(app))
            await pilot.pause()
            assert "What do you take from it?" in picture(app) and holding(shelf) == []
            assert TOKEN not in picture(app)


async def test_trouble_after_they_are_out_of_the_book_is_said_as_it_is(
    shelf: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    real = lettinggo.take_out

    def second_fails(*given: Any, **more: Any) -> Any:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise OSError(5, "Input/output error", str(shelf / "beside"))
        return real(*given, **more)

    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        monkeypatch.setattr(lettinggo, "take_out", second_fails)
        await press(pilot, "down", "down", "enter", "down", "enter")
        await until(pilot, lambda: "It is out of your book." in picture(app))
        assert "Input/output error" in shown(app) and holding(shelf) == []
        await press(pilot, "enter")
        await until(pilot, lambda: "What do you take from it?" in picture(app))
        assert holding(shelf) == [] and not any(one.pending for one in all_gone(shelf))


async def test_words_that_are_out_are_not_called_still_there_though_the_folder_can_not_be_synced(
    shelf: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode) and os.fstat(file).st_ino == number and holding(shelf) == []:
            raise OSError(5, "Input/output error")
        real(file)

    async with opened(shelf, "first", content=pack) as (app, pilot):
        await written(pilot)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
        number = next(shelf.glob("*/small")).stat().st_ino
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", fsync)
            await press(pilot, "down", "down", "enter", "down", "enter")
            await until(pilot, lambda: "What do you take from it?" in picture(app))
        assert holding(shelf) == [] and TOKEN not in str(app.saver.kept)
        await write(pilot, "To rest.")
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: answers(shelf, pack)["letter"].value == "To rest.")
        assert not list(shelf.rglob("*.conflict-*"))
    async with opened(shelf, content=pack):
        assert holding(shelf) == [] and not any(one.pending for one in all_gone(shelf))


@pytest.mark.fault("F26")
async def test_it_goes_again_though_the_clock_was_put_back(shelf: Path, pack: Path) -> None:
    clock = Clock()
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await written(pilot, "Some words of another sort.")
        await press(pilot, "down", "down", "enter", "down", "enter")
        await until(pilot, lambda: "What do you take from it?" in picture(app))
    clock.later(hours=-1)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "ctrl+r")
        await write(pilot, WORDS)
        await until(pilot, lambda: holding(shelf) == ["first.yaml"])
        (path,) = shelf.glob("*/small/first.yaml")
        path.with_name("first.sync-conflict-20261122-1.yaml").write_bytes(path.read_bytes())
        await press(pilot, "ctrl+n", "down", "down", "enter", "down", "enter")
        await until(pilot, lambda: "What do you take from it?" in picture(app))
        assert holding(shelf) == []
        await write(pilot, "To rest.")
        await press(pilot, "ctrl+n")
    async with opened(shelf, content=pack, clock=clock):
        assert holding(shelf) == [] and not any(one.pending for one in all_gone(shelf))
    assert answers(shelf, pack)["write"].let_go and answers(shelf, pack)["letter"].value == "To rest."


async def test_of_what_is_closed_no_print_has_the_day(shelf: Path, pack: Path) -> None:
    clock = Clock()
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await written(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "write" in answers(shelf, pack))
    clock.later(days=2)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await write(pilot, "To rest.")
        await press(pilot, "ctrl+r", "ctrl+n")
        (chapter,) = Prints(desk(shelf, pack)).printout("full").chapters
        assert [day.day for day in chapter.days] == [22, 24]
        await press(pilot, "down", "enter")
        await until(pilot, lambda: answers(shelf, pack)["write"].sealed)
    (chapter,) = Prints(desk(shelf, pack)).printout("full").chapters
    assert [day.day for day in chapter.days] == [24, 24] and "24" in chapter.dates and "22" not in chapter.dates


def test_what_a_closed_letter_has_taken_along_is_printed_where_it_was_written() -> None:
    line = Answer("Who?", "line", value="Ruth from the river")
    said = "Dear Ruth from the river, I am well."
    letter = Answer("Your letter.", "letter", value=said, assembled=True, takes=("who",))
    assert stands_in("who", line, letter)
    for hushed in ({"sealed": True}, {"off": True}):
        assert not stands_in("who", line, replace(letter, **hushed))  # type: ignore[arg-type]
