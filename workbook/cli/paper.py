"""`workbook print`: which format, where to, and never over another file unasked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from ..files import atomic
from ..files.newfile import write_new
from ..printing.printout import Printout
from .common import WRONG_USE, Failure, Format, Paper, say

if TYPE_CHECKING:
    from ..desk import Desk

ENDINGS: dict[str, Format] = {".txt": "txt", ".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def print_book(
    desk: Desk,
    output: str | None,
    format: Format | None = None,
    *,
    only: frozenset[str],
    paper: Paper,
    measures: bool,
    force: bool,
) -> None:
    """Print the open book. Raises Failure with one line that says what to do, OSError when the disk says no."""
    piped = not (sys.stdout and sys.stdout.isatty())
    to_pipe = output == "-" or (output is None and piped)
    if format is None:
        ending = Path(output).suffix.lower() if output and output != "-" else ""
        if ending and ending not in ENDINGS:
            raise Failure(f"the ending {ending} is no format; there are txt, md, html, pdf", WRONG_USE)
        usual: Format = "txt" if to_pipe or output else "pdf"
        format = ENDINGS[ending] if ending else usual
    if to_pipe and format == "pdf" and not piped:
        raise Failure("a PDF is nothing for a terminal. Name a file by -o.", WRONG_USE)
    if not to_pipe and output is not None:
        _refuse(output, force)
    printout = desk.printout(measures=measures, only=only)
    data = render(printout, format, paper)
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
            raise Failure("this folder is full of prints; name a file by -o") from None
    say(f"Your book is in {path}")


def _to_pipe(data: bytes) -> None:
    if not sys.stdout:
        raise Failure("there is nowhere to print to. Name a file by -o.", WRONG_USE)
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


def render(printout: Printout, format: Format, paper: Paper) -> bytes:
    """The bytes of a print. Only the printer that is asked for is imported."""
    match format:
        case "txt":
            from ..printing import plain

            return plain.render(printout)
        case "md":
            from ..printing import markdown

            return markdown.render(printout)
        case "html":
            from ..printing import html

            return html.render(printout)
        case "pdf":
            from ..printing import pdf

            try:
                return pdf.render(printout, paper=paper)
            except pdf.TypesettingFailed as error:
                raise Failure(f"{error} Nothing was written. `--format html` does without it.") from None
        case _:
            assert_never(format)
