"""Every kind of step in every place that must know it. A new kind is not done before this passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from built import build
from onscreen import CONTENT, EVENING
from smallpack import one, small

from workbook.library.library import Library
from workbook.model.answers import (
    AnsweredColumn,
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
from workbook.model.asking import asked, options_of
from workbook.model.exercise import Exercise
from workbook.model.questions import KINDS, Note, Question, TableQuestion
from workbook.model.recording import answered, begin, finish, passed
from workbook.model.rows import rows_of
from workbook.model.walking import walk
from workbook.printing import html, markdown, plain
from workbook.store.sittingfile import decode, encode
from workbook.ui.widgets.questions import Given, widget_for

OPTIONS = "options: [red, green]"
MORE = {
    "choice": OPTIONS,
    "choices": OPTIONS,
    "ratings": OPTIONS,
    "table": "columns:\n  - {id: a, title: A}\n  - {id: n, title: N, kind: number}",
    "letter": "template: Dear you,",
}
VALUES: dict[str, Value] = {
    "line": "Zora",
    "text": "Zora\nand Vera",
    "choice": Picks((Pick("red", "red Zora"),)),
    "choices": Picks((Pick("red", "red Zora"), Pick("other", "grey"))),
    "scale": 7,
    "ratings": Ratings((Rating("red", "red Zora", 3),)),
    "list": Lines((Line(2, "Zora"),), 3),
    "table": Table(
        (AnsweredColumn("a", "A", "line"), AnsweredColumn("n", "N", "number")),
        (Row("1", "Zora", {"a": "Zora", "n": Decimal("2.5")}),),
        last=1,
    ),
    "letter": "Dear Zora,",
    "date": date(2026, 12, 2),
}
SHOWN = {"scale": "7", "date": "2 December 2026"}


def exercise_of(kind: str, tmp_path: Path) -> Exercise:
    step = "  - {id: x, kind: note, text: Breathe Zora.}\n" if kind == "note" else one(kind, MORE.get(kind, ""))
    library = Library((small(tmp_path, step),))
    return library.load(library.heading("first"))


def test_no_kind_is_forgotten_here() -> None:
    assert set(VALUES) | {"note"} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_read_walked_stored_and_printed(kind: str, tmp_path: Path) -> None:
    exercise = exercise_of(kind, tmp_path)
    (step,) = exercise.steps
    assert type(step) is KINDS[kind]
    at = walk(exercise, begin(exercise, EVENING), {}, EVENING.date())
    assert at.live() == (step,)
    if isinstance(step, Note):
        assert asked(exercise, step, at.known).ask == "Breathe Zora."
        return
    sitting = answered(at, step, VALUES[kind], EVENING)
    at = walk(exercise, sitting, {}, EVENING.date())
    done = finish(exercise, passed(at, step, EVENING), {}, EVENING)
    assert (done.done, done.of) == (1, 1)
    assert decode(encode(done))[0] == done
    printout = build("B", [done], order=(), started=EVENING.date(), today=EVENING.date())
    for printer in (plain, markdown, html):
        assert SHOWN.get(kind, "Zora") in printer.render(printout).decode().replace("&#x27;", "'"), printer.__name__


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_a_widget_in_a_file_of_its_own(kind: str, tmp_path: Path) -> None:
    exercise = exercise_of(kind, tmp_path)
    (step,) = exercise.steps
    at = walk(exercise, begin(exercise, EVENING), {}, EVENING.date())
    table = rows_of(step, at.known, None) if isinstance(step, TableQuestion) else None
    said = asked(exercise, step, at.known)
    given = Given(step, said, None, options_of(at.exercise, step, at.known), table, None, lambda: EVENING)
    widget = widget_for(given)
    assert type(widget).__module__.startswith("workbook.ui.widgets.questions.")
    assert isinstance(step, Note) or widget.given is given


@pytest.mark.parametrize("kind", KINDS)
def test_the_authors_reference_shows_it(kind: str) -> None:
    assert f"kind: {kind}" in (CONTENT / "README.md").read_text(encoding="utf-8")


def test_every_key_of_every_kind_is_in_the_authors_reference() -> None:
    from workbook.library.fields import keys_of

    text = (CONTENT / "README.md").read_text(encoding="utf-8")
    places = [Exercise, *KINDS.values()]
    missing = {key for cls in places for key in keys_of(cls) if f"`{key}`" not in text and f"`{key}:" not in text}
    assert not missing


def test_a_question_of_another_kind_leaves_the_old_answer_under_its_old_question(tmp_path: Path) -> None:
    from workbook.model.recording import adopt

    exercise = exercise_of("scale", tmp_path)
    (step,) = exercise.steps
    assert isinstance(step, Question)
    sitting = answered(walk(exercise, begin(exercise, EVENING), {}, EVENING.date()), step, 7, EVENING)
    old = replace(sitting.answers["x"], kind="line", value="words", ask="What did you say?")
    adopted = adopt(exercise, replace(sitting, answers={"x": old}))
    assert "x" not in adopted.answers
    assert [answer.ask for answer in adopted.answers.values()] == ["What did you say?"]
