"""Options and rows that come from answers, rows that grow, and what is left over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from authored import authored
from hypothesis import given
from hypothesis import strategies as st
from walk import Walker

from workbook.model.answers import Answer, AnsweredColumn, Line, Lines, Pick, Picks, Row, Table
from workbook.model.questions import TableQuestion, one_row_a_screen
from workbook.model.recording import trimmed
from workbook.model.rows import rows_of

STEPS = """
  - id: said
    kind: list
    core: true
    ask: What did they say?
  - id: sorted
    kind: table
    ask: What is each?
    rows: {from: said}
    columns:
      - {id: sort, title: It is, kind: choice, options: {gold: gold, gravel: gravel}}
      - {id: share, title: Share, kind: number}
    remainder: {column: share, of: 100, words: Can't know}
  - id: gold
    kind: choice
    ask: Which one?
    options: {from: sorted, where: {sort: gold}}
  - id: grows
    kind: table
    ask: Which steps?
    rows: 2
    columns:
      - {id: what, title: What}
      - {id: day, title: When, kind: date}
  - id: which
    kind: choices
    ask: Which of them?
    options: {from: grows}
"""


def lines(**words: str) -> Lines:
    """Lines by their numbers, as `_1="words"`."""
    return Lines(tuple(Line(int(number[1:]), text) for number, text in words.items()))


def sorter() -> Walker:
    walker = Walker(authored(STEPS))
    walker.answer("said", lines(_1="It drags.", _3="Vera lives.", _4="Not for us."))
    walker.answer("sorted", {
        "1": {"sort": "gravel", "share": Decimal("30.5")}, "3": {"sort": "gold", "share": Decimal(20)},
        "4": {"sort": "gold"},
    })  # fmt: skip
    return walker


def table_of(walker: Walker, id: str) -> Table:
    value = walker.sitting.answers[id].value
    assert isinstance(value, Table)
    return value


def test_rows_are_the_lines_that_were_answered() -> None:
    walker = sorter()
    assert [(row.key, row.words) for row in walker.shown("sorted").rows] == [
        ("1", "It drags."), ("3", "Vera lives."), ("4", "Not for us.")
    ]  # fmt: skip
    assert [(one.id, one.words) for one in walker.shown("gold").options] == [("3", "Vera lives."), ("4", "Not for us.")]


def test_a_row_goes_with_its_line_and_comes_back_with_it() -> None:
    walker = sorter()
    walker.answer("said", lines(_3="Vera lives!", _4="Not for us.", _5="New"))
    rows = {row.key: row for row in table_of(walker, "sorted").rows}
    assert {key: row.off for key, row in rows.items()} == {"3": False, "4": False, "1": True}
    assert rows["3"].words == "Vera lives!"
    assert rows["1"].cells["sort"] == Pick("gravel", "gravel")
    assert [row.key for row in walker.shown("sorted").rows] == ["3", "4", "5"]
    remainder = table_of(walker, "sorted").remainder
    assert remainder is not None and remainder.value == 80
    walker.answer("said", lines(_1="It drags.", _3="Vera lives.", _4="Not for us."))
    assert table_of(walker, "sorted") == table_of(sorter(), "sorted")


def test_a_hidden_line_has_no_row_and_is_no_option() -> None:
    walker = sorter()
    walker.answer("said", Lines((Line(1, "It drags."), Line(3, "Vera lives."), Line(4, "Not for us.", hidden=True))))
    assert [row.key for row in walker.shown("sorted").rows] == ["1", "3"]
    assert [one.id for one in walker.shown("gold").options] == ["3"]


def test_without_any_line_the_table_is_not_asked_and_keeps_everything() -> None:
    walker = sorter()
    before = table_of(walker, "sorted")
    walker.type("said", None)
    walker.answer("said")
    assert [step.id for step in walker.at.live()] == ["said", "grows"]
    assert walker.sitting.answers["sorted"].off and table_of(walker, "sorted") == before
    walker.answer("said", lines(_1="It drags.", _3="Vera lives.", _4="Not for us."))
    assert not walker.sitting.answers["sorted"].off and table_of(walker, "sorted") == before


def test_a_number_of_a_line_is_never_used_again() -> None:
    assert lines(_1="a", _4="b").last == 4
    assert replace(lines(_1="a"), last=4).last == 4
    assert Lines(()).last == 0


def test_rows_grow_by_one_and_a_row_that_was_emptied_keeps_its_number() -> None:
    walker = Walker(authored(STEPS))
    assert [row.key for row in walker.shown("grows").rows] == ["1", "2"]
    walker.answer("grows", {"1": {"what": "Ring Ruth"}, "2": {"what": "Write"}})
    assert [row.key for row in walker.shown("grows").rows] == ["1", "2", "3"]
    walker.answer("grows", {"3": {"day": date(2026, 12, 1)}})
    assert [row.words for row in table_of(walker, "grows").rows] == ["Ring Ruth", "Write", ""]
    step = walker.question("grows")
    assert isinstance(step, TableQuestion)
    emptied = tuple(replace(row, cells={}) if row.key == "3" else row for row in walker.table(step).rows)
    walker.answer("grows", trimmed(replace(walker.table(step), rows=emptied), first_column_words=True))
    assert table_of(walker, "grows").last == 3
    assert [row.key for row in table_of(walker, "grows").rows] == ["1", "2"]
    assert [row.key for row in walker.shown("grows").rows] == ["1", "2", "4"]


def test_a_row_without_its_first_cell_is_called_by_the_first_that_says_something() -> None:
    walker = Walker(authored(STEPS))
    walker.answer("grows", {"1": {"what": "Ring Ruth"}, "2": {"day": date(2026, 12, 1)}})
    assert [(one.id, one.words) for one in walker.shown("which").options] == [
        ("1", "Ring Ruth"), ("2", "Tuesday 1 December")
    ]  # fmt: skip


def test_empty_rows_at_the_end_are_not_stored_and_a_table_without_a_word_is_none() -> None:
    columns = (AnsweredColumn("a", "A", "line"),)
    rows = (Row("1", ""), Row("2", "", {"a": "x"}), Row("3", ""), Row("4", ""))
    table = trimmed(Table(columns, rows), first_column_words=True)
    assert table is not None and [(row.key, row.words) for row in table.rows] == [("1", ""), ("2", "x")]
    assert table.last == 2
    assert trimmed(Table(columns, (Row("1", ""),)), first_column_words=True) is None


def test_what_is_left_over_never_falls_below_nothing() -> None:
    walker = sorter()
    walker.answer("sorted", {"1": {"share": Decimal("99.9999999")}, "3": {"share": Decimal(0)}})
    remainder = table_of(walker, "sorted").remainder
    assert remainder is not None and remainder.value == Decimal("0.0000001")
    walker.answer("sorted", {"3": {"share": Decimal(500)}, "4": {"share": "a few"}})
    remainder = table_of(walker, "sorted").remainder
    assert remainder is not None and remainder.value == 0


def test_options_come_from_choices_and_ratings_too() -> None:
    steps = """
      - id: values
        kind: choices
        core: true
        ask: Which?
        options: [family, friends]
        other: true
      - id: felt
        kind: ratings
        ask: What is here?
        options: [sad, calm]
      - id: first
        kind: choice
        ask: Which first?
        options: {from: values}
      - id: strongest
        kind: choice
        ask: Which is strongest?
        options: {from: felt}
      - id: why
        kind: table
        ask: Why?
        rows: {from: values}
        columns: [{id: why, title: Why, kind: text}]
    """
    walker = Walker(authored(steps))
    assert walker.go() == ["values", "felt"]
    walker.go({"values": ["friends", "my own"], "felt": {"calm": None}})
    first = walker.shown("first").options
    assert [(one.id, one.words) for one in first] == [("friends", "friends"), ("other", "my own")]
    assert [one.id for one in walker.shown("strongest").options] == ["calm"]
    assert [(row.key, row.words) for row in walker.shown("why").rows] == [("friends", "friends"), ("other", "my own")]
    step = walker.question("why")
    assert isinstance(step, TableQuestion) and one_row_a_screen(step)
    walker.answer("values", Picks((Pick("other", "  "),)))
    assert walker.shown("first").options == ()
    assert "first" not in [step.id for step in walker.at.live()]


@given(
    st.lists(st.lists(st.integers(1, 6), unique=True, min_size=1, max_size=6), min_size=1, max_size=6),
    st.sets(st.integers(1, 6)),
)
def test_no_filled_row_is_ever_lost_however_the_lines_come_and_go(turns: list[list[int]], filled: set[int]) -> None:
    walker = Walker(authored(STEPS))
    first = [1, 2, 3, 4, 5, 6]
    walker.answer("said", Lines(tuple(Line(number, f"line {number}") for number in first)))
    walker.answer("sorted", {str(number): {"sort": "gold"} for number in filled} or {"1": {"sort": "gold"}})
    for numbers in turns:
        walker.answer("said", Lines(tuple(Line(number, f"line {number}") for number in numbers)))
        step = walker.question("sorted")
        assert isinstance(step, TableQuestion)
        table = table_of(walker, "sorted")
        assert {row.key for row in table.rows if row.cells} == {str(number) for number in filled or {1}}
        assert {row.key for row in table.rows if not row.off} <= {str(number) for number in numbers}
        shown = rows_of(step, walker.at.known, table)
        assert [row.key for row in shown.rows if not row.off] == [str(number) for number in numbers]


def test_a_row_of_blanks_says_nothing() -> None:
    columns = (AnsweredColumn("a", "A", "line"),)
    assert not Answer("?", "table", value=Table(columns, (Row("1", "x", {"a": " "}),))).speaks()
