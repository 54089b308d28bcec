"""Deleting for good: all of it goes, no kill leaves half a book to be seen, and no open window brings one back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.files import atomic
from workbook.model.workbook import Follows
from workbook.store import deleting
from workbook.store.deleting import (
    Goes,
    NotAllGone,
    delete,
    delete_all,
    finish,
    goes_with,
    goes_with_all,
    half_deleted,
    stays,
)
from workbook.store.gone import GONE
from workbook.store.kept import Deleted, Kept
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book

ROOT = Path(__file__).parent.parent.parent
MARK = "Nobody will read it."


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def written(shelf: Shelf, title: str = "The novel", days: int = 0) -> tuple[Book, Kept]:
    """A book with one exercise in it."""
    book = shelf.make(title, EVENING + timedelta(days=days))
    return book, book.save(Kept(book.path_of(RICH), RICH), EVENING)


def words_left(shelf: Shelf) -> list[Path]:
    return [path for path in shelf.folder.rglob("*") if path.is_file() and MARK in path.read_text(errors="replace")]


@pytest.mark.fault("A20")
def test_all_of_a_book_goes_and_it_is_counted_first(shelf: Shelf) -> None:
    book, kept = written(shelf)
    other, _ = written(shelf, "The job", 1)
    whole = kept.path.read_bytes()
    for name in ("thought-check.conflict-here-1.yaml", "thought-check.sync-conflict-2.yaml", "x.kept-apart-1.yaml"):
        (kept.path.parent / name).write_bytes(whole)
    (book.folder / "notes.txt").write_text(MARK)
    for path in ("versions/" + book.facts.id + "/a", "trash/" + book.folder.name + "/b", "trash/else/c"):
        atomic.make_folder((shelf.folder / path).parent)
        (shelf.folder / path).write_text("x")
    assert goes_with(shelf, book.folder) == Goes(1, 1, 3, 1, 1, 1)
    assert goes_with_all(shelf) == Goes(2, 2, 3, 1, 2, 1)
    delete(shelf, book.folder)
    left = {other.folder.name, "shelf.yaml", "trash", "versions", ".lock", GONE}
    assert {path.name for path in shelf.folder.iterdir()} == left
    assert [path.name for path in (shelf.folder / "trash").iterdir()] == ["else"]
    assert list((shelf.folder / "versions").iterdir()) == []
    assert [one.facts for one in shelf.read().books] == [other.facts]
    assert book.facts.id not in (shelf.folder / GONE).read_text()


def test_the_deleted_book_is_no_more_the_one_that_opens_nor_named_by_another(shelf: Shelf) -> None:
    book, _ = written(shelf)
    after = shelf.sketch("The next", EVENING + timedelta(days=1), follows=Follows(book.facts.id, "The novel"))
    after.settle()
    shelf.use(book)
    delete(shelf, book.folder)
    current = shelf.current()
    assert current is not None and current.facts == after.facts._replace(follows=None)
    assert shelf.facts().current == ""
    assert not [path for path in shelf.folder.rglob("*.yaml") if "novel" in path.read_text().lower()]


@pytest.mark.fault("A20")
def test_everything_goes_but_what_is_not_the_workbooks_own(shelf: Shelf, tmp_path: Path) -> None:
    written(shelf)
    broken = shelf.folder / "2026-01-01-broken"
    broken.mkdir()
    (broken / "workbook.yaml").write_text("format: 99\nid" + MARK)
    (shelf.folder / "crash.log").write_text("x")
    (shelf.folder / "shelf.kept-apart-1.yaml").write_text("x")
    (shelf.folder / ".~answer-1.txt").write_text(MARK)
    (shelf.folder / ".git").mkdir()
    (shelf.folder / "shelf-plan.yaml").write_text("mine")
    for name in ("shelf (1).yaml", "shelf-LAPTOP.yaml", "shelf.conflict-taken-back-abcdef.yaml"):
        (shelf.folder / name).write_text("format: 1\nsupport:\n- say: Mara\n...\n")
    assert [path.name for path in stays(shelf)] == [".git", "shelf-plan.yaml"]
    delete_all(shelf)
    assert {path.name for path in shelf.folder.iterdir()} == {".git", "shelf-plan.yaml", ".lock", GONE}
    delete_all(Shelf(tmp_path / "nowhere"))


@pytest.mark.fault("A21")
def test_a_link_is_removed_and_never_followed(shelf: Shelf, tmp_path: Path) -> None:
    book, _ = written(shelf)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (book.folder / "to-elsewhere").symlink_to(elsewhere)
    away = tmp_path / "moved"
    moved, _ = written(shelf, "Moved", 1)
    moved.folder.rename(away)
    moved.folder.symlink_to(away)
    assert goes_with(shelf, moved.folder).links == (moved.folder,)
    delete(shelf, book.folder)
    delete(shelf, moved.folder)
    assert (elsewhere / "mine.txt").read_text() == "mine"
    assert (away / "workbook.yaml").exists() and not os.path.lexists(moved.folder)


STOPS: list[tuple[type | object, str]] = [
    (deleting, "note_gone"),
    (deleting, "_put_aside"),
    (deleting, "_cut_ties"),
    (deleting, "_remove"),
    (atomic, "remove_folder_durably"),
]


@pytest.mark.parametrize("where", range(len(STOPS)))
@pytest.mark.parametrize("do", [delete, lambda shelf, folder: delete_all(shelf)], ids=["one", "all"])
@pytest.mark.fault("F2")
def test_a_kill_at_any_moment_leaves_a_whole_book_or_none(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, where: int, do: Callable[[Shelf, Path], None]
) -> None:
    book, kept = written(shelf)
    owner, name = STOPS[where]
    if do is not delete and name == "_cut_ties":
        pytest.skip("everything goes: there are no ties to cut")

    def killed(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, killed)
        with pytest.raises(KeyboardInterrupt):
            do(shelf, book.folder)
    books = shelf.read()
    assert books.bad == ()
    if books.books:
        (found,) = books.books
        # Noted as deleted already: what is written in it now is kept all the same, for it is still there.
        assert found.read()[0][0].sitting == kept.sitting
        assert book.save(kept, EVENING).sitting.revision == kept.sitting.revision + 1
        do(shelf, book.folder)
    else:
        assert half_deleted(shelf)
        finish(shelf)
    assert not words_left(shelf) and not half_deleted(shelf) and shelf.read().books == ()


@pytest.mark.fault("F43")
def test_the_next_delete_goes_on_with_what_was_interrupted(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = written(shelf)
    other, _ = written(shelf, "The job", 1)
    with monkeypatch.context() as patched:
        patched.setattr(deleting, "_finish", lambda *given: None)
        delete(shelf, book.folder)
    assert words_left(shelf)
    delete(shelf, other.folder)
    assert not words_left(shelf) and not half_deleted(shelf)


def test_what_can_not_be_removed_is_named(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    book, kept = written(shelf)
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == kept.path.name:
            raise PermissionError(1, "Operation not permitted", str(path))
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(NotAllGone) as left:
            delete(shelf, book.folder)
    (one,) = left.value.errors
    assert Path(str(one.filename)).name == kept.path.name
    assert shelf.read().books == ()
    finish(shelf)
    assert not words_left(shelf)


CLOSED_FOLDERS = """
import sys
from pathlib import Path
from workbook.store.deleting import delete
from workbook.store.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
(book,) = shelf.read().books
delete(shelf, book.folder)
"""


def test_folders_that_nobody_may_write_in_are_opened_first(shelf: Shelf) -> None:
    book, kept = written(shelf)
    command = [sys.executable, "-c", CLOSED_FOLDERS, str(shelf.folder)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root is let in everywhere")
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    for folder in (kept.path.parent, book.folder, shelf.folder):
        folder.chmod(0o500)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    mode = shelf.folder.stat().st_mode & 0o777
    shelf.folder.chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert not book.folder.exists() and not words_left(shelf) and not half_deleted(shelf)
    assert mode == 0o500


def test_a_window_that_is_still_open_does_not_bring_it_back(shelf: Shelf) -> None:
    book, kept = written(shelf)
    (window,) = Shelf(shelf.folder).read().books
    delete(shelf, book.folder)
    assert window.deleted
    for do in (
        lambda: window.save(kept, EVENING),
        lambda: window.write_facts(window.facts._replace(title="Back")),
        lambda: window.change(title="Back"),
    ):
        with pytest.raises(Deleted):
            do()
        assert not book.folder.exists() and not words_left(shelf)


def test_a_save_that_is_under_way_while_it_is_deleted_does_not_either(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, kept = written(shelf)
    (window,) = Shelf(shelf.folder).read().books
    fill = atomic._fill

    def deleted_meanwhile(*given: object, **more: object) -> None:
        monkeypatch.setattr(atomic, "_fill", fill)
        delete(shelf, book.folder)
        fill(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(atomic, "_fill", deleted_meanwhile)
    with pytest.raises(Deleted):
        window.save(kept, EVENING)
    assert not book.folder.exists() and not words_left(shelf)


def test_a_folder_that_is_only_gone_is_written_again_and_one_from_a_backup_is_a_book(shelf: Shelf) -> None:
    book, kept = written(shelf)
    backup = shelf.folder.parent / "backup"
    shutil.copytree(book.folder, backup)
    shutil.rmtree(book.folder)
    assert not book.deleted
    assert book.save(kept, EVENING).path.exists()
    delete(shelf, book.folder)
    shutil.copytree(backup, book.folder)
    (again,) = shelf.read().books
    (one,) = again.read()[0]
    assert again.save(one, EVENING).path.exists()


def test_facts_are_changed_beside_what_others_have_changed(shelf: Shelf) -> None:
    book, _ = written(shelf)
    (window,) = Shelf(shelf.folder).read().books
    book.change(title="The long novel")
    window.change(put_away=True)
    (found,) = shelf.read().books
    assert (found.facts.title, found.facts.put_away) == ("The long novel", True)
    sketched = shelf.sketch("", EVENING)
    sketched.change(title="Later")
    assert sketched.title == "Later" and not sketched.folder.exists()


@pytest.mark.fault("A21")
def test_a_link_in_the_place_of_the_trash_leads_to_nothing_that_is_deleted(shelf: Shelf, tmp_path: Path) -> None:
    book, _ = written(shelf)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / book.facts.id).mkdir(parents=True)
    (elsewhere / book.facts.id / "mine.txt").write_text("mine")
    (shelf.folder / "trash").symlink_to(elsewhere)
    assert goes_with(shelf, book.folder).trash == 0
    delete(shelf, book.folder)
    assert (elsewhere / book.facts.id / "mine.txt").read_text() == "mine"
    assert not book.folder.exists()


def test_a_copy_of_a_book_is_deleted_without_what_is_kept_of_the_book(shelf: Shelf) -> None:
    book, kept = written(shelf)
    copy = shelf.folder / "a-copy"
    shutil.copytree(book.folder, copy)
    versions = shelf.folder / "versions" / book.facts.id
    versions.mkdir(parents=True)
    (versions / "thought-check.1.yaml").write_text(MARK)
    follower = shelf.make("The job", EVENING)
    follower.write_facts(follower.facts._replace(follows=Follows(book.facts.id, "The novel")))
    shelf.use(book)
    assert goes_with(shelf, copy).versions == 0
    delete(shelf, copy)
    assert (versions / "thought-check.1.yaml").exists()
    assert shelf.facts().current == book.facts.id
    assert Book.open(shelf.disk, follower.folder).facts.follows is not None
    # Were its folder renamed now, the open window would still find it.
    moved = book.folder.rename(shelf.folder / "renamed")
    assert not book.deleted
    saved = book.save(kept, EVENING)
    assert saved.path.is_relative_to(moved)
    delete(shelf, moved)
    assert not versions.exists()


def test_only_what_the_workbook_has_put_aside_is_gone_on_with(shelf: Shelf) -> None:
    written(shelf)
    own = shelf.folder / ".deleting-later.txt"
    own.write_text("mine")
    finish(shelf)
    delete_all(shelf)
    assert own.read_text() == "mine"
    assert stays(shelf) == (own,)
