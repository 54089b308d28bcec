"""Links planted at every name where something is written: what they lead to stays as it is."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from anysitting import EVENING, RICH
from onscreen import desk_on
from smallpack import one, small

from workbook.files import atomic
from workbook.files.newfile import names, write_new
from workbook.library.library import Library
from workbook.store.deleting import delete, delete_all
from workbook.store.holding import Hold, claim, take_over
from workbook.store.kept import FACTS, BadFile, Kept
from workbook.store.letgone import LET_GO
from workbook.store.marks import Unreadable
from workbook.store.settingsfile import change_settings, with_theme
from workbook.store.shelf import SHELF, Shelf
from workbook.store.trash import throw
from workbook.store.workbook import Book
from workbook.ui.crash import log

SECRET = b"format: 1\nid: theirs\nsomebody: else's\n"
Plant = Callable[[Path, Path], None]


def soft(path: Path, victim: Path) -> None:
    """A link by name."""
    path.symlink_to(victim)


def hard(path: Path, victim: Path) -> None:
    """The very file, under a second name."""
    path.hardlink_to(victim)


PLANTS = (soft, hard)


class Victims:
    """Files of somebody else's, and one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "victims"
        self.folder.mkdir(parents=True)
        self.file = self.folder / "file"
        self.file.write_bytes(SECRET)
        self.file.chmod(0o640)
        (self.folder / "kept").write_bytes(SECRET)
        (self.folder / "kept").chmod(0o640)

    def are_as_they_were(self) -> bool:
        """Whether nothing in them has changed."""
        return sorted(path.name for path in self.folder.iterdir()) == ["file", "kept"] and all(
            path.read_bytes() == SECRET and stat.S_IMODE(path.lstat().st_mode) == 0o640
            for path in self.folder.iterdir()
        )


def save(book: Book) -> None:
    """Write a sitting twice, as typing does. What the disk refuses is said on the screen."""
    kept = Kept(book.path_of(RICH), RICH)
    for _ in range(2):
        try:
            kept = book.save(kept, EVENING)
        except OSError:
            return


def hold(book: Book) -> None:
    """Have it open for writing, and give it back."""
    for take in (claim, take_over):
        held = take(book, EVENING)
        if isinstance(held, Hold):
            held.give_back()


def everything(shelf: Shelf, book: Book) -> None:
    """Whatever writes on a shelf, one after the other; what is refused is refused."""
    for act in (
        lambda: save(book),
        lambda: book.change(title="Another"),
        lambda: hold(book),
        lambda: throw(shelf, book, book.path_of(RICH), EVENING),
        lambda: save(book),
        lambda: shelf.use(book),
        lambda: shelf.keep_people(["Ann"]),
        lambda: shelf.make("A second", EVENING),
        lambda: book.keep_apart(BadFile(book.path_of(RICH), 1, "x")),
        lambda: log(ValueError("x"), shelf.folder),
        lambda: atomic.sweep(shelf.folder, 0),
        lambda: delete(shelf, book.folder),
        lambda: delete_all(shelf),
    ):
        try:
            act()
        except (OSError, Unreadable):
            continue


NAMES = (
    "BOOK/resilience/thought-check.yaml", f"BOOK/{FACTS}", SHELF, ".lock", ".lock.owner", "BOOK/.owner",
    "BOOK/.owner.lock", ".deleted", LET_GO, "crash.log", "BOOK/resilience/thought-check.kept-apart-1.yaml",
    "2026-11-22-a-second/workbook.yaml",
)  # fmt: skip
FOLDERS = (
    "BOOK/resilience", "trash", "trash/ID", "versions", "versions/ID", "2026-11-22-a-second", "2026-11-22-another",
)  # fmt: skip


@pytest.mark.fault("A21")
@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_behind_a_link_on_the_shelf_stays_as_it_is(tmp_path: Path, name: str, plant: Plant) -> None:
    victims = Victims(tmp_path)
    shelf = Shelf(tmp_path / "shelf")
    book = shelf.make("The novel", EVENING)
    path = shelf.folder / name.replace("BOOK", book.folder.name)
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    plant(path, victims.file)
    everything(shelf, book)
    assert victims.are_as_they_were()


@pytest.mark.fault("A21")
@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_behind_a_link_on_the_shelf_stays_as_it_is(tmp_path: Path, name: str) -> None:
    victims = Victims(tmp_path)
    shelf = Shelf(tmp_path / "shelf")
    book = shelf.make("The novel", EVENING)
    path = shelf.folder / name.replace("BOOK", book.folder.name).replace("ID", book.facts.id)
    path.parent.mkdir(exist_ok=True)
    soft(path, victims.folder)
    everything(shelf, book)
    assert victims.are_as_they_were()


@pytest.mark.fault("A21")
@pytest.mark.parametrize("plant", PLANTS)
def test_settings_prints_and_saved_texts_write_through_no_link(tmp_path: Path, plant: Plant) -> None:
    victims = Victims(tmp_path)
    config = tmp_path / "config"
    config.mkdir()
    for name in ("settings.yaml", ".lock"):
        plant(config / name, victims.file)
    try:
        change_settings(config / "settings.yaml", lambda settings: with_theme(settings, "lamp"))
    except OSError:
        assert plant is soft
    here = tmp_path / "here"
    here.mkdir()
    day = date(2026, 11, 22)
    first, second, *_ = names(here, "book", day, ".txt")
    plant(first, victims.file)
    assert write_new(here, "book", day, ".txt", b"words") == second
    plant(here / "named.txt", victims.file)
    atomic.replace(here / "named.txt", b"words")
    assert (here / "named.txt").read_bytes() == b"words"
    assert victims.are_as_they_were()


@pytest.mark.fault("A21")
@pytest.mark.parametrize("plant", PLANTS)
def test_the_cache_writes_through_no_link(tmp_path: Path, plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.library.titles._settled", lambda state: True)
    victims = Victims(tmp_path)
    pack = small(tmp_path / "pack", one("line"))
    cache = tmp_path / "cache"
    assert Library((pack,), cache).titles
    (kept,) = cache.iterdir()
    kept.unlink()
    plant(kept, victims.file)
    assert Library((pack,), cache).titles[0].title == "Small"
    assert victims.are_as_they_were()
    assert not kept.is_symlink() and kept.stat().st_nlink == 1


@pytest.mark.fault("A21", "F14")
def test_a_link_in_the_place_of_an_answer_is_said_and_a_way_out_is_left(tmp_path: Path) -> None:
    victims = Victims(tmp_path)
    desk = desk_on(tmp_path / "shelf")
    book = desk.shelf.make("The novel", EVENING)
    (book.folder / "resilience").symlink_to(victims.folder)
    with pytest.raises(OSError, match="is a link, and links are not followed"):
        book.save(Kept(book.path_of(RICH), replace(RICH)), EVENING)
    assert victims.are_as_they_were()
    (book.folder / "resilience").unlink()
    book.save(Kept(book.path_of(RICH), RICH), EVENING)
    assert book.path_of(RICH).is_file()
