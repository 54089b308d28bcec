"""A step as it is asked: its words with earlier answers put in, its options and rows from where they come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from .answers import (
    Answer,
    Lines,
    Pick,
    Picks,
    Ratings,
    Row,
    Table,
    Value,
    cell_words,
    items,
)
from .beginning import beginning
from .conditions import Name
from .exercise import Exercise
from .known import Known
from .questions import (
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    From,
    LetterQuestion,
    Note,
    Question,
    RatingsQuestion,
    TableQuestion,
)
from .wording import assemble, inline


@dataclass(frozen=True, slots=True)
class Pinned:
    """An earlier answer that a step is about."""

    called: str
    words: str
    lines: tuple[str, ...] = ()
    """The same line by line, where it is several things, or was written in several lines."""
    several: tuple[str, ...] = ()
    """The same thing by thing, where it is more than one: a row of a table with all its cells."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown of a step. No part of it is markup but `markdown`."""

    ask: str
    """The question; of a note its text, in words alone."""
    markdown: str = ""
    """Of a note: its text as Markdown, in which no answer can become a mark."""
    called: str = ""
    hint: str = ""
    example_who: str = ""
    example: str = ""
    pins: tuple[Pinned, ...] = ()
    again: Pinned | None = None
    default: str = ""
    """What a box for words holds before anything is written."""
    beginning: Value | None = None
    """The same as a value of the question's kind: what is picked, numbered or listed before anybody has answered."""


def asked(exercise: Exercise, step: AnyStep, known: Known) -> Asked:
    """A step's words, by the kind of setback and with earlier answers put in."""
    step = worded(exercise, step, known)
    pins = tuple(pin for name in step.pin for pin in _pinned(name, known))
    if isinstance(step, Note):
        marked = step.text.say_lines(known.answer, marked=True)
        return Asked(step.text.say_lines(known.answer), marked, pins=pins)
    example = step.example.says.say(known.answer) if step.example is not None else None
    found = _default(step, known)
    begins = beginning(step, found, options_of(exercise, step, known)) if found is not None else None
    if isinstance(step, LetterQuestion):
        begins = assemble(step.template, known.answer) or None
    again = _pinned(step.again, known) if step.again is not None else ()
    return Asked(
        ask=step.ask.say(known.answer) or "",
        called=step.called.say(known.answer) or "",
        hint=step.hint.say(known.answer) or "",
        example_who=step.example.who if step.example is not None and example else "",
        example=example or "",
        pins=pins,
        again=again[0] if again else None,
        default=begins if isinstance(begins, str) else "",
        beginning=begins,
    )


def _default(step: Question, known: Known) -> Answer | None:
    """The answer that is offered as a beginning: the first that is there."""
    return next((found for name in step.default if (found := known.answer(name)) is not None), None)


def _pinned(name: Name | None, known: Known) -> tuple[Pinned, ...]:
    found = tuple(known.kept().values()) if name is None else (known.answer(name),)
    return tuple(
        Pinned(one.called or one.ask, inline(one), _lines(one), _several(one)) for one in found if one is not None
    )


def _lines(answer: Answer) -> tuple[str, ...]:
    value = answer.value
    if isinstance(value, str):
        lines = tuple(value.strip().splitlines())
    else:
        lines = tuple(" ".join(one.split()) for one in items(value)) if value is not None else ()
    return lines if len(lines) > 1 else ()


def _several(answer: Answer) -> tuple[str, ...]:
    value = answer.value
    if isinstance(value, Table):
        said = [_row_said(row) for row in value.shown()]
    else:
        said = [" ".join(one.split()) for one in items(value)] if value is not None else []
    return tuple(said) if len(said) > 1 or isinstance(value, Table) else ()


def _row_said(row: Row) -> str:
    """A row in one line: its words, then what its cells add to them."""
    cells = [" ".join(cell_words(cell).split()) for cell in row.cells.values()]
    return ": ".join(part for part in (row.words, ", ".join(one for one in cells if one and one != row.words)) if part)


def worded(exercise: Exercise, step: AnyStep, known: Known) -> AnyStep:
    """The step in the words for what happened, where the author wrote such words."""
    answer = known.answer(exercise.wording_by) if exercise.wording_by is not None and step.wording else None
    if answer is None or not isinstance(answer.value, Picks):
        return step
    for id in answer.value.ids():
        words = step.wording.get(id)
        if words is None:
            continue
        if isinstance(step, Note):
            return replace(step, text=words.text or step.text)
        said = replace(
            step, ask=words.ask or step.ask, hint=words.hint or step.hint, example=words.example or step.example
        )
        if words.options and isinstance(said, ChoiceQuestion | ChoicesQuestion | RatingsQuestion):
            return replace(said, options=words.options)
        if words.template and isinstance(said, LetterQuestion):
            # A letter that stands does not go because the other words for it have nothing to stand on.
            speaks = assemble(words.template, known.answer) is not None
            return (
                replace(said, template=words.template) if speaks or not assemble(said.template, known.answer) else said
            )
        return said
    return step


