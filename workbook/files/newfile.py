"""A file under a name that nobody has yet: what is written for somebody never takes the place of another file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from . import atomic

MOST = 999
"""How many files of a day may lie in one folder."""


def write_new(folder: Path, stem: str, day: date, ending: str, data: bytes) -> Path:
    """Write `stem-day.ending`, or `stem-day-2.ending` and so on where there are such files; returns the path.

    Raises FileExistsError when a folder is full of them, other OSErrors as they come. The name says little on purpose:
    a glance at it tells nobody what the words are about.
    """
    for number in range(1, MOST + 1):
        path = folder / f"{stem}-{day.isoformat()}{'' if number == 1 else f'-{number}'}{ending}"
        try:
            atomic.replace(path, data, overwrite=False)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{folder} has {MOST} files of this name")
