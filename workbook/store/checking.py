"""Opens every file on the shelf, to see whether it can be read. Nothing is changed."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..files import atomic, markers, yamlfile
from . import envelope
from .conflicts import OF_PROGRAMS
from .deleting import half_deleted
from .disk import LET_GO
from .gone import GONE, unread_marks
from .kept import FACTS, SECOND, inside, is_second_of, may_be_second
from .letgone import unread_lines
from .marks import Newer, Unreadable
from .shelf import RESERVED, SHELF, Shelf
from .sittingfile import decode
from .workbookfile import decode_shelf, decode_workbook

TRASH, VERSIONS = RESERVED
MEND = (
    "Mend that line in an editor, or put a copy of the file in its place; a file that can't be read is never changed."
)
APART = "Mend it in an editor and give it its old name again, or delete it."
CLOSED = "Give yourself the right to read it."
NEWER = "A newer version of the workbook opens it."
VERSION = "It is an earlier version, nothing depends on it: delete it if you like."
THROWN = "It is in the trash, nothing depends on it: delete it if you like."
LINE = "The other lines hold. Newer versions of the workbook may know it; else take that line out in an editor."
MARKED = "git has left two versions in it"
COMPARE = "Compare the two from the contents of its book."
MISSING = "is missing, so what you wrote in this folder is not shown"
PUT_BACK = (
    "Put a copy of it there, or a file of that name with the lines `format: 1`, `started: 2026-01-31T12:00:00+00:00` "
    "and `...`."
)
HALF = "`workbook delete` without a name goes on with it."


@dataclass(frozen=True, slots=True)
class Checked:
    """One file, and what is wrong with it."""

    path: Path
    line: int = 0
    wrong: str = ""
    """Empty when it opens."""
    remedy: str = ""
    second: bool = False
    """Whether it is a second version of another file."""
    kind: str = ""
    """`versions` or `trash` for what is kept there; empty for all else."""


def check_shelf(shelf: Shelf, settings: Path) -> Iterator[Checked]:
    """Every file of every book, earlier versions, the trash, what the shelf itself keeps, and the settings.

    One after the other, so that a shelf of any size needs the memory of its largest file.
    """
    if os.path.lexists(shelf.folder / SHELF):
        yield _checked(shelf.folder / SHELF, decode_shelf)
    yield from _beside(shelf.folder / SHELF, decode_shelf)
    books = tuple(shelf.folders())
    for folder in books:
        yield from _book(folder)
    for folder in inside(shelf.folder, folders=True):
        if folder not in books and folder.name not in RESERVED and not folder.name.startswith("."):
            yield from _without_facts(folder)
    for name, why in ((VERSIONS, VERSION), (TRASH, THROWN)):
        yield from _below(shelf.folder / name, name, why)
    yield from _notes(shelf.folder)
    for path in half_deleted(shelf):
        yield Checked(path, 0, "is left of a deleted book", HALF)
    if settings.exists():
        yield _checked(settings, _settings)


def _book(folder: Path) -> Iterator[Checked]:
    def facts(data: bytes) -> object:
        return decode_workbook(data, folder.name)

    yield _checked(folder / FACTS, facts)
    yield from _beside(folder / FACTS, facts)
    yield from _sittings(folder)


def _beside(own: Path, read: Callable[[bytes], object]) -> Iterator[Checked]:
    """Second versions of workbook.yaml or shelf.yaml, whichever program made them, and those that were kept apart."""
    for path in inside(own.parent, folders=False):
        known = path.suffix == ".yaml" and path != own and path.name.startswith(f"{own.stem}.")
        if known or is_second_of(own, path.name):
            one = _checked(path, read)
            if not one.wrong:
                yield replace(one, second=".kept-apart-" not in path.name)
            elif known or _is_second(path.name):
                # Any other file of such a name is somebody's own.
                yield one


def _without_facts(folder: Path) -> Iterator[Checked]:
    """A folder with exercises in it that is no book any more, because its workbook.yaml is gone."""
    for one in _sittings(folder):
        if not one.wrong:
            yield Checked(folder / FACTS, 0, MISSING, PUT_BACK)
            yield from _beside(folder / FACTS, lambda data: decode_workbook(data, folder.name))
            yield from _sittings(folder)
            return


def _sittings(folder: Path) -> Iterator[Checked]:
    try:
        packs = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
    except OSError as error:
        yield Checked(folder, 0, error.strerror or str(error), CLOSED)
        return
    for pack in packs:
        try:
            names = [one for one in pack.iterdir() if one.suffix == ".yaml" and not one.name.startswith(".")]
            files = sorted(one for one in names if not one.is_symlink())
        except OSError as error:
            yield Checked(pack, 0, error.strerror or str(error), CLOSED)
            continue
        for path in files:
            yield _checked(path, lambda data: decode(data, 1))


def _below(top: Path, kind: str, remedy: str) -> Iterator[Checked]:
    """Every file that is kept there, whatever lies in between. What is behind a link is not ours."""
    refused: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=refused.append):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix == ".yaml" and not name.startswith("."):
                one = _checked(path, _by_place(path.relative_to(top).parts))
                mend = remedy if one.remedy == MEND else one.remedy
                if one.remedy == COMPARE:
                    # Such a file lies in the trash whole, and both can be read there.
                    one = Checked(path)
                yield replace(one, kind=kind, second=False, remedy=mend)
    for error in refused:
        if error.errno != errno.ENOENT:
            yield Checked(Path(str(error.filename)), 0, error.strerror or str(error), CLOSED, kind=kind)


def _by_place(parts: tuple[str, ...]) -> Callable[[bytes], object]:
    """How a file is read that is kept there: what lay in a book's folder itself lies in the folder of its id."""
    if len(parts) < 3 and parts[-1].startswith("shelf"):
        return decode_shelf
    if len(parts) < 3 and parts[-1].startswith("workbook"):
        return lambda data: decode_workbook(data, "")
    return lambda data: decode(data, 1)


