"""A print that takes long, goes wrong, or goes on: stopped, told of, sent to a printer, opened."""

from __future__ import annotations

import os
import re
import stat
import time
from pathlib import Path

import pytest
from onscreen import click, opened, picture, press, shown, until
from printshelf import print_shelf
from typesetting import sets_by, without_system_fonts

from workbook.ui.app import WorkbookApp
from workbook.ui.screens.contents import Contents
from workbook.ui.widgets.push import Push
from workbook.ui.widgets.questions.cells import CellLine

NEVER_READY = "import time\ntime.sleep(60)\n"
SLOW = """
import pathlib, time
while not pathlib.Path({go!r}).exists():
    time.sleep(0.01)
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (Path.home() / "here").mkdir()
    monkeypatch.chdir(Path.home() / "here")
    return print_shelf(tmp_path / "shelf")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which commands are looked for first; it has none of those that print or open."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("DISPLAY", ":99")
    return folder


def program(folder: Path, name: str, script: str) -> None:
    """A command of a computer that has it."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is long at once."""
    monkeypatch.setattr("workbook.ui.screens.underway.SOON", 0.0)


def printed() -> list[str]:
    return sorted(path.name for path in (Path.home() / "here").iterdir())


def is_up(app: WorkbookApp, id: str) -> bool:
    """Whether this button can be seen: not only that it is to be shown."""
    push = app.screen.query_one(f"#{id}", Push)
    return push.display and bool(re.search(f"  {push.words}(  |$)", picture(app), re.MULTILINE))


async def test_a_long_print_says_so_and_can_be_stopped(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets_by(monkeypatch, tmp_path, NEVER_READY)
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "p")
        await until(pilot, lambda: bool(re.search("Setting the pages … [0-9]+ s", picture(app))))
        assert is_up(app, "stop") and is_up(app, "meanwhile")
        # The page can be used all the while, and no second print begins.
        await press(pilot, "p", "r", "t", "down", "enter")
        await until(pilot, lambda: bool(re.search("Setting the pages … [0-9]+ s", picture(app))))
        assert "● Somebody I trust" in picture(app)
        await press(pilot, "escape")
        await until(pilot, lambda: "Stopped. Nothing was printed." in picture(app))
        assert not is_up(app, "stop") and not is_up(app, "meanwhile")
        await press(pilot, "p")
        await until(pilot, lambda: is_up(app, "stop"))
        await click(pilot, "Stop")
        await until(pilot, lambda: "Stopped. Nothing was printed." in picture(app))
        await press(pilot, "escape")
        assert isinstance(app.screen, Contents)
    assert printed() == []


async def test_whoever_leaves_meanwhile_is_told_how_it_ended(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typesetting import first

    go = tmp_path / "go"
    sets_by(monkeypatch, tmp_path, first(SLOW.format(go=str(go))))
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "p")
        await until(pilot, lambda: is_up(app, "meanwhile"))
        await click(pilot, "Go on meanwhile")
        assert isinstance(app.screen, Contents)
        # Another one may be begun at once; it does not take the name of the first.
        await press(pilot, "p", "p")
        await until(pilot, lambda: is_up(app, "meanwhile"))
        go.touch()
        await until(pilot, lambda: len(printed()) == 2 and shown(app).count("Printed:") == 2)
    assert printed() == ["book-2026-11-22-2.pdf", "book-2026-11-22.pdf"]


