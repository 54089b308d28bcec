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
        self._toggle(event.item.id, alone=True)

    @on(PickList.Chosen)
    def _choose(self, event: PickList.Chosen) -> None:
        event.stop()
        if event.clicked or event.item.id not in self.picked:
            self._toggle(event.item.id, alone=True)
        if not event.clicked:
            self.go_on()
