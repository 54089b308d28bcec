"""What is hidden is hidden everywhere; what is emptied leaves its numbers and its privacy behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from authored import authored
from built import build
from hypothesis import given
from hypothesis import strategies as st
from walk import EVENING, Walker

from workbook.model.answers import Answer, Line, Lines, Pick, Picks, Rating, Ratings, Table, Value
from workbook.model.recording import answered, passed
from workbook.store.sittingfile import decode, encode

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
      - {id: sort, title: It is, kind: choice, options: [gold, gravel]}
      - {id: do, title: To do, kind: line}
  - id: gold
    kind: choice
    ask: Which one?
    options: {from: sorted}
"""


def lines(hidden: tuple[int, ...] = (), *numbers: int) -> Lines:
    return Lines(tuple(Line(number, f"line {number}", number in hidden) for number in numbers or (1, 2, 3)))


def sorter() -> Walker:
    walker = Walker(authored(STEPS))
    walker.answer("said", lines())
    walker.answer("sorted", {"1": {"sort": "gold"}, "2": {"sort": "gravel"}, "3": {"do": "Read it."}})
    return walker


def hidden_rows(walker: Walker) -> list[str]:
    table = walker.sitting.answers["sorted"].value
    assert isinstance(table, Table)
    return [row.key for row in table.rows if row.hidden]


def hidden_lines(walker: Walker) -> list[int]:
    made = walker.sitting.answers["said"].value
    assert isinstance(made, Lines)
    return [line.number for line in made.lines if line.hidden]


def hide(walker: Walker, *keys: str) -> None:
    """As a table's widget does it: by the row alone."""
    table = walker.table(walker.question("sorted"))  # type: ignore[arg-type]
    rows = tuple(replace(row, hidden=row.key in keys) for row in table.rows)
    walker.type("sorted", replace(table, rows=rows))


def test_a_hidden_line_hides_its_row_and_a_hidden_row_its_line_and_both_come_back() -> None:
    walker = sorter()
    walker.type("said", lines((2,)))
    assert hidden_rows(walker) == ["2"]
    assert [row.key for row in walker.shown("sorted").rows] == ["1", "3"]
    walker.type("said", lines())
    assert hidden_rows(walker) == []
    hide(walker, "3")
    assert hidden_lines(walker) == [3]
    assert [one.id for one in walker.shown("gold").options] == ["1", "2"]
    hide(walker)
    assert hidden_lines(walker) == []


def test_what_is_hidden_in_one_is_printed_from_neither() -> None:
    walker = sorter()
    hide(walker, "2")
    printed = str(build("B", [walker.sitting], order=(), started=date(2026, 11, 22), today=date(2026, 11, 22)))
    assert "line 1" in printed and "line 2" not in printed


def test_a_hidden_row_that_holds_nothing_stays_hidden_in_the_file() -> None:
    walker = Walker(authored(STEPS))
    walker.answer("said", lines((2,)))
    walker.answer("sorted", {"1": {"sort": "gold"}})
    assert decode(encode(walker.sitting))[0] == walker.sitting
    rows = walker.table(walker.question("sorted")).rows  # type: ignore[arg-type]
    assert [(row.key, row.hidden) for row in rows] == [("1", False), ("2", True), ("3", False)]


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(1, 3), max_size=2)), max_size=6))
def test_lists_and_tables_never_disagree_about_what_is_hidden(turns: list[tuple[bool, set[int]]]) -> None:
    walker = sorter()
    for in_list, numbers in turns:
        if in_list:
            walker.type("said", lines(tuple(numbers)))
        else:
            hide(walker, *map(str, numbers))
        assert set(hidden_lines(walker)) == {int(key) for key in hidden_rows(walker)} == numbers


@pytest.mark.parametrize(("kind", "value"), [
    ("list", Lines((Line(1, "a"), Line(4, "b")))),
    ("table", {"1": {"a": "x"}, "2": {"a": "y"}}),
])  # fmt: skip
def test_numbers_are_not_used_again_after_everything_was_taken_out(kind: str, value: object) -> None:
    more = "\n    columns: [{id: a, title: A}]" if kind == "table" else ""
    walker = Walker(authored(f"  - id: q\n    kind: {kind}\n    core: true\n    ask: What?{more}\n"))
    walker.type("q", value)
    last = walker.sitting.answers["q"].value.last  # type: ignore[union-attr]
    walker.type("q", None)
    assert not walker.sitting.answers["q"].dealt_with()
    walker.sitting = decode(encode(walker.sitting))[0]
    walker.answer("q")
    assert walker.sitting.answers["q"].skipped
    walker.sitting = decode(encode(walker.sitting))[0]
    begun = Lines((Line(last + 1, "new"),)) if kind == "list" else Lines(())
    if kind == "list":
        walker.type("q", replace(begun, lines=(Line(last + 1, "new"),)))
        walker.type("q", None)
        walker.type("q", Lines((Line(1, "by hand"),)))
        assert walker.sitting.answers["q"].value.last == last + 1  # type: ignore[union-attr]
    assert walker.sitting.answers["q"].last == (0 if kind == "list" else last)


