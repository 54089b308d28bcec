"""The Saver: what the screen says is true of the very words that stand there."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from onscreen import EVENING, opened, press, write
from onscreen import until as until_shown

from workbook.model.answers import Answer
from workbook.model.sitting import Sitting
from workbook.store.kept import Kept
from workbook.store.workbook import Book
from workbook.ui.saver import AT_LATEST, Saved, Saver


class Shelfless:
    """Stands for a book: a disk that can be slow, or say no."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.trouble: OSError | None = None
        self.writing = threading.Event()
        self.wrote: list[str] = []
        self.at: list[float] = []
        self.at_once = 0
        self.most_at_once = 0

    def save(self, kept: Kept, now: datetime, *, thorough: bool = True) -> Kept:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.writing.set()
        assert self.free.wait(10)
        self.at_once -= 1
        if self.trouble is not None:
            raise self.trouble
        self.wrote.append(str(kept.sitting.answers["x"].value))
        self.at.append(time.monotonic())
        revision = kept.sitting.revision + 1
        return kept._replace(sitting=replace(kept.sitting, revision=revision, saved=now))


SITTING = Sitting("first", "First", "small", "s", EVENING)


def saying(words: str) -> Sitting:
    return replace(SITTING, answers={"x": Answer("What?", "line", value=words)})


def saver_on(book: Shelfless) -> tuple[Saver, list[Saved]]:
    told: list[Saved] = []
    saver = Saver(lambda: EVENING, told.append)
    saver.hold(book, Kept(Path("x.yaml"), SITTING))  # type: ignore[arg-type]
    return saver, told


async def until(holds: object) -> None:
    for _ in range(1000):
        if holds():  # type: ignore[operator]
            return
        await asyncio.sleep(0.005)
    raise AssertionError("never")


async def test_nothing_is_said_before_anything_is_typed() -> None:
    saver, told = saver_on(Shelfless())
    assert saver.state == Saved("")
    assert told == [Saved("")]


async def test_saved_is_said_of_the_newest_words_alone() -> None:
    book = Shelfless()
    saver, told = saver_on(book)
    saver.offer(saying("a"))
    assert saver.state == Saved("saving")
    book.free.clear()
    await until(book.writing.is_set)
    saver.offer(saying("ab"))
    book.free.set()
    await until(lambda: book.wrote == ["a"] or len(book.wrote) == 2)
    if book.wrote == ["a"]:
        assert saver.state == Saved("saving")
    await until(lambda: saver.state == Saved("saved 18:31"))
    assert book.wrote == ["a", "ab"]
    await until(lambda: told[-1] == Saved("saved 18:31"))


async def test_while_somebody_types_without_a_pause_it_is_written_all_the_same() -> None:
    book = Shelfless()
    saver, _ = saver_on(book)
    start = time.monotonic()
    words = ""
    while len(book.wrote) < 3 and time.monotonic() - start < 5:
        words += "x"
        saver.offer(saying(words))
        await asyncio.sleep(0.01)
    assert len(book.wrote) >= 3
    assert AT_LATEST < 0.5


async def test_one_writer_at_a_time_and_the_newest_wins() -> None:
    book = Shelfless()
    saver, _ = saver_on(book)
    for number in range(200):
        saver.offer(saying(str(number)), soon=number % 7 == 0)
        if number % 20 == 0:
            await asyncio.sleep(0)
    await saver.flush()
    assert book.most_at_once == 1
    assert book.wrote[-1] == "199"
    assert len(book.wrote) < 200


@pytest.mark.fault("F10")
async def test_a_full_disk_is_said_typing_goes_on_and_all_is_stored_when_there_is_room() -> None:
    book = Shelfless()
    book.trouble = OSError(errno.ENOSPC, "No space left on device")
    saver, told = saver_on(book)
    saver.offer(saying("a"), soon=True)
    await until(lambda: saver.state.trouble)
    assert saver.state.words == "not saved: the disk is full"
    saver.offer(saying("ab"))
    assert not await saver.flush()
    book.trouble = None
    await until(lambda: book.wrote == ["ab"])
    await until(lambda: saver.state == Saved("saved 18:31"))
    await until(lambda: told[-1] == Saved("saved 18:31"))


