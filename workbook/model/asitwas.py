"""An earlier state of a sitting beside what stands there now: how they differ, and how answers come back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import Enum

from .answers import Added, Answer, Lines, Table, Value, says
from .lettinggo import gone
from .privacy import stays_private
from .sitting import Sitting


class Differs(Enum):
    """How an answer was then, beside how it is now."""

    SAME = "the same"
    SHORTER = "shorter"
    LONGER = "longer"
    OTHER = "other words"
    ANOTHER = "another answer"
    """Of a number, a day, or what was picked."""
    NOTE = "another note"
    """The answer is the same; what stands beside it is not."""
    NOT_YET = "not there yet"
    ONLY_THEN = "only then"


def met(then: Sitting, now: Sitting | None) -> Sitting:
    """An earlier state as it may be seen now: what was let go since is not there, what is closed now is closed.

    What is private in either is private, but for what the person has opened for others since.
    """
    if now is None:
        return then
    answers: dict[str, Answer] = {}
    for id, was in then.answers.items():
        answer, current = was, now.answers.get(id)
        at = current.let_go_at if current is not None else None
        if at is not None and was.value is not None and (was.let_go_at is None or was.let_go_at < at):
            answer = gone(was, at)
        private = stays_private(was, then)
        if current is not None:
            private = stays_private(current, now) if current.marked else private or stays_private(current, now)
            closed = current.sealed or (current.value is None and answer.sealed)
            answer = replace(answer, sealed=answer.value is not None and closed)
        answers[id] = replace(answer, private=None if private == now.private else private)
    return replace(then, private=now.private, answers=answers)


def differences(then: Sitting, now: Sitting | None) -> dict[str, Differs]:
    """How each answer that says something then or now differs, in the order of then; what came since comes last."""
    after = now.answers if now is not None else {}
    found: dict[str, Differs] = {}
    for id, was in then.answers.items():
        current = after.get(id)
        if _is_there(was) and not was.off:
            found[id] = _differs(was, current) if current is not None and _is_there(current) else Differs.ONLY_THEN
    for id, current in after.items():
        before = then.answers.get(id)
        if _is_there(current) and not current.off and (before is None or not _is_there(before)):
            found[id] = Differs.NOT_YET
    return found


def may_come_back(then: Sitting, now: Sitting | None) -> frozenset[str]:
    """The answers that are not now as they were."""
    return frozenset(
        id for id, one in differences(then, now).items() if one not in (Differs.SAME, Differs.NOT_YET)
    )  # fmt: skip


def brought_back(now: Sitting, then: Sitting, steps: Collection[str]) -> Sitting:
    """The sitting with these answers as they were; `then` has been `met`. Everything else stays as it is.

    Notes of now stay beside them, for they are words of their own. What an answer is marked as now, it stays.
    """
    answers = dict(now.answers)
    alone = len(steps) == 1
    for id in may_come_back(then, now) & frozenset(steps):
        answers[id] = _back(then.answers[id], now.answers.get(id), alone=alone)
    place = now.place
    if place is not None and place.step in steps:
        # The cursor stood in other words.
        place = replace(place, at=None)
    return replace(now, answers=answers, place=place)


def _back(was: Answer, current: Answer | None, *, alone: bool) -> Answer:
    if current is None:
        return was
    before = current.value
    last = max(was.last, current.last, before.last if isinstance(before, Lines | Table) else 0)
    return replace(
        was,
        value=_numbered(was.value, last),
        # A letter that follows what it is made of would follow it at once, and be other words again.
        assembled=was.assembled and not alone,
        let_go_at=current.let_go_at,
        marked=current.marked,
        keep=current.keep,
        returns=current.returns,
        returned=current.returned,
        added=_notes(was.added, current.added),
        last=0 if isinstance(was.value, Lines | Table) else last,
        extra={**was.extra, **current.extra},
    )


def _numbered(value: Value | None, last: int) -> Value | None:
    """The value, with every number that was given since remembered as used."""
    return replace(value, last=max(value.last, last)) if isinstance(value, Lines | Table) else value


def _notes(then: tuple[Added, ...], now: tuple[Added, ...]) -> tuple[Added, ...]:
    """The notes of now, and those that were there only then. One that goes on now is not there twice."""
    more = [one for one in then if not any(one.day == other.day and other.text.startswith(one.text) for other in now)]
    return tuple(sorted((*more, *now), key=lambda one: one.day))


def _is_there(answer: Answer) -> bool:
    return not answer.skipped and says(answer.value)


def _differs(was: Answer, current: Answer) -> Differs:
    if was.value == current.value:
        return Differs.SAME if was.added == current.added else Differs.NOTE
    before, after = _size(was.value), _size(current.value)
    if before is None or after is None:
        return Differs.ANOTHER
    return Differs.OTHER if before == after else Differs.SHORTER if before < after else Differs.LONGER


def _size(value: Value | None) -> int | None:
    """How much is written in a value; None where it is no text."""
    match value:
        case str():
            return len(value)
        case Lines():
            return sum(len(line.text) for line in value.lines)
        case Table():
            return sum(len(str(cell)) for row in value.rows for cell in row.cells.values())
        case _:
            return None
