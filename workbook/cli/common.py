"""What the commands share: failures in one line, what they open. Without click, which a plain start can do without."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ..desk import Desk
    from ..files.locations import Locations
    from ..library.library import Library
    from ..library.titles import Heading
    from ..store.shelf import Shelf
    from ..store.workbook import Book

WRONG_USE = 2
Format = Literal["txt", "md", "html", "pdf", "json"]
Paper = Literal["a4", "letter"]
Edition = Literal["full", "share", "plan", "letters", "blank", "half"]


class Failure(Exception):
    """One plain line that says what to do."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def say(words: str) -> None:
    """One line on stdout. Whoever wrote the words, nothing in them commands a terminal."""
    import click

    from ..files.clean import one_line

    begins = len(words) - len(words.lstrip(" "))
    click.echo(" " * begins + one_line(words))


def width() -> int | None:
    """How many cells a line of stdout may have; None where it is no terminal."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def complain(words: str) -> None:
    """One line on stderr."""
    import click

    from ..files.clean import one_line

    click.echo(f"workbook: {one_line(words)}", err=True)


def at_terminal() -> bool:
    """Whether somebody sits before it: keys come in from a terminal, and words go out to one."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


class Options:
    """What may be said before or after any command."""

    def __init__(self) -> None:
        self.shelf = ""
        self.book = ""
        self.content = ""


def locations_of(options: Options) -> Locations:
    """All folders of this run."""
    from ..files.locations import locations

    shelf = Path(options.shelf) if options.shelf else None
    content = Path(options.content) if options.content else None
    found = locations(shelf=shelf, content=content, environ=os.environ)
    if found.content is not None and not found.content.is_dir():
        raise Failure(f"there is no folder {found.content}", WRONG_USE)
    return found


def library_of(options: Options, found: Locations | None = None) -> Library:
    """The packs that can be found."""
    from ..library.library import Library

    found = found or locations_of(options)
    return Library(tuple(folder for folder in (found.content, found.packs) if folder is not None), found.cache)


def shelf_of(options: Options, found: Locations | None = None) -> Shelf:
    """The shelf; nothing on it is read yet. Raises Failure where a shelf is and can't be looked into."""
    from ..store.shelf import Shelf

    folder = (found or locations_of(options)).shelf
    with disk(folder, "The folder of your books can't be opened."), suppress(FileNotFoundError):
        os.scandir(folder).close()
    return Shelf(folder)


def desk_of(options: Options, found: Locations | None = None) -> Desk:
    """The library, the shelf, and the book that is meant."""
    from ..desk import Desk

    found = found or locations_of(options)
    desk = Desk(library_of(options, found), shelf_of(options, found))
    wanted = options.book or os.environ.get("WORKBOOK_BOOK", "")
    if wanted:
        desk.open_book(find_book(desk.shelf, wanted))
    else:
        desk.open_current()
    return desk


def find_book(shelf: Shelf, name: str) -> Book:
    """A book by its name."""
    from ..store.shelf import NoSuchBook

    try:
        return shelf.find(name)
    except NoSuchBook as error:
        raise Failure(str(error), WRONG_USE) from None


def heading_of(library: Library, words: str) -> Heading:
    """An exercise by its name."""
    from ..library.library import NoSuchExercise

    try:
        return library.heading(words)
    except NoSuchExercise as error:
        raise Failure(str(error), WRONG_USE) from None


@contextmanager
def cleaned_up() -> Iterator[None]:
    """Here a closed terminal, or whoever ends the program, ends by SystemExit what goes on: it takes its traces along.

    Without this nothing of it would run, and what it has started would stay. A signal that is ignored stays so.
    """

    def leave(number: int, _: object) -> None:
        for one in met:
            signal.signal(one, signal.SIG_IGN)
        raise SystemExit(128 + number)

    every = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    met = [one for one in every if signal.getsignal(one) is signal.SIG_DFL]
    for one in met:
        signal.signal(one, leave)
    try:
        yield
    finally:
        for one in met:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def disk(folder: Path, otherwise: str = "Nothing was changed.") -> Iterator[None]:
    """Says in one line what the disk says no to."""
    try:
        yield
    except BrokenPipeError:
        # That is no disk: whoever read has left.
        raise
    except OSError as error:
        place = Path(error.filename) if isinstance(error.filename, str) else folder
        # Of a temporary file only its folder says anything to people.
        shown = place.parent if place.name.startswith(".~") else place
        raise Failure(f"{shown}: {error.strerror or error}. {otherwise}") from None
