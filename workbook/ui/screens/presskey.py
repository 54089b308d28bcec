"""A card that asks for a key, and takes whatever key comes."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from .. import keys
from ..widgets.push import Push
from .laid import Laid


class PressKey(Laid[str]):
    """Gives back what was changed, in words; the empty string for nothing."""

    AUTO_FOCUS = ""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.command = id
        """The command that is to get another key."""

    def compose(self) -> ComposeResult:
        """What it is for, what was wrong with the last key, and the ways out."""
        row = keys.rows(self.command)[0]
        usual = " or ".join(dict.fromkeys(one.shown for one in keys.rows(self.command)))
        with Vertical(classes="card"):
            yield Static("Press the new key", markup=False, classes="card-title")
            yield Static(f"It is for:  {row.tooltip}", markup=False, classes="card-line")
            yield Static(self._usual_words(usual), markup=False, classes="card-line", id="said")
            with Horizontal(classes="pushes"):
                yield _way("esc  leave it", "leave")
                if keys.own_key(self.command):
                    yield _way(f"delete  back to {usual}", "usual")

    def _usual_words(self, usual: str) -> str:
        own = keys.own_key(self.command)
        return f"Now it is {keys.readable(own)}." if own else f"Now it is {usual}. That goes on working too."

    def take_key(self, key: str) -> None:
        """Every key comes here before anything else sees it."""
        if key == "escape":
            self.dismiss("")
        elif key in ("delete", "backspace"):
            self._take(keys.give_back(self.command))
        else:
            self._take(keys.give(self.command, key))

    def _take(self, refused: str) -> None:
        if refused:
            self.query_one("#said", Static).update(f"{refused} Press another, or esc.")
            return
        row = keys.rows(self.command)[0]
        now = keys.readable(keys.own_key(self.command) or row.keys.split(",")[0])
        self.dismiss(f"{now}:  {row.tooltip}")

    @on(Push.Pressed)
    def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        self.take_key("escape" if event.push.id == "leave" else "delete")


def _way(words: str, id: str) -> Push:
    way = Push(words, id=id)
    # No key is left to press it with; the mouse does.
    way.can_focus = False
    return way
