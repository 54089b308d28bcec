"""What writing does to a sitting: an answer, a skip, the end; and a sitting that meets a changed exercise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from .answers import Answer, Ends, Lines, Picks, Ratings, Row, Table, Value, cell_words
from .asking import Asked, asked, worded
from .exercise import Exercise
from .hiding import hidden_alike
from .measures import BEFORE, step_of
from .privacy import followed, privacy
from .questions import AnyQuestion, LetterQuestion, ScaleQuestion, TableQuestion
from .rows import rows_followed
from .sitting import Sitting
from .waiting import Waiting
from .walking import State, Walk, waits, walk


def begin(exercise: Exercise, now: datetime, *, run: int = 1, short: bool = False) -> Sitting:
    """A sitting in which nothing is written yet."""
    return Sitting(
        exercise=exercise.id,
        title=exercise.title,
        pack=exercise.pack,
        section=exercise.section,
        started=now,
        run=run,
        private=exercise.private,
        content=exercise.fingerprint,
        short=short,
    )


def answered(at: Walk, step: AnyQuestion, value: Value | None, now: datetime) -> Sitting:
    """The sitting with this value. Without a value the question is untouched again, and not in the file.

    What other steps make of it is worked out by `settled`, not here: this is called for every key.
    """
    answers = dict(at.sitting.answers)
    before = answers.get(step.id)
    if value is None or value == "":
        left = _emptied(before)
        if left is not None:
            answers[step.id] = left
        else:
            answers.pop(step.id, None)
    elif before is not None and not before.skipped and not before.off and before.kind == step.kind:
        changed = _numbered(value, before)
        made = _put_together(at, step, value)
        answers[step.id] = replace(
            before,
            value=changed,
            assembled=made,
            takes=_taken(at, step),
            let_go=False,
            day=before.day or now.date(),
            last=0,
        )
    else:
        new = fresh(at, step, before, value, now)
        answers[step.id] = replace(new, assembled=_put_together(at, step, value))
    answers = hidden_alike(at.exercise, answers, step, before.value if before is not None else None)
    return replace(at.sitting, answers=in_order(at.exercise, answers))


def _emptied(before: Answer | None) -> Answer | None:
    """What stays when the words are gone: notes and the person's mark, numbers that are used up, and the privacy.

    Somebody may undo the emptying, and private words must come back as private as they went. Words that were to come
    back on a day do so too when they are written anew, and what a newer version has put beside them stays.
    """
    if before is None:
        return None
    last = max(before.last, before.value.last if isinstance(before.value, Lines | Table) else 0)
    kept = before.added or before.marked or last or before.private is True or before.extra or before.let_go_at
    if not kept and (before.returns is None or before.returned is not None):
        return None
    # What was written anew after letting go, and is gone again: the words before it were let go all the same.
    again = before.let_go_at is not None
    day = before.day if before.added or again else None
    return replace(before, value=None, skipped=False, last=last, day=day, assembled=False, let_go=again)


def passed(at: Walk, step: AnyQuestion, now: datetime, offered: Value | None = None) -> Sitting:
    """The sitting after going on: what was left empty is skipped, and the words of the question are those of today.

    `offered` is what stood in the box without being typed: a default, or a letter put together. Going on accepts it.
    """
    answers = dict(at.sitting.answers)
    before = answers.get(step.id)
    if offered is not None and (before is None or not before.dealt_with() or before.skipped):
        new = fresh(at, step, before, offered, now)
        answers[step.id] = replace(new, assembled=_put_together(at, step, offered))
    elif before is None or not before.dealt_with():
        answers[step.id] = replace(fresh(at, step, before, None, now), skipped=True, day=None)
    elif not before.skipped:
        same = fresh(at, step, before, before.value, now)
        answers[step.id] = replace(same, day=before.day, let_go=before.let_go, assembled=before.assembled)
    return settled(at.exercise, replace(at.sitting, answers=in_order(at.exercise, answers)), at.known.earlier, now)


def _put_together(at: Walk, step: AnyQuestion, value: Value) -> bool:
    """Whether this is a letter just as it is put together: then it goes on following what it is made of."""
    return isinstance(step, LetterQuestion) and value == asked(at.exercise, step, at.known).default


def _taken(at: Walk, step: AnyQuestion) -> tuple[str, ...]:
    """The questions of this exercise that a letter takes answers of."""
    said = worded(at.exercise, step, at.known)
    if not isinstance(said, LetterQuestion):
        return ()
    names = (gap.name for gap in said.template.gaps())
    return tuple(dict.fromkeys(name.step for name in names if name.exercise in ("", at.exercise.id)))


def fresh(at: Walk, step: AnyQuestion, before: Answer | None, value: Value | None, now: datetime) -> Answer:
    """An answer under its question as it is asked now, with what stood beside the one before."""
    said: Asked = asked(at.exercise, step, at.known)
    base = before if before is not None else Answer(said.ask, step.kind)
    return replace(
        base,
        ask=said.ask,
        kind=step.kind,
        called=said.called,
        value=None if value is None else _numbered(value, base),
        last=base.last if value is None else 0,
        day=base.day or now.date(),
        skipped=False,
        off=False,
        let_go=False,
        assembled=False,
        takes=_taken(at, step),
        private=privacy(at, step, before),
        keep=step.id in at.exercise.keep,
        again=str(step.again) if step.again is not None else "",
        measure=step.measure if isinstance(step, ScaleQuestion) else "",
        at=(base.at or now) if isinstance(step, ScaleQuestion) and step.measure else None,
        ends=_ends(step, base, value),
    )


def _numbered(value: Value, before: Answer) -> Value:
    """The value, with every number that was given before the answer was emptied remembered as used."""
    if isinstance(value, Lines | Table) and before.last > value.last:
        return replace(value, last=before.last)
    return value


def _ends(step: AnyQuestion, base: Answer, value: Value | None) -> Ends | None:
    """The ends of a scale; a number from before the author narrowed it keeps those that it was given under."""
    if not isinstance(step, ScaleQuestion):
        return None
    outside = isinstance(value, int) and not step.min <= value <= step.max
    return base.ends if outside and base.ends is not None else Ends(step.min, step.max, step.low, step.high)


def settled(exercise: Exercise, sitting: Sitting, earlier: Mapping[str, Answer], now: datetime) -> Sitting:
    """The sitting with `off` worked out anew for every answer, and its count of what is done."""
    at = walk(exercise, sitting, earlier, now.date())
    sitting = replace(sitting, answers=followed(at, _followed(at)))
    answers = {
        id: replace(answer, off=off)
        if (off := at.states.get(id) is State.OFF) != answer.off and id in at.states
        else answer
        for id, answer in sitting.answers.items()
    }
    settled = replace(sitting, answers=answers, done=at.done(), of=at.of(), content=exercise.fingerprint)
    if sitting.finished is not None:
        later = waits(at, sitting.finished.date())
        settled = replace(settled, waiting={**later, **_past(sitting, now.date(), at)})
    return settled


def _followed(at: Walk) -> dict[str, Answer]:
    """Letters that were never edited, and rows that come from an answer, follow what they are made of."""
    answers = dict(at.sitting.answers)
    for step in at.exercise.questions():
        answer = answers.get(step.id)
        if answer is None or at.states[step.id] is State.OFF:
            continue
        if isinstance(step, LetterQuestion) and answer.assembled:
            letter = asked(at.exercise, step, at.known).default
            answer = replace(answer, value=letter, takes=_taken(at, step)) if letter else answer
        elif isinstance(step, TableQuestion) and isinstance(answer.value, Table):
            answer = replace(answer, value=rows_followed(step, at.known, answer.value))
        answers[step.id] = answer
    return answers


def _past(sitting: Sitting, today: date, at: Walk) -> dict[str, Waiting]:
    """Questions whose day has come keep that day, whatever has changed since, while they can be asked."""
    return {
        id: one
        for id, one in sitting.waiting.items()
        if one.day <= today and at.states.get(id, State.OFF) is not State.OFF and not at.dealt_with(id)
    }


def finish(exercise: Exercise, sitting: Sitting, earlier: Mapping[str, Answer], now: datetime) -> Sitting:
    """The sitting at its end: finished for the first time now, what waits has its day."""
    done = replace(sitting, finished=sitting.finished or now)
    return settled(exercise, done, earlier, now)


_TYPES: Mapping[str, tuple[type, ...]] = {
    "line": (str,),
    "text": (str,),
    "letter": (str,),
    "date": (date, str),
    "scale": (int,),
    "choice": (Picks,),
    "choices": (Picks,),
    "ratings": (Ratings,),
    "list": (Lines,),
    "table": (Table,),
}


def adopt(exercise: Exercise, sitting: Sitting) -> Sitting:
    """A sitting as it meets its exercise today: renamed questions found by `was`, others of another kind set aside.

    An answer whose question is of another kind now stands on under its old question, beside the new one. What was
    private stays private, whatever the exercise says now.
    """
    answers: dict[str, Answer] = {}
    for id, answer in sitting.answers.items():
        step = exercise.step(id)
        target = step.id if step is not None and step.id not in {**sitting.answers, **answers} else id
        kinds = _TYPES.get(step.kind, ()) if step is not None else ()
        if step is not None and kinds and answer.value is not None and not isinstance(answer.value, kinds):
            target = _aside(id, {*sitting.answers, *answers, *(one.id for one in exercise.steps)})
        answers[target] = answer
    place = sitting.place
    if place is not None and (step := exercise.step(place.step)) is not None and step.id != place.step:
        place = replace(place, step=step.id)
    waiting = {step.id if (step := exercise.step(id)) is not None else id: one for id, one in sitting.waiting.items()}
    return replace(
        sitting,
        title=exercise.title,
        section=exercise.section,
        private=sitting.private or exercise.private,
        answers=in_order(exercise, answers),
        place=place,
        waiting=waiting,
    )


def _aside(id: str, taken: Collection[str]) -> str:
    number = 1
    while (name := f"{id[:56]}-was-{number}") in taken:
        number += 1
    return name


def in_order(exercise: Exercise, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers in the order of the questions, behind the numbers asked before them; others come last."""
    own = {step.id: answers[step.id] for step in exercise.steps if step.id in answers}
    rest = {id: answer for id, answer in answers.items() if id not in own}
    before = {id: answer for id, answer in rest.items() if answer.measure and id == step_of(answer.measure, BEFORE)}
    return before | own | rest


def trimmed(table: Table, *, first_column_words: bool) -> Table | None:
    """A table as it is stored: without the empty rows at its end. None when nothing stands in it."""
    rows = list(table.rows)
    while rows and not rows[-1].cells and not rows[-1].off and not rows[-1].hidden:
        rows.pop()
    if not any(row.cells or row.hidden for row in rows):
        return None
    if first_column_words:
        first = table.columns[0].id
        rows = [replace(row, words=_row_words(row, first)) for row in rows]
    return replace(table, rows=tuple(rows))


def _row_words(row: Row, first: str) -> str:
    return " ".join(cell_words(row.cells.get(first)).split())
