"""Opens every file on the shelf, to see whether it can be read. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..files import atomic, yamlfile
from . import envelope
from .deleting import half_deleted
from .kept import FACTS, SECOND
from .marks import Newer, Unreadable
from .shelf import SHELF, Shelf
from .sittingfile import decode
from .workbookfile import decode_shelf, decode_workbook

MEND = (
    "Mend that line in an editor, or put a copy of the file in its place; a file that can't be read is never changed."
)
APART = "Mend it in an editor and give it its old name again, or delete it."
CLOSED = "Give yourself the right to read it."
NEWER = "A newer version of the workbook opens it."
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


def check_shelf(shelf: Shelf, settings: Path) -> Iterator[Checked]:
    """Every file of every book, shelf.yaml, and the settings where there are any."""
    if (shelf.folder / SHELF).exists():
        yield _checked(shelf.folder / SHELF, decode_shelf)
    for folder in shelf.folders():
        yield _checked(folder / FACTS, lambda data, folder=folder: decode_workbook(data, folder.name))  # type: ignore[misc]
        yield from _sittings(folder)
    for path in half_deleted(shelf):
        yield Checked(path, 0, "is left of a deleted book", HALF)
    if settings.exists():
        yield _checked(settings, _settings)


def _sittings(folder: Path) -> Iterator[Checked]:
    try:
        packs = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
    except OSError as error:
        yield Checked(folder, 0, error.strerror or str(error), CLOSED)
        return
    for pack in packs:
        try:
            files = sorted(one for one in pack.iterdir() if one.suffix == ".yaml" and not one.name.startswith("."))
        except OSError as error:
            yield Checked(pack, 0, error.strerror or str(error), CLOSED)
            continue
        for path in files:
            yield _checked(path, lambda data: decode(data, 1))


def _checked(path: Path, read: Callable[[bytes], object]) -> Checked:
    second = SECOND.search(path.name) is not None
    try:
        read(envelope.opened(atomic.read(path)))
    except Newer as error:
        return Checked(path, error.line, error.message, NEWER, second)
    except Unreadable as error:
        return Checked(path, error.line, error.message, APART if ".kept-apart-" in path.name else MEND, second)
    except OSError as error:
        return Checked(path, 0, error.strerror or str(error), CLOSED, second)
    return Checked(path, second=second)


def _settings(data: bytes) -> None:
    _, flaws = yamlfile.read(data, yamlfile.CONTENT)
    if flaws:
        raise Unreadable(flaws[0].line, flaws[0].column, flaws[0].message)
