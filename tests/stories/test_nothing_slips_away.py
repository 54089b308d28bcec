"""Ways in which words once slipped away; each was found by trying it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from onscreen import desk_on, opened, picture, press, shown, sitting_on, text_in, until, write
from smallpack import one, small
from textual.events import Key

from workbook.model.answers import Answer, Pick, Picks, Table
from workbook.ui.app import WorkbookApp


def answers(shelf: Path, pack: Path) -> dict[str, Answer]:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    return dict(kept.sitting.answers) if kept is not None else {}


def type_at_once(app: WorkbookApp, *names: str) -> None:
    """Keys that arrive in one go, as from a fast hand on a slow machine."""
    driver = app._driver
    assert driver is not None
    for name in names:
        key = Key(name, name if len(name) == 1 else None)
        key.set_sender(app)
        driver.send_message(key)


async def test_own_words_stay_when_an_option_is_picked_as_well(tmp_path: Path) -> None:
    steps = one("choice", "options: [red, blue]\nother: true") + "  - id: y\n    kind: line\n    ask: And?\n"
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "end", "down")
        await write(pilot, "grey")
        await press(pilot, "up", "enter")
        assert "And?" in picture(app)
    assert answers(shelf, pack)["x"].value == Picks((Pick("blue", "blue"), Pick("other", "grey")))


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that writes a line of its own; it fails where `fail` lies beside it."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf "an hour of words" > "$1"\ntest ! -e "$(dirname "$0")/fail"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(script))
    from contextlib import nullcontext

    monkeypatch.setattr(WorkbookApp, "suspend", lambda self: nullcontext())
    return script


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize(
    ("kind", "more", "keys"),
    [
        ("text", "", ()),
        ("choice", "options: [red]\nother: true", ("down",)),
        ("table", "columns: [{id: a, title: A}]", ()),
        ("list", "", ()),
        ("letter", "template: Dear you", ()),
    ],
)
async def test_words_from_an_editor_outside_are_kept_at_once(
    tmp_path: Path, outside: Path, kind: str, more: str, keys: tuple[str, ...], fails: bool
) -> None:
    if fails:
        outside.with_name("fail").touch()
    pack, shelf = small(tmp_path / "pack", one(kind, more)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter", *keys, "ctrl+o")
        await until(pilot, lambda: "an hour of words" in str(answers(shelf, pack).get("x")))
    assert not list(shelf.rglob(".~answer*"))


@pytest.mark.fault("F28")
async def test_a_column_of_another_kind_keeps_what_was_written_in_it(tmp_path: Path) -> None:
    shelf = tmp_path / "s"
    columns = "columns:\n  - {id: a, title: A, kind: text}\n  - {id: b, title: B}"
    pack = small(tmp_path / "pack", one("table", columns))
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "their words")
        await until(pilot, lambda: "their words" in str(answers(shelf, pack).get("x")))
    small(pack, one("table", columns.replace("kind: text", "kind: choice, options: [yes, no]")))
    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "tab")
        await write(pilot, "more")
        await until(pilot, lambda: "more" in str(answers(shelf, pack).get("x")))
    table = answers(shelf, pack)["x"].value
    assert isinstance(table, Table)
    assert table.rows[0].cells["a"] == "their words"


async def test_a_book_that_is_renamed_while_it_is_open_stays_one_book(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Al")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Al")
        (tmp_path / "2026-11-22").rename(tmp_path / "mine")
        await write(pilot, "ex")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
    assert not (tmp_path / "2026-11-22").exists()
    assert sitting_on(tmp_path, "step-back").answers["callme"].value == "Alex"


@pytest.mark.parametrize("over", [("ctrl+t", "escape"), ("ctrl+p", "escape"), ("ctrl+p", "f2"), ("ctrl+g", "escape")])
async def test_what_is_typed_right_after_something_laid_over_the_page_is_written_on_the_page(
    tmp_path: Path, over: tuple[str, ...]
) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        type_at_once(app, *"abc", *over, *"hello")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "abchello")


async def test_what_was_offered_and_emptied_is_not_offered_again(tmp_path: Path) -> None:
    steps = one("line") + "  - id: y\n    kind: line\n    ask: And?\n    default: x\n"
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "a\n")
        await press(pilot, "backspace", "ctrl+n", "escape")
        await until(pilot, lambda: answers(shelf, pack)["y"].skipped)
        await press(pilot, "enter")
        await app.saver.flush()
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "ctrl+n", "ctrl+n")
        await app.saver.flush()
    assert answers(shelf, pack)["y"].skipped


async def test_a_second_click_is_meant_for_nobody(tmp_path: Path) -> None:
    async with opened(tmp_path / "s") as (app, pilot):
        await pilot.click("#ways", offset=(4, 0), times=2)
        await pilot.pause()
        assert [type(screen).__name__ for screen in app.screen_stack] == ["Welcome", "Contents", "ExerciseScreen"]
        assert "5 questions" in picture(app)


async def test_printing_from_a_folder_that_is_gone_offers_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    async with opened(tmp_path / "s", "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await press(pilot, "escape")
        gone.rmdir()
        await press(pilot, "p")
        assert "~/book-2026-11-22.pdf" in picture(app)
        await press(pilot, "p")
        await until(pilot, lambda: "Printed: ~/book" in picture(app))
        monkeypatch.chdir(tmp_path)
    assert (Path.home() / "book-2026-11-22.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.fault("F10")
async def test_leaving_unsaved_is_asked_about_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbook.store.workbook import Book

    sound = Book.save

    def full(self: Book, *given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        for letter in "ab":
            monkeypatch.setattr(Book, "save", full)
            await write(pilot, letter)
            await press(pilot, "ctrl+q")
            assert "To leave without it, press ctrl+q once more." in picture(app)
            await press(pilot, "escape")
            monkeypatch.setattr(Book, "save", sound)
            await until(pilot, lambda: app.saver.state.words.startswith("saved"))
        assert app.is_running


@pytest.mark.fault("F10")
async def test_all_ways_are_in_sight_in_a_small_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbook.store.workbook import Book

    def full(self: Book, *given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    async with opened(tmp_path, "step-back", size=(40, 12)) as (app, pilot):
        await press(pilot, "enter")
        monkeypatch.setattr(Book, "save", full)
        await write(pilot, "Alex")
        await press(pilot, "ctrl+q")
        rows = picture(app)
        assert "▸ Stay" in rows and "Keep it in another folder" in rows and "Leave without it" in rows
        # Beyond the first of them stands why.
        await press(pilot, *["up"] * 4)
        assert "What you typed last is not" in picture(app)


@pytest.mark.fault("F10")
async def test_words_that_are_in_memory_alone_are_read_back_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook.store.workbook import Book

    sound = Book.save

    def full(self: Book, *given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex\n")
        await until(pilot, lambda: not app.saver.unsaved)
        monkeypatch.setattr(Book, "save", full)
        await write(pilot, "The letter came.")
        await until(pilot, lambda: app.saver.state.trouble)
        await press(pilot, "escape", "r")
        assert "The letter came." in picture(app)
        assert "Your words are kept here. ctrl+s tries again" in picture(app)
        await press(pilot, "v")
        assert "Your words are kept here." in picture(app)
        monkeypatch.setattr(Book, "save", sound)
        await until(pilot, lambda: "Your words are kept here." not in picture(app))
        await press(pilot, "escape", "escape", "r")
        assert "The letter came." in picture(app)


@pytest.mark.fault("F10")
async def test_whoever_stays_is_asked_again_before_words_are_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook.store.workbook import Book

    def full(self: Book, *given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        monkeypatch.setattr(Book, "save", full)
        await write(pilot, "Alex")
        # Staying by each way there is, and by turning back from naming a folder.
        for keys in (("escape",), ("enter",), ("down", "enter", "escape"), ("q",)):
            await press(pilot, "ctrl+q")
            assert "Leave without it" in picture(app), keys
            await press(pilot, *keys)
            assert "Leave without it" not in picture(app) and app._exit is False
        await press(pilot, "ctrl+q", "ctrl+q")
        assert app._exit


async def test_what_is_typed_ahead_on_a_page_to_read_is_no_command(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "3", "ctrl+n")
        await write(pilot, "the mailbox")
        await press(pilot, "ctrl+n")
        assert "Silence gives you nothing to read." in picture(app)
        await write(pilot, "quack and a mess")
        assert "Silence gives you nothing to read." in picture(app)
        await press(pilot, "enter")
        assert "If you have stopped waiting" in picture(app)
    # On the opening page the letters are commands.
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "m")
        assert "What this book rests on" in picture(app)


async def test_a_text_that_is_taken_away_from_an_editor_is_not_called_an_editor_that_does_not_start(
    tmp_path: Path, outside: Path
) -> None:
    outside.write_text('#!/bin/sh\nrm "$1"\n')
    pack, shelf = small(tmp_path / "pack", one("text")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "kept")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "no longer where your editor had it" in shown(app))
        assert "kept" in picture(app) and "could not be started" not in picture(app)


async def test_a_note_beside_an_answer_can_be_written_in_an_editor_outside(tmp_path: Path, outside: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("text")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "kept")
        await press(pilot, "ctrl+b", "ctrl+o")
        await until(pilot, lambda: bool(answers(shelf, pack)["x"].added))
        assert answers(shelf, pack)["x"].added[0].text == "an hour of words"
        assert "an hour of words" in picture(app)
        await press(pilot, "ctrl+z", "escape")
        await until(pilot, lambda: not answers(shelf, pack)["x"].added)
    assert not list(shelf.rglob(".~answer*"))


async def test_what_is_added_to_words_that_came_back_can_be_written_in_an_editor_outside(
    tmp_path: Path, outside: Path
) -> None:
    async with opened(tmp_path, "kind-letter") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody will ever read it.\n")
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await write(pilot, "It is one no.")
        await press(pilot, "ctrl+n", "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await press(pilot, "enter", "escape")
    async with opened(tmp_path, days=7) as (app, pilot):
        await press(pilot, "ctrl+o")
        assert "no text here" in shown(app)
        await press(pilot, "enter", "ctrl+o")
        assert "an hour of words" in picture(app)
        await until(
            pilot, lambda: "an hour of words" in str(sitting_on(tmp_path, "kind-letter").answers["letter"].added)
        )
    assert not list(tmp_path.rglob(".~answer*"))
