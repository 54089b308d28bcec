"""Lets one operation on a file go wrong, in a real process: the shim is compiled once, preloaded, and armed in a child.

`SHIM=... LD_PRELOAD=...` is what `environment()` gives; a process started with it forks children that arm themselves.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
_FOLDER = tempfile.TemporaryDirectory(prefix="workbook-shim-")
_HEAD = struct.Struct("=iiiiqq")


class Harm(IntEnum):
    """What becomes of an operation."""

    NOTHING = 0
    KILL = 1
    """The process is killed before it."""
    TORN = 2
    """Half of a write is done, and the process is killed."""
    FAIL = 3
    """It fails with an error."""
    HALF = 4
    """Half of a write is done, and the next one fails with an error."""
    WAIT = 5
    """Every rename waits for a moment first."""


class Kind(IntEnum):
    """What an operation does."""

    OPEN = 0
    WRITE = 1
    SYNC = 2
    RENAME = 3
    LINK = 4
    SYMLINK = 5
    UNLINK = 6
    MKDIR = 7
    RMDIR = 8
    TRUNCATE = 9
    CHMOD = 10
    READ = 11

    @property
    def needs_room(self) -> bool:
        """Whether a disk that is full may refuse it."""
        return self not in (Kind.UNLINK, Kind.RMDIR, Kind.CHMOD, Kind.READ)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as it was done."""

    kind: Kind
    path: Path
    other: Path | None
    """Where it leads: of a rename or a link."""
    offset: int
    """Of a write its place; of an opening its flags; of a truncation the size."""
    data: bytes
    failed: bool
    """Whether it came to nothing, as where a name was taken. It was counted all the same."""


class NoShim(Exception):
    """There is no compiler here, or the system knows no preloading; the message says which."""


@cache
def compiled() -> Path:
    """The shim as a library. Raises NoShim."""
    if (known := os.environ.get("SHIM")) is not None:
        return Path(known)
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoShim("no C compiler is here to build the shim")
    target = Path(_FOLDER.name) / "shim.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(target), str(SOURCE), "-ldl", "-pthread"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoShim(f"the shim can't be built here: {made.stderr.strip()[:200]}")
    return target


def environment() -> dict[str, str]:
    """The environment of a process that can arm the shim. Raises NoShim."""
    library = str(compiled())
    return {**os.environ, "LD_PRELOAD": library, "SHIM": library}


def arm(
    folder: Path, at: int = 0, harm: Harm = Harm.NOTHING, error: int = 0, *, for_good: bool = False,
    reads: bool = False, wait: int = 0, log: int = -1,
) -> None:  # fmt: skip
    """From now on count what is done below the folder, and let operation `at` go wrong, from 1; with 0 none does.

    `wait` is in microseconds; `log` is a file that takes every operation. Only where the shim was preloaded. A sync is
    counted and not done: the machine goes on.
    """
    arming = _library().shim_arm
    arming.argtypes = [ctypes.c_char_p, *[ctypes.c_long, *[ctypes.c_int] * 4, ctypes.c_long, ctypes.c_int]]
    arming(os.fsencode(folder), at, harm, error, for_good, reads, wait, log)


def disarm() -> int:
    """Let everything be as ever. How many operations there were."""
    disarming = _library().shim_disarm
    disarming.restype = ctypes.c_long
    return int(disarming())


def counted() -> int:
    """How many operations there were so far."""
    counting = _library().shim_count
    counting.restype = ctypes.c_long
    return int(counting())


@cache
def _library() -> ctypes.CDLL:
    if os.environ.get("LD_PRELOAD") != str(compiled()):
        raise RuntimeError("this process was not started with the shim")
    return ctypes.CDLL(str(compiled()))


def operations(log: bytes) -> Iterator[Operation]:
    """The operations of a log, in their order."""
    at = 0
    while at < len(log):
        kind, path, other, failed, offset, size = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        first, second = log[at : at + path], log[at + path : at + path + other]
        at += path + other
        yield Operation(
            Kind(kind), Path(os.fsdecode(first)), Path(os.fsdecode(second)) if other else None, offset,
            log[at : at + size], bool(failed),
        )  # fmt: skip
        at += size
