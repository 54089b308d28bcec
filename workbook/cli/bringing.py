"""`workbook bring-back`: what was written in another folder, while the disk said no, goes home."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import WRONG_USE, Failure, Options, disk, say
from .options import everywhere

if TYPE_CHECKING:
    from ..store.bringingback import Brought


@click.command("bring-back")
@click.argument("folder", type=click.Path(path_type=Path))
@everywhere
@click.pass_context
def bring_back(context: click.Context, folder: Path) -> None:
    """Bring what you wrote in another FOLDER back into your books. Nothing there is removed.

    To do it twice does nothing twice. What another computer or window has written meanwhile stays too, beside it.
    """
    from ..desk import now
    from ..store import bringingback, whereabouts
    from ..store.bringingback import How
    from ..store.elsewhere import kept_in
    from ..store.shelf import Shelf
    from .common import locations_of

    options = context.ensure_object(Options)
    found = locations_of(options)
    with disk(folder), os.scandir(folder):
        folders = tuple(kept_in(folder.resolve()))
    if not folders:
        raise Failure(f"{folder} holds nothing that was kept while the disk said no.", WRONG_USE)
    left = 0
    for one in folders:
        shelf = Shelf(_home_of(one, options, found.shelf))
        if (refused := shelf.refusal()) is not None:
            raise Failure(f"{shelf.folder}: {refused.strerror}. Nothing was changed.")
        done = bringingback.bring_back(one, shelf, now())
        say(f"From {one} to {shelf.folder}")
        for each in done:
            say(f"  {_told(each)}")
        wrong = sum(each.how is How.LEFT for each in done)
        left += wrong
        if not wrong:
            with disk(found.settings):
                whereabouts.forget(found.settings.with_name(whereabouts.NAME), one)
            say(f"  All of it is there. You can delete {one}")
    if left:
        raise SystemExit(1)


def _home_of(folder: Path, options: Options, usual: Path) -> Path:
    """The shelf that is meant: the one that was said, else the one that it came from."""
    from ..store.elsewhere import read_origin
    from ..store.marks import Unreadable

    if options.shelf or os.environ.get("WORKBOOK_SHELF"):
        return usual
    try:
        return read_origin(folder).shelf
    except (OSError, Unreadable):
        return usual


def _told(one: Brought) -> str:
    why = f": {one.why}" if one.why else ""
    return f"{one.title or one.path} {one.how.value}{why}"
