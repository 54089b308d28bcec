"""A file under a name that nobody has yet: what is written for somebody never takes the place of another file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from . import atomic

MOST = 999
"""How many files of a day may lie in one folder."""


def names(folder: Path, stem: str, day: date, ending: str) -> Iterator[Path]:
    """`stem-day.ending`, then `stem-day-2.ending` and so on. They say little on purpose: a glance tells nobody."""
    for number in range(1, MOST + 1):
        yield folder / f"{stem}-{day.isoformat()}{'' if number == 1 else f'-{number}'}{ending}"


def write_new(folder: Path, stem: str, day: date, ending: str, data: bytes) -> Path:
    """Write into the first of `names` that nobody has; returns the path.

    Raises FileExistsError when a folder is full of them, other OSErrors as they come.
    """
    for path in names(folder, stem, day, ending):
        try:
            atomic.replace(path, data, overwrite=False)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{folder} has {MOST} files of this name")
