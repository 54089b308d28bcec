"""Every byte that a terminal is sent, where everything that can come from outside would command it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from commandline import FIRST, PACK, SECOND, sitting
from terminal import WORKBOOK, Terminal, environment

from workbook.store.sittingfile import decode

RING = '"\\e]52;c;ZXZpbA==\\a\\e[31mred\\x9b2J\\x9d0;title\\x9c\\eP+q\\e\\\\ \\e[?1049l\\x00 \\x0e end"'
"""As YAML has it: the clipboard, a colour, an emptied screen, a title, a question to the terminal, another page."""
RAW = "\x1b]52;c;ZXZpbA==\x07\x1b[31mred\x1b]0;title\x07\x9b2J"
"""As a file is called."""
OBEYED = re.compile(r"\x1b\]52|\x1b\]0;|\x1bP|\x9b|\x9d|\x9c|\x0e|\x0f|\x00|\x1b\[31mred")
ALLOWED = re.compile(r"\x1b\](?:2;notes|22;default)\x1b\\")
COMMANDS = (
    ("list",), ("books",), ("check",), ("doctor",), ("where",), ("print", "-o", "-"),
    ("print", "--format", "html", "-o", "-"), ("print", "--format", "md", "-o", "-"),
    ("print", "--format", "json", "-o", "-"), ("print", "--only", RAW), ("--book", RAW, "print"), ("open", RAW),
    ("delete", RAW),
)  # fmt: skip


def poison(home: Path) -> dict[str, str]:
    """A home in which every string is wicked; the environment for it."""
    shelf, pack = home / "data" / "workbook" / f"sh{RAW}elf", home / "pack"
    files = {
        shelf / "e" / "workbook.yaml": f"format: 1\nid: e\ntitle: {RING}\nstarted: 2026-11-22T18:00:00+01:00\n...\n",
        shelf / "e" / "small" / "first.yaml": sitting("first", RING, title=RING, ask=RING),
        shelf / "e" / "small" / "gone.yaml": sitting("gone", RING, title=RING, ask=RING),
        shelf / "e" / "small" / "second.yaml": "format: 1\n" + RAW,
        shelf / "e" / "small" / f"first.sync-conflict-{RAW}.yaml": sitting("first", RING),
        shelf / "e" / ".owner": f'{{"token": "x", "host": {RING}, "pid": 1, "since": "2026-11-22T18:00:00+01:00"}}',
        shelf / RAW / "workbook.yaml": RAW,
        shelf / "shelf.yaml": f"format: 1\ncurrent: e\nsupport:\n  - say: {RING}\n...\n",
        pack / "pack.yaml": PACK,
        pack / "first.yaml": FIRST,
        pack / "second.yaml": SECOND.replace("One small step", RING),
        pack / f"{RAW}.yaml": FIRST,
        home / "config" / "workbook" / "settings.yaml": f"format: 1\ntheme: {RING}\n...\n",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return environment(home, WORKBOOK_SHELF=str(shelf), WORKBOOK_CONTENT=str(pack))


def sent(data: bytes) -> list[str]:
    """What a terminal would obey that is none of ours."""
    return OBEYED.findall(ALLOWED.sub("", data.decode("utf-8", "surrogateescape")))


@pytest.mark.fault("A1")
def test_no_command_lets_a_byte_through_neither_to_a_terminal_nor_into_a_pipe(tmp_path: Path) -> None:
    env = poison(tmp_path)

    def run(command: tuple[str, ...]) -> list[str]:
        piped = subprocess.run(
            [*WORKBOOK, *command], env=env, cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL, timeout=60
        )  # fmt: skip
        with Terminal([*WORKBOOK, *command], env=env, cwd=tmp_path) as terminal:
            # Deleting asks first; nobody says yes.
            terminal.send("\r")
            terminal.wait(60)
            shown = terminal.written.decode("utf-8", "surrogateescape")
        controls = [one for one in shown if ord(one) < 32 and one not in "\r\n\t"]
        return [f"{command}: {one!r}" for one in (*sent(piped.stdout + piped.stderr), *sent(shown.encode()), *controls)]

    with ThreadPoolExecutor(4) as at_once:
        assert [one for found in at_once.map(run, COMMANDS) for one in found] == []


def _is_or_is_gone(seen: str, terminal: Terminal) -> bool:
    """Whether it is on the screen; of what begins with `no`, whether the rest is not."""
    return seen in terminal.text if not seen.startswith("no ") else seen[3:] not in terminal.text


@pytest.mark.fault("A1")
def test_no_page_lets_a_byte_through(tmp_path: Path) -> None:
    with Terminal([*WORKBOOK], env=poison(tmp_path), cwd=tmp_path, size=(100, 40)) as terminal:
        terminal.wait_for("]52;c;ZXZpbA==", 20)
        for keys, seen in (
            ("b", "rename"), ("r", "What is this book called?"), ("\x1b", "no What is this book called?"),
            ("\x1b", "your books"), ("?", "To talk to a person"), ("\x1b", "no To talk to a person"),
            ("p", "Who is it for?"), ("r", "For you"), ("\x1b", "no For you"), ("\x1b", "your books"),
            ("\x10", "What do you want to do?"),
        ):  # fmt: skip
            terminal.send(keys)
            terminal.wait_for(partial(_is_or_is_gone, seen))
        assert sent(terminal.written) == []
        terminal.send("\x11")
        terminal.wait(20)
        assert sent(terminal.written) == []


@pytest.mark.fault("A17", "A25")
@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare here: the network can't be taken away")
def test_without_a_network_the_pages_are_the_same(tmp_path: Path) -> None:
    env = poison(tmp_path)
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("the system does not let the network be taken away")

    def printed(name: str, *before: str) -> bytes:
        command = [*before, *WORKBOOK, "print", "-o", name]
        subprocess.run(command, env=env, cwd=tmp_path, check=True, capture_output=True, timeout=60)
        return (tmp_path / name).read_bytes()

    assert printed("with.pdf") == printed("without.pdf", "unshare", "-rn")


@pytest.mark.fault("F36")
@pytest.mark.parametrize("more", [{"LC_ALL": "C", "LANG": "C"}, {"LC_ALL": "POSIX", "NO_COLOR": "1", "TERM": "vt100"}])
def test_in_a_plain_terminal_it_can_be_used_and_what_is_written_is_utf_8(tmp_path: Path, more: dict[str, str]) -> None:
    words = "Zoë 中文 می"
    env = environment(tmp_path, **more)
    with Terminal([*WORKBOOK, "open", "step-back", "--shelf", str(tmp_path / "s")], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Begin", 20)
        terminal.send("\r")
        terminal.wait_for("What would you like to be called")
        terminal.send(words)
        terminal.wait_for("Zo")
        terminal.send("\x11")
        assert terminal.wait(20) == 0
    (file,) = (tmp_path / "s").glob("*/resilience/step-back.yaml")
    assert decode(file.read_bytes())[0].answers["callme"].value == words
    assert words in file.read_bytes().decode("utf-8")
    printed = subprocess.run(
        [*WORKBOOK, "print", "-o", "x.txt", "--shelf", str(tmp_path / "s")], env=env, cwd=tmp_path, check=False
    )
    assert printed.returncode == 0
    assert words in (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert os.path.lexists(tmp_path / "x.txt")
