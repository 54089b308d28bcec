"""The question `list`: lines come, go, move, hide, are pasted and come back, and keep their numbers."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from onscreen import desk_on, opened, picture, press, until, write
from smallpack import one, small
from textual.events import Paste
from textual.pilot import Pilot

from workbook.files.clean import clean
from workbook.model.answers import Line, Lines
from workbook.ui.widgets.questions.lineboxes import lines_of

KINDS = one("list", "at_least: 2\nat_most: 3")


def on_disk(shelf: Path, pack: Path, id: str = "x") -> Lines | None:
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    answer = kept.sitting.answers.get(id) if kept is not None else None
    return answer.value if answer is not None and isinstance(answer.value, Lines) else None


def said(lines: Lines | None) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in lines.lines] if lines is not None else []


async def paste(pilot: Pilot[None], text: str) -> None:
    event = Paste(text)
    event.set_sender(pilot.app)
    pilot.app._driver.send_message(event)  # type: ignore[union-attr]
    await pilot.pause()


async def test_lines_come_go_move_and_come_back(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", KINDS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):

        def now() -> list[tuple[int, str]]:
            return said(app.screen.widget.current())  # type: ignore[attr-defined]

        await press(pilot, "enter")
        assert "Two or three; fewer or more is fine." in picture(app)
        await write(pilot, "one\ntwo")
        # Enter between two lines makes a line there; left empty it goes again.
        await press(pilot, "up", "enter")
        await write(pilot, "between")
        assert now() == [(1, "one"), (4, "between"), (2, "two")]
        await press(pilot, "up", "enter", "down", "down")
        assert picture(app).count("▌") == 4
        # Moved, also with the keys that not every terminal sends.
        await press(pilot, "f7", "ctrl+up")
        assert now() == [(2, "two"), (1, "one"), (4, "between")]
        await press(pilot, "f8")
        assert now() == [(1, "one"), (2, "two"), (4, "between")]
        # An emptied line goes by Backspace, and comes back letter by letter.
        await press(pilot, "ctrl+u", "backspace")
        assert now() == [(1, "one"), (4, "between")]
        await write(pilot, "!")
        assert now() == [(1, "one!"), (4, "between")]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert now() == [(1, "one"), (2, "two"), (4, "between")]
        await until(pilot, lambda: said(on_disk(shelf, pack)) == [(1, "one"), (2, "two"), (4, "between")])
        # Where somebody is goes to disk with the words, but not always in the same save.
        await press(pilot, "ctrl+s")
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await write(pilot, "#")
        await until(pilot, lambda: said(on_disk(shelf, pack)) == [(1, "one"), (2, "two#"), (4, "between")])


async def test_several_pasted_lines_are_several_and_are_undone_at_once(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", KINDS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):

        def now() -> list[str]:
            return [words for _, words in said(app.screen.widget.current())]  # type: ignore[attr-defined]

        await press(pilot, "enter")
        await write(pilot, "It")
        await paste(pilot, " drags.\r\n\r\n  [/] Not for us.\nVera lives.\n")
        await until(pilot, lambda: now() == ["It drags.", "  [/] Not for us.", "Vera lives."])
        await write(pilot, "!")
        assert now()[-1] == "Vera lives.!"
        await press(pilot, "ctrl+z", "ctrl+z")
        assert now() == ["It drags."]
        await press(pilot, "ctrl+z")
        assert now() == ["It"]
        await until(pilot, lambda: said(on_disk(shelf, pack)) == [(1, "It")])


async def test_a_line_is_hidden_by_one_key_and_its_row_with_it(tmp_path: Path) -> None:
    steps = (
        KINDS.replace("id: x", "id: said")
        + "  - id: x\n    kind: table\n    ask: What is each?\n    rows: {from: said}\n"
        + "    columns:\n      - {id: is, title: It is, kind: choice, options: [gold, gravel]}\n"
        + "      - {id: do, title: To do}\n"
        + "  - id: y\n    kind: scale\n    ask: How much?\n"
    )
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "f6")
        assert "There is nothing to hide here." in picture(app)
        await write(pilot, "cruel\nuseful\nkind")
        await press(pilot, "up", "up", "f6")
        assert "cruel" not in picture(app) and "1 line is hidden. f6 shows it." in picture(app)
        await press(pilot, "f6")
        assert "cruel" in picture(app) and "hidden" not in picture(app)
        await press(pilot, "f6", "down", "ctrl+n")
        page = picture(app)
        assert "What is each?" in page and "cruel" not in page and "1 row is hidden" in page
        await press(pilot, "1", "down", "f6")
        assert "kind" not in picture(app).split("What is each?")[1]
        await until(pilot, lambda: [one.hidden for one in on_disk(shelf, pack, "said").lines] == [True, False, True])  # type: ignore[union-attr]
        await press(pilot, "ctrl+r")
        assert picture(app).count("1 line is hidden") == 2 and "useful" in picture(app)
        await press(pilot, "ctrl+n", "ctrl+n", "f6")
        assert "There is nothing to hide here." in picture(app)
        await press(pilot, "f7")
        assert "There is no line to move here." in picture(app)
    # Left on what is hidden, it opens there, and shows nothing.
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "ctrl+r", "ctrl+r", "up", "up", "up")
        await press(pilot, "escape")
    async with opened(shelf, "first", content=pack) as (app, pilot):
        assert "cruel" not in picture(app)
        # By mouse it comes back.
        await pilot.click("Veiled")
        await until(pilot, lambda: "cruel" in picture(app))


async def test_an_emptied_list_begun_anew_gives_no_number_twice(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", KINDS + "  - id: y\n    kind: line\n    ask: And?\n"), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "a\nb")
        await press(pilot, "ctrl+s", "ctrl+u", "backspace", "ctrl+u", "ctrl+n")
        await until(pilot, lambda: on_disk(shelf, pack) is None)
        await press(pilot, "ctrl+s")
        assert "last: 2" in next(shelf.rglob("first.yaml")).read_text()
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "ctrl+r")
        await write(pilot, "c")
        await until(pilot, lambda: said(on_disk(shelf, pack)) == [(3, "c")])


async def test_the_keys_of_a_list_can_be_clicked(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", KINDS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "a\nb")
        await pilot.click("KeysHere", offset=(12, 0))
        await until(pilot, lambda: said(on_disk(shelf, pack)) == [(2, "b"), (1, "a")])
        await pilot.click("KeysHere", offset=(1, 0))
        await until(pilot, lambda: on_disk(shelf, pack) == Lines((Line(2, "b", True), Line(1, "a"))))


async def test_an_earlier_answer_stands_beside_thing_by_thing(tmp_path: Path) -> None:
    steps = (
        one("list").replace("id: x", "id: before").replace("What is it?", "What was it?")
        + "  - id: rows\n    kind: table\n    ask: And each?\n    rows: {from: before}\n"
        + "    columns: [{id: how, title: How}, {id: when, title: When}]\n"
        + "  - id: x\n    kind: list\n    ask: What is it now?\n    again: rows\n    default: before\n"
    )
    pack, shelf = small(tmp_path / "pack", steps), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "sea\nhills")
        await press(pilot, "ctrl+n")
        await write(pilot, "by train\nin May\n")
        await press(pilot, "ctrl+n")
        assert "And each?:\n      sea: by train, in May\n" in picture(app)
        # What is offered is accepted by going on, with numbers of its own.
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: said(on_disk(shelf, pack)) == [(1, "sea"), (2, "hills")])


@given(st.text("ab\n \r\t[/]é\x1b\x85", max_size=60))
def test_no_word_of_a_paste_is_lost(text: str) -> None:
    assert "".join("".join(lines_of(text)).split()) == "".join(clean(text).split())
    assert all(line.strip() and "\n" not in line for line in lines_of(text))
