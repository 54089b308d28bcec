"""The trash of a book: what was thrown away lies there whole, until its person takes it back or deletes it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..files import atomic, markers
from .kept import FACTS, SITTING, inside

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .shelf import Shelf
    from .workbook import Book

TRASH = "trash"
OF_THE_SHELF = ".shelf"
"""Where in the trash lies what belongs to no one book, such as a second version of shelf.yaml."""
TAKEN_BACK = "taken-back"
"""Stands in the name of a file that came back to a name which another had by then."""

_THROWN = r"(?s)(.+)\.([0-9]{8}T[0-9]{6}Z)-[0-9a-f]{6}(\.yaml)?"
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME_BYTES = 200
"""Of the 255 that a name may have: the moment and a few random letters come behind it."""


class Trashed(NamedTuple):
    """One file in the trash."""

    path: Path
    pack: str
    """The folder of the book that it lay in; empty for one that lay beside its folders, or the books."""
    name: str
    """What it was called there."""
    thrown: datetime | None
    """When; None of a file that somebody has put there by hand."""

    @property
    def of_shelf(self) -> bool:
        """Whether it lay beside the books, and belongs to all of them."""
        return self.path.parent.name == OF_THE_SHELF


def throw(shelf: Shelf, book: Book, path: Path, now: datetime) -> Path:
    """Move a file of a book into the trash. Where it lies now.

    Whoever holds its sitting must let go of it first: a later save writes it anew, for its words are alive then.
    Raises FileNotFoundError where it is gone, and other OSErrors; then it is where it was.
    """
    inner = path.parent.name if path.parent != book.folder else ""
    return _throw(shelf, path, _folder(shelf, book) / inner, now)


def keep_copy(shelf: Shelf, book: Book, path: Path, now: datetime) -> Path:
    """Put a copy of a file into the trash, before it is written over. Where that lies. Raises OSError."""
    inner = path.parent.name if path.parent != book.folder else ""
    return _copy(shelf, path, _folder(shelf, book) / inner, now)


def keep_copy_of_shelf(shelf: Shelf, path: Path, now: datetime) -> Path:
    """The same of a file that lies beside the books. Raises OSError."""
    return _copy(shelf, path, shelf.folder / TRASH / OF_THE_SHELF, now)


def throw_of_shelf(shelf: Shelf, path: Path, now: datetime) -> Path:
    """Move a file that lies beside the books into the trash. Where it lies now. Raises OSError."""
    return _throw(shelf, path, shelf.folder / TRASH / OF_THE_SHELF, now)


def trashed(shelf: Shelf, book: Book) -> tuple[Trashed, ...]:
    """What is in the trash of a book, newest first, with what belongs to no one book: else nobody could get at that.

    Nothing is raised, nothing is read but names.
    """
    folder, of_shelf = _folder(shelf, book), shelf.folder / TRASH / OF_THE_SHELF
    found = [_named(path, "") for path in inside(of_shelf, folders=False)] if not leads_away(shelf, of_shelf) else []
    if leads_away(shelf, folder):
        return ()
    found += [_named(path, "") for path in inside(folder, folders=False)]
    for pack in inside(folder, folders=True):
        found += [_named(path, pack.name) for path in inside(pack, folders=False)]
    found = [one for one in found if not one.path.name.startswith(".~")]
    return tuple(sorted(found, key=lambda one: (_order(one), one.path.name), reverse=True))


def sittings_in(one: Trashed) -> tuple[Sitting, ...]:
    """What was written in it, by versions: git may have left two.

    Raises Unreadable where it is no exercise, OSError.
    """
    from . import envelope
    from .sittingfile import decode

    named = SITTING.match(one.name)
    run = int(named[2] or 1) if named is not None else 1
    data = envelope.opened(atomic.read(one.path))
    parts = markers.parted(data)
    return tuple(decode(part, run)[0] for part in ((data,) if parts is None else (parts.one, parts.other)))


def put_back(shelf: Shelf, book: Book, one: Trashed) -> Path:
    """Give a file its old name again. Where that is taken it comes back beside it, as a second version to be compared.

    Where it lies then. Raises FileNotFoundError where it is gone, Deleted, and other OSErrors.
    """
    if one.of_shelf:
        folder = shelf.folder
    else:
        book.settle()
        book.follow()
        book.be_there()
        folder = book.folder / one.pack if one.pack else book.folder
        atomic.make_folder(folder)
    target = folder / one.name
    while True:
        try:
            shelf.disk.move(one.path, target)
        except FileExistsError:
            target = folder / _beside(one.name)
        else:
            _tidy(shelf, one.path.parent)
            return target


def forget(shelf: Shelf, book: Book, one: Trashed) -> None:
    """Delete a file in the trash for good. One that is gone already is as good as deleted. Raises OSError.

    With the last file of one time through an exercise go its earlier versions: nobody could get at them any more.
    They go first, so that after a kill the file is still there to be deleted once more.
    """
    named = SITTING.match(one.name)
    if named is not None and one.pack and not _has_more(shelf, book, one):
        from .versions import forget_run

        forget_run(book, one.pack, named[1], int(named[2] or 1))
    with suppress(FileNotFoundError):
        atomic.remove_durably(one.path)
    _tidy(shelf, one.path.parent)


def _has_more(shelf: Shelf, book: Book, one: Trashed) -> bool:
    """Whether anything else of one time through an exercise is in the book or in its trash, be it a second version."""
    try:
        if not (book.folder / FACTS).exists() and not (book.find() and (book.folder / FACTS).exists()):
            # It may be on a disk that is not there now: who knows what is in it.
            return True
        names = [path.name for path in (book.folder / one.pack).iterdir()]
    except FileNotFoundError:
        names = []
    except OSError:
        return True
    exercise = one.name.partition(".")[0]
    others = [path for path in inside(one.path.parent, folders=False) if path.name.startswith(exercise)]
    names += [_named(path, one.pack).name for path in others if path != one.path]
    return any(name == one.name or (SITTING.match(name) is None and name.startswith(exercise)) for name in names)


def forget_all(shelf: Shelf, book: Book) -> None:
    """Delete for good what is in the trash of a book, also what a write that was killed has left of something there.

    Raises the first OSError, after trying all of them.
    """
    wrong: OSError | None = None
    for one in trashed(shelf, book):
        try:
            forget(shelf, book, one)
        except OSError as error:
            wrong = wrong or error
    folder = _folder(shelf, book)
    if not leads_away(shelf, folder):
        for each in (*inside(folder, folders=True), folder, shelf.folder / TRASH / OF_THE_SHELF):
            atomic.sweep(each, 0)
            _tidy(shelf, each)
    if wrong is not None:
        raise wrong


def _throw(shelf: Shelf, path: Path, folder: Path, now: datetime) -> Path:
    return _put(shelf, folder, path.name, now, lambda target: shelf.disk.move(path, target))


def _copy(shelf: Shelf, path: Path, folder: Path, now: datetime) -> Path:
    data = atomic.read(path)
    return _put(shelf, folder, path.name, now, lambda target: atomic.replace(target, data, overwrite=False))


def _put(shelf: Shelf, folder: Path, name: str, now: datetime, put: Callable[[Path], None]) -> Path:
    """Put something into a folder of the trash, under a name that tells what it was called and when it was thrown."""
    if leads_away(shelf, folder):
        raise OSError(errno.ELOOP, "is a link, and links are not followed", str(shelf.folder / TRASH))
    from secrets import token_hex

    stem, end = (name[:-5], ".yaml") if name.endswith(".yaml") else (name, "")
    short = os.fsencode(stem)[:_NAME_BYTES].decode("utf-8", "ignore")
    moment = now.astimezone(UTC).strftime(_MOMENT)
    for attempt in range(20):
        # Every time anew: another window may tidy an empty folder away before the file is in it.
        atomic.make_folder(folder)
        target = folder / f"{short}.{moment}-{token_hex(3)}{end}"
        try:
            put(target)
        except FileExistsError:
            continue
        except OSError as error:
            there = folder.is_dir()
            _tidy(shelf, folder)
            if isinstance(error, FileNotFoundError) and not there and attempt < 10:
                continue
            raise
        return target
    raise OSError(errno.EBUSY, "another program clears the trash away again and again", str(folder))


def _folder(shelf: Shelf, book: Book) -> Path:
    """The book's own folder in the trash. An id may come from anywhere: one that could lead elsewhere is not used."""
    id = book.facts.id
    safe = "/" not in id and "\0" not in id and not id.startswith(".") and 0 < len(os.fsencode(id)) <= _NAME_BYTES
    return shelf.folder / TRASH / (id if safe else book.folder.name)


def leads_away(shelf: Shelf, folder: Path) -> bool:
    """Whether a link stands in for the trash, or for a folder in it."""
    ways = [folder, *folder.parents]
    return any(way.is_symlink() for way in ways[: ways.index(shelf.folder)])


def _named(path: Path, pack: str) -> Trashed:
    found = re.fullmatch(_THROWN, path.name)
    if found is None:
        return Trashed(path, pack, path.name, None)
    try:
        thrown = datetime.strptime(found[2], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return Trashed(path, pack, path.name, None)
    return Trashed(path, pack, f"{found[1]}{found[3] or ''}", thrown)


def _order(one: Trashed) -> datetime:
    return one.thrown or datetime.min.replace(tzinfo=UTC)


def _beside(name: str) -> str:
    stem, end = (name[:-5], ".yaml") if name.endswith(".yaml") else (name, "")
    from secrets import token_hex

    return f"{stem}.conflict-{TAKEN_BACK}-{token_hex(3)}{end}"


def _tidy(shelf: Shelf, folder: Path) -> None:
    """Remove the folders that nothing is left in, up to the trash itself."""
    while folder != shelf.folder and shelf.folder in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
