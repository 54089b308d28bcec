"""Whatever somebody writes, every widget shows the same characters, and nothing in them does anything."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from onscreen import desk_on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from wicked import look, must_show, text
from widgetry import BARE, BENCH, every_widget, pages

import workbook.ui.app
from workbook.files.clean import clean
from workbook.ui.app import WorkbookApp
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.questions import QuestionWidget

AT_ONCE = 20
ROWS = 300
STYLES = Path(workbook.ui.app.__file__).parent


class Bench(Screen[None]):
    """One widget, many times."""

    CSS = """
    Bench { overflow: hidden; }
    Bench .one { height: auto; }
    Bench Editor { height: auto !important; max-height: 1000 !important; min-height: 1; }
    Bench CellChoice { max-height: 1000 !important; }
    Bench .basis, Bench .reading { height: auto; width: 100%; }
    Bench Push { width: auto; height: auto; }
    Bench QuestionWidget, Bench RateGrid, Bench PickList, Bench OneOf { height: auto; max-height: 1000; }
    """

    def compose(self) -> ComposeResult:
        yield Vertical(classes="one")

    def _compositor_refresh(self) -> None:
        # Nobody looks at a terminal here: what would be sent there is read from the compositor itself.
        self._dirty_widgets.clear()


class Still(WorkbookApp):
    """Nothing that a text says may be done: whatever would be is noted."""

    CSS_PATH = [STYLES / "app.tcss", STYLES / "pages.tcss", *sorted(STYLES.glob("screens/*.tcss"))]
    fired: list[str]

    async def run_action(self, *given: Any, **more: Any) -> bool:
        self.fired.append(str(given[0]))
        return False


def test_every_widget_is_on_a_bench_or_shows_nothing_from_outside() -> None:
    assert every_widget() == set(BENCH) | set(BARE)
    assert not set(BENCH) & set(BARE)


async def shown(app: Still, room: Vertical, pilot: Pilot[None], kind: type[Widget], texts: list[str]) -> list[str]:
    """What is wrong with a widget and these texts."""
    wrong: list[str] = []
    waiting = list(pages(texts, AT_ONCE))
    while waiting:
        page = waiting.pop()
        made = [BENCH[kind](clean(words)) for words in page]
        await room.remove_children()
        await room.mount_all([widget for widget, _ in made])
        for words, (widget, _) in zip(page, made, strict=True):
            if isinstance(widget, QuestionWidget):
                widget.begin()
                continue
            for box in widget.walk_children(Editor, with_self=True):
                box.seed(words)
        await pilot.pause()
        app.screen.set_focus(None)
        await pilot.pause()
        if room.size.height > ROWS and len(page) > 1:
            middle = len(page) // 2
            waiting += [page[:middle], page[middle:]]
            continue
        found = ["?"]
        for _ in range(20):
            found = compared(app, kind, page, [wanted for _, wanted in made])
            if not found:
                break
            await pilot.pause()
        wrong += found
        assert app.is_running
    return wrong


def compared(app: Still, kind: type[Widget], texts: list[str], wanted: list[tuple[str, ...]]) -> list[str]:
    """What is wrong on the screen now. Markdown comes up in pieces."""
    now = look(app)
    wrong = [f"{kind.__name__}: {one}" for one in now.obeyed]
    seen, at = now.words, 0
    for words, those in zip(texts, wanted, strict=True):
        for one in map(must_show, those):
            found = seen.find(one, at)
            if found < 0:
                wrong.append(f"{kind.__name__} of {words!r}: {broken_at(one, seen, at)}")
                break
            at = found + len(one)
    return wrong


def broken_at(wanted: str, seen: str, at: int) -> str:
    """Where what is on the screen differs from what should be there."""
    low = max((n for n in range(len(wanted) + 1) if wanted[:n] in seen[at:]), default=0)
    found = seen.find(wanted[:low], at) + low
    return f"after {wanted[max(0, low - 20) : low]!r} is {seen[found : found + 20]!r}, not {wanted[low : low + 20]!r}"


async def bench(folder: Path, count: int, seed: str, kinds: list[type[Widget]]) -> list[str]:
    """What is wrong with so many texts in each of these widgets."""
    app = Still(desk_on(folder))
    app.fired = []
    async with app.run_test(size=(90, ROWS), notifications=True) as pilot:
        screen = Bench()
        await app.push_screen(screen)
        wrong = []
        for kind in kinds:
            chance = Random(f"{kind.__module__} {kind.__name__} {seed}")
            texts = [text(chance) for _ in range(count)]
            wrong += await shown(app, screen.query_one(Vertical), pilot, kind, texts)
    return wrong + [f"fired: {one}" for one in app.fired]


@pytest.mark.fault("A4", "A1")
async def test_every_widget_shows_the_characters_of_any_text_and_obeys_none(tmp_path: Path) -> None:
    wrong = await bench(tmp_path, 12, "1", list(BENCH))
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.long
@pytest.mark.fault("A4", "A1")
@pytest.mark.parametrize("kind", BENCH, ids=lambda kind: f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}")
async def test_ten_thousand_texts_in_every_widget(tmp_path: Path, kind: type[Widget]) -> None:
    wrong = await bench(tmp_path, 10_000, "10,000", [kind])
    assert not wrong, "\n".join(wrong[:40])
