"""The box for prose and Textual's own, led through the same steps: what stands in both, cell by cell."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pyte
from rich.cells import cell_len
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static, TextArea
from textual.widgets.text_area import Location

from workbook.ui.painting import Sparing
from workbook.ui.widgets.clusters import after
from workbook.ui.widgets.editor import Editor

Step = tuple[Any, ...]
KEYS = [
    *["left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+left", "ctrl+right"],
    *["shift+left", "shift+right", "shift+up", "shift+down", "shift+home", "shift+end", "ctrl+shift+left"],
    *["backspace", "delete", "ctrl+w", "ctrl+f", "ctrl+u", "ctrl+k", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+e"],
    *["enter", "enter", "a", "b", "space", "space", "é", "中", "ж", "(", ")", ".", "—"],
]
WORDS = ["a", "word", "longer", "é", "—", "中文", "日本語", "שלום", "кот", "👍", "한", "w" * 50, "(x)", "fin."]


class Seen(NamedTuple):
    """A box at one moment."""

    text: str
    selection: Any
    scrolled: Any
    cells: list[list[tuple[str, object]]]


class Stock(TextArea):
    """Textual's own, but for what our box has always done otherwise."""

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Any:
        """Also in a row that has only just come."""
        self._refresh_size()
        return super().scroll_cursor_visible(center, animate)


