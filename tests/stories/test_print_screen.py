"""The print screen: for whom, what goes in and what stays, where to; by keys, and once by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import click, opened, picture, press, shown, until, write
from printshelf import print_shelf
from readers import book_of

from workbook.printing import pdf
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.printing import PrintScreen
from workbook.ui.screens.readfirst import ReadFirst

LETTER = """\
format: 1
exercise: letter
title: A letter from your own side
pack: resilience
section: coping
private: true
content: sha256:0
revision: 1
started: 2026-11-24T18:04:05+01:00
saved: 2026-11-24T18:19:40+01:00
done: 1
of: 1
answers:
  letter:
    ask: Your letter
    called: the letter
    kind: letter
    day: 2026-11-24
    written: true
    answer: |
      Dear M.,

      Two people read it to the end and wrote to you about Vera.
...
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (Path.home() / "here").mkdir()
    monkeypatch.chdir(Path.home() / "here")
    return print_shelf(tmp_path / "shelf")


def printed() -> list[str]:
    return sorted(path.name for path in (Path.home() / "here").iterdir())


async def test_pages_for_somebody_are_chosen_read_and_made(shelf: Path) -> None:
    async with opened(shelf, size=(80, 30)) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        seen = picture(app)
        assert "also what is only for you" in seen
        assert "+ [x] Wish, snag, plan" in seen
        for staying in ("Put the thought on the table", "Which mood, habit or", "Finish the sentence."):
            assert staying in seen.partition("Stays with you")[2]
        # One exercise out, and of another one answer.
        await press(pilot, "end", "down", "space", "down", "enter", "down", "down", "space")
        seen = picture(app)
        assert "[ ] Where you are today" in seen
        assert "[-] One small piece" in seen
        assert "[ ] When is the first hour?" in seen
        assert "what you tick, 2 exercises" in seen
        await press(pilot, "end", "down")
        await write(pilot, "Is this step small enough?")
        await press(pilot, "enter", "end", "down", "right", "right", "down")
        assert "pages-2026-11-22.md" in picture(app)
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadFirst))
        assert "What I'd like from you: Is this step small enough?" in picture(app)
        assert "For somebody you trust" in picture(app)
        await press(pilot, "p")
        await until(pilot, lambda: "Printed:" in picture(app))
        # Whatever was chosen is there again.
        await press(pilot, "escape", "p")
        assert "● Somebody I trust" in picture(app)
        assert "[ ] Where you are today" in picture(app)
    (made,) = (Path.home() / "here").iterdir()
    text = made.read_text(encoding="utf-8")
    assert made.stat().st_mode & 0o777 == 0o600
    assert text.startswith("What I'd like from you: Is this step small enough?\n")
    assert "send three chapters" in text and "opening a chapter" in text
    for gone in ("refused", "Not before the holidays", "Nobody will ever read it", "old letter", "Tom"):
        assert gone not in text


