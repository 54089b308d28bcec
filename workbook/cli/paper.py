"""`workbook print`: which format, where to, and never over another file unasked."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import click

from ..files import atomic
from ..printing.book import file_names
from ..printing.printout import Printout
from .common import WRONG_USE, Failure, Format, Paper

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
    to_pipe = output == "-" or (output is None and not sys.stdout.isatty())
    if format is None:
        ending = Path(output).suffix.lower() if output and output != "-" else ""
        if ending and ending not in ENDINGS:
            raise Failure(f"the ending {ending} is no format; there are txt, md, html, pdf", WRONG_USE)
        usual: Format = "txt" if to_pipe or output else "pdf"
        format = ENDINGS[ending] if ending else usual
    printout = desk.printout(measures=measures, only=only)
    if output and output != "-" and Path(output).exists() and not force:
        raise Failure(f"{output} is there already. Name another file, or say --force.")
    data = render(printout, format, paper)
    if to_pipe:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if output is not None:
        path = Path(output).absolute()
        atomic.replace(path, data, overwrite=force)
    else:
        path = _write_free(file_names(Path.cwd(), desk.clock().date(), f".{format}"), data)
    click.echo(f"Your book is in {path}")


def _write_free(paths: Iterable[Path], data: bytes) -> Path:
    for path in paths:
        try:
            atomic.replace(path, data, overwrite=False)
        except FileExistsError:
            continue
        return path
    raise Failure("this folder is full of prints; name a file by -o")


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
