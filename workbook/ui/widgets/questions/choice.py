"""The question `choice`: one of several."""

from __future__ import annotations

from textual import on

from ..picklist import PickList
from .options import OptionsList


class OneOf(OptionsList):
    """A digit or Space picks; Enter picks what is highlighted and goes on. Picking it again takes it back."""

    how = "Enter picks and goes on."

    @on(PickList.Picked)
    def _pick(self, event: PickList.Picked) -> None:
        event.stop()
        self.picked = [] if self.picked == [event.item.id] else [event.item.id]
        self._changed()

    @on(PickList.Chosen)
    def _choose(self, event: PickList.Chosen) -> None:
        event.stop()
        self.picked = [event.item.id]
        self._changed()
        if not event.clicked:
            self.go_on()
