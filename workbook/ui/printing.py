"""Where a print goes, and making it: never over another file, off the event loop, and a plain line when it can't be."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..files import atomic
from ..files.newfile import names
from ..printing.formats import ENDINGS, Format, NotSet, render
from ..printing.printout import Printout
from ..printing.share import Spot
from .saver import why


@dataclass(slots=True)
class Wanted:
    """What somebody has chosen on the print screen. It is remembered while the workbook is open."""

    who: str = "full"
    """`only`, or an edition."""
    unticked: set[Spot] = field(default_factory=set)
    wish: str = ""
    numbers: bool = False
    methods: bool = True
    """Whether the whole book tells at its end what its exercises rest on."""
    format: Format = "pdf"
    to: str = ""
    """A file, as it was typed; empty for a name of ours."""


class NotThere(Exception):
    """A print can't go where it should. Its text is for people; `instead` is a free name, where there is one."""

    def __init__(self, message: str, instead: Path | None = None) -> None:
        super().__init__(message)
        self.instead = instead


def started_in() -> Path:
    """The folder where the program was started; a home, where that is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def tidy(path: Path) -> str:
    """A path as people write it."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)


def free_name(folder: Path, day: date, format: Format) -> Path:
    """A neutral name in this folder that no file has just now."""
    free = names(folder, "book", day, f".{format}")
    first = next(free)
    return next((path for path in (first, *free) if not os.path.lexists(path)), first)


def format_of(words: str) -> Format | None:
    """The format that the ending of a typed name stands for."""
    return ENDINGS.get(Path(words.strip()).suffix.lower()) if words.strip() else None


def target(words: str, format: Format, day: date) -> Path:
    """The file that somebody means. A name without an ending of a format gets that of the chosen one.

    Raises NotThere with what to do: a file that is there is never written over.
    """
    words = words.strip()
    here = started_in()
    if not words:
        return free_name(here, day, format)
    try:
        path = here / Path(words).expanduser()
        if words.endswith(os.sep) or path.is_dir():
            instead = free_name(path, day, format) if path.is_dir() else None
            raise NotThere("That is a folder. This is a free name in it." if instead else _no(path), instead)
        if not path.parent.is_dir():
            raise NotThere(_no(path.parent))
        if path.suffix.lower() not in ENDINGS:
            path = path.with_name(f"{path.name}.{format}")
        if os.path.lexists(path):
            raise taken(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise NotThere(f"It can't go there: {why(error)}.") from None
    return path


def _no(folder: Path) -> str:
    return f"There is no folder {tidy(folder)}. Name one that is there."


def taken(path: Path) -> NotThere:
    """That a name is taken, with one beside it that is free."""
    beside = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1000))
    instead = next((one for one in beside if not os.path.lexists(one)), None)
    return NotThere(f"{path.name} is there already and stays as it is. This name is free.", instead)


async def make(build: Callable[[], Printout], format: Format, path: Path) -> str:
    """Print into a new file. Gives back why it was not printed, in a plain line; nothing where it was.

    Raises NotThere where somebody has taken the name meanwhile.
    """

    def work() -> None:
        atomic.replace(path, render(build(), format), overwrite=False)

    try:
        await asyncio.get_running_loop().run_in_executor(None, work)
    except FileExistsError:
        raise taken(path) from None
    except NotSet as error:
        return f"It was not printed. {error} HTML, Markdown and text do without it."
    except OSError as error:
        return f"It was not printed into {tidy(path.parent)}: {why(error)}."
    except Exception as error:
        return f"It was not printed: {why(error)}. Your words are safe."
    return ""
