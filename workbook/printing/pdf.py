"""A book as PDF. The typesetting happens in a process of its own, to which the words go as data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import IO

from .fonts import faces, unusual
from .formats import NoFont, NotSet, Stopped
from .printout import Printout
from .setting import USUAL, Setting
from .typedata import data_of

_TYPESETTER = Path(__file__).with_name("typesetter.py")
_NO_FONT = 5
_REASONS = {3: "The PDF could not be set.", 4: "A PDF needs the package typst, which is not installed."}
_LOOK = 0.1
"""Seconds between two looks at whether it is to stop."""


class TypesettingFailed(NotSet):
    """No PDF came of it. Its text is one plain line and holds nobody's words."""


def render(printout: Printout, setting: Setting = USUAL, *, timeout: float = 120.0, stop: Event | None = None) -> bytes:
    """The whole book as tagged PDF; the same bytes for the same printout on the same machine.

    Raises NoFont where a character has none and no box is wanted for it, Stopped soon after `stop` is set, and
    TypesettingFailed where typesetting fails, or takes longer than `timeout` seconds.
    """
    book = json.dumps(data_of(printout), ensure_ascii=False)
    characters = unusual(book)
    how = {
        "paper": setting.paper,
        "large": setting.large,
        "boxes": setting.boxes,
        "unusual": characters,
        "faces": faces(printout.language, characters),
    }
    status, answer = _typeset(f"{json.dumps(how)}\n{book}".encode(), timeout, stop)
    if status == _NO_FONT:
        raise NoFont(json.loads(answer))
    if status or not answer.startswith(b"%PDF-"):
        raise TypesettingFailed(_REASONS.get(status, "The PDF could not be set: its process ended early."))
    return answer


def _typeset(request: bytes, timeout: float, stop: Event | None) -> tuple[int, bytes]:
    """What the typesetter answers, and with which status."""
    command = [sys.executable, "-I", str(_TYPESETTER)]
    with tempfile.TemporaryDirectory(prefix="workbook-") as empty:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=empty
            )
        except OSError as error:
            raise TypesettingFailed(f"The PDF could not be set: {error.strerror}.") from None
        end = time.monotonic() + timeout
        # Given in a thread: communicate() forgets what is left of it when it is asked again after a time-out.
        given = Thread(target=_give, args=(process.stdin, request), daemon=True)
        process.stdin = None
        given.start()
        try:
            while True:
                if stop is not None and stop.is_set():
                    raise Stopped
                left = end - time.monotonic()
                try:
                    answer, _ = process.communicate(timeout=max(0.0, min(left, _LOOK)))
                    return process.returncode, answer
                except subprocess.TimeoutExpired:
                    if left <= _LOOK:
                        raise TypesettingFailed(f"The PDF took longer than {timeout:g} seconds.") from None
        finally:
            process.kill()
            process.communicate()
            given.join()


def _give(stdin: IO[bytes] | None, request: bytes) -> None:
    """All of it, then the end. A typesetter that is gone meanwhile says so by its status."""
    assert stdin is not None
    with suppress(OSError):
        try:
            stdin.write(request)
        finally:
            stdin.close()
