"""An earlier state beside now: how it differs, what may be seen of it, and what bringing it back changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from anysitting import EVENING, SITTINGS, answers
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.answers import Added, Answer, Line, Lines, Table
from workbook.model.asitwas import Differs, brought_back, differences, may_come_back, met
from workbook.model.lettinggo import let_go
from workbook.model.privacy import stays_private
from workbook.model.sitting import Place, Sitting

DAY = EVENING.date()
ALIKE = st.builds(
    lambda one, answers: replace(one, answers=answers),
    SITTINGS,
    st.dictionaries(st.sampled_from("abc"), answers(), max_size=3),
)
"""Of one exercise: the same questions are in both."""


def sitting(**answers: Answer) -> Sitting:
    return Sitting("x", "X", "small", "s", EVENING, answers=answers)


def text(words: str | None, **more: object) -> Answer:
    return replace(Answer("?", "text", value=words), **more)  # type: ignore[arg-type]


@given(ALIKE, ALIKE, st.booleans())
def test_what_comes_back_is_as_it_was_and_all_else_as_it_is(now: Sitting, then: Sitting, every: bool) -> None:
    seen = met(then, now)
    may = may_come_back(seen, now)
    steps = may if every else frozenset(sorted(may)[:1])
    after = brought_back(now, seen, steps)
    for id, answer in after.answers.items():
        if id in steps:
            was = seen.answers[id]
            same = answer.value == was.value
            assert same or isinstance(was.value, Lines | Table)
            assert all(note in answer.added for note in (now.answers[id].added if id in now.answers else ()))
        else:
            assert answer == now.answers[id]
    assert set(after.answers) == set(now.answers) | steps
    assert replace(after, answers={}, place=None) == replace(now, answers={}, place=None)
    left = differences(met(then, after), after)
    assert all(left[id] in (Differs.SAME, Differs.NOTE, Differs.OTHER) for id in steps)


@given(ALIKE, ALIKE)
def test_no_private_answer_is_opened_and_nothing_let_go_comes_back(now: Sitting, then: Sitting) -> None:
    moment = EVENING + timedelta(days=400 * 365)
    gone = let_go(now, tuple(now.answers), moment)
    back = brought_back(gone, met(then, gone), frozenset(then.answers))
    for id, answer in gone.answers.items():
        if answer.let_go_at == moment:
            assert back.answers[id].value is None and back.answers[id] == answer
    after = brought_back(now, met(then, now), frozenset(then.answers))
    for id, answer in after.answers.items():
        current = now.answers.get(id)
        if current is not None and stays_private(current, now):
            assert stays_private(answer, after)
        if current is not None and current.value is not None and current.sealed:
            assert answer.sealed


def test_how_an_answer_differs_is_said_of_each() -> None:
    then = sitting(
        a=text("The same."), b=text("Short."), c=text("Much longer then."), d=text("Other"), e=text("Only then."),
        f=Answer("?", "scale", value=3), g=text("x", added=(Added(DAY, "A note."),)), h=text(None, skipped=True),
        i=text("off", off=True), j=text("was"),
    )  # fmt: skip
    now = sitting(
        a=text("The same."), b=text("Short. Now more."), c=text("Less."), d=text("Words"),
        f=Answer("?", "scale", value=4), g=text("x"), h=text("Now answered."), k=text("New."),
        j=text(None, skipped=True),
    )  # fmt: skip
    assert differences(then, now) == {
        "a": Differs.SAME, "b": Differs.SHORTER, "c": Differs.LONGER, "d": Differs.OTHER, "e": Differs.ONLY_THEN,
        "f": Differs.ANOTHER, "g": Differs.NOTE, "j": Differs.ONLY_THEN, "h": Differs.NOT_YET, "k": Differs.NOT_YET,
    }  # fmt: skip
    assert may_come_back(then, now) == {"b", "c", "d", "e", "f", "g", "j"}
    assert may_come_back(then, None) == {"a", "b", "c", "d", "e", "f", "g", "j"}


def test_notes_of_now_stay_marks_stay_numbers_are_not_used_again_and_the_cursor_moves() -> None:
    then = sitting(
        a=text("Then.", added=(Added(DAY, "A note"), Added(DAY, "Gone since."))),
        b=Answer("?", "list", value=Lines((Line(1, "One"), Line(2, "Two")))),
    )
    new = Added(DAY + timedelta(days=1), "Later.")
    now = replace(
        sitting(
            a=text("Now.", private=True, marked=True, returns=DAY, added=(Added(DAY, "A note, and more."), new)),
            b=Answer("?", "list", value=Lines((Line(1, "One"), Line(7, "Seven")))),
        ),
        place=Place("a", at=3),
    )
    after = brought_back(now, met(then, now), {"a", "b"})
    one, two = after.answers["a"], after.answers["b"]
    assert (one.value, one.private, one.marked, one.returns) == ("Then.", True, True, DAY)
    assert one.added == (Added(DAY, "Gone since."), Added(DAY, "A note, and more."), new)
    assert isinstance(two.value, Lines) and two.value.last == 7 and [line.number for line in two.value.lines] == [1, 2]
    assert after.place == Place("a")


def test_a_letter_that_comes_back_alone_follows_nothing_and_with_all_of_it_does() -> None:
    then = sitting(a=text("Dear M.", assembled=True), b=text("x"))
    now = sitting(a=text("Dear N.", assembled=True), b=text("y"))
    assert not brought_back(now, then, {"a"}).answers["a"].assembled
    assert brought_back(now, then, {"a", "b"}).answers["a"].assembled


def test_what_is_closed_now_is_closed_then_too() -> None:
    then, now = sitting(a=text("Open then.")), sitting(a=text("Closed now.", sealed=True))
    assert met(then, now).answers["a"].sealed
    assert not met(now, then).answers["a"].sealed, "its person has opened it since"
    assert met(now, sitting(a=text(None))).answers["a"].sealed
