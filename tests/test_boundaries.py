"""What may import what, statically and at run time, and the tools that read the whole tree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import CommandLine

ROOT = Path(__file__).parents[1]


def succeeds(*command: str) -> None:
    """Run a tool of this environment over the whole tree."""
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_import_goes_one_way() -> None:
    succeeds("lint-imports", "--no-cache")


def test_the_linter_finds_nothing() -> None:
    succeeds("ruff", "check", "--no-cache", ".")


def test_every_file_is_formatted() -> None:
    succeeds("ruff", "format", "--check", "--no-cache", ".")


def test_every_type_fits(tmp_path: Path) -> None:
    succeeds("mypy", "--strict", "--cache-dir", str(tmp_path))


def modules_after(code: str, line: CommandLine) -> set[str]:
    """The top names of all modules that a fresh interpreter has after this code."""
    more = "import json, sys; sys.stderr.write(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    status, _, err = line.run_apart(code=f"{code}\n{more}")
    assert status == 0, err
    return set(json.loads(err))


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> CommandLine:
    """A shelf with a book."""
    made = CommandLine(tmp_path, capsysbinary)
    made.here.mkdir()
    made.write_pack()
    made.book("a", "The novel")
    monkeypatch.setenv("WORKBOOK_SHELF", str(made.shelf))
    monkeypatch.setenv("WORKBOOK_CONTENT", str(made.pack))
    return made


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.pdf"])
def test_printing_never_pays_for_the_screen(line: CommandLine, name: str) -> None:
    """Importing Textual takes longer than printing; and a print must work where no screen can."""
    found = modules_after(f"from workbook.cli import run; assert run(['print', '-o', '{name}']) == 0", line)
    assert (line.here / name).is_file()
    assert "workbook" in found
    assert not found & {"textual", "rich"}


@pytest.mark.parametrize("command", ["list", "books", "check", "where"])
def test_no_command_without_a_screen_imports_one(line: CommandLine, command: str) -> None:
    assert not modules_after(f"from workbook.cli import run; run(['{command}'])", line) & {"textual", "rich", "typst"}


def test_the_commands_import_nothing_before_one_is_run(line: CommandLine) -> None:
    assert "click" not in modules_after("import workbook.cli", line)
    found = modules_after("import workbook.cli.commands", line)
    assert "click" in found
    assert not found & {"textual", "rich", "yaml", "typst", "platformdirs", "filelock", "markdown_it", "hashlib"}


PLAIN = """
import workbook.cli
import workbook.cli.screen

workbook.cli.screen.open_screen = lambda options, _: print(options.shelf, options.book) or 0
assert workbook.cli.run(["--shelf", "one", "--shelf=two words", "--book", "three"]) == 0
"""


def test_a_start_that_is_told_where_things_are_needs_no_parser_of_commands(line: CommandLine) -> None:
    assert line.run_apart(code=PLAIN)[1] == "two words three\n"
    assert "click" not in modules_after(PLAIN, line)


@pytest.mark.parametrize(
    "words", [["--shelf"], ["--shelf="], ["--shelf=", "where"], ["--shelf", "--book", "x"], ["--shelf", "-x"], ["x"]]
)
def test_a_line_that_is_no_plain_start_is_told_what_is_wrong_as_ever(line: CommandLine, words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("workbook.cli._plain_start", lambda options: 99)
        assert line.run(*words)[0] != 99


REMEMBERED = """
import workbook.files.atomic
from workbook.cli.common import Options, desk_of

workbook.files.atomic.TOO_YOUNG = 0
assert desk_of(Options()).library.titles
"""
CONTENTS = """
import json, sys
from workbook.cli.common import Options, desk_of
from workbook.ui.unshown import load_what_is_shown

load_what_is_shown()
from workbook.ui.app import WorkbookApp
from workbook.ui.looking import Looking

def begin(self):
    # The first thing after the first paint.
    assert self._app.screen.place == "contents"
    found.extend(sorted(sys.modules))
    self._app.exit()

found = []
Looking.begin = begin
desk = desk_of(Options())
assert desk.book is not None
WorkbookApp(desk).run(headless=True)
sys.stderr.write(json.dumps(found))
"""


def test_the_contents_import_nothing_that_they_do_not_show(line: CommandLine) -> None:
    assert line.run_apart(code=REMEMBERED)[0] == 0
    status, _, err = line.run_apart(code=CONTENTS)
    assert status == 0, err
    found = set(json.loads(err))
    later = {
        "click", "yaml", "typst", "hashlib", "markdown_it", "textual.widgets._text_area", "textual.widgets._markdown",
        "rich.table", "textual.command", "textual.widgets._input", "textual.widgets._option_list",
        "workbook.files.yamlwords", "workbook.library.reader", "workbook.library.problems", "workbook.model.answers",
        "workbook.model.asking", "workbook.model.questions", "workbook.model.walking", "workbook.printing.book",
        "workbook.store.conflicts", "workbook.store.letgone", "workbook.store.secondfacts", "workbook.store.saving",
        "workbook.store.sittingfile", "workbook.store.versions", "workbook.ui.books", "workbook.ui.palette",
        "workbook.ui.screens.exercise", "workbook.ui.widgets.editor",
    }  # fmt: skip
    assert "workbook.ui.screens.contents" in found
    assert sorted(found & later) == []


def test_textual_can_still_be_asked_for_what_a_start_leaves_out(line: CommandLine) -> None:
    code = """
import sys
from workbook.ui.unshown import load_what_is_shown

load_what_is_shown()
assert "textual.app" in sys.modules and not {"textual.command", "rich.table"} & set(sys.modules)
load_what_is_shown()
from textual.app import App
from textual.command import CommandPalette
from textual.screen import Screen
from rich.table import Table

assert issubclass(CommandPalette, Screen) and not issubclass(CommandPalette, App) and Table().columns == []
"""
    assert line.run_apart(code=code)[0] == 0


def test_a_textual_that_needs_what_is_left_out_is_loaded_as_it_is(line: CommandLine) -> None:
    code = """
from workbook.ui import unshown

unshown.LEFT_OUT = ("textual.command", "textual.geometry")
unshown.load_what_is_shown()
from textual.app import App
from textual.geometry import Size
from textual.widget import Widget
from workbook.ui.app import WorkbookApp

assert issubclass(WorkbookApp, App) and Widget().size == Size(0, 0)
"""
    assert line.run_apart(code=code)[0] == 0
