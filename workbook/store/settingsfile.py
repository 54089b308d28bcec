"""settings.yaml: what somebody set once and wants to find again. It is read gently and never written over unread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..files import yamlfile
from ..files.atomic import Stamp
from .disk import Changed, Disk
from .marks import END, FORMAT, Fields, Newer, Unreadable, text_of, tree_of, without_empty


class Settings(NamedTuple):
    """What settings.yaml holds. What is not there is as it comes."""

    theme: str = ""
    """The name of a theme; empty for the usual one."""
    keys: Mapping[str, str] = MappingProxyType({})
    """The key that somebody gave to a command, by the command's id."""
    extra: Mapping[str, object] = MappingProxyType({})
    """What this program does not know, kept as it is."""


def encode_settings(settings: Settings) -> bytes:
    """The bytes of settings.yaml."""
    tree = without_empty({"format": FORMAT, "theme": settings.theme, "keys": dict(settings.keys)})
    return yamlfile.write({**tree, **settings.extra}).encode()


def decode_settings(data: bytes) -> Settings:
    """What settings.yaml holds. Raises Unreadable, Newer where a later version has written it.

    Unlike other files it needs no end mark, for it is made to be written by hand.
    """
    if not data.strip():
        return Settings()
    # Nothing is taken off its end: the last words may end in blanks that are meant.
    whole = data if data.rstrip().endswith(END) else (data if data.endswith(b"\n") else data + b"\n") + b"...\n"
    fields = Fields(tree_of(whole, yamlfile.CONTENT, at_a_glance=True))
    if fields.whole("format", FORMAT) > FORMAT:
        raise Newer(1, 1, "it is of a newer version of the workbook")
    theme = fields.text("theme", "")
    node = fields.take("keys")
    keys = {id: text_of(one) for id, one in Fields(node).node_pairs()} if node is not None else {}
    return Settings(theme, keys, fields.rest())


def read_settings(path: Path) -> Settings:
    """The settings that are remembered; the usual ones where there is no file. Raises Unreadable, OSError."""
    try:
        return decode_settings(Disk(path.parent).peek(path))
    except FileNotFoundError:
        return Settings()


def change_settings(path: Path, change: Callable[[Settings], Settings]) -> Path | None:
    """Change what is remembered, and nothing else: another window may have changed something meanwhile.

    A file that can't be read is kept apart under the name that is returned. Raises Newer, OSError; then nothing has
    changed.
    """
    disk = Disk(path.parent)
    apart: Path | None = None
    for _ in range(20):
        was: Stamp | None = None
        found = Settings()
        try:
            data, was = disk.read(path)
            found = decode_settings(data)
        except FileNotFoundError:
            pass
        except Newer:
            raise
        except Unreadable:
            apart, was = disk.keep_apart(path), None
        try:
            disk.write(path, encode_settings(change(found)), was)
        except Changed:
            continue
        return apart
    raise TimeoutError("settings.yaml is written by another program again and again")


def with_theme(settings: Settings, theme: str) -> Settings:
    """The same settings with another theme."""
    return settings._replace(theme=theme)


def with_keys(settings: Settings, keys: Mapping[str, str]) -> Settings:
    """The same settings with other keys."""
    return settings._replace(keys=dict(keys))