@pytest.mark.fault("F8")
async def test_an_error_of_the_program_is_a_word_on_the_screen_and_holds_nobodys_words() -> None:
    book = Shelfless()
    book.trouble = ValueError("secret words of theirs")  # type: ignore[assignment]
    saver, _ = saver_on(book)
    saver.offer(saying("secret words of theirs"), soon=True)
    await until(lambda: saver.state.trouble)
    assert "secret" not in saver.state.words


@pytest.mark.fault("F5")
async def test_a_signal_writes_at_once_even_while_another_write_is_under_way() -> None:
    book = Shelfless()
    saver, _ = saver_on(book)
    saver.offer(saying("a"), soon=True)
    book.free.clear()
    await until(book.writing.is_set)
    saver.offer(saying("ab"))
    threading.Timer(0.05, book.free.set).start()
    assert saver.flush_now()
    assert book.wrote[-1] == "ab"


async def test_revisions_go_up_by_one_for_each_write() -> None:
    book = Shelfless()
    saver, _ = saver_on(book)
    for words in ("a", "b", "c"):
        saver.offer(saying(words))
        await saver.flush()
    assert saver.kept is not None
    assert saver.kept.sitting.revision == 3


async def test_what_comes_late_from_a_page_of_another_book_or_pack_is_passed_over() -> None:
    book = Shelfless()
    saver, _ = saver_on(book)
    begun = replace(SITTING, started=SITTING.started + timedelta(days=1))
    saver.hold(book, Kept(Path("y.yaml"), begun))  # type: ignore[arg-type]
    saver.offer(saying("of the book before"))
    saver.offer(replace(saying("of another pack"), pack="other", started=begun.started))
    assert await saver.flush()
    assert book.wrote == []
    saver.offer(replace(saying("of this one"), started=begun.started))
    assert await saver.flush()
    assert book.wrote == ["of this one"]


async def test_what_waits_for_a_full_disk_is_never_written_once_something_else_has_taken_its_place() -> None:
    book = Shelfless()
    saver, told = saver_on(book)
    book.trouble = OSError(errno.ENOSPC, "No space left on device")
    saver.offer(saying("zq7token"))
    assert not await saver.flush() and told[-1].words == "not saved: the disk is full"
    book.trouble = None
    bare = saying("bare")
    assert await saver.swap(lambda there, kept: there.save(kept._replace(sitting=bare), EVENING)) is None
    assert not told[-1].trouble and told[-1].words.startswith("saved")
    assert saver.flush_now() and await saver.flush()
    assert book.wrote == ["bare"] and "zq7token" not in str(vars(saver)), "nothing holds them any more"
    # What is typed meanwhile is newer, and is written.
    going, book.free = (
        asyncio.ensure_future(saver.swap(lambda there, kept: there.save(kept, EVENING))),
        threading.Event(),
    )
    book.writing.clear()
    await until(book.writing.is_set)
    saver.offer(saying("newer"))
    book.free.set()
    assert await going is None and await saver.flush()
    assert book.wrote == ["bare", "bare", "newer"]


async def test_no_sync_of_a_save_is_waited_for_on_the_event_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving: list[str] = []
    syncing: list[str] = []
    save, fsync = Book.save, os.fsync

    def seen_save(*given: Any, **more: Any) -> Kept:
        saving.append(threading.current_thread().name)
        return save(*given, **more)

    def seen_fsync(file: int) -> None:
        syncing.append(threading.current_thread().name)
        fsync(file)

    monkeypatch.setattr(Book, "save", seen_save)
    monkeypatch.setattr(os, "fsync", seen_fsync)
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Ann")
        await until_shown(pilot, lambda: not app.saver.unsaved)
        syncing.clear()
        for keys in (["ctrl+n"], ["ctrl+s"], ["ctrl+r"], ["ctrl+n"], ["escape"]):
            await write(pilot, "The letter came.")
            await press(pilot, *keys)
            await until_shown(pilot, lambda: not app.saver.unsaved)
    assert set(saving) == {"saver"}
    assert len(saving) >= 4
    assert set(syncing) == {"saver"}
