"""All questions of an exercise, laid over the page; Enter goes to one."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ...model.asking import asked
from ...model.questions import Note
from ...model.walking import State, Walk
from ..widgets.picklist import Item, PickList
from .laid import Laid, closing


class Overview(Laid[str]):
    """Gives back the id of the step to go to; the empty string for none."""

    BINDINGS = [closing("escape,ctrl+g", "dismiss('')"), ("q", "dismiss('')", "Close")]

    def __init__(self, at: Walk, here: str) -> None:
        super().__init__()
        self.at = at
        self.here = here
        self.list = PickList(self._items(), classes="-always")

    def _items(self) -> tuple[Item, ...]:
        items: list[Item] = []
        for step in self.at.exercise.steps:
            state = self.at.states[step.id]
            if isinstance(step, Note) or state in (State.OFF, State.EXTRA):
                continue
            ask = asked(self.at.exercise, step, self.at.known).ask
            if state is State.WAITS:
                waiting = self.at.sitting.waiting.get(step.id)
                items.append(Item("", ask, "…", "waits" if waiting is None else "on its day", look="quiet"))
                continue
            answer = self.at.sitting.answers.get(step.id)
            said = answer is not None and (answer.value is not None or answer.let_go)
            mark = "✓" if said else "–" if answer is not None and answer.skipped else "·"
            items.append(Item(step.id, ask, mark, "you are here" if step.id == self.here else ""))
        return tuple(items)

    def compose(self) -> ComposeResult:
        """The questions, and what the marks mean."""
        with Vertical(classes="card"):
            yield Static(self.at.exercise.title, markup=False, classes="card-title")
            with VerticalScroll(classes="card-body", can_focus=False):
                yield self.list
            yield Static("✓ answered   – skipped   · open", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """The highlight is where the person is."""
        self.list.highlight(self.here)
        self.list.focus()

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _go(self, event: PickList.Chosen | PickList.Picked) -> None:
        self.dismiss(event.item.id)
