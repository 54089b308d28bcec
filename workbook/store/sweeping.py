"""Takes away what killed programs have left on the shelf: halves of files, and a folder in which no book was begun."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from ..files import atomic
from .kept import FACTS, inside
from .trash import OF_THE_SHELF, TRASH

VERSIONS = "versions"

LONG_AGO = 3600.0
"""Seconds after which nobody writes a thing any more that was begun then."""

_OF_A_BOOK = r"\d{4}-\d\d-\d\d"


def sweep(shelf: Path, book: Path | None, id: str = "") -> None:
    """Sweep the shelf, one book, and what is kept of it in the trash and among the versions, under its `id`.

    Nothing is raised: what cannot be removed stays, and is in nobody's way.

    A folder that was made for a book, but was killed before its facts were in it, would stay for ever: it is no book,
    and nobody's own. It goes when it is empty, and only if it is called as we call folders.
    """
    atomic.sweep(shelf, LONG_AGO)
    for folder in inside(shelf, folders=True):
        if re.match(_OF_A_BOOK, folder.name) and not (folder / FACTS).exists():
            with suppress(OSError):
                # Sweeping a folder makes it younger, so it is asked first.
                old = time.time() - folder.stat().st_mtime > LONG_AGO
                atomic.sweep(folder, LONG_AGO)
                if old:
                    folder.rmdir()
    if book is not None:
        for folder in (book, *inside(book, folders=True)):
            atomic.sweep(folder, LONG_AGO)
        for name in {id: None, book.name: None, OF_THE_SHELF: None}:
            for top in (TRASH, VERSIONS):
                _sweep_below(shelf / top, name)


def _sweep_below(top: Path, name: str) -> None:
    """The folder of that name and those in it. No link is followed, wherever one stands."""
    if name in ("", ".", "..") or "/" in name or "\0" in name or top.is_symlink() or (top / name).is_symlink():
        return
    for folder, _, _ in os.walk(top / name):
        atomic.sweep(Path(folder), LONG_AGO)
