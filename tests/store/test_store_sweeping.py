"""What killed programs have left goes by itself after a while; nothing of anybody's goes with it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.sweeping import LONG_AGO, sweep

TEMP = ".~first.yaml.0123456789abcdef.tmp"


def older(path: Path) -> None:
    long_ago = time.time() - LONG_AGO - 60
    os.utime(path, (long_ago, long_ago))


@pytest.mark.fault("F2", "F3")
def test_halves_of_files_and_empty_folders_go_after_a_while_and_nothing_else(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    book = shelf.make("The novel", EVENING)
    kept = book.save(Kept(book.path_of(RICH), RICH), EVENING)
    begun, young, somebodys, other = (tmp_path / f"2026-11-2{number}-x" for number in range(4))
    for folder in (begun, young, somebodys, other, tmp_path / "photographs"):
        folder.mkdir()
    halves = [folder / TEMP for folder in (tmp_path, book.folder, kept.path.parent, begun)]
    for path in (*halves, kept.path.parent / ".~young.0123456789abcdef.tmp", somebodys / "letter.txt"):
        path.write_text("half of it")
    before = set(tmp_path.rglob("*"))
    for path in (*halves, begun, somebodys, other, tmp_path / "photographs"):
        older(path)
    sweep(tmp_path, book.folder)
    assert before - set(tmp_path.rglob("*")) == {*halves, begun, other}
    assert shelf.read().books[0].read()[0][0].sitting == kept.sitting


@pytest.mark.fault("F2", "A20")
def test_halves_in_the_trash_and_among_the_versions_go_too(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    book = shelf.make("The novel", EVENING)
    behind = tmp_path / "elsewhere"
    folders = [
        tmp_path / "trash" / book.facts.id, tmp_path / "trash" / book.facts.id / "resilience",
        tmp_path / "trash" / ".shelf", tmp_path / "versions" / book.facts.id / "resilience" / "thought-check",
        behind, tmp_path / "versions" / "another",
    ]  # fmt: skip
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    (tmp_path / "versions" / book.folder.name).symlink_to(behind)
    halves = [folder / TEMP for folder in folders]
    for path in halves:
        path.write_text("half of it")
        older(path)
    sweep(tmp_path, book.folder, book.facts.id)
    assert [path.exists() for path in halves] == [False] * 4 + [True] * 2


def test_where_nothing_is_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "shelf", None)
    assert list(tmp_path.iterdir()) == []
