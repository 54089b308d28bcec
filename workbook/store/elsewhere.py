"""A small shelf in another folder, for what the usual one can't take now; `bringingback` brings it home."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar, cast

from ..files import atomic, yamlfile
from .glance import Glance
from .kept import BadFile, Kept
from .marks import FORMAT, Fields, Unreadable, items_of, text_of, tree_of
from .shelf import Shelf
from .workbook import Book

NOTE = "from.yaml"
"""Says of such a shelf which one it stands for."""

One = TypeVar("One", bound="Glance | Kept")
Reader = Callable[[Book], tuple[tuple[One, ...], tuple[BadFile, ...]]]


@dataclass(frozen=True, slots=True)
class Origin:
    """What from.yaml holds."""

    shelf: Path
    """The usual shelf."""
    begun: datetime
    grew: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By file: the digests of the usual shelf's file that it may be written over. None where there was no file."""
    brought: Mapping[str, str] = field(default_factory=dict)
    """By file: the digest of what was brought back of it."""


class Elsewhere:
    """Where sittings go on while the usual shelf can't be written. The usual shelf is only read meanwhile.

    To everything else a sitting keeps its path on the usual shelf: only `to_keep` leads here.
    """

    def __init__(self, folder: Path, origin: Origin, before: Elsewhere | None = None) -> None:
        self.before = before
        """The one that it takes over from, where that could not be written any more either."""
        self.shelf = Shelf(folder)
        self.origin = origin
        self._books: dict[str, Book] = {}
        """The books here, by their ids."""

    @classmethod
    def begin(cls, parent: Path, usual: Path, now: datetime, before: Elsewhere | None = None) -> Elsewhere:
        """A new one in this folder, which is made where it is missing. Raises OSError."""
        atomic.make_folder(parent)
        folder = _new_folder(parent, now.date())
        found = cls(folder, Origin(usual, now.replace(microsecond=0)), before)
        write_origin(folder, found.origin)
        return found

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self.shelf.folder

    def to_keep(self, book: Book, kept: Kept) -> tuple[Book, Kept]:
        """The book and the file here in which a sitting goes on. What it grew from is noted first. Raises OSError."""
        if book.disk.shelf == self.folder:
            return book, kept
        own = self._book(book)
        path = own.path_of(kept.sitting)
        name = path.relative_to(self.folder).as_posix()
        if name in self.origin.grew:
            return own, kept._replace(path=path)
        stamps = {one.digest for one in (kept.stamp, *book.disk.doubts(kept.path)) if one is not None}
        origin = replace(self.origin, grew={**self.origin.grew, name: tuple(sorted(stamps))})
        write_origin(self.folder, origin)
        self.origin = origin
        return own, kept._replace(path=path, stamp=None, conflict=False)

    def _book(self, book: Book) -> Book:
        own = self._books.get(book.facts.id)
        if own is None:
            own = self.shelf.like(book.facts)
            own.settle()
            self._books[book.facts.id] = own
        return own

    def over(
        self, book: Book, usual: tuple[One, ...], bad: tuple[BadFile, ...], read: Reader[One]
    ) -> tuple[tuple[One, ...], tuple[BadFile, ...]]:
        """The sittings of a book as they are now: those that go on here in the place of the usual ones."""
        if self.before is not None:
            usual, bad = self.before.over(book, usual, bad, read)
        own = self._books.get(book.facts.id)
        if own is None:
            return usual, bad
        found, wrong = read(own)
        moved: list[One] = [_at(one, book.folder / one.path.relative_to(own.folder)) for one in found]
        paths = {one.path for one in moved}
        every = (*(one for one in usual if one.path not in paths), *moved)
        return tuple(sorted(every, key=lambda one: one.path)), (*bad, *wrong)


def _at(one: One, path: Path) -> One:
    return cast(One, one._replace(path=path))


def _new_folder(parent: Path, day: date) -> Path:
    """A folder that was not there, so that it is nobody else's."""
    for number in count(1):
        folder = parent / f"workbook-{day.isoformat()}{'' if number == 1 else f'-{number}'}"
        try:
            atomic.make_new_folder(folder)
        except FileExistsError:
            continue
        return folder
    raise AssertionError("numbers do not end")


def read_origin(folder: Path) -> Origin:
    """Which shelf a folder stands for. Raises Unreadable, OSError."""
    fields = Fields(tree_of(atomic.read(folder / NOTE), yamlfile.SITTING, at_a_glance=True))
    begun = fields.moment("begun")
    if begun is None or fields.whole("format") > FORMAT:
        raise Unreadable(1, 1, "it does not say when it was begun")
    grew: dict[str, tuple[str, ...]] = {}
    brought: dict[str, str] = {}
    files = fields.take("files")
    for name, node in Fields(files).node_pairs() if files is not None else ():
        one = Fields(node)
        from_ = one.take("grew-from")
        grew[name] = tuple(text_of(each) for each in items_of(from_)) if from_ is not None else ()
        if back := one.text("brought-back", ""):
            brought[name] = back
    return Origin(Path(fields.text("shelf")), begun, grew, brought)


def write_origin(folder: Path, origin: Origin) -> None:
    """Replace from.yaml. Raises OSError."""
    names = dict.fromkeys((*origin.grew, *origin.brought))
    files = {
        name: {
            **({"grew-from": list(stamps)} if (stamps := origin.grew.get(name, ())) else {}),
            "brought-back": origin.brought.get(name, ""),
        }
        for name in names
    }
    tree = {"format": FORMAT, "shelf": str(origin.shelf), "begun": origin.begun, **({"files": files} if files else {})}
    atomic.replace(folder / NOTE, (yamlfile.write(tree) + "...\n").encode("utf-8", "surrogatepass"))


def kept_in(parent: Path) -> Iterator[Path]:
    """The folder itself where words were kept in it so, else such folders in it."""
    if (parent / NOTE).is_file():
        yield parent
        return
    try:
        found = sorted(parent.iterdir())
    except OSError:
        return
    yield from (one for one in found if one.name.startswith("workbook-") and (one / NOTE).is_file())


def with_words(folders: Iterable[Path], id: str = "") -> tuple[Path, ...]:
    """Those of these folders in which there is a book, or the book of this id. Nothing is raised."""
    return tuple(folder for folder in folders if any(id in ("", book.facts.id) for book in Shelf(folder).read().books))
