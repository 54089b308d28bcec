"""One answer's whole life: half written, cut off, found at its cursor, changed, printed, emptied."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from onscreen import desk_on, opened, picture, press, until, write
from smallpack import one, small

from workbook.desk.prints import Prints
from workbook.model.answers import Value
from workbook.printing import plain

LIVES: list[tuple[str, str, str, Value, int | None, tuple[str, ...], Value, str]] = [
    ("line", "", "one two", "one two", 3, ("X",), "oneX two", "oneX two"),
    ("line", "minutes: 5", "one two", "one two", 3, ("X",), "oneX two", "oneX two"),
    ("text", "minutes: 5", "one\n two", "one\n two", 4, ("X",), "one\nX two", "X two"),
    ("letter", "template: Dear you,", "two ", "two Dear you,", 0, ("X",), "Xtwo Dear you,", "Xtwo Dear you,"),
    ("date", "", "+3d", date(2026, 11, 25), 0, ("ctrl+u", "ctrl+k", "t", "o", "d", "a", "y"), date(2026, 11, 22),
     "Sunday 22 November 2026"),
    ("date", "", "in May", "in May", 2, ("X",), "inX May", "inX May"),
    ("scale", "min: 1\nmax: 20", "12", 12, None, ("right",), 13, "13"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more", "typed", "value", "at", "keys", "then", "printed"), LIVES)
async def test_an_answer_is_left_half_way_and_lives_on(
    tmp_path: Path,
    kind: str,
    more: str,
    typed: str,
    value: Value,
    at: int | None,
    keys: tuple[str, ...],
    then: Value,
    printed: str,
) -> None:
    pack, shelf = small(tmp_path / "pack", one(kind, more)), tmp_path / "s"

    def kept() -> tuple[Value | None, int | None]:
        sitting = desk_on(shelf, content=pack).kept
        if not sitting:
            return None, None
        answer, place = sitting[0].sitting.answers.get("x"), sitting[0].sitting.place
        return answer.value if answer is not None else None, place.at if place is not None else None

    async with opened(shelf, "first", content=pack) as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, typed)
        if at is not None:
            await press(pilot, *["left"] * 4)
        await until(pilot, lambda: kept() == (value, at), f"{kept()}")
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "What is it?" in picture(app)
        await press(pilot, *keys)
        await until(pilot, lambda: kept()[0] == then, f"{kept()}")
        assert printed in plain.render(Prints(desk_on(shelf, content=pack)).printout()).decode()
        await press(pilot, "ctrl+end", "ctrl+u", "backspace", "ctrl+u", "backspace")
        await until(pilot, lambda: kept()[0] is None, f"{kept()}")
        assert not desk_on(shelf, content=pack).kept[0].sitting.answers


MEASURED = """  - id: first
    kind: scale
    core: true
    ask: How heavy is it?
    called: at first
  - id: plain
    kind: scale
    ask: And in plain words?
    again: first
  - id: x
    kind: scale
    measure: heaviness
    again: first
"""
PACK = """format: 1
id: small
title: Small
sections:
  - {id: s, title: A section, exercises: [first]}
measures:
  heaviness:
    title: How heavy it was
    ask: How heavy is it now?
    low: not at all
    high: very
support:
  - {where: Anywhere, say: "Call 112.", checked: 2026-11-22}
"""


async def test_an_earlier_number_of_a_measure_shows_only_after_the_answer(tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", MEASURED)
    (pack / "pack.yaml").write_text(PACK)
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "7", "enter")
        assert "And in plain words?" in picture(app) and "At first:  7" in picture(app)
        await press(pilot, "enter")
        assert "How heavy is it now?" in picture(app) and "At first" not in picture(app)
        await press(pilot, "4")
        assert "At first:  7" in picture(app)
        await press(pilot, "delete")
        assert "At first" not in picture(app)
