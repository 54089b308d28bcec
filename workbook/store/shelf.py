"""The shelf: the folder that holds the workbooks, and which of them is open."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..files import atomic
from ..files.atomic import Stamp
from ..files.clean import one_line
from ..model.workbook import Follows, Workbook
from .disk import Changed, Disk, device_of
from .gone import is_gone
from .kept import FACTS, BadFile
from .marks import FORMAT, Unreadable
from .workbook import Book
from .workbookfile import ShelfFacts, decode_shelf, encode_shelf, shelf_facts_in

if TYPE_CHECKING:
    from ..model.sitting import Sitting

RESERVED = ("trash", "versions")
SHELF = "shelf.yaml"


class NoSuchBook(LookupError):
    """A book was asked for that is not on the shelf, or more than one has that title. The message is for people."""


class Shelved(NamedTuple):
    """Every book on the shelf, oldest first, and the folders whose workbook.yaml can't be read."""

    books: tuple[Book, ...]
    bad: tuple[BadFile, ...]


class Shelf:
    """A folder of workbooks. It need not be there before the first word is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk = Disk(folder)
        self.lost = False
        """Whether the book that was open last was not there when `current` looked for it, and nobody deleted it."""

    def read(self) -> Shelved:
        """Every book that is there. Nothing is raised, nothing changed."""
        books: list[Book] = []
        bad: list[BadFile] = []
        for folder in self.folders():
            try:
                books.append(Book.open(self.disk, folder))
            except Unreadable as error:
                bad.append(BadFile(folder / FACTS, error.line, error.message))
            except OSError as error:
                bad.append(BadFile(folder / FACTS, 1, error.strerror or str(error)))
        books.sort(key=lambda book: (book.facts.started, book.folder.name))
        return Shelved(tuple(books), tuple(bad))

    def folders(self) -> Iterator[Path]:
        """The folder of every book, also of one that can't be read."""
        try:
            found = sorted(self.folder.iterdir())
        except OSError:
            return
        for one in found:
            if one.name not in RESERVED and not one.name.startswith(".") and _may_be_book(one):
                yield one

    def sittings(self) -> Iterator[Sitting]:
        """Every sitting of every book, but for what can't be read."""
        for book in self.read().books:
            yield from (kept.sitting for kept in book.read()[0])

    def facts(self) -> ShelfFacts:
        """What shelf.yaml holds; nothing of note when it can't be read."""
        try:
            return shelf_facts_in(self.disk.peek(self.folder / SHELF))
        except (OSError, Unreadable):
            return ShelfFacts()

    def current(self) -> Book | None:
        """The book that is open: the one that shelf.yaml names, else the newest that is not put away."""
        found = self.read()
        books = found.books
        wanted = self.facts().current
        chosen = next((book for book in books if wanted and book.facts.id == wanted), None)
        # One whose facts can't be read may be the very book: it is named as such.
        self.lost = bool(wanted) and chosen is None and not found.bad and not is_gone(self.folder, wanted)
        here = [book for book in books if not book.facts.put_away]
        return chosen or (here[-1] if here else (books[-1] if books else None))

    def find(self, words: str) -> Book:
        """The book of that folder's name, or of that title where only one has it. Raises NoSuchBook."""
        books = self.read().books
        for book in books:
            if words in (book.folder.name, book.facts.id):
                return book
        titled = [book for book in books if _alike(book.title) == _alike(words)]
        if len(titled) == 1:
            return titled[0]
        if titled:
            names = ", ".join(book.folder.name for book in titled)
            raise NoSuchBook(f"More than one book is called {words}. Say which by its folder: {names}.")
        raise NoSuchBook(f"There is no book called {words}. `workbook books` has them all.")

    def use(self, book: Book) -> None:
        """Make a book the one that opens. A shelf.yaml that can't be read is kept apart. Raises OSError."""
        self._change(lambda facts: facts._replace(current=book.facts.id))

    def forget(self, ids: Collection[str]) -> None:
        """Name no book of these as the one that opens: then the newest does. Raises OSError."""
        if self.facts().current in ids:
            self._change(lambda facts: facts._replace(current=""))

    def people(self) -> tuple[str, ...]:
        """People to talk to, in the person's own words; none when shelf.yaml can't be read."""
        return _lines(self.facts().support)

    def keep_people(self, lines: Iterable[str], before: Iterable[str] | None = None) -> None:
        """Keep these lines about people to talk to, each on one line and whole; no book is begun by it.

        They take the place of those `before`, all lines where that is None: one that another window has added since
        stays. A shelf.yaml that can't be read is kept apart, what else is in a sound one stays. Raises OSError.
        """
        mine = _lines(lines)
        gone = None if before is None else _lines(before)

        def kept(found: Iterable[str]) -> tuple[str, ...]:
            others = () if gone is None else (line for line in _lines(found) if line not in gone)
            return tuple(dict.fromkeys((*mine, *others)))

        now = self.people()
        if kept(now) != now:
            self._change(lambda facts: facts._replace(support=kept(facts.support)))

    def offered(self, day: date) -> tuple[str, ...]:
        """What was offered on this day already; nothing when shelf.yaml can't be read."""
        facts = self.facts()
        return facts.offered if facts.offered_on == day else ()

    def keep_offered(self, day: date, what: Iterable[str]) -> None:
        """Note what was offered on this day. Where nothing was written yet, nothing is noted. Raises OSError."""
        if not (self.folder / SHELF).is_file() or self.facts().format > FORMAT:
            return

        def change(facts: ShelfFacts) -> ShelfFacts:
            before = facts.offered if facts.offered_on == day else ()
            return facts._replace(offered_on=day, offered=tuple(dict.fromkeys((*before, *what))))

        self._change(change)

    def _change(self, change: Callable[[ShelfFacts], ShelfFacts]) -> None:
        path = self.folder / SHELF
        for _ in range(20):
            facts, was = self._facts_to_change(path)
            if facts.format > FORMAT:
                raise OSError(errno.EPERM, "shelf.yaml is of a newer format", str(path))
            try:
                self.disk.write(path, encode_shelf(change(facts)), was)
                return
            except Changed:
                continue
        raise OSError(errno.EBUSY, "another program writes shelf.yaml again and again", str(path))

    def _facts_to_change(self, path: Path) -> tuple[ShelfFacts, Stamp | None]:
        try:
            data, stamp = self.disk.read(path)
        except FileNotFoundError:
            return ShelfFacts(), None
        try:
            return decode_shelf(data), stamp
        except Unreadable:
            pass
        try:
            facts = shelf_facts_in(data)
        except Unreadable:
            self.disk.keep_apart(path)
            return ShelfFacts(), None
        # Both versions that git has left can be read: they stay where they are until the new one takes their place.
        from .trash import keep_copy_of_shelf

        if facts.format <= FORMAT:
            keep_copy_of_shelf(self, path, datetime.now().astimezone())
        return facts, stamp

    def prove(self) -> None:
        """See to it that something can be kept here. Raises OSError when nothing can."""
        self.disk.be_there()
        if (error := self.refusal()) is not None:
            raise error

    def refusal(self) -> OSError | None:
        """Why nothing can be written here, as far as that is to be seen without writing; None where it can."""
        try:
            self.disk.be_there(make=False)
        except OSError as error:
            return error
        folder = self.folder
        while device_of(folder) is None and folder != folder.parent:
            folder = folder.parent
        if os.access(folder, os.W_OK | os.X_OK):
            return None
        try:
            read_only = bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
        except OSError as error:
            return error
        number = errno.EROFS if read_only else errno.EACCES
        return OSError(number, os.strerror(number), str(folder))

    def sketch(self, title: str, now: datetime, path: str = "", follows: Follows | None = None) -> Book:
        """A new book that is not on disk before the first word is saved in it. Raises OSError."""
        self.prove()
        import secrets

        facts = Workbook(id=secrets.token_hex(4), title=title, started=now, path=path, follows=follows)
        folder = next(one for one in self._folders_for(facts) if not os.path.lexists(one))
        return Book(self.disk, folder, facts, settle=self._settle)

    def like(self, facts: Workbook) -> Book:
        """The book of these facts: the one of this id that is here, else one that is not on disk before it is settled.

        For a book that comes from another shelf.
        """
        found = next((book for book in self.read().books if book.facts.id == facts.id), None)
        return found or Book(self.disk, next(self._folders_for(facts)), facts, settle=self._settle)

    def _folders_for(self, facts: Workbook) -> Iterator[Path]:
        name = folder_name(facts.title, facts.started)
        yield self.folder / name
        yield from (self.folder / f"{name}-{number}" for number in count(2))

    def make(self, title: str, now: datetime, path: str = "") -> Book:
        """A new book on disk, which becomes the current one. Raises OSError."""
        book = self.sketch(title, now, path)
        book.settle()
        return book

    def _settle(self, book: Book) -> None:
        """Put a sketched book on disk. It may be tried again when it failed half way. Raises OSError."""
        self.disk.be_there()
        if not book.placed:
            book.folder = self._place(book.facts)
            book.placed = True
        book.write_first(book.facts)
        if self.facts().format <= FORMAT:
            # Which book opens is a comfort: that it can't be noted now must not keep the first word from the disk.
            try:
                self.use(book)
            except OSError:
                book.on_save = self.use

    def _place(self, facts: Workbook) -> Path:
        """A folder that was not there, so that it is nobody else's."""
        for folder in self._folders_for(facts):
            try:
                atomic.make_new_folder(folder)
            except FileExistsError:
                continue
            return folder
        raise AssertionError("numbers do not end")


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Each on one line, without those that say nothing."""
    return tuple(line for line in map(one_line, texts) if line)


def _may_be_book(folder: Path) -> bool:
    """Whether a workbook.yaml is in it, or may be where nobody is let in: then it is named, not passed over."""
    try:
        (folder / FACTS).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _alike(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).casefold().split())


def folder_name(title: str, now: datetime) -> str:
    """Such as `2026-11-22-the-novel`: plain letters and digits, so that every disk and every sync takes it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    day = now.date().isoformat()
    return f"{day}-{words}" if words else day
