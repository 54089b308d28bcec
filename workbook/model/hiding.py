"""Hidden lines and rows: what somebody does not want to see is hidden in a list and in the table made of it alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .answers import Answer, Lines, Row, Table, Value, number_of
from .exercise import Exercise
from .questions import AnyQuestion, AnyStep, From, ListQuestion, TableQuestion


def hidden_alike(
    exercise: Exercise, answers: Mapping[str, Answer], step: AnyQuestion, before: Value | None
) -> dict[str, Answer]:
    """The answers after one of them changed: a line hides its rows, a row its line, and shown again both come back.

    Only what changed just now is carried over, so neither side ever overrules the other. Lists of other exercises are
    left alone: a sitting writes in no other one.
    """
    made = dict(answers)
    answer = answers.get(step.id)
    if answer is None:
        return made
    changed = _changed(_hidden(before), _hidden(answer.value))
    if not changed:
        return made
    source = step.id if isinstance(step, ListQuestion) else ""
    if isinstance(step, TableQuestion):
        source = _source(exercise, step)
    tables = [one.id for one in exercise.questions() if isinstance(one, TableQuestion)]
    alike = [source, *(id for id in tables if _source(exercise, exercise.step(id)) == source)] if source else []
    return made | {id: _with(made[id], changed) for id in alike if id != step.id and id in made}


def _source(exercise: Exercise, table: AnyStep | None) -> str:
    """The list of the same exercise that a table's rows come from; the empty string where there is none."""
    rows = table.rows if isinstance(table, TableQuestion) else None
    name = rows.name if isinstance(rows, From) else None
    if name is None or name.exercise not in ("", exercise.id):
        return ""
    step = exercise.step(name.step)
    return step.id if isinstance(step, ListQuestion) else ""


def _hidden(value: Value | None) -> dict[int, bool]:
    match value:
        case Lines(lines):
            return {line.number: line.hidden for line in lines}
        case Table(rows=rows):
            return {number_of(row.key): row.hidden for row in rows}
        case _:
            return {}


def _changed(before: Mapping[int, bool], after: Mapping[int, bool]) -> dict[int, bool]:
    return {number: hidden for number, hidden in after.items() if hidden != before.get(number, False)}


def _with(answer: Answer, changed: Mapping[int, bool]) -> Answer:
    value = answer.value
    if isinstance(value, Lines):
        lines = (replace(line, hidden=changed.get(line.number, line.hidden)) for line in value.lines)
        return replace(answer, value=replace(value, lines=tuple(lines)))
    if isinstance(value, Table):
        rows: tuple[Row, ...] = tuple(
            replace(row, hidden=changed.get(number_of(row.key), row.hidden)) for row in value.rows
        )
        return replace(answer, value=replace(value, rows=rows))
    return answer
