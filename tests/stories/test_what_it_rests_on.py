"""What the book rests on: from wherever one is, exercise by exercise, and back to the very place."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import CONTENT, TITLES, click, opened, picture, press, shown, text_in, until, write
from printshelf import print_shelf
from smallpack import HEAD, PACK, one, small

from workbook.library.library import Library
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.help import Help
from workbook.ui.screens.methods import MethodsPage
from workbook.ui.screens.narrowing import Narrowing

LIBRARY = Library((CONTENT,))


def rows(app: object) -> list[str]:
    return [line.strip(" ▌") for line in picture(app).split("\n")]  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_from_the_contents_every_exercise_is_read_in_its_order(tmp_path: Path, size: tuple[int, int]) -> None:
    headings = [one for pack in LIBRARY.titles for one in pack.headings]
    wanted = [exercise for exercise in map(LIBRARY.load, headings) if exercise.evidence is not None]
    async with opened(tmp_path / "shelf", size=size) as (app, pilot):
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        assert "Nobody has tested this workbook." in shown(app)
        seen: list[str] = []
        sources: set[str] = set()
        for _ in range(600):
            before = picture(app)
            text = shown(app)
            seen += [one.title for one in wanted if one.title in text and one.title not in seen]
            sources |= {source for one in wanted for source in one.evidence.sources if source in text}  # type: ignore[union-attr]
            await press(pilot, "down")
            if picture(app) == before:
                break
        assert seen == [one.title for one in wanted], "by the arrow alone, nothing is passed over"
        if size[0] >= 60:
            missed = {source for one in wanted for source in one.evidence.sources} - sources  # type: ignore[union-attr]
            assert not missed, "a source stands whole, with its address"
        await press(pilot, "home")
        assert "Nobody has tested this workbook." in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Contents)


async def test_from_a_question_through_help_and_back_to_the_very_letter(tmp_path: Path) -> None:
    async with opened(tmp_path / "shelf", "thought-check") as (app, pilot):
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        assert rows(app)[2] == "Put the thought on the table", "it begins with the exercise that one comes from"
        assert "34% of those who took it" in shown(app)
        await press(pilot, "escape", "enter")
        await write(pilot, "Nobody will m")
        assert isinstance(app.screen, ExerciseScreen), "in a box m is a letter"
        await press(pilot, "left", "ctrl+t")
        assert "34%" not in shown(app), "figures stand on the methods page alone"
        await press(pilot, "tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        assert rows(app)[2] == "Put the thought on the table"
        await press(pilot, "question_mark")
        assert not app.screen.query("#more"), "it lies below already"
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, Help)
        await press(pilot, "escape")
        await write(pilot, "read hi")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: text_in(tmp_path / "shelf", "thought-check", "thought") == "Nobody will read him")


async def test_an_exercise_is_found_by_a_word_of_what_stands_about_it_and_all_of_it_by_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path / "shelf") as (app, pilot):
        await click(pilot, "people")
        await until(pilot, lambda: isinstance(app.screen, Help))
        await click(pilot, "Studies, figures, limits")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        await click(pilot, "/ find")
        await until(pilot, lambda: isinstance(app.screen, Narrowing))
        await write(pilot, "kross 2014")
        assert "From across the street" in picture(app) and "Where you are today" not in picture(app)
        await click(pilot, "From across the street")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        assert rows(app)[2] == "From across the street"
        await press(pilot, "slash")
        await write(pilot, "zebra")
        assert "Nothing is called that." in picture(app)
        await press(pilot, "enter", "escape")
        assert rows(app)[2] == "From across the street"
        await click(pilot, "esc back")
        assert isinstance(app.screen, Help)


async def test_an_authors_signs_are_signs_and_no_link_can_be_opened(tmp_path: Path) -> None:
    figures = "[link=http://x.example]50%[/link] [/] [@click=app.quit]go[/] {this} *so* <b>"
    doi = "doi:10.1234/" + "abcdefghij" * 6
    evidence = (
        f'evidence:\n  tested: others\n  claim: It [b]helped.\n  figures: "{figures}"\n  sources: ["A 2020, {doi}"]\n'
    )
    content = small(tmp_path / "pack", one("line"), HEAD.replace("steps:", evidence + "steps:"))
    async with opened(tmp_path / "shelf", "first", content=content, size=(40, 24)) as (app, pilot):
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        assert figures in shown(app) and "It [b]helped." in shown(app)
        assert doi in "".join(picture(app).replace("▌", "").split()), "however long, none of it is cut off"
        await click(pilot, "go[/]")
        assert app.is_running and isinstance(app.screen, MethodsPage)


async def test_what_says_nothing_or_cannot_be_read_is_no_error(tmp_path: Path) -> None:
    content = small(tmp_path / "pack", one("line"))
    async with opened(tmp_path / "shelf", "first", content=content) as (app, pilot):
        await press(pilot, "m")
        await until(pilot, lambda: "say nothing of what they rest on" in shown(app))
        assert isinstance(app.screen, ExerciseScreen)
        (content / "pack.yaml").write_text(PACK + "methods: |-\n  This is\n  tried.\n\n  Not more.\n")
        (content / "first.yaml").write_text("title: [")
        app.desk.library = Library((content,))
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, MethodsPage))
        assert "This is tried. Not more." in shown(app)
        await press(pilot, "down", "up", "pagedown", "slash", "enter", "escape")


async def test_the_contents_know_nothing_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "shelf") as (app, pilot):
        await press(pilot, "down", "down", "enter")
        assert isinstance(app.screen, Contents)
    kept = "".join(path.read_text("utf-8") for path in Path(TITLES.name).glob("*.json"))
    assert "Put the thought on the table" in kept
    assert "34%" not in kept and "Nobody has tested" not in kept


async def test_the_print_has_it_unless_the_tick_is_taken_out(tmp_path: Path) -> None:
    shelf = print_shelf(tmp_path / "shelf")
    out = tmp_path / "out.txt"
    async with opened(shelf, size=(80, 24)) as (app, pilot):
        await press(pilot, "p")
        assert "[x] With what the exercises rest on, at the end" in picture(app)
        assert "[ ] and the numbers behind it" in picture(app)
        await press(pilot, "tab", "end", "up", "space")
        assert "[ ] With what the exercises rest on, at the end" in picture(app)
        await press(pilot, "r")
        assert "About the methods" not in str(app.screen.query_one(".paper")._lines)  # type: ignore[attr-defined]
        assert "the numbers behind it" not in picture(app)
        await press(pilot, "escape", "space")
        app.screen.query_one("#to").focus()
        await press(pilot, "ctrl+u")
        await write(pilot, str(out))
        await press(pilot, "tab", "tab", "enter")
        await until(pilot, lambda: "Printed:" in picture(app))
        app.screen.query_one("#who").focus()
        await press(pilot, "down", "space")
        assert "With what the exercises rest on" not in picture(app), "what somebody else reads has none"
    assert "About the methods" in out.read_text("utf-8")
