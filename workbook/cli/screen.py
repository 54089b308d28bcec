"""Opens the book full screen, or says why that can't be."""

from __future__ import annotations

import os

from .common import WRONG_USE, Failure, Options, at_terminal, desk_of, heading_of, locations_of


def open_screen(options: Options, exercise: str | None, *, again: bool = False) -> int:
    """The exit status after the screen is closed. Without a terminal it says so, for Textual alone would hang.

    Raises Failure.
    """
    if not at_terminal():
        raise Failure("this needs a terminal. `workbook print -o -` and `workbook list` do not.", WRONG_USE)
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise Failure("this terminal can't show a full screen (TERM is dumb or unset).", WRONG_USE)
    found = locations_of(options)
    desk = desk_of(options, found)
    heading = heading_of(desk.library, exercise) if exercise else None
    from ..ui.unshown import load_what_is_shown

    load_what_is_shown()
    from ..ui.run import run_app

    return run_app(desk, heading, again=again, settings=found.settings)
