"""Second versions of workbook.yaml and shelf.yaml: a book's name and dates, and the people to talk to."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..files import atomic, markers
from ..files.clean import one_line
from ..model.workbook import Workbook
from . import envelope, trash
from .conflicts import whose
from .disk import Changed
from .kept import FACTS, inside, is_second_of
from .marks import FORMAT, Unreadable
from .shelf import RESERVED, SHELF
from .workbook import Book
from .workbookfile import ShelfFacts, decode_shelf, decode_workbook, encode_shelf, encode_workbook

if TYPE_CHECKING:
    from ..files.atomic import Stamp
    from .shelf import Shelf

Facts = Workbook | ShelfFacts
One = TypeVar("One", Workbook, ShelfFacts)


@dataclass(frozen=True, slots=True)
class TwoFacts:
    """Two versions of one file, to be chosen whole."""

    path: Path
    """workbook.yaml, or shelf.yaml."""
    one: Facts
    stamp: Stamp
    other: Facts
    beside: Path
    """Where the other is; the same file where git's marks part the two."""
    beside_stamp: Stamp
    whose: str

    @property
    def same(self) -> bool:
        """Whether both mean the same: nothing that somebody has said is in one of them alone."""
        return _meant(self.one) == _meant(self.other)

    @property
    def marked(self) -> bool:
        """Whether both stand in one file."""
        return self.path == self.beside

    @property
    def of_shelf(self) -> bool:
        """Whether it is of all books, and not of one."""
        return isinstance(self.one, ShelfFacts)


def second_facts(shelf: Shelf) -> tuple[TwoFacts, ...]:
    """Every second version of these files, of all books. Nothing is raised; what can't be read stays where it is."""
    found = _beside(shelf.folder / SHELF, _shelf)
    for folder in shelf.folders():
        found += _beside(folder / FACTS, lambda data, folder=folder: _workbook(data, folder))  # type: ignore[misc]
    return tuple(found)


def take(shelf: Shelf, two: TwoFacts, facts: Facts, now: datetime) -> None:
    """Let one of both hold from now on, or what was made of them; what does not is in the trash.

    Raises Changed where either file is not the one that was read, OSError.
    """
    for path, stamp in ((two.path, two.stamp), (two.beside, two.beside_stamp)):
        try:
            same = atomic.stamp_of(atomic.read(path)) == stamp
        except FileNotFoundError:
            same = False
        if not same:
            raise Changed(str(path))
    if isinstance(facts, Workbook) and isinstance(two.one, Workbook) and isinstance(two.other, Workbook):
        # Trash and versions are found, and deleted, by the id of the book that they are in.
        facts = facts._replace(id=two.one.id)
        _bring_over(shelf, two.path.parent, two.other.id, two.one.id)
    if two.marked or facts != two.one:
        _keep_copy(shelf, two, now)
        data = encode_shelf(facts) if isinstance(facts, ShelfFacts) else encode_workbook(facts)
        shelf.disk.write(two.path, data, two.stamp)
    if not two.marked:
        _throw(shelf, two, now)


def _bring_over(shelf: Shelf, folder: Path, source: str, target: str) -> None:
    """What is kept of the book under the other id lies under its own from now on, unless another book has that id.

    Raises OSError. A kill leaves some of it here and some there: then the two versions are still to be chosen from.
    """
    if source in ("", ".", "..", target) or "/" in source or any(
        book.facts.id == source and book.folder != folder for book in shelf.read().books
    ):  # fmt: skip
        return
    for name in RESERVED:
        top, to = shelf.folder / name / source, shelf.folder / name / target
        if top.parent.is_symlink() or top.is_symlink() or to.is_symlink():
            continue
        for here, _, names in os.walk(top, topdown=False):
            there = to / Path(here).relative_to(top)
            if trash.leads_away(shelf, there):
                continue
            for each in names:
                atomic.make_folder(there)
                shelf.disk.move(Path(here, each), _free(there / each))
            with suppress(OSError):
                atomic.remove_folder_durably(Path(here))


def _free(path: Path) -> Path:
    """A name that nothing has: of a version the next number, of a file in the trash other random letters."""
    while os.path.lexists(path):
        head, dot, rest = path.name.partition(".")
        if re.fullmatch(r"r[0-9]{6,17}", head):
            name = f"r{int(head[1:]) + 1:06d}{dot}{rest}"
        else:
            name, found = re.subn(
                r"-[0-9a-f]{6}(?=(\.yaml)?\Z)", lambda _: f"-{secrets.token_hex(3)}", path.name, count=1
            )
            name = name if found else f"{path.name}-{secrets.token_hex(3)}"
        path = path.with_name(name)
    return path


def of_both(two: TwoFacts) -> ShelfFacts | None:
    """The people of both, where it is about people; None where it is not."""
    one, other = two.one, two.other
    if not isinstance(one, ShelfFacts) or not isinstance(other, ShelfFacts):
        return None
    support = tuple(dict.fromkeys((*one.support, *other.support)))
    return one._replace(support=support, beside={**other.beside, **one.beside}, extra={**other.extra, **one.extra})


def _beside(path: Path, decode: Callable[[bytes], Facts]) -> list[TwoFacts]:
    try:
        raw = atomic.read(path)
    except OSError:
        return []
    parts = markers.parted(envelope.opened(raw))
    names = [one.name for one in inside(path.parent, folders=False) if is_second_of(path, one.name)]
    if parts is None and not names:
        return []
    stamp = atomic.stamp_of(raw)
    try:
        own = decode(parts.one if parts is not None else envelope.opened(raw))
        found = [TwoFacts(path, own, stamp, decode(parts.other), path, stamp, _label(parts))] if parts else []
    except Unreadable:
        return []
    for name in names:
        beside = path.with_name(name)
        try:
            data = atomic.read(beside)
            other = decode(envelope.opened(data))
        except (OSError, Unreadable):
            continue
        found.append(TwoFacts(path, own, stamp, other, beside, atomic.stamp_of(data), whose(name)))
    return found


def _workbook(data: bytes, folder: Path) -> Workbook:
    facts, format = decode_workbook(data, folder.name)
    return _known(facts, format)


def _shelf(data: bytes) -> ShelfFacts:
    facts = decode_shelf(data)
    return _known(facts, facts.format)


def _known(facts: One, format: int) -> One:
    if format > FORMAT:
        raise Unreadable(1, 1, "it was written by a newer version of the workbook")
    return facts


def _meant(facts: Facts) -> object:
    """Which book opens, and what was offered today, nobody has written."""
    return (facts.support, facts.beside, facts.extra) if isinstance(facts, ShelfFacts) else facts


def _label(parts: markers.Parted) -> str:
    label = one_line(parts.other_label)
    return f"from {label}" if label else "from elsewhere"


def _keep_copy(shelf: Shelf, two: TwoFacts, now: datetime) -> None:
    if isinstance(two.one, Workbook):
        trash.keep_copy(shelf, Book(shelf.disk, two.path.parent, two.one), two.path, now)
    else:
        trash.keep_copy_of_shelf(shelf, two.path, now)


def _throw(shelf: Shelf, two: TwoFacts, now: datetime) -> None:
    if isinstance(two.one, Workbook):
        trash.throw(shelf, Book(shelf.disk, two.path.parent, two.one), two.beside, now)
    else:
        trash.throw_of_shelf(shelf, two.beside, now)
