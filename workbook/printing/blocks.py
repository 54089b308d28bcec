"""An answer -> what of it is printed. One place for every kind; nothing of the exercise is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import assert_never

from ..model.answers import Answer, Lines, Picks, Ratings, Row, Table, cell_words
from ..model.days import full_day, spoken_day
from ..model.wording import inline, without_i
from .printout import AddedText, AnsweredBody, Body, Bullets, Entry, Grid, LetterText, Mark, Prose, Remark
from .room import texts_of_room

_ENDS = re.compile(r"[.!?…][\"”’)]*\s|\n")
"""Where a sentence or a line of a letter ends, and something follows."""
_BY_CHANCE = 3


def entry_of(answer: Answer, *, measures: bool = False) -> Entry | None:
    """A question with its answer; None where there is nothing to print.

    A note beside a question is printed though the question was skipped, or its number is left out. Above a letter
    stands its name: what was asked there is to change it until it fits, and that is over on paper.
    """
    # What the person has closed is for no paper, not even their own, nor is a note beside it: it may tell of it.
    if answer.off or answer.sealed:
        return None
    left_out = answer.skipped or (bool(answer.measure) and not measures)
    body = None if left_out else body_of(answer)
    added = tuple(AddedText(one.day, one.text) for one in answer.added if one.text.strip())
    if body is None and not added:
        return None
    called = answer.called if isinstance(body, LetterText) else ""
    return Entry(called[:1].upper() + called[1:] or answer.ask, body or Remark(""), added)


def body_of(answer: Answer) -> AnsweredBody | None:
    """What was answered, as a block; None where nothing was."""
    if answer.let_go:
        return Remark("Written, and let go.")
    value = answer.value
    match value:
        case None:
            return None
        case str():
            if not value.strip():
                return None
            if answer.kind != "letter":
                return Prose(value)
            # A single sentence, such as a plan, would stand lost on a page of its own.
            return LetterText(value, answer.keep and not is_one_sentence(value))
        case int():
            return _number(answer, value)
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


def is_one_sentence(text: str) -> bool:
    """Whether a letter is a single sentence on one line, such as a plan."""
    return not _ENDS.search(text.strip())


def _number(answer: Answer, number: int) -> AnsweredBody:
    ends = answer.ends
    if answer.measure:
        # A number that was asked around an exercise is no result: it is told in a sentence, with its day.
        said = str(number) if answer.day is None else f"{number} on {full_day(answer.day)}"
        return Prose(
            said if ends is None else f"{said}, where {_end(ends.min, ends.low)} and {_end(ends.max, ends.high)}."
        )
    return Prose(str(number)) if ends is None else Mark(number, ends.min, ends.max, ends.low, ends.high)


def _end(number: int, words: str) -> str:
    return f"{number} is “{words}”" if words else f"{number} is the end"


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


def stands_in(step: str, answer: Answer, later: Answer) -> bool:
    """Whether the words of that question's answer are printed again further on: in a letter, or as a table's rows."""
    if later.off or later.sealed or later.skipped or later.value is None or answer.value is None or answer.added:
        return False
    if later.kind == "letter" and isinstance(later.value, str):
        letter = " ".join(later.value.split())
        said = [words.rstrip(".,") for words in _taken_along(answer)]
        if step in later.takes:
            # Once it was edited, one word may stand in it by chance.
            return bool(said) and all(_is_in(letter, words, least=0 if later.assembled else 1) for words in said)
        # A letter from before it was noted what it takes: so many words are not in it by chance.
        return not later.takes and bool(said) and all(_is_in(letter, words, least=_BY_CHANCE) for words in said)
    if isinstance(answer.value, Lines) and isinstance(later.value, Table):
        rows = {row.words for row in later.value.shown()}
        return all(line.text in rows for line in answer.value.lines if line.text.strip() and not line.hidden)
    return False


def _taken_along(answer: Answer) -> list[str]:
    """What a letter has of an answer, each on one line; nothing of kinds that no letter has as they are."""
    match answer.value:
        case Picks(picks) if answer.kind == "choices":
            return [" ".join(pick.words.split()) for pick in picks]
        case Lines(lines):
            return [" ".join(line.text.split()) for line in lines if line.text.strip() and not line.hidden]
        case _:
            return [inline(answer)] if answer.kind in ("line", "text", "choice") else []


def _is_in(letter: str, words: str, *, least: int) -> bool:
    """Whether these words stand there one after the other, and have at least so many spaces between them."""
    # After "then I will" a letter says an answer's own "I" no second time.
    return any(
        one and one.count(" ") >= least and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", letter) is not None
        for one in {words, without_i("I will ", words)}
    )


def texts_of(entry: Entry) -> Iterator[str]:
    """Every text of an entry that a print would show."""
    yield entry.ask
    yield from _texts_of_body(entry.body)
    for added in entry.added:
        yield added.text


def _texts_of_body(body: Body) -> Iterator[str]:
    match body:
        case Prose() | LetterText() | Remark():
            yield body.text
        case Bullets():
            yield from body.items
        case Grid():
            yield from body.heads
            for row in body.rows:
                yield from row
            yield body.remainder
        case Mark():
            yield from (body.low_words, body.high_words)
        case _:
            # Room to write on holds no words of the person's but those of earlier answers.
            yield from texts_of_room(body)
