"""A shelf on which faults are tried: what stands on it, who writes there, and whether all is well afterwards."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import TypeVar

from workbook.desk import Desk, Taken
from workbook.library.library import Library
from workbook.model.recording import answered, passed
from workbook.store import envelope
from workbook.store.checking import check_shelf
from workbook.store.kept import Kept
from workbook.store.marks import Unreadable
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode
from workbook.store.traces import OUTSIDE

EVENING = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))
PACK = """format: 1
id: small
title: Small
sections:
  - {id: s, title: A section, exercises: [first, second]}
paths:
  - {id: way, title: A way, says: It goes on., first: true, days: [{day: 1, do: [first, second]}]}
support:
  - {where: Anywhere, say: "Call 112.", checked: 2026-11-22}
"""
FIRST = """title: First
minutes: 2
purpose: To try a thing.
steps:
  - id: name
    kind: line
    core: true
    ask: Who is it about
  - id: told
    kind: text
    core: true
    ask: What happened
  - id: burn
    kind: text
    core: true
    let_go: true
    ask: What would you never send
"""
SECOND = """title: Second
minutes: 2
purpose: To try another.
steps:
  - id: next
    kind: text
    core: true
    ask: What comes next
"""
NAME, TOLD, BURN, NEXT = "Ann", "She read it on the stairs.\nTwice.", "You never even read it, did you?", "Ask Ruth."
"""What stands on the shelf before anything goes wrong."""

_NAMES = re.compile(
    r"shelf(\.kept-apart-\d+)?\.yaml|\.lock(\.owner)?|\.owner|\.deleted|\.let-go|crash\.log"
    r"|\.deleting-[0-9a-f]{16}(/.*)?|(trash|versions)(/.*)?"
    r"|\d{4}-\d\d-\d\d[a-z0-9-]*(/workbook\.yaml|/\.owner(\.lock)?|/small(/(first|second)[a-z0-9.-]*\.yaml)?)?",
    re.DOTALL,
)
"""All that may lie on a shelf, from there."""
_TEMP = re.compile(r"\.~.+\.(tmp|txt)", re.DOTALL)
Made = TypeVar("Made")
Answers = list[tuple[str, str, str]]
"""The file's way from the folder of the world, the question, and the words."""


@dataclass(frozen=True)
class World:
    """One folder with everything in it that a person has."""

    folder: Path

    @property
    def shelf(self) -> Path:
        """Where the books are."""
        return self.folder / "shelf"

    @property
    def out(self) -> Path:
        """Where prints go."""
        return self.folder / "out"

    @property
    def stick(self) -> Path:
        """Another folder, for when the shelf can't be written."""
        return self.folder / "stick"

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self.folder / "config" / "settings.yaml"

    @property
    def raw(self) -> Path:
        """Files as they were before, for comparing. Nothing writes here."""
        return self.folder / "raw"

    def desk(self, clock: Callable[[], datetime] = lambda: EVENING) -> Desk:
        """The desk of a fresh start."""
        desk = Desk(library(), Shelf(self.shelf), clock)
        desk.open_current()
        return desk

    def files(self) -> Iterator[Path]:
        """Every file on the shelf, and in the other folder."""
        yield from sorted(path for one in (self.shelf, self.stick) for path in one.rglob("*") if path.is_file())

    def answers(self) -> Answers:
        """Every answer with words in every file that opens, second and earlier versions too."""
        found = []
        for path in self.files():
            with suppress(Unreadable, ValueError, OSError):
                sitting, _ = decode(envelope.opened(path.read_bytes()))
                for step, answer in sitting.answers.items():
                    if isinstance(answer.value, str):
                        found.append((str(path.relative_to(self.folder)), step, answer.value))
        return [one for one in found if not _TEMP.fullmatch(Path(one[0]).name)]

    def words(self) -> set[str]:
        """The words of all these."""
        return {words for _, _, words in self.answers()}

    def unreadable(self) -> Iterator[str]:
        """Every file that does not open, but for those that did not before."""
        before = {path.read_bytes() for path in self.raw.rglob("*") if path.is_file()} if self.raw.is_dir() else set()
        for one in check_shelf(Shelf(self.shelf), self.settings):
            known = one.path.is_file() and one.path.read_bytes() in before
            if one.wrong and not known and ".deleting-" not in one.path.name:
                yield f"{one.path.relative_to(self.folder)}:{one.line}: {one.wrong}"

    def strays(self, *, temps: bool) -> Iterator[str]:
        """What should not lie on the shelf; a temporary file too, also elsewhere, unless `temps` are to be met with."""
        for path in sorted(self.folder.rglob("*")):
            way = str(path.relative_to(self.folder))
            if _TEMP.fullmatch(path.name):
                # What another editor had may be newer than what is in the book: nothing takes it away by itself.
                # And another folder is looked after when it is brought home.
                if not temps and not path.name.startswith(OUTSIDE) and self.stick not in path.parents:
                    yield way
            elif self.shelf in path.parents and not _NAMES.fullmatch(str(path.relative_to(self.shelf))):
                yield way

    def some_hours_later(self) -> None:
        """What a killed program has left is older now, and every book is opened once."""
        long_ago = time.time() - 7200
        for path in self.folder.rglob("*"):
            os.utime(path, (long_ago, long_ago))
        desk = self.desk()
        for book in desk.shelf.read().books:
            desk.open_book(book)


