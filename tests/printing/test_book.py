"""From sittings to paper: what is printed, what is not, and in which order."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from anysitting import answers
from built import build
from hypothesis import given

from workbook.model.answers import Added, Answer, Line, Lines, Pick, Picks, Row, Table
from workbook.model.marking import shows
from workbook.model.sitting import Sitting
from workbook.printing import html, markdown, plain
from workbook.printing.blocks import body_of
from workbook.printing.book import Facts, Order, whole
from workbook.printing.printout import Bullets, Entry, Grid, LetterText, Printout, Prose, Remark
from workbook.printing.share import share
from workbook.store.sittingfile import decode

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))
SITTING = Sitting("first", "First", "small", "s", NOW)
SITTINGS = Path(__file__).parent.parent / "store" / "sittings"
GOLDEN = Path(__file__).parent.parent / "golden"


def printed(**answers: Answer) -> tuple[Entry, ...]:
    book = build("B", [replace(SITTING, answers=answers)], order=(), started=DAY, today=DAY)
    return book.chapters[0].entries if book.chapters else ()


def line(words: str | None, **more: object) -> Answer:
    return replace(Answer("What?", "line", value=words, day=DAY), **more)  # type: ignore[arg-type]


@given(answers())
def test_what_the_opening_page_calls_something_to_read_is_what_stands_there_when_it_is_read(answer: Answer) -> None:
    assert shows(answer) == (body_of(answer) is not None)


def test_what_was_skipped_switched_off_or_left_blank_is_not_printed() -> None:
    assert not printed(a=line(None, skipped=True), b=line("off", off=True), c=line(" \n "))


def test_numbers_asked_around_an_exercise_are_printed_only_when_asked_for() -> None:
    heavy = Answer("How heavy?", "scale", value=7, measure="heaviness", day=DAY)
    sitting = replace(SITTING, answers={"h": heavy})
    assert not build("B", [sitting], order=(), started=DAY, today=DAY).chapters
    assert build("B", [sitting], order=(), started=DAY, today=DAY, measures=True).chapters


def test_what_was_let_go_leaves_a_word_and_nothing_else() -> None:
    (entry,) = printed(a=line(None, let_go=True))
    assert entry.body == Remark("Written, and let go.")


def test_words_that_stand_in_a_letter_are_not_printed_twice() -> None:
    letter = Answer("The letter.", "letter", value="Dear you,\n\nit is hard because you gave it three years.")
    entries = printed(a=line("gave it three years"), b=line("never sent"), letter=letter)
    assert [type(entry.body) for entry in entries] == [Prose, LetterText]
    assert entries[0].body == Prose("never sent")


def test_above_a_letter_stands_its_name() -> None:
    letter = Answer("Change what you like.", "letter", value="Dear you,\n\nit is hard.", called="the letter")
    assert [entry.ask for entry in printed(a=letter, b=replace(letter, called=""))] == [
        "The letter",
        "Change what you like.",
    ]
    assert [entry.ask for entry in printed(a=line("x", called="the thing"))] == ["What?"]


def test_what_a_letter_was_put_together_from_is_not_printed_twice() -> None:
    letter = Answer("The letter.", "letter", value="Dear you, it is hard.", takes=("a", "b"))
    # Once it was edited, one word may stand in it by chance.
    assert len(printed(a=line("hard"), letter=letter)) == 2
    assert len(printed(a=line("is hard"), letter=letter)) == 1
    assert len(printed(a=line("hard"), letter=replace(letter, assembled=True))) == 1
    assert len(printed(a=line("har"), letter=replace(letter, assembled=True))) == 2
    assert len(printed(a=line("hard"), letter=replace(letter, assembled=True, skipped=True))) == 1, (
        "only the letter goes"
    )
    both = Answer("Who?", "choices", value=Picks((Pick("x", "you"), Pick("y", "hard"))))
    assert len(printed(b=both, letter=replace(letter, assembled=True))) == 1
    assert len(printed(b=both, letter=replace(letter, assembled=True, value="Dear you, it is."))) == 2


def test_an_i_that_a_letter_says_once_is_no_other_answer() -> None:
    letter = Answer("L", "letter", value="If I am tired, then I will write one line.", assembled=True, takes=("a", "b"))
    assert len(printed(a=line("I am tired"), b=line("I write one line"), letter=letter)) == 1


@pytest.mark.parametrize("closed", ["sealed", "off", "skipped"])
def test_words_are_printed_where_the_letter_that_has_them_is_not(closed: str) -> None:
    letter = Answer("L", "letter", value="Dear M. the long words of mine. Bye.", assembled=True, takes=("a",))
    (entry,) = printed(a=line("the long words of mine"), l=replace(letter, **{closed: True}))  # type: ignore[arg-type]
    assert entry.body == Prose("the long words of mine")


def test_short_words_that_stand_in_a_letter_by_chance_are_printed() -> None:
    letter = Answer("The letter.", "letter", value="Dear M., it is not yet time. I rest.", assembled=True, takes=("a",))
    assert len(printed(b=line("not yet"), a=line("rest"), letter=letter)) == 2
    # In letters from before it was noted what they take, only more words are no chance.
    old = replace(letter, takes=())
    assert len(printed(b=line("not yet"), a=line("rest"), letter=old)) == 3
    assert len(printed(b=line("it is not yet time"), letter=old)) == 1


def test_a_list_whose_lines_are_all_rows_of_a_table_is_printed_as_the_table() -> None:
    lines = Answer("Who?", "list", value=Lines((Line(1, "Ruth"), Line(3, "Tom"))))
    table = Table((), (Row("1", "Ruth", {"a": "x"}), Row("3", "Tom", {"a": "y"})))
    entries = printed(a=lines, b=Answer("How?", "table", value=table))
    assert [type(entry.body) for entry in entries] == [Grid]
    fewer = replace(table, rows=table.rows[:1])
    assert [type(entry.body) for entry in printed(a=lines, b=Answer("How?", "table", value=fewer))] == [Bullets, Grid]


def test_a_note_beside_what_was_closed_is_closed_with_it() -> None:
    closed = line("a", sealed=True, added=(Added(date(2026, 11, 29), "And more."),))
    (entry,) = printed(a=closed, b=line("b"))
    assert entry.body == Prose("b")


def test_words_added_on_a_later_day_stand_under_the_answer() -> None:
    (entry,) = printed(a=line("a", added=(Added(date(2026, 11, 29), "And more."),)))
    assert [(one.day, one.text) for one in entry.added] == [(date(2026, 11, 29), "And more.")]


def test_own_words_of_a_choice_are_printed_like_any_other() -> None:
    picks = Picks((Pick("red", "red"), Pick("other", "grey")))
    (entry,) = printed(a=Answer("Which?", "choices", value=picks))
    assert entry.body == Bullets(("red", "grey"))


def test_chapters_come_in_the_order_of_the_pack_and_runs_one_after_the_other() -> None:
    def sitting(exercise: str, run: int = 1) -> Sitting:
        return replace(SITTING, exercise=exercise, title=exercise, run=run, answers={"a": line("x")})

    order = (Order("small", "b", "S"), Order("small", "a", "S"))
    sittings = [sitting("z"), sitting("a", 2), sitting("b"), sitting("a")]
    book = build("B", sittings, order=order, started=DAY, today=DAY)
    assert [chapter.title for chapter in book.chapters] == ["b", "a", "a (2)", "z"]
    assert [chapter.section for chapter in book.chapters] == ["S", "S", "S", ""]


def test_by_days_chapters_come_as_they_were_written() -> None:
    def sitting(exercise: str, day: int, hour: int = 18, run: int = 1, **more: Answer) -> Sitting:
        at = NOW.replace(day=22, hour=hour)
        answers = {"a": line("x", day=date(2026, 11, day)), **more}
        return replace(SITTING, exercise=exercise, title=exercise, run=run, started=at, answers=answers)

    order = tuple(Order("small", id, "S") for id in "abcd")
    noted = line("", skipped=True, added=(Added(date(2026, 11, 21), "Before all that."),), day=None)
    off = line("y", off=True, day=date(2026, 11, 1))
    sittings = [
        sitting("a", 29, run=2),
        sitting("a", 25),
        sitting("b", 22, hour=20),
        sitting("c", 22, hour=9, off=off),
        sitting("d", 24, note=noted),
    ]
    facts = Facts("B", DAY, DAY, order)
    for made in (whole(facts, sittings, by_days=True), share(facts, sittings, by_days=True)):
        assert [chapter.title for chapter in made.chapters] == ["d", "c", "b", "a", "a (2)"]
        assert made.by_days
    assert [chapter.title for chapter in whole(facts, sittings).chapters] == ["a", "a (2)", "b", "c", "d"]


def test_only_one_exercise_when_only_one_is_asked_for() -> None:
    sittings = [replace(SITTING, exercise=id, title=id, answers={"a": line("x")}) for id in ("a", "b")]
    book = build("B", sittings, order=(), started=DAY, today=DAY, only=frozenset({"b"}))
    assert [chapter.title for chapter in book.chapters] == ["b"]


def book_of_sittings() -> Printout:
    sittings = []
    for path in sorted(SITTINGS.glob("*.yaml")):
        stem = path.name.removesuffix(".yaml").split(".")
        sittings.append(decode(path.read_bytes(), int(stem[1]) if len(stem) > 1 else 1)[0])
    order = [
        Order("resilience", "let-it-out", "Coping"),
        Order("resilience", "kind-letter", "Coping"),
        Order("resilience", "feedback-sorter", "Learning from rejection"),
    ]
    return build("The novel", sittings, order=order, started=DAY, today=date(2026, 12, 1), people=("Anywhere: 112",))


@pytest.mark.parametrize(("printer", "ending"), [(plain, "txt"), (markdown, "md"), (html, "html")])
def test_a_book_of_real_sittings_prints_as_it_did(printer: object, ending: str) -> None:
    path = GOLDEN / f"the-novel.{ending}"
    made = printer.render(book_of_sittings())  # type: ignore[attr-defined]
    if os.environ.get("WORKBOOK_REGOLD"):
        path.write_bytes(made)
    assert made == path.read_bytes()


def test_the_day_of_a_note_beside_what_is_closed_is_not_told() -> None:
    noted = line("secret", sealed=True, added=(Added(date(2026, 12, 9), "A note."),))
    (chapter,) = build("B", [replace(SITTING, answers={"a": line("x"), "b": noted})], started=DAY, today=DAY).chapters
    assert "December" not in chapter.dates
