"""Two versions become one again: what is chosen is taken, and not a word of either is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from anysitting import EVENING, RICH, SITTINGS, VALUES, answers
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.model.answers import (
    Added,
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
from workbook.model.differing import Side, alike, differences, said
from workbook.model.merging import let_go_in, loses, merge
from workbook.model.sitting import Place, Sitting
from workbook.store.answerfile import answer_tree

TODAY = date(2026, 11, 25)
DAY = EVENING.date()
COLUMNS = (AnsweredColumn("sort", "It is", "line"), AnsweredColumn("share", "Share", "number"))


def of(kind: str, value: Value | None, **more: Any) -> Answer:
    return Answer("What is it?", kind, value=value, day=DAY, **more)


def sitting(**found: Answer) -> Sitting:
    return Sitting("x", "X", "small", "s", EVENING, answers=found)


def both(one: Answer, other: Answer, side: Side = Side.BOTH) -> Answer:
    return merge(sitting(x=one), sitting(x=other), {"x": side}, TODAY).answers["x"]


def leaves(tree: object) -> Iterator[str]:
    """Every text of a file's tree."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in ("row", "columns", "option"):
                yield from leaves(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from leaves(value)
    elif isinstance(tree, str):
        yield tree


def words_in(answer: Answer) -> list[str]:
    tree = answer_tree(answer)
    found = [*leaves(tree.get("answer", "")), *leaves(tree.get("added", []))]
    return [words for words in found if words.strip()]


def changed(answer: Answer) -> st.SearchStrategy[Answer]:
    return st.builds(
        lambda value, notes: replace(answer, value=value, added=notes),
        st.none() | VALUES[answer.kind],
        st.lists(st.builds(Added, st.dates(), st.text("ab \n", min_size=1, max_size=9)), max_size=2).map(tuple),
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[Sitting, Sitting]:
    """A sitting, and one like it in which some answers were changed, taken out or written elsewhere."""
    one = draw(SITTINGS)
    found: dict[str, Answer] = {}
    for step, answer in one.answers.items():
        match draw(st.sampled_from(["same", "changed", "out", "another"])):
            case "same":
                found[step] = answer
            case "changed":
                found[step] = draw(changed(answer))
            case "another":
                found[step] = draw(answers())
    found.update(draw(st.dictionaries(st.sampled_from(["new-1", "new-2"]), answers(), max_size=2)))
    other = draw(SITTINGS)
    return one, replace(other, answers=found, exercise=one.exercise, pack=one.pack, run=one.run)


@settings(max_examples=50, deadline=None)
@given(versions(), st.data())
def test_no_word_is_lost_unsaid_whatever_is_chosen(pair: tuple[Sitting, Sitting], data: st.DataObject) -> None:
    one, other = pair
    choices = {found.step: data.draw(st.sampled_from(Side), found.step) for found in differences(one, other)}
    merged = merge(one, other, choices, TODAY)
    for version in (one, other):
        gone = let_go_in(version, merged)
        if loses(version, merged):
            continue
        for step, answer in version.answers.items():
            if step not in gone:
                there = words_in(merged.answers[step])
                assert all(any(words in text for text in there) for words in words_in(answer)), step


@settings(max_examples=50, deadline=None)
@given(versions())
def test_whoever_takes_both_has_every_word_of_both(pair: tuple[Sitting, Sitting]) -> None:
    one, other = pair
    choices = {found.step: Side.BOTH for found in differences(one, other) if found.usual is None}
    merged = merge(one, other, choices, TODAY)
    for version in (one, other):
        gone = let_go_in(version, merged)
        for step, answer in version.answers.items():
            if step not in gone:
                there = words_in(merged.answers[step])
                assert all(any(words in text for text in there) for words in words_in(answer)), step


@settings(max_examples=30, deadline=None)
@given(versions())
def test_what_is_private_closed_or_let_go_in_either_is_so(pair: tuple[Sitting, Sitting]) -> None:
    one, other = pair
    merged = merge(one, other, {}, TODAY)
    for version in (one, other):
        for step, answer in version.answers.items():
            after = merged.answers[step]
            was = version.private if answer.private is None else answer.private
            assert (merged.private if after.private is None else after.private) >= was
            assert after.sealed >= answer.sealed or after.let_go
            if answer.let_go and answer.value is None and answer.let_go_at is None and step in {**one.answers} and (
                step in other.answers
            ):  # fmt: skip
                assert after.let_go and after.value is None
    assert not differences(merged, merge(one, other, {}, TODAY))


def test_only_what_differs_is_asked_and_what_one_alone_has_is_taken() -> None:
    one = sitting(
        same=of("line", "A."),
        mine=of("line", "Mine."),
        both=of("line", "It drags."),
        left=of("line", None, skipped=True),
    )
    other = sitting(
        same=of("line", "A."), both=of("line", "It is long."), left=of("line", "Left."), new=of("line", "N.")
    )
    found = {one.step: one.usual for one in differences(one, other)}
    assert found == {"mine": Side.ONE, "both": None, "left": Side.OTHER, "new": Side.OTHER}
    assert alike(one, other) == 1
    merged = merge(one, other, {"both": Side.OTHER}, TODAY)
    assert {step: answer.value for step, answer in merged.answers.items()} == {
        "same": "A.", "mine": "Mine.", "both": "It is long.", "left": "Left.", "new": "N.",
    }  # fmt: skip
    assert list(merged.answers) == ["same", "mine", "both", "left", "new"]
    assert loses(one, merged) and not loses(other, merged)
    bare = merge(one, other, {"mine": Side.OTHER, "both": Side.ONE, "new": Side.ONE}, TODAY)
    assert (bare.answers["mine"].value, bare.answers["new"].value) == (None, None)


@pytest.mark.parametrize(
    ("kind", "one", "other", "value", "note"),
    [
        ("line", "It drags.", "It is long.", "It drags.", "It is long."),
        ("text", "A\n\nB", "C\n", "A\n\nB", "C\n"),
        ("scale", 7, 3, 7, "3"),
        ("date", date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 1), "8 December 2026"),
        ("choice", Picks((Pick("a", "Yes"),)), Picks((Pick("b", "No"),)), Picks((Pick("a", "Yes"),)), "No"),
        ("choices", Picks((Pick("a", "Sad"),)), Picks((Pick("a", "Sad"), Pick("other", "odd"))),
         Picks((Pick("a", "Sad"), Pick("other", "odd"))), None),
        ("choices", Picks((Pick("other", "flat"),)), Picks((Pick("other", "odd"),)), Picks((Pick("other", "flat"),)),
         "odd"),
        ("ratings", Ratings((Rating("s", "sad", 3),)), Ratings((Rating("s", "sad", 5), Rating("c", "calm", None))),
         Ratings((Rating("s", "sad", 3), Rating("c", "calm", None))), "sad, 5 of 5"),
        ("list", Lines((Line(1, "It drags."), Line(2, "Too long."))),
         Lines((Line(1, "It drags."), Line(2, "No ending."), Line(3, "Late."))),
         Lines((Line(1, "It drags."), Line(2, "Too long."), Line(4, "No ending."), Line(3, "Late."))), None),
    ],
)  # fmt: skip
def test_both_of_every_kind(kind: str, one: Value, other: Value, value: Value, note: str | None) -> None:
    made = both(of(kind, one), of(kind, other))
    assert made.value == value
    assert [added.text for added in made.added] == ([] if note is None else [note])
    # Taken once more, nothing is written twice.
    again = both(made, of(kind, other))
    assert (again.value, again.added) == (made.value, made.added)


def test_rows_that_two_have_begun_stand_one_below_the_other() -> None:
    one = Table(COLUMNS, (Row("1", "gold", {"sort": "gold", "share": Decimal(5)}), Row("2", "sand", {"sort": "sand"})))
    other = Table(COLUMNS, (Row("1", "gold", {"sort": "gold"}), Row("2", "mud", {"sort": "mud", "share": Decimal(9)})))
    made = both(of("table", one), of("table", other))
    assert isinstance(made.value, Table)
    assert [(row.key, dict(row.cells)) for row in made.value.rows] == [
        ("1", {"sort": "gold", "share": Decimal(5)}),
        ("2", {"sort": "sand"}),
        ("3", {"sort": "mud", "share": Decimal(9)}),
    ]
    assert made.added == ()


def test_what_is_said_of_a_line_stays_with_it() -> None:
    def version(second: str, sort: str) -> Sitting:
        lines = Lines((Line(1, "It drags."), Line(2, second)))
        rows = tuple(Row(str(line.number), line.text, {"sort": f"{sort} {line.number}"}) for line in lines.lines)
        worst = Picks((Pick("2", second),))
        return sitting(said=of("list", lines), sorted=of("table", Table(COLUMNS, rows)), worst=of("choice", worst))

    one, other = version("Nobody will read it.", "mine"), version("I can't write.", "theirs")
    merged = merge(one, other, {"said": Side.BOTH, "sorted": Side.OTHER, "worst": Side.OTHER}, TODAY)
    said_now = merged.answers["said"].value
    assert isinstance(said_now, Lines)
    numbers = {line.text: str(line.number) for line in said_now.lines}
    assert numbers == {"It drags.": "1", "Nobody will read it.": "2", "I can't write.": "3"}
    table, picks = merged.answers["sorted"].value, merged.answers["worst"].value
    assert isinstance(table, Table) and [(row.key, row.words) for row in table.rows] == [
        ("1", "It drags."), ("3", "I can't write."),
    ]  # fmt: skip
    assert picks == Picks((Pick("3", "I can't write."),))
    # A line that is not taken takes no other's place.
    merged = merge(one, other, {"said": Side.ONE, "sorted": Side.OTHER, "worst": Side.OTHER}, TODAY)
    table = merged.answers["sorted"].value
    assert isinstance(table, Table) and [row.key for row in table.rows] == ["1", "was-2"]
    # The same line, mended in one of them, is the same line.
    merged = merge(
        version("Nobody will read it.", "mine"), version("Nobody will ever read it.", "theirs"),
        {"said": Side.ONE, "sorted": Side.OTHER, "worst": Side.ONE}, TODAY,
    )  # fmt: skip
    table = merged.answers["sorted"].value
    assert isinstance(table, Table) and [row.key for row in table.rows] == ["1", "2"]


def test_what_was_let_go_in_one_stays_let_go_unless_it_was_written_anew() -> None:
    at = EVENING + timedelta(hours=1)
    gone = of("text", None, let_go=True, let_go_at=at)
    words = of("text", "I read her mail.", added=(Added(DAY, "My note."),))
    for one, other in ((gone, words), (words, gone)):
        assert differences(sitting(x=one), sitting(x=other)) == ()
        merged = merge(sitting(x=one), sitting(x=other), {}, TODAY)
        after = merged.answers["x"]
        assert (after.value, after.let_go, after.let_go_at) == (None, True, at)
        assert after.added == words.added
        assert {**let_go_in(sitting(x=words), merged)} == {"x": at}
    anew = of("text", "Anew.", let_go_at=at)
    assert both(gone, anew, Side.OTHER).value == "Anew."
    assert said(gone) == ()


def test_what_is_closed_tells_nothing_in_a_note() -> None:
    made = both(of("text", "One.", sealed=True), of("text", "Two."))
    assert (made.value, made.sealed, made.added) == ("One.\n\nTwo.", True, ())


def test_the_rest_of_the_sitting_is_of_both() -> None:
    later = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
    one = replace(RICH, revision=4, finished=None, short=True, saved=EVENING, extra={"a": 1}, place=Place("thought"))
    other = replace(
        RICH, revision=9, started=EVENING - timedelta(days=1), finished=later, saved=later, private=False,
        place=Place("fix"), extra={"a": 2, "b": 3}, done=5, of=7,
    )  # fmt: skip
    merged = merge(one, other, {}, TODAY)
    assert (merged.revision, merged.started, merged.finished) == (9, other.started, later)
    assert (merged.short, merged.private, merged.place) == (False, True, Place("fix"))
    assert merged.extra == {"a": 1, "b": 3}
    assert (merged.done, merged.of) == (7, 7)
    assert merged.answers == RICH.answers
