"""The disk says no: what is typed goes on in another folder, is never called saved where it is not, and comes home."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from disks import fill, mount, mounted, read_only, unmount
from onscreen import click, opened, picture, press, shown, text_in, until, write
from terminal import Terminal
from textual.pilot import Pilot
from writing import after_the_screen, begin_to_tell, says, start, told

from workbook.store.bringingback import How, bring_back
from workbook.store.elsewhere import kept_in
from workbook.store.shelf import Shelf
from workbook.ui.settings import Remembered
from workbook.ui.widgets.oneline import OneLine

pytestmark = pytest.mark.xdist_group("disk")


def take_documents(terminal: Terminal) -> None:
    """Choose to keep it in another folder, and take the one that is proposed."""
    terminal.send("\x1b[B\r")
    terminal.wait_for("In which folder?")
    terminal.wait_for("~/Documents")
    terminal.send("\r")


@pytest.mark.fault("F10", "F43")
def test_leaving_a_full_disk_takes_the_words_along_and_the_next_start_brings_them_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    with mounted(tmp_path / "disk") as disk:
        shelf = disk / "shelf"
        with start(home, shelf=shelf) as terminal:
            begin_to_tell(terminal)
            terminal.send("Before.")
            terminal.wait_for(lambda _: told(home, shelf) == "Before.")
            ballast = fill(disk)
            terminal.send(" And after.")
            terminal.wait_for("not saved: the disk is full", 2.0)
            terminal.wait_for("ctrl+s")
            terminal.send("\x11")
            terminal.wait_for("Lost then: what you wrote since")
            take_documents(terminal)
            assert terminal.wait() == 0
            (away,) = (home / "Documents").iterdir()
            assert after_the_screen(terminal) == (
                f"What you wrote today is in ~/Documents/{away.name}\n"
                f"When your usual folder can be written again:  workbook bring-back ~/Documents/{away.name}\n"
            )
        assert told(home, away) == "Before. And after." and told(home, shelf) == "Before."
        # As long as there is no room, nothing is lost by trying.
        assert [one.how for one in bring_back(away, Shelf(shelf), datetime.now().astimezone())] == [How.LEFT]
        assert told(home, away) == "Before. And after." and told(home, shelf) == "Before."
        ballast.unlink()
        with start(home, "open", shelf=shelf) as terminal:
            terminal.wait_for("is in another folder.")
            terminal.wait_for(says("One exercise is there. Your usual folder can be written again."))
            terminal.send("\r")
            terminal.wait_for(says("It is in your book again."))
            assert told(home, shelf) == "Before. And after."
            terminal.send("\x11")
            assert terminal.wait() == 0
        with start(home, "open", shelf=shelf) as terminal:
            terminal.wait_for("All exercises")
            terminal.send("\x11")
            assert terminal.wait() == 0
            assert b"another folder" not in terminal.written


@pytest.mark.fault("F13")
def test_a_disk_that_becomes_read_only_is_said_and_the_exercise_goes_on_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    with mounted(tmp_path / "disk") as disk:
        shelf = disk / "shelf"
        with start(home, shelf=shelf) as terminal:
            begin_to_tell(terminal)
            terminal.send("Before.")
            terminal.wait_for(lambda _: told(home, shelf) == "Before.")
            read_only(disk)
            terminal.send(" And after.")
            terminal.wait_for("not saved: the disk is read-only", 2.0)
            terminal.send("\x13")
            terminal.wait_for("What you typed last is not saved yet")
            take_documents(terminal)
            terminal.wait_for("in ~/Documents")
            terminal.send(" And on.")
            (away,) = (home / "Documents").iterdir()
            terminal.wait_for(lambda _: told(home, away) == "Before. And after. And on.")
            # The contents know both: what is read there, and what went on here.
            terminal.send("\x1b")
            terminal.wait_for("You stopped at")
            terminal.send("\r")
            terminal.wait_for("And on.")
            terminal.send("\x11")
            assert terminal.wait() == 0
        assert told(home, shelf) == "Before."


@pytest.mark.fault("F13")
async def test_a_shelf_that_is_read_only_from_the_start_says_so_on_top_and_offers_another_folder(
    tmp_path: Path,
) -> None:
    (Path.home() / "Documents").mkdir()
    with mounted(tmp_path / "disk") as disk:
        shelf = disk / "shelf"
        async with opened(shelf, "step-back") as (app, pilot):
            await press(pilot, "enter")
            await write(pilot, "Ann")
            await until(pilot, lambda: text_in(shelf, "step-back", "callme") == "Ann")
        read_only(disk)
        async with opened(shelf) as (app, pilot):
            assert "can't save: the disk is read-only" in picture(app)
            # The whole way by mouse, beginning with the line that names the next step.
            await click(pilot, "ctrl+s takes another folder")
            assert "Nothing can be saved in this folder." in picture(app)
            await click(pilot, "Write in another folder")
            await until(pilot, lambda: "~/Documents" in picture(app) and app.focused is not None)
            await pilot.pause()
            await click(pilot, "Keep it there")
            await until(pilot, lambda: "can't save" not in picture(app))
            await press(pilot, "enter")
            await write(pilot, "abel")
            await until(pilot, lambda: "in ~/Documents" in picture(app))
            (away,) = (Path.home() / "Documents").iterdir()
            await until(pilot, lambda: text_in(away, "step-back", "callme") == "Annabel")
        assert text_in(shelf, "step-back", "callme") == "Ann"


@pytest.mark.fault("F10", "F13")
async def test_what_was_written_before_is_only_read_while_it_goes_on_in_another_folder(tmp_path: Path) -> None:
    (Path.home() / "Documents").mkdir()
    with mounted(tmp_path / "disk") as disk:
        shelf = disk / "shelf"
        async with opened(shelf, "step-back") as (app, pilot):
            await press(pilot, "enter")
            await write(pilot, "Ann")
            await until(pilot, lambda: text_in(shelf, "step-back", "callme") == "Ann")
            ballast = fill(disk)
            await write(pilot, "abel")
            await until(pilot, lambda: "not saved: the disk is full" in picture(app))
            await press(pilot, "ctrl+s", "down", "enter")
            await until(pilot, lambda: "~/Documents" in picture(app))
            await press(pilot, "enter")
            await until(pilot, lambda: "in ~/Documents" in picture(app).splitlines()[0])
            # There is room again; a name could be changed on a full disk too.
            ballast.unlink()
            (file,) = shelf.glob("*/resilience/step-back.yaml")
            before = file.read_bytes()
            await press(pilot, "escape", "r")
            assert "Annabel" in picture(app) and "to the trash" not in picture(app)
            await press(pilot, "d")
            assert "This has to wait until that is brought back." in shown(app)
            assert file.read_bytes() == before and not (shelf / "trash").exists()
            app.clear_notifications()
            await press(pilot, "escape", "v")
            assert "This has to wait until that is brought back." in shown(app)


@pytest.mark.fault("F43", "F10")
async def test_where_the_other_folder_fills_too_a_third_takes_it(tmp_path: Path) -> None:
    with mounted(tmp_path / "one") as one, mounted(tmp_path / "two", "768k") as two:
        async with opened(one / "shelf", "step-back") as (app, pilot):
            await press(pilot, "enter")
            await write(pilot, "A")
            await until(pilot, lambda: text_in(one / "shelf", "step-back", "callme") == "A")
            fill(one)
            await write(pilot, "n")
            await until(pilot, lambda: "not saved: the disk is full" in picture(app))
            # A folder that says no is said, and another can be named; one that is missing is made.
            await _name_folder(pilot, str(one))
            await until(pilot, lambda: "Nothing can be kept there: the disk is full." in shown(app))
            # Neither a name that can be none, nor none at all, is called something that it is not.
            for words, said in (("/proc/no", "there can be no such folder."), ("", "Name a folder, such as one on a")):
                app.screen.query_one(OneLine).clear()
                await write(pilot, words)
                await press(pilot, "enter")
                await until(pilot, lambda said=said: said in shown(app))  # type: ignore[misc]
            app.screen.query_one(OneLine).clear()
            await write(pilot, f"{two}/new")
            await press(pilot, "enter")
            await until(pilot, lambda: "saved" in app.saver.state.words and not app.saver.unsaved)
            fill(two)
            await write(pilot, "n")
            await until(pilot, lambda: "not saved: the disk is full" in picture(app))
            await _name_folder(pilot, str(tmp_path / "third"))
            await until(pilot, lambda: app.saver.place.endswith("third") and not app.saver.unsaved)
        (away,) = kept_in(tmp_path / "third")
        assert text_in(away, "step-back", "callme") == "Ann"
        assert text_in(next(kept_in(two / "new")), "step-back", "callme") == "An"


async def _name_folder(pilot: Pilot[None], words: str) -> None:
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: "not saved yet" in picture(pilot.app))
    await press(pilot, "down", "enter")
    await until(pilot, lambda: "In which folder?" in picture(pilot.app) and "Looking" not in picture(pilot.app))
    pilot.app.screen.query_one(OneLine).clear()
    await write(pilot, words)
    await press(pilot, "enter")


@pytest.mark.fault("F23", "F10")
async def test_a_stick_that_is_taken_out_is_no_empty_shelf_and_gets_its_words_when_it_is_back(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with mounted(tmp_path / "itself") as itself:
        mount("--bind", str(itself), str(stick))
        try:
            async with opened(stick, "step-back") as (app, pilot):
                await press(pilot, "enter")
                await write(pilot, "An")
                await until(pilot, lambda: text_in(stick, "step-back", "callme") == "An")
                unmount(stick)
                await write(pilot, "n")
                await until(pilot, lambda: "not saved: the folder is gone" in picture(app))
                assert list(stick.iterdir()) == [], "nothing is begun where the stick was"
                await press(pilot, "escape")
                assert "the folder is gone" in shown(app)
                assert list(stick.rglob("*")) == []
                mount("--bind", str(itself), str(stick))
                await until(pilot, lambda: text_in(stick, "step-back", "callme") == "Ann")
                await until(pilot, lambda: "saved" in app.saver.state.words and not app.saver.state.trouble)
        finally:
            unmount(stick)


@pytest.mark.fault("F23")
async def test_what_is_gone_is_written_again_from_memory_or_named(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "3", "ctrl+n")
        await write(pilot, "the mailbox")
        await until(pilot, lambda: not app.saver.unsaved)
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "An")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "An")
        (book,) = (one.parent for one in tmp_path.glob("*/workbook.yaml"))
        shutil.rmtree(book)
        await write(pilot, "n")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Ann")
        await press(pilot, "escape")
        assert "No longer in your book's folder: Where you are today" in shown(app)
    # All of the book gone: the first screen does not come without a word.
    shutil.rmtree(book)
    async with opened(tmp_path) as (app, pilot):
        assert "The book that you wrote in last is not here." in shown(app)
        await press(pilot, "escape")
        assert "Somebody said no" in picture(app)


@pytest.mark.fault("F10")
async def test_settings_that_find_no_room_hold_for_now_and_nothing_breaks(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        (disk / "config").mkdir()
        fill(disk)
        async with opened(tmp_path / "shelf") as (app, pilot):
            app.remembered = Remembered(disk / "config" / "settings.yaml")
            before = app.theme
            await press(pilot, "f3")
            await until(pilot, lambda: "the disk is full" in picture(app))
            assert app.theme != before and app.is_running
        assert list((disk / "config").iterdir()) == []
