"""`workbook print`: which format, where to, and never over another file unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk.prints import STEMS, Edition, Prints
from ..desk.sheets import empty_sheets
from ..files import atomic
from ..files.newfile import write_new
from ..printing.formats import ENDINGS, Format, NoFont, NotSet, render
from ..printing.printout import Printout
from ..printing.setting import Setting
from .chosen import Chosen, of_use
from .common import WRONG_USE, Failure, complain, say

if TYPE_CHECKING:
    from ..desk import Desk

_NAMES: dict[Edition, str] = {
    "full": "Your book is",
    "share": "Your pages are",
    "plan": "Your plan is",
    "letters": "Your letters are",
    "blank": "The sheets are",
    "half": "Your sheets are",
}
_NOTHING: dict[Edition, str] = {
    "share": "nothing that you wrote is for others yet",
    "plan": "there is nothing for the plan yet",
    "letters": "there is no letter to print yet",
    "blank": "no exercise was found that can be read",
    "half": "no exercise is begun yet",
}
"""What is said instead of printing an edition that would be empty. A whole book may be."""
_NOTHING_OF_IT: dict[Edition, str] = {
    "share": "nothing of it is for others",
    "plan": "there is nothing of it for the plan",
    "letters": "there is no letter in it",
}
"""The same where only some exercises were asked for."""


def place(output: str | None) -> Path:
    """Where a print goes, as far as it is known where one is: the folder itself may be gone."""
    here = Path(output or ".")
    with suppress(OSError):
        return here.absolute()
    return here


def print_book(
    desk: Desk,
    output: str | None,
    format: Format | None,
    chosen: Chosen,
    setting: Setting,
    *,
    named: Collection[str] = (),
    force: bool,
) -> None:
    """Print an edition of the open book. What stays with the person is named before anything is printed.

    `named` are the options about the paper that somebody gave.

    Raises Failure with one line that says what to do, OSError when the disk says no.
    """
    piped = not (sys.stdout and sys.stdout.isatty())
    to_pipe = output == "-" or (output is None and piped)
    if format is None:
        ending = Path(output).suffix.lower() if output and output != "-" else ""
        if output and not ending and Path(output).name.lower() in ENDINGS:
            raise Failure(f"{output} is only an ending; put a name before it", WRONG_USE)
        if ending and ending not in ENDINGS:
            raise Failure(f"the ending {ending} is not known; use txt, md, html, pdf or json", WRONG_USE)
        usual: Format = "txt" if to_pipe or output else "pdf"
        format = ENDINGS[ending] if ending else usual
    if to_pipe and format == "pdf" and not piped:
        raise Failure("a PDF can't be shown in a terminal. Name a file with -o.", WRONG_USE)
    for name in named:
        of_use(name, format)
    if not to_pipe:
        if not place(output).is_absolute():
            raise Failure("the folder you are in is gone; go to another one, or name a whole path with -o", WRONG_USE)
        if output is not None:
            _refuse(output, force)
    printout = _chosen(desk, chosen)
    data = _render(printout, format, setting)
    if to_pipe:
        _to_pipe(data)
        return
    if output is not None:
        path = Path(output).absolute()
        atomic.replace(path, data, overwrite=force)
    else:
        try:
            path = write_new(Path.cwd(), STEMS[chosen.edition], desk.clock().date(), f".{format}", data)
        except FileExistsError:
            raise Failure("this folder is full of prints; name a file with -o") from None
    say(f"{_NAMES[chosen.edition]} in {path}")


def _chosen(desk: Desk, chosen: Chosen) -> Printout:
    """What is to be printed. What stays with the person is named on stderr; raises Failure where there is nothing."""
    if chosen.edition == "blank":
        # Whoever wants these may have no book: a coach with a group has none.
        for heading in (one for pack in desk.library.titles for one in pack.headings if one.problems):
            if not chosen.only or heading.id in chosen.only:
                complain(f"can't be read, so there is no sheet of it: {heading.id}; `workbook check` says why")
        printout = empty_sheets(desk.library, desk.clock().date(), chosen.only)
    else:
        prints = Prints(desk)
        printout = chosen.of(prints)
        for part in chosen.staying(prints):
            called = ", ".join(f"“{item.called}”" for item in part.staying) if part.going else ""
            complain(f"stays with you: {': '.join(filter(None, (part.title, called)))}")
    if not printout.chapters and chosen.edition in _NOTHING:
        nothing = (_NOTHING_OF_IT if chosen.only else _NOTHING).get(chosen.edition, _NOTHING[chosen.edition])
        if chosen.left_out:
            nothing = "nothing is left that goes in"
        raise Failure(f"{nothing}, so nothing was printed.")
    return printout


def _to_pipe(data: bytes) -> None:
    if not sys.stdout:
        raise Failure("there is nowhere to print to. Name a file with -o.", WRONG_USE)
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left unsaid would be tried again at the end, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Failure(f"what it prints to takes no more: {error.strerror or error}. Not all of it is there.") from None


def _refuse(output: str, force: bool) -> None:
    """Before anything is set: a file that can't be written to, or must not be."""
    path = Path(output)
    if not output or path.is_dir():
        raise Failure(f"{output or 'this'} is a folder; name a file in it", WRONG_USE)
    if not path.absolute().parent.is_dir():
        raise Failure(f"there is no folder {path.absolute().parent}", WRONG_USE)
    if path.exists() and not path.is_file():
        # A device, or a pipe that somebody reads: no wish to write over a file is one to be rid of that.
        raise Failure(f"{output} is no file; name a file, or `-` for the pipe", WRONG_USE)
    if os.path.lexists(path) and not force:
        raise Failure(f"{output} is there already. Name another file, or say --force.")


def _render(printout: Printout, format: Format, setting: Setting) -> bytes:
    try:
        return render(printout, format, setting)
    except NoFont as error:
        raise Failure(f"{error} Nothing was written. `--boxes` prints a box for each.") from None
    except NotSet as error:
        raise Failure(f"{error} Nothing was written. `--format html` does without it.") from None
