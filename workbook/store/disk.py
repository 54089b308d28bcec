"""How the store touches the disk: every file is replaced whole, checked, under the shelf's moment lock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..files import atomic
from ..files.atomic import Stamp
from . import envelope

LOCK = ".lock"


class Changed(Exception):
    """The file on disk is not the one that was read: somebody else has written it."""


class Disk:
    """The files below one shelf. It remembers what it wrote, so that it knows its own files again."""

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf
        self._ours: dict[Path, set[Stamp]] = {}

    def read(self, path: Path) -> bytes:
        """The meant bytes of a file. From now on it counts as known. Raises OSError."""
        data = atomic.read(path)
        self._ours.setdefault(path, set()).add(atomic.stamp_of(data))
        return envelope.opened(data)

    def knows(self, path: Path) -> bool:
        """Whether a file has been read or written here before."""
        return path in self._ours

    def write(self, path: Path, data: bytes, verify: Callable[[bytes], None] | None = None) -> None:
        """Replace a file, durably, unless it is not the one that was read.

        Raises Changed when another stands there, OSError when the disk says no; then nothing has changed.
        A file that is gone is written again.
        """
        atomic.make_folder(path.parent)
        out = envelope.closed(data)
        stamps = self._ours.setdefault(path, set())
        stamp = atomic.stamp_of(out)

        def same() -> None:
            try:
                there = atomic.stamp_of(atomic.read(path))
            except FileNotFoundError:
                return
            if there not in stamps:
                raise Changed(str(path))
            # Before the rename, not after: if only the folder's sync fails, the file is ours all the same.
            stamps.clear()
            stamps.add(there)
            stamps.add(stamp)

        atomic.replace(path, out, check=same, lock=lambda: atomic.moment_lock(self.shelf / LOCK), verify=verify)
        stamps.clear()
        stamps.add(stamp)

    def move(self, source: Path, target: Path) -> None:
        """Give a file another name, never over one that is there. Raises OSError."""
        with atomic.moment_lock(self.shelf / LOCK):
            atomic.move_durably(source, target)
        self._ours.pop(source, None)
