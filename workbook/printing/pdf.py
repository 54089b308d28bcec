"""A book as PDF. The typesetting happens in a process of its own, to which the words go as data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from math import ceil
from pathlib import Path
from threading import Event, Thread
from typing import IO

from .formats import NoFont, NotSet, Stopped
from .printout import Printout
from .setting import USUAL, Setting
from .typeset.data import data_of
from .typeset.fonts import faces, unusual

_TYPESETTER = Path(__file__).parent / "typeset" / "typesetter.py"
_NO_FONT = 5
_NOT_SET = "The PDF could not be set"
_REASONS = {
    3: f"{_NOT_SET}.",
    4: "A PDF needs the package typst, which is not installed.",
    6: f"{_NOT_SET}: there was not enough memory.",
    7: "A PDF needs the package typst, which can't be loaded on this computer.",
    # So ends a program of Rust that is given no memory.
    -6: f"{_NOT_SET}: its process ended early. There may have been too little memory.",
    -9: f"{_NOT_SET}: its process was ended from outside. There may have been too little memory.",
}
_LOOK = 0.1
"""Seconds between two looks at whether it is to stop."""
_LEAST_SECONDS, _BYTES_A_SECOND = 60.0, 4000
"""A slow computer sets ten times as many in a second."""


class TypesettingFailed(NotSet):
    """No PDF came of it. Its text is one plain line and holds nobody's words."""


def render(
    printout: Printout, setting: Setting = USUAL, *, timeout: float | None = None, stop: Event | None = None
) -> bytes:
    """The whole book as tagged PDF; the same bytes for the same printout on the same machine.

    Raises NoFont where a character has none and no box is wanted for it, Stopped soon after `stop` is set, and
    TypesettingFailed where typesetting fails, or takes longer than `timeout` seconds: by itself, what a slow computer
    needs for a book of that length, many times over.
    """
    book = json.dumps(data_of(printout), ensure_ascii=False)
    characters = unusual(book)
    if timeout is None:
        timeout = _LEAST_SECONDS + len(book) // _BYTES_A_SECOND
    how = {
        "paper": setting.paper,
        "large": setting.large,
        "boxes": setting.boxes,
        "unusual": characters,
        "faces": faces(printout.language, characters),
        "seconds": ceil(timeout) + 1,
    }
    return _read(*_typeset(f"{json.dumps(how)}\n{book}".encode(), timeout, stop))


def _read(status: int, answer: bytes) -> bytes:
    """The PDF. Raises what the answer says, or that it is none."""
    if status == _NO_FONT:
        with suppress(ValueError, TypeError, LookupError):
            raise NoFont(json.loads(answer))
    if status or not (answer.startswith(b"%PDF-") and answer.rstrip().endswith(b"%%EOF")):
        raise TypesettingFailed(_REASONS.get(status, f"{_NOT_SET}: its process ended early."))
    return answer


def _typeset(request: bytes, timeout: float, stop: Event | None) -> tuple[int, bytes]:
    """What the typesetter answers, and with which status. Whatever happens, its process is gone then."""
    try:
        with tempfile.TemporaryDirectory(prefix="workbook-", ignore_cleanup_errors=True) as empty:
            process = subprocess.Popen(
                [sys.executable or "python3", "-I", str(_TYPESETTER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=empty,
            )
            return _answer(process, request, timeout, stop)
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else "its process can't be started"
        raise TypesettingFailed(f"{_NOT_SET}: {why}.") from None


def _answer(process: subprocess.Popen[bytes], request: bytes, timeout: float, stop: Event | None) -> tuple[int, bytes]:
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
