"""In which other folders words were kept, so that the next start can offer to bring them home. No word is in it."""

from __future__ import annotations

from pathlib import Path

from ..files import atomic, yamlfile
from .marks import FORMAT, Fields, Unreadable, items_of, text_of, tree_of

NAME = "elsewhere.yaml"
"""How the file is called, beside the settings."""


def noted(path: Path) -> tuple[Path, ...]:
    """The folders that are noted. None where that can't be read: it is a comfort, the folders say all of it too."""
    try:
        fields = Fields(tree_of(atomic.read(path), yamlfile.CONTENT))
        folders = fields.take("folders")
        return tuple(Path(text_of(one)) for one in items_of(folders)) if folders is not None else ()
    except (OSError, Unreadable):
        return ()


def note(path: Path, folder: Path) -> None:
    """Remember a folder. Raises OSError."""
    _write(path, (*(one for one in noted(path) if one != folder), folder))


def forget(path: Path, folder: Path) -> None:
    """Remember a folder no longer. Raises OSError."""
    found = noted(path)
    if folder in found:
        _write(path, tuple(one for one in found if one != folder))


def _write(path: Path, folders: tuple[Path, ...]) -> None:
    if not folders:
        atomic.remove_durably(path)
        return
    atomic.make_folder(path.parent)
    tree = {"format": FORMAT, "folders": [str(one) for one in folders]}
    atomic.replace(path, (yamlfile.write(tree) + "...\n").encode())
