"""Deleting for good: what goes, what stays, and an order in which no kill leaves half a book to be seen."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..files import atomic
from .disk import LOCK
from .gone import GONE, note_gone
from .kept import FACTS, SECOND, SITTING, is_second_of
from .marks import Unreadable
from .owner import NAMES
from .shelf import RESERVED, SHELF, Shelf
from .workbookfile import decode_shelf, facts_in

AWAY = ".deleting-"
"""How a folder is called from the moment it is no book any more until all of it is gone."""

_AWAY = re.compile(rf"{re.escape(AWAY)}[0-9a-f]{{16}}")
_OURS = re.compile(
    rf"{_AWAY.pattern}"
    r"|shelf(\.kept-apart-[0-9]+|\.sync-conflict-.*| \(.*conflicted copy.*\))?\.yaml"
    r"|crash\.log|\.let-go|\.~.+\.(tmp|txt)",
    re.DOTALL,
)
"""Names on the shelf that are the workbook's own, beside the books and the reserved ones."""
_OF_THE_SHELF = (LOCK, f"{LOCK}.owner", GONE)


@dataclass(frozen=True, slots=True)
class Goes:
    """How many files go with a book, or with all of them."""

    books: int = 0
    exercises: int = 0
    """Files with answers."""
    seconds: int = 0
    """Second versions, and files that were kept apart."""
    versions: int = 0
    """Earlier versions."""
    trash: int = 0
    others: int = 0
    """Files of other programs that lie in the book's folder."""
    links: tuple[Path, ...] = ()
    """Where a book's folder is only a link: what it leads to stays."""


class NotAllGone(OSError):
    """Something could not be removed. It is no book any more, and the next delete goes on with it."""

    def __init__(self, errors: list[OSError]) -> None:
        first = errors[0]
        super().__init__(first.errno, first.strerror or str(first), str(first.filename or ""))
        self.errors = tuple(errors)


def goes_with(shelf: Shelf, folder: Path) -> Goes:
    """What goes when this book is deleted."""
    return _counted(shelf, (folder,), [kept for name in RESERVED for kept in _of_book(shelf, folder, name)])


def goes_with_all(shelf: Shelf) -> Goes:
    """What goes when everything is deleted."""
    return _counted(
        shelf, tuple(shelf.folders()), [one for name in RESERVED if not (one := shelf.folder / name).is_symlink()]
    )


def _counted(shelf: Shelf, folders: tuple[Path, ...], reserved: list[Path]) -> Goes:
    exercises = seconds = others = 0
    links = tuple(folder for folder in folders if folder.is_symlink())
    for folder in folders:
        for path in _files(folder):
            if re.search(SECOND, path.name) or ".kept-apart-" in path.name:
                seconds += 1
            elif path.parent.parent == folder and SITTING.fullmatch(path.name):
                exercises += 1
            elif path not in {folder / name for name in (FACTS, *NAMES)} and not path.name.startswith(".~"):
                others += 1
    kept = {"trash": 0, "versions": 0}
    for folder in reserved:
        kept[folder.relative_to(shelf.folder).parts[0]] += sum(1 for _ in _files(folder))
    return Goes(len(folders), exercises, seconds, kept["versions"], kept["trash"], others, links)


def delete(shelf: Shelf, folder: Path) -> None:
    """Delete one book for good, of whatever format, readable or not.

    From one rename on it is no book any more; a kill after that leaves a hidden folder, with which `finish` goes on.
    A link is removed, never followed. Of a copied folder the book itself stays, with all that is kept of it. Raises
    NotAllGone, OSError where nothing was deleted.
    """
    id = _id(folder)
    last = id not in _others(shelf, folder)
    with _let_in(shelf.folder):
        with atomic.moment_lock(shelf.folder / LOCK):
            if last:
                note_gone(shelf.folder, (id,))
            # What belongs to the book goes first: with the book gone nobody would know whose it was.
            for name in RESERVED:
                for kept in _of_book(shelf, folder, name):
                    _put_aside(shelf, kept)
            _put_aside(shelf, folder)
        left: list[OSError] = []
        if last:
            with suppress(OSError):
                shelf.forget((id,))
            left = _cut_ties(shelf, id)
        _finish(shelf, left)


def delete_all(shelf: Shelf) -> None:
    """Delete every book for good, with all that the workbook keeps beside them. Files of others stay.

    Raises NotAllGone, OSError where nothing was deleted.
    """
    if not shelf.folder.is_dir():
        return
    with _let_in(shelf.folder):
        with atomic.moment_lock(shelf.folder / LOCK):
            folders = tuple(shelf.folders())
            note_gone(shelf.folder, map(_id, folders))
            for folder in (*folders, *(shelf.folder / name for name in RESERVED)):
                if os.path.lexists(folder):
                    _put_aside(shelf, folder)
        left: list[OSError] = []
        for path in _inside(shelf.folder):
            if _is_ours(shelf.folder, path.name) and not _AWAY.fullmatch(path.name):
                _remove(path, left)
        _finish(shelf, left)


