"""Help: people to talk to first, then the keys; on a question what belongs to it, with the people right below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ...model.days import full_day
from ..commands import Command
from ..widgets.push import Push
from .laid import Laid, closing

METHODS = "What this book rests on"
RESTS = "What it rests on"
LEFT = 22
"""Cells for what stands at the left of a pair."""
ROOMY = 24
"""Rows from which on what an exercise rests on has room beside an example and the people to talk to."""
EDITING = (
    ("tab", "Leaves a box."),
    ("space", "Picks, where several can be picked."),
    ("ctrl+z", "Takes back what was typed last; ctrl+y brings it again."),
)


@dataclass(frozen=True, slots=True)
class Helped:
    """What help has to say here."""

    support: tuple[tuple[str, str, str], ...]
    """Where, whom to call, when that was checked."""
    example: str = ""
    why: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    own: tuple[str, ...] = ()
    """People of one's own, a line for each."""
    more: Callable[[], Awaitable[None]] | None = None
    """Leads to what the book rests on; None where that is what lies below."""
    becomes: tuple[str, ...] = ()
    """What may become of words that are written for nobody."""
    hint: str = ""
    on_question: bool = False
    """Whether it was asked for on a question: who wants an example is not to meet numbers to call before it."""
    only_read: bool = False
    """Whether another window has the book: then nobody is added here."""
    to_click: bool = False
    """Whether a click on a key does what the key does."""


class Doing(Widget):
    """A key and what it does, side by side as every pair; in a narrow window one above the other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"doing--key", "doing--words"}

    class Asked(Message):
        """It was clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.command = id
            """The command that is to be done."""

    def __init__(self, command: Command, to_click: bool) -> None:
        super().__init__(classes="-to-click" if to_click else "")
        self.command = command
        self.to_click = to_click
        """Whether a click does what the key does."""

    def _lines(self, width: int) -> list[Content]:
        key, words = self.get_visual_style("doing--key"), self.get_visual_style("doing--words")
        name = Content(self.command.shown).stylize(key)
        if self.screen.has_class("-narrow"):
            return [name, *(line.stylize(words) for line in Content(self.command.tooltip).wrap(max(width, 4)))]
        wrapped = Content(self.command.tooltip).wrap(max(width - LEFT, 4))
        return [
            (name.pad_right(LEFT - name.cell_length) if at == 0 else Content(" " * LEFT)) + line.stylize(words)
            for at, line in enumerate(wrapped)
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its words need at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All of it."""
        return Content("\n").join(self._lines(self.size.width))

    def on_click(self, event: events.Click) -> None:
        """Ask for it."""
        event.stop()
        if self.to_click:
            self.post_message(self.Asked(self.command.id))


class Help(Laid[str]):
    """Laid over the page. Gives back the id of a command that was clicked."""

    BINDINGS = [closing("escape"), ("enter,q", "dismiss", "Close")]

    def __init__(self, helped: Helped) -> None:
        super().__init__()
        self.helped = helped
        self.own = helped.own

    def compose(self) -> ComposeResult:
        """People first: one's own, then those of the pack. On a question they stand right below what belongs to it."""
        helped = self.helped
        with Vertical(classes="card -of-question" if helped.on_question else "card"):
            with VerticalScroll(classes="card-body", can_focus=True):
                # In a small window the example and the people are on one screen without what the exercise rests on.
                above = 1 if helped.on_question and self.app.size.height >= ROOMY else 0
                if helped.on_question:
                    yield from self._of_question()
                    yield from _lines(RESTS, helped.why[:above])
                yield from self._people()
                yield from _lines("What becomes of these words", helped.becomes)
                if not helped.on_question:
                    yield from self._of_question()
                yield from _lines("Where that was studied" if above else RESTS, helped.why[above:])
                if helped.more is not None:
                    if not helped.why:
                        yield _title(METHODS)
                    with Horizontal(classes="more-pushes"):
                        yield Push("More, with figures" if helped.why else "Studies, figures, limits", id="more")
                yield _title("Keys. A click on one does the same." if helped.to_click else "Keys")
                for command in helped.commands:
                    yield Doing(command, helped.to_click)
                for key, does in EDITING:
                    yield from _pair(key, does)
            yield Push("Close", id="close", classes="-first")

    def _people(self) -> ComposeResult:
        yield _title("To talk to a person", "people-title")
        yield Static(markup=False, classes="own-people")
        for where, say, day in self.helped.support:
            yield from _pair(where, f"{say}{self._checked(day)}", "people-pair")
        if one_day := self._one_day():
            yield Static(f"All of these were checked on {_day(one_day)}.", markup=False, classes="quiet")
        with Horizontal(classes="pushes"):
            yield Push("", id="own")

    def _of_question(self) -> ComposeResult:
        if self.helped.example:
            yield from _lines("An example", (self.helped.example,))
        if self.helped.hint:
            yield from _lines("This question", (self.helped.hint,))

    def action_people(self) -> None:
        """The key that opened it closes it too."""
        self.dismiss()

    def _one_day(self) -> str:
        """The day on which every line was checked; empty where they differ."""
        days = {day for *_, day in self.helped.support}
        return days.pop() if len(days) == 1 else ""

    def _checked(self, day: str) -> str:
        return f"  (checked on {_day(day)})" if day and not self._one_day() else ""

    def on_mount(self) -> None:
        """The text can be scrolled at once."""
        self._show_own()
        self.query_one(".card-body").focus()

    def _show_own(self) -> None:
        people = self.query_one(".own-people", Static)
        people.display = bool(self.own)
        people.update("\n".join(self.own))
        way = self.query_one("#own", Push)
        way.display = not self.helped.only_read
        way.words = "Change these lines" if self.own else "Add somebody you know"
        way.refresh(layout=True)

    @on(Push.Pressed, "#own")
    def _change(self) -> None:
        from .people import People

        def show(lines: tuple[str, ...] | None) -> None:
            if lines is not None:
                self.own = lines
                self._show_own()
                body = self.query_one(".card-body")
                body.focus()
                body.scroll_to_widget(self.query_one(".people-title"), top=True, animate=False)

        self.app.push_screen(People(self.own), show)

    @on(Push.Pressed, "#more")
    async def _more(self) -> None:
        if self.helped.more is not None:
            await self.helped.more()

    @on(Doing.Asked)
    def _do(self, event: Doing.Asked) -> None:
        event.stop()
        self.dismiss("" if event.command == "help" else event.command)

    @on(Push.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss()


def _title(words: str, classes: str = "") -> Static:
    return Static(words, markup=False, classes=f"card-title {classes}")


def _lines(title: str, lines: tuple[str, ...]) -> ComposeResult:
    if lines:
        yield _title(title)
        for line in lines:
            yield Static(line, markup=False, classes="card-line")


def _pair(left: str, right: str, classes: str = "") -> ComposeResult:
    with Vertical(classes=f"pair {classes}"):
        yield Static(left, markup=False, classes="pair-left")
        yield Static(right, markup=False, classes="pair-right")


def _day(words: str) -> str:
    """A day of the pack as people write it."""
    try:
        return full_day(date.fromisoformat(words))
    except ValueError:
        return words
