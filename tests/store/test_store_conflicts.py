"""Second versions on the shelf: known whoever made them, and nothing is removed or settled by itself."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH

from workbook.files import markers
from workbook.model.sitting import Sitting
from workbook.store import conflicts, kept, workbook
from workbook.store.conflicts import HERE, Seconds, is_marked, second_versions, whose
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import encode
from workbook.store.workbook import Book

NAMES = (
    "thought-check.conflict-laptop-a1b2c3.yaml",
    "thought-check.sync-conflict-20261122-181940-ABCDEFG.yaml",
    "thought-check (Ann's conflicted copy 2026-11-22).yaml",
    "thought-check (In Konflikt stehende Kopie von Ann 2026-11-22).yaml",
    "thought-check (Copie en conflit de Ann 2026-11-22).yaml",
    "thought-check (conflicted copy 2026-11-22 181940).yaml",
    "thought-check (1).yaml",
    "thought-check 2.yaml",
    "thought-check-LAPTOP.yaml",
    "thought-check-laptop.yaml",
    "thought-check_REMOTE_123.yaml",
    "thought-check.yaml.orig",
)
OTHERS = (
    "thought-check.kept-apart-1.yaml",
    ".~thought-check.yaml.0123456789abcdef.tmp",
    ".~answer-resilience.thought-check.1.told.abc.txt",
    ".thought-check.yaml.swp",
    ".syncthing.thought-check.yaml.tmp",
    "thought-check.yaml~",
    "#thought-check.yaml#",
    "thought-check notes.txt",
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Shelf(tmp_path / "shelf").make("The novel", EVENING)


def saved(book: Book, sitting: Sitting = RICH) -> Kept:
    return book.save(Kept(book.path_of(sitting), sitting), EVENING)


def changed(words: str, **more: object) -> Sitting:
    answers = {**RICH.answers, "thought": replace(RICH.answers["thought"], value=words)}
    return replace(RICH, answers=answers, **more)  # type: ignore[arg-type]


def found_in(book: Book) -> Seconds:
    found = second_versions(book)
    # What the contents know already spares them every other file.
    assert second_versions(book, book.read()[1]) == found
    return found


@pytest.mark.fault("F22")
@pytest.mark.parametrize("name", NAMES)
def test_a_second_version_is_known_whichever_program_made_it(book: Book, name: str) -> None:
    kept = saved(book)
    beside = kept.path.with_name(name)
    beside.write_bytes(encode(changed("It drags.")))
    before = sorted(path.name for path in kept.path.parent.iterdir())
    found = found_in(book)
    assert found.unread == ()
    (pair,) = found.pairs
    assert pair.own is not None and pair.own.sitting == kept.sitting
    assert (pair.own.path, pair.own.whose) == (kept.path, HERE)
    assert (pair.other.path, pair.other.sitting.answers["thought"].value) == (beside, "It drags.")
    assert (pair.more, pair.marked) == (0, False)
    # It is in no print, and counts as no run of its own.
    assert [one.path for one in book.read()[0]] == [kept.path]
    assert sorted(path.name for path in kept.path.parent.iterdir()) == before


@pytest.mark.fault("F22")
@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_second_version_is_passed_over(book: Book, name: str) -> None:
    kept = saved(book)
    kept.path.with_name(name).write_bytes(kept.path.read_bytes())
    assert found_in(book) == Seconds()


def test_an_exercise_whose_name_begins_like_anothers_is_its_own(book: Book) -> None:
    saved(book)
    saved(book, replace(RICH, exercise="thought-check-home"))
    assert found_in(book) == Seconds() and len(book.read()[0]) == 2
    # One that was given its name by hand says still what it was; but it was begun at another moment.
    renamed = book.path_of(RICH).with_name("thought-check-work.yaml")
    renamed.write_bytes(encode(replace(RICH, started=EVENING + timedelta(days=1))))
    assert found_in(book) == Seconds() and len(book.read()[0]) == 3


def test_in_a_folder_of_many_exercises_each_name_is_looked_at_a_few_times_alone(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern, looked = kept.SITTING, 0

    class Counting:
        def match(self, name: str) -> re.Match[str] | None:
            nonlocal looked
            looked += 1
            return pattern.match(name)

    made = saved(book)
    for number in range(200):
        made.path.with_name(f"page-{number}-x.yaml").write_bytes(made.path.read_bytes())
    for module in (kept, conflicts, workbook):
        monkeypatch.setattr(module, "SITTING", Counting())
    assert len(list(book.files())) == 201 and second_versions(book, ()) == Seconds()
    assert looked < 201 * 10


def test_each_run_has_its_own_and_the_oldest_comes_first(book: Book) -> None:
    kept = saved(book)
    second = saved(book, replace(RICH, run=2))
    for name, hours in (("thought-check (1).yaml", 5), ("thought-check (2).yaml", 3), ("thought-check (3).yaml", 4)):
        kept.path.with_name(name).write_bytes(encode(changed(name, saved=EVENING + timedelta(hours=hours))))
    kept.path.with_name("thought-check.2.sync-conflict-20261122-181940-ABCDEFG.yaml").write_bytes(encode(RICH))
    first, of_second = found_in(book).pairs
    assert (first.other.path.name, first.more) == ("thought-check (2).yaml", 2)
    assert of_second.own is not None and of_second.own.path == second.path
    assert of_second.other.sitting.run == 2


def test_one_that_is_left_alone_and_one_that_can_not_be_read(book: Book) -> None:
    kept = saved(book)
    alone = kept.path.with_name("thought-check.sync-conflict-20261122-181940-ABCDEFG.yaml")
    kept.path.rename(alone)
    broken = kept.path.with_name("name-it.sync-conflict-20261122-181940-ABCDEFG.yaml")
    broken.write_bytes(encode(RICH)[:-20])
    found = found_in(book)
    (pair,) = found.pairs
    assert (pair.own, pair.other.path, pair.sitting.title) == (None, alone, RICH.title)
    (bad,) = found.unread
    assert bad.path == broken and bad.path.exists()
    # A first one that is damaged is as good as gone.
    kept.path.write_bytes(encode(RICH)[:-20])
    (pair,) = found_in(book).pairs
    assert pair.own is None


def test_where_one_comes_from_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk.local")
    assert [whose(name) for name in (*NAMES[:3], "x.conflict-desk-local-a1b2c3.yaml", NAMES[10], NAMES[6])] == [
        "from laptop", "from the device ABCDEFG", "from Ann", "from another window", "from elsewhere, by git",
        "in thought-check (1).yaml",
    ]  # fmt: skip
    assert whose("x.conflict-taken-back-a1b2c3.yaml") == "from the trash"
    assert "\x1b" not in whose("x (\x1b]52;conflicted copy).yaml")


STYLES = ("merge", "diff3", "zdiff3")


@pytest.mark.fault("F22")
@pytest.mark.parametrize("style", STYLES)
def test_a_file_in_which_git_left_its_marks_is_parted_into_both(book: Book, style: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not here")
    kept = saved(book)

    def git(*words: str) -> int:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", f"merge.conflictStyle={style}", *words]
        return subprocess.run(command, cwd=book.disk.shelf, capture_output=True, timeout=30, check=False).returncode

    assert git("init", "-b", "main") == git("add", ".") == git("commit", "-m", "x") == 0
    assert git("checkout", "-b", "laptop") == 0
    book.save(kept._replace(sitting=changed("It drags.\n=======\n<<<<<<< x")), EVENING + timedelta(hours=1))
    assert git("commit", "-am", "x") == git("checkout", "main") == 0
    book.save(kept._replace(sitting=changed("Too long.")), EVENING + timedelta(hours=2))
    assert git("commit", "-am", "x") == 0
    if style == "zdiff3" and git("merge-file", "-p", "--zdiff3", str(kept.path), str(kept.path), str(kept.path)):
        pytest.skip("this git does not know zdiff3")
    assert git("merge", "laptop") != 0
    assert is_marked(kept.path)
    (pair,) = found_in(book).pairs
    assert pair.marked and pair.own is not None
    assert pair.own.sitting.answers["thought"].value == "Too long."
    assert pair.other.sitting.answers["thought"].value == "It drags.\n=======\n<<<<<<< x"
    assert (pair.own.whose, pair.other.whose) == (HERE, "from laptop")
    assert {**pair.other.sitting.answers, "thought": 0} == {**RICH.answers, "thought": 0}


def test_marks_that_do_not_belong_together_part_nothing() -> None:
    for data in (b"", b"a\n=======\nb\n", b"<<<<<<< x\na\n=======\nb\n", b"  <<<<<<< x\n=======\n>>>>>>> y\n"):
        assert markers.parted(data) is None
    longer = b"a: 1\n<<<<<<<<< o\nb\n=======\n|||||||||\nc\n=========\nd\n>>>>>>>>>\ne\n"
    parts = markers.parted(longer.replace(b"\n", b"\r\n"))
    assert parts is not None
    assert (parts.one, parts.other) == (b"a: 1\r\nb\r\n=======\r\ne\r\n", b"a: 1\r\nd\r\ne\r\n")
    assert (parts.one_label, parts.other_label) == ("o", "")
