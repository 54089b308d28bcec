"""A sitting that meets an exercise which its author has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from authored import authored
from walk import EVENING, Walker

from workbook.model.answers import Answer, AnsweredColumn, Lines, Picks, Row, Table
from workbook.model.exercise import Exercise
from workbook.model.recording import adopt
from workbook.model.sitting import Place, Sitting
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf


def one(kind: str, keys: str = "", id: str = "q", **more: str) -> Exercise:
    return authored(f"  - id: {id}\n    kind: {kind}\n    core: true\n    ask: New words?\n{keys}", **more)


def sitting(**answers: Answer) -> Sitting:
    return Sitting("tried", "Old title", "p", "s", EVENING, answers=answers)


def old(value: object, kind: str = "line", **more: object) -> Answer:
    return Answer("Old words?", kind, value=value, **more)  # type: ignore[arg-type]


@pytest.mark.fault("F29")
def test_a_renamed_question_finds_its_answer_and_its_place() -> None:
    before = replace(sitting(**{"old-id": old("Mine.")}), place=Place("old-id", at=3))
    found = adopt(one("line", "    was: [older, old-id]\n"), before)
    assert found.answers == {"q": old("Mine.")}
    assert found.place == Place("q", at=3)


def test_of_two_old_names_both_answers_are_kept() -> None:
    exercise = one("line", "    was: [a, b]\n")
    met = adopt(exercise, sitting(a=old("First."), b=old("Second.")))
    assert met.answers == {"q": old("First."), "b": old("Second.")}
    assert adopt(exercise, met) == met


def test_an_answer_under_the_new_name_is_not_replaced_by_one_under_the_old() -> None:
    met = adopt(one("line", "    was: [a]\n"), sitting(a=old("Old."), q=old("New.")))
    assert met.answers == {"q": old("New."), "a": old("Old.")}


@pytest.mark.fault("F29")
def test_a_question_that_is_gone_leaves_its_answer_at_the_end_and_is_not_spoken_of() -> None:
    walker = Walker(one("line"), sitting(gone=old("Still mine."), q=old("Here.")))
    assert list(walker.sitting.answers) == ["q", "gone"]
    walker.answer("q", "Changed.")
    assert walker.sitting.answers["gone"] == old("Still mine.")
    assert (walker.sitting.done, walker.sitting.of) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "keys", "value", "before"),
    [
        ("choice", "    options: [a, b]\n", "words", "line"),
        ("scale", "", "words", "line"),
        ("list", "", "words", "text"),
        ("line", "", 7, "scale"),
        ("line", "", date(2026, 12, 1), "date"),
        ("table", "    columns: [{id: a, title: A}]\n", Lines(()), "list"),
        ("ratings", "    options: [a]\n", Picks(()), "choices"),
    ],
)
@pytest.mark.fault("F28")
def test_an_answer_of_another_kind_stands_on_under_its_old_question(
    kind: str, keys: str, value: object, before: str
) -> None:
    walker = Walker(one(kind, keys), sitting(q=old(value, before)))
    assert walker.sitting.answers == {"q-was-1": old(value, before)}
    walker.answer("q")
    assert walker.sitting.answers["q"].skipped
    again = Walker(one("letter", "    template: Dear\n"), walker.sitting)
    assert again.sitting.answers["q-was-1"] == old(value, before)


@pytest.mark.parametrize(("kind", "before"), [("text", "line"), ("line", "letter"), ("date", "line")])
def test_words_stay_words(kind: str, before: str) -> None:
    walker = Walker(one(kind), sitting(q=old("Mine.", before)))
    walker.answer("q")
    assert (walker.sitting.answers["q"].value, walker.sitting.answers["q"].kind) == ("Mine.", kind)


@pytest.mark.fault("F28")
def test_set_aside_answers_never_take_one_anothers_name() -> None:
    long, longer = "x" * 60 + "-a", "x" * 60 + "-b"
    keys = "    was: [other]\n"
    exercise = authored(
        "".join(
            f"  - id: {id}\n    kind: scale\n    core: true\n    ask: How?\n{keys if id == 'q' else ''}"
            for id in (long, longer, "q", "q-was-1")
        )
    )
    answers = {long: old("one"), longer: old("two"), "q": old("three"), "q-was-1": old(4, "scale")}
    met = adopt(exercise, sitting(**answers))
    assert sorted(str(answer.value) for answer in met.answers.values()) == ["4", "one", "three", "two"]
    assert met.answers["q-was-1"] == old(4, "scale")


def test_what_became_private_is_private_and_what_was_stays_so() -> None:
    private = authored("  - id: q\n    kind: line\n    core: true\n    ask: What?\n", "private: true\n")
    walker = Walker(private, sitting(q=old("Mine.")))
    assert walker.sitting.private
    walker.answer("q", "Changed.")
    assert walker.sitting.answers["q"].private is None
    opened = Walker(one("line"), replace(sitting(q=old("Mine.")), private=True))
    assert opened.sitting.private and opened.sitting.answers["q"].private is None
    opened.answer("q")
    assert opened.sitting.answers["q"].private is None


def test_the_title_is_the_one_of_today() -> None:
    assert Walker(one("line"), sitting()).sitting.title == "Tried"


TABLE = Table(
    tuple(
        AnsweredColumn(id, id.title(), kind) for id, kind in (("what", "number"), ("day", "date"), ("gone", "number"))
    ),
    (Row("1", "40", {"what": Decimal(40), "day": date(2026, 12, 1), "gone": Decimal("2.5")}),),
)


@pytest.mark.parametrize(
    "columns",
    ["{id: what, title: What}", "{id: day, title: When, kind: scale}",
     "{id: what, title: W, kind: choice, options: [a]}", "{id: new, title: New}",
     "{id: gone, title: Gone, kind: date}"],
)  # fmt: skip
@pytest.mark.fault("F28")
def test_a_table_whose_columns_were_changed_keeps_every_cell_and_can_be_saved(columns: str, tmp_path: Path) -> None:
    exercise = one("table", f"    columns: [{columns}, {{id: more, title: More}}]\n")
    walker = Walker(exercise, sitting(q=old(TABLE, "table")))
    walker.answer("q", {"1": {"more": "words"}})
    value = walker.sitting.answers["q"].value
    assert isinstance(value, Table) and {**TABLE.rows[0].cells, "more": "words"}.keys() == value.rows[0].cells.keys()
    book = Shelf(tmp_path).make("", EVENING)
    saved = book.save(Kept(book.path_of(walker.sitting), walker.sitting), EVENING)
    assert book.read()[0][0].sitting == saved.sitting
    if columns == "{id: what, title: What}":
        assert value.rows[0].cells["what"] == "40"


@pytest.mark.parametrize("words", ["2026-12-01", "20261201", "2026-W49-2", "40"])
def test_words_that_became_a_date_can_be_saved(words: str, tmp_path: Path) -> None:
    walker = Walker(one("date"), sitting(q=old(words)))
    walker.answer("q")
    book = Shelf(tmp_path).make("", EVENING)
    saved = book.save(Kept(book.path_of(walker.sitting), walker.sitting), EVENING)
    assert book.read()[0][0].sitting == saved.sitting
