"""Who has a book open: the small file in its folder that says so, and holds nobody's words."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..files import atomic
from ..files.clean import one_line

OWNER = ".owner"
"""Who has the book open: host, process, since when."""
HELD = ".owner.lock"
"""Held for as long as the book is open. Two files, because whoever locks a file may empty it."""
NAMES = (OWNER, HELD)
ANYBODY = "?"
"""Asked to give the book back: whoever has it, where they left no name."""
_AT_MOST = 4096


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who has a book open, or asks for it."""

    token: str
    """Random, of this time that it is open."""
    host: str
    pid: int
    since: datetime
    process: str = ""
    """When its process began, in the system's own words: the number of a process is given again to another."""
    asks: str = ""
    """The token of whoever is to give the book back; empty for whoever has it."""

    @property
    def is_here(self) -> bool:
        """Whether it is on this computer."""
        return self.host == this_host()

    @property
    def is_running(self) -> bool:
        """Whether its process is there, on this computer, and is that very process."""
        return self.is_here and self.process == process_began(self.pid)


def me(since: datetime) -> Owner:
    """This process, with a token of its own."""
    import secrets

    return Owner(secrets.token_hex(8), this_host(), os.getpid(), since, process_began(os.getpid()))


def this_host() -> str:
    """The first part of the computer's name: what follows changes with the network that a laptop is in."""
    import socket

    return one_line(socket.gethostname()).partition(".")[0][:60] or "here"


def process_began(pid: int) -> str:
    """When a process began, in the system's own words; empty where there is none, or where the system can't say."""
    try:
        # The second field is a name that may hold blanks and brackets; what follows the last bracket does not.
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        if Path("/proc/self/stat").exists():
            return ""
    import subprocess

    try:
        said = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, timeout=2, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.decode("ascii", "replace").strip()


def read_owner(folder: Path) -> Owner | None:
    """Who has this book open, or asks for it; None where nobody says so in a file that can be understood."""
    import json

    try:
        data = atomic.read(folder / OWNER, at_most=_AT_MOST)
        found: dict[str, Any] = json.loads(data)
        return Owner(
            token=str(found["token"]),
            host=one_line(str(found["host"]))[:60],
            pid=int(found["pid"]),
            since=datetime.fromisoformat(found["since"]).astimezone(),
            process=str(found.get("process", "")),
            asks=str(found.get("asks", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def write_owner(folder: Path, owner: Owner) -> None:
    """Say who has this book open. Raises OSError."""
    import json

    said = {**asdict(owner), "since": owner.since.isoformat()}
    atomic.replace(folder / OWNER, (json.dumps(said, indent=1) + "\n").encode())
