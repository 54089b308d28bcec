"""When a state is kept as an earlier version, and which versions stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.answers import (
    Added,
    Answer,
    AnsweredColumn,
    Line,
    Lines,
    Pick,
    Picks,
    Row,
    Table,
    Value,
)
from workbook.model.lettinggo import let_go
from workbook.model.sitting import Place, Sitting
from workbook.model.versions import (
    AT_MOST,
    BYTES,
    DAYS,
    EVERY,
    NEWEST,
    PASSAGE,
    Version,
    Watch,
    due,
    staying,
    takes_much,
    watched,
)

EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=1)))
LONG = "Two people read it to the end and wrote to me about Vera. That is so. One agent said no to one book."

COLUMNS = (AnsweredColumn("for", "For", "line"),)


def sitting(revision: int = 1, at: datetime = EVENING, **values: Value | None) -> Sitting:
    answers = {id: Answer("?", "text", value=value) for id, value in values.items()}
    return Sitting("x", "X", "small", "s", EVENING, revision=revision, saved=at, answers=answers)


def lived(*states: Sitting) -> list[Sitting]:
    """What is kept while these states follow one another; the first stands on disk when it is opened."""
    kept: list[Sitting] = []
    watch: Watch | None = None
    for there, after in pairwise(states):
        found = due(watch, there, after)
        watch = watched(watch, there, after, found)
        kept += found
    return kept


# Which stay

VERSIONS = st.lists(
    st.builds(
        Version,
        st.integers(0, 10**6),
        st.dates(date(2026, 1, 1), date(2026, 3, 1)) | st.dates(),
        st.integers(0, 3_000_000) | st.just(BYTES + 1),
    ),
    unique_by=lambda one: one.number,
    max_size=80,
)


@given(VERSIONS)
def test_no_more_stay_than_there_is_room_for_and_the_newest_always_does(versions: list[Version]) -> None:
    stay = staying(versions)
    assert stay <= set(versions) and len(stay) <= AT_MOST
    assert sum(one.size for one in stay) <= BYTES or len(stay) == 1
    if versions:
        assert max(versions, key=lambda one: one.number) in stay
    assert staying(stay) == stay, "to look again takes nothing more away"


@given(VERSIONS)
def test_the_newest_ten_stay_and_the_newest_of_each_of_thirty_days(versions: list[Version]) -> None:
    small = [replace(one, size=100) for one in versions]
    stay = staying(small)
    newest = sorted(small, key=lambda one: one.number, reverse=True)
    assert stay >= set(newest[:NEWEST])
    days = sorted({one.day for one in small}, reverse=True)[:DAYS]
    assert stay >= {next(one for one in newest if one.day == day) for day in days}


@given(VERSIONS, st.dates())
def test_a_clock_that_jumps_takes_no_more_away_than_any_other_day(versions: list[Version], day: date) -> None:
    small = [replace(one, size=100) for one in versions]
    one_more = Version(max((one.number for one in small), default=0) + 1, day, 100)
    assert len(staying(small) - staying([*small, one_more])) <= 2


# When

STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "erase", "anew"]), st.integers(1, 60), st.integers(-30, 15)), max_size=30
)


@given(STEPS)
def test_whatever_was_written_can_be_found_after_all_of_it_is_gone(steps: list[tuple[str, int, int]]) -> None:
    text, at = "", EVENING
    states = [sitting(0, x=text or None)]
    for number, (what, size, minutes) in enumerate([*steps, ("end", 0, 0)], 1):
        at += timedelta(minutes=minutes)
        match what:
            case "write":
                text += f"word{number} " * (size // 5 + 1)
            case "erase":
                text = text[:-size]
            case "anew":
                text = f"other{number} " * (size // 5)
            case _:
                text = ""
        states.append(sitting(number, at, x=text or None))
    most = max(len(str(one.answers["x"].value or "")) for one in states)
    kept = max((len(str(one.answers["x"].value)) for one in lived(*states)), default=0)
    assert kept >= most - PASSAGE


@given(STEPS)
def test_while_nothing_much_is_taken_away_there_is_one_in_ten_minutes(steps: list[tuple[str, int, int]]) -> None:
    text, at = "It begins. ", EVENING
    states = [sitting(0, at, x=text)]
    for number, (_, size, minutes) in enumerate(steps, 1):
        at += timedelta(minutes=abs(minutes) / 5)
        text += "word " * (size // 5 + 1)
        states.append(sitting(number, at, x=text))
    kept = lived(*states)
    assert kept[:1] == states[:1] or len(states) == 1
    assert len(kept) <= 1 + (at - EVENING) / EVERY
    assert len({one.revision for one in kept}) == len(kept)


def test_a_change_of_place_alone_keeps_nothing_and_the_first_words_after_it_do() -> None:
    was = sitting(1, x=LONG)
    moved = replace(was, revision=2, place=Place("x", at=3), saved=EVENING + timedelta(hours=1))
    more = sitting(3, EVENING + timedelta(hours=2), x=f"{LONG} More.")
    assert lived(was, moved) == []
    assert lived(was, moved, more) == [moved]
    assert lived(sitting(1), sitting(2, x="a"), sitting(3, x="ab")) == [], "nothing stood there before"


def test_what_is_taken_away_letter_by_letter_is_kept_as_it_was_at_its_fullest() -> None:
    states = [sitting(1, x="Before."), sitting(2, x="Before. And"), sitting(3, x=LONG, y="y")]
    for length in range(len(LONG), -1, -4):
        states.append(sitting(len(states) + 1, x=LONG[:length] or None, y="y" * 300))
    kept = lived(*states)
    assert [one.answers["x"].value for one in kept] == ["Before.", LONG]
    assert due(None, states[-1], states[-1], whole=True) == ()


def test_what_is_replaced_as_a_whole_is_kept_at_once() -> None:
    first, then = sitting(1, x="a"), sitting(2, x="ab")
    watch = watched(None, first, then, (first,))
    after = sitting(3, EVENING, x="abc")
    assert due(watch, then, after) == ()
    assert due(watch, then, after, whole=True) == (then,)


@pytest.mark.parametrize(
    ("before", "after", "much"),
    [
        (LONG, None, True),
        (LONG, LONG[:30], True),
        (LONG, LONG[:70], False),
        (LONG, f"{LONG} More.", False),
        (LONG, LONG.replace("wrote to me", "spoke"), False),
        (LONG, "Something else altogether stands here now, as long as what was there before it. So.", True),
        (LONG, " ".join(reversed(LONG.split())), False),
        ("Only a short line.", None, False),
        ("被拒绝之后" * 20, "我很难过" * 25, True),
        ("被拒绝之后" * 20, "被拒绝之后" * 20 + "好", False),
        (Lines((Line(1, "It drags in the middle."), Line(2, "No."))), Lines((Line(2, "No."),)), True),
        (Lines((Line(1, "Tom"), Line(2, "Ruth"))), Lines((Line(2, "Ruth"),)), False),
        (Lines((Line(1, "Tom"), Line(2, "Ruth"))), Lines(()), True),
        (Lines((Line(1, "Tom"),)), Lines((Line(1, "Thomas"), Line(2, "x"))), False),
        (Picks((Pick("other", LONG),)), Picks((Pick("a", "A"),)), True),
        (Picks((Pick("a", LONG),)), Picks((Pick("b", "B"),)), False),
        (7, 3, False),
        (date(2026, 11, 22), None, False),
        (
            Table(COLUMNS, (Row("1", "a", {"for": "They read it twice."}), Row("2", "b"))),
            Table(COLUMNS, (Row("2", "b"),)),
            True,
        ),
    ],
)  # fmt: skip
def test_what_counts_as_much(before: Value, after: Value | None, much: bool) -> None:
    now = Answer("?", "text", value=after) if after is not None else None
    assert takes_much(Answer("?", "text", value=before), now) is much


def test_a_note_beside_an_answer_counts_too() -> None:
    noted = Answer("?", "line", value="x", added=(Added(EVENING.date(), LONG),))
    assert takes_much(noted, replace(noted, added=()))
    assert not takes_much(noted, replace(noted, value="y"))


def test_nothing_is_kept_that_is_let_go() -> None:
    was = sitting(1, x=LONG, y="My note.")
    bare = replace(let_go(was, ("x",), EVENING), revision=2)
    assert due(None, was, bare) == () and due(None, was, bare, whole=True) == ()
    watch = watched(watched(None, was, was), was, bare)
    assert LONG not in str(watch)
    more = replace(bare, revision=3, answers={**bare.answers, "y": Answer("?", "text", value="My note, changed.")})
    assert due(watch, bare, more) == (bare,)