async def test_leaving_the_program_does_not_wait_for_a_print(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets_by(monkeypatch, tmp_path, NEVER_READY)
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "p")
        await until(pilot, lambda: is_up(app, "stop"))
        # It is said once that something would be lost.
        await press(pilot, "ctrl+q")
        assert "A print is not finished yet." in shown(app)
        (stop,) = app.under_way
        begun = time.monotonic()
        await press(pilot, "ctrl+q")
    assert time.monotonic() - begun < 10
    assert stop.is_set(), "the typesetter does not stay behind"
    assert printed() == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import os\nos.kill(os.getpid(), 9)\n", "It was not printed. The PDF could not be set"),
        ("print('not a PDF')\n", "It was not printed. The PDF could not be set"),
        ("raise SystemExit(4)\n", "It was not printed. A PDF needs the package typst, which is not installed."),
    ],
)
async def test_a_typesetter_that_fails_is_one_plain_line(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    sets_by(monkeypatch, tmp_path, code)
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        box = app.screen.query_one("#to")
        box.focus()
        await press(pilot, "end", "backspace", "backspace", "backspace", "backspace", "x", "tab", "tab", "enter")
        await until(pilot, lambda: said in shown(app))
        assert "HTML, Markdown and text do without it." in shown(app)
        assert app.screen.query_one("#to", CellLine).text == "~/here/book-2026-11-22x", "what was typed stays"
    assert printed() == []


async def test_what_no_font_has_is_asked_about(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_system_fonts(monkeypatch, tmp_path)
    sitting = shelf / "2026-11-22-the-novel" / "resilience" / "practice-loop.yaml"
    sitting.write_text(
        sitting.read_text(encoding="utf-8").replace("opening a chapter", "你好 a chapter"), encoding="utf-8"
    )
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "p")
        await until(pilot, lambda: "This computer has no letters for: 你 好" in shown(app))
        assert "As a web page (HTML) they show wherever there is a font for them" in shown(app)
        # Whoever does not choose has no print, and everything stands as it stood.
        await press(pilot, "escape")
        assert printed() == [] and "● PDF" in picture(app)
        await press(pilot, "p")
        await until(pilot, lambda: "Make it HTML instead" in picture(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "Printed: ~/here/book-2026-11-22.html" in shown(app))
        assert "● HTML" in picture(app)
        # The other way, by mouse, under a name of one's own.
        await click(pilot, "PDF")
        await press(pilot, "p")
        await until(pilot, lambda: "Print boxes in their place" in picture(app))
        await click(pilot, "Print boxes in their place")
        await until(pilot, lambda: "Printed: ~/here/book-2026-11-22.pdf" in shown(app))
        # A web page takes the name that was typed, or a free one beside it.
        (Path.home() / "mine.html").write_text("mine")
        app.screen.query_one("#to").focus()
        await press(pilot, "ctrl+u", *"~/mine.pdf", "tab", "tab", "enter")
        await until(pilot, lambda: "Make it HTML instead" in picture(app))
        await click(pilot, "Make it HTML instead")
        await until(pilot, lambda: "Printed: ~/mine-2.html" in shown(app))
    assert (Path.home() / "mine.html").read_text() == "mine"
    html, pdf = ((Path.home() / "here" / name).read_bytes() for name in printed())
    assert "你好 a chapter" in html.decode() and pdf.startswith(b"%PDF")


async def test_a_print_is_opened_and_its_path_copied(shelf: Path, programs: Path, tmp_path: Path) -> None:
    opened_file = tmp_path / "opened"
    program(programs, "xdg-open", f'echo "$1" > {opened_file}')
    async with opened(shelf, size=(60, 20)) as (app, pilot):
        await press(pilot, "p", "o", "c")
        assert not app.clipboard, "nothing is printed yet"
        await press(pilot, "p")
        await until(pilot, lambda: is_up(app, "open-it"))
        await press(pilot, "o")
        await until(pilot, lambda: opened_file.exists() and opened_file.read_text() != "")
        path = Path.home() / "here" / "book-2026-11-22.pdf"
        assert opened_file.read_text() == f"{path}\n"
        await click(pilot, "Copy the path")
        assert app.clipboard == str(path)
        # What can't be opened is said; the print is all the same where it is.
        program(programs, "xdg-open", "exit 3")
        await press(pilot, "o")
        await until(pilot, lambda: "No program here opens it." in shown(app))


async def test_without_a_desktop_nothing_is_offered_to_open_it(
    shelf: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "xdg-open", "exit 0")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "p")
        await until(pilot, lambda: is_up(app, "copy-path"))
        assert not is_up(app, "open-it")


LPSTAT = """
echo "printer cellar disabled since Monday"
echo "printer -oraw is idle."
echo "printer attic is idle."
echo "printer desk is idle."
echo "system default destination: desk"
"""


async def test_to_a_printer_after_a_question(shelf: Path, programs: Path, tmp_path: Path) -> None:
    said, sent = tmp_path / "said", tmp_path / "sent"
    program(programs, "lpstat", LPSTAT)
    # As behind some printers, something of it goes on for a while when it is over.
    program(programs, "lp", f'echo "$@" > {said}; cat > {sent}; sleep 8 &')
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        await until(pilot, lambda: is_up(app, "to-printer"))
        await click(pilot, "To a printer")
        await until(pilot, lambda: "Others may see it there." in shown(app))
        assert "pages?" in picture(app) and "Print on attic" in picture(app) and "cellar" not in picture(app)
        assert "oraw" not in picture(app), "nobody hears a name as an option"
        assert picture(app).index("Print on desk") < picture(app).index("Print on attic")
        # The first line is the way back.
        await press(pilot, "enter")
        assert not said.exists()
        await press(pilot, "t")
        await until(pilot, lambda: "Print on desk" in picture(app))
        await press(pilot, "down", "enter")
        began = time.monotonic()
        await until(pilot, lambda: "Sent to desk:" in picture(app))
        assert time.monotonic() - began < 6
    assert said.read_text().split() == ["-d", "desk", "-t", "book"]
    assert sent.read_bytes().startswith(b"%PDF")
    assert printed() == [], "no file lies about"


async def test_a_printer_that_fails_is_one_plain_line(shelf: Path, programs: Path) -> None:
    program(programs, "lpstat", 'echo "system default destination: desk"')
    program(programs, "lp", "printf 'lp: The printer is\\033[31m not there.\\nmore\\n' >&2; exit 1")
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        await until(pilot, lambda: is_up(app, "to-printer"))
        await press(pilot, "t")
        await until(pilot, lambda: "on desk?" in picture(app))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "It was not sent to desk: The printer is[31m not there." in shown(app))


