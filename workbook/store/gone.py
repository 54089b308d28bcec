"""Which books were deleted for good, so that a window that is still open on one does not write it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..files import atomic

GONE = ".deleted"
AT_MOST = 1000
"""Books that are remembered so; the oldest are forgotten first. No clock is asked."""


_MARK = "[0-9a-f]{24}"


def is_gone(shelf: Path, id: str) -> bool:
    """Whether the book of this id was deleted for good. A folder that somebody has put back is not asked about."""
    marks = _marks(shelf)
    return bool(marks) and _mark(id) in marks


def note_gone(shelf: Path, ids: Iterable[str]) -> None:
    """Remember books as deleted. The caller holds the shelf's lock. Raises OSError.

    Only a fingerprint of the id is kept: an id may be a folder's name, which says what the book was about.
    """
    found = dict.fromkeys((*_marks(shelf), *map(_mark, ids)))
    atomic.replace(shelf / GONE, "".join(f"{one}\n" for one in list(found)[-AT_MOST:]).encode())


def unread_marks(shelf: Path) -> tuple[int, ...]:
    """The numbers of the lines that are no fingerprint. Raises OSError."""
    lines = atomic.read(shelf / GONE).decode("ascii", "replace").splitlines()
    return tuple(number for number, one in enumerate(lines, 1) if one.strip() and not re.fullmatch(_MARK, one.strip()))


def _mark(id: str) -> str:
    import hashlib

    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _marks(shelf: Path) -> list[str]:
    try:
        return atomic.read(shelf / GONE).decode("ascii", "replace").split()
    except OSError:
        return []
