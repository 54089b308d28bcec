"""Where on the shelf words may stand that were written in an exercise, by names and by the words themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from .disk import LOCK
from .gone import GONE
from .letgone import LET_GO, Gone
from .workbook import FACTS, SECOND

_NOT_OURS = (".git",)
"""Folders that are never looked into: what is in them can't be changed file by file."""
_NOT_READ = (LOCK, f"{LOCK}.owner", GONE, LET_GO, FACTS, "shelf.yaml")
"""Files that hold no exercise, nor a copy of one. A book's title may hold words of it: that is said beforehand."""
TEMP = re.compile(r"\.~.+\.tmp\Z", re.DOTALL)
"""What a write that was killed leaves behind."""
OUTSIDE = ".~answer-"
"""How a text on the shelf is called while another editor has it; editors put copies of their own beside it."""
_LONG = 12
"""Characters from which on a few words are not in a file by chance."""
_PROBES = 200
"""At most so many places of the words are looked for in a file that can't be read as an exercise."""


def of_exercise(path: Path, one: Gone) -> bool:
    """Whether a file is called like a copy of this exercise, whoever made it."""
    name = re.escape(one.exercise)
    called = re.match(rf"[.#~]*(syncthing\.)?{name}(?![a-z0-9-])", path.name) is not None
    return called and (
        path.parent.name == one.pack or SECOND.search(path.name) is not None or ".kept-apart-" in path.name
        or one.pack in path.parts
    )  # fmt: skip


def files(shelf: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    """Every regular file below the shelf, and in books that lie elsewhere behind a link; no other link is followed.

    `refused` is told of folders that can't be looked into.
    """
    roots = [shelf]
    with suppress(OSError):
        roots += [one.resolve() for one in sorted(shelf.iterdir()) if one.is_symlink() and one.is_dir()]
    for root in roots:
        for top, folders, names in os.walk(root, onerror=refused, followlinks=False):
            folders[:] = sorted(name for name in folders if name not in _NOT_OURS)
            for name in sorted(names):
                path = Path(top, name)
                if name not in _NOT_READ and path.is_file() and not path.is_symlink():
                    yield path


class Probe:
    """Looks for words in bytes that nobody can read as a file of ours: for a few of them at a time, as they stood."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pieces: list[bytes] = []
        self._whole: list[bytes] = []
        for text in texts:
            pieces = [piece for line in text.splitlines() for piece in _pieces(line)]
            if pieces:
                step = max(1, -(-len(pieces) // _PROBES))
                self._pieces += [piece.encode() for piece in pieces[::step]]
            else:
                self._whole += [line.strip().encode() for line in text.splitlines() if line.strip()]

    def is_in(self, data: bytes) -> bool:
        """Whether any of it stands there."""
        if any(piece in data for piece in self._pieces):
            return True
        if not self._whole:
            return False
        # So few letters stand everywhere: they count only as a line of their own.
        lines = {line.strip().removeprefix(b"answer:").strip(b" '\"") for line in data.splitlines()}
        return all(line in lines for line in self._whole)


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
