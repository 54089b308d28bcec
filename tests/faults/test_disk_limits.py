"""No memory, no descriptors, one file that is closed, odd titles, no room for a print."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from commandline import CommandLine
from disks import fill, mounted
from onscreen import EVENING
from terminal import WORKBOOK, environment
from writing import begin_to_tell, says, sitting_file, start, told

from workbook.store.shelf import Shelf

pytestmark = pytest.mark.xdist_group("disk")

NO_MEMORY = """
import resource, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from workbook.store.shelf import Shelf
from workbook.store.kept import Kept
from workbook.ui.saver import why

(book,) = Shelf(Path(sys.argv[1])).read().books
(kept,) = book.read()[0]
said = kept.sitting.answers["said"]
long = replace(kept.sitting, answers={**kept.sitting.answers, "said": replace(said, value="word " * 4_000_000)})
book.save(kept, datetime.now().astimezone())
(kept,) = book.read()[0]
Path(sys.argv[2]).write_bytes(kept.path.read_bytes())
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
hard = resource.getrlimit(resource.RLIMIT_AS)[1]
for room in (0, 4, 16, 40, 64):
    resource.setrlimit(resource.RLIMIT_AS, (used + (room << 20), hard))
    try:
        book.save(kept._replace(sitting=long), datetime.now().astimezone())
        said = "saved"
    except BaseException as error:
        said = f"{type(error).__name__}, {why(error)}"
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    print(room, said, kept.path.read_bytes() == Path(sys.argv[2]).read_bytes(), flush=True)
    if said == "saved":
        break
resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
"""


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> CommandLine:
    """The command line on a shelf of its own."""
    made = CommandLine(tmp_path, capsysbinary)
    made.here.mkdir()
    made.write_pack()
    monkeypatch.chdir(made.here)
    monkeypatch.setenv("WORKBOOK_SHELF", str(made.shelf))
    monkeypatch.setenv("WORKBOOK_CONTENT", str(made.pack))
    return made


@pytest.mark.fault("F9")
@pytest.mark.skipif(sys.platform != "linux", reason="memory is only limited so on Linux")
def test_without_memory_the_file_stays_as_it_was(line: CommandLine, tmp_path: Path) -> None:
    line.book("a", "The novel")
    done = subprocess.run(
        [sys.executable, "-c", NO_MEMORY, str(line.shelf), str(tmp_path / "before")],
        env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    rows = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    failed = [row for row in rows if "MemoryError" in row]
    assert failed, rows
    assert all(row.endswith("True") for row in rows if " saved " not in row), rows
    assert all("there is no memory left" in row for row in failed)
    assert not list(line.shelf.rglob("*.tmp"))


@pytest.mark.fault("F15")
def test_without_descriptors_nothing_breaks_and_it_is_said(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Before.")
        terminal.wait_for(lambda _: told(tmp_path) == "Before.")
        before = sitting_file(tmp_path).read_bytes()
        if not hasattr(resource, "prlimit"):
            pytest.skip("descriptors of another process can't be limited here")
        usual = resource.prlimit(terminal.pid, resource.RLIMIT_NOFILE)
        used = max(int(one.name) for one in Path(f"/proc/{terminal.pid}/fd").iterdir()) + 1
        resource.prlimit(terminal.pid, resource.RLIMIT_NOFILE, (used, usual[1]))
        terminal.send(" And after.")
        terminal.wait_for("not saved: too many files are open", 4.0)
        # Where not even a page that is laid over this one can be read from the disk, it is said in another way.
        terminal.send("\x13")
        terminal.wait_for(lambda one: "Not saved yet:" in one.text or "is not saved yet." in one.text)
        terminal.send("\x1b" if "is not saved yet." in terminal.text else "")
        assert sitting_file(tmp_path).read_bytes() == before
        resource.prlimit(terminal.pid, resource.RLIMIT_NOFILE, usual)
        terminal.wait_for(lambda _: told(tmp_path) == "Before. And after.", 4.0)
        terminal.wait_for(", saved")
        terminal.send("\x11")
        assert terminal.wait() == 0


@pytest.mark.fault("F14")
def test_one_file_that_may_not_be_opened_is_named_and_the_others_open(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Closed.")
        terminal.wait_for(lambda _: told(tmp_path) == "Closed.")
        terminal.send("\x11")
        assert terminal.wait() == 0
    closed = sitting_file(tmp_path)
    closed.chmod(0)
    program: tuple[str, ...] = WORKBOOK
    if os.getuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root is let in everywhere, and there is no setpriv to take that away")
        program = ("setpriv", "--inh-caps=-all", "--bounding-set=-all", *WORKBOOK)
    with start(tmp_path, program=program, size=(140, 40)) as terminal:
        terminal.wait_for(says("What you wrote here can't be opened."))
        terminal.wait_for(says(f"{closed} Why: Permission denied."))
        terminal.send("\r")
        terminal.wait_for("Can't be read; not a word in it is changed: step-back.yaml")
        terminal.send("\x11")
        assert terminal.wait() == 0
    with start(tmp_path, "open", "landing", program=program, size=(140, 40)) as terminal:
        terminal.wait_for("Begin")
        terminal.send("\r")
        terminal.wait_for("What happened?")
        terminal.send("2")
        terminal.wait_for(", saved")
        terminal.send("\x11")
        assert terminal.wait() == 0
    closed.chmod(0o600)
    assert told(tmp_path) == "Closed."


@pytest.mark.fault("F39")
def test_odd_titles_are_books_of_their_own_on_any_disk(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    titles = [
        "Ça", unicodedata.normalize("NFD", "Ça"), "ÇA", "ca", "CON", "con", "NUL", "aux.txt", "x" * 255, "é" * 255,
        "信" * 90, "..", "/", "../../etc", "a\0b", ".", " ", "-", "trash", "versions", "K", "\u212a", "ß", "SS", "ﬁ",
    ]  # fmt: skip
    for title in titles:
        shelf.make(title, EVENING)
    books = shelf.read().books
    assert sorted(book.facts.title for book in books) == sorted(title.replace("\0", "") for title in titles)
    names = [book.folder.name for book in books]
    folded = {unicodedata.normalize("NFD", name).casefold() for name in names}
    assert len(folded) == len(titles), "two of them are one on a disk that tells no case or accent apart"
    assert all((len(os.fsencode(name)) < 100 and name[:11] == "2026-11-22-") or name == "2026-11-22" for name in names)
    assert {path.parent for path in tmp_path.rglob("workbook.yaml")} == {book.folder for book in books}
    assert all(book.folder.parent == shelf.folder for book in books)


@pytest.mark.fault("F40")
@pytest.mark.parametrize("ending", ["txt", "md", "html", "pdf", "json"])
def test_a_print_that_finds_no_room_leaves_the_print_of_before(line: CommandLine, ending: str) -> None:
    line.book("2026-11-22-novel", "The novel", answer="The third said no. " * 2_000)
    with mounted(line.folder / "disk", "16k") as disk:
        before = disk / f"book.{ending}"
        before.write_text("the print of before")
        fill(disk)
        status, out, err = line.run("print", "-o", str(before), "--force")
        assert (status, out) == (
            1,
            "",
        ) and err == f"workbook: {before}: No space left on device. Nothing was changed.\n"
        assert before.read_text() == "the print of before"
        assert {path.name for path in disk.iterdir()} == {before.name, "ballast"}
