"""All commands by name: those of this screen first. There is no screenshot: it would write answers to disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from .commands import COMMANDS, commands
from .keys import close_too
from .screens.laid import Laid, closing
from .widgets.editor import Editor
from .widgets.oneline import OneLine
from .widgets.picklist import Item, PickList

if TYPE_CHECKING:
    from .app import WorkbookApp


class Palette(Laid[str]):
    """Gives back the id of what was chosen; the empty string for nothing."""

    BINDINGS = [
        closing("escape", "dismiss('')"),
        ("down", "move(1)", "Down"),
        ("up", "move(-1)", "Up"),
        ("pagedown", "move(8)", "Down"),
        ("pageup", "move(-8)", "Up"),
    ]

    def __init__(self, found: Iterable[Item]) -> None:
        super().__init__()
        self.found = tuple(found)
        self.box = OneLine(classes="box palette-box")
        self.list = PickList(self._items(""), classes="-always")
        close_too(self, "palette", "dismiss('')")

    def _items(self, words: str) -> tuple[Item, ...]:
        wanted = words.casefold().split()
        called: dict[str, str] = {}
        for command in COMMANDS:
            called[command.id] = f"{called.get(command.id, '')} {command.words}"
        found = tuple(
            item
            for item in self.found
            if all(word in f"{item.words} {called.get(item.id, '')} {item.right}".casefold() for word in wanted)
        )
        return found or (Item("", "Nothing is called that. Try another word, or fewer.", look="quiet"),)

    def compose(self) -> ComposeResult:
        """A box to narrow the list, and the list."""
        with Vertical(classes="card"):
            yield Static("What do you want to do? Type a word of it.", markup=False, classes="card-title")
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
        self.list.action_end(-1)

    @on(OneLine.Entered)
    def _enter(self, event: OneLine.Entered) -> None:
        event.stop()
        # The last letters may have come faster than the list was narrowed.
        self.list.show(self._items(self.box.text))
        if self.list.highlighted is not None and self.list.highlighted.id:
            self.dismiss(self.list.highlighted.id)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.dismiss(event.item.id)


def _everything(app: WorkbookApp, place: str) -> Iterator[Item]:
    """The commands of this place, those of everywhere, and every exercise."""
    seen = {"palette", "open"}
    does = getattr(app.screen, "does", lambda id: True)
    for command in (*commands(place), *commands("everywhere")):
        if command.id not in seen and does(command.id):
            seen.add(command.id)
            yield Item(command.id, command.tooltip, right=command.shown)
    for pack in app.desk.library.titles:
        for one in pack.headings:
            if not one.problems:
                yield Item(f"exercise {pack.id}/{one.id}", f"Open: {one.title}", right=f"{one.minutes} min")


async def _open(app: WorkbookApp, words: str) -> None:
    """Open an exercise from wherever somebody is, with everything that was typed there."""
    for screen in app.screen_stack:
        if (pull := getattr(screen, "pull", None)) is not None:
            pull()
    if getattr(app.screen, "place", "") == "welcome":
        await app.from_welcome(begin=False)
    await app.open_exercise(words)


def open_palette(app: WorkbookApp) -> None:
    """Lay the palette over the screen, and do what is chosen there."""
    screen = app.screen
    if isinstance(screen, Palette):
        screen.dismiss("")
        return
    place = getattr(screen, "place", "")
    if not place:
        return

    async def do(id: str | None) -> None:
        what, _, words = (id or "").partition(" ")
        if what == "exercise":
            await _open(app, words)
        elif what:
            front = "app" if what in {one.id for one in commands("everywhere")} else "screen"
            await app.run_action(f"{front}.{what}")

    app.push_screen(Palette(_everything(app, place)), do)
