"""Notes of the person's own beside one answer, laid over its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from ...model.answers import Added
from ...model.days import full_day, spoken_day
from ...model.marking import todays
from ..keys import close_too
from ..saver import Saved
from ..widgets.editor import Editor
from ..widgets.push import Push
from .laid import Laid, closing
from .toldfirst import ToldFirst

if TYPE_CHECKING:
    from ..app import WorkbookApp

FOR_OTHERS = "Prints for others show a note where they show its answer."


class Beside(ToldFirst, Laid[None]):
    """Today's note can be written at once; those of other days stand below it, and can be changed or taken out.

    It tells of every change as it is typed, so that nothing waits for the card to be closed.
    """

    CSS_PATH = [*Laid.CSS_PATH, str(Path(__file__).parent / "beside.tcss")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    BINDINGS = [
        closing("escape,ctrl+b,f9", "close"),
        Binding("ctrl+t,f1", "help", "Help", show=False, priority=True),
    ]

    def __init__(
        self,
        ask: str,
        added: tuple[Added, ...],
        today: date,
        tell: Callable[[tuple[Added, ...]], None],
        *,
        called: str,
        read_only: bool = False,
    ) -> None:
        super().__init__()
        close_too(self, "write_outside", "write_outside")
        self.ask = ask
        self.added = added
        """As they were when the card was laid down."""
        self.today = today
        self.tell = tell
        self.called = called
        """How the file begins to be called in which an editor of one's own has a note."""
        self.read_only = read_only
        self._own = todays(added, today)
        self._boxes = [Editor(classes="box note-box", id=f"note-{number}") for number in range(len(added))]
        self._new = Editor(classes="box note-box", id="note-new", placeholder="What you want to remember about it.")
        self._began: list[str] = []
        """What each box held at first."""
        self._told = added
        self._out: dict[int, str] = {}
        """What was taken out by its button, so that it can be put back."""

    @property
    def box(self) -> Editor:
        """The box of today's note."""
        return self._new if self._own is None else self._boxes[self._own]

    def compose(self) -> ComposeResult:
        """Today's box, then the other days', the newest first."""
        others = [number for number in reversed(range(len(self.added))) if number != self._own]
        with Vertical(classes="card"):
            with VerticalScroll(classes="card-body", can_focus=False):
                yield Static("A note of your own, beside your answer", markup=False, classes="card-title")
                yield Static(self.ask, markup=False, classes="note-ask")
                yield self.box
                for number in others:
                    with Horizontal(classes="note-head"):
                        yield Static(_day(self.added[number].day, self.today), markup=False, classes="note-day")
                        if not self.read_only:
                            yield Push("Take out", id=f"out-{number}")
                    yield self._boxes[number]
                yield Static(FOR_OTHERS, markup=False, classes="note-about")
            with Horizontal(classes="note-foot"):
                yield Push("Close", id="close", classes="-first")
                yield Static("", markup=False, id="note-saved")

    def on_mount(self) -> None:
        """The cursor is in today's note, behind its last word."""
        for box, one in zip(self._boxes, self.added, strict=True):
            # The others are read before they are changed: from their first line.
            box.seed(one.text, len(one.text) if box is self.box else 0)
            box.read_only = self.read_only
        self._new.read_only = self.read_only
        self._began = [box.text for box in self._boxes]
        self.box.add_class("-today")
        self.show_saved(self.book_app.saver.state)
        self.box.focus(scroll_visible=True)

    @property
    def book_app(self) -> WorkbookApp:
        """The app, by its own type."""
        return cast("WorkbookApp", self.app)

    def show_saved(self, saved: Saved) -> None:
        """How it stands with what was typed here."""
        words = "It can only be read here." if self.read_only else saved.words or "It is saved as you type."
        self.query_one("#note-saved", Static).update(f"{words[:1].upper()}{words[1:]}")

    def says_saved(self) -> Static:
        """The line at the foot of the card."""
        return self.query_one("#note-saved", Static)

    def notes(self) -> tuple[Added, ...]:
        """The notes as they stand in the boxes now. An emptied one is taken out; one that nobody touched is as it was.

        It can be asked at any time, also before the words of the last keys have arrived as messages.
        """
        found: list[Added] = []
        for one, box, began in zip(self.added, self._boxes, self._began, strict=True):
            if box.text == began:
                found.append(one)
            elif box.text:
                found.append(replace(one, text=box.text))
        if self._own is None and self._new.text:
            found.append(Added(self.today, self._new.text))
        return tuple(found)

    def pull(self) -> None:
        """Tell about what stands in the boxes, if it is not told yet."""
        if self.read_only or len(self._began) != len(self._boxes):
            return
        now = self.notes()
        if now != self._told:
            self._told = now
            self.tell(now)

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.pull()
        self.call_after_refresh(event.editor.scroll_visible, animate=False)
        for number, box in enumerate(self._boxes):
            if box is event.editor and number != self._own:
                if box.text:
                    self._out.pop(number, None)
                self._name_button(number)

    def _name_button(self, number: int) -> None:
        button = self.query_one(f"#out-{number}", Push)
        button.words = "Put it back" if number in self._out else "Take out"
        button.refresh(layout=True)

    @on(Push.Pressed)
    def _pushed(self, event: Push.Pressed) -> None:
        event.stop()
        what, _, number = (event.push.id or "").partition("-")
        if what != "out":
            self.action_close()
            return
        at = int(number)
        box = self._boxes[at]
        if at in self._out:
            box.take(self._out.pop(at))
        elif box.text:
            self._out[at] = box.text
            box.take("")
        box.focus()

    def action_close(self) -> None:
        """Close the card; everything in it is kept."""
        self.pull()
        self.dismiss()

    async def action_write_outside(self) -> None:
        """Write the note in the editor that the environment names."""
        from ..outside import write_box_outside

        if isinstance(box := self.focused, Editor) and not self.read_only:
            self.pull()
            await self.book_app.saver.flush()
            write_box_outside(self.book_app, box, self.called)

    def action_help(self) -> None:
        """People to talk to, and the keys."""
        self.book_app.show_help("exercise")


def _day(day: date, today: date) -> str:
    """A day as people name it; with its year where it is another one."""
    return spoken_day(day) if day.year == today.year else full_day(day)
