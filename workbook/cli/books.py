"""`workbook books`: which there are, which opens, and what can be done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .common import WRONG_USE, Failure, Options, disk, find_book, say, shelf_of
from .options import complete_book, everywhere

if TYPE_CHECKING:
    from ..store.shelf import Shelf
    from ..store.workbook import Book


@click.group(invoke_without_command=True)
@everywhere
@click.pass_context
def books(context: click.Context) -> None:
    """Your books; the one that opens is marked."""
    if context.invoked_subcommand is not None:
        return
    shelf = shelf_of(context.ensure_object(Options))
    shelved = shelf.read()
    current = shelf.current()
    if not shelved.books and not shelved.bad:
        say("There is no book yet. `workbook` begins one.")
    for away in (False, True):
        for book in shelved.books:
            if book.facts.put_away is away:
                mark = "*" if current is not None and book.folder == current.folder else " "
                say(f"{mark} {book.folder.name}  {book.title}{_beside(book)}")
    for bad in shelved.bad:
        say(f"  {bad.path.parent.name}  can't be read: {bad.path} line {bad.line}: {bad.message}")


def _beside(book: Book) -> str:
    from ..model.days import full_day

    closed = book.facts.closed
    said = [f"closed on {full_day(closed)}"] if closed is not None else []
    said += ["put away"] if book.facts.put_away else []
    said += ["only to read: a newer version wrote it"] if book.read_only else []
    return f"  ({', '.join(said)})" if said else ""


@books.command("use")
@click.argument("name", shell_complete=complete_book)
@everywhere
@click.pass_context
def use(context: click.Context, name: str) -> None:
    """Make another book the one that opens."""
    shelf = shelf_of(context.ensure_object(Options))
    book = find_book(shelf, name)
    with disk(shelf.folder):
        shelf.use(book)
    say(f"{book.title} opens from now on.")


@books.command("rename")
@click.argument("name", shell_complete=complete_book)
@click.argument("title")
@everywhere
@click.pass_context
def rename(context: click.Context, name: str, title: str) -> None:
    """Give a book another title. Its folder keeps its name."""
    from ..files.clean import one_line

    title = one_line(title)
    if not title:
        raise Failure("a title needs at least one letter.", WRONG_USE)
    shelf = shelf_of(context.ensure_object(Options))
    book = find_book(shelf, name)
    before = book.title
    _change(shelf, book, title=title)
    say(f"{before} is called {title} from now on.")


@books.command("put-away")
@click.argument("name", shell_complete=complete_book)
@everywhere
@click.pass_context
def put_away(context: click.Context, name: str) -> None:
    """Put a book away. Nothing in it is changed, and another opens in its place."""
    shelf = shelf_of(context.ensure_object(Options))
    book = find_book(shelf, name)
    _change(shelf, book, put_away=True)
    with disk(shelf.folder):
        shelf.forget((book.facts.id,))
    say(f"{book.title} is put away. `workbook books take-back {book.folder.name}` takes it back.")


@books.command("take-back")
@click.argument("name", shell_complete=complete_book)
@everywhere
@click.pass_context
def take_back(context: click.Context, name: str) -> None:
    """Take back a book that was put away."""
    shelf = shelf_of(context.ensure_object(Options))
    book = find_book(shelf, name)
    _change(shelf, book, put_away=False)
    say(f"{book.title} is back among your books.")


def _change(shelf: Shelf, book: Book, **facts: Any) -> None:
    from ..store.kept import Deleted, ReadOnly

    try:
        with disk(shelf.folder):
            book.change(**facts)
    except ReadOnly:
        raise Failure(
            f"A newer version of the workbook wrote {book.folder.name}: it can only be read here. Nothing was changed."
        ) from None
    except Deleted:
        raise Failure(f"{book.folder.name} was deleted meanwhile.") from None
