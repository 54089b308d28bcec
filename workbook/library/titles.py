"""What the contents need of a pack, from a cache that may be deleted at any time."""

from __future__ import annotations

import json
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import __version__
from ..files import atomic
from .breaktitles import BreakTitles, break_titles, known_breaks
from .folders import Found

if TYPE_CHECKING:
    from ..model.exercise import Exercise
    from ..model.pack import Pack

VERSION = 6


class Heading(NamedTuple):
    """One exercise, as the contents know it."""

    id: str
    pack: str
    section: str
    file: str
    title: str
    minutes: int
    purpose: str
    problems: int = 0
    """How many mistakes keep it from being opened."""
    order: tuple[tuple[tuple[str, ...], tuple[str, ...], int, str, tuple[tuple[str, int], ...]], ...] = ()
    """When it is better done: after one of these, not right after these, from this day on; why; not when so high."""
    later: tuple[tuple[int | None, str], ...] = ()
    """Days on which it comes up by itself: days after the book's first, or the name of a date answer."""
    short_minutes: int = 0
    """About how long the short version takes."""
    run_title: str = ""
    """The question whose answer names each run."""
    several: bool = False
    """Whether it asks something else the next time: a path may name it more than once."""


class SectionTitle(NamedTuple):
    """One section, as the contents know it."""

    id: str
    title: str


class PathTitles(NamedTuple):
    """One path, as the contents know it."""

    id: str
    title: str
    says: str
    first: bool
    short: tuple[str, ...]
    days: tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]
    """Pairs of the earliest day and what to do, each of several one of these."""


class PackTitles(NamedTuple):
    """A pack, as the contents know it."""

    id: str
    title: str
    language: str
    book_title: str
    folder: Path
    sections: tuple[SectionTitle, ...]
    paths: tuple[PathTitles, ...]
    support: tuple[tuple[str, str, str], ...]
    """Where, whom to call, and when that was checked."""
    headings: tuple[Heading, ...]
    """In the order of the sections."""
    breaks: BreakTitles | None = None
    """None where the pack has no page for a break."""
    problem: str = ""
    """Why its pack.yaml can't be used."""


class Titles:
    """Makes PackTitles, and remembers them for as long as no file changes."""

    def __init__(self, cache: Path | None) -> None:
        self._folder = cache

    def of(self, found: Found) -> PackTitles:
        """The titles of a pack. A cache that can't be read or written is as good as none."""
        state = _state(found)
        kept = self._kept(found.folder)
        if kept is not None and kept.get("state") == state:
            try:
                return _from_json(kept["titles"], found)
            except (LookupError, TypeError, ValueError):
                pass
        titles = _made(found)
        if _settled(state):
            self._keep(found.folder, state, titles)
        return titles

    def unchecked(self, folder: Path) -> PackTitles | None:
        """What is remembered of a pack, whatever has become of its files: for a page that stands until `of` is asked.

        None where nothing is. Nothing can be opened by it.
        """
        kept = self._kept(folder)
        if kept is None:
            return None
        try:
            return (
                _from_json(kept["titles"], Found(folder, {})) if kept["state"][:2] == [VERSION, __version__] else None
            )
        except (LookupError, TypeError, ValueError):
            return None

    def forget(self) -> None:
        """Remove what was remembered of any pack; it is made again when it is needed."""
        if self._folder is None:
            return
        with suppress(OSError):
            for file in sorted(self._folder.glob("titles-*.json")):
                file.unlink(missing_ok=True)

    def _file(self, folder: Path) -> Path | None:
        if self._folder is None:
            return None
        # Two folders of the same number only take turns: what is kept says which files it is about.
        return self._folder / f"titles-{zlib.crc32(os.fsencode(folder)):08x}.json"

    def _kept(self, folder: Path) -> dict[str, Any] | None:
        file = self._file(folder)
        if file is None:
            return None
        try:
            kept = json.loads(atomic.read(file))
        except (OSError, ValueError, RecursionError):
            return None
        return kept if isinstance(kept, dict) else None

    def _keep(self, folder: Path, state: list[Any], titles: PackTitles) -> None:
        file = self._file(folder)
        if file is None:
            return
        # Named tuples become lists: what is what in them, VERSION says.
        known = titles._replace(folder=Path())._asdict()
        del known["folder"]
        try:
            # It is made before the first screen, and can be made again: nobody waits for a slow disk.
            atomic.make_folder(file.parent, durable=False)
            atomic.replace(file, json.dumps({"state": state, "titles": known}).encode(), durable=False)
        except OSError:
            return


