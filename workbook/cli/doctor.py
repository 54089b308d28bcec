"""`workbook doctor`: whether every file on the shelf opens; each that does not, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .common import Options, locations_of, say, shelf_of
from .options import everywhere

if TYPE_CHECKING:
    from ..store.checking import Checked


@click.command("doctor")
@everywhere
@click.pass_context
def doctor(context: click.Context) -> None:
    """Open every file of your books, and name each that does not open."""
    from ..store.checking import check_shelf

    options = context.ensure_object(Options)
    found = locations_of(options)
    shelf = shelf_of(options)
    wrong = 0
    files = 0
    say(f"Your books are in {shelf.folder}")
    for name in ("trash", "versions"):
        if (shelf.folder / name).is_dir():
            say(f"{'Earlier versions' if name == 'versions' else 'The trash'}: {shelf.folder / name}")
    for one in check_shelf(shelf, found.settings):
        files += 1
        if one.second:
            say(f"A second version, kept beside the first. Compare them in an editor: {one.path}")
        if one.wrong:
            wrong += 1
            say(_told(one))
    if wrong:
        say(f"{files - wrong} of {files} files can be opened. Nothing was changed.")
        raise SystemExit(1)
    say(
        "There is no file yet."
        if not files
        else "The one file can be opened."
        if files == 1
        else f"All {files} files can be opened."
    )


def _told(one: Checked) -> str:
    line = f" line {one.line}" if one.line else ""
    return f"{one.path}{line}: {one.wrong}. {one.remedy}"
