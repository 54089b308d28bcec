"""A pack as a folder: which exercise files are in it, and its pack.yaml."""

from __future__ import annotations

import os
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
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.endswith((".yaml", ".yml")) or name.startswith((".", "_")):
                continue
            if path == folder / "pack.yaml" or path.is_symlink():
                continue
            if path.stem in files:
                twice.append((files[path.stem], path))
            else:
                files[path.stem] = path
    return Found(folder, files, tuple(twice))
