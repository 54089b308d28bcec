"""Second versions of what is on the shelf, whoever made them: found by name and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic, markers
from ..files.clean import one_line
from . import envelope
from .kept import SECOND, SITTING, BadFile, inside, is_second, may_be_second, stems
from .marks import FORMAT, Newer, Unreadable
from .trash import TAKEN_BACK

if TYPE_CHECKING:
    from ..files.atomic import Stamp
    from ..model.sitting import Sitting
    from .workbook import Book

_RUN = re.compile(r"\.([1-9][0-9]{0,5})(?![0-9a-z])")
OF_PROGRAMS = re.compile(
    r"conflict|"  # ours, Syncthing's, Dropbox's, Nextcloud's in English
    r" \([0-9]+\)\.yaml|"  # Google Drive, OneDrive
    r" [0-9]+\.yaml|"  # iCloud
    r"_(REMOTE|LOCAL|BASE|BACKUP)_[0-9]+\.yaml|\.yaml\.orig",  # git mergetool
    re.IGNORECASE,
)
"""What programs add to a name: such a file is spoken of even where it can't be read."""
_OURS = re.compile(r"\.conflict-(.+)-[0-9a-f]{6}\.yaml")
_SYNCTHING = re.compile(r"\.sync-conflict-[0-9]{8}-[0-9]{6}-([A-Z0-9]{7})")
_SOMEBODY = re.compile(r"\((.+?)(?:['’]s)? (?:conflicted copy|in Konflikt)", re.IGNORECASE)
_GIT = re.compile(r"_(REMOTE|LOCAL|BASE|BACKUP)_")
HERE = "in your book"


@dataclass(frozen=True, slots=True)
class Version:
    """One of two versions of an exercise."""

    path: Path
    sitting: Sitting
    stamp: Stamp
    """Of the file, as it was read."""
    whose: str = HERE
    """Where it comes from, in a few words: the file's name tells."""
    read_only: bool = False
    """Its format is newer than this program."""


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """An exercise of which there is more than one version, and the two that are to be compared first."""

    own: Version | None
    """The one that the book shows; None where it is gone or damaged, and only a second version can be read."""
    other: Version
    more: int = 0
    """How many there are beside these two."""
    marked: bool = False
    """Whether both stand in one file, parted by git's marks."""

    @property
    def sitting(self) -> Sitting:
        """What the book shows of it; else what there is."""
        return self.own.sitting if self.own is not None else self.other.sitting


@dataclass(frozen=True, slots=True)
class Seconds:
    """All second versions of a book."""

    pairs: tuple[TwoVersions, ...] = ()
    unread: tuple[BadFile, ...] = ()
    """Second versions that can't be read. They are named, and left where they are."""


def second_versions(book: Book, bad: Collection[BadFile] | None = None) -> Seconds:
    """Every second version of every exercise of a book. Nothing is raised, nothing changed.

    Only what is called like a second version is read, and files in which git may have left its marks: with `bad` only
    these, for a file with such marks is one that can't be read.
    """
    pairs: list[TwoVersions] = []
    unread: list[BadFile] = []
    among = None if bad is None else {one.path for one in bad}
    for pack in inside(book.folder, folders=True):
        names = [path.name for path in inside(pack, folders=False)]
        exercises = stems(names)
        others: dict[tuple[str, int], list[Version]] = {}
        for path in (pack / name for name in names if may_be_second(name, exercises)):
            _sort_in(path, exercises, others, unread)
        for path in (pack / name for name in names if SITTING.match(name) is not None):
            if among is not None and path not in among:
                continue
            found = _parted(path)
            if found is not None:
                key = (found[0].sitting.exercise, found[0].sitting.run)
                pairs.append(TwoVersions(*found, more=len(others.pop(key, ())), marked=True))
        for (exercise, run), versions in sorted(others.items()):
            own = _own(pack / _name(exercise, run))
            versions.sort(key=_age)
            if not isinstance(own, BadFile) or own.damaged:
                first = own if isinstance(own, Version) else None
                pairs.append(TwoVersions(first, versions[0], len(versions) - 1))
    return Seconds(tuple(pairs), tuple(unread))


def is_marked(path: Path) -> bool:
    """Whether git has left its marks in a file, and both versions can be read."""
    return _parted(path) is not None


