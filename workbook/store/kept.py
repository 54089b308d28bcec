"""A sitting and the file that it is kept in, and what such files are called."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..files.atomic import Stamp, read

if TYPE_CHECKING:
    from ..model.answers import Answer
    from ..model.sitting import Sitting
    from ..model.versions import Watch

FACTS = "workbook.yaml"

SECOND = r"(?i)\.conflict-.*\.yaml\Z|\.sync-conflict-|conflicted copy"
"""A file that lies beside a sitting because two have written it: ours, and those of programs that sync."""
SITTING = re.compile(r"([a-z0-9-]{1,64})(?:\.([1-9][0-9]{0,5}))?\.yaml\Z")
"""A sitting's own file."""
VERSION = r"(?s)(\.~)?r[0-9]{6,18}\.[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}[+-][0-9]{4}\b.*"
"""An earlier version, its copies by programs that sync, and what a write that was killed has left of one."""
_HEAD = 4096
"""Bytes in which a file says what it is."""


class ReadOnly(Exception):
    """A file of a newer format: it may be looked at, not written."""


class OpenElsewhere(Exception):
    """The book is open for writing in another program: here it is only read."""


class Deleted(Exception):
    """The book was deleted for good while it was open here: it does not come back by itself."""


class Kept(NamedTuple):
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
    watch: Watch | None = None
    """The states that it has had since it was opened; None before the first save. Earlier versions are made of them."""

    def __eq__(self, other: object) -> bool:
        # What it was before makes it no other one.
        return isinstance(other, Kept) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other


class BadFile(NamedTuple):
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


def stems(names: Iterable[str]) -> set[str]:
    """The exercises whose own files are among these names."""
    return {found[1] for name in names if (found := SITTING.match(name)) is not None}


def may_be_second(name: str, stems: Collection[str]) -> bool:
    """Whether a file beside those of these exercises may be a second version of one, by its name alone."""
    if name.startswith((".", "#", "~")) or name.endswith("~") or ".kept-apart-" in name or ".yaml" not in name.lower():
        return False
    # A computer's name, as it stands behind an exercise's, may look like the end of another exercise's.
    return SITTING.match(name) is None or any(name[:at] in stems for at, sign in enumerate(name) if sign == "-")


def is_second(path: Path, stems: Collection[str]) -> bool:
    """Whether a file that is called like an exercise of its own is a second version of another beside it.

    `stems` are the exercises that have a file there: in a folder of a thousand files they are worked out once.

    Only the file itself can tell: it says that it is the other exercise, and that it was begun at the same moment.
    """
    if not may_be_second(path.name, stems):
        return False
    says = _head(path)
    return says is not None and f"{says[0]}.yaml" != path.name and says == _head(path.with_name(f"{says[0]}.yaml"))


def is_second_of(path: Path, name: str) -> bool:
    """Whether a file is called like a second version of this one."""
    rest = name.removeprefix(path.stem)
    if rest in (name, ".yaml") or rest[:1].isalnum() or ".yaml" not in rest:
        return False
    return ".kept-apart-" not in rest and not rest.endswith("~")


def _head(path: Path) -> tuple[str, str] | None:
    """Which exercise a file says that it is, and when it was begun."""
    try:
        head = read(path, at_most=_HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    exercise = re.search(r"^exercise: *['\"]?([a-z0-9-]+)", head, re.MULTILINE)
    started = re.search(r"^started: *(.*)$", head, re.MULTILINE)
    return (exercise[1], started[1].strip()) if exercise is not None and started is not None else None


def earlier(kept: tuple[Kept, ...], but: Path | None, pack: str) -> dict[str, Answer]:
    """What may be spoken of in one sitting from the others of a book, from their files alone."""
    from ..model.sitting import earlier_of

    return earlier_of((one.sitting for one in kept if one.path != but), pack)
