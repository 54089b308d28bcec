"""A card for somebody of one's own: the people whom help names first, a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from ...files.clean import one_line
from ..saver import RETRY, why
from ..widgets.editor import Editor
from ..widgets.push import Push
from .laid import Laid, closing

if TYPE_CHECKING:
    from ..app import WorkbookApp

PAUSE = 0.3
"""Seconds after the last key until it is on disk."""


class People(Laid[tuple[str, ...]]):
    """Gives back the lines as they stand. They are kept as they are typed: there is nothing to confirm."""

    BINDINGS = [closing("escape", "done")]
    AUTO_FOCUS = "Editor"

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.box = Editor(classes="box people-box")
        text = "\n".join(lines)
        self.box.seed(text, len(text))
        self._kept = self._on_disk = lines
        """What was given to the writer last; and what is known to be on disk."""
        self._refused = False
        """Whether the disk said no: then it is tried again, also when the card is gone."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """What to write, the box, a way out."""
        with Vertical(classes="card people"):
            yield Static("People you know", markup=False, classes="card-title")
            yield Static("Who could you ring or write to? A name and a number, one line for each.", markup=False)
            yield self.box
            yield Static("They stand first in help. No print shows them.", markup=False, classes="quiet")
            yield Push("Done", id="done", classes="-first")

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line that says something, whole, once."""
        found = (one_line(line) for line in self.box.text.split("\n"))
        return tuple(dict.fromkeys(line for line in found if line))

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._keep)

    def on_unmount(self) -> None:
        """However it is closed, the last key counts too."""
        self._keep()

    def _keep(self) -> None:
        lines = self.lines
        if lines != self._kept or self._refused:
            self._write(lines, cast("WorkbookApp", self.app))

    def _write(self, lines: tuple[str, ...], app: WorkbookApp) -> None:
        self._kept = lines

        def again() -> None:
            if self._refused:
                self._write(self.lines, app)

        def write() -> None:
            told = self._refused
            try:
                app.desk.shelf.keep_people(lines, self._on_disk)
                self._on_disk, self._refused = lines, False
            except Exception as error:  # a word on the screen, never a crash
                self._refused = True
                app.soon(app.set_timer, RETRY, again)
                if told:
                    return
                app.notify_soon(f"Your line was not saved: {why(error)}.")

        app.saver.beside(write)

    def action_done(self) -> None:
        """Close, with what stands there."""
        self._keep()
        self.dismiss(self.lines)

    @on(Push.Pressed)
    def _done(self, event: Push.Pressed) -> None:
        event.stop()
        self.action_done()
