"""What a disk may hold after the power is cut: worked out from the operations on it, as they were recorded.

The disk that is taken for granted is a bad one, after Pillai et al., "All File Systems Are Not Created Equal" (OSDI
2014), whose ALICE does the same for databases. What counts as certain is only what was waited for:

- What was written into a file is certain once that file was synced. Before that its new bytes may all be there, or
  half of them, or none, or there may be zeros in their place.
- A name in a folder (made, linked, renamed, taken away) is certain once that folder was synced. Before that any of
  these changes may have reached the disk and any other not, whichever came first, in every folder on its own.
- A rename is whole: both names have changed or neither, also between two folders, where the sync of either is enough.
  Every journal and every copy-on-write disk in use keeps that.
- A file's sync says nothing of its name, and a folder's nothing of what is in its files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from shim import Kind, Operation

MANY = 5
"""Up to so many uncertain changes of names all their combinations are tried; beyond that those that leave out or keep
one or go up to one."""
PARTS = ("all", "none", "half", "zeros")
"""What may be there of bytes that were written and not synced."""

Tree = dict[str, bytes | None]
"""Ways from the root to the bytes of a file, or to None for a folder."""


@dataclass(frozen=True, slots=True)
class _Names:
    """One change of names: each in a folder, now meaning a node or nothing."""

    at: int
    changes: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Bytes written into a file; with `cut` the file ends there instead."""

    at: int
    node: int
    offset: int
    data: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Sync:
    """One file or folder is certain up to here."""

    at: int
    node: int


