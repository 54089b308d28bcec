"""Another name for a book, laid over the page."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from ...files.clean import one_line
from ..widgets.oneline import OneLine
from ..widgets.push import Push
from .laid import FOLDER, Laid, closing


class Naming(Laid[str]):
    """Gives back the new name; the empty string when nothing is to change."""

    CSS_PATH = [*Laid.CSS_PATH, str(FOLDER / "books.tcss")]
    BINDINGS = [closing("escape", "dismiss('')")]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.before = title
        self.box = OneLine(title, classes="box")

    def compose(self) -> ComposeResult:
        """The name in a box, and what it is for."""
        with VerticalScroll(classes="card", can_focus=False):
            yield Static("What is this book called?", markup=False, classes="card-title")
            yield self.box
            yield Static(
                "A word or two that tells nobody else anything. It stands at the top of the page and of prints.",
                markup=False,
                classes="quiet",
            )
            with Horizontal(classes="pushes"):
                yield Push("Keep this name", id="name", classes="-first")
                yield Push("Leave it as it was", id="leave")

    def on_mount(self) -> None:
        """Typing goes on behind the last letter."""
        self.box.seed(self.before, len(self.before))
        self.box.focus()

    @on(OneLine.Entered)
    def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        self._keep()

    @on(Push.Pressed)
    def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        if event.push.id == "name":
            self._keep()
        else:
            self.dismiss("")

    def _keep(self) -> None:
        title = one_line(self.box.text)
        self.dismiss("" if title == self.before else title)
