"""Letting words go for real: out of the sitting, its older versions and copies, and whatever a killed run left."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..files import atomic
from .disk import LET_GO
from .letgone import Gone, all_gone, forget, note, settle
from .takingout import Left, is_out_of, take_out, way_to


class OwnStays(OSError):
    """The exercise's own file could not be changed: the words are still in the book."""

    def __init__(self, error: BaseException, path: Path) -> None:
        number = error.errno if isinstance(error, OSError) else None
        super().__init__(number or errno.EIO, getattr(error, "strerror", None) or str(error), str(path))


def begin(shelf: Path, one: Gone, words: str, own: Path, save: Callable[[], object]) -> tuple[Left, ...]:
    """Let one answer go: first every copy, then `save`, which writes the exercise's own file without it.

    It is noted first, so that a kill at any moment leaves it to be gone on with, and no other window writes it again.
    What comes back are files that still have it. Raises OwnStays, and OSError where nothing was changed. Where `save`
    raises though the words are out of the file, as when only its folder can't be synced, they count as out.
    """
    atomic.make_folder(shelf)
    one = _as_noted(shelf, one)
    note(shelf, one)
    sure = True
    try:
        known, left = take_out(shelf, one, [words], but=own)
        if left:
            # With the copies gone, what stood in them would not be known any more.
            one = replace(one, left=_named(shelf, left))
            note(shelf, one)
        try:
            save()
        except Exception:
            if not is_out_of(own, one):
                raise
            sure = False
    except Exception as error:
        # They stay, so nothing must take them away later by itself: whoever wants that asks again.
        with suppress(OSError):
            forget(shelf, one)
        raise OwnStays(error, own) from None
    try:
        _, left = take_out(shelf, one, known)
    except Exception as error:  # they are out of the book: nobody may be told that they are still in it
        # It is not noted as done, and so it is tried again at every start.
        return (*left, _trouble(shelf, error))
    try:
        one = replace(one, left=_named(shelf, left))
        # A power cut may bring back a file that the disk has not promised to keep: the next start looks once more.
        note(shelf, one if left or not sure else replace(one, pending=False))
    except OSError as error:
        # They are out of the book all the same; the next start looks once more, and finds nothing.
        left = (*left, Left(shelf / LET_GO, error.strerror or str(error))) if left else ()
    return left


def go_on(shelf: Path, one: Gone, words: str = "") -> tuple[Left, ...]:
    """Try again what could not be done. What is still left. Raises OSError when not even that can be noted."""
    return _settled(shelf, _as_noted(shelf, one), [words])


def not_after_all(shelf: Path, one: Gone) -> None:
    """Leave the words where they are. Raises OSError."""
    forget(shelf, one)


def finish(shelf: Path) -> tuple[Left, ...]:
    """Go on with whatever was interrupted. What is still left; nothing is raised, it is tried again at every start."""
    left: list[Left] = []
    for one in all_gone(shelf):
        if one.pending:
            try:
                left += _settled(shelf, one, [])
            except OSError as error:
                left.append(Left(shelf / LET_GO, error.strerror or str(error)))
    return tuple(left)


def delete_left(left: Iterable[Left]) -> None:
    """Delete damaged copies whole, as somebody has asked for. Raises OSError."""
    for one in left:
        if one.may_delete:
            with suppress(FileNotFoundError):
                atomic.remove_durably(one.path)


def _trouble(shelf: Path, error: Exception) -> Left:
    named = error.filename if isinstance(error, OSError) else None
    return Left(Path(named or shelf), getattr(error, "strerror", None) or str(error) or type(error).__name__)


def _as_noted(shelf: Path, one: Gone) -> Gone:
    """With the files that an attempt before this one has left."""
    before = next((other for other in all_gone(shelf, strict=True) if other.same(one) and other.pending), None)
    return replace(one, left=before.left) if before is not None else one


def _named(shelf: Path, left: Iterable[Left]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for one in left:
        hash = ""
        with suppress(OSError):
            hash = atomic.stamp_of(atomic.read(one.path)).digest
        found.append((way_to(shelf, one.path), hash))
    return tuple(found)


def _settled(shelf: Path, one: Gone, known: list[str]) -> tuple[Left, ...]:
    _, left = take_out(shelf, one, known)
    settle(shelf, one, _named(shelf, left))
    return left
