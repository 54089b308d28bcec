"""The trash: what is thrown away lies there whole, comes back by its name, and goes with its book."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.model.lettinggo import let_go
from workbook.store import lettinggo
from workbook.store.conflicts import second_versions
from workbook.store.deleting import delete, goes_with
from workbook.store.kept import Kept
from workbook.store.letgone import Gone, seconds
from workbook.store.secondfacts import second_facts
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode
from workbook.store.trash import (
    Trashed,
    forget,
    forget_all,
    keep_copy,
    keep_copy_of_shelf,
    put_back,
    sittings_in,
    throw,
    throw_of_shelf,
    trashed,
)
from workbook.store.versions import count
from workbook.store.workbook import Book

LATER = EVENING + timedelta(days=1)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def written(shelf: Shelf, title: str = "The novel") -> tuple[Book, Kept]:
    book = shelf.make(title, EVENING)
    return book, book.save(Kept(book.path_of(RICH), RICH), EVENING)


def thrown(shelf: Shelf) -> tuple[Book, Kept, Trashed]:
    book, kept = written(shelf)
    throw(shelf, book, kept.path, LATER)
    (one,) = trashed(shelf, book)
    return book, kept, one


def test_what_is_thrown_away_lies_there_whole_and_comes_back_by_its_name(shelf: Shelf) -> None:
    book, kept = written(shelf)
    kept.path.chmod(0o644)
    whole = kept.path.read_bytes()
    lies = throw(shelf, book, kept.path, LATER)
    assert not kept.path.exists() and book.read() == ((), ())
    assert lies.read_bytes() == whole
    assert lies.parent == shelf.folder / "trash" / book.facts.id / "resilience"
    assert stat.S_IMODE(lies.stat().st_mode) == 0o600
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o700 for one in (lies.parent, lies.parent.parent))
    (one,) = trashed(shelf, book)
    assert one == Trashed(lies, "resilience", "thought-check.yaml", LATER)
    assert sittings_in(one) == (kept.sitting,)
    assert put_back(shelf, book, one) == kept.path
    assert kept.path.read_bytes() == whole and trashed(shelf, book) == ()
    assert not (shelf.folder / "trash").exists()


def test_where_its_name_is_taken_it_comes_back_beside_it(shelf: Shelf) -> None:
    book, kept, one = thrown(shelf)
    again = book.save(Kept(kept.path, RICH), LATER)
    whole, now = one.path.read_bytes(), again.path.read_bytes()
    back = put_back(shelf, book, one)
    assert back.name.startswith("thought-check.conflict-taken-back-")
    assert (back.read_bytes(), again.path.read_bytes()) == (whole, now)
    assert [pair.other.path for pair in second_versions(book).pairs] == [back]


def test_a_window_that_still_writes_in_it_writes_it_anew(shelf: Shelf) -> None:
    book, kept, one = thrown(shelf)
    again = book.save(kept, LATER)
    assert (again.path, again.conflict) == (kept.path, False)
    assert decode(again.path.read_bytes())[0].answers == kept.sitting.answers
    assert trashed(shelf, book) == (one,)


def test_one_or_all_of_it_is_deleted_only_when_somebody_asks(shelf: Shelf) -> None:
    book, kept, first = thrown(shelf)
    for day in (2, 3):
        book.save(Kept(kept.path, RICH), LATER)
        throw(shelf, book, kept.path, EVENING + timedelta(days=day))
    found = trashed(shelf, book)
    assert [one.thrown for one in found] == [EVENING + timedelta(days=day) for day in (3, 2, 1)]
    forget(shelf, book, first)
    forget(shelf, book, first)
    assert trashed(shelf, book) == found[:2]
    forget_all(shelf, book)
    assert trashed(shelf, book) == () and not (shelf.folder / "trash").exists()


@pytest.mark.fault("A20", "F22")
def test_people_to_talk_to_that_were_not_taken_are_seen_taken_back_or_deleted_like_all_else(shelf: Shelf) -> None:
    book, _ = written(shelf)
    shelf.keep_people(["Mara"])
    keep_copy_of_shelf(shelf, shelf.folder / "shelf.yaml", LATER)
    (one,) = trashed(shelf, book)
    back = put_back(shelf, book, one)
    assert back.parent == shelf.folder and [two.beside for two in second_facts(shelf)] == [back]
    throw_of_shelf(shelf, back, LATER)
    forget_all(shelf, book)
    assert not (shelf.folder / "trash").exists() and shelf.people() == ("Mara",)


@pytest.mark.fault("F14", "F23")
@pytest.mark.parametrize("gone", [False, True])
def test_where_the_book_can_not_be_looked_into_its_earlier_versions_stay(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    book, kept = written(shelf)
    book.save(kept._replace(sitting=replace(kept.sitting, answers={}), watch=None), EVENING)
    assert count(book) == 1
    keep_copy(shelf, book, kept.path, LATER)
    if gone:
        # Its folder was a link to a disk that is not there now.
        book.folder.rename(shelf.folder.parent / "disk")
        book.folder.symlink_to(shelf.folder.parent / "nowhere")
    else:
        listed = Path.iterdir

        def refuse(path: Path) -> Iterator[Path]:
            if path == kept.path.parent:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return listed(path)

        monkeypatch.setattr(Path, "iterdir", refuse)
    forget_all(shelf, book)
    assert count(book) == 1 and trashed(shelf, book) == ()


@pytest.mark.fault("A20")
def test_earlier_versions_are_deleted_with_the_last_file_of_an_exercise_and_not_before(shelf: Shelf) -> None:
    book, kept = written(shelf)
    for words in ("Two.", "Three."):
        answers = {**RICH.answers, "thought": replace(RICH.answers["thought"], value=words)}
        kept = book.save(kept._replace(sitting=replace(kept.sitting, answers=answers), watch=None), EVENING)
    second = replace(RICH, run=2)
    again = book.save(Kept(book.path_of(second), second), EVENING)
    again = book.save(again._replace(sitting=replace(kept.sitting, run=2), watch=None), EVENING)
    many = count(book)
    keep_copy(shelf, book, kept.path, LATER)
    (copy,) = trashed(shelf, book)
    forget(shelf, book, copy)
    assert count(book) == many, "it is still in the book"
    throw(shelf, book, kept.path, LATER)
    (one,) = trashed(shelf, book)
    put_back(shelf, book, one)
    throw(shelf, book, kept.path, LATER)
    assert count(book) == many, "it may be taken back"
    forget_all(shelf, book)
    left = list((shelf.folder / "versions").rglob("*.yaml"))
    assert left and {path.parent.name for path in left} == {"thought-check.2"}


@pytest.mark.fault("F2", "A20")
def test_what_a_killed_write_has_left_there_goes_with_the_rest(shelf: Shelf) -> None:
    book, kept, one = thrown(shelf)
    for folder in (one.path.parent, one.path.parent.parent):
        (folder / ".~thought-check.yaml.0123456789abcdef.tmp").write_bytes(one.path.read_bytes()[:-9])
    forget_all(shelf, book)
    assert not (shelf.folder / "trash").exists()


def test_each_book_has_its_own_and_it_goes_with_its_book(shelf: Shelf) -> None:
    book, kept, _ = thrown(shelf)
    other, same = written(shelf, "The job")
    throw(shelf, other, same.path, LATER)
    assert len(trashed(shelf, book)) == len(trashed(shelf, other)) == 1
    assert goes_with(shelf, book.folder).trash == 1
    delete(shelf, book.folder)
    assert not (shelf.folder / "trash" / book.facts.id).exists()
    assert len(trashed(shelf, other)) == 1


@pytest.mark.parametrize("id", ["../../out", "a/b", ".hidden", "x" * 240, "."])
def test_an_id_that_leads_elsewhere_is_not_followed(shelf: Shelf, id: str) -> None:
    book, kept = written(shelf)
    facts = book.folder / "workbook.yaml"
    facts.write_text(re.sub("(?m)^id: .*$", f"id: '{id}'", facts.read_text()))
    (book,) = Shelf(shelf.folder).read().books
    assert book.facts.id == id
    lies = throw(shelf, book, kept.path, LATER)
    assert lies.parent.parent == shelf.folder / "trash" / book.folder.name
    delete(shelf, book.folder)
    assert not lies.exists()


def test_a_link_in_place_of_the_trash_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    book, kept = written(shelf)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (shelf.folder / "trash").symlink_to(elsewhere)
    with pytest.raises(OSError, match="is a link"):
        throw(shelf, book, kept.path, LATER)
    assert kept.path.exists() and not any(elsewhere.iterdir())
    assert trashed(shelf, book) == ()


@pytest.mark.fault("A21")
def test_nothing_comes_back_through_a_link_in_place_of_a_folder_of_the_book(shelf: Shelf, tmp_path: Path) -> None:
    book, kept, one = thrown(shelf)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    kept.path.parent.rmdir()
    kept.path.parent.symlink_to(elsewhere)
    with pytest.raises(OSError, match="is a link"):
        put_back(shelf, book, one)
    assert one.path.exists() and not any(elsewhere.iterdir())


def test_words_that_are_let_go_are_taken_out_of_the_trash_too(shelf: Shelf) -> None:
    book, kept, one = thrown(shelf)
    again = book.save(Kept(kept.path, RICH), LATER)
    words = str(RICH.answers["thought"].value)
    gone = Gone(RICH.pack, RICH.exercise, seconds(RICH.started), ("thought",), LATER)
    bare = let_go(again.sitting, gone.steps, LATER)
    left = lettinggo.begin(
        shelf.folder, gone, words, again.path, lambda: book.save(Kept(again.path, bare, stamp=again.stamp), LATER)
    )
    assert left == ()
    assert words not in one.path.read_text() and sittings_in(one)[0].answers["thought"].let_go
    assert sittings_in(one)[0].answers["told"] == RICH.answers["told"]


def test_files_of_every_name_come_back_as_they_were_called(shelf: Shelf) -> None:
    book, kept = written(shelf)
    names = ["x.yaml.orig", "x (Ann's conflicted copy 2026-11-22).yaml", "x_REMOTE_123.yaml", "é.2.yaml"]
    for name in names:
        path = kept.path.with_name(name)
        path.write_bytes(name.encode())
        throw(shelf, book, path, LATER)
    of_book = book.folder / "workbook.sync-conflict-1.yaml"
    of_book.write_text("x")
    throw(shelf, book, of_book, LATER)
    of_shelf = shelf.folder / "shelf.sync-conflict-1.yaml"
    of_shelf.write_text("x")
    throw_of_shelf(shelf, of_shelf, LATER)
    found = trashed(shelf, book)
    assert sorted(one.name for one in found) == sorted([*names, of_book.name, of_shelf.name])
    for one in found:
        back = put_back(shelf, book, one)
        home = shelf.folder if one.of_shelf else book.folder / one.pack if one.pack else book.folder
        assert back.name == one.name and back.parent == home
    assert not (shelf.folder / "trash").exists()
    long = kept.path.with_name("y" * 240 + ".yaml")
    long.write_bytes(b"long")
    assert throw(shelf, book, long, LATER).read_bytes() == b"long"


def test_what_is_gone_or_lies_there_by_hand_does_no_harm(shelf: Shelf) -> None:
    book, kept, one = thrown(shelf)
    with pytest.raises(FileNotFoundError):
        throw(shelf, book, kept.path, LATER)
    by_hand = one.path.with_name("thought-check.yaml")
    by_hand.write_bytes(one.path.read_bytes())
    assert [(each.name, each.thrown) for each in trashed(shelf, book)] == [
        ("thought-check.yaml", LATER), ("thought-check.yaml", None),
    ]  # fmt: skip
    one.path.unlink()
    with pytest.raises(FileNotFoundError):
        put_back(shelf, book, one)
