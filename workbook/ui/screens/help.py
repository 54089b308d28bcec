"""Help: people to talk to first; then what this question means, why it is asked, the keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ...model.days import full_day
from ..commands import Command
from ..widgets.push import Push
from .laid import Laid, closing

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


class Help(Laid[None]):
    """Laid over the page."""

    BINDINGS = [closing("escape,ctrl+t,f1"), ("enter,q,question_mark", "dismiss", "Close")]

    def __init__(self, helped: Helped) -> None:
        super().__init__()
        self.helped = helped

    def compose(self) -> ComposeResult:
        """People first."""
        helped = self.helped
        with Vertical(classes="card"):
            with VerticalScroll(classes="card-body", can_focus=True):
                yield Static("To talk to a person", markup=False, classes="card-title")
                for where, say, _ in helped.support:
                    with Vertical(classes="pair"):
                        yield Static(where, markup=False, classes="pair-left")
                        yield Static(say, markup=False, classes="pair-right")
                checked = min((day for *_, day in helped.support), default="")
                if checked:
                    yield Static(
                        f"All of these were checked on {_day(checked)} or later.", markup=False, classes="quiet"
                    )
                if helped.example:
                    yield Static("An example", markup=False, classes="card-title")
                    yield Static(helped.example, markup=False, classes="card-line")
                if helped.why:
                    yield Static("What it rests on", markup=False, classes="card-title")
                    for line in helped.why:
                        yield Static(line, markup=False, classes="card-line")
                yield Static("Keys", markup=False, classes="card-title")
                for command in helped.commands:
                    with Vertical(classes="pair"):
                        yield Static(command.shown, markup=False, classes="pair-left")
                        yield Static(command.tooltip, markup=False, classes="pair-right")
                for key, does in EDITING:
                    with Vertical(classes="pair"):
                        yield Static(key, markup=False, classes="pair-left")
                        yield Static(does, markup=False, classes="pair-right")
            yield Push("Close", id="close", classes="-first")

    def on_mount(self) -> None:
        """The text can be scrolled at once."""
        self.query_one(".card-body").focus()

    @on(Push.Pressed)
    def _close(self) -> None:
        self.dismiss()


def _day(words: str) -> str:
    """A day of the pack as people write it."""
    try:
        return full_day(date.fromisoformat(words))
    except ValueError:
        return words
