"""What lies on the shelf besides the books: who has one open, what killed runs left, links, files of other programs."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from .checking import TRASH, VERSIONS
from .disk import LET_GO, LOCK
from .elsewhere import NOTE
from .gone import GONE
from .kept import FACTS, inside
from .owner import NAMES, Owner, read_owner
from .shelf import SHELF, Shelf
from .traces import OUTSIDE, TEMP
from .trash import OF_THE_SHELF

_OURS = frozenset((LOCK, f"{LOCK}.owner", GONE, LET_GO, SHELF, FACTS, NOTE, "crash.log", *NAMES))
_ENOUGH = 3
"""Paths that are named of each kind; the rest is counted."""


@dataclass(slots=True)
class Found:
    """Some of a kind: how many, and the first few by name."""

    count: int = 0
    named: list[Path] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """One more."""
        self.count += 1
        if len(self.named) < _ENOUGH:
            self.named.append(path)


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is besides what opens or does not."""

    left: Found = field(default_factory=Found)
    """What a write that was killed has left; it is swept by itself when it is an hour old."""
    outside: Found = field(default_factory=Found)
    """Answers that an editor of their own has, or had when it was killed."""
    wide: Found = field(default_factory=Found)
    """What others on this computer may read or change, as far as its own mode says."""
    links: Found = field(default_factory=Found)
    strangers: Found = field(default_factory=Found)
    """Files that are not the workbook's."""
    of_nobody: Found = field(default_factory=Found)
    """Trash and versions of a book that is not on the shelf."""
    owners: list[tuple[str, Owner]] = field(default_factory=list)
    """Books that somebody has open, or that a killed run says so of: the folder's name, and who."""


def survey(shelf: Shelf) -> Survey:
    """Look at every name on the shelf. Nothing is raised, nothing changed, no link followed, `.git` not looked into."""
    found = Survey()
    books = set(shelf.folders())
    for top, folders, names in os.walk(shelf.folder):
        here = Path(top)
        _see(found, here)
        for name in [name for name in folders if (here / name).is_symlink() and here / name not in books]:
            found.links.add(here / name)
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = here / name
            if path.is_symlink():
                found.links.add(path)
            elif TEMP.fullmatch(name):
                found.left.add(path)
            elif OUTSIDE in name:
                found.outside.add(path)
            elif name in _OURS or (path.suffix == ".yaml" and _is_ours(path, shelf.folder, books)):
                _see(found, path)
            else:
                found.strangers.add(path)
    _see_of_nobody(found, shelf)
    for folder in sorted(books):
        owner = read_owner(folder)
        if owner is not None and not owner.asks:
            found.owners.append((folder.name, owner))
    return found


def _see_of_nobody(found: Survey, shelf: Shelf) -> None:
    """What is kept of no book that is here; nothing where there is a book whose id can't be read."""
    shelved = shelf.read()
    if shelved.bad:
        return
    ids = {OF_THE_SHELF, *(name for book in shelved.books for name in (book.facts.id, book.folder.name))}
    for name in (TRASH, VERSIONS):
        for folder in inside(shelf.folder / name, folders=True):
            if folder.name not in ids:
                found.of_nobody.add(folder)


def _is_ours(path: Path, shelf: Path, books: set[Path]) -> bool:
    parts = path.relative_to(shelf).parts
    return len(parts) == 1 or parts[0] in (TRASH, VERSIONS) or shelf / parts[0] in books


def _see(found: Survey, path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if stat.S_IMODE(mode) & 0o077:
        found.wide.add(path)
