"""Earlier versions on disk: kept beside a save without hindering it, bounded, let go, forgotten, deleted."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from anysitting import EVENING, RICH

from workbook.files import atomic
from workbook.model.answers import Answer
from workbook.model.lettinggo import let_go
from workbook.model.versions import AT_MOST, BYTES
from workbook.store import versionkeeping, versions
from workbook.store.deleting import delete, goes_with
from workbook.store.kept import Kept
from workbook.store.letgone import Gone, note, seconds
from workbook.store.lettinggo import begin
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode, encode
from workbook.store.versions import count, folder_of, forget, versions_of
from workbook.store.workbook import Book

FIRST = "Nobody will read it, and nobody has to."
TOKEN = "zq7token"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    before = os.umask(0)
    yield Shelf(tmp_path / "shelf").make("The novel", EVENING)
    os.umask(before)


def begun(book: Book, words: str = FIRST, **more: object) -> Kept:
    """A sitting that is on disk, opened as it is in another run of the program."""
    sitting = replace(RICH, revision=0, answers={"x": Answer("?", "text", value=words)}, **more)  # type: ignore[arg-type]
    kept = book.save(Kept(book.path_of(sitting), sitting), EVENING)
    return kept._replace(watch=None)


def said(one: Kept, words: str) -> Kept:
    return one._replace(sitting=replace(one.sitting, answers={"x": Answer("?", "text", value=words)}))


def place(book: Book, run: str = "") -> Path:
    return book.disk.shelf / "versions" / book.facts.id / "resilience" / f"thought-check{run}"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def words_of(book: Book, run: int = 1) -> list[object]:
    """What the versions say, the oldest first."""
    found = versions_of(book, "resilience", "thought-check", run)
    return [one.sitting.answers["x"].value if one.sitting else one.wrong for one in reversed(found)]


def filled(book: Book, many: int, size: int = 10) -> Path:
    """So many versions, one a day, as they would be after a while."""
    folder = place(book)
    atomic.make_folder(folder)
    for number in range(1, many + 1):
        at = EVENING - timedelta(days=many - number)
        one = replace(RICH, saved=at, answers={"x": Answer("?", "text", value=f"{number} " + "x" * size)})
        (folder / f"r{number:06d}.{at:%Y-%m-%dT%H%M%z}.yaml").write_bytes(encode(one))
    return folder


@pytest.mark.fault("F2", "A19")
def test_the_first_save_keeps_the_file_as_it_was_to_the_byte(book: Book) -> None:
    one = begun(book)
    assert names(place(book)) == [], "there was nothing before it"
    one.path.write_bytes(one.path.read_bytes().replace(b"answers:\n", b"# mine\nanswers:\n"))
    one.path.chmod(0o644)
    was = one.path.read_bytes()
    (opened,) = book.read()[0]
    two = book.save(said(opened, f"{FIRST} So."), EVENING + timedelta(seconds=9))
    three = book.save(said(two, f"{FIRST} So be it."), EVENING + timedelta(minutes=9))
    assert names(place(book)) == ["r000001.2026-11-22T1804+0100.yaml"]
    (version,) = place(book).iterdir()
    assert version.read_bytes() == was and version.stat().st_nlink == 1
    assert stat.S_IMODE(version.stat().st_mode) == 0o600
    for folder in (place(book), place(book).parent, place(book).parent.parent, place(book).parent.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    book.save(said(three, "Another text."), EVENING + timedelta(minutes=11))
    assert words_of(book) == [FIRST, f"{FIRST} So be it."], "one in ten minutes"
    assert all(path.read_bytes().endswith(b"...\n") for path in place(book).iterdir())


def test_opened_again_it_is_kept_again_but_never_twice_the_same(book: Book) -> None:
    one = begun(book)
    two = book.save(said(one, "Two."), EVENING)
    # To open it again, and change the place alone.
    three = book.save(two._replace(watch=None, sitting=replace(two.sitting, place=None)), EVENING)
    four = book.save(said(three, "Four."), EVENING)
    assert words_of(book) == [FIRST, "Two."]
    five = book.save(said(four, "Two.")._replace(watch=None), EVENING)
    six = book.save(said(five, "Six.")._replace(watch=None), EVENING)
    assert words_of(book) == [FIRST, "Two.", "Four.", "Two."]
    # Killed after the file had its second name, and before anything took its place.
    os.link(six.path, place(book) / "r000006.2026-11-22T1804+0100.yaml")
    book.save(said(six, "Seven.")._replace(watch=None), EVENING)
    assert words_of(book) == [FIRST, "Two.", "Four.", "Two.", "Six."]


def test_what_takes_much_away_is_kept_also_where_it_goes_letter_by_letter(book: Book) -> None:
    one = book.save(said(begun(book), f"{FIRST} I wrote three more lines today, and this is where they end."), EVENING)
    for length in range(90, -1, -5):
        text = str(one.sitting.answers["x"].value)[:length]
        one = book.save(said(one, text), EVENING)
    assert words_of(book) == [FIRST, f"{FIRST} I wrote three more lines today, and this is where they end."]
    (_, second) = sorted(place(book).iterdir())
    assert decode(second.read_bytes())[0].revision == 2 and second.name.startswith("r000002.")


def test_a_run_has_versions_of_its_own_and_so_has_a_file_of_the_other_of_two_writers(book: Book) -> None:
    one, two = begun(book), begun(book, "Second time.", run=2)
    book.save(said(two, "Second time, more."), EVENING)
    assert words_of(book) == [] and words_of(book, 2) == ["Second time."]
    assert place(book, ".2").is_dir()
    one.path.write_bytes(one.path.read_bytes().replace(b"nobody has to", b"they have to"))
    mine = book.save(said(one, "Mine."), EVENING)
    assert mine.conflict and words_of(book) == [], "theirs stays where it is"
    book.save(said(mine, "Mine, more.")._replace(watch=None), EVENING)
    assert words_of(book) == ["Mine."]


@pytest.mark.fault("F26")
def test_numbers_go_up_also_when_an_old_file_is_put_back_and_days_are_those_of_the_files(book: Book) -> None:
    one = begun(book)
    filled(book, 12)
    two = book.save(said(one, "Two."), EVENING)
    assert names(place(book))[-1] == "r000013.2026-11-22T1804+0100.yaml"
    # A clock that was put back to 1970, and another that has gone on to 2038.
    for at in (datetime(1970, 1, 1, 3, tzinfo=EVENING.tzinfo), datetime(2038, 2, 1, 3, tzinfo=EVENING.tzinfo)):
        two = book.save(said(two, f"In {at.year}.")._replace(watch=None), at)
    two = book.save(said(two, "Now.")._replace(watch=None), EVENING)
    assert names(place(book))[-3:] == [
        "r000014.2026-11-22T1804+0100.yaml", "r000015.1970-01-01T0300+0100.yaml", "r000016.2038-02-01T0300+0100.yaml",
    ]  # fmt: skip
    assert len(names(place(book))) == 16, "nothing has gone for it"
    assert words_of(book)[-2:] == ["In 1970.", "In 2038."]


def test_never_more_than_forty_and_never_more_than_the_bound(book: Book) -> None:
    one = begun(book)
    folder = filled(book, 60)
    strange = folder / "r000001.2026-11-22T1804+0100.sync-conflict-20261122-1.yaml"
    strange.write_text("not ours")
    (folder / "notes.txt").write_text("mine")
    outside = book.disk.shelf / "victim.yaml"
    outside.write_text("mine")
    (folder / "r000002.2020-01-01T0000+0100.yaml").symlink_to(outside)
    (folder / "r000003.2020-01-01T0000+0100.yaml").mkdir()
    book.save(said(one, "Two."), EVENING)
    assert len(versions.listed(folder)) == 31 <= AT_MOST, "of thirty days, and today twice"
    assert strange.exists() and (folder / "notes.txt").exists() and outside.read_text() == "mine"
    assert (folder / "r000002.2020-01-01T0000+0100.yaml").is_symlink()
    forget(book)
    large = filled(book, 10, BYTES // 8)
    book.save(said(one, "Three.")._replace(watch=None, stamp=atomic.stamp_of(one.path.read_bytes())), EVENING)
    kept = versions.listed(large)
    assert sum(found.version.size for found in kept) <= BYTES and len(kept) == 8


@pytest.mark.fault("A21")
@pytest.mark.parametrize("level", range(4))
def test_no_link_is_followed_where_versions_are_kept(book: Book, level: int, tmp_path: Path) -> None:
    one = begun(book)
    victim = tmp_path / "victim"
    victim.mkdir()
    link = [place(book), *place(book).parents][level]
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(victim)
    two = book.save(said(one, "Two."), EVENING)
    assert list(victim.iterdir()) == [] and decode(two.path.read_bytes())[0].answers["x"].value == "Two."
    with pytest.raises(OSError, match="link"):
        book.save(said(two, "Three."), EVENING, keep=True)
    assert decode(two.path.read_bytes())[0].answers["x"].value == "Two.", "as a whole only what is kept before"
    (victim / "r000001.2026-11-22T1804+0100.yaml").write_text("theirs")
    forget(book)
    assert names(victim) == ["r000001.2026-11-22T1804+0100.yaml"]


@pytest.mark.parametrize("id", ["..", "a/b", "", "x" * 300])
def test_an_id_that_can_be_no_folder_leads_nowhere_else(book: Book, id: str) -> None:
    book.facts = book.facts._replace(id=id)
    sitting = replace(RICH, answers={})
    assert folder_of(book, sitting) == (
        book.disk.shelf / "versions" / book.folder.name / "resilience" / "thought-check"
    )


@pytest.mark.parametrize("gone", [False, True])
def test_what_can_get_no_second_name_just_then_is_written_after_the_save(
    book: Book, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    long = "A passage of many words, which took an hour to write. " * 5
    one = begun(book, long)
    two = book.save(said(one, f"{long}{long}"), EVENING)
    if gone:
        # Another program has removed the file: it is written again, and what stood there is kept all the same.
        two.path.unlink()
    monkeypatch.setattr(versionkeeping, "_WAIT", 0.05)
    begins, begun_with = versionkeeping.Keeping.begin, Event()

    def begin(keeping: versionkeeping.Keeping) -> None:
        begins(keeping)
        begun_with.set()

    monkeypatch.setattr(versionkeeping.Keeping, "begin", begin)
    with ThreadPoolExecutor(1) as pool:
        with atomic.moment_lock(book.disk.shelf / ".lock"):
            three = pool.submit(book.save, said(two, "Gone."), EVENING)
            # A version has waited for the lock in vain; the save itself waits longer.
            assert begun_with.wait(10)
        assert three.result().path == one.path
    assert words_of(book) == [long, f"{long}{long}"]


@pytest.mark.fault("F10")
def test_what_could_not_be_kept_is_kept_with_a_later_save(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    one = book.save(said(begun(book, "x"), words), EVENING)
    replaced = atomic.replace

    def full(path: Path, data: bytes, **more: Any) -> None:
        if "versions" in path.parts:
            raise OSError(errno.ENOSPC, "No space left on device")
        replaced(path, data, **more)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "replace", full)
        for left in (300, 200, 100, 0):
            # Taken away piece by piece: what the file held last is not what stood there at most.
            one = book.save(said(one, words[:left]), EVENING)
        assert words not in words_of(book)
    one = book.save(said(one, "Something else."), EVENING)
    assert words_of(book).count(words) == 1
    many = count(book)
    book.save(said(one, "Something else again."), EVENING)
    assert count(book) == many


@pytest.mark.fault("A21")
@pytest.mark.parametrize("of_pack", [False, True])
def test_what_is_behind_a_link_is_no_earlier_version(book: Book, tmp_path: Path, *, of_pack: bool) -> None:
    one = begun(book)
    book.save(said(one, "Two."), EVENING)
    link = place(book).parent if of_pack else place(book)
    link.rename(tmp_path / "elsewhere")
    link.symlink_to(tmp_path / "elsewhere")
    assert words_of(book) == [] and count(book) == 0


@pytest.mark.fault("A21")
def test_a_file_that_has_another_name_already_is_left_as_it_is(book: Book, tmp_path: Path) -> None:
    one = begun(book)
    backup = tmp_path / "backup.yaml"
    backup.hardlink_to(one.path)
    backup.chmod(0o644)
    was = backup.read_bytes()
    book.save(said(one, "Two."), EVENING)
    seen = backup.stat()
    assert (stat.S_IMODE(seen.st_mode), seen.st_nlink, backup.read_bytes()) == (0o644, 1, was)
    (version,) = place(book).iterdir()
    assert version.read_bytes() == was and stat.S_IMODE(version.stat().st_mode) == 0o600


@pytest.mark.fault("F15")
def test_without_file_descriptors_no_half_made_name_stays(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    one = begun(book)
    atomic.make_folder(place(book))
    opened = os.open

    def refuse(path: Any, *given: Any, **more: Any) -> int:
        if str(path).startswith(str(place(book))):
            raise OSError(errno.EMFILE, "Too many open files")
        return opened(path, *given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(OSError, match="Too many"):
            atomic.second_name(one.path, place(book) / "r000001.2026-11-22T1804+0100.yaml")
    assert names(place(book)) == [] and one.path.stat().st_nlink == 1


def test_on_a_disk_without_second_names_it_is_written(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    one = begun(book)
    was = one.path.read_bytes()
    monkeypatch.setattr(os, "link", refuse)
    two = book.save(said(one, "Two."), EVENING)
    assert [path.read_bytes() for path in place(book).iterdir()] == [was]
    book.save(said(two, "Three."), EVENING, keep=True)
    assert words_of(book) == [FIRST, "Two."]


def test_what_is_damaged_or_newer_is_never_kept_as_sound_and_is_named(book: Book) -> None:
    one = begun(book)
    book.save(said(one, "Two."), EVENING)
    (good,) = place(book).iterdir()
    (place(book) / "r000002.2026-11-23T0100+0100.yaml").write_bytes(good.read_bytes()[:-5])
    (place(book) / "r000003.2026-11-24T0100+0100.yaml").write_bytes(b"format: 9\nwords: none\n...\n")
    newest, damaged, sound = versions_of(book, "resilience", "thought-check", 1)
    assert newest.newer and newest.sitting is None and damaged.sitting is None and not damaged.newer
    assert "the last line, `...`, is missing" in damaged.wrong
    assert sound.sitting is not None and sound.sitting.answers["x"].value == FIRST
    (opened,) = book.read()[0]
    book.save(said(opened, "Three."), EVENING)
    assert len(names(place(book))) == 4


@pytest.mark.fault("F2", "F3")
@pytest.mark.parametrize("keep", [False, True])
def test_whatever_fails_the_words_are_saved_unless_they_replace_others_as_a_whole(book: Book, keep: bool) -> None:
    one = begun(book)
    place(book).parent.mkdir(parents=True)
    place(book).write_text("somebody's file stands in the way")
    if keep:
        with pytest.raises(OSError, match=r"exists|Not a directory"):
            book.save(said(one, "Two."), EVENING, keep=True)
        assert decode(one.path.read_bytes())[0].answers["x"].value == FIRST
    else:
        two = book.save(said(one, "Two."), EVENING)
        assert decode(two.path.read_bytes())[0].answers["x"].value == "Two."


def test_a_save_that_fails_leaves_no_version_of_what_is_there_still(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = begun(book)

    def refuse(*given: object, **more: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "_fill", refuse)
        with pytest.raises(OSError, match="Input"):
            book.save(said(one, "Two."), EVENING)
    assert names(place(book)) == [] and one.path.stat().st_nlink == 1
    # Written, though only the folder could not be synced: then what it replaced stays a version.
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "sync_folder", refuse)
        with pytest.raises(OSError, match="Input"):
            book.save(said(one, "Two."), EVENING)
    assert words_of(book) == [FIRST]


# Letting go, deleting, forgetting


def gone_of(kept: Kept) -> Gone:
    at = EVENING + timedelta(minutes=20)
    return Gone("resilience", "thought-check", seconds(kept.sitting.started), ("x",), at)


def test_words_that_are_let_go_are_in_no_version_and_never_become_one(book: Book) -> None:
    one = begun(book, f"{TOKEN}: I read her mail on the stairs, four times and more.")
    renamed = one.path.read_bytes().replace(b"exercise: thought-check", b"exercise: old-name")
    one.path.write_bytes(renamed)
    (opened,) = book.read()[0]
    two = book.save(said(opened, f"{TOKEN}: I read it."), EVENING)
    assert words_of(book) == [f"{TOKEN}: I read her mail on the stairs, four times and more."]
    damaged = place(book) / "r000001.2026-11-22T1804+0100.sync-conflict-1.yaml"
    damaged.write_bytes(renamed[:-9])
    gone = gone_of(two)
    bare = let_go(two.sitting, ("x",), gone.at)
    after: list[Kept] = []
    left = begin(
        book.disk.shelf, gone, f"{TOKEN}: I read it.", two.path,
        lambda: after.append(book.save(two._replace(sitting=bare), gone.at)),
    )  # fmt: skip
    assert [(one.path, one.may_delete) for one in left] == [(damaged, True)]
    damaged.unlink()
    holding = [path for path in book.disk.shelf.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert holding == [] and len(words_of(book)) == 1
    book.save(said(after[0], "Written anew."), gone.at + timedelta(minutes=1))
    assert not any(TOKEN in str(words) for words in words_of(book))


def test_another_window_that_let_them_go_is_heeded_also_for_versions(book: Book) -> None:
    one = begun(book, f"{TOKEN}: I read her mail on the stairs.")
    two = book.save(said(one, f"{TOKEN}: I read her mail on the stairs, four times, and said nothing to her."), EVENING)
    other = place(book) / "r000009.2026-11-22T1804+0100.yaml"
    other.write_bytes(two.path.read_bytes())
    note(book.disk.shelf, gone_of(two))
    for path in place(book).iterdir():
        if path != other:
            path.unlink()
    three = book.save(said(two, "Gone."), EVENING)
    assert three.let_go == {"x"} and names(place(book)) == [other.name]
    # A file that could not be changed then: nobody is shown what stands in it.
    (found,) = versions_of(book, "resilience", "thought-check", 1)
    assert found.sitting is not None and found.sitting.answers["x"].let_go
    assert found.sitting.answers["x"].value is None


@pytest.mark.parametrize("links", [True, False])
def test_words_that_are_let_go_in_the_very_moment_of_a_save_become_no_version(
    book: Book, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    one = begun(book, f"{TOKEN}: I read her mail on the stairs.")
    real, calls = versionkeeping._make, 0

    def meanwhile(folder: Path) -> None:
        nonlocal calls
        calls += 1
        real(folder)
        # Before it has its second name; where there is none, after the save and before it is written.
        if calls == (1 if links else 2):
            note(book.disk.shelf, gone_of(one))

    def refuse(*given: object, **more: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(versionkeeping, "_make", meanwhile)
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    two = book.save(said(one, "Gone."), EVENING)
    assert two.let_go == ({"x"} if links else set()) and names(place(book)) == []


def test_deleting_a_book_deletes_its_versions_and_says_how_many(book: Book) -> None:
    one = begun(book)
    book.save(said(one, "Two."), EVENING)
    filled(book, 3)
    shelf = Shelf(book.disk.shelf)
    assert goes_with(shelf, book.folder).versions == 4 == count(book)
    delete(shelf, book.folder)
    assert not place(book).parent.parent.exists()


def test_forgetting_forgets_one_exercise_or_the_whole_book_and_nothing_of_others(book: Book) -> None:
    one, two = begun(book), begun(book, "Second.", run=2)
    other = begun(book, "Other.", exercise="thought-check-2")
    for kept in (one, two, other):
        book.save(said(kept, "New."), EVENING)
    temp = place(book) / ".~r000001.2026-11-22T1804+0100.yaml.0123456789abcdef.tmp"
    temp.write_bytes(b"half")
    (place(book) / "r000001.2026-11-22T1804+0100.sync-conflict-1.yaml").write_bytes(b"copy")
    (place(book, ".2") / "notes.txt").write_text("mine")
    assert (count(book, "resilience", "thought-check"), count(book)) == (2, 3)
    forget(book, "resilience", "thought-check")
    assert (count(book, "resilience", "thought-check"), count(book)) == (0, 1)
    assert not place(book).exists() and names(place(book, ".2")) == ["notes.txt"]
    (place(book, ".2") / "notes.txt").unlink()
    forget(book)
    assert count(book) == 0 and [kept.sitting.answers["x"].value for kept in book.read()[0]] == ["New."] * 3


# Faults for real


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with 400 KiB of room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small disk can't be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(disk: Path, but: int) -> None:
    """Take all the room there is but for so many pages."""
    with (disk / "ballast").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(file.tell() // 4096 * 4096 - but * 4096)


@pytest.mark.fault("F10")
def test_on_a_full_disk_the_words_are_saved_and_only_the_version_is_not(small_disk: Path) -> None:
    book = Shelf(small_disk / "shelf").make("The novel", EVENING)
    words = "one two three four five six seven eight nine ten " * 500
    one = book.save(said(begun(book), words), EVENING)
    half = book.save(said(one, words[: len(words) * 6 // 10]), EVENING)
    # Room for the file that is written now, and none for what it was before.
    fill(small_disk, 2)
    after = book.save(said(half, "So little is left."), EVENING)
    assert decode(after.path.read_bytes())[0].answers["x"].value == "So little is left."
    assert [str(words)[:6] for words in words_of(book)] == ["Nobody"]
    assert [path.name for path in small_disk.rglob("*.tmp")] == []
    (small_disk / "ballast").unlink()
    much = book.save(said(after, words), EVENING)
    fill(small_disk, 1)
    # What is there still needs no room to be kept: it is the file itself.
    last = book.save(said(much, "Nothing.")._replace(watch=None), EVENING)
    assert words_of(book)[-1] == words and decode(last.path.read_bytes())[0].answers["x"].value == "Nothing."


@pytest.mark.fault("F10")
def test_old_versions_give_room_for_new_words_but_never_the_newest_and_never_for_nothing(small_disk: Path) -> None:
    book = Shelf(small_disk / "shelf").make("The novel", EVENING)
    one = begun(book)
    folder = filled(book, 8, 12_000)
    before = names(folder)
    fill(small_disk, 0)
    with pytest.raises(OSError, match="No space"):
        book.save(said(one, "x" * 200_000), EVENING)
    assert names(folder) == before, "they would not be enough, and so they stay"
    two = book.save(said(one, "y" * 20_000), EVENING)
    assert decode(two.path.read_bytes())[0].answers["x"].value == "y" * 20_000
    assert names(folder)[: len(before) - 2] == before[2:]
    for path in sorted(folder.iterdir())[:-3]:
        path.unlink()
    left = names(folder)
    fill(small_disk, 0)
    with pytest.raises(OSError, match="No space"):
        book.save(said(two, "y" * 24_000), EVENING)
    assert names(folder) == left, "the newest three stay"


CALLS = ("link", "rename", "replace", "mkdir", "fsync", "write", "unlink", "fchmod")


def killed_before(number: int, job: Callable[[], object]) -> bool:
    """Do it in a process that is killed right before its so-manieth call to the system; whether it was."""
    child = os.fork()
    if child == 0:
        done = 0

        def counted(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*given: Any, **more: Any) -> Any:
                nonlocal done
                done += 1
                if done == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **more)

            return call

        try:
            for name in CALLS:
                setattr(os, name, counted(getattr(os, name)))
            job()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.fault("F2")
def test_killed_at_any_call_nothing_is_lost_and_nothing_is_left_over(tmp_path: Path) -> None:
    """Each save, with the version that it keeps, killed before the nth call to the system."""
    for number in range(1, 400):
        shelf = tmp_path / str(number)
        first = begun(Shelf(shelf).make("The novel", EVENING))

        def write(shelf: Path = shelf, first: Kept = first) -> None:
            (book,) = Shelf(shelf).read().books
            one = book.save(said(first, "b" * 99), EVENING)
            one = book.save(said(one, "b" * 60), EVENING)
            book.save(said(one, "c"), EVENING)

        killed = killed_before(number, write)
        (found,) = Shelf(shelf).read().books
        kept, bad = found.read()
        assert bad == ()
        (now,) = kept
        value, before = now.sitting.answers["x"].value, words_of(found)
        assert value in (FIRST, "b" * 99, "b" * 60, "c")
        assert all(words in (FIRST, "b" * 99) for words in before), before
        assert value == FIRST or before[:1] == [FIRST], "what was replaced is a version"
        temps = list(shelf.rglob("*.tmp"))
        if not killed:
            assert before == [FIRST, "b" * 99] and temps == []
            break
        assert len(temps) <= 1
        if temps and temps[0].parent == place(found):
            os.utime(temps[0], (0, 0))
            found.save(said(now, "On again."), EVENING)
            assert not temps[0].exists(), "what a killed write left is swept"
    assert 40 < number < 399
