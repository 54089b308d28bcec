"""A book's folder: saving, what others change meanwhile, and what can't be read."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.files import atomic
from workbook.model.answers import Answer
from workbook.store.kept import Kept, ReadOnly
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode, encode
from workbook.store.workbook import Book

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Shelf(tmp_path / "shelf").make("The novel", EVENING)


def kept(book: Book) -> Kept:
    return Kept(book.path_of(RICH), RICH)


def said(one: Kept, words: str) -> Kept:
    """The same sitting, with other words in it."""
    answers = {**one.sitting.answers, "thought": replace(RICH.answers["thought"], value=words)}
    return one._replace(sitting=replace(one.sitting, answers=answers))


def words_in(path: Path) -> object:
    return decode(path.read_bytes())[0].answers["thought"].value


def other_files(book: Book) -> list[Path]:
    return [path for path in (book.folder / "resilience").iterdir() if path.name != "thought-check.yaml"]


def test_every_save_counts_and_is_on_disk_when_it_comes_back(book: Book) -> None:
    first = book.save(kept(book), EVENING)
    second = book.save(said(first, "Two."), EVENING + timedelta(seconds=1))
    assert (first.sitting.revision, second.sitting.revision) == (42, 43)
    assert words_in(second.path) == "Two."
    assert book.read() == ((second,), ())
    assert other_files(book) == []


def test_a_second_run_has_a_file_of_its_own(book: Book) -> None:
    assert book.next_run("resilience", "thought-check") == 1
    book.save(kept(book), EVENING)
    assert book.next_run("resilience", "thought-check") == 2
    again = replace(RICH, run=2)
    saved = book.save(Kept(book.path_of(again), again), EVENING)
    assert saved.path.name == "thought-check.2.yaml"
    assert [one.sitting.run for one in book.read()[0]] == [2, 1]


def test_a_clock_with_parts_of_a_second_does_no_harm(book: Book) -> None:
    saved = book.save(kept(book), EVENING.replace(microsecond=123456))
    assert book.read()[0][0] == saved


@pytest.mark.parametrize("mask", [0, 0o077, 0o777])
@pytest.mark.fault("A19")
def test_files_are_for_their_owner_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        book = Shelf(tmp_path / "a" / "shelf").make("The novel", EVENING)
        book.save(kept(book), EVENING)
    finally:
        os.umask(before)
    for path in (tmp_path / "a").rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.fault("F21")
def test_a_file_that_was_changed_outside_stays_and_ours_goes_on_beside_it(book: Book) -> None:
    one = book.save(kept(book), EVENING)
    one.path.write_bytes(encode(replace(RICH, answers={"thought": Answer("?", "line", value="Theirs.")})))
    ours = book.save(said(one, "Ours."), EVENING)
    assert ours.conflict and re.fullmatch(r"thought-check\.conflict-[a-z0-9-]+\.yaml", ours.path.name)
    assert (words_in(one.path), words_in(ours.path)) == ("Theirs.", "Ours.")
    more = book.save(said(ours, "Ours, and more."), EVENING)
    assert (more.path, words_in(more.path), words_in(one.path)) == (ours.path, "Ours, and more.", "Theirs.")


@pytest.mark.fault("F21")
def test_to_have_looked_at_a_changed_file_is_no_leave_to_write_over_it(book: Book) -> None:
    one = book.save(kept(book), EVENING)
    one.path.write_bytes(encode(replace(RICH, answers={"thought": Answer("?", "line", value="Theirs.")})))
    book.read()
    ours = book.save(said(one, "Ours."), EVENING)
    assert ours.conflict and (words_in(one.path), words_in(ours.path)) == ("Theirs.", "Ours.")


@pytest.mark.fault("F21")
def test_a_file_that_nobody_knew_of_is_not_written_over(book: Book) -> None:
    one = kept(book)
    one.path.parent.mkdir()
    one.path.write_bytes(b"somebody else's\n")
    assert book.save(one, EVENING).conflict
    assert one.path.read_bytes() == b"somebody else's\n"


@pytest.mark.fault("F25")
def test_a_file_of_the_last_revision_that_can_be_read_is_saved_all_the_same(book: Book) -> None:
    path = book.save(kept(book), EVENING).path
    for number in ("999999999999999999", "99999999999999999"):
        path.write_bytes(re.sub(rb"(?m)^revision: .*$", b"revision: " + number.encode(), path.read_bytes()))
        ((one,), _) = book.read()
        for words in ("Still here.", "And here."):
            one = book.save(said(one, words), EVENING)
            assert (one.path, one.conflict, words_in(path)) == (path, False, words)


@pytest.mark.parametrize("folder_too", [False, True])
@pytest.mark.fault("F23")
def test_a_file_that_is_gone_is_written_again(book: Book, folder_too: bool) -> None:
    one = book.save(kept(book), EVENING)
    one.path.unlink()
    if folder_too:
        one.path.parent.rmdir()
    again = book.save(said(one, "Still here."), EVENING)
    assert (again.path, again.conflict, words_in(again.path)) == (one.path, False, "Still here.")


@pytest.mark.fault("F11")
def test_when_only_the_folder_could_not_be_synced_the_file_is_known_again(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = book.save(kept(book), EVENING)

    def fail(folder: Path) -> None:
        raise OSError(errno.EIO, "the disk", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "sync_folder", fail)
        with pytest.raises(OSError, match="the disk"):
            book.save(said(one, "Two."), EVENING)
    assert words_in(one.path) == "Two."
    three = book.save(said(one, "Three."), EVENING)
    assert (three.conflict, words_in(one.path)) == (False, "Three.")
    assert other_files(book) == []


@pytest.mark.fault("F11")
def test_what_was_not_read_back_as_written_never_replaces_the_file(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    one = book.save(kept(book), EVENING)
    monkeypatch.setattr(atomic, "_read_all", lambda file, at_most: b"torn")
    with pytest.raises(OSError, match="read back"):
        book.save(said(one, "Two."), EVENING)
    monkeypatch.undo()
    assert words_in(one.path) == "Nobody will read it." and other_files(book) == []


@pytest.mark.fault("F24")
def test_a_file_that_cannot_be_read_is_reported_and_kept_apart_as_it_is(book: Book) -> None:
    one = book.save(kept(book), EVENING)
    whole = one.path.read_bytes()
    for number in (1, 2):
        one.path.write_bytes(whole[: -10 * number])
        (found,) = book.read()[1]
        assert found.path == one.path and found.line > 1 and "breaks off" in found.message
        ours = book.save(said(one, "Ours."), EVENING)
        assert words_in(ours.path) == "Ours." and one.path.read_bytes() == whole[: -10 * number]
        target = book.keep_apart(found)
        assert target.name == f"thought-check.kept-apart-{number}.yaml"
        assert target.read_bytes() == whole[: -10 * number] and not one.path.exists()
    assert book.read() == ((), ())


def test_one_bad_file_does_not_hide_the_others(book: Book) -> None:
    book.save(kept(book), EVENING)
    (book.folder / "resilience" / "landing.yaml").write_bytes(b"\xff\xfe")
    (book.folder / "resilience" / "step-back.yaml").mkdir()
    (book.folder / "resilience" / "what-holds.yaml").symlink_to("thought-check.yaml")
    (book.folder / "other").symlink_to("resilience")
    sittings, bad = book.read()
    assert [one.sitting.exercise for one in sittings] == ["thought-check"]
    assert [one.path.name for one in bad] == ["landing.yaml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root is let in everywhere")
@pytest.mark.fault("F14")
def test_a_folder_without_permission_is_named_and_the_others_work(book: Book) -> None:
    book.save(kept(book), EVENING)
    locked = book.folder / "locked"
    locked.mkdir(0o000)
    sittings, bad = book.read()
    locked.chmod(0o700)
    assert (len(sittings), [one.path for one in bad]) == (1, [locked])


@pytest.mark.fault("F14")
def test_a_folder_that_says_no_is_named_and_the_others_work(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.save(kept(book), EVENING)
    (book.folder / "locked").mkdir()
    listed = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    sittings, bad = book.read()
    assert (len(sittings), [(one.path.name, one.message) for one in bad]) == (1, [("locked", "Permission denied")])


@pytest.mark.fault("F31")
def test_a_newer_format_is_read_and_never_written(book: Book) -> None:
    one = book.save(kept(book), EVENING)
    newer = one.path.read_bytes().replace(b"format: 1", b"format: 2\nmood: light", 1)
    one.path.write_bytes(newer)
    (found,), bad = book.read()
    assert found.read_only and bad == () and found.sitting.extra["mood"] == "light"
    with pytest.raises(ReadOnly):
        book.save(found, EVENING)
    assert one.path.read_bytes() == newer


@pytest.mark.fault("F31")
def test_a_book_of_a_newer_format_is_not_written_either(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    made = shelf.make("The novel", EVENING)
    facts = made.folder / "workbook.yaml"
    facts.write_bytes(facts.read_bytes().replace(b"format: 1", b"format: 9", 1))
    (book,) = shelf.read().books
    assert book.read_only and book.title == "The novel"
    with pytest.raises(ReadOnly):
        book.save(kept(book), EVENING)
    with pytest.raises(ReadOnly):
        book.write_facts(book.facts)


WRITER = """
import sys, time
from datetime import datetime, timezone
from dataclasses import replace
from pathlib import Path
from workbook.files import atomic
from workbook.model.answers import Answer
from workbook.store.shelf import Shelf

