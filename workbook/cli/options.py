"""The options that every command takes, and what a shell may complete after them."""

from __future__ import annotations

from typing import Any

import click

from .common import Options


def remember(context: click.Context, option: click.Parameter, value: str | None) -> None:
    """Keep an option for the whole run, whichever command it stood before or after."""
    options = context.ensure_object(Options)
    if value is not None and option.name is not None:
        setattr(options, option.name, value)


def complete_book(context: click.Context, option: click.Parameter, begun: str) -> list[Any]:
    """Books by their folders, with their titles beside them. Whatever goes wrong, a shell is told nothing."""
    from click.shell_completion import CompletionItem

    from ..files.clean import one_line
    from .common import Failure, shelf_of

    try:
        books = shelf_of(context.ensure_object(Options)).read().books
    except (Failure, OSError):
        return []
    return [
        CompletionItem(one_line(book.folder.name), help=one_line(book.title))
        for book in books
        if book.folder.name.startswith(begun)
    ]


def complete_exercise(context: click.Context, option: click.Parameter, begun: str) -> list[Any]:
    """Exercises by their ids, with their titles beside them."""
    from click.shell_completion import CompletionItem

    from ..files.clean import one_line
    from .common import Failure, library_of

    try:
        titles = library_of(context.ensure_object(Options)).titles
    except (Failure, OSError):
        return []
    return [
        CompletionItem(one.id, help=one_line(one.title))
        for pack in titles
        for one in pack.headings
        if one.id.startswith(begun)
    ]


def everywhere(command: Any) -> Any:
    """The options that every command takes."""
    for flags, said, complete in (
        ("--content", "The folder of the exercises. Also WORKBOOK_CONTENT.", None),
        ("--book", "A book by its folder or title. Also WORKBOOK_BOOK.", complete_book),
        ("--shelf", "The folder of your books. Also WORKBOOK_SHELF.", None),
    ):
        command = click.option(
            flags,
            expose_value=False,
            callback=remember,
            metavar="NAME" if flags == "--book" else "DIR",
            help=said,
            shell_complete=complete,
            type=str if complete is not None else click.Path(),
        )(command)
    return command
