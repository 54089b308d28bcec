"""A pack as a folder: which exercise files are in it, and its pack.yaml."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..files import atomic

if TYPE_CHECKING:
    from ..model.pack import Pack


class Found(NamedTuple):
    """A pack's folder, and the exercise files in it by their id."""

    folder: Path
    files: dict[str, Path]
    twice: tuple[tuple[Path, Path], ...] = ()
    """Files with the same id: the one that is used, and the other."""


def read_pack_at(folder: Path) -> Pack:
    """The pack of a folder. Raises Broken, OSError."""
    from .reader import read_pack

    file = folder / "pack.yaml"
    return read_pack(atomic.read(file), file)


def find(folder: Path) -> Found:
    """The exercise files of a pack. Links are passed over: they may lead anywhere."""
    files: dict[str, Path] = {}
    twice: list[tuple[Path, Path]] = []
    for id, path in _exercise_files(str(folder), top=True):
        if id in files:
            twice.append((files[id], path))
        else:
            files[id] = path
    return Found(folder, files, tuple(twice))


def _exercise_files(folder: str, *, top: bool = False) -> Iterator[tuple[str, Path]]:
    """Each with its id: those of the folder by name, then those of the folders in it."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda one: one.name)
    except OSError:
        return
    inner = []
    for one in entries:
        name = one.name
        if name.startswith((".", "_")):
            continue
        if one.is_dir(follow_symlinks=False):
            inner.append(one.path)
        elif name.endswith((".yaml", ".yml")) and not (top and name == "pack.yaml") and not one.is_symlink():
            yield name.rpartition(".")[0], Path(one.path)
    for each in inner:
        yield from _exercise_files(each)
