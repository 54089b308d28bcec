"""What is chosen on the print screen, without the screen: which sheets come of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import CONTENT, EVENING
from printshelf import print_shelf
from smallpack import one, small

from workbook.desk import Desk
from workbook.library.library import Library
from workbook.store.shelf import Shelf
from workbook.ui.printchoice import Choice
from workbook.ui.printing import NotThere, Target, put

BOOK = "2026-11-22-the-novel"


def choice(shelf: Path, *packs: Path, half: bool) -> Choice:
    desk = Desk(Library((CONTENT, *packs)), Shelf(shelf), lambda: EVENING)
    desk.open_current()
    chosen = Choice(desk, {}, frozenset())
    chosen.wanted.who, chosen.wanted.half = "paper", half
    return chosen


def titles(chosen: Choice) -> list[str]:
    return [chapter.title for chapter in chosen.build()().chapters]


def test_what_was_written_in_an_exercise_that_is_gone_is_on_the_sheets_too(tmp_path: Path) -> None:
    shelf = print_shelf(tmp_path, "landing")
    landing = next(shelf.glob("*/resilience/landing.yaml"))
    old = landing.read_text("utf-8").replace("exercise: landing", "exercise: gone").replace("Where you are", "Old")
    landing.with_name("gone.yaml").write_text(old, "utf-8")
    chosen = choice(shelf, half=True)
    assert titles(chosen) == ["Where you are today", "Old today"]
    chosen.wanted.sheets[True] = frozenset({("resilience", "comma")})
    assert titles(chosen) == ["A comma, not an end"]  # somebody has taken out what was begun


def test_a_tick_is_for_the_exercise_of_one_pack(tmp_path: Path) -> None:
    shelf = print_shelf(tmp_path / "shelf", "landing")
    pack = small(tmp_path / "pack", one("line"))
    (pack / "first.yaml").rename(pack / "landing.yaml")
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text("utf-8").replace("first", "landing"), "utf-8")
    for half in (False, True):
        chosen = choice(shelf, pack, half=half)
        chosen.wanted.sheets[half] = frozenset({("resilience", "landing")})
        assert titles(chosen) == ["Where you are today"]


async def test_a_name_that_somebody_typed_never_becomes_another_but_one_of_ours_does(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("mine", "utf-8")
    with pytest.raises(NotThere, match="is there already and stays as it is"):
        await put(Target(path), b"print")
    assert await put(Target(path, ours=True), b"print") == tmp_path / "x-2.txt"
    assert path.read_text("utf-8") == "mine"
    assert await put(Target(path, over=True), b"print") == path