@dataclass
class _Disk:
    """Files and folders as numbered nodes; which of them is meant by a name may be uncertain."""

    folders: dict[int, dict[str, int]] = field(default_factory=dict)
    files: dict[int, bytearray] = field(default_factory=dict)
    made: int = 0

    def folder(self) -> int:
        self.made += 1
        self.folders[self.made] = {}
        return self.made

    def file(self, data: bytes = b"") -> int:
        self.made += 1
        self.files[self.made] = bytearray(data)
        return self.made

    def copy(self) -> _Disk:
        folders = {number: dict(names) for number, names in self.folders.items()}
        return _Disk(folders, {number: bytearray(data) for number, data in self.files.items()}, self.made)

    def name(self, changes: Iterable[tuple[int, str, int | None]]) -> None:
        for folder, name, node in changes:
            if node is None:
                self.folders.get(folder, {}).pop(name, None)
            else:
                self.folders.setdefault(folder, {})[name] = node

    def write(self, one: _Bytes, part: str = "all") -> None:
        file = self.files.setdefault(one.node, bytearray())
        if one.cut:
            if part == "all":
                file[one.offset :] = bytes(max(0, one.offset - len(file)))
            return
        data = {
            "all": one.data, "none": b"", "half": one.data[: len(one.data) // 2], "zeros": bytes(len(one.data)),
        }[part]  # fmt: skip
        if data:
            file.extend(bytes(max(0, one.offset - len(file))))
            file[one.offset : one.offset + len(data)] = data

    def tree(self, root: int) -> Tree:
        found: Tree = {}
        waiting = [("", root)]
        while waiting:
            way, node = waiting.pop()
            for name, inner in self.folders.get(node, {}).items():
                path = os.path.join(way, name)  # noqa: PTH118
                if inner in self.files:
                    found[path] = bytes(self.files[inner])
                else:
                    found[path] = None
                    waiting.append((path, inner))
        return found


class Recorded:
    """What was done in one folder, and what its disk may hold after each operation."""

    def __init__(self, before: Path, root: Path, done: Iterable[Operation]) -> None:
        """`before` is the folder as it was, of which every bit is certain; in `root` it was done."""
        self._before = _Disk()
        self._root = self._read(before)
        self._events: list[_Names | _Bytes | _Sync] = []
        self._now = self._before.copy()
        self._way = root
        self.length = 0
        """How many operations there were."""
        for one in done:
            self.length += 1
            if not one.failed:
                self._follow(one)

    def _read(self, path: Path) -> int:
        if path.is_dir():
            folder = self._before.folder()
            for one in sorted(path.iterdir()):
                self._before.folders[folder][one.name] = self._read(one)
            return folder
        return self._before.file(path.read_bytes())

    def states(self, point: int) -> Iterator[Tree]:
        """What the disk may hold when the power goes after so many operations; some more than once."""
        done = [one for one in self._events if one.at <= point]
        synced: dict[int, int] = {}
        for one in done:
            if isinstance(one, _Sync):
                synced[one.node] = one.at
        names = [one for one in done if isinstance(one, _Names)]
        unsure = [one for one in names if not any(synced.get(folder, 0) > one.at for folder, _, _ in one.changes)]
        written = [one for one in done if isinstance(one, _Bytes)]
        loose = any(synced.get(one.node, 0) <= one.at for one in written)
        for kept in _chosen(unsure):
            for part in PARTS if loose else PARTS[:1]:
                disk = self._before.copy()
                disk.files.update((node, bytearray()) for node in self._now.files if node not in disk.files)
                for one in done:
                    if isinstance(one, _Names) and (one not in unsure or one in kept):
                        disk.name(one.changes)
                    elif isinstance(one, _Bytes):
                        disk.write(one, "all" if synced.get(one.node, 0) > one.at else part)
                yield disk.tree(self._root)

    def _find(self, path: Path) -> tuple[int, str, int | None]:
        """The folder of a path, the name in it, and what it means now."""
        node = self._root
        if path == self._way:
            return 0, "", node
        *above, name = path.relative_to(self._way).parts
        for part in above:
            node = self._now.folders[node][part]
        return node, name, self._now.folders[node].get(name)

    def _names(self, *changes: tuple[int, str, int | None]) -> None:
        self._now.name(changes)
        self._events.append(_Names(self.length, changes))

    def _bytes(self, node: int, offset: int, data: bytes, *, cut: bool = False) -> None:
        one = _Bytes(self.length, node, offset, data, cut)
        self._now.write(one)
        self._events.append(one)

    def _follow(self, one: Operation) -> None:
        folder, name, node = self._find(one.path)
        if one.kind is Kind.OPEN:
            if node is None:
                self._names((folder, name, self._now.file()))
            elif one.offset & os.O_TRUNC:
                self._bytes(node, 0, b"", cut=True)
        elif one.kind is Kind.MKDIR:
            self._names((folder, name, self._now.folder()))
        elif one.kind is Kind.WRITE and node is not None:
            self._bytes(node, one.offset, one.data)
        elif one.kind is Kind.TRUNCATE and node is not None:
            self._bytes(node, one.offset, b"", cut=True)
        elif one.kind is Kind.SYNC and node is not None:
            self._events.append(_Sync(self.length, node))
        elif one.kind in (Kind.UNLINK, Kind.RMDIR):
            self._names((folder, name, None))
        elif one.kind in (Kind.RENAME, Kind.LINK):
            assert one.other is not None
            to, new, _ = self._find(one.other)
            gone = ((folder, name, None),) if one.kind is Kind.RENAME else ()
            self._names(*gone, (to, new, node))


def _chosen(unsure: list[_Names]) -> Iterator[tuple[_Names, ...]]:
    """Which of the uncertain changes have reached the disk."""
    if len(unsure) <= MANY:
        for many in range(len(unsure) + 1):
            yield from combinations(unsure, many)
        return
    for number in range(len(unsure)):
        yield tuple(unsure[:number])
        yield (unsure[number],)
        yield (*unsure[:number], *unsure[number + 1 :])
    yield tuple(unsure)


def laid_out(tree: Tree, folder: Path) -> None:
    """Put such a disk into a folder, which is made."""
    folder.mkdir(parents=True)
    for way, data in sorted(tree.items()):
        if data is None:
            (folder / way).mkdir(mode=0o700)
        else:
            (folder / way).write_bytes(data)
