"""A screen's style sheet comes in without parsing all others anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import opened
from textual.css.stylesheet import Stylesheet


def said(sheet: Stylesheet) -> list[str]:
    """The rules in their order."""
    return [f"{rule.selectors} {sorted(map(str, rule.styles.get_rules().items()))}" for rule in sheet.rules]


async def test_a_screen_that_opens_has_no_sheet_parsed_anew_and_all_say_what_they_would_say_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reparse, anew = Stylesheet.reparse, []
    async with opened(tmp_path) as (app, pilot):
        app.theme = "lamp"
        await pilot.pause()
        monkeypatch.setattr(Stylesheet, "reparse", lambda sheet: anew.append(sheet))
        await app.open_exercise("resilience/step-back")
        await pilot.pause()
        assert app.stylesheet.has_source(str(app.screen.css_path[-1]), "")
        assert not anew
        kept = said(app.stylesheet)
        reparse(app.stylesheet)
        assert said(app.stylesheet) == kept