def _notes(shelf: Path) -> Iterator[Checked]:
    """What the shelf notes in lines: which words were let go, which books were deleted."""
    for name, lines in ((LET_GO, unread_lines), (GONE, unread_marks)):
        try:
            wrong = lines(shelf)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Checked(shelf / name, 0, error.strerror or str(error), CLOSED)
            continue
        if wrong:
            yield Checked(shelf / name, wrong[0], "the line can't be read", LINE)
        else:
            yield Checked(shelf / name)


def _checked(path: Path, read: Callable[[bytes], object]) -> Checked:
    second = re.search(SECOND, path.name) is not None or _is_second(path.name)
    data = b""
    try:
        data = envelope.opened(atomic.read(path))
        read(data)
    except Newer as error:
        return Checked(path, error.line, error.message, NEWER, second)
    except Unreadable as error:
        if _is_marked(data, read):
            return Checked(path, error.line, MARKED, COMPARE, second)
        return Checked(path, error.line, error.message, APART if ".kept-apart-" in path.name else MEND, second)
    except OSError as error:
        return Checked(path, 0, error.strerror or str(error), CLOSED, second)
    return Checked(path, second=second)


def _is_second(name: str) -> bool:
    return may_be_second(name, ()) and OF_PROGRAMS.search(name) is not None


def _is_marked(data: bytes, read: Callable[[bytes], object]) -> bool:
    """Whether both versions that git has left in a file can be read."""
    parts = markers.parted(data)
    if parts is None:
        return False
    try:
        read(parts.one)
        read(parts.other)
    except Unreadable:
        return False
    return True


def _settings(data: bytes) -> None:
    _, flaws = yamlfile.read(data, yamlfile.CONTENT)
    if flaws:
        raise Unreadable(flaws[0].line, flaws[0].column, flaws[0].message)
