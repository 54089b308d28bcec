"""Without a terminal, without a home, with closed pipes and hostile words: one plain line, and the right status."""

from __future__ import annotations

import os
import pty
import time
from pathlib import Path

import pytest
from commandline import ANSWER, FIRST, PACK, CommandLine, sitting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NO_TERMINAL = "workbook: this needs a terminal. `workbook print -o -` and `workbook list` do not.\n"
COMMANDS: tuple[list[str], ...] = (
    ["--help"], ["--version"], ["list"], ["list", "--json"], ["books"], ["where"], ["check"], ["print"], ["new", "x"],
    ["books", "use", "x"], ["lst"], ["open"], ["print", "--only", "x"], ["check", "x"], [],
)  # fmt: skip


@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "first"], ["open", "--again", "first"]])
@pytest.mark.fault("F37")
def test_without_a_terminal_it_says_so_at_once(line: CommandLine, arguments: list[str]) -> None:
    begun = time.perf_counter()
    assert line.run_apart(*arguments) == (2, "", NO_TERMINAL)
    assert time.perf_counter() - begun < 10, "it hung"
    assert not line.shelf.exists()


@pytest.mark.parametrize("closed", ["0", "1", "2", "0 1", "0 1 2"])
@pytest.mark.fault("F37")
def test_closed_streams_are_no_reason_to_hang_or_crash(line: CommandLine, closed: str) -> None:
    numbers = [int(number) for number in closed.split()]

    def close() -> None:
        for number in numbers:
            os.close(number)

    for arguments, wanted in (([], 2), (["open", "first"], 2), (["list"], 0), (["books"], 0)):
        begun = time.perf_counter()
        status, _, err = line.run_apart(*arguments, preexec_fn=close)
        assert time.perf_counter() - begun < 10, "it hung"
        assert status == wanted
        assert err == (NO_TERMINAL if wanted == 2 and 2 not in numbers else "")
    line.book("a", "The novel")
    status, _, err = line.run_apart("print", preexec_fn=close)
    assert status == (2 if 1 in numbers else 0)
    assert "Traceback" not in err


@pytest.mark.parametrize("term", ["dumb", ""])
@pytest.mark.fault("F36")
def test_a_terminal_that_can_show_nothing_is_told(line: CommandLine, term: str) -> None:
    ours, its = pty.openpty()
    line.environ["TERM"] = term
    status, _, err = line.run_apart(stdin=its, stdout=its)
    os.close(its)
    os.close(ours)
    assert (status, err) == (2, "workbook: this terminal can't show a full screen (TERM is dumb or unset).\n")


