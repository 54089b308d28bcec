"""Which folder takes what can't be saved where it belongs."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from ...files.clean import one_line
from ...files.locations import tidy
from ..elsewhere import folder_that_takes
from ..widgets.oneline import OneLine
from ..widgets.push import Push
from .laid import FOLDER, Laid, closing

MADE = "A folder of its own is made in it, for your eyes only. It can be brought back later."
EMPTIED = "Many computers empty this folder when they start. A stick, or another disk, is safer."
NONE = "No folder was found that takes it. Name one, such as one on a stick."


class Folder(Laid[Path]):
    """Gives back the folder in which it goes on; None where it does not. A folder is tried before it is proposed."""

    CSS_PATH = [*Laid.CSS_PATH, str(FOLDER / "books.tcss")]
    BINDINGS = [closing("escape", "dismiss(None)")]

    def __init__(self, go_on_in: Callable[[Path], Awaitable[str]]) -> None:
        """`go_on_in` goes on there; it gives back why it can't, or nothing."""
        super().__init__()
        self._go_on_in = go_on_in
        self.box = OneLine("", classes="box")

    def compose(self) -> ComposeResult:
        """A box with a folder that was tried, and what becomes of it."""
        with VerticalScroll(classes="card", can_focus=False):
            yield Static("In which folder?", markup=False, classes="card-title")
            yield self.box
            yield Static("Looking for one that takes it.", markup=False, classes="quiet", id="said")
            with Horizontal(classes="pushes"):
                yield Push("Keep it there", id="keep", classes="-first")
                yield Push("Back", id="back")

    def on_mount(self) -> None:
        """The box can be written in at once; a folder is looked for meanwhile."""
        self.box.focus()
        self.run_worker(self._look(), exit_on_error=False)

    async def _look(self) -> None:
        found = await folder_that_takes()
        if not self.is_mounted:
            return
        if not self.box.text and found is not None:
            words = tidy(found)
            self.box.seed(words, len(words))
        temporary = found is not None and found == Path(tempfile.gettempdir())
        self._say(NONE if found is None else EMPTIED if temporary else MADE)

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)

    @on(OneLine.Entered)
    async def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        await self._keep()

    @on(Push.Pressed)
    async def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        if event.push.id == "keep":
            await self._keep()
        else:
            self.dismiss(None)

    async def _keep(self) -> None:
        words = one_line(self.box.text).strip()
        if not words:
            self._say("Name a folder, such as one on a stick.")
            return
        folder = _meant(words)
        if folder is None:
            self._say("That home is not known here. Name the folder from / on.")
            return
        refused = await self._go_on_in(folder)
        if refused:
            self._say(f"Nothing can be kept there: {refused}. Name another one.")
        elif self.is_current:
            self.dismiss(folder)


def _meant(words: str) -> Path | None:
    """The folder that is meant, from the home on where it does not begin with /; None where no home is known."""
    try:
        return Path.home() / Path(words).expanduser()
    except RuntimeError:
        found = Path(words)
        return found if found.is_absolute() else None
