"""One whole life of the workbook in a real terminal: words in every kind of question, an editor, a print, an end."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from terminal import WORKBOOK, Terminal, environment

BREAKING = Path(__file__).resolve().parent.parent / "faults" / "breaking.py"
PACK = """\
format: 1
id: secrets
title: Secrets
book_title: everything.line
sections:
  - {id: all, title: All of it, exercises: [everything]}
support:
  - {where: Anywhere, say: Call 112, checked: 2026-11-22}
"""
EVERYTHING = """\
title: Everything
minutes: 9
purpose: To say it once.
keep: [letter]
steps:
  - id: read
    kind: note
    text: Read this *first*.
  - id: line
    kind: line
    core: true
    ask: Q1 line?
  - id: text
    kind: text
    ask: Q2 text?
  - id: choice
    kind: choice
    ask: Q3 choice?
    options: [red, green]
    other: true
  - id: choices
    kind: choices
    ask: Q4 choices?
    options: [red, green]
    other: true
  - id: scale
    kind: scale
    ask: Q5 scale?
  - id: ratings
    kind: ratings
    ask: Q6 ratings?
    options: [red, green]
  - id: list
    kind: list
    ask: Q7 list?
  - id: table
    kind: table
    ask: Q8 table?
    columns: [{id: a, title: A}, {id: b, title: B, kind: text}]
  - id: letter
    kind: letter
    ask: Q9 letter?
    template: |-
      Dear you,
      {text}
  - id: day
    kind: date
    ask: Q10 day?
"""
KINDS = ("line", "text", "choice", "choices", "list", "table", "cell", "letter", "day", "note")
TYPED = {kind: f"Zq{kind}xW7" for kind in KINDS}
"""What is typed in every kind: words that stand nowhere else on a computer."""
FROM_OUTSIDE = "ZqoutsidexW7"
"""What the editor of one's own adds."""
MARK = "xW7"
"""What all of them have, and nothing else."""
EDITOR = """#!/bin/sh
# Looks around while the text lies in a file: who else could read it now?
{{
  echo "arguments: $*"
  stat -c 'mode: %a %n' "$1" "$(dirname "$1")"
  for process in /proc/[0-9]*; do
    for what in cmdline environ; do
      if tr '\\0' '\\n' 2>/dev/null < "$process/$what" | grep -q {mark}; then echo "seen in: $process/$what"; fi
    done
  done
  grep -rl {mark} "$HOME" 2>/dev/null | sed 's/^/lies in: /'
}} > "$HOME/editor.report"
echo ' {words}' >> "$1"
"""


