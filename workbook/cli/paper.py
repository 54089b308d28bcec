"""`workbook print`: which format, where to, and never over another file unasked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk.prints import Edition, Prints
from ..files import atomic
from ..files.newfile import write_new
from ..printing.formats import ENDINGS, Format, NoFont, NotSet, render
from ..printing.printout import Printout
from ..printing.setting import Setting
from .common import WRONG_USE, Failure, complain, say

if TYPE_CHECKING:
    from ..desk import Desk

_NAMES: dict[Edition, str] = {
    "full": "Your book is",
    "share": "Your pages are",
    "plan": "Your plan is",
    "letters": "Your letters are",
}


def print_book(
    desk: Desk,
    output: str | None,
    format: Format | None = None,
    *,
    edition: Edition,
    only: frozenset[str],
    setting: Setting,
    measures: bool,
    figures: bool,
    methods: bool,
    force: bool,
) -> None:
    """Print an edition of the open book. What stays with the person is named before anything is printed.

    Raises Failure with one line that says what to do, OSError when the disk says no.
    """
    piped = not (sys.stdout and sys.stdout.isatty())
    to_pipe = output == "-" or (output is None and piped)
    if format is None:
        ending = Path(output).suffix.lower() if output and output != "-" else ""
        if ending and ending not in ENDINGS:
            raise Failure(f"the ending {ending} is not known; use txt, md, html, pdf or json", WRONG_USE)
        usual: Format = "txt" if to_pipe or output else "pdf"
        format = ENDINGS[ending] if ending else usual
    if to_pipe and format == "pdf" and not piped:
        raise Failure("a PDF can't be shown in a terminal. Name a file with -o.", WRONG_USE)
    if not to_pipe and output is not None:
        _refuse(output, force)
    prints = Prints(desk)
    printout = prints.printout(edition, measures=measures, only=only, methods=methods, figures=figures)
    _name_what_is_missing(prints, edition, printout, measures, only)
    data = _render(printout, format, setting)
    if to_pipe:
        _to_pipe(data)
        return
    if output is not None:
        path = Path(output).absolute()
        atomic.replace(path, data, overwrite=force)
    else:
        try:
            path = write_new(Path.cwd(), "book", desk.clock().date(), f".{format}", data)
        except FileExistsError:
            raise Failure("this folder is full of prints; name a file with -o") from None
    say(f"{_NAMES[edition]} in {path}")


def _name_what_is_missing(
    prints: Prints, edition: Edition, printout: Printout, measures: bool, only: frozenset[str]
) -> None:
    """On stderr, for the person alone; raises Failure where there is nothing to print for somebody or for the desk."""
    if edition == "share":
        parts = [part for part in prints.parts(measures=measures) if not only or part.spot.exercise in only]
        for part in parts:
            if not part.going:
                complain(f"stays with you: {part.title}")
            elif part.staying:
                complain(f"stays with you: {part.title}: {', '.join(item.called for item in part.staying)}")
        if not printout.chapters:
            raise Failure("nothing that you wrote is for others yet, so nothing was printed.")
    if edition == "plan" and not printout.chapters:
        raise Failure("there is nothing for the plan yet, so nothing was printed.")
    if edition == "letters" and not printout.chapters:
        raise Failure("there is no letter in this book yet, so nothing was printed.")


def _to_pipe(data: bytes) -> None:
    if not sys.stdout:
        raise Failure("there is nowhere to print to. Name a file with -o.", WRONG_USE)
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _refuse(output: str, force: bool) -> None:
    """Before anything is set: a file that can't be written to, or must not be."""
    path = Path(output)
    if not output or path.is_dir():
        raise Failure(f"{output or 'this'} is a folder; name a file in it", WRONG_USE)
    if not path.absolute().parent.is_dir():
        raise Failure(f"there is no folder {path.absolute().parent}", WRONG_USE)
    if path.exists() and not force:
        raise Failure(f"{output} is there already. Name another file, or say --force.")


def _render(printout: Printout, format: Format, setting: Setting) -> bytes:
    try:
        return render(printout, format, setting)
    except NoFont as error:
        raise Failure(f"{error} Nothing was written. `--boxes` prints a box for each.") from None
    except NotSet as error:
        raise Failure(f"{error} Nothing was written. `--format html` does without it.") from None
