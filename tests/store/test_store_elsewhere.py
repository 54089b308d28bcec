"""Words that were kept in another folder, and how they come home: nothing is lost, and nothing happens twice."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.model.answers import Answer
from workbook.model.sitting import Sitting
from workbook.store.bringingback import How, bring_back, waits_in
from workbook.store.conflicts import second_versions
from workbook.store.elsewhere import Elsewhere, kept_in, read_origin
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book

LATER = EVENING + timedelta(days=1)


def told(sitting: Sitting, words: str) -> Sitting:
    """The same sitting with other words."""
    return replace(
        sitting, answers={**sitting.answers, "told": Answer("Tell it", "text", value=words, day=EVENING.date())}
    )


def begun(folder: Path) -> tuple[Shelf, Book, Kept]:
    """A shelf with a book in which one exercise was saved."""
    shelf = Shelf(folder / "shelf")
    book = shelf.make("The novel", EVENING)
    sitting = told(RICH, "Before.")
    return shelf, book, book.save(Kept(book.path_of(sitting), sitting), EVENING)


def away(folder: Path, shelf: Shelf, book: Book, kept: Kept, words: str) -> Elsewhere:
    """The same exercise, gone on with in another folder."""
    elsewhere = Elsewhere.begin(folder / "other", shelf.folder, EVENING)
    own, there = elsewhere.to_keep(book, kept)
    own.save(there._replace(sitting=told(there.sitting, words)), EVENING)
    return elsewhere


def words_in(shelf: Shelf) -> list[tuple[str, object]]:
    """What stands in each file of the only book."""
    (book,) = shelf.read().books
    found = [(one.path.name, one.sitting.answers["told"].value) for one in book.read()[0]]
    return found + [
        (path.name.partition("-")[0], "") for path in (pair.other.path for pair in second_versions(book).pairs)
    ]


@pytest.mark.fault("F10", "F13")
def test_what_went_on_elsewhere_is_a_shelf_of_its_own_and_leaves_the_usual_one_alone(tmp_path: Path) -> None:
    shelf, book, kept = begun(tmp_path)
    before = kept.path.read_bytes()
    elsewhere = away(tmp_path, shelf, book, kept, "Before. And after.")
    assert elsewhere.folder == tmp_path / "other" / "workbook-2026-11-22"
    assert kept.path.read_bytes() == before
    assert words_in(elsewhere.shelf) == [(kept.path.name, "Before. And after.")]
    for path in elsewhere.folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    # To the rest of the program it is where it always was.
    found, bad = elsewhere.over(book, *book.read(), Book.read)
    assert bad == () and [one.path for one in found] == [kept.path]
    assert found[0].sitting.answers["told"].value == "Before. And after."
    # Another day's need has a folder of its own, and both are found again.
    second = Elsewhere.begin(tmp_path / "other", shelf.folder, EVENING)
    assert list(kept_in(tmp_path / "other")) == [elsewhere.folder, second.folder]
    assert list(kept_in(second.folder)) == [second.folder]


@pytest.mark.fault("F10", "F13")
def test_it_is_saved_over_what_it_grew_from_once(tmp_path: Path) -> None:
    shelf, book, kept = begun(tmp_path)
    elsewhere = away(tmp_path, shelf, book, kept, "Before. And after.")
    assert waits_in(elsewhere.folder) == 1
    (one,) = bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)
    assert (one.how, one.target) == (How.SAVED, kept.path)
    assert words_in(shelf) == [(kept.path.name, "Before. And after.")]
    assert waits_in(elsewhere.folder) == 0
    after = kept.path.read_bytes()
    assert [one.how for one in bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)] == [How.THERE]
    assert kept.path.read_bytes() == after
    assert words_in(elsewhere.shelf) == [(kept.path.name, "Before. And after.")]


@pytest.mark.fault("F10", "F43")
def test_where_another_has_written_since_both_are_kept_and_that_once(tmp_path: Path) -> None:
    shelf, book, kept = begun(tmp_path)
    elsewhere = away(tmp_path, shelf, book, kept, "Written elsewhere.")
    book.save(kept._replace(sitting=told(kept.sitting, "Written at home.")), LATER)
    note = (elsewhere.folder / "from.yaml").read_bytes()
    (one,) = bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)
    assert one.how is How.BESIDE
    assert words_in(shelf) == [(kept.path.name, "Written at home."), ("thought", "")]
    # Also where it could not be noted that it was done.
    (elsewhere.folder / "from.yaml").write_bytes(note)
    assert [one.how for one in bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)] == [How.THERE]
    (elsewhere.folder / "from.yaml").unlink()
    assert [one.how for one in bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)] == [How.THERE]
    assert len(list(kept.path.parent.iterdir())) == 2


@pytest.mark.fault("F10", "F23")
def test_a_book_that_is_not_on_the_shelf_comes_with_it_unless_it_was_deleted(tmp_path: Path) -> None:
    from workbook.store.deleting import delete

    shelf, book, kept = begun(tmp_path)
    elsewhere = away(tmp_path, shelf, book, kept, "Written elsewhere.")
    other = Shelf(tmp_path / "another")
    assert [one.how for one in bring_back(elsewhere.folder, other, LATER)] == [How.SAVED]
    assert other.read().books[0].facts == book.facts
    assert words_in(other) == [(kept.path.name, "Written elsewhere.")]
    delete(shelf, book.folder)
    (one,) = bring_back(elsewhere.folder, shelf, LATER)
    assert (one.how, one.why) == (How.LEFT, "its book was deleted since")
    assert shelf.read().books == ()


@pytest.mark.fault("F10", "F43")
def test_what_cannot_be_read_there_is_said_and_left(tmp_path: Path) -> None:
    shelf, book, kept = begun(tmp_path)
    elsewhere = away(tmp_path, shelf, book, kept, "Written elsewhere.")
    file = next(elsewhere.folder.glob("*/*/*.yaml"))
    file.write_bytes(file.read_bytes()[:-30])
    (one,) = bring_back(elsewhere.folder, shelf, LATER)
    assert one.how is How.LEFT and one.path == file and "breaks off" in one.why
    assert words_in(shelf) == [(kept.path.name, "Before.")]


@pytest.mark.fault("F10", "F23")
@pytest.mark.parametrize("gone", [False, True])
def test_what_a_backup_took_off_the_shelf_again_is_not_said_to_be_there(tmp_path: Path, *, gone: bool) -> None:
    shelf, book, kept = begun(tmp_path)
    before = kept.path.read_bytes()
    elsewhere = away(tmp_path, shelf, book, kept, "Written elsewhere.")
    bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)
    if gone:
        kept.path.unlink()
    else:
        kept.path.write_bytes(before)
    assert [one.how for one in bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)] == [How.SAVED]
    assert words_in(shelf) == [(kept.path.name, "Written elsewhere.")]


@pytest.mark.fault("F10", "F22")
@pytest.mark.parametrize("name", ["thought-check.conflict-laptop-abcdef.yaml", "thought-check.kept-apart-1.yaml"])
def test_what_is_damaged_beside_an_exercise_there_is_said_before_anybody_deletes_it(tmp_path: Path, name: str) -> None:
    shelf, book, kept = begun(tmp_path)
    elsewhere = away(tmp_path, shelf, book, kept, "Written elsewhere.")
    file = next(elsewhere.folder.glob("*/*/*.yaml"))
    file.with_name(name).write_bytes(file.read_bytes()[:-30])
    left, saved = bring_back(elsewhere.folder, shelf, LATER)
    assert (left.how, left.path.name, saved.how) == (How.LEFT, name, How.SAVED)
    assert "can't be read" in left.why or "could not be read" in left.why


@pytest.mark.fault("F10")
def test_a_save_that_failed_half_way_is_known_as_our_own(tmp_path: Path) -> None:
    """Only the folder's sync failed: what lies there is ours, and what follows it may be written over it."""
    shelf, book, kept = begun(tmp_path)
    elsewhere = Elsewhere.begin(tmp_path / "other", shelf.folder, EVENING)
    book.save(kept._replace(sitting=told(kept.sitting, "Half way.")), EVENING)
    from workbook.files.atomic import read, stamp_of

    book.disk._in_doubt[kept.path] = {stamp_of(read(kept.path))}
    own, there = elsewhere.to_keep(book, kept)
    own.save(there._replace(sitting=told(there.sitting, "Half way. And on.")), EVENING)
    assert len(read_origin(elsewhere.folder).grew[there.path.relative_to(elsewhere.folder).as_posix()]) == 2
    assert [one.how for one in bring_back(elsewhere.folder, Shelf(shelf.folder), LATER)] == [How.SAVED]
    assert words_in(shelf) == [(kept.path.name, "Half way. And on.")]
