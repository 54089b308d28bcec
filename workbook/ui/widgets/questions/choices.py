"""The question `choices`: some of several."""

from __future__ import annotations

from textual import on

from ....model.questions import ChoicesQuestion
from ..picklist import PickList
from .amount import suggested
from .base import Given
from .options import OptionsList


class SomeOf(OptionsList):
    """Space, a digit or a click picks; Enter goes on."""

    marks = ("□", "■")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        assert isinstance(given.step, ChoicesQuestion)
        many = suggested(given.step.at_least, given.step.at_most)
        self.how = " ".join(words for words in (many, "Space picks, Enter goes on.") if words)

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
