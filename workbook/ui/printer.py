"""To a printer, by the programs of the system: which printers there are, and handing a PDF to one of them."""

from __future__ import annotations

import os
import re
import subprocess
from shutil import which

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
        said = subprocess.run(
            ["lpstat", "-d", "-p"], capture_output=True, stdin=subprocess.DEVNULL, timeout=ASK, check=False,
            # What it says is in the language of the surroundings: only this one can be read here.
            env={**os.environ, "LC_ALL": "C"},
        ).stdout.decode("utf-8", "replace")  # fmt: skip
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
        done = subprocess.run(
            ["lp", "-d", printer, "-t", JOB], input=pdf, capture_output=True, timeout=HAND_OVER, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"{failed}: it did not answer."
    except (OSError, ValueError) as error:
        return f"{failed}: {why(error)}."
    if not done.returncode:
        return ""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = one_line(lines[0])[:120].removeprefix("lp: ").rstrip(".") if lines else "it gives no reason"
    return f"{failed}: {reason}."
