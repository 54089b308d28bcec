"""Disks that say no, for real: small ones, full ones, ones that are read-only or gone; and what a program asked of one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from terminal import WORKBOOK


@contextmanager
def mounted(place: Path, size: str = "256k") -> Iterator[Path]:
    """A disk of its own, with so much room. Skips where none can be mounted."""
    place.mkdir(parents=True, exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


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


@dataclass
class Traced:
    """A program under `strace`, which may let some of what it asks fail or take long."""

    log: Path
    inject: tuple[str, ...] = ()
    calls: str = "%file,fsync,fdatasync,close"
    program: tuple[str, ...] = field(default=WORKBOOK)

    @property
    def command(self) -> tuple[str, ...]:
        """What is run instead of the program. Skips where there is no strace."""
        if shutil.which("strace") is None:
            pytest.skip("there is no strace")
        tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
        if tried.returncode:
            pytest.skip(f"nothing can be traced here: {tried.stderr.strip()}")
        more = [word for one in self.inject for word in ("-e", f"inject={one}")]
        named = ("-e", f"trace={self.calls}")
        return ("strace", "-f", "-ttt", "--seccomp-bpf", "-o", str(self.log), *named, *more, *self.program)

    def seen(self) -> list[Call]:
        """All that was asked, in order; what one thread began and ended later is one."""
        begun: dict[str, str] = {}
        found = []
        for line in self.log.read_text("utf-8", "replace").splitlines():
            thread, at, rest = (line.split(None, 2) + ["", ""])[:3]
            if rest.endswith("<unfinished ...>"):
                begun[thread] = rest.removesuffix("<unfinished ...>")
                continue
            if (again := re.match(r"<\.\.\. \w+ resumed>", rest)) is not None:
                rest = begun.pop(thread, "") + rest[again.end() :]
            if (call := re.match(r"(\w+)\((.*)\)\s+= (.*)", rest)) is not None:
                found.append(Call(thread, float(at), call[1], call[2], call[3]))
        return found
