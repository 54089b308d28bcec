"""A log of a crash for whoever mends it: where in the program, and never anybody's words."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..files import atomic


def log(error: BaseException | None, shelf: Path, shown: Sequence[object] = ()) -> str:
    """Write `crash.log` on the shelf, 0600. Its path; the empty string where it could not be written.

    It holds the kind of error and the places in the code; no message and no value, for those may hold answers. `shown`
    is what would have been shown of an error that is not at hand.
    """
    lines = [f"workbook {__version__}"]
    if error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        lines.append(type(error).__qualname__)
        lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    # Not imported for this: where nobody has, nothing shown is one, and it brings a megabyte of colours for code.
    rich = sys.modules.get("rich.traceback")
    tracebacks = [one for one in shown if isinstance(one, rich.Traceback)] if rich is not None else []
    for stack in (stack for one in tracebacks for stack in one.trace.stacks):
        lines.append(stack.exc_type)
        lines += [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in stack.frames]
    if len(lines) == 1:
        return ""
    path = shelf / "crash.log"
    with contextlib.suppress(OSError):
        atomic.replace(path, ("\n".join(lines) + "\n").encode())
        return str(path)
    return ""