def test_nothing_is_left_in_the_file_of_an_emptied_answer_that_had_neither() -> None:
    walker = Walker(authored("  - id: q\n    kind: line\n    core: true\n    ask: What?\n"))
    walker.type("q", "words")
    walker.type("q", None)
    assert walker.sitting.answers == {}


FOLLOWS = """
  - id: told
    kind: list
    core: true
    ask: What?
    private: true
  - id: letter
    kind: letter
    ask: Your words.
    template: |-
      Dear you,
      so it was {told}.
  - id: rows
    kind: table
    ask: Each?
    rows: {from: told}
    columns: [{id: a, title: A}, {id: b, title: B}]
"""


def test_what_follows_a_private_answer_takes_its_mark_also_when_that_is_answered_later() -> None:
    open_steps = FOLLOWS.replace("    private: true\n", "")
    walker = Walker(authored(open_steps))
    walker.answer("told", Lines((Line(1, "a"),)))
    walker.answer("letter")
    walker.answer("rows", {"1": {"a": "x"}})
    assert [walker.sitting.answers[id].private for id in ("told", "letter", "rows")] == [None, None, None]
    told = walker.sitting.answers["told"]
    walker = Walker(authored(FOLLOWS), replace(walker.sitting, answers={**walker.sitting.answers, "told": told}))
    walker.answer("told", Lines((Line(1, "a secret"),)))
    assert [walker.sitting.answers[id].private for id in ("told", "letter", "rows")] == [True, True, True]
    assert "a secret" in str(walker.sitting.answers["letter"].value)


def test_a_private_letter_that_was_edited_stays_private_when_its_source_is_gone_and_when_emptying_is_undone() -> None:
    walker = Walker(authored(FOLLOWS))
    walker.answer("told", Lines((Line(1, "a secret"),)))
    walker.answer("letter", "Dear you, a secret it was.")
    walker.type("told", None)
    walker.answer("told")
    assert walker.sitting.answers["letter"].private is True
    walker.type("letter", None)
    walker.type("letter", "Dear you, a secret it was.")
    walker.answer("letter")
    assert walker.sitting.answers["letter"].private is True


RED = "options: {red: Deep red, blue: blue}"
BEGINS: list[tuple[str, str, Value, Value | None]] = [
    ("choice", RED, Picks((Pick("red", "gone words"),)), Picks((Pick("red", "Deep red"),))),
    ("choice", RED, "deep RED.", Picks((Pick("red", "Deep red"),))),
    ("choice", RED, "green", None),
    ("choice", RED, Ratings((Rating("red", "Deep red", 2), Rating("blue", "blue", 4))), Picks((Pick("blue", "blue"),))),
    ("choice", RED, Ratings((Rating("red", "Deep red", 4), Rating("blue", "blue", 4))), None),
    ("choice", RED, Ratings((Rating("red", "Deep red", None), Rating("blue", "blue", None))), None),
    ("choices", RED, Lines((Line(1, "blue"), Line(2, "deep red"))),
     Picks((Pick("red", "Deep red"), Pick("blue", "blue")))),
    ("ratings", RED, Ratings((Rating("blue", "blue", 4),)), Ratings((Rating("blue", "blue", 4),))),
    ("list", "", Lines((Line(3, "a"), Line(7, "b"))), Lines((Line(1, "a"), Line(2, "b")))),
    ("list", "", "one\n\ntwo", Lines((Line(1, "one"), Line(2, "two")))),
    ("scale", "", 7, 7),
    ("scale", "max: 5", 7, None),
    ("date", "", date(2026, 12, 1), date(2026, 12, 1)),
    ("line", "", Lines((Line(1, "a"), Line(2, "b"))), "a and b"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more", "earlier", "begins"), BEGINS)
def test_every_kind_begins_with_an_earlier_answer_where_it_can(
    kind: str, more: str, earlier: Value, begins: Value | None
) -> None:
    step = f"  - id: q\n    kind: {kind}\n    core: true\n    ask: What?\n    default: other.a\n"
    exercise = authored(step + (f"    {more}\n" if more else ""))
    walker = Walker(exercise, earlier={"other.a": Answer("?", "line", value=earlier)})
    said = walker.shown("q").asked
    assert said.beginning == begins
    assert said.default == (begins if isinstance(begins, str) else "")
    walker.sitting = passed(walker.at, walker.question("q"), EVENING, said.beginning)  # type: ignore[arg-type]
    assert walker.sitting.answers["q"].value == begins
    emptied = answered(walker.at, walker.question("q"), None, EVENING)  # type: ignore[arg-type]
    assert "q" not in emptied.answers or emptied.answers["q"].value is None
