"""With sixteen colours, or none: every word can be read, and what is highlighted, picked or selected is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from contrasts import strips
from onscreen import opened, picture, press, write
from rich.color import ColorType
from rich.style import Style
from screens import SCREENS, keys

from workbook.ui.app import WorkbookApp
from workbook.ui.fewcolours import CONSOLE, XTERM, contrast
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.push import Push

SOME = (
    "contents-folded",
    pytest.param("date", marks=pytest.mark.long),
    pytest.param("ratings", marks=pytest.mark.long),
)


def cells(app: WorkbookApp) -> Iterator[tuple[str, Style]]:
    """Every piece of the screen with its style."""
    for strip in strips(app):
        for text, style, _ in strip:
            assert style is not None
            yield text, style


@pytest.mark.fault("F36")
@pytest.mark.parametrize("name", SOME)
async def test_no_colour_is_sent_to_who_wants_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    exercise, steps, size = SCREENS[name]
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path, exercise, size=size) as (app, pilot):
        await steps(pilot)
        for theme in ("paper", "contrast"):
            app.theme = theme
            await pilot.pause()
            sent = {style for _, style in cells(app)}
            assert all(one.color and one.color.is_default and one.bgcolor and one.bgcolor.is_default for one in sent)
            # A button is one by its brackets, and the first of them stands out.
            for push in app.screen.query(Push):
                assert f"[ {push.words} ]" in picture(app)
                looks = [style for text, style in cells(app) if push.words in text]
                assert any(style.reverse is push.has_class("-first") for style in looks)


@pytest.mark.fault("F36")
@pytest.mark.parametrize("name", SOME)
async def test_in_sixteen_colours_every_word_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    exercise, steps, size = SCREENS[name]
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM")
    async with opened(tmp_path, exercise, size=size) as (app, pilot):
        await steps(pilot)
        for theme in ("paper", "lamp", "contrast", "dracula", "solarized-light"):
            app.theme = theme
            await pilot.pause()
            low = []
            for text, style in cells(app):
                assert style.color and style.bgcolor and style.color.type is style.bgcolor.type is ColorType.STANDARD
                front, ground = style.color.number, style.bgcolor.number
                assert front is not None and ground in (0, 7), "bright grounds are black in some terminals"
                ratio = min(contrast(palette[front], palette[ground]) for palette in (XTERM, CONSOLE))
                if text.strip() and ratio < 4.5:
                    low.append((theme, text, front, ground, ratio))
            assert low == []


@pytest.mark.fault("F36")
@pytest.mark.parametrize("few", ["none", "sixteen"])
async def test_what_a_colour_shows_is_seen_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: str
) -> None:
    if few == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.setenv("TERM", "screen")
        monkeypatch.delenv("COLORTERM")

    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        box = app.focused
        assert isinstance(box, Editor)
        await write(pilot, "Ann Lee")
        x, y = box.cursor_screen_offset

        def stands_out(column: int) -> bool:
            (one,) = app.screen._compositor.render_strips()[y].crop(column, column + 1)
            (plain,) = app.screen._compositor.render_strips()[y].crop(x + 5, x + 6)
            assert one.style is not None and plain.style is not None
            return (one.style.reverse, one.style.bgcolor) != (plain.style.reverse, plain.style.bgcolor)

        assert stands_out(x), "the cursor"
        assert not stands_out(x - 1)
        await press(pilot, *["shift+left"] * 3)
        assert [stands_out(x - back) for back in (4, 3, 2, 1)] == [False, True, True, True], "what is selected"
        (cursor,) = app.screen._compositor.render_strips()[y].crop(x - 3, x - 2)
        (beside,) = app.screen._compositor.render_strips()[y].crop(x - 2, x - 1)
        assert cursor.style != beside.style, "and which end of it the cursor is at"
        assert "▌  Ann Lee" in picture(app), "where the focus is"
        await press(pilot, "right", "tab")
        assert "▌" not in picture(app), "a box without it has no frame"
        await press(pilot, "tab", "f12", "down")
        rows = [row for row in picture(app).splitlines() if "▸" in row]
        assert len(rows) == 1 and "Lamp" in rows[0]
        assert any(style.bold for text, style in cells(app) if "Lamp" in text)
        assert not any(style.bold for text, style in cells(app) if "Paper" in text)


async def test_an_empty_wish_for_no_colours_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with opened(tmp_path, "step-back") as (app, pilot):
        await pilot.pause()
        assert not app.plain
        assert {style.bgcolor.name for _, style in cells(app) if style.bgcolor} >= {"#f6f1e7"}


@pytest.mark.parametrize("few", [{"NO_COLOR": "1"}, {"TERM": "screen", "COLORTERM": ""}])
async def test_below_a_card_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: dict[str, str]
) -> None:
    for name, value in few.items():
        monkeypatch.setenv(name, value)
    async with opened(tmp_path, "step-back") as (app, pilot):
        await keys("enter", "=Ann", "ctrl+b")(pilot)
        assert "A note of your own" in picture(app)
        assert "What would you like to be called" not in picture(app).splitlines()[2]
        assert "esc leave" not in picture(app)


@pytest.mark.fault("F36")
@pytest.mark.parametrize("level", ["none", "full"])
async def test_nothing_blinks_and_nothing_slides_for_who_wants_no_motion(tmp_path: Path, level: str) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        app.animation_level = level  # type: ignore[assignment]
        await keys("enter", "=Ann", "enter", "=She sent it.")(pilot)
        box = app.focused
        assert isinstance(box, Editor)
        assert box.cursor_blink is (level == "full")
        assert box.blink_timer._active.is_set() is (level == "full")
        assert not any(style.blink for _, style in cells(app))
        await press(pilot, "ctrl+t")
        await pilot.press("pagedown")
        assert not app.animator._animations
