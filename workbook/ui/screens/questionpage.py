"""What stands on the page of one question, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ...model.answers import Answer
from ...model.asking import Pinned, asked, options_of
from ...model.days import full_day
from ...model.lettinggo import is_closed, may_be_let_go
from ...model.questions import AnyStep, Note, Question, TableQuestion
from ...model.rows import table_of
from ...model.sitting import Place
from ...model.walking import Walk
from ..becoming import before
from ..widgets.beside import BesideKeys, BesideLines
from ..widgets.push import Push
from ..widgets.questions import Given, QuestionWidget, hides_earlier, widget_for
from ..widgets.questions.closed import ClosedWords


def question_page(
    at: Walk,
    step: AnyStep,
    place: Place | None,
    clock: Callable[[], datetime],
    since: datetime | None = None,
    said_to: Callable[[int | None], str] | None = None,
) -> tuple[QuestionWidget, list[Widget]]:
    """The widget of a step, and everything on its page: what it is about, the question, the widget, help, buttons.

    `since` is when the step was first shown, for a soft timer; `said_to` tells what is said to a number of a measure.
    """
    exercise, known = at.exercise, at.known
    said = asked(exercise, step, known)
    answer = at.sitting.answers.get(step.id)
    table = table_of(step, known, answer) if isinstance(step, TableQuestion) else None
    here = place if place is not None and place.step == step.id else None
    given = Given(step, said, answer, options_of(exercise, step, known), table, here, clock, since, said_to)
    shut = is_closed(answer)
    widget = ClosedWords(given) if shut else widget_for(given)
    parts: list[Widget] = [_text(_pin(pin), "pin") for pin in said.pins]
    if isinstance(step, Note):
        # What a note says of earlier answers is read before them.
        parts.insert(0, widget)
    if isinstance(step, Question):
        # The dots of an unfinished sentence must not stand alone on a line.
        parts.append(_text(said.ask.replace(" …", "\u00a0…"), "ask"))
    if said.again is not None and not hides_earlier(step):
        parts.append(_text(_beside(said.again), "again"))
    if may_be_let_go(step) and not shut:
        parts += _what_may_become(answer)
    if isinstance(step, Question):
        parts.append(widget)
    if said.hint and not shut:
        parts.append(_text(said.hint, "hint"))
    if widget.how:
        parts.append(_text(widget.how, "hint how"))
    # Questions that wait for this very answer follow it: they are counted on top, too.
    last = at.next(step.id) is None and not at.to_come
    forward = Push("To the end" if last else "Next", id="next", classes="-first")
    buttons: list[Widget] = [Push("Back", id="back"), forward]
    if isinstance(step, Question):
        lines, keys = BesideLines(), BesideKeys()
        lines.show(at, step)
        keys.show(at, step)
        parts.append(lines)
        buttons.append(keys)
    parts.append(Horizontal(*buttons, classes="pushes"))
    return widget, parts


def _what_may_become(answer: Answer | None) -> list[Widget]:
    """Before the writing begins: that it is kept meanwhile, and what letting go can't reach."""
    parts: list[Widget] = []
    if answer is not None and answer.let_go and answer.let_go_at is not None:
        day = full_day(answer.let_go_at.date())
        parts.append(_text(f"What you wrote here was let go on {day}. You can write anew.", "para was-let-go"))
    long, short = before()
    return [*parts, _text(long, "becomes -long"), _text(short, "becomes -brief")]


def _pin(pin: Pinned) -> str:
    """An earlier answer above a question; several things stand below one another, and a letter keeps its lines."""
    called = _capital(pin.called)
    if not pin.lines:
        return f"{called}:  “{pin.words}”"
    return f"{called}:\n" + "\n".join(f"  {line}" for line in pin.lines)


def _beside(again: Pinned) -> str:
    """An earlier answer that stands beside the question: in one line, or thing by thing."""
    head = f"{_capital(again.called)}:"
    if not again.several:
        return f"{head}  {again.words}"
    return "\n".join([head, *(f"  {one}" for one in again.several)])


def _text(words: str, classes: str) -> Static:
    return Static(words, markup=False, classes=classes)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