def _state(found: Found) -> list[Any]:
    """What tells that a pack has changed: every file's name, size, number and times."""
    state: list[Any] = [VERSION, __version__]
    for path in (found.folder / "pack.yaml", *found.files.values()):
        try:
            one = path.stat()
        except OSError:
            state.append([str(path)])
        else:
            state.append([str(path), one.st_size, one.st_ino, one.st_mtime_ns, one.st_ctime_ns])
    return state


def _settled(state: list[Any]) -> bool:
    """Whether every file is old enough that its next change will show in its times, which tick slowly."""
    changed = [one[4] for one in state[2:] if len(one) == 5]
    return max(changed, default=0) < time.time_ns() - atomic.TOO_YOUNG


def _made(found: Found) -> PackTitles:
    from .folders import read_pack_at
    from .problems import Broken
    from .reader import read_exercise

    try:
        pack = read_pack_at(found.folder)
    except Broken as broken:
        return PackTitles("", found.folder.name, "en", "", found.folder, (), (), (), (), None, str(broken.problems[0]))
    except OSError as error:
        return PackTitles("", found.folder.name, "en", "", found.folder, (), (), (), (), None, str(error.strerror))
    headings: list[Heading] = []
    for section in pack.sections:
        for id in section.exercises:
            file = found.files.get(id)
            if file is None:
                continue
            try:
                read = read_exercise(atomic.read(file), file, pack=pack)
            except OSError:
                headings.append(Heading(id, pack.id, section.id, str(file), id, 0, "", 1))
                continue
            one = read.exercise
            if one is None:
                headings.append(Heading(id, pack.id, section.id, str(file), id, 0, "", len(read.problems)))
            else:
                headings.append(_heading(one, section.id, file))
    return _titles(pack, found.folder, tuple(headings))


def _heading(one: Exercise, section: str, file: Path) -> Heading:
    from ..model.walking import has_further_runs

    return Heading(
        one.id, one.pack, section, str(file), one.title, one.minutes, one.purpose,
        order=tuple(
            (rule.after, rule.not_right_after, rule.from_day, rule.why, tuple(rule.not_when.items()))
            for rule in one.order
        ),
        later=tuple((due.day, str(due.date or "")) for due in one.later),
        short_minutes=_short_minutes(one),
        run_title=one.run_title,
        several=has_further_runs(one),
    )  # fmt: skip


def _short_minutes(one: Exercise) -> int:
    asked = [step for step in one.questions() if step.later is None]
    core = sum(step.core for step in asked)
    return max(1, round(one.minutes * core / len(asked))) if core else one.minutes


def _titles(pack: Pack, folder: Path, headings: tuple[Heading, ...]) -> PackTitles:
    return PackTitles(
        id=pack.id,
        title=pack.title,
        language=pack.language,
        book_title=str(pack.book_title or ""),
        folder=folder,
        sections=tuple(SectionTitle(one.id, one.title) for one in pack.sections),
        paths=tuple(
            PathTitles(one.id, one.title, one.says, one.first, one.short, tuple((day.day, day.do) for day in one.days))
            for one in pack.paths
        ),
        support=tuple((one.where, one.say, one.checked) for one in pack.support),
        headings=headings,
        breaks=break_titles(pack.breaks) if pack.breaks is not None else None,
    )


def _from_json(known: dict[str, Any], found: Found) -> PackTitles:
    return PackTitles(
        id=known["id"],
        title=known["title"],
        language=known["language"],
        book_title=known["book_title"],
        folder=found.folder,
        sections=tuple(SectionTitle(*one) for one in known["sections"]),
        paths=tuple(
            PathTitles(
                id, title, says, first, tuple(short),
                tuple((day, tuple(tuple(group) for group in do)) for day, do in days),
            )
            for id, title, says, first, short, days in known["paths"]
        ),
        support=tuple((where, say, checked) for where, say, checked in known["support"]),
        headings=tuple(_known_heading(one, found) for one in known["headings"]),
        breaks=known_breaks(known["breaks"]),
        problem=known["problem"],
    )  # fmt: skip


def _known_heading(kept: list[Any], found: Found) -> Heading:
    one = Heading(*kept)
    if not found.files:
        return one._replace(file="")
    order = tuple(
        (tuple(after), tuple(not_after), day, why, tuple((id, number) for id, number in high))
        for after, not_after, day, why, high in one.order
    )
    later = tuple((day, name) for day, name in one.later)
    # Where a file is, the folder says; nothing that is kept can lead out of the pack.
    return one._replace(file=str(found.files[one.id]), order=order, later=later)
