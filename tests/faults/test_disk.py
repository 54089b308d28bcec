"""A disk that says no: it is on the screen in words, writing goes on, and nothing that was there before is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import fill, mounted
from terminal import Terminal
from writing import after_the_screen, begin_to_tell, says, shelf_of, sitting_file, start, told

FULL = "not saved: the disk is full"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with 256 KiB of room."""
    with mounted(tmp_path / "disk") as place:
        yield place


@pytest.mark.fault("F10")
def test_a_full_disk_is_said_and_writing_goes_on_and_all_is_kept_once_there_is_room(
    tmp_path: Path, small_disk: Path
) -> None:
    shelf = small_disk / "shelf"
    with start(tmp_path / "home", shelf=shelf) as terminal:
        begin_to_tell(terminal)
        terminal.send("Before it was full.")
        terminal.wait_for(lambda _: told(tmp_path, shelf) == "Before it was full.")
        before = sitting_file(tmp_path, shelf).read_bytes()
        ballast = fill(small_disk)
        terminal.send(" While it was.")
        terminal.wait_for(FULL, 2.0)
        terminal.send(" And more.")
        terminal.wait_for("And more.")
        terminal.wait_for(FULL)
        assert sitting_file(tmp_path, shelf).read_bytes() == before
        assert [path.name for path in shelf.rglob("*.tmp")] == []
        ballast.unlink()
        terminal.wait_for(lambda _: told(tmp_path, shelf) == "Before it was full. While it was. And more.", 4.0)
        terminal.wait_for(", saved")
        terminal.send("\x11")
        assert terminal.wait() == 0


@pytest.mark.fault("F10")
def test_leaving_while_the_disk_is_full_says_so_first(tmp_path: Path, small_disk: Path) -> None:
    shelf = small_disk / "shelf"
    with start(tmp_path / "home", shelf=shelf) as terminal:
        begin_to_tell(terminal)
        terminal.send("Kept.")
        terminal.wait_for(lambda _: told(tmp_path, shelf) == "Kept.")
        fill(small_disk)
        terminal.send(" Not yet.")
        terminal.wait_for(FULL)
        terminal.send("\x11")
        terminal.wait_for("What you typed last is not saved yet")
        assert not terminal.ended
        terminal.send("\x11")
        assert terminal.wait() == 1
        assert after_the_screen(terminal) == f"workbook: {FULL}.\n"
    assert told(tmp_path, shelf) == "Kept."


@pytest.mark.fault("F13")
@pytest.mark.parametrize("way", ["the exercise", "the welcome"])
@pytest.mark.fault("F13")
def test_a_shelf_that_cannot_be_made_is_one_message(tmp_path: Path, small_disk: Path, way: str) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    shelf = small_disk / "shelf"
    arguments = ("open", "step-back") if way == "the exercise" else ("open",)
    with start(tmp_path / "home", *arguments, shelf=shelf, size=(160, 40)) as terminal:
        if way == "the welcome":
            terminal.wait_for("Somebody said no")
            terminal.wait_for("can't save: the disk is read-only")
            terminal.send("\r")
        terminal.wait_for(says("Nothing can be saved in this folder."))
        terminal.wait_for(says(f"{shelf}: the disk is read-only."))
        terminal.wait_for(says("Write in another folder"))
        terminal.send("\x1b")
        terminal.wait_for(lambda one: "Not now" not in one.text)
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert after_the_screen(terminal) == ""
    assert list(small_disk.iterdir()) == []


@pytest.mark.fault("F13")
def test_a_file_where_the_shelf_should_be_is_one_line(tmp_path: Path) -> None:
    in_its_place = tmp_path / "shelf"
    in_its_place.write_text("not a folder")
    with start(tmp_path, size=(300, 24)) as terminal:
        assert terminal.wait() == 1
        line = terminal.text.partition("\n")[0]
        assert line.startswith(f"workbook: {in_its_place}: Not a directory.")
        assert terminal.text.strip() == line
    assert in_its_place.read_text() == "not a folder"


@pytest.mark.fault("F24")
def test_a_file_that_was_cut_short_is_kept_apart_with_its_line_and_a_new_one_begins(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.paste("First line.\nSecond line.\nThird line.")
        terminal.wait_for("Third line.")
        terminal.send("\x11")
        assert terminal.wait() == 0
    file = sitting_file(tmp_path)
    whole = file.read_bytes()
    cut = whole[: whole.index(b"Second") + 3]
    file.write_bytes(cut)
    with start(tmp_path, size=(160, 40)) as terminal:
        terminal.wait_for(says("It was kept apart, and nothing in it is changed."))
        apart = file.with_name("step-back.kept-apart-1.yaml")
        terminal.wait_for(says(str(apart)))
        terminal.wait_for(f"Line {len(cut.splitlines())}:")
        terminal.send("\r")
        begin_to_tell(terminal)
        terminal.send("Begun anew.")
        terminal.wait_for("Begun anew.")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert apart.read_bytes() == cut
    assert told(tmp_path) == "Begun anew."


def test_an_exercise_that_is_broken_is_a_message_with_its_line(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "start").mkdir(parents=True)
    (content / "pack.yaml").write_text(
        "format: 1\nid: mine\ntitle: Mine\nlanguage: en\nlicence: CC BY 4.0\n"
        "sections:\n  - {id: start, title: Start, exercises: [broken]}\n"
    )
    broken = content / "start" / "broken.yaml"
    steps = "steps:\n  - id: a\n    kind: lien\n    ask: Why?\n"
    broken.write_text(f"title: Broken\nminutes: 5\npurpose: To fail.\n{steps}")
    with start(tmp_path, "open", "broken", "--content", str(content), size=(200, 40)) as terminal:
        terminal.wait_for(says("can't be opened as it is written"))
        terminal.wait_for(says(f"{broken}:6:"))
        leave(terminal)
        assert terminal.wait() == 0
    assert not shelf_of(tmp_path).exists()


def leave(terminal: Terminal) -> None:
    """Close the message, and leave the book from the page below it."""
    terminal.send("\r")
    terminal.wait_for(lambda one: "Close" not in one.text)
    terminal.send("\x11")
