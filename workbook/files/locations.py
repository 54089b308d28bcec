"""All paths in one place: where things are kept, and where the exercises that ship are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).resolve().parent.parent


class Locations(NamedTuple):
    """The absolute paths of one run; what they lead to need not exist."""

    shelf: Path
    """The folder of the workbooks."""
    packs: Path
    """The folder of packs that somebody added."""
    settings: Path
    """The file of the settings."""
    cache: Path
    """The folder of what can be made again."""
    content: Path | None
    """The pack that ships; None where it is not found."""


def locations(*, shelf: Path | None, content: Path | None, environ: Mapping[str, str]) -> Locations:
    """Where everything is: what is given, then WORKBOOK_SHELF and WORKBOOK_CONTENT, then the platform's folders."""
    import platformdirs

    own = platformdirs.PlatformDirs("workbook", appauthor=False)
    data = _settled(_own(lambda: own.user_data_path, "data"))
    said_shelf = shelf or _said(environ, "WORKBOOK_SHELF")
    said_content = content or _said(environ, "WORKBOOK_CONTENT")
    return Locations(
        shelf=_settled(said_shelf or data / "shelf"),
        packs=data / "packs",
        settings=_settled(_own(lambda: own.user_config_path, "config")) / "settings.yaml",
        cache=_settled(_own(lambda: own.user_cache_path, "cache")),
        content=_settled(said_content) if said_content else _shipped(),
    )


def tidy(path: Path) -> str:
    """A path as people write it."""
    try:
        home = Path.home()
        return f"~/{path.relative_to(home)}" if path != home else "~"
    except (ValueError, RuntimeError):
        return str(path)


def other_folders() -> tuple[Path, ...]:
    """Folders in which something may be kept when the usual one says no; the last is emptied by many systems.

    They need not take anything: that is to be tried.
    """
    import tempfile

    import platformdirs

    found: list[Path] = []
    ways: tuple[Callable[[], Path], ...] = (
        platformdirs.user_documents_path, Path.home, Path.cwd, lambda: Path(tempfile.gettempdir()),
    )  # fmt: skip
    for folder in ways:
        with suppress(OSError, RuntimeError):
            found.append(folder())
    return tuple(dict.fromkeys(one for one in found if one.is_dir()))


def _own(folder: Callable[[], Path], name: str) -> Path:
    """A folder of the platform's; where nobody's home is known, one in the current folder stands for it."""
    try:
        return folder()
    except RuntimeError:
        return Path(".workbook", name)


def _said(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]) if environ.get(name) else None


def _settled(path: Path) -> Path:
    """The path once and for all: `~`, links and the current folder are looked up now and never again."""
    try:
        path = path.expanduser()
    except RuntimeError:
        # No home is known for this name: the current folder stands for it.
        path = Path(*path.parts[1:])
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        # A circle of links, or a current folder that is gone: opening it will say so in words.
        return path


def _shipped() -> Path | None:
    """The pack beside the checkout's pyproject.toml, else the one inside the installed package."""
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "content" / "pack.yaml").is_file():
        return checkout / "content"
    return _PACKAGE / "_content" if (_PACKAGE / "_content").is_dir() else None
