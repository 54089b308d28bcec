"""How the store touches the disk: every file is replaced whole, checked, under the shelf's moment lock."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..files import atomic
from ..files.atomic import Stamp
from . import envelope

LOCK = ".lock"
LET_GO = ".let-go"
"""Which answers were let go."""


class Changed(Exception):
    """The file on disk is not the one that was read: somebody else has written it."""


class Disk:
    """The files below one shelf."""

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf
        self._in_doubt: dict[Path, set[Stamp]] = {}
        """What may lie on disk after a write that failed."""
        self._device = device_of(shelf)
        """The disk that the shelf was on when it was seen first; None before there is a shelf."""

    def be_there(self, *, make: bool = True) -> None:
        """See to it that the shelf is there; make it where it has never been. Raises OSError.

        A shelf that was there and is gone is not begun anew: a stick was taken out, a disk is no longer mounted, and
        what would be written in its place would be hidden when it comes back. The same holds for an empty folder on
        another disk. Where only books or files are gone from a shelf that is still there, they are written again.
        """
        there = device_of(self.shelf)
        if self._device is not None and there != self._device and (there is None or not self._has_books()):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.shelf))
        if make:
            atomic.make_folder(self.shelf)
            there = device_of(self.shelf)
        self._device = there

    def _has_books(self) -> bool:
        """Whether it is a shelf at all. A disk that comes back may have another number."""
        return next((True for _ in self.shelf.glob("*/workbook.yaml")), os.path.lexists(self.shelf / "shelf.yaml"))

    def read(self, path: Path) -> tuple[bytes, Stamp]:
        """The meant bytes of a file, and its stamp, by which `write` knows it again. Raises OSError."""
        data = atomic.read(path)
        return envelope.opened(data), atomic.stamp_of(data)

    def peek(self, path: Path) -> bytes:
        """The meant bytes of a file that is only looked at. Raises OSError."""
        return envelope.opened(atomic.read(path))

    def write(
        self, path: Path, data: bytes, was: Stamp | None, verify: Callable[[bytes], None] | None = None,
        *, meant: Callable[[], None] = lambda: None,
    ) -> Stamp:  # fmt: skip
        """Replace a file, durably, unless it is not the one that was read; what comes back is its stamp from now on.

        `was` is the stamp that it had when it was read, None where there was no file. It goes with what was read, and
        is not kept here: else to look at a file again would be enough to write over what another has put there.

        `meant` is asked under the lock whether the file is still wanted, and raises where it is not.

        Raises Changed when another stands there, OSError when the disk says no; then nothing has changed.
        A file that is gone is written again, a shelf that is gone is not.
        """
        self.be_there()
        atomic.make_folder(path.parent)
        self._stay_inside(path.parent)
        out = envelope.closed(data)
        doubtful = self._in_doubt.setdefault(path, set())
        stamp = atomic.stamp_of(out)

        def same() -> None:
            meant()
            there: Stamp | None = was
            with suppress(FileNotFoundError):
                there = atomic.stamp_of(atomic.read(path))
            if there not in (was, stamp) and there not in doubtful:
                raise Changed(str(path))
            # Before the rename, not after: if only the folder's sync fails, the file is ours all the same.
            doubtful.add(stamp)

        atomic.replace(path, out, check=same, lock=lambda: atomic.moment_lock(self.shelf / LOCK), verify=verify)
        self._in_doubt.pop(path, None)
        return stamp

    def doubts(self, path: Path) -> frozenset[Stamp]:
        """What may lie there after writes that failed."""
        return frozenset(self._in_doubt.get(path, ()))

    def _stay_inside(self, folder: Path) -> None:
        """Whoever syncs the shelf may have put a link there, and words must not be written to where it leads.

        A book's own folder may be one: somebody keeps it on another disk. Raises OSError.
        """
        if self.shelf not in (folder, folder.parent) and folder.is_symlink():
            raise OSError(errno.ELOOP, "is a link, and links are not followed", str(folder))

    def move(self, source: Path, target: Path) -> None:
        """Give a file another name, never over one that is there. Raises OSError.

        It is 0600 from then on: a program that syncs may have made it for everybody's eyes.
        """
        with atomic.moment_lock(self.shelf / LOCK):
            self._stay_inside(target.parent)
            atomic.move_durably(source, target)
        atomic.make_private(target)

    def keep_apart(self, path: Path) -> Path:
        """Give a file that can't be read another name, so that nothing is ever written over it. Raises OSError."""
        stem = path.name.removesuffix(".yaml")
        number = 1
        while True:
            target = path.with_name(f"{stem}.kept-apart-{number}.yaml")
            try:
                self.move(path, target)
            except FileExistsError:
                number += 1
            else:
                return target


def device_of(folder: Path) -> int | None:
    """The number of the disk that a folder is on; None where it is not there."""
    try:
        return folder.stat().st_dev
    except OSError:
        return None