async def test_each_print_is_a_new_file_and_esc_leads_back(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        for count in (1, 2):
            await press(pilot, "p")
            await until(pilot, lambda: len(printed()) == count and "Printed:" in picture(app))  # noqa: B023
        assert printed() == ["book-2026-11-22-2.pdf", "book-2026-11-22.pdf"]
        await press(pilot, "escape")
        assert isinstance(app.screen, Contents)
    assert all(path.read_bytes().startswith(b"%PDF") for path in (Path.home() / "here").iterdir())


async def test_a_file_that_is_there_stays_and_a_free_name_is_offered(shelf: Path) -> None:
    home = Path.home()
    (home / "for-ruth.txt").write_text("mine")
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        app.screen.query_one("#to").focus()
        await press(pilot, "ctrl+u")
        await write(pilot, "~/for-ruth.txt")
        assert "● Text" in picture(app), "the format follows the name's ending"
        await press(pilot, "tab", "tab", "enter")
        assert "is there already" in picture(app)
        assert "~/for-ruth-2.txt" in picture(app)
        await press(pilot, "tab", "tab", "enter")
        await until(pilot, lambda: "Printed: ~/for-ruth-2.txt" in picture(app))
        for typed, said in (("~/none/x.txt", "There is no folder"), ("~", "That is a folder")):
            await press(pilot, "tab")
            app.screen.query_one("#to").focus()
            await press(pilot, "ctrl+u")
            await write(pilot, typed)
            await press(pilot, "tab", "tab", "enter")
            assert said in picture(app)
    assert (home / "for-ruth.txt").read_text() == "mine"
    assert (home / "for-ruth-2.txt").read_text().startswith("The novel\n")


async def test_what_cannot_be_printed_is_a_plain_line(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **more: object) -> bytes:
        raise pdf.TypesettingFailed("The PDF could not be set.")

    monkeypatch.setattr(pdf, "render", broken)
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "p")
        await until(pilot, lambda: "It was not printed. The PDF could not be set." in picture(app))

        def full(*given: object, **more: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("workbook.files.atomic.replace", full)
        app.screen.query_one("#as").focus()
        await press(pilot, "right", "p")
        await until(pilot, lambda: "the disk is full" in " ".join(picture(app).split()))
    assert printed() == []


async def test_from_the_end_of_an_exercise_only_that_is_printed(shelf: Path) -> None:
    async with opened(shelf, "wish-snag-plan") as (app, pilot):
        await app.push_screen(PrintScreen(frozenset({"wish-snag-plan"})))
        await pilot.pause()
        assert "● Me, only “Wish, snag, plan”" in picture(app)
        await press(pilot, "r")
        assert "For you" in picture(app)
        await press(pilot, "escape", "down", "down", "enter")
        seen = picture(app)
        assert "[x] Wish, snag, plan" in seen
        assert "[ ] One small piece" in seen


async def test_of_an_exercise_with_nothing_written_its_sheet_comes_first(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await app.push_screen(PrintScreen(frozenset({"kind-letter"})))
        await pilot.pause()
        assert "● Pen and paper" in picture(app) and "1 of 28" in picture(app)
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(app.screen, ReadFirst))
        (sheet,) = app.screen.printout.chapters  # type: ignore[attr-defined]
        assert app.desk.library.heading("kind-letter").title == sheet.title
        # The next time all of them are ticked again.
        await press(pilot, "escape", "escape", "p", "end", "enter")
        assert "all 28" in picture(app)


async def test_before_anything_is_written_there_are_sheets_for_pen_and_paper(shelf: Path, tmp_path: Path) -> None:
    async with opened(tmp_path / "s") as (app, pilot):
        await press(pilot, "down", "down", "enter", "p")
        assert "Nothing of yours is here yet." in shown(app)
        assert "+ [x] Exercises" in picture(app) and "Who is it for?" not in picture(app)
        await press(pilot, "space", "p")
        await until(pilot, lambda: "No exercise is ticked, so there is nothing to print." in shown(app))
        await press(pilot, "space", "r")
        await until(pilot, lambda: "For pen and paper" in picture(app))
        assert "Where you are today" in picture(app) and "lines 1–" in picture(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, Contents)


async def test_where_there_are_no_exercises_either_there_is_nothing_to_print(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    async with opened(tmp_path / "s", content=tmp_path / "content") as (app, pilot):
        await app.push_screen(PrintScreen())
        await press(pilot, "p", "r", "space", "enter", "t", "o", "c")
        assert "There is nothing to print yet." in picture(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, PrintScreen)


async def test_sheets_for_a_group(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        # None of them; then one section is opened and two of its exercises are ticked, and one of another.
        await press(pilot, "p", "end", "enter", "down", "space", "right", "down", "down", "down", "right")
        await press(pilot, "down", "space", "down", "space", "left", "down", "enter", "down", "enter")
        seen = picture(app)
        assert "+ [-] Coping" in seen and "2 of 8" in seen
        assert "− [-] Learning from rejection" in seen and "1 of 5" in seen
        assert "3 of 28" in seen
        app.screen.query_one("#as").focus()
        await press(pilot, "4", "p")
        await until(pilot, lambda: len(printed()) == 1 and "Printed:" in picture(app))
        (name,) = printed()
        sheets = (Path.home() / "here" / name).read_text(encoding="utf-8")
        coping = [one.title for one in app.desk.library.titles[0].headings if one.section == "coping"]
        learning = [one.title for one in app.desk.library.titles[0].headings if one.section == "learning"]
        there = [title for title in (*coping, *learning) if f"\n{title}\n-" in sheets]
        assert there == [*coping[:2], learning[0]]
        assert "opening a chapter" not in sheets
        # What is begun comes along with its answers, where that is ticked; the other ticks wait.
        await press(pilot, "tab", "tab", "tab", "tab", "tab")
        app.screen.query_one("#also").focus()
        await press(pilot, "space", "p")
        assert "4 of 28" in picture(app)
        await until(pilot, lambda: len(printed()) == 2)
        half = (Path.home() / "here" / "sheets-2026-11-22-2.txt").read_text(encoding="utf-8")
        assert "opening a chapter" in half and f"\n{coping[0]}\n-" not in half
        app.screen.query_one("#also").focus()
        await press(pilot, "space")
        assert "3 of 28" in picture(app)


async def test_letters_of_ones_own(shelf: Path) -> None:
    letter = shelf / "2026-11-22-the-novel" / "resilience" / "letter.yaml"
    letter.write_text(LETTER, encoding="utf-8")
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "down", "down", "down", "enter")
        assert "● My letters" in picture(app) and "no letter yet" not in picture(app)
        await press(pilot, "r")
        await until(pilot, lambda: "Your letters" in picture(app))
        assert "Two people read it to the end" in picture(app) and "opening a chapter" not in picture(app)


async def test_without_a_letter_that_is_said(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "down", "down", "down", "enter")
        assert "no letter yet" in picture(app)
        await press(pilot, "r")
        assert "There is no letter yet." in picture(app)
        await press(pilot, "p")
        await until(pilot, lambda: "There is no letter yet." in picture(app))
    assert printed() == []


async def test_the_paper_is_that_of_the_place_until_another_is_chosen(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        assert "○ A4  ● Letter    [ ] Large print" in picture(app)
        app.screen.query_one("#paper").focus()
        await press(pilot, "left", "down", "space")
        assert "● A4  ○ Letter  ▸ [x] Large print" in picture(app)
        # It holds for whatever is printed next, while the program is open.
        await press(pilot, "escape", "p")
        assert "● A4  ○ Letter    [x] Large print" in picture(app)
        await press(pilot, "p")
        await until(pilot, lambda: "Printed:" in picture(app))
        # It means nothing for text.
        app.screen.query_one("#as").focus()
        await press(pilot, "4")
        assert "Letter" not in picture(app).replace("letter", "")
    (made,) = (Path.home() / "here").iterdir()
    assert b"595" in made.read_bytes()


async def test_the_whole_print_can_be_read_first(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "r")
        await until(pilot, lambda: isinstance(app.screen, ReadFirst))
        assert "For you" in picture(app) and "lines 1–15 of" in picture(app)
        for key, first in (("space", 16), ("pageup", 1), ("down", 2), ("up", 1), ("pagedown", 16), ("home", 1)):
            await press(pilot, key)
            await until(pilot, lambda: f"lines {first}–" in picture(app), key)  # noqa: B023
        await press(pilot, "end")
        await until(pilot, lambda: "Numbers to ring" in picture(app) or "findahelpline" in picture(app).lower())
        await press(pilot, "q")
        assert isinstance(app.screen, PrintScreen)


async def test_by_mouse(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p")
        await pilot.click("#who", offset=(6, 1))
        await pilot.pause()
        await pilot.click("#goes", offset=(2, 1))
        await pilot.pause()
        assert "[x] Which small piece do you want" in picture(app)
        await pilot.click("#goes", offset=(8, 2))
        await pilot.pause()
        assert "[ ] Which small piece do you want" in picture(app)
        await pilot.click("#read")
        await pilot.pause()
        assert "For somebody you trust" in picture(app)
        await pilot.click("#back")
        await pilot.pause()
        app.screen.query_one("#as").scroll_visible(animate=False)
        await pilot.pause()
        await pilot.click("#as", offset=(9, 0))
        await pilot.pause()
        await pilot.click("#make")
        await until(pilot, lambda: "Printed:" in picture(app))
    assert printed() == ["pages-2026-11-22.html"]


async def test_sheets_for_a_group_by_mouse(shelf: Path) -> None:
    async with opened(shelf, size=(80, 40)) as (app, pilot):
        await press(pilot, "p")
        await click(pilot, "Pen and paper")
        await click(pilot, "[x] Exercises")
        assert "0 of 28" in picture(app)
        await click(pilot, "+ [ ] Exercises")
        await click(pilot, "+ [ ] Coping")
        await click(pilot, "What holds")
        await click(pilot, "− [-] Coping")
        await click(pilot, "+ [ ] Stories")
        await click(pilot, "Four roads")
        await click(pilot, "Closing")
        assert "5 of 28" in picture(app)
        await click(pilot, "− [-] Exercises")
        assert "+ [-] Exercises" in picture(app) and "Closing" not in picture(app)
        await click(pilot, "○ Letter")
        await click(pilot, "Large print")
        assert "● Letter" in picture(app) and "[x] Large print" in picture(app)
        await click(pilot, "Make it")
        await until(pilot, lambda: "Printed:" in picture(app))
        # The same for the other editions, one after the other.
        for number, words in ((2, "My desk"), (3, "Somebody I trust"), (4, "○ Me")):
            await click(pilot, words)
            await click(pilot, "Make it")
            await until(pilot, lambda: len(printed()) == number and "Printed:" in picture(app))  # noqa: B023
    assert all((Path.home() / "here" / name).read_bytes().startswith(b"%PDF") for name in printed())


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_a_small_window_shows_it_one_below_the_other(shelf: Path, size: tuple[int, int]) -> None:
    async with opened(shelf, size=size) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        goes, stay = app.screen.query_one("#goes").region, app.screen.query_one("#stays").region
        assert stay.y >= goes.bottom
        await press(pilot, "escape", "p")
        assert "Who is it for?" in picture(app), "it begins at its top, whatever is ticked below"
        await press(pilot, "p")
        await until(pilot, lambda: "Printed:" in picture(app))


async def test_numbers_that_are_ticked_for_oneself_do_not_go_to_somebody_else(shelf: Path) -> None:
    async with opened(shelf, size=(80, 40)) as (app, pilot):
        await press(pilot, "p", "tab", "space")
        assert "[x] With your numbers" in picture(app)
        await press(pilot, "shift+tab", "down", "enter")
        assert "● Somebody I trust" in picture(app) and "[ ] With your numbers" in picture(app)


async def test_in_a_small_window_a_long_path_leaves_room_for_the_page(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = Path.home().joinpath(*(f"{number}-{'x' * 50}" for number in range(6)))
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    async with opened(shelf, size=(40, 12)) as (app, pilot):
        await press(pilot, "p")
        app.screen.query_one("#large").scroll_visible(animate=False, immediate=True)
        await until(pilot, lambda: "[ ] Large print" in picture(app))
        await press(pilot, "p")
        await until(pilot, lambda: "Copy the path" in picture(app))
        assert "…/book-2026-11-22.pdf" in picture(app)
        assert app.screen.query_one("#page").region.height >= 3


async def test_in_a_box_letters_are_written_and_the_keys_below_say_so(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        assert "p make it" in picture(app)
        app.screen.query_one("#wish").focus()
        await until(pilot, lambda: "p make it" not in picture(app))
        await press(pilot, "p")
        assert app.screen.query_one("#wish").text == "p" and printed() == []  # type: ignore[attr-defined]
        app.screen.query_one("#goes").focus()
        await until(pilot, lambda: "p make it" in picture(app))


async def test_what_was_asked_because_of_an_answer_is_left_out_with_it(tmp_path: Path) -> None:
    async with opened(book_of("writer", tmp_path / "shelf").shelf.folder) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        choice = app.screen.choice  # type: ignore[attr-defined]
        app.screen.query_one("#goes").focus()
        await press(pilot, "right", "down", "down", "down")
        assert "[x] Is there something with a" in picture(app) and "[x] By what day?" in picture(app)
        await press(pilot, "space")
        assert "[ ] By what day?" in picture(app)
        assert {spot.step for spot in choice.wanted.unticked} == {"urgent", "deadline"}
        # It may be ticked again by itself.
        await press(pilot, "down", "space")
        assert {spot.step for spot in choice.wanted.unticked} == {"urgent"}
