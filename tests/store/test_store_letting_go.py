"""Letting words go: no byte of them is left on the shelf, no kill leaves it half done, no window brings them back."""

from __future__ import annotations

import errno
import os
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from anysitting import EVENING, RICH, TEXTS
from hypothesis import given, settings

from workbook.files import atomic
from workbook.model.answers import Added, Answer
from workbook.model.lettinggo import let_go
from workbook.store import lettinggo, takingout
from workbook.store.kept import Kept
from workbook.store.letgone import LET_GO, Gone, all_gone, note, seconds
from workbook.store.lettinggo import OwnStays, begin, delete_left, finish, go_on, not_after_all
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode, encode
from workbook.store.takingout import Left
from workbook.store.traces import Probe, outside_name
from workbook.store.workbook import Book

TOKEN = "zq7token"
WORDS = f"I read her mail on the stairs, four times {TOKEN}.\n\nIt was two lines."
DRAFT = f"I read it in the kitchen {TOKEN} and said nothing"
AT = EVENING + timedelta(minutes=20)
SITTING = replace(
    RICH,
    exercise="let-it-out",
    revision=3,
    extra={},
    answers={
        "write": Answer("Write.", "text", value=WORDS, day=EVENING.date(), added=(Added(EVENING.date(), "My note."),)),
        "fix": Answer("Then?", "line", value="Ask Ruth."),
    },
)
WHICH = Gone(SITTING.pack, SITTING.exercise, seconds(SITTING.started), ("write", "old-write"), AT)
OUTSIDE = outside_name(SITTING, "write")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def written(shelf: Shelf) -> tuple[Book, Kept]:
    book = shelf.make("The novel", EVENING)
    return book, book.save(Kept(book.path_of(SITTING), SITTING), EVENING)


def with_words(words: str, **more: Any) -> bytes:
    answers = {**SITTING.answers, "write": replace(SITTING.answers["write"], value=words)}
    return encode(replace(SITTING, answers=answers, **more))


def litter(shelf: Shelf, kept: Kept) -> dict[str, Path]:
    """Copies and leftovers of every sort."""
    folder = kept.path.parent
    versions, trash = shelf.folder / "versions" / "id", shelf.folder / "trash" / "id"
    stversions = shelf.folder / ".stversions" / folder.parent.name / folder.name
    copied = shelf.folder / f"{folder.parent.name} copy" / folder.name
    for one in (versions, trash, stversions, copied):
        atomic.make_folder(one)
    (copied.parent / "workbook.yaml").write_bytes((folder.parent / "workbook.yaml").read_bytes())
    found = {
        "ours": folder / "let-it-out.conflict-here-abc123.yaml",
        "syncthing": folder / "let-it-out.sync-conflict-20261122-180405-ABCDEFG.yaml",
        "dropbox": folder / "let-it-out (Ann's conflicted copy 2026-11-22).yaml",
        "orig": folder / "let-it-out.yaml.orig",
        "version": versions / "let-it-out.yaml~3",
        "stversion": stversions / "let-it-out~20261122-180405.yaml",
        "trash": trash / "let-it-out.yaml",
        "copied": copied / "let-it-out.yaml",
    }
    for number, path in enumerate(found.values()):
        path.write_bytes(with_words(DRAFT if number % 2 else WORDS, revision=number))
    renamed = replace(SITTING, answers={"old-write": SITTING.answers["write"], "fix": SITTING.answers["fix"]})
    (versions / "older.yaml").write_bytes(encode(renamed))
    (folder / ".~let-it-out.yaml.0123456789abcdef.tmp").write_bytes(with_words(WORDS)[:-9])
    (folder / ".~let-it-out.yaml.0123456789abcdee.tmp").write_bytes(with_words(WORDS))
    (shelf.folder / f"{OUTSIDE}abc.txt").write_text(WORDS)
    (shelf.folder / f"{OUTSIDE}abc.txt~").write_text(DRAFT)
    (shelf.folder / f"{outside_name(SITTING, 'fix')}abc.txt").write_text("Quite another answer, of another question.")
    return found


