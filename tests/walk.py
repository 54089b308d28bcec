"""A screenless walk: an exercise with scripted answers, asked step by step by the model's functions alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from workbook.model.answers import (
    Answer,
    Cell,
    Line,
    Lines,
    Pick,
    Picks,
    Rating,
    Ratings,
    Row,
    Table,
    Value,
)
from workbook.model.asking import Asked, asked, options_of
from workbook.model.exercise import Exercise
from workbook.model.questions import AnyQuestion, AnyStep, Note, TableQuestion
from workbook.model.recording import adopt, answered, begin, finish, passed, settled, trimmed
from workbook.model.rows import remainder_of, rows_of
from workbook.model.sitting import Place, Sitting
from workbook.model.walking import Walk, walk

EVENING = datetime(2026, 11, 22, 18, 4, 5, tzinfo=timezone(timedelta(hours=1)))
"""A Sunday."""


@dataclass(frozen=True, slots=True)
class Screenful:
    """One step as it is asked."""

    id: str
    kind: str
    asked: Asked
    options: tuple[Pick, ...]
    rows: tuple[Row, ...]
    """Of a table: the rows that are shown."""
    answer: Answer | None
    number: int
    """Which question of how many; 0 for a note."""
    of: int


class Walker:
    """Somebody who goes through an exercise without a screen."""

    def __init__(
        self,
        exercise: Exercise,
        sitting: Sitting | None = None,
        *,
        earlier: Mapping[str, Answer] | None = None,
        now: datetime = EVENING,
        run: int = 1,
        short: bool = False,
    ) -> None:
        self.exercise = exercise
        self.earlier = dict(earlier or {})
        self.now = now
        begun = sitting if sitting is not None else begin(exercise, now, run=run, short=short)
        self.sitting = settled(exercise, adopt(exercise, begun), self.earlier, now)

    @property
    def at(self) -> Walk:
        """Where everything stands today."""
        return walk(self.exercise, self.sitting, self.earlier, self.now.date())

    def steps(self, script: Mapping[str, object]) -> Iterator[Screenful]:
        """Go through it from the beginning to the end; what the script does not answer is left empty."""
        live = self.at.live()
        step = live[0] if live else None
        while step is not None:
            yield self.screenful(step)
            self.sitting = replace(self.sitting, place=Place(step.id))
            if not isinstance(step, Note):
                self.answer(step.id, script.get(step.id))
            step = self.at.next(step.id)
        self.sitting = finish(self.exercise, self.sitting, self.earlier, self.now)

    def go(self, script: Mapping[str, object] | None = None) -> list[str]:
        """Go through it to the end; what comes back are the ids of the steps that were asked."""
        return [one.id for one in self.steps(script or {})]

    def screenful(self, step: AnyStep) -> Screenful:
        """A step as it is asked now."""
        at = self.at
        answer = self.sitting.answers.get(step.id)
        rows: tuple[Row, ...] = ()
        if isinstance(step, TableQuestion):
            rows = tuple(row for row in self.table(step).rows if not row.off and not row.hidden)
        questions = [one.id for one in at.questions()]
        number = questions.index(step.id) + 1 if step.id in questions else 0
        said = asked(self.exercise, step, at.known)
        return Screenful(
            step.id, step.kind, said, options_of(self.exercise, step, at.known), rows, answer, number, self.at.of()
        )

    def shown(self, id: str) -> Screenful:
        """A step by its id, as it is asked now."""
        return self.screenful(self.question(id))

    def question(self, id: str) -> AnyStep:
        """The step of that id. Raises LookupError."""
        step = self.exercise.step(id)
        if step is None:
            raise LookupError(id)
        return step

    def table(self, step: TableQuestion) -> Table:
        """A table with the rows that it has today."""
        answer = self.sitting.answers.get(step.id)
        return rows_of(step, self.at.known, answer.value if answer and isinstance(answer.value, Table) else None)

    def type(self, id: str, said: object) -> None:
        """Write without going on."""
        step = self.question(id)
        assert not isinstance(step, Note)
        self.sitting = answered(self.at, step, self.value(step, said), self.now)

    def answer(self, id: str, said: object = None) -> None:
        """Write, if something is said, and go on. What is offered is accepted when nothing is said."""
        step = self.question(id)
        assert not isinstance(step, Note)
        if said is not None:
            self.type(id, said)
        offered = asked(self.exercise, step, self.at.known).default or None
        self.sitting = passed(self.at, step, self.now, offered)

    def value(self, step: AnyQuestion, said: object) -> Value | None:
        """A scripted answer as the value of its kind: ids for choices, texts for lines, mappings for rows."""
        options = {one.id: one for one in options_of(self.exercise, step, self.at.known)}
        match said:
            case str() if step.kind == "choice":
                return Picks((options.get(said, Pick("other", said)),))
            case list() | tuple() if step.kind == "choices":
                return Picks(tuple(options.get(str(one), Pick("other", str(one))) for one in said))
            case dict() if step.kind == "ratings":
                return Ratings(tuple(Rating(id, options[id].words, rating) for id, rating in said.items()))
            case list() | tuple() if step.kind == "list":
                return Lines(tuple(Line(number, words) for number, words in enumerate(said, 1)))
            case dict() if isinstance(step, TableQuestion):
                return self._filled(step, said)
            case None | str() | int() | date() | Picks() | Ratings() | Lines() | Table():
                return said
            case _:
                raise TypeError(f"{said!r} answers no {step.kind}")

    def _filled(self, step: TableQuestion, said: Mapping[str, Mapping[str, Cell]]) -> Table | None:
        """A table with cells put into rows by their key; an option's id stands for the option."""
        options = {column.id: {one.id: Pick(one.id, one.words) for one in column.options} for column in step.columns}
        numbers = {column.id for column in step.columns if column.kind == "number"}
        table = self.table(step)
        rows = []
        for row in table.rows:
            cells: dict[str, Cell] = dict(row.cells)
            for column, cell in said.get(row.key, {}).items():
                if isinstance(cell, str):
                    cell = options[column].get(cell, cell)
                cells[column] = Decimal(cell) if column in numbers and isinstance(cell, int) else cell
            rows.append(replace(row, cells=cells))
        filled = trimmed(replace(table, rows=tuple(rows)), first_column_words=isinstance(step.rows, int))
        return None if filled is None else replace(filled, remainder=remainder_of(step, filled))