def can_be_asked(exercise: Exercise, step: AnyStep, answer: Answer | None, known: Known) -> bool:
    """Whether everything is there that a step speaks of: bare names, options and rows from earlier answers."""
    step = worded(exercise, step, known)
    if isinstance(step, Note):
        if step.pin and not any(_pinned(name, known) for name in step.pin):
            return False  # it speaks of answers that stand above it, and there are none
        return bool(step.text.say_lines(known.answer).strip()) or bool(step.breathe)
    if step.ask.say(known.answer) is None:
        return False
    match step:
        case ChoiceQuestion(options=From() as source) | ChoicesQuestion(options=From() as source):
            return bool(offered(source, known))
        case RatingsQuestion(options=From() as source):
            return bool(offered(source, known))
        case TableQuestion(rows=From() as source):
            return bool(offered(source, known))
        case LetterQuestion(template=template):
            edited = answer is not None and answer.value is not None and not answer.assembled
            return edited or assemble(template, known.answer) is not None
        case _:
            return True


def needed(exercise: Exercise, step: Question, known: Known) -> tuple[Name, ...]:
    """The answers without which a question can't be asked; of a letter, those of which one is enough."""
    worded_step = cast(Question, worded(exercise, cast(AnyStep, step), known))
    names = list(worded_step.ask.needs())
    if isinstance(worded_step, LetterQuestion):
        names += worded_step.template.needs()
    for source in (getattr(worded_step, "options", None), getattr(worded_step, "rows", None)):
        if isinstance(source, From) and source.name is not None:
            names.append(source.name)
    return tuple(names)


def offered(source: From, known: Known) -> tuple[Pick, ...]:
    """Options or rows that come from an earlier answer: their ids and words."""
    if source.name is None:
        # A letter is a page of its own, and no line.
        kept = {name: one for name, one in known.kept().items() if not (one.kind == "letter" and _lines(one))}
        return tuple(Pick(name, inline(one)) for name, one in kept.items())
    answer = known.answer(source.name)
    match answer.value if answer is not None else None:
        case Picks(picks):
            return tuple(pick for pick in picks if pick.words.strip())
        case Ratings(ratings):
            return tuple(Pick(rating.id, rating.words) for rating in ratings)
        case Lines(lines):
            return tuple(Pick(str(one.number), one.text) for one in lines if one.text.strip() and not one.hidden)
        case Table() as table:
            return tuple(Pick(row.key, row_words(row)) for row in table.shown() if _where(row, source))
        case _:
            return ()


def row_words(row: Row) -> str:
    """A row's words; where its first column is empty, those of the first cell that says something."""
    cells = (" ".join(cell_words(cell).split()) for cell in row.cells.values())
    return row.words if row.words.strip() else next((words for words in cells if words), "")


def _where(row: Row, source: From) -> bool:
    for column, id in source.where:
        cell = row.cells.get(column)
        if (cell.id if isinstance(cell, Pick) else cell_words(cell)) != id:
            return False
    return True


def options_of(exercise: Exercise, step: AnyStep, known: Known) -> tuple[Pick, ...]:
    """The options of a choice, choices or ratings as they are to be shown, without the person's own."""
    options = getattr(worded(exercise, step, known), "options", ())
    if isinstance(options, From):
        return offered(options, known)
    return tuple(Pick(option.id, option.words) for option in options)


def is_private(exercise: Exercise, step: AnyStep, known: Known) -> bool:
    """Whether an answer stays with the person: said so, or because it takes in words that do."""
    if step.private is not None:
        return step.private
    return exercise.private or any(answer.private is True for answer in taken_in(worded(exercise, step, known), known))


def taken_in(step: AnyStep, known: Known) -> tuple[Answer, ...]:
    """The answers whose words become part of a step. What is pinned, or stands beside it, is only shown."""
    if isinstance(step, Note):
        return ()
    texts = [step.ask, step.called, step.hint]
    if step.example is not None:
        texts.append(step.example.says)
    if isinstance(step, LetterQuestion):
        texts.append(step.template)
    names = [gap.name for text in texts for gap in text.gaps()]
    found = [_default(step, known)]
    for source in (getattr(step, "options", None), getattr(step, "rows", None)):
        if isinstance(source, From) and source.name is None:
            found.extend(known.kept().values())
        elif isinstance(source, From):
            names.append(cast(Name, source.name))
    found += [known.answer(name) for name in names]
    return tuple(answer for answer in found if answer is not None)
