"""Somebody who writes in the exercise `step-back`, in a real terminal, on a shelf of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from terminal import WORKBOOK, Terminal, environment

from workbook.model.sitting import Sitting
from workbook.store.sittingfile import decode

TELL = "Tell it as a kind reporter"
"""How the question begins whose answer is as long as they want."""


def shelf_of(home: Path) -> Path:
    """Where the books of this home are."""
    return home / "shelf"


def start(
    home: Path, *arguments: str, shelf: Path | None = None, program: Sequence[str] = WORKBOOK,
    size: tuple[int, int] = (80, 24), hangs_up: bool = True,
) -> Terminal:  # fmt: skip
    """The workbook in a terminal of its own; without arguments at the exercise."""
    home.mkdir(parents=True, exist_ok=True)
    command = [*program, *(arguments or ("open", "step-back")), "--shelf", str(shelf or shelf_of(home))]
    return Terminal(command, env=environment(home), cwd=home, size=size, hangs_up=hangs_up)


def begin_to_tell(terminal: Terminal) -> None:
    """Past the opening page and the first question, into the long text."""
    terminal.wait_for("Begin")
    terminal.send("\r")
    terminal.wait_for("What would you like to be called")
    terminal.send("Ann\r")
    terminal.wait_for(TELL)


def sitting_file(home: Path, shelf: Path | None = None) -> Path:
    """The one file of this exercise."""
    (file,) = (shelf or shelf_of(home)).glob("*/resilience/step-back.yaml")
    return file


def sitting(home: Path, shelf: Path | None = None) -> Sitting:
    """The sitting as it is on disk. Raises Unreadable."""
    return decode(sitting_file(home, shelf).read_bytes())[0]


def told(home: Path, shelf: Path | None = None) -> str:
    """What stands on disk as the answer to the long question; empty before the first word."""
    try:
        answer = sitting(home, shelf).answers.get("told")
    except ValueError:
        return ""
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def says(text: str) -> Callable[[Terminal], bool]:
    """Whether this stands on the screen, in however many rows."""

    def squeezed(words: str) -> str:
        return "".join(words.replace("▌", "").split())

    def said(terminal: Terminal) -> bool:
        return squeezed(text) in squeezed(terminal.text)

    said.__name__ = text
    return said


def after_the_screen(terminal: Terminal) -> str:
    """What was written once the terminal had been given back."""
    _, _, rest = terminal.written.rpartition(b"\x1b[?1006l")
    return rest.decode(errors="replace").replace("\r\n", "\n")
