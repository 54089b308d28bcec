"""What the page that is opened next needs is read and parsed while somebody looks at the contents."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from onscreen import opened, picture, press, until, write
from textual.css import stylesheet

from workbook.library import reader
from workbook.model.questions import KINDS
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.widgets import questions


async def test_what_is_highlighted_opens_without_reading_or_parsing_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, "resilience/step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Ann opened the letter")
        await press(pilot, "escape")
    async with opened(tmp_path) as (app, pilot):
        assert isinstance(app.screen, Contents)
        sheet = str(Path(reader.__file__).parents[1] / "ui" / "screens" / "writing.tcss")
        await until(pilot, lambda: app.desk.library._exercises and app.stylesheet.has_source(sheet))
        done = []
        monkeypatch.setattr(reader, "read_exercise", lambda data, file, **_: done.append(file))
        monkeypatch.setattr(stylesheet, "parse", lambda scope, css, *_, **__: done.append(css) or [])
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen) and "opened the letter" in picture(app))
        assert not done


def test_the_widget_of_each_kind_is_where_it_is_looked_for_beforehand() -> None:
    for kind in KINDS:
        assert find_spec(f"{questions.__name__}.{questions._MODULES.get(kind, kind)}"), kind