@pytest.mark.parametrize("script", ["exit 1", "sleep 30", 'echo "no system default destination"'])
async def test_without_a_printer_there_is_no_button(
    shelf: Path, programs: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr("workbook.ui.printer.ASK", 0.05)
    program(programs, "lpstat", script)
    program(programs, "lp", "exit 0")
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "t", "p")
        await until(pilot, lambda: "Printed:" in picture(app))
        assert not app.under_way, "whoever leaves now is asked nothing"
        assert not is_up(app, "to-printer")


async def test_a_file_is_replaced_only_by_an_explicit_choice(shelf: Path) -> None:
    mine = Path.home() / "for-ruth.txt"
    mine.write_text("mine")
    (Path.home() / "link.txt").symlink_to(mine)
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        app.screen.query_one("#to").focus()
        await press(pilot, "ctrl+u", *"~/for-ruth.txt", "tab", "tab", "enter")
        await until(pilot, lambda: is_up(app, "replace"))
        assert "~/for-ruth-2.txt" in picture(app)
        # What would be replaced is that file, by that kind of print: any other choice takes the offer back.
        await click(pilot, "HTML")
        assert not is_up(app, "replace")
        app.screen.query_one("#to").focus()
        await press(pilot, "ctrl+u", *"~/for-ruth.txt", "enter", "tab", "enter")
        await until(pilot, lambda: is_up(app, "replace"))
        await click(pilot, "Replace it")
        await until(pilot, lambda: "Printed: ~/for-ruth.txt" in shown(app))
        assert mine.read_text().startswith("The novel\n") and stat.S_IMODE(mine.stat().st_mode) == 0o600
        assert not is_up(app, "replace")
        # A link is none of ours to replace.
        app.screen.query_one("#to").focus()
        await press(pilot, "ctrl+u", *"~/link.txt", "tab", "tab", "enter")
        assert "~/link-2.txt" in picture(app) and not is_up(app, "replace")
    assert (Path.home() / "link.txt").is_symlink()
