"""How much do you want: the ways through the exercises, laid over the contents."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ...library.titles import PathTitles
from ..widgets.picklist import Item, PickList
from .laid import Laid, closing

IN_ORDER = "-"


class Ways(Laid[str]):
    """Gives back the id of a path, IN_ORDER for none of them; the empty string where nothing was chosen."""

    BINDINGS = [closing("escape", "dismiss('')"), ("q", "dismiss('')", "Close")]

    def __init__(self, paths: tuple[PathTitles, ...], now: str) -> None:
        super().__init__()
        items = [Item(one.id, one.title, "●" if one.id == now else "○", one.says) for one in paths]
        items.append(Item(IN_ORDER, "The whole book", "●" if not now else "○", "one exercise after another"))
        self.list = PickList(tuple(items), classes="-always")
        self.now = now or IN_ORDER

    def compose(self) -> ComposeResult:
        """The ways, and that nothing is lost by another one."""
        with Vertical(classes="card"):
            yield Static("How much do you want?", markup=False, classes="card-title")
            with VerticalScroll(classes="card-body", can_focus=False):
                yield self.list
            yield Static(
                "It only says what comes next. What you wrote stays, and every exercise stays open.",
                markup=False,
                classes="quiet",
            )

    def on_mount(self) -> None:
        """The highlight is on the way that was chosen last."""
        self.list.highlight(self.now)
        self.list.focus()

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.dismiss(event.item.id)