@dataclass
class Life:
    """What was left of one."""

    home: Path
    status: int = 0
    written: bytes = b""
    """All that the terminal was sent."""
    network: list[str] = field(default_factory=list)
    """What the system was asked for that has to do with a network; empty where nobody watched."""
    watched: bool = False
    limits: str = ""
    """What the system allows the process, as it says itself."""

    @property
    def shelf(self) -> Path:
        """The books."""
        return self.home / "data" / "workbook" / "shelf"

    def files(self) -> Iterator[Path]:
        """Every file that lies there now."""
        for top, _, names in os.walk(self.home):
            for name in names:
                yield Path(top, name)

    def with_words(self) -> set[str]:
        """Every file in which, or in whose name, something stands that was typed; by its way from the home."""
        return {
            str(path.relative_to(self.home))
            for path in self.files()
            if MARK.casefold() in path.name.casefold() or MARK.encode() in _bytes(path)
        }

    def modes(self) -> dict[str, int]:
        """The mode of everything that the workbook has made."""
        made = [Path(top, name) for top, folders, names in os.walk(self.home) for name in (*folders, *names)]
        own = [path for path in made if not path.is_relative_to(self.home / "given")]
        return {str(path.relative_to(self.home)): stat.S_IMODE(path.lstat().st_mode) for path in own}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def surroundings(home: Path) -> dict[str, str]:
    """Every folder that a program may write in, below one home."""
    given = home / "given"
    (given / "pack").mkdir(parents=True)
    (given / "pack" / "pack.yaml").write_text(PACK)
    (given / "pack" / "everything.yaml").write_text(EVERYTHING)
    editor = given / "editor"
    editor.write_text(EDITOR.format(mark=MARK, words=FROM_OUTSIDE))
    editor.chmod(0o755)
    folders = {name: home / name for name in ("tmp", "state", "runtime", "here")}
    for folder in folders.values():
        folder.mkdir()
    return environment(
        home, TMPDIR=str(folders["tmp"]), XDG_STATE_HOME=str(folders["state"]), XDG_RUNTIME_DIR=str(folders["runtime"]),
        WORKBOOK_CONTENT=str(given / "pack"), VISUAL=str(editor), PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip


def start(home: Path, *, program: tuple[str, ...] = WORKBOOK, watch: bool = False) -> Terminal:
    """Begin it, for everybody to read and write whatever it does not protect itself."""
    env = surroundings(home)
    command = [*program, "open", "everything"]
    strace = shutil.which("strace") if watch else None
    if strace is not None:
        trace = "socket,connect,bind,sendto,sendmsg,sendmmsg,listen,accept,accept4"
        command = [
            strace,
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-e",
            f"trace={trace}",
            "-o",
            str(home / "given" / "strace"),
            *command,
        ]
    return Terminal(
        ["/bin/sh", "-c", 'umask 000; ulimit -c unlimited; exec "$@"', "sh", *command], env=env, cwd=home / "here"
    )


def write_everywhere(terminal: Terminal) -> None:
    """Words in every kind of question, a note beside one, more from an editor of one's own."""
    terminal.wait_for("Begin", 30)
    terminal.send("\r")
    terminal.wait_for("Read this")
    terminal.send("\r")
    terminal.wait_for("Q1 line?")
    terminal.send(TYPED["line"] + "\r")
    terminal.wait_for("Q2 text?")
    terminal.send(TYPED["text"])
    terminal.wait_for(TYPED["text"])
    terminal.send("\x0f")
    terminal.wait_for(FROM_OUTSIDE, 20)
    terminal.send("\x02")
    terminal.wait_for("beside")
    terminal.send(TYPED["note"])
    terminal.wait_for(TYPED["note"])
    terminal.send("\x1b")
    terminal.wait_for("1 note beside it")
    for keys, asked in (
        ("\x0e", "Q3"), (TYPED["choice"] + "\x0e", "Q4"), (TYPED["choices"] + "\x0e", "Q5"), ("7\x0e", "Q6"),
        (" 3\x0e", "Q7"), (TYPED["list"] + "\r\x0e", "Q8"), (TYPED["table"] + "\r" + TYPED["cell"] + "\x0e", "Q9"),
        (TYPED["letter"] + "\x0e", "Q10"),
    ):  # fmt: skip
        terminal.send(keys)
        terminal.wait_for(asked)
    terminal.send(TYPED["day"])
    terminal.wait_for(TYPED["day"])


def a_whole_one(home: Path) -> Life:
    """To the end, read back, printed as PDF, helped, and left by its key."""
    with start(home, watch=True) as terminal:
        write_everywhere(terminal)
        terminal.send("\x0e")
        terminal.wait_for("Your words")
        terminal.send("\x1b")
        terminal.wait_for("your books")
        terminal.send("\x1b[A")
        terminal.wait_for(lambda one: "▸   ✓ Everything" in one.text)
        for keys, seen in (
            ("r", TYPED["text"]),
            ("?", "To talk to a person"),
            ("\x1b", TYPED["text"]),
            ("\x1b", "your books"),
        ):
            terminal.send(keys)
            terminal.wait_for(seen)
        terminal.send("\x10")
        terminal.wait_for("What do you want to do?")
        terminal.send("\x1b")
        terminal.wait_for(lambda one: "What do you want to do?" not in one.text)
        terminal.send("p")
        terminal.wait_for("Who is it for?")
        terminal.send("r")
        terminal.wait_for("lines 1")
        terminal.send("\x1b")
        terminal.wait_for(lambda one: "lines 1" not in one.text)
        terminal.send("p")
        terminal.wait_for("Printed:", 40)
        terminal.send("\x1bOR")
        settings = home / "config" / "workbook" / "settings.yaml"
        terminal.wait_for(lambda _: settings.exists())
        terminal.send("\x11")
        status = terminal.wait(20)
        watched = home / "given" / "strace"
        lines = watched.read_text(errors="replace").splitlines() if watched.exists() else []
        return Life(home, status, terminal.written, lines, watched.exists())


def one_that_breaks(home: Path) -> Life:
    """In the middle of it the program breaks, with the words in its error."""
    with start(home, program=(sys.executable, str(BREAKING), "command")) as terminal:
        write_everywhere(terminal)
        terminal.send("\x13")
        return Life(home, terminal.wait(20), terminal.written)


def one_that_is_killed(home: Path) -> Life:
    """In the middle of it, while an editor has the words, all of it is killed."""
    with start(home) as terminal:
        editor = home / "given" / "editor"
        write_everywhere(terminal)
        editor.write_text('#!/bin/sh\necho "$PPID" > "$HOME/editor.began"\nexec sleep 20\n')
        terminal.send("\x0f")
        began = home / "editor.began"
        terminal.wait_for(lambda _: began.exists() and began.read_text().strip() != "", 20)
        limits = Path(f"/proc/{terminal.pid}/limits")
        said = limits.read_text() if limits.exists() else ""
        terminal.kill()
        os.killpg(terminal.pid, signal.SIGKILL)
        return Life(home, -9, terminal.written, limits=said)


LIVES: dict[str, Callable[[Path], Life]] = {
    "whole": a_whole_one,
    "broken": one_that_breaks,
    "killed": one_that_is_killed,
}