def whose(name: str) -> str:
    """Where a second version comes from, in a few words, by its file's name."""
    if (found := _OURS.search(name)) is not None:
        if found[1] == TAKEN_BACK:
            return "from the trash"
        return "from another window" if found[1] == _host() else f"from {one_line(found[1])}"
    if (found := _SYNCTHING.search(name)) is not None:
        return f"from the device {found[1]}"
    if (found := _SOMEBODY.search(name)) is not None:
        return f"from {one_line(found[1])}"
    if (found := _GIT.search(name)) is not None:
        return {"REMOTE": "from elsewhere, by git", "LOCAL": "from here, by git"}.get(found[1], "an older one, by git")
    return f"in {one_line(name)}"


def _host() -> str:
    import socket

    return re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().lower())[:30].strip("-") or "here"


def _name(exercise: str, run: int) -> str:
    return f"{exercise}.{run}.yaml" if run > 1 else f"{exercise}.yaml"


def _age(version: Version) -> tuple[float, str]:
    saved = version.sitting.saved or version.sitting.started
    return saved.timestamp(), version.path.name


def _sort_in(
    path: Path, exercises: Collection[str], others: dict[tuple[str, int], list[Version]], unread: list[BadFile]
) -> None:
    """Put a file among the second versions of its exercise, or among those that can't be read."""
    from .sittingfile import decode

    try:
        raw = atomic.read(path)
        data = envelope.opened(raw)
        parts = markers.parted(data)
        read = [decode(part) for part in ((parts.one, parts.other) if parts is not None else (data,))]
    except Unreadable as error:
        if _is_of_a_program(path.name):
            unread.append(BadFile(path, error.line, error.message, damaged=not isinstance(error, Newer)))
        return
    except OSError as error:
        if _is_of_a_program(path.name):
            unread.append(BadFile(path, 1, error.strerror or str(error), damaged=False))
        return
    sitting, format = read[-1]
    exercise = _exercise(path, sitting, exercises)
    if exercise:
        run = int(found[1]) if (found := _RUN.match(path.name, len(exercise))) is not None else 1
        sitting = replace(sitting, pack=path.parent.name, exercise=exercise, run=run)
        one = Version(path, sitting, atomic.stamp_of(raw), whose(path.name), format > FORMAT)
        others.setdefault((exercise, run), []).append(one)


def _exercise(path: Path, sitting: Sitting, exercises: Collection[str]) -> str:
    """Of which exercise a file is a second version; empty where it is an exercise of its own, or of none here."""
    if SITTING.match(path.name) is not None:
        return sitting.exercise if is_second(path, exercises) else ""
    if _begins(path.name, sitting.exercise):
        return sitting.exercise
    # Whoever gives an exercise another name need not write it into the file.
    return max((stem for stem in exercises if _begins(path.name, stem)), key=len, default="")


def _begins(name: str, stem: str) -> bool:
    rest = name.removeprefix(stem)
    return rest != name and not rest[:1].isalnum()


def _is_of_a_program(name: str) -> bool:
    """Whether a file that can't be read is still known for a second version."""
    return OF_PROGRAMS.search(name) is not None or re.search(SECOND, name) is not None


def _own(path: Path) -> Version | BadFile | None:
    from .sittingfile import decode

    try:
        raw = atomic.read(path)
        found = SITTING.match(path.name)
        sitting, format = decode(envelope.opened(raw), int(found[2] or 1) if found is not None else 1)
    except FileNotFoundError:
        return None
    except Unreadable as error:
        return BadFile(path, error.line, error.message, damaged=not isinstance(error, Newer))
    except OSError as error:
        return BadFile(path, 1, error.strerror or str(error), damaged=False)
    exercise = found[1] if found is not None else sitting.exercise
    sitting = replace(sitting, pack=path.parent.name, exercise=exercise)
    return Version(path, sitting, atomic.stamp_of(raw), read_only=format > FORMAT)


def _parted(path: Path) -> tuple[Version, Version] | None:
    """Both versions in a file that git has marked; None where it is no such file, or either can't be read."""
    from .sittingfile import decode

    found = SITTING.match(path.name)
    if found is None:
        return None
    try:
        raw = atomic.read(path)
        parts = markers.parted(envelope.opened(raw))
        if parts is None:
            return None
        read = [decode(part, int(found[2] or 1)) for part in (parts.one, parts.other)]
    except (OSError, Unreadable):
        return None
    one, other = (
        Version(
            path, replace(sitting, pack=path.parent.name, exercise=found[1]), atomic.stamp_of(raw), words,
            format > FORMAT,
        )
        for (sitting, format), words in zip(read, _labels(parts), strict=True)
    )  # fmt: skip
    return one, other


def _labels(parts: markers.Parted) -> Iterator[str]:
    yield HERE
    label = one_line(parts.other_label)
    yield f"from {label}" if label else "from elsewhere"
