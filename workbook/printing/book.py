"""Sittings -> a Printout. Nothing of the exercises is needed: every answer stands with its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ..model.answers import Answer, Lines, Picks, Ratings, Row, Table, cell_words
from ..model.days import span, spoken_day
from ..model.sitting import Sitting
from ..model.wording import inline
from .printout import (
    AddedText,
    Body,
    Bullets,
    Chapter,
    Entry,
    Grid,
    LetterText,
    Mark,
    Printout,
    Prose,
    Remark,
)


@dataclass(frozen=True, slots=True)
class Order:
    """Where an exercise stands in its pack: what the sittings themselves do not know."""

    pack: str
    exercise: str
    section_title: str


def build(
    title: str,
    sittings: Iterable[Sitting],
    *,
    order: Sequence[Order],
    started: date,
    today: date,
    people: tuple[str, ...] = (),
    language: str = "en",
    measures: bool = False,
    only: frozenset[str] = frozenset(),
) -> Printout:
    """The whole book, finished or not. Sittings come in the order of their pack; those of unknown exercises at the end.

    `measures` prints the numbers that were asked around exercises too; `only` names exercises, all where it is empty.
    """
    places = {(one.pack, one.exercise): number for number, one in enumerate(order)}
    titles = {(one.pack, one.exercise): one.section_title for one in order}
    chosen = [one for one in sittings if not only or one.exercise in only]
    chosen.sort(key=lambda one: (places.get((one.pack, one.exercise), len(places)), one.pack, one.exercise, one.run))
    chapters = tuple(_chapter(one, titles.get((one.pack, one.exercise), ""), measures) for one in chosen)
    days = [day for one in chosen for day in _days(one)]
    return Printout(
        title=title,
        dates=span(min([started, *days]), max([started, *days])),
        language=language,
        chapters=tuple(chapter for chapter in chapters if chapter.entries),
        people=people,
        made=today,
    )


def _days(sitting: Sitting) -> list[date]:
    answers = [one for one in sitting.answers.values() if not one.off]
    days = [one.day for one in answers if one.day is not None]
    return days + [added.day for one in answers for added in one.added]


def _chapter(sitting: Sitting, section: str, measures: bool) -> Chapter:
    days = _days(sitting) or [sitting.started.date()]
    return Chapter(
        section=section,
        title=sitting.title if sitting.run == 1 else f"{sitting.title} ({sitting.run})",
        dates=span(min(days), max(days)),
        finished=sitting.finished is not None,
        entries=tuple(_entries(sitting, measures)),
    )


def _entries(sitting: Sitting, measures: bool) -> Iterator[Entry]:
    answers = list(sitting.answers.values())
    for number, answer in enumerate(answers):
        if answer.off:
            continue
        if any(_stands_in(answer, later) for later in answers[number + 1 :]):
            continue
        # A note stands beside a question that was skipped too, and beside a number that is not printed.
        quiet = answer.skipped or (answer.measure and not measures)
        body = None if quiet else body_of(answer)
        added = tuple(AddedText(one.day, one.text) for one in answer.added if one.text.strip())
        if body is None and not added:
            continue
        yield Entry(answer.ask, body or Remark(""), added)


def body_of(answer: Answer) -> Body | None:
    """What was answered, as something to be shown; None where nothing was."""
    if answer.let_go:
        return Remark("Written, and let go.")
    value = answer.value
    match value:
        case None:
            return None
        case str():
            if not value.strip():
                return None
            return LetterText(value, answer.keep) if answer.kind == "letter" else Prose(value)
        case int():
            ends = answer.ends
            return Prose(str(value)) if ends is None else Mark(value, ends.min, ends.max, ends.low, ends.high)
        case date():
            return Prose(f"{spoken_day(value)} {value.year}")
        case Picks(picks):
            if not picks:
                return None
            return Prose(picks[0].words) if len(picks) == 1 else Bullets(tuple(pick.words for pick in picks))
        case Ratings(ratings):
            rated = (one.words if one.rating is None else f"{one.words}, {one.rating} of 5" for one in ratings)
            return Bullets(tuple(rated)) if ratings else None
        case Lines(lines):
            shown = tuple(line.text for line in lines if line.text.strip() and not line.hidden)
            return Bullets(shown) if shown else None
        case Table():
            return _grid(value)
        case _:
            assert_never(value)


def _grid(table: Table) -> Grid | None:
    rows = table.shown()
    if not rows:
        return None
    labelled = any(row.words and row.words != _first(row, table) for row in rows)
    heads = tuple(column.title for column in table.columns)
    cells = [tuple(cell_words(row.cells.get(column.id)) for column in table.columns) for row in rows]
    if labelled:
        heads = ("", *heads)
        cells = [(row.words, *one) for row, one in zip(rows, cells, strict=True)]
    rest = table.remainder
    left = f"{rest.words}: {rest.value}" if rest is not None and rest.value else ""
    return Grid(heads, tuple(cells), left)


def _first(row: Row, table: Table) -> str:
    first = row.cells.get(table.columns[0].id) if table.columns else None
    return " ".join(cell_words(first).split())


def _stands_in(answer: Answer, later: Answer) -> bool:
    """Whether an answer's words are printed again further on: in a letter, or as the rows of a table."""
    if later.off or later.value is None or answer.value is None or answer.added:
        return False
    if later.kind == "letter" and isinstance(later.value, str) and answer.kind in ("line", "text", "choice"):
        words = inline(answer).rstrip(".,")
        # One word may stand in an edited letter by chance; in one that was put together it stands on purpose.
        if not words or not (later.assembled or " " in words):
            return False
        letter = " ".join(later.value.split())
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", letter) is not None
    if isinstance(answer.value, Lines) and isinstance(later.value, Table):
        rows = {row.words for row in later.value.shown()}
        return all(line.text in rows for line in answer.value.lines if line.text.strip() and not line.hidden)
    return False