def holds(folder: Path, token: str = TOKEN) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and token.encode() in path.read_bytes())


def let_it_go(shelf: Shelf, book: Book, kept: Kept) -> tuple[tuple[Left, ...], Kept]:
    saved: list[Kept] = []

    def save() -> None:
        bare = let_go(kept.sitting, WHICH.steps, AT)
        saved.append(kept._replace(sitting=bare))
        saved.append(book.save(saved[0], AT))

    left = begin(shelf.folder, WHICH, WORDS, kept.path, save)
    return left, saved[-1]


@pytest.mark.fault("A20")
def test_not_a_byte_is_left_and_all_else_stays(shelf: Shelf) -> None:
    book, kept = written(shelf)
    other = book.save(Kept(book.path_of(RICH), RICH), EVENING)
    before = other.path.read_bytes()
    found = litter(shelf, kept)
    # Of what is no exercise any more only the shelf's own goes by itself.
    assert len(holds(shelf.folder)) == 1 + len(found) + 5
    left, after = let_it_go(shelf, book, kept)
    assert left == () and holds(shelf.folder) == [] and holds(shelf.folder, "kitchen") == []
    assert other.path.read_bytes() == before
    assert (shelf.folder / f"{outside_name(SITTING, 'fix')}abc.txt").exists()
    on_disk = book.read()[0]
    (mine,) = [one.sitting for one in on_disk if one.sitting.exercise == "let-it-out"]
    answer = mine.answers["write"]
    assert (answer.let_go, answer.let_go_at, answer.value) == (True, AT, None)
    assert answer.added == SITTING.answers["write"].added and mine.answers["fix"] == SITTING.answers["fix"]
    assert after.sitting == mine
    for number, path in enumerate(found.values()):
        copy, _ = decode(path.read_bytes())
        wanted = let_go(decode(with_words(WORDS, revision=number))[0], ("write",), AT)
        assert copy == wanted and path.read_bytes() == encode(wanted)
    assert [one.pending for one in all_gone(shelf.folder)] == [False]
    assert TOKEN not in (shelf.folder / LET_GO).read_text()


class Killed(BaseException):
    """The process is gone."""


