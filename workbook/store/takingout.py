"""Taking words that are let go out of every file on the shelf; which files still have them."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..model.lettinggo import let_go, words_in
from . import envelope
from .disk import Changed, Disk
from .kept import SITTING
from .letgone import Gone, seconds
from .marks import FORMAT, Unreadable
from .sittingfile import decode, encode
from .traces import OUTSIDE, TEMP, Probe, files, is_outside_of, may_be_copy, of_exercise

if TYPE_CHECKING:
    from ..model.sitting import Sitting

NEWER = "a newer version of the workbook wrote it"
UNREAD = "it can't be read as an exercise"


@dataclass(frozen=True, slots=True)
class Left:
    """A file that still has words that were let go."""

    path: Path
    why: str
    may_delete: bool = False
    """Whether it is a damaged copy of this very exercise: it can only be deleted whole."""


def take_out(shelf: Path, one: Gone, known: list[str], but: Path | None = None) -> tuple[list[str], tuple[Left, ...]]:
    """Take it out of every file but one. The words and drafts of it that are known now, and what still has them.

    The files that are books' own come last: until then a kill leaves the words to look for.
    """
    known = [text for text in known if text.strip()]
    left: list[Left] = []
    copies: list[tuple[Path, Sitting]] = []
    others: list[Path] = []
    """Paths alone: together such files may be larger than the memory."""
    before = set(one.left)

    def refused(error: OSError) -> None:
        if error.errno != errno.ENOENT:
            left.append(Left(Path(error.filename or shelf), error.strerror or str(error)))

    def look_at(path: Path) -> None:
        data = _read(path, one, left)
        if data is None:
            return
        sitting = _copy_in(path, data, one)
        if sitting is not None:
            copies.append((path, sitting))
        elif not _is_sitting(data):
            others.append(path)

    passed: list[Path] = []
    names = {name for name, _ in before}
    for path in files(shelf, refused):
        # Without words to look for nothing can be found in whatever else somebody keeps there, however large.
        if known or may_be_copy(path, one) or way_to(shelf, path) in names:
            look_at(path)
        else:
            passed.append(path)
    drafts = (words_in(sitting.answers.get(step)) for _, sitting in copies for step in one.steps)
    known = list(dict.fromkeys((*known, *filter(None, drafts))))
    if known:
        for path in passed:
            look_at(path)
    probe = Probe(known)
    for path in others:
        if not _is_it(path, but) and (data := _read(path, one, left)) is not None:
            named = (way_to(shelf, path), atomic.stamp_of(data).digest) in before
            _take_out_of_other(path, data, one, probe, named, left)
    for path, _ in sorted(copies, key=lambda found: (_is_own(found[0]), found[0])):
        if not _is_it(path, but):
            _take_out_of_copy(Disk(shelf), path, one, left)
    return known, tuple(left)


def _read(path: Path, one: Gone, left: list[Left]) -> bytes | None:
    try:
        return atomic.read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        if of_exercise(path, one) and path not in {each.path for each in left}:
            left.append(Left(path, error.strerror or str(error)))
        return None


def way_to(shelf: Path, path: Path) -> str:
    """How a file is noted: by its way from the shelf, whichever links led to either."""
    return os.path.relpath(os.path.realpath(path), os.path.realpath(shelf))


def _is_it(path: Path, other: Path | None) -> bool:
    """Whether both are one file: a book's folder may be a link."""
    return other is not None and (path == other or os.path.realpath(path) == os.path.realpath(other))


def _take_out_of_copy(disk: Disk, path: Path, one: Gone, left: list[Left]) -> None:
    """Take the answer out of a file that holds others too; whoever writes it meanwhile is waited for."""
    for _ in range(20):
        try:
            if TEMP.fullmatch(path.name):
                # What a killed write left: whoever still writes it will try again, and be told.
                atomic.remove_durably(path)
                return
            data, was = disk.read(path)
            sitting, format = decode(data)
            bare = let_go(sitting, one.steps, one.at)
            if bare is sitting or not _is_older(sitting, one):
                return
            if format > FORMAT:
                left.append(Left(path, NEWER))
                return
            disk.write(path, encode(bare), was, lambda back, bare=bare: _same(back, bare))  # type: ignore[misc]
            return
        except FileNotFoundError:
            return
        except Changed:
            continue
        except Unreadable:
            left.append(Left(path, UNREAD, True))
            return
        except OSError as error:
            left.append(Left(path, error.strerror or str(error)))
            return
    left.append(Left(path, "another program writes it again and again"))


def _same(back: bytes, bare: Sitting) -> None:
    if back != encode(bare):
        raise OSError(errno.EIO, "what was read back is not what was written")


def _take_out_of_other(path: Path, data: bytes, one: Gone, probe: Probe, before: bool, left: list[Left]) -> None:
    """A file that is no exercise: what is ours and only lay there for a moment goes, anything else is named.

    What an editor has of another answer never goes: somebody may just be writing in it.
    """
    if OUTSIDE in path.name:
        ours = is_outside_of(path, one)
        holds = before or (probe.touches(data) if ours else probe.is_in(data))
        goes = ours and holds
    elif TEMP.fullmatch(path.name):
        holds = before or probe.is_in(data)
        goes = holds or of_exercise(path, one)
    else:
        holds = before or (probe.touches(data) if of_exercise(path, one) else probe.is_in(data))
        goes = False
    if goes:
        try:
            atomic.remove_durably(path)
        except FileNotFoundError:
            return
        except OSError as error:
            left.append(Left(path, error.strerror or str(error)))
    elif holds:
        left.append(Left(path, UNREAD, OUTSIDE not in path.name and of_exercise(path, one)))


def _copy_in(path: Path, data: bytes, one: Gone) -> Sitting | None:
    """The sitting in these bytes, where it is the one that is meant or a copy of it, and still has the words."""
    called = of_exercise(path, one)
    if not called and one.exercise.encode() not in data:
        return None
    try:
        sitting, _ = decode(envelope.opened(data))
    except (Unreadable, ValueError, RecursionError):
        return None
    # What a file is called counts as much as what it says of itself: that is how a book reads it.
    mine = one.is_of(sitting) or (called and seconds(sitting.started) == one.started)
    if not mine or not _is_older(sitting, one):
        return None
    return sitting if any(_has(sitting, step) for step in one.steps) else None


def _has(sitting: Sitting, step: str) -> bool:
    answer = sitting.answers.get(step)
    return answer is not None and answer.value is not None


def _is_older(sitting: Sitting, one: Gone) -> bool:
    """Whether its words are those that were let go, and not written anew since."""
    moments = [answer.let_go_at for step in one.steps if (answer := sitting.answers.get(step)) is not None]
    return all(moment is None or moment < one.at.replace(microsecond=0) for moment in moments)


def _is_sitting(data: bytes) -> bool:
    """Whether it can be read as an exercise: of another one the words are that one's own."""
    if b"answers:" not in data:
        return False
    try:
        decode(envelope.opened(data))
    except (Unreadable, ValueError, RecursionError):
        return False
    return True


def _is_own(path: Path) -> bool:
    return SITTING.fullmatch(path.name) is not None


def is_out_of(own: Path, one: Gone) -> bool:
    """Whether the words are out of the exercise's own file, as it is on disk now."""
    try:
        data = atomic.read(own)
        decode(envelope.opened(data))
    except (OSError, Unreadable, ValueError, RecursionError):
        return False
    return _copy_in(own, data, one) is None
