"""Addresses are read and nothing else: no page and no print of the workbook opens one, however it is written."""

from __future__ import annotations

import webbrowser
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from built import build
from onscreen import EVENING, click, opened, picture, press, shown
from pypdf import PdfReader
from smallpack import one, small

from workbook.model.answers import Answer
from workbook.model.sitting import Sitting
from workbook.printing import html, pdf
from workbook.ui.app import WorkbookApp

ADDRESSES = (
    "[the study](ssh://x.example)", "[https://good.example](https://evil.example)", "<https://x.example/a>",
    "https://x.example/b", "www.x.example", "<mailto:--help@x.example>", "![a picture](file:///etc/passwd)",
    "[ref][1]", "[1]: javascript:alert(1)", "<a href='x'>link</a>", "&#x202e;turned", "[--help](--help)",
)  # fmt: skip


@pytest.mark.fault("A6", "A3")
async def test_in_a_note_an_address_stands_whole_and_a_click_on_it_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[object] = []
    monkeypatch.setattr(webbrowser, "open", lambda *given, **more: went.append(given))
    monkeypatch.setattr(WorkbookApp, "open_url", lambda self, *given, **more: went.append(given))
    text = "\n".join(f"      - {each}" for each in ADDRESSES)
    steps = f"  - id: n\n    kind: note\n    text: |-\n      *Read* this:\n\n{text}\n{one('line')}"
    async with opened(tmp_path / "s", "first", content=small(tmp_path / "pack", steps), size=(80, 40)) as (app, pilot):
        await press(pilot, "enter")
        for _ in range(50):
            await pilot.pause()
            if ADDRESSES[-1] in shown(app):
                break
        page = shown(app)
        assert [each for each in ADDRESSES if each not in page] == []
        for words in ("the study", "https://good", "https://x.example/a", "https://x.example/b", "mailto", "a picture"):
            await click(pilot, words)
        assert went == [] and app.is_running and "the study" in picture(app)


def sitting_with(words: str) -> Sitting:
    """One answer, with these words wherever there may be some."""
    answers = {"x": Answer(words, "text", called=words, value=words, day=EVENING.date(), keep=True)}
    return Sitting("first", words, "small", "s", EVENING, finished=EVENING, done=1, of=1, answers=answers)


class Leads(HTMLParser):
    """Where a page leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.to += [value or "" for name, value in attributes if name in ("href", "src", "action", "data", "poster")]


@pytest.mark.fault("A6", "A16")
def test_in_prints_no_address_can_be_followed() -> None:
    day = EVENING.date()
    printout = build("B", [sitting_with("\n".join(ADDRESSES))], started=day, today=day)
    assert [one for one in Leads(html.render(printout).decode()).to if not one.startswith("#")] == []
    made = PdfReader(BytesIO(pdf.render(printout)))
    actions = [one.get_object().get("/A", {}) for sheet in made.pages for one in sheet.get("/Annots", [])]
    assert [action for action in actions if action.get("/S") not in (None, "/GoTo")] == []
