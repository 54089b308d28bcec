"""One book on disk: its facts and its sittings."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..files.atomic import Seen, Stamp, read, read_if_changed, stamp_of
from ..model.days import spoken_day
from ..model.workbook import Workbook
from . import envelope
from .disk import Changed, Disk
from .glance import Glance, read_glance
from .gone import is_gone
from .kept import FACTS, SITTING, BadFile, Deleted, Kept, ReadOnly, inside, is_second, stems
from .marks import FORMAT, Newer, Unreadable
from .workbookfile import encode_workbook, facts_in

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .holding import Hold

One = TypeVar("One")
TWO_VERSIONS = "there are two versions of its name and dates; compare them first"
Verify = Callable[[bytes], None] | None
_Known = dict[Path, tuple[Seen, One]]
_Make = Callable[[bytes, Path, str, str, int], One]


class Book:
    """A workbook's folder."""

    def __init__(
        self,
        disk: Disk,
        folder: Path,
        facts: Workbook,
        *,
        read_only: bool = False,
        settle: Callable[[Book], None] | None = None,
    ) -> None:
        self._settle = settle
        """Puts a book on disk that is not there yet; None when it is."""
        self.placed = settle is None
        """Whether the folder is this book's own."""
        self.on_save: Callable[[Book], None] | None = None
        """What could not be noted of it, and is tried again with every save until it is."""
        self.hold: Hold | None = None
        """That it is open here for writing, and nowhere else; None where nobody asked."""
        self.only_read = False
        """Whether it is open for writing in another program, so that none of its sittings is written here."""
        self.folder = folder
        self.facts = facts
        self.read_only = read_only
        self.marked = False
        """Whether git has left two versions of its facts in one file: it is not written over before one is chosen."""
        self.disk = disk
        self._was: bytes | Stamp | None = None
        """Workbook.yaml as it was read last, or the stamp with which it was written; None where there is none."""
        self._whole: _Known[Kept] = {}
        """The sittings as they were read last, so that only those are read again that have changed."""
        self._afar: _Known[Glance] = {}
        """The same from afar."""

    @classmethod
    def open(cls, disk: Disk, folder: Path) -> Book:
        """The book of a folder. Raises Unreadable, OSError."""
        raw = read(folder / FACTS)
        facts, format, marked = facts_in(envelope.opened(raw), folder.name)
        book = cls(disk, folder, facts, read_only=format > FORMAT)
        book.marked = marked
        book._was = raw
        return book

    @property
    def title(self) -> str:
        """Its title; before it has one, the day on which it was begun."""
        return self.facts.title or spoken_day(self.facts.started.date())

    @property
    def on_disk(self) -> bool:
        """Whether it has been put on disk: a book that was only begun is not, before its first word."""
        return self._settle is None

    def settle(self) -> None:
        """Put the book on disk, if it is not there yet. Raises OSError.

        Its folder may then be another one: somebody else may have begun a book of the same name meanwhile.
        """
        if self._settle is not None:
            self._settle(self)
            self._settle = None

    @property
    def deleted(self) -> bool:
        """Whether it was deleted for good since it was opened here."""
        return self.placed and not (self.folder / FACTS).exists() and is_gone(self.disk.shelf, self.facts.id)

    def change(self, **facts: Any) -> None:
        """Replace some of its facts, whatever others have put beside them. Raises ReadOnly, Deleted, OSError."""
        if not self.placed:
            self.facts = self.facts._replace(**facts)
            return
        for _ in range(20):
            self.follow()
            data, self._was = self.disk.read(self.folder / FACTS)
            found, format, self.marked = facts_in(data, self.folder.name)
            self.read_only = format > FORMAT
            try:
                self.write_facts(found._replace(**facts))
                return
            except Changed:
                continue
        raise OSError(errno.EBUSY, "another program writes it again and again", str(self.folder / FACTS))

    def write_facts(self, facts: Workbook) -> None:
        """Replace workbook.yaml. Raises ReadOnly, Changed, Deleted, OSError."""
        if self.read_only:
            raise ReadOnly(str(self.folder))
        if self.marked:
            raise OSError(errno.EBUSY, TWO_VERSIONS, str(self.folder / FACTS))
        self.settle()
        self.write_first(facts)

    def write_first(self, facts: Workbook) -> None:
        """Write workbook.yaml without putting the book on disk first. Raises Changed, Deleted, OSError."""
        was = stamp_of(self._was) if isinstance(self._was, bytes) else self._was
        self._was = self.write(self.folder / FACTS, encode_workbook(facts), was)
        self.facts = facts

    def write(
        self, path: Path, data: bytes, was: Stamp | None, verify: Verify = None, meant: Callable[[], None] | None = None
    ) -> Stamp:
        try:
            return self.disk.write(path, data, was, verify, meant=meant or self.be_there)
        except Deleted:
            # The folders that were made for the file, and nothing else.
            for folder in {path.parent: None, self.folder: None}:
                with suppress(OSError):
                    folder.rmdir()
            raise

    def be_there(self) -> None:
        """Raises Deleted. Asked under the lock, for whoever deletes holds it too."""
        if self.deleted:
            raise Deleted(str(self.folder))

    def files(self) -> Iterator[tuple[Path, str, str, int]]:
        """Every sitting's file, with its pack, exercise and run."""
        for pack in inside(self.folder, folders=True):
            paths = inside(pack, folders=False)
            own = stems(path.name for path in paths)
            for path in paths:
                if (found := SITTING.match(path.name)) is not None and not is_second(path, own):
                    yield path, pack.name, found[1], int(found[2] or 1)

    def count(self) -> int:
        """About how many sittings it has, from the number of its files."""
        count = 0
        for pack in inside(self.folder, folders=True):
            with suppress(OSError), os.scandir(pack) as found:
                count += sum(1 for _ in found)
        return count

    def read(self) -> tuple[tuple[Kept, ...], tuple[BadFile, ...]]:
        """Every sitting, and every file that can't be read. Nothing is raised, nothing changed."""
        return self._all(self._whole, _read)

    def glances(self) -> tuple[tuple[Glance, ...], tuple[BadFile, ...]]:
        """The same from afar: enough for the contents."""
        return self._all(self._afar, _glance)

    def _all(self, before: _Known[One], make: _Make[One]) -> tuple[tuple[One, ...], tuple[BadFile, ...]]:
        """Every sitting, made anew where its file has changed since it was looked at last."""
        now: _Known[One] = {}
        found: list[One] = []
        bad: list[BadFile] = []
        for path, pack, exercise, run in self.files():
            seen, one = before.get(path, (None, None))
            try:
                changed = read_if_changed(path, seen)
                if changed is not None:
                    raw, seen = changed
                    one = make(raw, path, pack, exercise, run)
            except Unreadable as error:
                bad.append(BadFile(path, error.line, error.message, damaged=not isinstance(error, Newer)))
            except OSError as error:
                bad.append(BadFile(path, 1, error.strerror or str(error), damaged=False))
            else:
                assert one is not None
                found.append(one)
                if seen is not None:
                    now[path] = seen, one
        before.clear()
        before.update(now)
        # What was let go or taken out is not to stay in memory until somebody asks for all of it again.
        for known in (self._whole, self._afar):
            for path in [path for path, (seen, _) in [*known.items()] if path not in now or now[path][0] != seen]:
                known.pop(path, None)
        for folder in (self.folder, *inside(self.folder, folders=True)):
            try:
                next(folder.iterdir(), None)
            except OSError as error:
                if error.errno != errno.ENOENT:
                    bad.append(BadFile(folder, 1, error.strerror or str(error), damaged=False))
        return tuple(found), tuple(bad)

    def path_of(self, sitting: Sitting) -> Path:
        """Where a sitting is kept."""
        run = f".{sitting.run}" if sitting.run > 1 else ""
        return self.folder / sitting.pack / f"{sitting.exercise}{run}.yaml"

    def next_run(self, pack: str, exercise: str) -> int:
        """The number of a new run, above every one there is."""
        return max((run for _, p, e, run in self.files() if (p, e) == (pack, exercise)), default=0) + 1

    def keep_apart(self, bad: BadFile) -> Path:
        """Move a file that can't be read to another name, so that nothing is ever written over it. Raises OSError."""
        return self.disk.keep_apart(bad.path)

    def save(self, kept: Kept, now: datetime, *, thorough: bool = True, keep: bool = False) -> Kept:
        """Write a sitting; what comes back is on disk. Raises ReadOnly, OpenElsewhere, Deleted, OSError.

        When the file is not the one that was read, it stays, and this one goes on beside it under another name.
        Words that another window has let go since they were read here are never written: `let_go` says where.
        With `keep` what it replaces is kept as an earlier version first, or nothing is written.
        """
        from .saving import save

        return save(self, kept, now, thorough=thorough, keep=keep)

    def follow(self) -> None:
        """Find a book whose folder was renamed, by its id; where it is gone altogether, begin its folder again."""
        if not self.find():
            self._was = None
            self.write_first(self.facts)

    def find(self) -> bool:
        """Whether it is on disk; where its folder was renamed, it is found by its id. Nothing is raised."""
        if os.path.lexists(self.folder / FACTS):
            return True
        for folder in inside(self.disk.shelf, folders=True):
            try:
                facts, _, _ = facts_in(self.disk.peek(folder / FACTS), folder.name)
            except (OSError, Unreadable):
                continue
            if facts.id == self.facts.id:
                self.folder = folder
                return True
        return False


def _read(raw: bytes, path: Path, pack: str, exercise: str, run: int) -> Kept:
    from .sittingfile import decode

    sitting, format = decode(envelope.opened(raw), run)
    return Kept(path, replace(sitting, pack=pack, exercise=exercise), format > FORMAT, stamp=stamp_of(raw))


def _glance(raw: bytes, path: Path, pack: str, exercise: str, run: int) -> Glance:
    # Without a stamp: what is only looked at is never written over.
    return read_glance(envelope.opened(raw), path, pack, exercise, run)
