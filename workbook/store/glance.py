"""What the contents need of a sitting, without its answers: the first screen pays for nothing that it does not show."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ..files import yamlfile
from ..files.yamlfile import Mapping, Node, Scalar, Sequence
from ..model.measures import Measured
from ..model.waiting import Returning, Waiting
from .marks import FORMAT, Fields, Newer, Unreadable, day_of, text_of, tree_of


class Dated(NamedTuple):
    """A date that was answered."""

    day: date
    called: str
    step: str
    written: date | None
    """The day on which it was."""
    asked: bool = False
    """Whether a question of the same name is asked about it: then that question is what is left of the day."""


class Glance(NamedTuple):
    """One sitting from afar."""

    path: Path
    pack: str
    exercise: str
    run: int
    started: datetime
    saved: datetime | None
    finished: datetime | None
    done: int
    of: int
    short: bool
    """Whether only the core is asked."""
    step: str
    """Where somebody stopped; empty before the first question."""
    ask: str
    """The question there, where it stands in the file."""
    waiting: tuple[Waiting, ...]
    """Questions of a later day that are not answered yet."""
    days: tuple[Dated, ...]
    """Every date that was answered, by its name."""
    measured: tuple[Measured, ...]
    """Every time that a number was asked for."""
    returning: tuple[Returning, ...]
    """Every answer that comes back, or has."""
    lines: tuple[tuple[str, str], ...]
    """The answers to questions of one line, by step: one of them may be what this run is called."""


def read_glance(data: bytes, path: Path, pack: str, exercise: str, run: int) -> Glance:
    """A glance at a sitting's bytes. Raises Unreadable, Newer where the format explains it."""
    fields = Fields(tree_of(data, yamlfile.SITTING, at_a_glance=True))
    format = fields.whole("format")
    try:
        return _read(fields, path, pack, exercise, run)
    except Unreadable as error:
        if format > FORMAT:
            raise Newer(error.line, error.column, "it was written by a newer version of the workbook") from None
        raise


def _read(fields: Fields, path: Path, pack: str, exercise: str, run: int) -> Glance:
    started = fields.moment("started")
    if started is None:
        raise Unreadable(fields.node.line, fields.node.column, "`started` is missing")
    answers = _mapping(fields.take("answers"), fields)
    place = fields.take("place")
    step = place.get("step") if isinstance(place, Mapping) else None
    stopped = answers.get(step.text) if isinstance(step, Scalar) else None
    waiting = fields.take("waiting")
    asked = {_text(one, "called") for _, one in waiting.pairs} if isinstance(waiting, Mapping) else set()
    return Glance(
        path=path,
        pack=pack,
        exercise=exercise,
        run=run,
        started=started,
        saved=fields.moment("saved"),
        finished=fields.moment("finished"),
        done=fields.whole("done", 0),
        of=fields.whole("of", 0),
        short=fields.flag("short"),
        step=step.text if isinstance(step, Scalar) else "",
        ask=_text(stopped, "ask") or _text(place, "ask"),
        waiting=tuple(_waiting(waiting, answers)),
        days=tuple(_days(answers, asked)),
        measured=tuple(_measured(answers)),
        returning=tuple(_returning(answers)),
        lines=tuple(
            (key.text, _text(answer, "answer"))
            for key, answer in answers.pairs
            if _text(answer, "kind") == "line" and isinstance(answer, Mapping) and not _is_silent(answer)
        ),
    )


def _is_silent(answer: Mapping) -> bool:
    """Whether its words are to be spoken of nowhere."""
    return any(answer.get(word) is not None for word in ("off", "skipped", "sealed", "let_go"))


def _mapping(node: Node | None, fields: Fields) -> Mapping:
    if not isinstance(node, Mapping):
        place = fields.node if node is None else node
        raise Unreadable(place.line, place.column, "`answers` is missing, or no answers are in it")
    return node


def _text(node: Node | None, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    return text_of(value) if isinstance(value, Scalar) else ""


def _waiting(node: Node | None, answers: Mapping) -> list[Waiting]:
    if not isinstance(node, Mapping):
        return []
    found = []
    for key, one in node.pairs:
        answer = answers.get(key.text)
        dealt_with = isinstance(answer, Mapping) and any(
            answer.get(word) is not None for word in ("answer", "skipped", "let_go")
        )
        day = one.get("day") if isinstance(one, Mapping) else None
        if not dealt_with and day is not None:
            found.append(Waiting(day_of(day), _text(one, "called"), whenever=_text(one, "whenever") == "true"))
    return found


def _days(answers: Mapping, waiting: Collection[str]) -> list[Dated]:
    found = []
    asked = {*waiting, *(_text(one, "called") for _, one in answers.pairs if _text(one, "kind") != "date")}
    for key, answer in answers.pairs:
        if not isinstance(answer, Mapping):
            continue
        if _is_silent(answer):
            continue
        called, written = _text(answer, "called") or _text(answer, "ask"), _day(answer, "day")
        if _text(answer, "kind") == "date" and (day := _day(answer, "answer")) is not None:
            found.append(Dated(day, called, key.text, written, called in asked))
        elif _text(answer, "kind") == "table":
            found += [Dated(day, words or called, key.text, written) for day, words in _days_of_rows(answer)]
    return found


def _days_of_rows(answer: Mapping) -> list[tuple[date, str]]:
    """The days that stand in a table, each with what its row is about."""
    columns, rows = answer.get("columns"), answer.get("answer")
    if not isinstance(columns, Sequence) or not isinstance(rows, Sequence):
        return []
    dates = [_text(column, "id") for column in columns.items if _text(column, "kind") == "date"]
    found = []
    for row in rows.items if dates else ():
        if not isinstance(row, Mapping) or row.get("off") is not None or row.get("hidden") is not None:
            continue
        named = row.get("row")
        words = text_of(named.pairs[0][1]) if isinstance(named, Mapping) and named.pairs else ""
        found += [(day, words) for id in dates if (day := _day(row, id)) is not None]
    return found


def _measured(answers: Mapping) -> list[Measured]:
    found = []
    for key, answer in answers.pairs:
        measure = _text(answer, "measure")
        if not measure or not isinstance(answer, Mapping) or answer.get("off") is not None:
            continue
        words = _text(answer, "answer")
        found.append(
            Measured(
                measure, key.text, _day(answer, "day"), _moment(answer, "at"), int(words) if words.isdecimal() else None
            )
        )
    return found


def _returning(answers: Mapping) -> list[Returning]:
    found = []
    for key, answer in answers.pairs:
        if not isinstance(answer, Mapping) or answer.get("returns") is None or answer.get("answer") is None:
            continue
        if _is_silent(answer):
            continue
        on = _day(answer, "returns")
        if on is not None or _text(answer, "returns") == "another-no":
            called = _text(answer, "called") or _text(answer, "ask")
            found.append(Returning(key.text, called, on, _day(answer, "returned")))
    return found


def _day(answer: Mapping, key: str) -> date | None:
    try:
        return date.fromisoformat(_text(answer, key))
    except ValueError:
        return None


def _moment(answer: Mapping, key: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(answer, key))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.astimezone()
