"""A sitting and the file that it is kept in, and what such files are called."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.atomic import Stamp

if TYPE_CHECKING:
    from ..model.answers import Answer
    from ..model.sitting import Sitting
    from ..model.versions import Watch

FACTS = "workbook.yaml"

SECOND = re.compile(r"\.conflict-.*\.yaml\Z|\.sync-conflict-|conflicted copy", re.IGNORECASE)
"""A file that lies beside a sitting because two have written it: ours, and those of programs that sync."""
SITTING = re.compile(r"([a-z0-9-]{1,64})(?:\.([1-9][0-9]{0,5}))?\.yaml\Z")
"""A sitting's own file."""
VERSION = re.compile(r"(\.~)?r[0-9]{6,18}\.[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}\b.*", re.DOTALL)
"""An earlier version, its copies by programs that sync, and what a write that was killed has left of one."""


class ReadOnly(Exception):
    """A file of a newer format: it may be looked at, not written."""


class OpenElsewhere(Exception):
    """The book is open for writing in another program: here it is only read."""


class Deleted(Exception):
    """The book was deleted for good while it was open here: it does not come back by itself."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A sitting and the file that it is kept in."""

    path: Path
    sitting: Sitting
    read_only: bool = False
    """Its format is newer than this program."""
    conflict: bool = False
    """Another wrote the same file; this one goes on beside it."""
    stamp: Stamp | None = None
    """Of the file that it was read from, or written to last; None while there is none."""
    let_go: frozenset[str] = frozenset()
    """Questions whose words were let go in another window: they were not written now, and `sitting` is without them."""
    watch: Watch | None = field(default=None, compare=False, repr=False)
    """The states that it has had since it was opened; None before the first save. Earlier versions are made of them."""


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that can't be read."""

    path: Path
    line: int
    message: str
    damaged: bool = True
    """Whether its words are the trouble. Else it is only closed to us, or of a newer format: it stays where it is."""


def inside(folder: Path, *, folders: bool) -> list[Path]:
    """The folders or files in a folder, by name, without links; none where it can't be looked into."""
    try:
        with os.scandir(folder) as found:
            names = [
                one.name
                for one in found
                if (one.is_dir(follow_symlinks=False) if folders else one.is_file(follow_symlinks=False))
            ]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def earlier(kept: tuple[Kept, ...], but: Path | None, pack: str) -> dict[str, Answer]:
    """What may be spoken of in one sitting from the others of a book, from their files alone."""
    from ..model.sitting import earlier_of

    return earlier_of((one.sitting for one in kept if one.path != but), pack)