class Somebody:
    """Whoever writes: on a desk, in one exercise, without the screen."""

    def __init__(self, desk: Desk, exercise: str = "first") -> None:
        self.desk = desk
        self.taken: Taken = desk.take(desk.library.heading(f"small/{exercise}"))
        self.kept: Kept = self.taken.kept

    def types(self, step: str, words: str) -> None:
        """Words that stand on the screen; nothing is written yet."""
        now = self.desk.clock()
        at = self.taken._replace(kept=self.kept).at(now.date())
        question = at.exercise.step(step)
        sitting = answered(at, question, words, now)  # type: ignore[arg-type]
        self.kept = self.kept._replace(sitting=sitting)

    def passes(self, step: str) -> None:
        """On to the next question."""
        now = self.desk.clock()
        at = self.taken._replace(kept=self.kept).at(now.date())
        self.kept = self.kept._replace(sitting=passed(at, at.exercise.step(step), now))  # type: ignore[arg-type]

    def saves(self) -> None:
        """On disk, at the second attempt where the first fails. Raises what the second raises."""
        self.kept = twice(lambda: self.desk.need_book().save(self.kept, self.desk.clock()))


def twice(job: Callable[[], Made]) -> Made:
    """Do it; where the disk says no, do it once more, as the program does after a moment."""
    try:
        return job()
    except OSError:
        return job()


@cache
def library() -> Library:
    """The pack that is written in. It lies apart from every world, and is never written."""
    folder = Path(_CONTENT.name)
    (folder / "pack.yaml").write_text(PACK)
    (folder / "first.yaml").write_text(FIRST)
    (folder / "second.yaml").write_text(SECOND)
    return Library((folder,), Path(_TITLES.name))


def content() -> Path:
    """The folder of the pack."""
    library()
    return Path(_CONTENT.name)


_CONTENT = tempfile.TemporaryDirectory(prefix="workbook-content-")
_TITLES = tempfile.TemporaryDirectory(prefix="workbook-titles-")


def written(world: World) -> None:
    """A book with two exercises in it, and another book."""
    shelf = Shelf(world.shelf)
    other = shelf.make("The job", EVENING - timedelta(days=3))
    book = shelf.make("The novel", EVENING)
    desk = world.desk()
    desk.open_book(other)
    one = Somebody(desk, "second")
    one.types("next", "Nothing yet.")
    one.saves()
    desk.open_book(book)
    one = Somebody(desk, "second")
    one.types("next", NEXT)
    one.saves()
    one = Somebody(desk)
    for step, words in (("name", NAME), ("told", TOLD), ("burn", BURN)):
        one.types(step, words)
        one.passes(step)
    one.saves()
    shelf.use(book)