@pytest.mark.fault("F38")
def test_without_a_home_it_works(line: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HOME")
    line.book("a", "The novel")
    for arguments in (["list"], ["books"], ["where"], ["print"]):
        assert line.run_apart(*arguments)[::2] == (0, "")


@pytest.mark.parametrize("command", [["books"], ["list"], ["print"], ["new", "x"], ["books", "use", "x"]])
def test_a_file_in_the_place_of_the_shelf_is_told_in_one_line(line: CommandLine, command: list[str]) -> None:
    line.shelf.write_text("a file")
    status, out, err = line.run(*command)
    assert (status, out) == (1, "")
    assert err == f"workbook: {line.shelf}: Not a directory. The folder of your books can't be opened.\n"
    assert line.shelf.read_text() == "a file"


def test_a_shelf_that_cannot_be_made_is_told_in_one_line(line: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    status, out, err = line.run("new", "x", "--shelf", str(tmp_path / "file" / "shelf"))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "Not a directory" in err


@pytest.mark.fault("F10")
def test_a_full_disk_is_told_in_one_line(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    line.book("a", "The novel")
    monkeypatch.setattr(os, "fsync", full)
    for arguments in (["new", "x"], ["books", "use", "a"], ["print", "-o", "x.txt"]):
        status, out, err = line.run(*arguments)
        assert (status, out, err.count("\n")) == (1, "", 1), arguments
        assert "No space left on device. Nothing was changed." in err
        assert ".~" not in err
    assert list(line.here.iterdir()) == []


@pytest.mark.fault("F13")
def test_a_disk_that_is_read_only_is_told_with_the_folder_that_people_know(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(path: str | Path, flags: int, *more: int) -> int:
        if flags & os.O_CREAT and str(path).endswith(".tmp"):
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, *more)

    line.book("a", "The novel")
    monkeypatch.setattr(os, "open", read_only)
    told = f"workbook: {line.here}: Read-only file system. Nothing was changed.\n"
    assert line.run("print", "-o", "x.txt") == (1, "", told)


@pytest.mark.parametrize("content", ["nowhere", "file"])
def test_content_that_is_not_there_is_told(
    line: CommandLine, tmp_path: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file")
    told = f"workbook: there is no folder {tmp_path / content}\n"
    assert line.run("list", "--content", str(tmp_path / content)) == (2, "", told)
    monkeypatch.setenv("WORKBOOK_CONTENT", str(tmp_path / content))
    assert line.run("list") == (2, "", told)


def evil(line: CommandLine) -> None:
    """A shelf and a pack whose every string would command a terminal."""
    ring = '"\\e]52;c;YQ==\\a\\e[31m\\x9b2J\\x00x\\u202ey"'
    raw = "\x1b]0;title\x07\x1b[31mred"
    facts = f"format: 1\nid: e\ntitle: {ring}\nstarted: 2026-11-22T18:00:00+01:00\n...\n"
    line.write(line.shelf / "e" / "workbook.yaml", facts)
    line.write(line.shelf / "e" / "small" / "first.yaml", sitting("first", ring, title=ring, ask=ring))
    line.write(line.shelf / "e" / "small" / "second.yaml", "format: 1\n" + raw)
    line.write(line.shelf / f"{raw}".replace("/", "") / "workbook.yaml", raw)
    line.write(line.pack / "first.yaml", FIRST.replace("What was said", ring))
    line.write(line.pack / "third.yaml", raw)
    line.write(line.pack / f"{raw}.yaml", FIRST)
    line.write(line.pack / "pack.yaml", PACK.replace("title: Start", f"title: {ring}"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.fault("A1")
def test_no_output_ever_has_an_escape_sequence(line: CommandLine, arguments: list[str]) -> None:
    for wicked in (False, True):
        if wicked:
            evil(line)
        status, out, err = line.run_apart(*arguments)
        assert status in (0, 1, 2)
        for text in (out, err):
            assert not {one for one in text if (ord(one) < 32 and one != "\n") or 127 <= ord(one) < 160}
            assert "Traceback" not in text


@pytest.mark.fault("A1")
def test_hostile_arguments_come_back_harmless(line: CommandLine) -> None:
    line.book("a", "The novel")
    wicked = "\x1b]0;x\x07\x1b[31m\nnext"
    for arguments in (
        [wicked], ["open", wicked], ["books", "use", wicked], ["print", "--only", wicked],
        ["print", "--format", wicked], ["print", "-o", wicked + ".docx"], ["check", wicked],
        ["--shelf", wicked, "where"], ["--content", wicked, "list"], ["new", wicked], ["--book", wicked, "list"],
    ):  # fmt: skip
        _, out, err = line.run(*arguments)
        assert "\x1b" not in out + err
        assert "\x07" not in out + err
        assert err.count("\n") <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=30))
@pytest.mark.fault("F39")
def test_a_book_of_any_title_is_made_listed_and_found_again(line: CommandLine, title: str) -> None:
    status, out, err = line.run("new", "--", title)
    assert (status, err) == (0, "")
    listed = line.run("books")[1].splitlines()
    current = next(row for row in listed if row.startswith("* "))
    folder = current.split()[1]
    assert (line.shelf / folder / "workbook.yaml").is_file()
    assert line.run("books", "use", folder)[0] == 0
    assert line.run("--book", folder, "print")[0] == 0


def test_whoever_leaves_a_pipe_early_hears_nothing_of_it(line: CommandLine) -> None:
    line.book("a", "The novel", answer="word " * 50_000)
    for arguments in (["print"], ["list"], ["where"], ["--help"]):
        reader, writer = os.pipe()
        os.close(reader)
        process = line.start(*arguments, stdout=writer)
        os.close(writer)
        with process:
            _, err = process.communicate(timeout=30)
        assert err == b"", arguments
        assert process.returncode in (0, 1)


def test_an_interrupt_is_130_and_silent(line: CommandLine) -> None:
    line.book("a", "The novel")
    code = (
        "import os, signal, sys\n"
        "from workbook.__main__ import main\n"
        "from workbook.store.shelf import Shelf\n"
        "Shelf.read = lambda self: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['workbook', 'print']\n"
        "main()\n"
    )
    status, out, err = line.run_apart(code=code)
    assert (status, out, err.strip()) == (130, "", "")


@pytest.mark.fault("F8", "A20")
def test_what_breaks_inside_shows_no_traceback_and_nobodys_words(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.book("a", "The novel")

    def broken(*_: object, **__: object) -> bytes:
        raise ValueError(ANSWER)

    monkeypatch.setattr("workbook.printing.plain.render", broken)
    status, out, err = line.run("print")
    assert (status, out) == (1, "")
    assert err.startswith("workbook: something broke (ValueError in test_cli_faults.py, line ")
    assert err.count("\n") == 1
    assert ANSWER not in err


@pytest.mark.fault("F36")
def test_letters_that_the_terminal_does_not_have_are_no_reason_to_fail(line: CommandLine) -> None:
    line.book("a", "Der Brief – zurück")
    line.environ.update(PYTHONIOENCODING="iso8859-5")
    status, out, err = line.run_apart("books")
    assert (status, err) == (0, "")
    assert "Der Brief ? zur?ck" in out
    status, out, err = line.run_apart("print")
    assert (status, err) == (0, "")
    assert "Der Brief – zurück" in out


@pytest.mark.fault("F39")
def test_names_that_are_no_text_are_no_reason_to_fail(line: CommandLine, tmp_path: Path) -> None:
    shelf = os.fsencode(tmp_path) + b"/sh\xffelf"
    line.environ["WORKBOOK_SHELF"] = os.fsdecode(shelf)
    for arguments in (["where"], ["new", "x"], ["books"], ["print"]):
        status, out, err = line.run_apart(*arguments)
        assert (status, err) == (0, "")


@pytest.mark.fault("A24")
def test_nothing_of_the_answers_stands_in_what_other_programs_see(line: CommandLine, tmp_path: Path) -> None:
    """Answers go to the typesetter through a pipe: never in arguments, environment or a file elsewhere."""
    line.book("a", "The novel", answer="secretword")
    seen = tmp_path / "seen"
    code = (
        "import subprocess, sys, os\n"
        f"seen = open({str(seen)!r}, 'a')\n"
        "real = subprocess.Popen.__init__\n"
        "def spy(self, args, *more, **named):\n"
        "    print(args, named.get('env'), os.listdir(named['cwd']), file=seen)\n"
        "    return real(self, args, *more, **named)\n"
        "subprocess.Popen.__init__ = spy\n"
        "from workbook.cli import run\n"
        "sys.exit(run(['print', '-o', 'x.pdf']))\n"
    )
    status, _, err = line.run_apart(code=code)
    assert (status, err) == (0, "")
    assert seen.read_text().strip()
    assert "secretword" not in seen.read_text()
