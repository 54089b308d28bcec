"""What is chosen on the print screen, by key and by mouse."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from textual import on

from ...printing.formats import NAMES
from ...printing.setting import Paper
from ..printing import format_of
from ..widgets.editor import Editor
from ..widgets.oneline import OneLine
from ..widgets.oneof import OneOf
from ..widgets.picklist import Item, PickList
from ..widgets.questions.cells import Across
from ..widgets.ticks import Ticks, sign_of
from .handing import Handing
from .printing_lists import large, spot_of, toggled
from .printing_sheets import sheets_toggled


class Ticking(Handing):
    """A page whose lists, rows and boxes choose a print."""

    def __init__(self) -> None:
        super().__init__()
        self.unfolded: set[str] = set()
        """The ids of lines that are open to what is in them."""

    def show_chosen(self) -> None:
        """Show what was chosen."""
        raise NotImplementedError

    @on(PickList.Chosen, "#who")
    @on(PickList.Picked, "#who")
    def _for_whom(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        wanted = self.choice.wanted
        wanted.who = event.item.id
        if event.item.id == "share":
            # Numbers go to somebody else only where they are ticked for that: never along with one's own print.
            wanted.numbers = False
        self.seed_to()
        self._quiet()
        self.show_chosen()

    @on(PickList.Picked, "#goes, #sheets")
    def _ticked(self, event: PickList.Picked) -> None:
        event.stop()
        choice = self.choice
        if event.list.id == "sheets":
            ticked = sheets_toggled(event.item.id, choice.packs, choice.sheets)
            choice.wanted.sheets = {**choice.wanted.sheets, choice.wanted.half: ticked}
        else:
            spot = spot_of(event.item.id)
            unticked = toggled(spot, choice.parts, choice.wanted.unticked)
            # "By what day?" means nothing, and tells of it, where what it is asked about is left out.
            if spot in unticked and spot.step and choice.prints is not None:
                unticked |= choice.prints.hangs_on(spot)
            choice.wanted.unticked = unticked
        self.show_chosen()

    @on(PickList.Chosen, "#goes, #sheets")
    def _entered(self, event: PickList.Chosen) -> None:
        event.stop()
        if sign_of(event.item):
            self._unfold(cast(Ticks, event.list), event.item, None)
        else:
            event.list.action_pick()

    @on(Ticks.Unfolded, "#goes, #sheets")
    def _unfolded(self, event: Ticks.Unfolded) -> None:
        event.stop()
        self._unfold(event.list, event.item, event.wide)

    def _unfold(self, ticks: Ticks, item: Item, wide: bool | None) -> None:
        """Open or close a line. What can't be opened, or is closed already, closes the line that it stands under."""
        if not sign_of(item) or (wide is False and sign_of(item) == "+"):
            item, wide = ticks.above(item), False
        if wide is None:
            wide = item.id not in self.unfolded
        (self.unfolded.add if wide else self.unfolded.discard)(item.id)
        if not wide:
            ticks.highlight(item.id)
        self.show_chosen()

    @on(PickList.Chosen, "#also")
    @on(PickList.Picked, "#also")
    def _also(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        wanted = self.choice.wanted
        setattr(wanted, event.item.id, not getattr(wanted, event.item.id))
        self._quiet()
        self.show_chosen()

    @on(OneOf.Chosen, "#as")
    def _as(self, event: OneOf.Chosen) -> None:
        event.stop()
        self.choice.wanted.format = next(one for one in NAMES if one == event.row.chosen)
        self.take_format()
        self._quiet()
        self.show_chosen()

    @on(OneOf.Chosen, "#paper")
    def _paper(self, event: OneOf.Chosen) -> None:
        event.stop()
        app = self.book_app
        app.print_setting = replace(app.print_setting, paper=cast(Paper, event.row.chosen))

    @on(PickList.Chosen, "#large")
    @on(PickList.Picked, "#large")
    def _large(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        app = self.book_app
        app.print_setting = replace(app.print_setting, large=not app.print_setting.large)
        self.query_one("#large", Ticks).show(large(app.print_setting.large))

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        """What was typed is remembered; the format follows the name's ending."""
        event.stop()
        self._quiet()
        choice = self.choice
        if event.editor.id == "wish":
            # What was typed is there again, however one comes back; what was ticked for one exercise is not.
            choice.wanted.wish = choice.before.wish = event.editor.text
            return
        choice.wanted.to = event.editor.text
        typed = format_of(event.editor.text)
        if typed is not None and typed != choice.wanted.format:
            choice.wanted.format = typed
            self.query_one("#as", OneOf).chosen = typed
            self.show_chosen()

    def _quiet(self) -> None:
        """Another print is meant: what was said of the one before is no longer about this one."""
        if not self.busy:
            self.say("")

    # From one to the next

    @on(PickList.Past)
    def _past(self, event: PickList.Past) -> None:
        """Beyond either end of a list lies what stands above or below it."""
        event.stop()
        event.prevent_default()
        self._step(event.by)

    @on(Across)
    @on(OneOf.Across)
    def _across(self, event: Across | OneOf.Across) -> None:
        event.stop()
        self._step(event.by)

    @on(OneLine.Entered)
    def _line_done(self, event: OneLine.Entered) -> None:
        event.stop()
        self.focus_next()

    def _step(self, by: int) -> None:
        chain = self.focus_chain
        at = chain.index(self.focused) if self.focused in chain else -1
        if 0 <= at + by < len(chain):
            chain[at + by].focus()
        else:
            self.action_scroll_page(by * 2)

    # Commands

    def action_open(self) -> None:
        """As Enter does."""
        if isinstance(self.focused, PickList):
            self.focused.action_choose()

    def action_tick(self) -> None:
        """As Space does."""
        if isinstance(self.focused, PickList):
            self.focused.action_pick()
