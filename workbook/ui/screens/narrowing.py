"""A list that typing makes shorter, laid over the page: the palette, and the finding of an exercise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ..widgets.editor import Editor
from ..widgets.oneline import OneLine
from ..widgets.picklist import Item, PickList
from .laid import Laid, closing


class Narrowing(Laid[str]):
    """Gives back the id of what was chosen; the empty string for nothing."""

    BINDINGS = [
        closing("escape", "dismiss('')"),
        ("down", "move(1)", "Down"),
        ("up", "move(-1)", "Up"),
        ("pagedown", "move(8)", "Down"),
        ("pageup", "move(-8)", "Up"),
    ]

    def __init__(self, title: str, found: Iterable[Item], words: Mapping[str, str]) -> None:
        """`words` has, by id, what an item is found by beside the words that it shows."""
        super().__init__()
        self.card_title = title
        self.found = tuple(found)
        self.words = words
        self.box = OneLine(classes="box palette-box")
        self.list = PickList(self._items(""), classes="-always")

    def _items(self, words: str) -> tuple[Item, ...]:
        wanted = words.casefold().split()
        found = tuple(
            item
            for item in self.found
            if all(word in f"{item.words} {self.words.get(item.id, '')} {item.right}".casefold() for word in wanted)
        )
        return found or (Item("", "Nothing is called that. Try another word, or fewer.", look="quiet"),)

    def compose(self) -> ComposeResult:
        """A box to narrow the list, and the list."""
        with Vertical(classes="card"):
            yield Static(self.card_title, markup=False, classes="card-title")
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
