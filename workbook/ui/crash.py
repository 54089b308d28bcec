"""A log of a crash for whoever mends it: where in the program, and never anybody's words."""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path

from .. import __version__
from ..files import atomic


def log(error: BaseException | None, shelf: Path) -> str:
    """Write `crash.log` on the shelf, 0600. Its path; the empty string where it could not be written.

    It holds the kind of error and the places in the code; no message and no value, for those may hold answers.
    """
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"workbook {__version__}", type(error).__qualname__]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    path = shelf / "crash.log"
    with contextlib.suppress(OSError):
        atomic.replace(path, ("\n".join(lines) + "\n").encode())
        return str(path)
    return ""
