"""All commands by name: those of this screen first. There is no screenshot: it would write answers to disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from .commands import Command, commands
from .screens.laid import Laid, closing
from .widgets.editor import Editor
from .widgets.oneline import OneLine
from .widgets.picklist import Item, PickList

if TYPE_CHECKING:
    from .app import WorkbookApp


class Palette(Laid[str]):
    """Gives back the id of the command; the empty string for none."""

    BINDINGS = [
        closing("escape,ctrl+p,f2", "dismiss('')"),
        ("down", "move(1)", "Down"),
        ("up", "move(-1)", "Up"),
    ]

    def __init__(self, found: Iterable[Command]) -> None:
        super().__init__()
        self.found = tuple(found)
        self.box = OneLine(classes="box")
        self.list = PickList(self._items(""), classes="-always")

    def _items(self, words: str) -> tuple[Item, ...]:
        wanted = words.casefold().split()
        found = tuple(
            Item(one.id, one.tooltip, right=one.shown)
            for one in self.found
            if all(word in f"{one.words} {one.tooltip}".casefold() for word in wanted)
        )
        return found or (Item("", "Nothing is called that.", look="quiet"),)

    def compose(self) -> ComposeResult:
        """A box to narrow the list, and the list."""
        with Vertical(classes="card"):
            yield Static("What do you want to do?", markup=False, classes="card-title")
            yield self.box
            with VerticalScroll(classes="card-body", can_focus=False):
                yield self.list

    def on_mount(self) -> None:
        """Typing narrows the list at once."""
        self.box.focus()

    def action_move(self, by: int) -> None:
        """The arrows move in the list while the box has the focus."""
        self.list.action_move(by)

    @on(Editor.Edited)
    def _narrow(self, event: Editor.Edited) -> None:
        event.stop()
        self.list.show(self._items(self.box.text))

    @on(OneLine.Entered)
    def _enter(self, event: OneLine.Entered) -> None:
        event.stop()
        self.dismiss(self.list.highlighted.id if self.list.highlighted is not None else "")

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.dismiss(event.item.id)


def open_palette(app: WorkbookApp) -> None:
    """Lay the palette over the screen, and do what is chosen there."""
    screen = app.screen
    if isinstance(screen, Palette):
        screen.dismiss("")
        return
    place = getattr(screen, "place", "")
    if not place:
        return
    seen: dict[str, Command] = {}
    for command in (*commands(place), *commands("everywhere")):
        if command.id not in ("palette", "open"):
            seen.setdefault(command.id, command)

    async def do(id: str | None) -> None:
        if id:
            front = "app" if id in {one.id for one in commands("everywhere")} else "screen"
            await app.run_action(f"{front}.{id}")

    app.push_screen(Palette(seen.values()), do)
