"""A book that is looked at again: only what has changed is read again, and whatever has changed is."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.files import atomic
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with two sittings."""
    book = Shelf(tmp_path / "shelf").make("The novel", EVENING)
    for run in (1, 2):
        sitting = replace(RICH, run=run)
        book.save(Kept(book.path_of(sitting), sitting), EVENING)
    return book


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every file whose bytes were read, by its number of bytes."""
    found: list[int] = []
    read_all = atomic._read_all

    def noted(file: int, limit: int) -> bytes:
        data = read_all(file, limit)
        found.append(len(data))
        return data

    monkeypatch.setattr(atomic, "_read_all", noted)
    return found


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 5) -> None:
    """Let the files be older than their times tick."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + int(seconds * 1e9))


def test_what_has_not_changed_is_not_read_again(book: Book, reads: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch)
    for look in (book.glances, book.read):
        first, _ = look()
        assert len(reads) == 2
        assert look()[0] == first and len(reads) == 2
        reads.clear()


def test_what_was_written_just_now_is_read_again(book: Book, reads: list[int]) -> None:
    assert book.glances() == book.glances()
    assert len(reads) == 4, "it may change again within the tick of a clock"


@pytest.mark.parametrize("in_place", [True, False])
def test_whatever_has_changed_is_read_again(
    book: Book, in_place: bool, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    before, _ = book.read()
    book.glances()
    path = before[0].path
    old = path.stat()
    head, number, tail = path.read_bytes().partition(b"revision: ")
    data = head + number + bytes([tail[0] ^ 1]) + tail[1:]  # another number of as many bytes
    if in_place:
        path.write_bytes(data)
    else:
        other = path.with_name("other")
        other.write_bytes(data)
        other.replace(path)
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    reads.clear()
    after, _ = book.read()
    assert len(reads) == 1 and after[0].sitting != before[0].sitting and after[1] == before[1]
    assert after[0].stamp == atomic.stamp_of(data)
    book.glances()
    assert len(reads) == 2


def test_what_is_gone_is_gone_and_what_can_not_be_read_is_said_each_time(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    first, second = book.read()[0]
    first.path.unlink()
    second.path.write_bytes(b"{")
    for _ in range(2):
        found, bad = book.read()
        assert found == () and [one.path for one in bad] == [second.path]
    assert not book._whole


def test_what_is_no_longer_in_a_file_is_not_remembered_after_any_look(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    (one, other), _ = book.read()
    book.glances()
    assert {*book._whole} == {*book._afar} == {one.path, other.path}
    book.save(one._replace(sitting=replace(one.sitting, answers={})), EVENING)
    book.glances()
    assert {*book._whole} == {other.path}
    other.path.unlink()
    book.glances()
    assert not book._whole
