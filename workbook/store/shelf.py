"""The shelf: the folder that holds the workbooks, and which of them is open."""

from __future__ import annotations

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..files import atomic
from ..model.workbook import Workbook
from .disk import Disk
from .marks import FORMAT, Unreadable
from .workbook import FACTS, BadFile, Book
from .workbookfile import ShelfFacts, decode_shelf, encode_shelf, encode_workbook

RESERVED = ("trash", "versions")


class NoSuchBook(LookupError):
    """A book was asked for that is not on the shelf, or more than one has that title. The message is for people."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """Every book on the shelf, oldest first, and the folders whose workbook.yaml can't be read."""

    books: tuple[Book, ...]
    bad: tuple[BadFile, ...]


class Shelf:
    """A folder of workbooks. It need not be there before the first word is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk = Disk(folder)

    def read(self) -> Shelved:
        """Every book that is there. Nothing is raised, nothing changed."""
        books: list[Book] = []
        bad: list[BadFile] = []
        for folder in self._folders():
            try:
                books.append(Book.open(self.disk, folder))
            except Unreadable as error:
                bad.append(BadFile(folder / FACTS, error.line, error.message))
            except OSError as error:
                bad.append(BadFile(folder / FACTS, 1, error.strerror or str(error)))
        books.sort(key=lambda book: (book.facts.started, book.folder.name))
        return Shelved(tuple(books), tuple(bad))

    def _folders(self) -> Iterator[Path]:
        try:
            found = sorted(self.folder.iterdir())
        except OSError:
            return
        for one in found:
            if one.name not in RESERVED and not one.name.startswith(".") and (one / FACTS).exists():
                yield one

    def facts(self) -> ShelfFacts:
        """What shelf.yaml holds; nothing of note when it can't be read."""
        try:
            return decode_shelf(self.disk.read(self.folder / "shelf.yaml"))
        except (OSError, Unreadable):
            return ShelfFacts()

    def current(self) -> Book | None:
        """The book that is open: the one that shelf.yaml names, else the newest that is not put away."""
        books = self.read().books
        wanted = self.facts().current
        chosen = next((book for book in books if wanted and book.facts.id == wanted), None)
        here = [book for book in books if not book.facts.put_away]
        return chosen or (here[-1] if here else (books[-1] if books else None))

    def find(self, words: str) -> Book:
        """The book of that folder's name, or of that title where only one has it. Raises NoSuchBook."""
        books = self.read().books
        for book in books:
            if words in (book.folder.name, book.facts.id):
                return book
        titled = [book for book in books if book.title.casefold() == words.casefold()]
        if len(titled) == 1:
            return titled[0]
        if titled:
            names = ", ".join(book.folder.name for book in titled)
            raise NoSuchBook(f"More than one book is called {words}. Say which by its folder: {names}.")
        raise NoSuchBook(f"There is no book called {words}. `workbook books` has them all.")

    def use(self, book: Book) -> None:
        """Make a book the one that opens. Raises OSError."""
        facts = self.facts()
        if facts.format > FORMAT:
            raise OSError(1, "shelf.yaml is of a newer format", str(self.folder / "shelf.yaml"))
        self.disk.write(self.folder / "shelf.yaml", encode_shelf(replace(facts, current=book.facts.id)))

    def prove(self) -> None:
        """See to it that something can be kept here. Raises OSError when nothing can."""
        atomic.make_folder(self.folder)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.folder))

    def sketch(self, title: str, now: datetime, path: str = "") -> Book:
        """A new book that is not on disk before the first word is saved in it. Raises OSError."""
        self.prove()
        facts = Workbook(id=secrets.token_hex(4), title=title, started=now, path=path)
        name = folder_name(title, now)
        number = 1
        while os.path.lexists(folder := self.folder / (name if number == 1 else f"{name}-{number}")):
            number += 1
        return Book(self.disk, folder, facts, settle=self._settle)

    def make(self, title: str, now: datetime, path: str = "") -> Book:
        """A new book on disk, which becomes the current one. Raises OSError."""
        book = self.sketch(title, now, path)
        book.settle()
        return book

    def _settle(self, book: Book) -> None:
        """Put a sketched book on disk. Raises OSError, FileExistsError where another took its folder meanwhile."""
        atomic.make_folder(self.folder)
        book.folder.mkdir(0o700)
        book.folder.chmod(0o700)
        self.disk.write(book.folder / FACTS, encode_workbook(book.facts))
        self.use(book)


def folder_name(title: str, now: datetime) -> str:
    """Such as `2026-11-22-the-novel`: plain letters and digits, so that every disk and every sync takes it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    day = now.date().isoformat()
    return f"{day}-{words}" if words else day
