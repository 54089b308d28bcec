"""Where on the shelf words may stand that were written in an exercise, by names and by the words themselves."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from .disk import LET_GO, LOCK
from .gone import GONE
from .kept import FACTS, SECOND, VERSION
from .letgone import Gone, seconds
from .owner import NAMES

if TYPE_CHECKING:
    from ..model.sitting import Sitting

_NOT_OURS = (".git",)
"""Folders that are never looked into: what is in them can't be changed file by file."""
_NOT_READ = (LOCK, f"{LOCK}.owner", GONE, LET_GO, FACTS, "shelf.yaml", *NAMES)
"""Files that hold no exercise, nor a copy of one. A book's title may hold words of it: that is said beforehand."""
TEMP = re.compile(r"\.~.+\.[0-9a-f]{16}\.tmp\Z", re.DOTALL)
"""What a write that was killed leaves behind."""
OUTSIDE = ".~answer-"
"""How a text on the shelf begins to be called while another editor has it; editors put copies beside it."""
_LONG = 12
"""Characters from which on a few words are worth looking for."""
_ALONE = 24
"""Characters from which on they are in no file by chance, also alone."""
_APART = 120
"""Bytes that may stand between two pieces that follow one another: a line that was broken, a mark before it."""
_PROBES = 200
"""At most so many places of the words are looked for in a file that can't be read as an exercise."""


def outside_name(sitting: Sitting, step: str) -> str:
    """How the text of one answer begins to be called while an editor has it: nobody takes it for another's."""
    return _outside(sitting.pack, sitting.exercise, seconds(sitting.started), step)


def is_outside_of(path: Path, one: Gone) -> bool:
    """Whether an editor has, or had, this very answer in it, or in a copy that it made."""
    return any(_outside(one.pack, one.exercise, one.started, step) in path.name for step in one.steps)


def _outside(pack: str, exercise: str, started: int, step: str) -> str:
    # An id has no dot in it: what ends with one is no beginning of a longer one.
    return f"{OUTSIDE}{pack}.{exercise}.{started}.{step}."


def of_exercise(path: Path, one: Gone) -> bool:
    """Whether a file is called like a copy of this exercise, whoever made it."""
    name = re.escape(one.exercise)
    if re.fullmatch(VERSION, path.name) and path.parent.parent.name == one.pack:
        return re.fullmatch(rf"{name}(\.[0-9]+)?", path.parent.name) is not None
    # A text beside it, such as notes of the person's own, is no copy of it.
    called = re.match(rf"[.#~]*(syncthing\.)?{name}(?![a-z0-9-]).*\.yaml", path.name) is not None
    return called and (
        path.parent.name == one.pack or re.search(SECOND, path.name) is not None or ".kept-apart-" in path.name
        or one.pack in path.parts
    )  # fmt: skip


def may_be_copy(path: Path, one: Gone) -> bool:
    """Whether a file is called like one in which words of an exercise stand as it is kept, or as an editor has them."""
    name = path.name
    return ".yaml" in name.lower() or OUTSIDE in name or TEMP.fullmatch(name) is not None or of_exercise(path, one)


def files(shelf: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    """Every regular file below the shelf, and below folders that a link in it leads to; no other link is followed.

    `refused` is told of folders that can't be looked into, and of files that can't be looked at.
    """
    roots = [shelf]
    with suppress(OSError):
        roots += [one.resolve() for one in sorted(shelf.iterdir()) if one.is_symlink() and one.is_dir()]
    for root in roots:
        for top, folders, names in os.walk(root, onerror=refused, followlinks=False):
            folders[:] = sorted(name for name in folders if name not in _NOT_OURS)
            for name in sorted(names):
                path = Path(top, name)
                if name in _NOT_READ:
                    continue
                try:
                    mode = path.lstat().st_mode
                except OSError as error:
                    # As in a folder that may be listed and not entered.
                    refused(error)
                    continue
                if stat.S_ISREG(mode):
                    yield path


class Probe:
    """Looks for words in bytes that nobody can read as a file of ours: for a few of them at a time, as they stood."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._all: list[list[bytes]] = []
        """The pieces of each text, in their order."""
        self._rows: list[tuple[bytes, bytes]] = []
        """Two that follow one another; what is in no file by chance stands with nothing after it."""
        self._whole: list[bytes] = []
        for text in texts:
            pieces = [piece for line in text.splitlines() for piece in _pieces(line)]
            if not pieces:
                self._whole += [line.strip().encode() for line in text.splitlines() if line.strip()]
                continue
            raw = [piece.encode() for piece in pieces]
            step = max(1, -(-len(raw) // _PROBES))
            self._all.append(raw[::step])
            rows = [(one, b"") for one, piece in zip(raw, pieces, strict=True) if len(piece) >= _ALONE]
            self._rows += rows[::step] + list(pairwise(raw))[::step]

    def is_in(self, data: bytes) -> bool:
        """Whether so much of it stands there that it is no chance: everyday words stand in many a text."""
        if any(all(piece in data for piece in pieces) for pieces in self._all):
            return True
        return any(_follow(data, *row) for row in self._rows) or self._is_whole(data)

    def touches(self, data: bytes) -> bool:
        """Whether any of it stands there, be it by chance."""
        return any(piece in data for pieces in self._all for piece in pieces) or self._is_whole(data)

    def _is_whole(self, data: bytes) -> bool:
        if not self._whole:
            return False
        # So few letters stand everywhere: they count only as a line of their own.
        lines = {line.strip().removeprefix(b"answer:").strip(b" '\"") for line in data.splitlines()}
        return all(line in lines for line in self._whole)


def _follow(data: bytes, first: bytes, then: bytes) -> bool:
    """Whether the second piece stands soon after the first."""
    at = data.find(first)
    while at >= 0:
        end = at + len(first)
        if data.find(then, end, end + len(then) + _APART) >= 0:
            return True
        at = data.find(first, at + 1)
    return False


def _pieces(line: str) -> Iterator[str]:
    """The line in pieces of some words, each long enough not to stand anywhere else by chance."""
    start = 0
    spaces = [found.start() for found in re.finditer(r"\s+", line)] + [len(line)]
    for end in spaces:
        piece = line[start:end].strip()
        if len(piece) >= _LONG:
            # A script without spaces, or one endless word: in parts.
            yield from (piece[at : at + 40] for at in range(0, len(piece), 40) if len(piece[at : at + 40]) >= _LONG)
            start = end