slow = Path.replace
def after_a_while(self, target):
    time.sleep(0.002)
    return slow(self, target)
Path.replace = after_a_while

name = sys.argv[2]
now = datetime(2026, 11, 22, 18, 0, tzinfo=timezone.utc)
(book,) = Shelf(Path(sys.argv[1])).read().books
(kept,), _ = book.read()
for number in range(60):
    answers = {**kept.sitting.answers, f"{name}-{number}": Answer("?", "line", value=name)}
    kept = book.save(kept._replace(sitting=replace(kept.sitting, answers=answers)), now)
    if number % 7 == 0 and not kept.conflict:
        kept = next((one for one in book.read()[0] if one.path == kept.path), kept)
"""


@pytest.mark.fault("F19", "F21")
def test_two_who_write_at_the_same_time_lose_nothing(book: Book) -> None:
    book.save(kept(book), EVENING)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(book.folder.parent), name], cwd=ROOT)
        for name in ("one", "two")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    found = {id for path in (book.folder / "resilience").glob("*.yaml") for id in decode(path.read_bytes())[0].answers}
    assert {f"{name}-{number}" for name in ("one", "two") for number in range(60)} <= found
    assert len(other_files(book)) == 1


@pytest.mark.fault("F26")
def test_a_conflict_with_a_clock_that_was_put_back_keeps_both(book: Book) -> None:
    one = book.save(kept(book), EVENING)
    theirs = book.save(said(one, "Theirs."), datetime(1970, 1, 2, tzinfo=EVENING.tzinfo))
    ours = book.save(said(one, "Ours."), EVENING)
    assert (words_in(theirs.path), words_in(ours.path), ours.conflict) == ("Theirs.", "Ours.", True)