class Twin(App[None]):
    """One of the two boxes, with something beside it that can be looked at instead."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = """TextArea {
    scrollbar-color: blue; scrollbar-color-hover: blue; scrollbar-color-active: blue;
    scrollbar-background: black; scrollbar-background-hover: black; scrollbar-background-active: black;
    border: none; padding: 0 1; height: 1fr; &:focus { border: none; } } Static { height: 1; }"""

    def __init__(self, ours: bool, text: str = "") -> None:
        super().__init__()
        self._ours, self._text = ours, text
        self.sent: list[str] = []
        self._terminal = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self._terminal)

    def get_default_screen(self) -> Screen[Any]:
        screen = super().get_default_screen()
        if self._ours:
            screen._compositor = Sparing()
        return screen

    def compose(self) -> ComposeResult:
        yield Static("above")
        yield Editor(self._text) if self._ours else Stock(self._text, highlight_cursor_line=False)
        yield Static("below")

    def on_mount(self) -> None:
        self.box.cursor_blink = False
        self.box.set_reactive(TextArea.match_cursor_bracket, False)
        # The clock stands: where a step of what can be undone ends is not a matter of how fast this machine is.
        self.box.history._get_time = lambda: 0.0  # type: ignore[method-assign]

    @property
    def box(self) -> TextArea:
        return self.query(TextArea).first()

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            # What would be written to a terminal, if there were one here.
            self.sent.append(renderable.render_segments(self.console))
            self._stream.feed(self.sent[-1])
        super()._display(screen, renderable)

    def in_terminal(self) -> list[list[object]]:
        """Every cell as a terminal shows it that was sent what this app has painted."""
        shown = self._terminal
        return [[shown.buffer[y][x] for x in range(shown.columns)] for y in range(shown.lines)]

    def cells(self) -> list[list[tuple[str, object]]]:
        """Every cell of the screen as it was painted last: its sign, and its looks."""
        return [list(_cells(strip)) for strip in self.screen._compositor.render_strips()]

    def seen(self) -> Seen:
        """All that is compared."""
        box = self.box
        return Seen(box.text, box.selection, box.scroll_offset, self.cells())


def _cells(strip: Any) -> Any:
    for segment in strip:
        style = segment.style
        looks = (style.color, style.bgcolor, style.bold, style.reverse, style.underline) if style else None
        at = 0
        while at < len(segment.text):
            end = after(segment.text, at)
            size = cell_len(segment.text[at:end])
            yield from [(segment.text[at:end], looks), ("", looks)][: max(size, 1)] if size else []
            at = end


def text_of(chance: random.Random, most: int, words: Sequence[str] = WORDS) -> str:
    """Some lines, of some words each."""
    return "\n".join(
        " ".join(chance.choice(words) for _ in range(chance.choice((0, 1, 5, 30, 80))))
        for _ in range(chance.randrange(1, most))
    )


def steps(chance: random.Random, count: int, words: Sequence[str] = WORDS, keys: Sequence[str] = KEYS) -> list[Step]:
    """Things that somebody, or a program, may do with a box."""
    others: list[Callable[[], Step]] = [
        lambda: ("press", chance.random(), chance.random()),
        lambda: ("press", chance.random(), chance.random()),
        lambda: ("drag", chance.random(), chance.random()),
        lambda: ("drop",),
        lambda: ("wheel", chance.choice((-1, 1))),
        lambda: ("paste", text_of(chance, 4, words)),
        lambda: ("resize", chance.randrange(20, 90), chance.randrange(5, 30)),
        lambda: ("theme", chance.choice(("textual-light", "nord", "textual-dark"))),
        lambda: ("insert", chance.choice([*words, "\n"]), chance.random(), chance.random()),
        lambda: ("cut out", chance.random(), chance.random()),
        lambda: ("select", chance.random(), chance.random()),
        lambda: ("load", text_of(chance, 20, words)),
        lambda: ("blur",),
        lambda: ("focus",),
    ]
    return [("key", chance.choice(keys)) if chance.random() < 0.7 else chance.choice(others)() for _ in range(count)]


async def take(pilot: Pilot[None], step: Step) -> None:
    """Take one step, and wait until it is done."""
    app = pilot.app
    assert isinstance(app, Twin)
    box = app.box
    match step:
        case ("key", key):
            await pilot.press(key)
        case ("press", a, b):
            _mouse(app, events.MouseDown, a, b)
        case ("drag", a, b):
            _mouse(app, events.MouseMove, a, b)
        case ("drop",):
            _mouse(app, events.MouseUp, 0.5, 0.5)
        case ("wheel", way):
            box.scroll_relative(y=3 * way, animate=False)
        case ("paste", text):
            app.post_message(events.Paste(text))
        case ("resize", width, height):
            await pilot.resize_terminal(width, height)
        case ("theme", name):
            app.theme = name
        case ("insert", text, a, b):
            box.insert(text, _place(box, a, b))
        case ("cut out", a, b):
            top = _place(box, a, b)
            box.delete(top, (top[0], top[1] + 3))
        case ("select", a, b):
            box.selection = type(box.selection)(_place(box, a, b), _place(box, b, a))
        case ("load", text):
            box.load_text(text)
        case ("blur",):
            app.set_focus(None)
        case ("focus",):
            box.focus()
    await pilot.pause()
    if step[0] in ("press", "drag", "drop"):
        # The scroll bar may have been pressed.
        await pilot.wait_for_animation()
        await pilot.pause()


def _place(box: TextArea, a: float, b: float) -> Location:
    row = int(a * box.document.line_count)
    return row, int(b * (len(box.document.get_line(row)) + 1))


def _mouse(app: Twin, kind: type[events.MouseEvent], a: float, b: float) -> None:
    width, height = app.size
    x, y = int(a * width), 1 + int(b * max(1, height - 2))
    event = kind(
        widget=None, x=x, y=y, delta_x=0, delta_y=0, button=0 if kind is events.MouseMove else 1, shift=False,
        meta=False, ctrl=False, screen_x=x, screen_y=y,
    )  # fmt: skip
    assert app._driver is not None
    app._driver.process_message(event)


async def led(ours: bool, text: str, way: Sequence[Step], size: tuple[int, int]) -> list[Seen]:
    """What is seen after each step."""
    app = Twin(ours, text)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        found = [app.seen()]
        for step in way:
            await take(pilot, step)
            if not ours and step[0] == "resize":
                # Stock shows some rows as they were before; ours is seen as it is.
                app.box.notify_style_update()
                app.box.refresh()
                await pilot.pause()
            found.append(app.seen())
        return found


def difference(stock: Seen, ours: Seen) -> str:
    """What is not the same, in words; empty where all is."""
    for name, one, other in zip(("text", "selection", "scrolled to"), stock, ours, strict=False):
        if one != other:
            return f"{name}: {one!r}, ours {other!r}"
    for y, (row, own) in enumerate(zip(stock.cells, ours.cells, strict=True)):
        if row != own:
            alike = (a == b for a, b in zip(row, own, strict=False))
            x = next((at for at, same in enumerate(alike) if not same), min(len(row), len(own)))
            one, other = ("".join(sign for sign, _ in cells) for cells in (row, own))
            return f"row {y}, cell {x}:\n{one}\n{other}\n{row[x : x + 1]}\n{own[x : x + 1]}"
    return ""
