"""The print screen: who is it for, what goes in, as what, where to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ...desk.prints import Prints
from ...printing.formats import NAMES
from ...printing.share import Part
from ..commands import bindings
from ..printing import Wanted, format_of
from ..saver import Saved
from ..widgets.editor import Editor
from ..widgets.oneline import OneLine
from ..widgets.oneof import OneOf
from ..widgets.picklist import Item, PickList
from ..widgets.push import Push
from ..widgets.questions.cells import Across, CellLine
from ..widgets.ticks import Ticks, tick
from .making import Making
from .printing_lists import for_whom, goes_in, id_of, spot_of, stays, toggled

FOLDER = Path(__file__).parent
BESIDE = 72
"""Columns from which on what stays has room beside what goes in."""
NOTHING_YET = "There is nothing to print yet. What you write can be printed at any time, finished or not."


class PrintScreen(Making):
    """Laid over where one was; Esc goes back there. With `only` it begins with these exercises alone."""

    CSS_PATH = [str(FOLDER / "writing.tcss"), str(FOLDER / "printing.tcss")]
    place = "print"
    BINDINGS = [*bindings("print")]

    def __init__(self, only: frozenset[str] = frozenset()) -> None:
        super().__init__(only)
        self._before = self.wanted
        self._unfolded: set[object] = set()
        self._parts: dict[bool, tuple[Part, ...]] = {}

    # What stands on the page

    def page_parts(self) -> list[Widget]:
        """For whom; what goes in and what stays; as what; where to."""
        app = self.book_app
        app.desk.look()
        if app.desk.book is not None:
            self.prints = Prints(app.desk)
        if self.prints is None or not self.parts:
            self.prints = None
            return [Static(NOTHING_YET, markup=False, classes="para nothing-yet")]
        assert app.desk.book is not None
        self.wanted = app.print_wanted.setdefault(app.desk.book.facts.id, Wanted())
        if self.only:
            self._before = self.wanted
            outside = {part.spot for part in self.parts if part.spot.exercise not in self.only}
            self.wanted = replace(self.wanted, who="only", unticked=outside)
        self._has_numbers, self._has_methods = self.prints.has_numbers(), self.prints.has_methods()
        self._has_plan = bool(self.prints.printout("plan").chapters)
        return self._all_parts(self.prints)

    def _all_parts(self, prints: Prints) -> list[Widget]:
        words = partial(Static, markup=False)
        parts: list[Widget] = [
            words("Who is it for?", classes="print-title"),
            PickList(self._who(), id="who"),
        ]
        if bad := self.book_app.desk.bad:
            names = ", ".join(f"{one.path.name} (line {one.line})" for one in bad[:3])
            parts.append(words(f"Can't be read, so it is not printed: {names}", classes="print-about"))
        parts += [
            Vertical(
                Horizontal(
                    Vertical(
                        words("Goes in", classes="print-title"),
                        Ticks(self._goes(), id="goes"),
                        words("Nothing here is for others.", id="none-goes", classes="quiet-line"),
                        classes="goes",
                    ),
                    Vertical(
                        words("Stays with you", classes="print-title"),
                        words(stays(self._chosen_parts()), id="stays"),
                        classes="stays",
                    ),
                    id="sides",
                ),
                words("What I'd like from you (the print's first line, may stay empty):", classes="print-title"),
                CellLine(id="wish", classes="box print-box"),
                id="share",
            ),
        ]
        parts += [
            Ticks(self._also(), id="also"),
            Horizontal(words("As", classes="print-label"), OneOf(tuple(NAMES.items()), self.wanted.format, id="as"),
                       classes="print-row"),
            Horizontal(words("To", classes="print-label"), CellLine(id="to", classes="box print-box"),
                       classes="print-row"),
        ]  # fmt: skip
        return parts

    async def on_mount(self) -> None:
        """The first thing to choose is highlighted; what is to be done stays in sight below the page."""
        if self.prints is not None:
            pushes = (Push("Read it first", id="read"), Push("Make it", id="make", classes="-first"))
            said = Static("", markup=False, id="said")
            await self.mount(Vertical(said, Horizontal(*pushes, classes="print-pushes"), id="doing"), before=self.keys)
        self.fill_frame()
        self.top.left = "Print"
        if self.prints is None:
            return
        self.query_one("#wish", CellLine).seed(self.wanted.wish, len(self.wanted.wish))
        self._seed_to()
        self._show()
        who = self.query_one("#who", PickList)
        who.highlight(self.wanted.who)
        who.focus(scroll_visible=False)

    def _measure(self, width: int, height: int) -> None:
        super()._measure(width, height)
        self.set_class(width < BESIDE, "-stacked")

    def show_saved(self, saved: Saved) -> None:
        """Whose book it is; or that something is not on disk, and so not in the print."""
        super().show_saved(saved)
        if not saved.trouble:
            book = self.book_app.desk.book
            self.top.right = book.title if book is not None else ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that could be printed, exercise by exercise."""
        measures = self.wanted.numbers
        if measures not in self._parts and self.prints is not None:
            self._parts[measures] = self.prints.parts(measures=measures)
        return self._parts.get(measures, ())

    def _chosen_parts(self) -> tuple[Part, ...]:
        """With `only`, those exercises come first: they are what the screen was opened for."""
        return tuple(sorted(self.parts, key=lambda part: bool(self.only) and part.spot.exercise not in self.only))

    def _who(self) -> tuple[Item, ...]:
        only = [part.title for part in self.parts if part.spot.exercise in self.only]
        return for_whom(self.wanted, only[-1] if only else "", self.parts, self._has_plan)

    def _goes(self) -> tuple[Item, ...]:
        return goes_in(self._chosen_parts(), self.wanted.unticked, self._unfolded)  # type: ignore[arg-type]

    def _also(self) -> tuple[Item, ...]:
        """What may go in beside one's words, by who it is for."""
        items: list[Item] = []
        if self._has_numbers and self.wanted.who != "plan":
            items.append(Item("numbers", "With your numbers, such as how heavy it was", tick(self.wanted.numbers)))
        if self._has_methods and self.wanted.who == "full":
            items.append(Item("methods", "With what the exercises rest on, at the end", tick(self.wanted.methods)))
        return tuple(items)

    def _show(self) -> None:
        """Show what was chosen."""
        who = self.wanted.who
        self.query_one("#who", PickList).show(self._who())
        self.query_one("#share").display = who == "share"
        goes = self._goes()
        self.query_one("#goes", Ticks).show(goes)
        self.query_one("#goes").display = bool(goes)
        self.query_one("#none-goes").display = not goes
        self.query_one("#stays", Static).update(stays(self._chosen_parts()))
        also = self._also()
        self.query_one("#also", Ticks).show(also)
        self.query_one("#also").display = bool(also)

    @on(PickList.Chosen, "#who")
    @on(PickList.Picked, "#who")
    def _for_whom(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.wanted.who = event.item.id
        if event.item.id == "share":
            # Numbers go to somebody else only where they are ticked for that: never along with one's own print.
            self.wanted.numbers = False
        self._say("")
        self._show()

    @on(PickList.Picked, "#goes")
    def _ticked(self, event: PickList.Picked) -> None:
        event.stop()
        self.wanted.unticked = toggled(spot_of(event.item.id), self.parts, self.wanted.unticked)
        self._show()

    @on(PickList.Chosen, "#goes")
    def _entered_goes(self, event: PickList.Chosen) -> None:
        event.stop()
        if event.item.mark[:1] in ("+", "−"):
            self._unfold(event.item, None)
        else:
            self.query_one("#goes", Ticks).action_pick()

    @on(Ticks.Unfolded)
    def _unfolded_item(self, event: Ticks.Unfolded) -> None:
        event.stop()
        if event.list.id == "goes":
            self._unfold(event.item, event.wide)

    def _unfold(self, item: Item, wide: bool | None) -> None:
        goes = self.query_one("#goes", Ticks)
        spot = spot_of(item.id)._replace(step="")
        if wide is None:
            wide = spot not in self._unfolded
        (self._unfolded.add if wide else self._unfolded.discard)(spot)
        if not wide:
            goes.highlight(id_of(spot))
        goes.show(self._goes())

    @on(PickList.Chosen, "#also")
    @on(PickList.Picked, "#also")
    def _ticked_also(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        if event.item.id == "numbers":
            self.wanted.numbers = not self.wanted.numbers
        else:
            self.wanted.methods = not self.wanted.methods
        self._show()

    @on(OneOf.Chosen)
    def _as(self, event: OneOf.Chosen) -> None:
        """The name's ending follows the format."""
        event.stop()
        self.wanted.format = next(one for one in NAMES if one == event.row.chosen)
        if not self.wanted.to:
            self._seed_to()
            return
        box = self.query_one("#to", CellLine)
        if format_of(box.text) not in (None, self.wanted.format):
            box.take(box.text.rstrip().rpartition(".")[0] + f".{self.wanted.format}")

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        """What was typed is remembered; the format follows the name's ending."""
        event.stop()
        self._say("")
        if event.editor.id == "wish":
            # What was typed is there again, however one comes back; what was ticked for one exercise is not.
            self.wanted.wish = self._before.wish = event.editor.text
            return
        self.wanted.to = event.editor.text
        typed = format_of(event.editor.text)
        if typed is not None and typed != self.wanted.format:
            self.wanted.format = typed
            self.query_one("#as", OneOf).chosen = typed

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
    def _entered(self, event: OneLine.Entered) -> None:
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

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()

    @on(Push.Pressed)
    def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        if event.push.id == "read":
            self.action_read_first()
        else:
            self.action_make()
