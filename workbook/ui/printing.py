"""Where a print goes, and making it: over no file unasked, off the event loop, and a plain line when it can't be."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event

from ..files import atomic
from ..files.locations import tidy
from ..files.newfile import names
from ..printing.formats import ENDINGS, Format, NotSet, Stopped, render
from ..printing.printout import Printout
from ..printing.setting import Setting
from ..printing.share import Spot
from .saver import why

Named = tuple[str, str]
"""An exercise by its pack and id."""


@dataclass(slots=True)
class Wanted:
    """What somebody has chosen on the print screen. It is remembered while the workbook is open."""

    who: str = "full"
    """`only`, `paper` for empty sheets, or an edition."""
    unticked: set[Spot] = field(default_factory=set)
    wish: str = ""
    numbers: bool = False
    methods: bool = True
    """Whether the whole book tells at its end what its exercises rest on."""
    figures: bool = False
    """Whether it does so with numbers."""
    by_days: bool = False
    """Whether exercises stand in the order in which they were written."""
    half: bool = False
    """Whether what is written stands on the sheets."""
    sheets: dict[bool, frozenset[Named]] = field(default_factory=dict)
    """Which exercises are ticked for sheets, by `half`; where nothing was ticked, the usual ones."""
    format: Format = "pdf"
    to: str = ""
    """A file, as it was typed; empty for a name of ours."""


LONG = 72
"""So many characters of a path are said, which is three lines of a small window."""


class NotThere(Exception):
    """A print can't go where it should. Its text is for people."""

    def __init__(self, message: str, instead: Path | None = None, there: Path | None = None) -> None:
        super().__init__(message)
        self.instead = instead
        """A free name, where there is one."""
        self.there = there
        """The file that has the name, where it is one that could be replaced."""


def started_in() -> Path:
    """The folder where the program was started; a home, where that is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def brief(path: Path) -> str:
    """The same without its middle where it is long: both ends are known again, and the page stays in sight."""
    words = tidy(path)
    if len(words) <= LONG:
        return words
    end = f"{os.sep}{path.name}"[-LONG * 2 // 3 :]
    return f"{words[: LONG - len(end) - 1]}…{end}"


def free_name(folder: Path, day: date, format: Format, stem: str) -> Path:
    """A neutral name in this folder that no file has just now."""
    free = names(folder, stem, day, f".{format}")
    first = next(free)
    return next((path for path in (first, *free) if not os.path.lexists(path)), first)


def format_of(words: str) -> Format | None:
    """The format that the ending of a typed name stands for."""
    return ENDINGS.get(Path(words.strip()).suffix.lower()) if words.strip() else None


@dataclass(frozen=True, slots=True)
class Target:
    """The file into which a print goes."""

    path: Path
    over: bool = False
    """Whether it takes the place of a file that is there: somebody asked for that."""
    ours: bool = False
    """Whether the name is one of ours: then another one is as good."""


def target(words: str, format: Format, day: date, stem: str, *, ours: bool = False) -> Target:
    """The file that somebody means. A name without an ending of a format gets that of the chosen one.

    `ours` says that nobody has typed the name: then it begins with `stem`. Raises NotThere with what to do: no file is
    written over unasked.
    """
    words = words.strip()
    here = started_in()
    if ours or not words:
        return Target(free_name(here, day, format, stem), ours=True)
    try:
        path = here / Path(words).expanduser()
        if words.endswith(os.sep) or path.is_dir():
            instead = free_name(path, day, format, stem) if path.is_dir() else None
            raise NotThere(f"That is a folder. {instead.name} is free in it." if instead else _no(path), instead)
        if not path.parent.is_dir():
            raise NotThere(_no(path.parent))
        if path.suffix.lower() not in ENDINGS:
            path = path.with_name(f"{path.name}.{format}")
        if os.path.lexists(path):
            raise taken(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise NotThere(f"It can't go there: {why(error)}.") from None
    return Target(path)


def _no(folder: Path) -> str:
    return f"There is no folder {brief(folder)}. Name one that is there."


def beside(path: Path) -> Path | None:
    """This name where it is free, else one beside it that is."""
    if not os.path.lexists(path):
        return path
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1000))
    return next((one for one in others if not os.path.lexists(one)), None)


def taken(path: Path) -> NotThere:
    """That a name is taken, with one beside it that is free."""
    there = path if path.is_file() and not path.is_symlink() else None
    free = beside(path)
    return NotThere(
        f"{path.name} is there already and stays as it is." + (f" {free.name} is free." if free is not None else ""),
        free,
        there,
    )


def as_html(target: Target | None, day: date, stem: str) -> Target:
    """Where a web page goes that is made in a PDF's stead: the same name, or one beside it; ours where it was ours."""
    free = beside(target.path.with_suffix(".html")) if target is not None else None
    if target is None or free is None:
        return Target(free_name(started_in(), day, "html", stem), ours=True)
    return Target(free, ours=target.ours)


class NothingGoesIn(Exception):
    """Of what was chosen nothing can be printed."""


Build = Callable[[], Printout]
"""Builds a print, on whatever thread. Raises NothingGoesIn."""


async def set_print(build: Build, format: Format, setting: Setting, stop: Event) -> bytes:
    """The bytes of a print, made off the event loop. Raises NothingGoesIn, NotSet: also NoFont, Stopped."""

    def work() -> bytes:
        data = render(build(), format, setting, stop=stop)
        if stop.is_set():
            raise Stopped
        return data

    try:
        return await asyncio.get_running_loop().run_in_executor(None, work)
    except asyncio.CancelledError:
        # The program ends: nothing is to go on, and to hold it up.
        stop.set()
        raise


async def put(target: Target, data: bytes) -> Path:
    """Write a print into its file, off the event loop; gives back where it is.

    Raises OSError, and NotThere where somebody has taken the name meanwhile.
    """

    def write() -> Path:
        path = target.path
        while True:
            try:
                atomic.replace(path, data, overwrite=target.over)
            except FileExistsError:
                free = beside(path)
                if not target.ours or free is None:
                    raise taken(path) from None
                path = free
            else:
                return path

    return await asyncio.get_running_loop().run_in_executor(None, write)


def not_set(error: Exception) -> str:
    """In a line that no print came of it, and why. Nobody's words are in it."""
    if isinstance(error, NotSet):
        return f"It was not printed. {error} HTML, Markdown and text do without it."
    return f"It was not printed: {why(error)}. Your words are safe."


def not_put(error: Exception, path: Path) -> str:
    """In a line that a print could not be written, and why."""
    return f"It was not printed into {brief(path.parent)}: {why(error)}."
