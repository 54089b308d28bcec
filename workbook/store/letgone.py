"""Which answers were let go, so that no older window writes them again, and a killed run is gone on with.

One line each in a file of the shelf. It says which question of which exercise, never a word of what stood there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..files import atomic
from .disk import LET_GO, LOCK

if TYPE_CHECKING:
    from ..model.sitting import Sitting

AT_MOST = 1000
"""Answers that are remembered so; the oldest are forgotten first. No clock is asked."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One answer that was let go, or is to be."""

    pack: str
    exercise: str
    started: int
    """When its sitting was begun, in seconds: that and the exercise tell it from every other, in every copy."""
    steps: tuple[str, ...]
    """The question, and the ids that it had before."""
    at: datetime
    """The moment of it."""
    pending: bool = True
    """Whether something of it is still to be done."""
    left: tuple[tuple[str, str], ...] = ()
    """Files below the shelf that still have it, each with its hash: once it is another, somebody has seen to it."""

    def is_of(self, sitting: Sitting) -> bool:
        """Whether this sitting, or one that it is a copy of, is the one."""
        return (self.pack, self.exercise, self.started) == (
            sitting.pack, sitting.exercise, seconds(sitting.started),
        )  # fmt: skip

    def same(self, other: Gone) -> bool:
        """Whether both are about one answer."""
        return (self.pack, self.exercise, self.started, self.steps[:1]) == (
            other.pack, other.exercise, other.started, other.steps[:1],
        )  # fmt: skip


def seconds(moment: datetime) -> int:
    """A moment as a file keeps it."""
    return int(moment.timestamp())


def all_gone(shelf: Path, *, strict: bool = False) -> tuple[Gone, ...]:
    """Every answer that was let go here. A line that can't be read is passed over.

    None where the file can't be read just now; with `strict` that raises OSError.
    """
    try:
        return tuple(_parsed(_lines(shelf))[0])
    except OSError:
        if strict:
            raise
        return ()


def unread_lines(shelf: Path) -> tuple[int, ...]:
    """The numbers of the lines that say nothing to this program. Raises OSError."""
    atomic.read(shelf / LET_GO, at_most=0)
    return tuple(number for number, line in enumerate(_lines(shelf), 1) if _parsed((line,))[1])


def _lines(shelf: Path) -> list[str]:
    try:
        return atomic.read(shelf / LET_GO).decode("utf-8", "surrogateescape").split("\n")
    except FileNotFoundError:
        return []


def _parsed(lines: Iterable[str]) -> tuple[dict[Gone, str], list[str]]:
    """What the lines say, and those that say something else: a newer version may have written them."""
    found: dict[Gone, str] = {}
    others: list[str] = []
    for line in lines:
        try:
            found[_read(json.loads(line))] = line
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            others += [line] if line.strip() else []
    return found, others


def note(shelf: Path, one: Gone) -> None:
    """Remember it, in place of what was remembered of the same answer. Raises OSError."""
    _change(shelf, lambda every: (*(other for other in every if not other.same(one)), one))


def settle(shelf: Path, one: Gone, left: tuple[tuple[str, str], ...]) -> None:
    """Remember that it is done, or in which files something is left. Raises OSError."""
    note(shelf, replace(one, pending=bool(left), left=left))


def forget(shelf: Path, one: Gone) -> None:
    """It is not to be let go after all. Raises OSError."""
    _change(shelf, lambda every: tuple(other for other in every if not other.same(one)))


def stale(sitting: Sitting, every: Iterable[Gone]) -> dict[str, datetime]:
    """The questions of this sitting whose words were let go elsewhere after they were read here, with the moment.

    What was written anew since knows of that moment, and is not among them.
    """
    found: dict[str, datetime] = {}
    for one in every:
        if one.is_of(sitting):
            for step in one.steps:
                answer = sitting.answers.get(step)
                if answer is None or answer.value is None:
                    continue
                if answer.let_go_at is None or seconds(answer.let_go_at) < seconds(one.at):
                    found[step] = one.at
    return found


def _change(shelf: Path, change: Callable[[tuple[Gone, ...]], tuple[Gone, ...]]) -> None:
    with atomic.moment_lock(shelf / LOCK):
        # What can't be read now must not be written over: whatever it says would be forgotten.
        before, others = _parsed(_lines(shelf))
        after = change(tuple(before))
        if after == tuple(before):
            return
        # What is still to be done is never among those that are forgotten.
        done = [one for one in after if not one.pending]
        dropped = done[: max(len(after) - AT_MOST, 0)]
        lines = [before.get(one) or json.dumps(_written(one), ensure_ascii=True) for one in after if one not in dropped]
        text = "".join(f"{line}\n" for line in (*others, *lines))
        atomic.replace(shelf / LET_GO, text.encode("utf-8", "surrogateescape"))


def _written(one: Gone) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "pack": one.pack, "exercise": one.exercise, "started": one.started, "steps": one.steps,
        "at": one.at.isoformat(timespec="seconds"),
    }  # fmt: skip
    return {**tree, "pending": True, "left": one.left} if one.pending else tree


def _read(tree: Any) -> Gone:
    at = datetime.fromisoformat(str(tree["at"]))
    return Gone(
        str(tree["pack"]), str(tree["exercise"]), int(tree["started"]), tuple(map(str, tree["steps"])),
        at if at.tzinfo is not None else at.astimezone(),
        tree.get("pending") is True, tuple((str(name), str(hash)) for name, hash in tree.get("left", ())),
    )  # fmt: skip
