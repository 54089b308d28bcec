"""Disks that say no, for real: small ones, full ones, slow ones; and what a program asks of one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@contextmanager
def mounted(place: Path, size: str = "256k") -> Iterator[Path]:
    """A disk of its own, with so much room. Skips where none can be mounted."""
    place.mkdir(parents=True, exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(place))
    try:
        yield place
    finally:
        unmount(place)


def unmount(place: Path) -> None:
    """Take it away, whoever uses it; nothing where nothing is mounted."""
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def read_only(disk: Path) -> None:
    """From now on nothing can be written there."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def mount(*arguments: str) -> None:
    """Mount something, or skip with what the system says."""
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("disks of their own are mounted on Linux only")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


def fill(disk: Path) -> Path:
    """Take all the room there is; what is returned gives it back when it is removed."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that was asked of the system."""

    thread: str
    at: float
    """Seconds, by the clock of the wall."""
    name: str
    arguments: str
    result: str


class Traced:
    """What a program asks of the system from now on, some of which may be made to fail or to take long."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def seen(self) -> list[Call]:
        """All that was asked, in order; what one thread began and ended later is one."""
        begun: dict[str, str] = {}
        found = []
        for line in self.log.read_text("utf-8", "replace").splitlines():
            thread, at, rest = [*line.split(None, 2), "", ""][:3]
            if rest.endswith("<unfinished ...>"):
                begun[thread] = rest.removesuffix("<unfinished ...>")
                continue
            if (again := re.match(r"<\.\.\. \w+ resumed>", rest)) is not None:
                rest = begun.pop(thread, "") + rest[again.end() :]
            if (call := re.match(r"(\w+)\((.*)\)\s+= (.*)", rest)) is not None:
                found.append(Call(thread, float(at), call[1], call[2], call[3]))
        return found


@contextmanager
def traced(
    pid: int, log: Path, *inject: str, calls: str = "%file,fsync,close", only: Path | None = None
) -> Iterator[Traced]:
    """Look at a running program, and disturb it: `fsync:error=EIO`; with `only`, where it is about this very path.

    Skips where nothing can be traced.
    """
    if shutil.which("strace") is None:
        pytest.skip("there is no strace")
    more = [word for one in inject for word in ("-e", f"inject={one}")]
    more += ["-P", str(only)] if only is not None else []
    command = ["strace", "-f", "-ttt", "-o", str(log), "-e", f"trace={calls}", *more, "-p", str(pid)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = process.stderr.readline()
    if "attached" not in said:
        process.wait(10)
        pytest.skip(f"nothing can be traced here: {said.strip()}")
    try:
        yield Traced(log)
    finally:
        process.terminate()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            # It lets nobody go whom it holds up: but once it is gone itself, they go on.
            process.kill()
            process.wait(10)
        process.stderr.close()
