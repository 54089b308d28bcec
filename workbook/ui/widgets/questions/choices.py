"""The question `choices`: some of several."""

from __future__ import annotations

from textual import on

from ..picklist import PickList
from .options import OptionsList


class SomeOf(OptionsList):
    """Space, a digit or a click picks; Enter goes on."""

    how = "Space picks, Enter goes on."

    marks = ("□", "■")

    @on(PickList.Picked)
    def _pick(self, event: PickList.Picked) -> None:
        event.stop()
        self._toggle(event.item.id)

    @on(PickList.Chosen)
    def _choose(self, event: PickList.Chosen) -> None:
        event.stop()
        if event.clicked:
            self._toggle(event.item.id)
        else:
            self.go_on()

    def _toggle(self, id: str) -> None:
        if id in self.picked:
            self.picked.remove(id)
        else:
            self.picked.append(id)
        self._changed()
