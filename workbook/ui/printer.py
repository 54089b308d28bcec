"""To a printer, by the programs of the system: which printers there are, and handing a PDF to one of them."""

from __future__ import annotations

import os
import re
import subprocess
from shutil import which
from tempfile import TemporaryFile

from ..files.clean import one_line
from .saver import why

ASK = 2.0
"""Seconds for which the system may think about which printers it has."""
HAND_OVER = 60.0
"""Seconds that handing a print over may take: from then on something is wrong."""
JOB = "book"
"""What the print is called in the queue, which others may look at."""
_PRINTER = re.compile(r"printer (\S+) (.*)")
_USUAL = re.compile(r"system default destination: (\S+)")


def printers() -> tuple[str, ...]:
    """The printers that take something now, the usual one first; none where the system can't print.

    It waits for another program: never to be called on the event loop.
    """
    if which("lp") is None or which("lpstat") is None:
        return ()
    try:
        _, said, _ = _run(["lpstat", "-d", "-p"], ASK)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ()
    usual: list[str] = []
    others: list[str] = []
    off: set[str] = set()
    for line in said.splitlines():
        if found := _USUAL.match(line):
            usual.append(found[1])
        elif found := _PRINTER.match(line):
            others.append(found[1])
            if found[2].startswith("disabled"):
                off.add(found[1])
    every = dict.fromkeys(name for name in (*usual, *others) if name.partition("/")[0] not in off)
    # A name goes to a program as an argument: one that looks like an option is none of ours.
    return tuple(name for name in every if not name.startswith("-") and name == one_line(name))


def send(printer: str, pdf: bytes) -> str:
    """Hand a PDF to a printer. Gives back why that failed, in a plain line; nothing where it went.

    It goes through a pipe, so that no file lies about. It waits: never to be called on the event loop.
    """
    failed = f"It was not sent to {printer}"
    try:
        status, _, complaint = _run(["lp", "-d", printer, "-t", JOB], HAND_OVER, pdf)
    except subprocess.TimeoutExpired:
        return f"{failed}: it did not answer."
    except (OSError, ValueError) as error:
        return f"{failed}: {why(error)}."
    if not status:
        return ""
    lines = complaint.strip().splitlines()
    reason = one_line(lines[0])[:120].removeprefix("lp: ").rstrip(".") if lines else "it gives no reason"
    return f"{failed}: {reason}."


def _run(command: list[str], seconds: float, given: bytes = b"") -> tuple[int, str, str]:
    """How a program ended, what it said, and what it complained of. Raises OSError, ValueError, TimeoutExpired.

    Pipes would be waited for as long as whatever the program has left behind keeps them open.
    """
    with TemporaryFile() as said, TemporaryFile() as complained:
        status = subprocess.run(
            command, input=given, stdout=said, stderr=complained, timeout=seconds, check=False,
            # What it says is in the language of the surroundings: only this one can be read here.
            env={**os.environ, "LC_ALL": "C"},
        ).returncode  # fmt: skip
        said.seek(0)
        complained.seek(0)
        return status, said.read().decode("utf-8", "replace"), complained.read().decode("utf-8", "replace")
