"""`workbook delete`: for good, after saying what goes and what can't be reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import WRONG_USE, Failure, Options, at_terminal, complain, disk, library_of, locations_of, say, shelf_of
from .options import complete_book, everywhere

if TYPE_CHECKING:
    from ..store.deleting import Goes
    from ..store.shelf import Shelf


@click.command("delete")
@click.argument("name", required=False, shell_complete=complete_book)
@click.option("--all", "everything", is_flag=True, help="Every book, and all that is kept beside them.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@everywhere
@click.pass_context
def delete_(context: click.Context, name: str | None, everything: bool, yes: bool) -> None:
    """Delete a book, or all of them, for good: answers, earlier versions, trash. It asks first."""
    from ..store.deleting import delete, delete_all, goes_with, goes_with_all, half_deleted

    options = context.ensure_object(Options)
    shelf = shelf_of(options)
    if everything and name is not None:
        raise Failure("name a book, or say --all: not both.", WRONG_USE)
    if not everything and name is None:
        _finish_or_refuse(shelf)
        return
    settings = locations_of(options).settings
    folder = None if name is None else _folder(shelf, name)
    goes = goes_with_all(shelf) if folder is None else goes_with(shelf, folder)
    if folder is None and not goes.books and not half_deleted(shelf) and not shelf.folder.is_dir():
        say("There is nothing to delete.")
        return
    for line in _said(shelf, folder, goes, settings):
        say(line)
    if not yes and not _sure():
        say("Nothing was deleted.")
        return
    with disk(shelf.folder, "Nothing was deleted."), _naming_what_is_left():
        if folder is None:
            delete_all(shelf)
        else:
            delete(shelf, folder)
    library_of(options).forget_titles()
    say("Deleted.")


def _finish_or_refuse(shelf: Shelf) -> None:
    """Without a name: what was interrupted is gone on with."""
    from ..store.deleting import finish, half_deleted

    if not half_deleted(shelf):
        raise Failure("say which book, or --all. `workbook books` has them all.", WRONG_USE)
    with disk(shelf.folder), _naming_what_is_left():
        finish(shelf)
    say("What was left of a deleted book is gone now.")


def _folder(shelf: Shelf, name: str) -> Path:
    """The folder of a book, also of one that can't be read."""
    from ..store.shelf import NoSuchBook

    for folder in shelf.folders():
        if folder.name == name:
            return folder
    try:
        return shelf.find(name).folder
    except NoSuchBook as error:
        raise Failure(str(error), WRONG_USE) from None


def _said(shelf: Shelf, folder: Path | None, goes: Goes, settings: Path) -> Iterator[str]:
    from ..store.deleting import stays

    what = shelf.folder if folder is None else folder
    if folder is None:
        yield f"To be deleted for good: {_number(goes.books, 'book')} in {what}"
    else:
        yield f"To be deleted for good: {what}"
    yield from _open_now(shelf, folder)
    for number, one, many in (
        (goes.exercises, "exercise with what you wrote", "exercises with what you wrote"),
        (goes.versions, "earlier version", "earlier versions"),
        (goes.trash, "file in the trash", "files in the trash"),
        (goes.seconds, "second version or damaged file", "second versions or damaged files"),
        (goes.others, "other file in its folder", "other files in the folders"),
    ):
        if number:
            yield f"  {number} {one if number == 1 else many}"
    yield "  the cache of titles, which is made again"
    for link in goes.links:
        yield f"  the link {link.name}; what it leads to stays: {link.resolve()}"
    if folder is None:
        for path in stays(shelf):
            yield f"Not the workbook's own, and left alone: {path}"
    if settings.exists():
        yield f"Your settings stay, they hold no answers: {settings}"
    yield (
        "It can't reach prints, saved texts, screenshots, backups, synced copies, or text further up in a terminal. "
        "A disk may keep traces until it needs the room."
    )
    yield from _kept_elsewhere(shelf, folder, settings)
    if folder is not None:
        yield "Lines copied into another book stay there."
    if (shelf.folder / ".git").exists():
        yield f"It can't reach the history in {shelf.folder / '.git'} either."


def _kept_elsewhere(shelf: Shelf, folder: Path | None, settings: Path) -> Iterator[str]:
    """In which other folders words of it are, from when the disk said no."""
    from ..store import whereabouts
    from ..store.elsewhere import with_words

    id = next((book.facts.id for book in shelf.read().books if book.folder == folder), "")
    for other in with_words(whereabouts.noted(settings.with_name(whereabouts.NAME)), id):
        yield f"What was saved in {other} while the disk said no stays there: delete that folder yourself."


def _open_now(shelf: Shelf, folder: Path | None) -> Iterator[str]:
    """Which of these books is open in a window just now: it loses it too."""
    from ..store.holding import who_has

    for one in shelf.folders() if folder is None else (folder,):
        other = who_has(one)
        if other is not None:
            process = f" (process {other.owner.pid})" if other.owner is not None else ""
            yield f"  {one.name} is open in a window now{process}, and goes from there too"


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _sure() -> bool:
    if not at_terminal():
        raise Failure(
            "without a terminal this can't ask. Say --yes to delete without asking. Nothing was deleted.", WRONG_USE
        )
    return click.confirm("Delete it for good?", default=False)


@contextmanager
def _naming_what_is_left() -> Iterator[None]:
    """Says what could not be removed, one a line."""
    from ..store.deleting import NotAllGone

    try:
        yield
    except NotAllGone as error:
        for one in error.errors:
            complain(f"{one.filename}: {one.strerror or one}")
        raise Failure("some files could not be removed. `workbook delete` without a name goes on with it.") from None
