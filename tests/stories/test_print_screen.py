"""The print screen: for whom, what goes in and what stays, where to; by keys, and once by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import opened, picture, press, until, write
from printshelf import print_shelf

from workbook.printing import pdf
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.printing import PrintScreen


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (Path.home() / "here").mkdir()
    monkeypatch.chdir(Path.home() / "here")
    return print_shelf(tmp_path / "shelf")


def printed() -> list[str]:
    return sorted(path.name for path in (Path.home() / "here").iterdir())


async def test_pages_for_somebody_are_chosen_read_and_made(shelf: Path) -> None:
    async with opened(shelf) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        seen = picture(app)
        assert "also what is only for you" in seen
        assert "+ [x] Wish, snag, plan" in seen
        for staying in ("Put the thought on the table", "Which mood, habit or", "Finish the sentence. If I"):
            assert staying in seen.partition("Stays with you")[2]
        # One exercise out, and of another one answer.
        await press(pilot, "down", "down", "space", "down", "enter", "down", "down", "space")
        seen = picture(app)
        assert "[ ] Where you are today" in seen
        assert "[-] One small piece" in seen
        assert "[ ] When is the first hour?" in seen
        assert "what you tick, 2 exercises" in seen
        await press(pilot, "end", "down")
        await write(pilot, "Is this step small enough?")
        await press(pilot, "enter", "down", "right", "right", "down")
        assert "book-2026-11-22.md" in picture(app)
        await press(pilot, "tab", "enter")
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
        await press(pilot, "p", "tab", "tab", "tab", "ctrl+u")
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
        await press(pilot, "tab", "tab", "right", "p")
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


async def test_an_empty_book_has_nothing_to_print_yet(tmp_path: Path) -> None:
    async with opened(tmp_path / "s") as (app, pilot):
        await press(pilot, "down", "down", "enter", "p")
        assert "There is nothing to print yet." in picture(app)
        await press(pilot, "p", "r", "space", "enter", "escape")
        assert isinstance(app.screen, Contents)


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
    assert printed() == ["book-2026-11-22.html"]


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_a_small_window_shows_it_one_below_the_other(shelf: Path, size: tuple[int, int]) -> None:
    async with opened(shelf, size=size) as (app, pilot):
        await press(pilot, "p", "down", "enter")
        goes, stay = app.screen.query_one("#goes").region, app.screen.query_one("#stays").region
        assert stay.y >= goes.bottom
        await press(pilot, "p")
        await until(pilot, lambda: "Printed:" in picture(app))
