"""`workbook doctor`: proves the whole shelf, says what is wrong and what can be done, and changes nothing."""

from __future__ import annotations

import os
import resource
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commandline import ANSWER, CommandLine

from workbook.files import atomic
from workbook.store.owner import Owner, me, write_owner


def two(line: CommandLine) -> None:
    """Two books with one exercise each."""
    line.book("2026-11-22-novel", "The novel")
    line.book("2026-11-23-job", "The job", "2026-11-23")


def close_to_others(line: CommandLine) -> None:
    """Give everything on the shelf the mode that the workbook itself gives."""
    for path in (line.shelf, *line.shelf.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def everything(line: CommandLine) -> list[tuple[str, int, bytes]]:
    """Every file and folder, to see that nothing was changed."""
    return [
        (str(path), stat.S_IMODE(path.lstat().st_mode), path.read_bytes() if path.is_file() else b"")
        for path in sorted(line.shelf.rglob("*"))
    ]


def test_the_doctor_opens_every_file(line: CommandLine) -> None:
    assert line.run("doctor")[1].endswith("There is no file yet.\n")
    two(line)
    close_to_others(line)
    assert line.run("doctor") == (
        0,
        f"Your books are in {line.shelf}\nEarlier versions: none, in {line.shelf}/versions\n"
        f"In the trash: none, in {line.shelf}/trash\nAll 4 files can be opened.\n",
        "",
    )
    folder = line.shelf / "2026-11-22-novel" / "small"
    shutil.copy(folder / "first.yaml", folder / "first.sync-conflict-1.yaml")
    assert "A second version" in line.run("doctor")[1]
    (folder / "first.kept-apart-1.yaml").write_text("format: 1\n")
    (folder / "first.yaml").write_text((folder / "first.yaml").read_text().replace("revision: 3", "revision: x"))
    (line.shelf / "2026-11-23-job" / "workbook.yaml").write_text("")
    (line.shelf / "shelf.yaml").write_text("format: 1\n")
    (line.shelf / "versions").mkdir()
    status, out, err = line.run("doctor")
    assert (status, err) == (1, "")
    assert f"{folder}/first.yaml line 7: a whole number is wanted here. Mend that line" in out
    assert "first.kept-apart-1.yaml line 2: it breaks off" in out and "old name again" in out
    assert "2026-11-23-job/workbook.yaml line 1: nothing is in it." in out
    assert "shelf.yaml line 2" in out
    assert out.splitlines()[-1] == "3 of 7 files can be opened. Nothing was changed."
    assert ANSWER not in out


def test_the_doctor_looks_at_the_settings_too(line: CommandLine) -> None:
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "workbook" / "settings.yaml"
    line.write(settings, "theme: [lamp\n")
    status, out, _ = line.run("doctor")
    assert status == 1 and f"{settings} line " in out


def test_earlier_versions_and_the_trash_are_opened_too(line: CommandLine) -> None:
    two(line)
    sound = line.shelf / "2026-11-22-novel" / "small" / "first.yaml"
    for path in ("versions/abc/small/first/r000001.2026-11-22T1819.yaml", "trash/abc/small/first.1.yaml"):
        line.write(line.shelf / path, sound.read_text())
    line.write(line.shelf / "trash" / "abc" / "workbook.20261122T181900Z-00ff00.yaml", "format: 1\n")
    close_to_others(line)
    before = everything(line)
    status, out, _ = line.run("doctor")
    assert status == 1
    assert f"Earlier versions: 1, and it can be opened, in {line.shelf}/versions\n" in out
    assert f"In the trash: 2, of which 1 can be opened, in {line.shelf}/trash\n" in out
    assert "trash/abc/workbook.20261122T181900Z-00ff00.yaml line 2: it breaks off" in out
    assert "It is in the trash, nothing depends on it: delete it if you like." in out
    assert out.endswith("6 of 7 files can be opened. Nothing was changed.\n")
    assert everything(line) == before


@pytest.mark.fault("F22")
@pytest.mark.parametrize("name", ["workbook (1).yaml", "workbook-LAPTOP.yaml", "workbook.sync-conflict-1.yaml"])
def test_a_second_version_of_a_books_name_is_opened_wherever_it_lies(line: CommandLine, name: str) -> None:
    two(line)
    folder = line.shelf / "2026-11-22-novel"
    beside = folder / name
    shutil.copy(folder / "workbook.yaml", beside)
    status, out, _ = line.run("doctor")
    assert (
        status == 0
        and f"A second version, kept beside the first. Compare the two from the contents of its book: {beside}" in out
    )
    thrown = line.shelf / "trash" / "2026-11-22-novel" / f"{beside.stem}.20261122T170405Z-78392d.yaml"
    thrown.parent.mkdir(parents=True)
    beside.rename(thrown)
    people = line.shelf / "trash" / ".shelf" / "shelf (1).20261122T170405Z-78392d.yaml"
    people.parent.mkdir()
    people.write_text("format: 1\nsupport:\n- say: Ann\n...\n")
    assert line.run("doctor")[0] == 0
    beside.write_text("cut short")
    assert line.run("doctor")[0] == ("LAPTOP" not in name), "whoever has a file of such a name may mean something else"


@pytest.mark.fault("F23")
def test_a_folder_with_exercises_that_is_no_book_any_more_is_named(line: CommandLine) -> None:
    two(line)
    facts = line.shelf / "2026-11-22-novel" / "workbook.yaml"
    facts.unlink()
    (line.shelf / "somebody").mkdir()
    (line.shelf / "somebody" / "own.yaml").write_text("mine")
    status, out, _ = line.run("doctor")
    assert status == 1
    assert f"{facts}: is missing, so what you wrote in this folder is not shown. Put a copy of it there" in out
    # What is said to help does.
    facts.write_text("format: 1\nstarted: 2026-01-31T12:00:00+00:00\n...\n")
    assert line.run("doctor")[0] == 0


@pytest.mark.fault("A20")
def test_what_is_kept_of_a_book_whose_folder_was_removed_by_hand_is_named(line: CommandLine) -> None:
    two(line)
    for name in ("2026-11-22-novel", ".shelf"):
        (line.shelf / "trash" / name).mkdir(parents=True)
    versions = line.shelf / "versions" / "2026-11-22-novel"
    versions.mkdir(parents=True)
    assert "not here" not in line.run("doctor")[1]
    shutil.rmtree(line.shelf / "2026-11-22-novel")
    status, out, _ = line.run("doctor")
    assert status == 0
    assert (
        "2 folders are kept of a book that is not here. If that book is gone for good, delete: "
        f"{line.shelf}/trash/2026-11-22-novel, {versions}\n" in out
    )
    (line.shelf / "2026-11-23-job" / "workbook.yaml").write_text("")
    assert "not here" not in line.run("doctor")[1], "it may be this one's"


def test_what_the_shelf_notes_in_lines_is_read_too(line: CommandLine) -> None:
    two(line)
    line.write(line.shelf / ".deleted", f"{'0a' * 12}\n")
    line.write(line.shelf / ".let-go", "")
    assert line.run("doctor")[1].endswith("All 6 files can be opened.\n")
    line.write(line.shelf / ".deleted", f"{'0a' * 12}\nnot a mark\n")
    line.write(line.shelf / ".let-go", "{torn\n")
    status, out, _ = line.run("doctor")
    assert status == 1
    assert f"{line.shelf}/.deleted line 2: the line can't be read" in out
    assert f"{line.shelf}/.let-go line 1: the line can't be read" in out


def test_what_is_only_to_be_known_is_said_and_is_no_fault(line: CommandLine) -> None:
    two(line)
    book = line.shelf / "2026-11-22-novel"
    line.write(line.shelf / "small.txt", "a list for the shop")
    line.write(book / "small" / f".~first.yaml.{'0' * 16}.tmp", "half of a fi")
    (book / "small" / "elsewhere.yaml").symlink_to("/etc/passwd")
    atomic.make_folder(line.shelf / ".git")
    line.write(line.shelf / ".git" / "HEAD", "ref")
    ended = Owner("t", me(datetime.now(UTC)).host, 2**22 + 1, datetime(2026, 11, 22, 18, 4, tzinfo=UTC), "1")
    write_owner(book, ended)
    write_owner(line.shelf / "2026-11-23-job", me(datetime.now(UTC)))
    close_to_others(line)
    (line.shelf / "2026-11-23-job" / "workbook.yaml").chmod(0o644)
    before = everything(line)
    status, out, _ = line.run("doctor")
    assert (status, everything(line)) == (0, before)
    assert "1 file was left by a run that was killed. The workbook sweeps such after an hour: " in out
    assert f"1 file is not the workbook's, and not looked at: {line.shelf}/small.txt\n" in out
    assert f"1 name is a link. What is behind a link is not looked at: {book}/small/elsewhere.yaml\n" in out
    assert "2026-11-22-novel was open since 2026-11-22 19:04 in a run that was killed." in out
    assert "2026-11-23-job is open here since" in out
    assert f"others on this computer: {line.shelf}/2026-11-23-job/workbook.yaml\n" in out
    assert f"chmod -R go-rwx {line.shelf}" in out
    assert "HEAD" not in out and "shop" not in out


@pytest.mark.fault("F38")
def test_the_doctor_and_where_show_the_folder_behind_a_link(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    two(line)
    (line.here / "books").symlink_to(line.shelf)
    monkeypatch.setenv("WORKBOOK_SHELF", "books")
    assert f"Your books are in {line.shelf}\n" in line.run("doctor")[1]
    assert f"books        {line.shelf}\n" in line.run("where")[1]
    monkeypatch.delenv("WORKBOOK_SHELF")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.delenv("HOME")
    said = line.run("where")[1]
    assert all(Path(row.partition(" ")[2].strip().removeprefix("packs").strip()).is_absolute()
               for row in said.splitlines())  # fmt: skip
    assert line.run("new", "A book")[0] == 0
    assert line.run("doctor")[0] == 0


@pytest.mark.parametrize("count", [600, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_big_shelf_takes_no_more_memory_than_a_small_one(line: CommandLine, count: int) -> None:
    two(line)
    sound = (line.shelf / "2026-11-22-novel" / "small" / "first.yaml").read_text()
    folder = line.shelf / "2026-11-22-novel" / "small"
    for number in range(2, count):
        (folder / f"first.{number}.yaml").write_text(sound)
    line.run("doctor")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status, out, _ = line.run("doctor")
    assert status == 0 and f"All {count + 2} files can be opened." in out
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
