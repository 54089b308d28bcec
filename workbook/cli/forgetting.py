"""`workbook forget-versions`: the earlier versions of a book or of one exercise, after saying what can't be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .common import WRONG_USE, Failure, Options, at_terminal, desk_of, disk, heading_of, say
from .options import complete_exercise, everywhere

if TYPE_CHECKING:
    from ..store.workbook import Book


@click.command("forget-versions")
@click.argument("exercise", required=False, shell_complete=complete_exercise)
@click.option("--yes", is_flag=True, help="Do not ask.")
@everywhere
@click.pass_context
def forget_versions(context: click.Context, exercise: str | None, yes: bool) -> None:
    """Forget the earlier versions of one exercise, or of the whole book. What is written there now stays."""
    from ..store.versions import count, forget

    desk = desk_of(context.ensure_object(Options))
    book: Book | None = desk.book
    pack, id = "", ""
    if exercise is not None:
        heading = heading_of(desk.library, exercise)
        pack, id = heading.pack, heading.id
    many = count(book, pack, id) if book is not None else 0
    if book is None or not many:
        say("There is no earlier version.")
        return
    of = f"of {exercise}" if exercise is not None else "of the whole book"
    say(f"To be forgotten for good: {many} earlier version{'' if many == 1 else 's'} {of}, in {book.title}")
    say("What is written now stays.")
    say("It can't reach prints, backups or synced copies. A disk may keep traces until it needs the room.")
    if not yes and not _sure():
        say("Nothing was forgotten.")
        return
    with disk(book.disk.shelf, "Not all of them are forgotten; you can try it again."):
        forget(book, pack, id)
    say("Forgotten.")


def _sure() -> bool:
    if not at_terminal():
        raise Failure(
            "without a terminal this can't ask. Say --yes to forget without asking. Nothing was forgotten.", WRONG_USE
        )
    return click.confirm("Forget them?", default=False)
