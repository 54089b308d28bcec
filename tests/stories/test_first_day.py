"""The first day: from the welcome to the end of the first exercise."""

from __future__ import annotations

from pathlib import Path

from onscreen import desk_on, opened, picture, press, shown, sitting_on, until, write

from workbook.model.answers import Pick, Picks


async def test_somebody_begins_names_it_and_comes_to_the_end(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    async with opened(shelf) as (app, pilot):
        assert "Somebody said no" in picture(app)
        assert not shelf.exists()
        await press(pilot, "enter")
        assert "5 questions, about 2 min; one more, if you like" in shown(app)
        await press(pilot, "enter", "6", "ctrl+n")
        await write(pilot, "the novel\n")
        assert "Is there something with a date that can't wait?" in picture(app)
        await write(pilot, "the contest\n")
        assert "By what day?" in picture(app)
        await write(pilot, "next friday")
        assert "That is Friday 27 November 2026." in picture(app)
        await press(pilot, "enter", "enter")
        assert "how heavy is it right now?" in picture(app)
        await press(pilot, "4", "enter")
        assert "That is enough for today. Nothing is left undone." in picture(app)
        await press(pilot, "escape")
        assert picture(app).startswith("  the novel")
        await until(pilot, lambda: desk_on(shelf).book.title == "the novel")  # type: ignore[union-attr]
    sitting = sitting_on(shelf, "landing")
    assert sitting.finished is not None
    assert sitting.answers["kind"].value == Picks((Pick("refused", "a manuscript refused, once or often"),))
    assert sitting.answers["heavy"].value == 4
    assert str(sitting.answers["deadline"].value) == "2026-11-27" and "day" not in sitting.answers


async def test_the_first_screen_is_for_every_kind_of_no_and_whole_in_a_small_window() -> None:
    shelf = Path.home() / ".local/share/workbook/shelf"
    for size in ((80, 24), (60, 20)):
        async with opened(shelf, size=size) as (app, _):
            words = shown(app)
            assert "Somebody said no, or said nothing, or let you go. Here is a quiet place to write about it." in words
            assert "Write in any language." in words and "~/.local/share/workbook/shelf" in words
            assert "Whoever else uses or owns this computer may be able to read them." in words
            assert "To talk to a person" in words and "Only look around" in words


async def test_somebody_who_only_looks_leaves_no_trace(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    async with opened(shelf) as (app, pilot):
        await press(pilot, "down", "down", "enter")
        assert "All exercises" in picture(app)
        await press(pilot, "down", "enter")
        assert "Where you are today" in picture(app)
        assert not shelf.exists()
        await press(pilot, "home", "enter", "enter", "escape", "q")
    assert not list(shelf.glob("*"))


async def test_very_heavy_leads_to_rest(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "enter", "9", "enter")
        page = picture(app)
        await press(pilot, "escape")
        contents = picture(app)
    assert "Rest here" in page and "Help says where you can call or write" in " ".join(page.split())
    assert "Next: A few days for what hurts" in page
    assert "Help says where you can call or write" in " ".join(contents.split())
    assert "About" not in contents and "about 8 min" not in contents


async def test_an_employers_computer_is_spoken_of_where_it_matters(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "4", "ctrl+n")
        assert "belongs to your employer" in picture(app)
        await press(pilot, "ctrl+r", "1", "ctrl+n")
        assert "short name" in picture(app)


async def test_their_own_words_are_an_option(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (_, pilot):
        await press(pilot, "enter", "end", "down")
        await write(pilot, "he left the band\n")
    assert sitting_on(tmp_path, "landing").answers["kind"].value == Picks((Pick("other", "he left the band"),))
