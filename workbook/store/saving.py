"""Writes one sitting: over the file that was read, or beside it where another has written there meanwhile."""

from __future__ import annotations

import errno
import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .disk import Changed
from .kept import Kept, OpenElsewhere, ReadOnly
from .letgone import all_gone, stale
from .versionkeeping import Keeping

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .workbook import Book

THOROUGH_UP_TO = 256 * 1024
"""Bytes up to which every save is read back as a sitting before it counts."""

_LAST = 10**17
"""A revision that nobody comes to by saving: a number with more digits could not be read again."""


class _LetGoMeanwhile(Exception):
    """Words were let go in another window since they were read here, and before they are written."""


def save(book: Book, kept: Kept, now: datetime, *, thorough: bool, keep: bool) -> Kept:
    """What `Book.save` says."""
    taken: frozenset[str] = frozenset()
    while True:
        bare, steps = _without_let_go(book, kept.sitting)
        taken |= steps
        try:
            return _save(book, kept._replace(sitting=bare, let_go=taken), now, thorough, keep)
        except _LetGoMeanwhile:
            continue


def keep_beside(book: Book, kept: Kept, now: datetime) -> Kept:
    """Write a sitting beside its file, where another has written without these words. Raises what `save` does."""
    return save(book, kept._replace(path=_beside(kept.path), stamp=None), now, thorough=True, keep=False)


def _without_let_go(book: Book, sitting: Sitting) -> tuple[Sitting, frozenset[str]]:
    found = stale(sitting, all_gone(book.disk.shelf))
    if not found:
        return sitting, frozenset()
    from ..model.lettinggo import let_go

    for step, moment in found.items():
        sitting = let_go(sitting, (step,), moment)
    return sitting, frozenset(found)


def _save(book: Book, kept: Kept, now: datetime, thorough: bool, keep: bool) -> Kept:
    from .sittingfile import decode, encode

    if kept.read_only or book.read_only:
        raise ReadOnly(str(kept.path))
    if book.only_read:
        raise OpenElsewhere(str(kept.path))
    book.settle()
    book.follow()
    kept = kept._replace(path=book.folder / kept.path.parent.name / kept.path.name)
    revision = kept.sitting.revision + 1 if kept.sitting.revision < _LAST else 1
    sitting = replace(kept.sitting, revision=revision, saved=now.replace(microsecond=0))
    data = encode(sitting)

    def verify(out: bytes) -> None:
        if (thorough or len(data) <= THOROUGH_UP_TO) and decode(out, sitting.run)[0] != sitting:
            raise OSError(errno.EIO, "the file does not say what was written", str(kept.path))

    def meant(*, beside: bool = False) -> None:
        book.be_there()
        # What lies beside already is in nobody's way: each save would begin another file.
        if not (beside or kept.conflict) and book.hold is not None and book.hold.overtaken:
            raise Changed(str(kept.path))
        # Whoever lets words go notes it under the same lock, before the first file is looked at. Where the note
        # can't be read, what is in the file that was read is there still; beside it nobody can tell.
        if stale(sitting, all_gone(book.disk.shelf, strict=beside)):
            raise _LetGoMeanwhile

    versions = Keeping(book, kept, sitting, whole=keep)
    versions.begin()
    try:
        stamp = versions.saved(lambda: book.write(kept.path, data, kept.stamp, verify, meant), len(data))
    except Changed:
        path = _beside(kept.path)
        stamp = book.write(path, data, None, verify, partial(meant, beside=True))
        return versions.done(kept._replace(path=path, sitting=sitting, conflict=True, stamp=stamp))
    except BaseException:
        versions.undo()
        raise
    if book.on_save is not None:
        with suppress(OSError):
            book.on_save(book)
            book.on_save = None
    return versions.done(kept._replace(sitting=sitting, stamp=stamp))


def _beside(path: Path) -> Path:
    import secrets
    import socket

    host = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().lower())[:30].strip("-") or "here"
    # A second version of a second version is one of the same exercise: its name grows no longer.
    stem = re.sub(r"\.conflict-.*", "", path.name.removesuffix(".yaml"), flags=re.DOTALL)
    return path.with_name(f"{stem}.conflict-{host}-{secrets.token_hex(3)}.yaml")
