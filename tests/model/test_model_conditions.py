"""Conditions: every test on every kind of value, and without an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from authored import authored
from hypothesis import given
from hypothesis import strategies as st
from walk import Walker

from workbook.model.answers import (
    Answer,
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
from workbook.model.conditions import All, AnyOf, Condition, Name, Not, Test, holds, may_come_to_hold

COLUMNS = (AnsweredColumn("cause", "It is", "choice"), AnsweredColumn("share", "Share", "number"))
TABLE = Table(
    COLUMNS,
    (
        Row("1", "one", {"cause": Pick("gap", "a gap"), "share": Decimal("2.5"), "when": date(2026, 12, 1)}),
        Row("2", "two", {"cause": Pick("luck", "luck"), "share": Decimal(90), "words": " yes "}, off=True),
        Row("3", "three", {"cause": Pick("fit", "a fit"), "words": "   "}),
        Row("4", "four", {"cause": Pick("unfair", "unfair")}, hidden=True),
        Row("5", "five"),
    ),
)
VALUES: dict[str, Value] = {
    "text": " Yes ",
    "number": 7,
    "day": date(2026, 11, 22),
    "choice": Picks((Pick("left", "to the left"),)),
    "choices": Picks((Pick("a", "A"), Pick("b", "B"), Pick("other", "mine"))),
    "felt": Ratings((Rating("sad", "sad", 3),)),
    "list": Lines((Line(1, "one"), Line(3, "three"), Line(4, "no", hidden=True))),
    "table": TABLE,
    "blank": " \n",
    "other-blank": Picks((Pick("other", " "),)),
}


def lookup(name: Name) -> Answer | int | None:
    if name.step == "sitting":
        return 2
    value = VALUES.get(name.step)
    answer = Answer("?", "text", value=value)
    return answer if answer.speaks() else None


@pytest.mark.parametrize(
    ("name", "test", "value", "held"),
    [
        ("text", "is", "Yes", True), ("text", "is", "yes", False), ("text", "answered", "true", True),
        ("number", "is", "7", True), ("number", "is", "7.0", True), ("number", "is", "8", False),
        ("number", "at_least", "7", True), ("number", "at_least", "7.5", False),
        ("number", "at_most", "7", True), ("number", "at_most", "6", False),
        ("day", "is", "2026-11-22", True), ("day", "at_least", "1", False),
        ("choice", "is", "left", True), ("choice", "is", "to the left", False), ("choice", "includes", "left", True),
        ("choices", "is", "b", True), ("choices", "includes", "b", True), ("choices", "is", "c", False),
        ("choices", "includes", "other", True),
        ("felt", "includes", "sad", True), ("felt", "is", "calm", False),
        ("list", "answered", "true", True), ("list", "includes", "3", True), ("list", "includes", "4", False),
        ("table", "answered", "true", True), ("table", "includes", "1", True), ("table", "includes", "2", False),
        ("table", "includes", "4", False), ("table", "includes", "5", False),
        ("table/cause", "includes", "gap", True), ("table/cause", "is", "fit", True),
        ("table/cause", "includes", "luck", False), ("table/cause", "includes", "unfair", False),
        ("table/share", "at_least", "2", True), ("table/share", "at_least", "50", False),
        ("table/share", "at_most", "2.5", True), ("table/when", "is", "2026-12-01", True),
        ("table/words", "answered", "true", False), ("table/none", "answered", "true", False),
        ("table/none", "answered", "false", True),
        ("sitting", "is", "2", True), ("sitting", "at_least", "2", True), ("sitting", "at_most", "1", False),
        ("sitting", "answered", "true", True),
        ("text", "at_least", "1", False), ("choice", "at_most", "1", False),
    ],
)  # fmt: skip
def test_a_test_of_an_answer(name: str, test: str, value: str, held: bool) -> None:
    assert holds(Test(Name.parse(name) if name != "sitting" else Name(name), test, value), lookup) is held


@pytest.mark.parametrize("name", ["nothing", "blank", "other-blank", "nothing/column"])
def test_without_an_answer_every_test_is_false_but_answered_false(name: str) -> None:
    for test, value in (("is", ""), ("is", "x"), ("includes", "x"), ("at_least", "0"), ("at_most", "9")):
        assert not holds(Test(Name.parse(name), test, value), lookup)
    assert not holds(Test(Name.parse(name), "answered", "true"), lookup)
    assert holds(Test(Name.parse(name), "answered", "false"), lookup)


def test_a_hidden_line_alone_is_no_answer() -> None:
    assert not Answer("?", "list", value=Lines((Line(1, "x", hidden=True),))).speaks()
    assert not Answer("?", "table", value=Table(COLUMNS, TABLE.rows[1:2])).speaks()


YES = Test(Name("number"), "is", "7")
NO = Test(Name("number"), "is", "8")
TREES = st.recursive(
    st.sampled_from([YES, NO]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda of: All(tuple(of))),
        st.lists(inner, min_size=1, max_size=3).map(lambda of: AnyOf(tuple(of))),
        inner.map(Not),
    ),
    max_leaves=8,
)


def plainly(condition: Condition) -> bool:
    match condition:
        case All(of):
            return False not in [plainly(one) for one in of]
        case AnyOf(of):
            return True in [plainly(one) for one in of]
        case Not(inner):
            return not plainly(inner)
        case _:
            return condition is YES or condition == YES


@given(TREES)
def test_all_any_and_not_nest(condition: Condition) -> None:
    assert holds(condition, lookup) is plainly(condition)


def test_no_condition_always_holds() -> None:
    assert holds(None, lookup)


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ("{fork: left}", True), ("{fork: right}", False), ("{fork: left, heavy: {at_least: 3, at_most: 5}}", True),
        ("{fork: left, heavy: {at_least: 5}}", False), ("{any: [{fork: right}, {heavy: 4}]}", True),
        ("{not: {fork: right}}", True), ("{not: {fork: left, heavy: 4}}", False),
        ("{not: {empty: {answered: true}}}", True), ("{empty: {answered: false}}", True),
        ("{not: {any: [{fork: right}, {empty: something}]}}", True),
        ("{any: [{not: {heavy: 4}}, {fork: {includes: left}}], sitting: 1}", True), ("{sitting: 2}", False),
    ],
)  # fmt: skip
def test_conditions_as_authors_write_them(when: str, held: bool) -> None:
    steps = f"""
      - id: fork
        kind: choice
        core: true
        ask: Left or right?
        options: [left, right]
      - id: heavy
        kind: scale
        ask: How heavy?
      - id: empty
        kind: line
        ask: Nothing?
      - id: asked
        kind: line
        when: {when}
        ask: Is it?
    """
    walker = Walker(authored(steps))
    assert ("asked" in walker.go({"fork": "left", "heavy": 4})) is held


@pytest.mark.parametrize("state", ["skipped", "off", "sealed", "let_go"])
def test_what_may_not_be_spoken_of_is_no_answer(state: str) -> None:
    assert Answer("?", "line", value="words").speaks()
    assert not Answer("?", "line", value="words", **{state: True}).speaks()  # type: ignore[arg-type]


COMES = Test(Name("coming"), "answered", "true")
BY_NAME = Test(Name("coming", "own"), "answered", "true")
FOREIGN = Test(Name("coming", "another"), "answered", "true")


@pytest.mark.parametrize(
    ("condition", "may"),
    [
        (None, True), (YES, True), (NO, False), (COMES, True), (BY_NAME, True), (FOREIGN, False),
        # What it will be is not known: only that it will be there.
        (Test(Name("coming"), "is", "7"), False), (Test(Name("coming"), "answered", "false"), True),
        (All((COMES, YES)), True), (All((COMES, NO)), False), (All((NO, COMES)), False),
        (AnyOf((COMES, NO)), True), (AnyOf((NO, COMES)), True), (AnyOf((NO, NO)), False),
        (All((COMES, AnyOf((NO, BY_NAME)))), True), (AnyOf((NO, All((COMES, NO)))), False), (Not(YES), False),
    ],
)  # fmt: skip
def test_what_may_come_to_hold_once_an_answer_is_there(condition: Condition | None, may: bool) -> None:
    assert may_come_to_hold(condition, lookup, {"coming"}, "own") is may


@pytest.mark.parametrize("when", ["{a: {answered: true}}", "{any: [{a: {answered: true}}, {z: {is: 3}}]}"])
def test_questions_that_come_with_any_answer_are_counted_from_the_beginning(when: str) -> None:
    steps = f"""
      - id: a
        kind: line
        core: true
        ask: A?
      - id: z
        kind: scale
        core: true
        ask: Z?
      - id: b
        kind: line
        core: true
        ask: B?
        when: {when}
      - id: c
        kind: line
        core: true
        ask: C?
        when: {{b: {{answered: true}}, z: {{is: 5}}}}
    """
    walker = Walker(authored(steps))
    assert walker.at.of() == 3
    walker.answer("a", "x")
    assert walker.at.of() == 3