class Shim:
    """Ends the process at one of the operations on files: nothing that comes after it is done either."""

    NAMES = ("open", "write", "fsync", "rename", "replace", "unlink", "link", "remove", "mkdir", "rmdir")

    def __init__(self, at: int) -> None:
        self.at = at
        self.count = 0

    @contextmanager
    def on(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in self.NAMES:
                patch.setattr(os, name, self._around(getattr(os, name)))
            yield

    def _around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **more: Any) -> Any:
            # A lock is let go by the system itself, and to look at a file changes nothing.
            changes = real.__name__ != "open" or bool(given[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if changes and not str(given[0]).endswith(".lock"):
                self.count += 1
                if self.count > self.at:
                    raise Killed
            return real(*given, **more)

        return counted


@pytest.mark.fault("F2")
def test_a_kill_at_every_operation_leaves_it_still_to_be_asked_or_to_be_finished(tmp_path: Path) -> None:
    kills, finished_later = 0, 0
    for at in range(400):
        shelf = Shelf(tmp_path / f"shelf-{at}")
        book, kept = written(shelf)
        litter(shelf, kept)
        shim = Shim(at)
        try:
            with shim.on():
                let_it_go(shelf, book, kept)
        except Killed:
            kills += 1
        else:
            break
        # As at the next start.
        pending = any(one.pending for one in all_gone(shelf.folder))
        again = Shelf(shelf.folder)
        finish(again.folder)
        (found,) = [one for one in again.read().books if one.folder == book.folder]
        (mine,) = [one for one in found.read()[0] if one.path == kept.path]
        answer = mine.sitting.answers["write"]
        if pending or answer.let_go:
            finished_later += 1
            assert answer.let_go and answer.value is None
            assert holds(shelf.folder) == [], f"killed at {at}"
            assert not any(one.pending for one in all_gone(shelf.folder))
        else:
            assert answer.value == WORDS, "nothing was begun: it is asked about again"
        assert mine.sitting.answers["fix"] == SITTING.answers["fix"]
    else:
        raise AssertionError("it never came to its end")
    assert kills > 60 and finished_later > 50


@pytest.mark.fault("F11")
def test_every_operation_may_fail_once_and_is_said_or_done_all_the_same(tmp_path: Path) -> None:
    for at in range(400):
        shelf = Shelf(tmp_path / f"shelf-{at}")
        book, kept = written(shelf)
        litter(shelf, kept)
        count = 0

        def once(real: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*given: Any, **more: Any) -> Any:
                nonlocal count
                changes = real.__name__ != "open" or bool(given[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
                if changes and not str(given[0]).endswith(".lock"):
                    count += 1
                    if count == at + 1:  # noqa: B023
                        raise OSError(errno.EIO, "Input/output error", str(given[0]))
                return real(*given, **more)

            return counted

        left: tuple[Left, ...] = ()
        own = nothing = False
        with pytest.MonkeyPatch.context() as patch:
            for name in Shim.NAMES:
                patch.setattr(os, name, once(getattr(os, name)))
            try:
                left, _ = let_it_go(shelf, book, kept)
            except OwnStays:
                own = True
            except OSError:
                nothing = True
        if count <= at:
            break
        (mine,) = [one.sitting for one in book.read()[0] if one.path == kept.path]
        if nothing:
            assert mine.answers["write"].value == WORDS
            continue
        # Still in the book is said of what is still in the book, and of nothing else.
        assert mine.answers["write"].let_go is not own
        # What the second look could still do is done; else it is said which file has it.
        assert {path for path in holds(shelf.folder) if path != kept.path} <= {one.path for one in left} or own
        assert go_on(shelf.folder, WHICH, WORDS) == ()
        assert holds(shelf.folder) == []
    else:
        raise AssertionError("it never came to its end")


def test_what_can_not_be_changed_is_named_and_tried_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    book, kept = written(shelf)
    found = litter(shelf, kept)
    damaged = kept.path.parent / "let-it-out.kept-apart-1.yaml"
    damaged.write_bytes(with_words(WORDS).replace(b"...\n", b""))
    newer = kept.path.parent / "let-it-out.conflict-there-1.yaml"
    newer.write_bytes(with_words(WORDS).replace(b"format: 1", b"format: 99"))
    (kept.path.parent / "notes.txt").write_text(f"mine: {WORDS}")
    real = takingout.Disk.write

    def refuse(self: Any, path: Path, *given: Any, **more: Any) -> Any:
        if path == found["dropbox"]:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(self, path, *given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(takingout.Disk, "write", refuse)
        left, _ = let_it_go(shelf, book, kept)
    named = {one.path.name: (one.why, one.may_delete) for one in left}
    assert named == {
        damaged.name: (takingout.UNREAD, True),
        newer.name: (takingout.NEWER, False),
        "notes.txt": (takingout.UNREAD, False),
        found["dropbox"].name: ("Permission denied", False),
    }
    assert len(holds(shelf.folder)) == 4
    newer.unlink()
    # The next start knows of them without the words.
    again = finish(shelf.folder)
    assert {one.path.name for one in again} == {damaged.name, "notes.txt"}
    delete_left(again)
    (kept.path.parent / "notes.txt").write_text("mine, and nothing else")
    assert finish(shelf.folder) == () and holds(shelf.folder) == []
    assert not any(one.pending for one in all_gone(shelf.folder))


def test_where_the_own_file_stays_the_answer_is_not_marked_and_may_stay_after_all(shelf: Shelf) -> None:
    book, kept = written(shelf)

    def refused() -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with pytest.raises(OwnStays, match="Read-only"):
        begin(shelf.folder, WHICH, WORDS, kept.path, refused)
    assert book.read()[0][0].sitting.answers["write"].value == WORDS
    assert not all_gone(shelf.folder), "nothing takes them away later by itself"
    not_after_all(shelf.folder, WHICH)
    assert finish(shelf.folder) == ()
    assert book.save(kept, AT).sitting.answers["write"].value == WORDS


def test_no_other_window_writes_them_again(shelf: Shelf) -> None:
    book, kept = written(shelf)
    other = Shelf(shelf.folder).read().books[0]
    (theirs,) = other.read()[0]
    let_it_go(shelf, book, kept)
    typed = replace(theirs.sitting.answers["fix"], value="Ask Ruth tomorrow.")
    newer = replace(theirs.sitting, answers={**theirs.sitting.answers, "fix": typed})
    saved = other.save(theirs._replace(sitting=newer), AT)
    assert saved.conflict and saved.let_go == {"write"}
    assert holds(shelf.folder) == []
    assert decode(saved.path.read_bytes())[0].answers["fix"].value == "Ask Ruth tomorrow."
    # Not in its own second file either, however often it tries.
    saved = other.save(saved._replace(sitting=replace(newer, revision=saved.sitting.revision)), AT)
    assert saved.let_go == {"write"} and holds(shelf.folder) == []


def test_a_write_that_is_under_way_meanwhile_does_not_bring_them_back(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, kept = written(shelf)
    other = Shelf(shelf.folder).read().books[0]
    (theirs,) = other.read()[0]
    real = atomic.replace
    done = False

    def slow(path: Path, data: bytes, **more: Any) -> None:
        nonlocal done
        if not done and path == kept.path:
            done = True
            let_it_go(shelf, book, kept)
        real(path, data, **more)

    monkeypatch.setattr(atomic, "replace", slow)
    saved = other.save(theirs, AT)
    assert done and saved.let_go == {"write"} and holds(shelf.folder) == []


def test_what_is_written_anew_stays_and_can_be_let_go_as_well(shelf: Shelf) -> None:
    book, kept = written(shelf)
    _, after = let_it_go(shelf, book, kept)
    anew = replace(after.sitting.answers["write"], value="Other words, written the day after.", let_go=False)
    saved = book.save(after._replace(sitting=replace(after.sitting, answers={"write": anew})), AT + timedelta(days=1))
    assert saved.let_go == frozenset() and not saved.conflict
    finish(shelf.folder)
    assert go_on(shelf.folder, WHICH) == ()
    assert decode(saved.path.read_bytes())[0].answers["write"].value == anew.value


def test_letters_that_stand_everywhere_are_no_reason_to_name_a_file(shelf: Shelf) -> None:
    book, _ = written(shelf)
    short = replace(
        SITTING, started=EVENING + timedelta(days=1), run=2, answers={"write": Answer("W", "text", value="no")}
    )
    kept = book.save(Kept(book.path_of(short), short), EVENING)
    (kept.path.parent / "notes.txt").write_text("there was no answer")
    renamed = encode(replace(short, exercise="renamed", pack="moved"))
    (kept.path.parent / "let-it-out.2.conflict-here-1.yaml").write_bytes(renamed)
    outside = shelf.folder / f"{outside_name(short, 'write')}1.txt"
    outside.write_text("no\n")
    which = replace(WHICH, started=seconds(short.started), steps=("write",))

    def save() -> None:
        book.save(kept._replace(sitting=let_go(short, ("write",), AT)), AT)

    assert begin(shelf.folder, which, "no", kept.path, save) == ()
    assert not outside.exists()
    copy = decode((kept.path.parent / "let-it-out.2.conflict-here-1.yaml").read_bytes())[0]
    assert copy.answers["write"].let_go and copy.exercise == "renamed"
    assert TOKEN in book.path_of(SITTING).read_text(), "another time through it is another matter"


@pytest.mark.parametrize("text", ["Dear Ruth, I read her mail. A whole new page.", f"Dear Ruth, {WORDS} A page."])
@pytest.mark.parametrize("called", [outside_name(SITTING, "fix"), outside_name(SITTING, "write-more"), ".~answer-"])
def test_what_an_editor_has_of_another_answer_stays_whatever_stands_in_it(shelf: Shelf, called: str, text: str) -> None:
    book, kept = written(shelf)
    other = shelf.folder / f"{called}zz.txt"
    other.write_text(text)
    (shelf.folder / f".{called}zz.txt.tmp").write_text(text)
    left, _ = let_it_go(shelf, book, kept)
    assert other.read_text() == text and (shelf.folder / f".{called}zz.txt.tmp").exists()
    named = {other, shelf.folder / f".{called}zz.txt.tmp"} if TOKEN in text else set()
    assert {one.path for one in left} == named and not any(one.may_delete for one in left)
    finish(shelf.folder)
    assert other.exists()


@pytest.mark.parametrize(
    ("words", "text", "named"),
    [
        (WORDS, "We shall see. I read her mail on Monday, too. It was two lines.", False),
        (WORDS, "We shall see. I read her mail on Monday, too.", False),
        (WORDS, "I read her mail\n> on the stairs,", True),
        ("I read her mail", "We shall see. I read her mail on Monday, too.", True),
        (
            "私は階段で彼女からの手紙を何度も読みました。とても悲しかった。",
            "昨日、私は階段で彼女からの手紙を何度も読みました。とても悲しかった。",
            True,
        ),
    ],
)
def test_everyday_words_are_no_reason_to_name_a_file(words: str, text: str, named: bool) -> None:
    assert Probe([words]).is_in(text.encode()) is named


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_whatever_the_words_are_they_go(words: str) -> None:
    words = f"{words}\nand then {TOKEN} on the stairs"
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "shelf")
        book = shelf.make("The novel", EVENING)
        sitting = replace(
            SITTING, answers={"write": Answer("Write.", "text", value=words), "fix": SITTING.answers["fix"]}
        )
        kept = book.save(Kept(book.path_of(sitting), sitting), EVENING)
        (kept.path.parent / "let-it-out.conflict-here-1.yaml").write_bytes(kept.path.read_bytes())
        (shelf.folder / f"{OUTSIDE}1.txt").write_text(words, encoding="utf-8")
        (kept.path.parent / ".~let-it-out.yaml.0123456789abcdef.tmp").write_bytes(kept.path.read_bytes()[:-7])

        def save() -> None:
            book.save(kept._replace(sitting=let_go(sitting, WHICH.steps, AT)), AT)

        assert begin(shelf.folder, WHICH, words, kept.path, save) == ()
        assert holds(shelf.folder) == []


def refusing(patch: pytest.MonkeyPatch, name: str) -> None:
    """From now on the file of this name can't be read."""
    real = atomic.read

    def read(path: Path, **more: Any) -> bytes:
        if Path(path).name == name:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return real(path, **more)

    patch.setattr(atomic, "read", read)


def test_a_folder_that_may_be_listed_and_not_entered_is_named_and_hinders_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, kept = written(shelf)
    shut = shelf.folder / "shut"
    shut.mkdir()
    (shut / "a.txt").write_text(WORDS)
    real = os.stat

    def refuse(path: Any, *given: Any, **more: Any) -> os.stat_result:
        if str(path).startswith(f"{shut}/"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", refuse)
        patched.setattr(os, "lstat", refuse)
        left, _ = let_it_go(shelf, book, kept)
        assert {one.path for one in left} == {shut / "a.txt"}
        assert {one.path for one in finish(shelf.folder)} == {shut / "a.txt"}
    assert holds(shelf.folder) == [shut / "a.txt"]


def test_trouble_after_the_own_file_is_not_called_still_in_the_book(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, kept = written(shelf)
    looks = 0
    real = lettinggo.take_out

    def second_fails(*given: Any, **more: Any) -> Any:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise OSError(errno.EIO, "Input/output error", str(shelf.folder / "beside"))
        return real(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(lettinggo, "take_out", second_fails)
        left, _ = let_it_go(shelf, book, kept)
    assert left == (Left(shelf.folder / "beside", "Input/output error"),)
    assert holds(shelf.folder) == [] and [one.pending for one in all_gone(shelf.folder)] == [True]
    assert finish(shelf.folder) == () and [one.pending for one in all_gone(shelf.folder)] == [False]


@contextmanager
def folders_out_of_order(folder: Path, once: Callable[[], bool]) -> Iterator[None]:
    """A disk that can't say any more, as soon as `once` holds, whether it keeps the names in this folder."""
    real = os.fsync
    number = folder.stat().st_ino

    def fsync(file: int) -> None:
        if os.fstat(file).st_ino == number and once():
            raise OSError(errno.EIO, "Input/output error")
        real(file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        yield


def test_words_that_are_out_of_the_own_file_are_out_though_its_folder_can_not_be_synced(shelf: Shelf) -> None:
    book, kept = written(shelf)
    litter(shelf, kept)
    (kept.path.parent / "notes.txt").write_text(f"mine: {WORDS}")

    def save() -> None:
        book.save(kept._replace(sitting=let_go(kept.sitting, WHICH.steps, AT)), AT)

    with folders_out_of_order(kept.path.parent, lambda: TOKEN.encode() not in kept.path.read_bytes()):
        left = begin(shelf.folder, WHICH, WORDS, kept.path, save)
    assert [one.path.name for one in left] == ["notes.txt"] and holds(shelf.folder) == [left[0].path]
    (kept.path.parent / "notes.txt").unlink()
    # A power cut has brought the file back after all.
    bare = kept.path.read_bytes()
    assert [one.pending for one in all_gone(shelf.folder)] == [True]
    kept.path.write_bytes(with_words(WORDS))
    assert finish(shelf.folder) == () and holds(shelf.folder) == []
    assert decode(kept.path.read_bytes())[0].answers["write"] == decode(bare)[0].answers["write"]


def test_a_note_that_can_not_be_read_is_not_written_over(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    book, kept = written(shelf)
    note(shelf.folder, replace(WHICH, exercise="another"))
    before = (shelf.folder / LET_GO).read_bytes()
    with monkeypatch.context() as patched:
        refusing(patched, LET_GO)
        with pytest.raises(OSError, match="Input/output"):
            note(shelf.folder, WHICH)
        with pytest.raises(OSError, match="Input/output"):
            let_it_go(shelf, book, kept)
    assert (shelf.folder / LET_GO).read_bytes() == before
    assert book.read()[0][0].sitting.answers["write"].value == WORDS


def test_what_a_newer_version_notes_stays_as_it_is(shelf: Shelf) -> None:
    shelf.folder.mkdir(parents=True)
    note(shelf.folder, replace(WHICH, exercise="another"))
    more = (shelf.folder / LET_GO).read_text().replace('{"pack"', '{"more": 1, "pack"')
    lines = '{"v": 2, "which": "something newer"}\n[1]\n' + more
    (shelf.folder / LET_GO).write_text(lines)
    note(shelf.folder, WHICH)
    assert (shelf.folder / LET_GO).read_text().startswith(lines)
    assert {one.exercise for one in all_gone(shelf.folder)} == {"another", WHICH.exercise}


def test_beside_a_file_that_another_wrote_nothing_is_written_while_nobody_knows_what_was_let_go(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, kept = written(shelf)
    other = Shelf(shelf.folder).read().books[0]
    (theirs,) = other.read()[0]
    let_it_go(shelf, book, kept)
    with monkeypatch.context() as patched:
        refusing(patched, LET_GO)
        with pytest.raises(OSError, match="Input/output"):
            other.save(theirs, AT)
        assert holds(shelf.folder) == []
    assert other.save(theirs, AT).let_go == {"write"} and holds(shelf.folder) == []
    # What nobody else wrote is kept all the same.
    refusing(monkeypatch, LET_GO)
    mine = book.read()[0][0]
    assert not book.save(mine, AT).conflict


def test_notes_of_ones_own_beside_it_are_no_damaged_copy(shelf: Shelf) -> None:
    book, kept = written(shelf)
    notes = kept.path.parent / "let-it-out.notes.md"
    notes.write_text(f"My own notes. {WORDS}\nAnd much else of mine.", "utf-8")
    left, _ = let_it_go(shelf, book, kept)
    assert [one.path for one in left] == [notes] and not any(one.may_delete for one in left)


@pytest.mark.parametrize("by_link", [False, True])
def test_what_is_left_behind_a_linked_folder_is_known_at_the_next_start(
    shelf: Shelf, tmp_path: Path, by_link: bool
) -> None:
    book, kept = written(shelf)
    away = tmp_path / "elsewhere" / "deeper"
    away.mkdir(parents=True)
    damaged = away / "let-it-out.yaml.orig"
    damaged.write_bytes(b"broken: [" + WORDS.encode())
    (shelf.folder / "linked").symlink_to(away)
    left, _ = let_it_go(shelf, book, kept)
    assert [one.path for one in left] == [damaged]
    again = shelf.folder
    if by_link:
        again = tmp_path / "one" / "more" / "way"
        again.parent.mkdir(parents=True)
        again.symlink_to(shelf.folder)
    for _ in range(2):
        assert [one.path for one in finish(again)] == [damaged]
    damaged.write_bytes(b"seen to")
    assert finish(again) == () and not any(one.pending for one in all_gone(again))


def test_large_files_are_not_held_together_and_are_not_read_at_every_start(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, kept = written(shelf)
    for number in range(6):
        (shelf.folder / f"print-{number}.pdf").write_bytes(os.urandom(3_000_000))
    notes = shelf.folder / "notes.txt"
    notes.write_text(WORDS)
    tracemalloc.start()
    try:
        left, _ = let_it_go(shelf, book, kept)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [one.path for one in left] == [notes] and peak < 12_000_000
    read: list[str] = []
    real = atomic.read

    def noted(path: Path, **more: Any) -> bytes:
        read.append(Path(path).name)
        return real(path, **more)

    monkeypatch.setattr(atomic, "read", noted)
    assert [one.path for one in finish(shelf.folder)] == [notes]
    assert "notes.txt" in read and not any(name.endswith(".pdf") for name in read)


@pytest.mark.fault("F43")
def test_a_killed_run_whose_words_are_known_from_a_copy_looks_for_them_everywhere(shelf: Shelf) -> None:
    _, kept = written(shelf)
    (shelf.folder / "saved by somebody.bak").write_bytes(with_words(DRAFT))
    (shelf.folder / "notes.txt").write_text(WORDS)
    note(shelf.folder, WHICH)
    assert [one.path.name for one in finish(shelf.folder)] == ["notes.txt"]
    assert holds(shelf.folder) == [shelf.folder / "notes.txt"] and TOKEN.encode() not in kept.path.read_bytes()


@pytest.mark.fault("F43")
def test_what_a_killed_run_could_not_change_is_still_named_though_its_words_are_known_no_more(shelf: Shelf) -> None:
    book, kept = written(shelf)
    (kept.path.parent / "let-it-out.conflict-here-1.yaml").write_bytes(with_words(DRAFT))
    damaged = kept.path.parent / "let-it-out.kept-apart-1.yaml"
    damaged.write_bytes(b"broken: [" + DRAFT.encode())

    def killed() -> None:
        raise Killed

    # Between the copies, which are done with, and the own file: that draft stands nowhere else any more.
    with pytest.raises(Killed):
        begin(shelf.folder, WHICH, WORDS, kept.path, killed)
    assert set(holds(shelf.folder)) == {kept.path, damaged}
    assert [one.path for one in finish(shelf.folder)] == [damaged]
    assert holds(shelf.folder) == [damaged]


def test_the_own_file_is_known_as_such_whichever_way_led_to_the_books(shelf: Shelf, tmp_path: Path) -> None:
    book, kept = written(shelf)
    (tmp_path / "way").symlink_to(shelf.folder)
    other = Shelf(tmp_path / "way")
    left, after = let_it_go(other, book, kept)
    # Nothing but `save` has written it: else the window that wrote in it would go on beside it.
    assert left == () and not after.conflict and after.path == kept.path
    assert after.sitting.answers["write"].let_go and holds(shelf.folder) == []