def stays(shelf: Shelf) -> tuple[Path, ...]:
    """What lies on the shelf and is not the workbook's own: deleting everything does not touch it."""
    books = set(shelf.folders())
    return tuple(
        path
        for path in _inside(shelf.folder)
        if path not in books and path.name not in (*RESERVED, *_OF_THE_SHELF) and not _is_ours(shelf.folder, path.name)
    )


def half_deleted(shelf: Shelf) -> tuple[Path, ...]:
    """What is left of books whose deleting was interrupted."""
    return tuple(path for path in _inside(shelf.folder) if _AWAY.fullmatch(path.name))


def finish(shelf: Shelf) -> None:
    """Go on with what was interrupted. Raises NotAllGone."""
    if half_deleted(shelf):
        with _let_in(shelf.folder):
            _finish(shelf, [])


def _finish(shelf: Shelf, left: list[OSError]) -> None:
    for path in half_deleted(shelf):
        _remove(path, left)
    if left:
        raise NotAllGone(left)


def _is_ours(shelf: Path, name: str) -> bool:
    """Whether what lies beside the books under this name is the workbook's own, or a second version of it."""
    if _OURS.fullmatch(name) is not None:
        return True
    if not is_second_of(shelf / SHELF, name):
        return False
    try:
        decode_shelf(atomic.read(shelf / name))
    except (OSError, Unreadable):
        # Somebody's own, for all that is known of it: it is named.
        return False
    return True


def _id(folder: Path) -> str:
    """The id of a book; of one that can't be read, the folder's name, which is its id where the file names none."""
    try:
        return facts_in(atomic.read(folder / FACTS), folder.name)[0].id
    except (OSError, Unreadable):
        return folder.name


def _of_book(shelf: Shelf, folder: Path, name: str) -> Iterator[Path]:
    """What is kept of a book in `trash` or `versions`: a folder of its id, or of its folder's name.

    Nothing that another book of this id owns too, and nothing behind a link.
    """
    if (shelf.folder / name).is_symlink():
        return
    others = _others(shelf, folder)
    for one in {_id(folder): None, folder.name: None}:
        path = shelf.folder / name / one
        if one not in ("", ".", "..", *others) and "/" not in one and os.path.lexists(path):
            yield path


def _others(shelf: Shelf, folder: Path) -> set[str]:
    """The ids of all books but this one: a folder that was copied has the id of the book that it was copied from."""
    return {_id(one) for one in shelf.folders() if one != folder}


def _put_aside(shelf: Shelf, path: Path) -> None:
    """Take a name off the shelf, durably. A link has nothing in it, and is removed at once."""
    if path.is_symlink():
        atomic.remove_durably(path)
        return
    _loosen(path)
    # Moving a folder to another parent writes in the one that it leaves.
    _loosen(path.parent)
    atomic.move_durably(path, shelf.folder / f"{AWAY}{secrets.token_hex(8)}")


def _cut_ties(shelf: Shelf, id: str) -> list[OSError]:
    """Take the title out of the books that came after this one; what could not be changed."""
    left: list[OSError] = []
    for book in shelf.read().books:
        if book.facts.follows is not None and book.facts.follows.id == id and not book.read_only:
            try:
                book.write_facts(book.facts._replace(follows=None))
            except OSError as error:
                left.append(error)
    return left


def _remove(path: Path, left: list[OSError]) -> None:
    """Remove a file, or a folder with all that is in it. No link is followed; what says no is left, and named."""
    folders: list[Path] = [path] if _is_folder(path) else []
    if not folders:
        _try(path.unlink, left)
    for folder in folders:
        _loosen(folder)
        for one in _listed(folder, left):
            if _is_folder(one):
                folders.append(one)
            else:
                _try(one.unlink, left)
    before = len(left)
    for folder in reversed(folders):
        # A folder that holds what could not be removed is no news.
        _try(partial(atomic.remove_folder_durably, folder), [] if before else left)


def _listed(folder: Path, left: list[OSError]) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        left.append(error)
        return []


def _try(do: Callable[[], object], left: list[OSError]) -> None:
    try:
        do()
    except FileNotFoundError:
        return
    except OSError as error:
        left.append(error)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, without following a link."""
    for top, _, names in os.walk(folder, followlinks=False):
        for name in names:
            yield Path(top, name)


def _inside(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return ()


def _loosen(folder: Path) -> None:
    """Give the owner leave to change a folder; where that fails, whatever is tried next says why."""
    with suppress(OSError):
        mode = stat.S_IMODE(folder.lstat().st_mode)
        if _is_folder(folder) and mode & 0o700 != 0o700:
            folder.chmod(mode | 0o700)


@contextmanager
def _let_in(shelf: Path) -> Iterator[None]:
    """Leave to change the shelf, which has its own mode again afterwards."""
    mode = stat.S_IMODE(shelf.stat().st_mode)
    _loosen(shelf)
    try:
        yield
    finally:
        if mode & 0o700 != 0o700:
            with suppress(OSError):
                shelf.chmod(mode)
