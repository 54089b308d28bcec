"""How much do you want: the ways through the exercises, laid over the contents."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from ...desk import Way
from ...model.days import spoken_day
from ..widgets.picklist import Item, PickList
from .laid import Laid, closing

IN_ORDER = "-"
STAYS = "It only says what comes next. Every exercise stays open."


class Ways(Laid[str]):
    """Gives back the id of a path, IN_ORDER for none of them; the empty string where nothing was chosen."""

    BINDINGS = [closing("escape", "dismiss('')"), ("q", "dismiss('')", "Close")]

    def __init__(self, ways: tuple[Way, ...], now: str) -> None:
        super().__init__()
        whole = Item(IN_ORDER, "The whole book", "○" if now else "●", under="one exercise after another")
        still = [_item(one, now) for one in ways if not one.done]
        done = [_item(one, now) for one in ways if one.done]
        self.list = PickList((*still, whole, *done), classes="-always")
        self.now = next((one.id for one in still if one.id == now), "") if now else IN_ORDER

    def compose(self) -> ComposeResult:
        """The ways, and that nothing is lost by another one."""
        with VerticalScroll(classes="card", can_focus=False):
            yield Static("How much do you want?", markup=False, classes="card-title")
            yield self.list
            yield Static(STAYS, markup=False, classes="quiet")

    def on_mount(self) -> None:
        """The highlight is on the way that was chosen last; where that is done, on the first."""
        self.list.highlight(self.now)
        self.list.focus()

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.dismiss(event.item.id)


def _item(one: Way, now: str) -> Item:
    """Its words stand below it: beside it there is no room for long ones."""
    said = one.path.says
    if one.begins is not None:
        said = f"{said}. It begins on {spoken_day(one.begins)}." if said else f"It begins on {spoken_day(one.begins)}."
    mark = "●" if one.path.id == now else "○"
    if one.done:
        return Item(one.path.id, one.path.title, mark, "done")
    return Item(one.path.id, one.path.title, mark, "goes on from here" if one.goes_on else "", under=said)
