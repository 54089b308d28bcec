"""A file that another program changes while its exercise is open: it is shown, and what was typed is never lost."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from onscreen import opened, picture, press, shown, text_in, until, write
from textual.pilot import Pilot

from workbook.files import atomic
from workbook.model.sitting import Sitting
from workbook.store.sittingfile import decode, encode
from workbook.ui.app import WorkbookApp

pytestmark = [pytest.mark.fault("F21"), pytest.mark.xdist_group("outside")]
LINE = "Changed by another program. This is how it is now."
BESIDE = "What stood here before is kept in a second version."


async def begun(pilot: Pilot[None], shelf: Path, words: str = "She sent it") -> Path:
    """In the long question, with some words on disk; the file."""
    await press(pilot, "enter")
    await write(pilot, "Alex")
    await press(pilot, "ctrl+n")
    await write(pilot, words)
    await until(pilot, lambda: text_in(shelf, "step-back", "told") == words)
    (file,) = shelf.glob("*/resilience/step-back.yaml")
    return file


def told(sitting: Sitting) -> str:
    value = sitting.answers["told"].value
    return value if isinstance(value, str) else ""


def says(sitting: Sitting, words: str) -> Sitting:
    answers = {**sitting.answers, "told": replace(sitting.answers["told"], value=words)}
    return replace(sitting, answers=answers)


async def test_the_page_shows_what_another_program_wrote(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        file = await begun(pilot, tmp_path)
        # As an editor saves: the file is opened and written anew.
        file.write_bytes(file.read_bytes().replace(b"She sent it", b"He sent it to nine"))
        await until(pilot, lambda: LINE in shown(app))
        assert "He sent it to nine" in shown(app) and BESIDE not in shown(app)
        await press(pilot, "end")
        await write(pilot, " agents")
        await until(pilot, lambda: "He sent it to nine agents" in str(text_in(tmp_path, "step-back", "told")))
        # Half of a file is no file: what is held is kept, and nothing is kept apart.
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        app.looking._tick()
        await press(pilot, "f3", "f3")
        assert "He sent it to nine agents" in shown(app)
        file.write_bytes(whole.replace(b"nine agents", b"ten agents"))
        await until(pilot, lambda: "He sent it to ten agents" in shown(app))
    assert [path.name for path in file.parent.iterdir()] == ["step-back.yaml"]


@pytest.mark.fault("F7")
async def test_after_the_computers_sleep_the_file_is_looked_at_whatever_its_times_say(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        file = await begun(pilot, tmp_path)
        app.looking._tick()
        await until(pilot, lambda: not app.looking._under_way)
        found = file.stat()
        with file.open("r+b") as same:
            data = same.read()
            same.seek(0)
            same.write(data.replace(b"She sent it", b"Ann sent it"))
        os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
        app.looking._tick()
        await until(pilot, lambda: not app.looking._under_way)
        assert "She sent it" in shown(app)
        # The clock on the wall went on for an hour, the other one stood still.
        app.looking._gap -= 3600
        app.looking._tick()
        await until(pilot, lambda: "Ann sent it" in shown(app))


async def test_a_card_that_lies_over_the_page_stays_until_it_is_read(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        file = await begun(pilot, tmp_path)
        await press(pilot, "ctrl+t")
        file.write_bytes(file.read_bytes().replace(b"She sent it", b"He sent it"))
        app.looking._tick()
        await pilot.pause()
        assert "To talk to a person" in picture(app)
        await press(pilot, "escape")
        await until(pilot, lambda: "He sent it" in shown(app) and LINE in shown(app))


async def test_an_older_state_that_is_written_over_ours_takes_no_word_away(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        file = await begun(pilot, tmp_path)
        older = file.read_bytes()
        await write(pilot, " and waited")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == "She sent it and waited")
        file.write_bytes(older.replace(b"She sent it", b"She sent it, they say"))
        await until(pilot, lambda: any(BESIDE in one.message for one in app._notifications))
        assert "She sent it, they say" in shown(app)
        (second,) = file.parent.glob("*.conflict-*")
        assert told(decode(second.read_bytes())[0]) == "She sent it and waited"
        await press(pilot, "end")
        await write(pilot, "!")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == "She sent it, they say!")


async def test_words_that_are_not_saved_go_beside_and_it_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        file = await begun(pilot, tmp_path)
        theirs = file.read_bytes().replace(b"She sent it", b"He sent it")
        await write(pilot, " to nine")
        file.write_bytes(theirs)
        await until(pilot, lambda: len(list(file.parent.glob("*.conflict-*"))) == 1)
        await until(pilot, lambda: "Both are kept" in shown(app))
        assert "She sent it to nine" in shown(app)
    assert file.read_bytes() == theirs


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_the_order_of_keys_and_of_writes_from_outside_both_are_kept(tmp_path: Path, seed: int) -> None:
    """Four times twenty-five steps, each of which is seeded: typed, written outside, looked at, waited for."""
    chance = random.Random(seed)
    async with opened(tmp_path, "step-back") as (app, pilot):
        file = await begun(pilot, tmp_path, "begun")
        typed, outside = [], []
        older = file.read_bytes()
        for number in range(25):
            match chance.choice(("type", "type", "write", "older", "look", "look", "wait", "wait")):
                case "type":
                    typed.append(f"t{number}x")
                    await write(pilot, f" {typed[-1]}")
                case "wait":
                    await app.saver.flush()
                case "look":
                    app.looking._tick()
                    await until(pilot, lambda: not app.looking._under_way)
                case what:
                    outside.append(f"o{number}x")
                    add(file, outside[-1], app, older if what == "older" else None)
            if chance.random() < 0.2:
                older = file.read_bytes()
        await app.saver.flush()
        await pilot.pause()
        held = told(app.saver.kept.sitting) if app.saver.kept is not None else ""
    every = " ".join(told(decode(path.read_bytes())[0]) for path in file.parent.glob("*.yaml"))
    assert [word for word in typed if word not in every] == [], (held, every)
    # What one program writes over another's is theirs: of these the last stands there for certain.
    assert not outside or outside[-1] in every


def add(file: Path, word: str, app: WorkbookApp, older: bytes | None) -> None:
    """As a program does that reads the file, and writes it: at once, or what it had read a while ago.

    Under the lock, as another of ours does: between our look at the file and the rename nothing else is held to it.
    """
    with atomic.moment_lock(app.desk.shelf.folder / ".lock"):
        sitting = decode(older if older is not None else file.read_bytes())[0]
        out = encode(says(sitting, f"{told(sitting)} {word}"))
        if older is None:
            atomic.replace(file, out)
        else:
            file.write_bytes(out)
