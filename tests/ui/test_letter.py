"""A letter: read first, then theirs; put together anew and back again; taken out of the book."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from onscreen import desk_on, opened, picture, press, until, write
from smallpack import small

from workbook.model.answers import Answer
from workbook.ui.widgets.push import Push

STEPS = """  - id: who
    kind: line
    core: true
    ask: Who is it for?
  - id: x
    kind: letter
    core: true
    ask: What would you say?
    template: |
      Dear {who},

      it was hard.
"""
WHOLE = "Dear Mara,\n\nit was hard."


def answer(shelf: Path, pack: Path) -> Answer | None:
    """What is on disk."""
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    return kept.sitting.answers.get("x") if kept is not None else None


def words(shelf: Path, pack: Path) -> object:
    """The text of the letter on disk."""
    found = answer(shelf, pack)
    return found.value if found is not None else None


async def test_it_follows_what_it_is_made_of_until_it_is_edited_and_again_when_put_together_anew(
    tmp_path: Path,
) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Mara\n")
        page = picture(app)
        # It is there to be read from its top, says how long it is, and nothing can be put together anew yet.
        assert "Dear Mara," in page and "5 words" in page and "anew" not in page
        await write(pilot, "My ")
        await until(pilot, lambda: words(shelf, pack) == "My " + WHOLE)
        assert "6 words" in picture(app) and "Put it together anew" in picture(app)
        # Edited it follows no more.
        await press(pilot, "ctrl+r", "end", "space", "J", "ctrl+n")
        assert "My Dear Mara," in picture(app)
        await pilot.click("#anew")
        await until(pilot, lambda: words(shelf, pack) == "Dear Mara J,\n\nit was hard.")
        assert "Back to my wording" in picture(app)
        await press(pilot, "f11")
        await until(pilot, lambda: words(shelf, pack) == "My " + WHOLE)
        await press(pilot, "f11", "ctrl+z")
        await until(pilot, lambda: words(shelf, pack) == "My " + WHOLE)
        await press(pilot, "f11", "ctrl+r", "backspace", "backspace", "ctrl+n")
        await until(pilot, lambda: words(shelf, pack) == WHOLE)
        found = answer(shelf, pack)
        assert found is not None and found.assembled
    async with opened(shelf, "first", content=pack) as (app, pilot):
        # Emptied, it is put together again on request.
        await until(pilot, lambda: "Dear Mara," in picture(app))
        await press(pilot, "ctrl+home", "ctrl+shift+end", "delete")
        await until(pilot, lambda: words(shelf, pack) is None)
        assert "Dear" not in picture(app)
        await press(pilot, "tab", "tab", "tab", "enter")
        await until(pilot, lambda: words(shelf, pack) == WHOLE)


async def test_it_is_copied_and_saved_as_text_and_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, shelf, out = small(tmp_path / "pack", STEPS), tmp_path / "s", tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    (out / "letter-2026-11-22.txt").write_text("another")
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter", "f5")
        assert "There is no text here yet." in picture(app)
        await write(pilot, "Mara\n")
        await pilot.click("#copy")
        await until(pilot, lambda: app.clipboard == WHOLE and "If pasting brings nothing" in picture(app))
        await press(pilot, "tab")
        assert isinstance(app.focused, Push) and app.focused.words == "Save as text"
        await press(pilot, "enter")
        await until(pilot, lambda: "letter-2026-11-22-2.txt" in picture(app))
        assert (out / "letter-2026-11-22-2.txt").read_text() == WHOLE + "\n"
        assert (out / "letter-2026-11-22.txt").read_text() == "another"
        assert (out / "letter-2026-11-22-2.txt").stat().st_mode & 0o777 == 0o600
        # The folder in which the program was started is gone by now.
        shutil.rmtree(out)
        await press(pilot, "f10")
        await until(pilot, lambda: "The text was not saved: " in picture(app))
        await press(pilot, "escape")
    # Whoever only copied it has not answered.
    assert words(shelf, pack) is None


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_on_a_small_screen_everything_below_it_is_still_there(tmp_path: Path, size: tuple[int, int]) -> None:
    pack, shelf = small(tmp_path / "pack", STEPS), tmp_path / "s"
    async with opened(shelf, "first", content=pack, size=size) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Mara\n!")
        page = picture(app)
        for seen in ("!Dear Mara,", "5 words", "Copy", "Save as text", "Put it together anew", "To the end"):
            assert seen in page, seen
