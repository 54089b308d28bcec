"""What `choice` and `choices` share: a list of options, and room for one's own words."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ....model.answers import Pick, Picks
from ..editor import Editor, typed
from ..oneline import OneLine
from ..picklist import Item, PickList
from .base import Given, QuestionWidget
from .cells import Across, CellLine

OTHER = "other"


class OptionsList(QuestionWidget):
    """Options one below the other."""

    marks = ("○", "●")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        value = given.beginning
        picked = value.picks if isinstance(value, Picks) else ()
        self.box = CellLine(classes="box other") if getattr(given.step, "other", False) else None
        self.other = next((pick.words for pick in picked if pick.id == OTHER), "") if self.box is not None else ""
        # What was picked once and is no longer offered stays picked, in the words it had; so do words of their own
        # where there is no box for them any more.
        known = {option.id for option in given.options} | ({OTHER} if self.box is not None else set())
        gone = tuple(pick for pick in picked if pick.id not in known)
        self.options = (*given.options, *gone)
        self.picked = [pick.id for pick in picked if pick.id != OTHER or self.box is None]
        self.list = PickList(self._items(), digits=True, classes="-always options")

    def compose(self) -> ComposeResult:
        """The options, then the person's own words."""
        yield self.list
        if self.box is not None:
            yield Static(Content("In your own words:"), classes="label other-label")
            yield self.box

    def _items(self) -> tuple[Item, ...]:
        off, on_ = self.marks
        return tuple(Item(option.id, option.words, on_ if option.id in self.picked else off) for option in self.options)

    def begin(self) -> None:
        """The highlight goes to what is picked, or to where the person was."""
        place = self.given.place
        if self.box is not None:
            self.box.seed(self.other, len(self.other))
            if (place is not None and place.column == OTHER) or (self.other and not self.picked):
                self.box.focus()
                return
        if place is not None and place.row:
            self.list.highlight(place.row)
        elif self.picked:
            self.list.highlight(self.picked[0])
        self.list.focus(scroll_visible=False)

    def where(self) -> tuple[str, str, int | None]:
        """The highlighted option, or the cursor in their own words."""
        if self.box is not None and self.box.has_focus:
            return "", OTHER, self.box.at
        item = self.list.highlighted
        return item.id if item is not None else "", "", None

    def current(self) -> Picks | None:
        """What is picked, in the order of the options."""
        picks = [Pick(option.id, option.words) for option in self.options if option.id in self.picked]
        if self.other.strip():
            # Own words stand in the box, so they are in the answer, whatever else is picked.
            picks.append(Pick(OTHER, self.other))
        return Picks(tuple(picks)) if picks else None

    def _toggle(self, id: str, *, alone: bool = False) -> None:
        """Pick an option or take it back; alone, it takes the place of any other but their own words."""
        if id in self.picked:
            self.picked.remove(id)
        else:
            kept = [one for one in self.picked if not alone or OTHER in (one, id)]
            self.picked = [*kept, id]
        self._changed()

    def _changed(self) -> None:
        self.list.show(self._items())
        self.say(self.current())

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        """Words of their own are part of the answer while there are any."""
        event.stop()
        assert self.box is not None
        self.other = self.box.text
        self._changed()

    @on(PickList.Moved)
    def _highlighted(self, event: PickList.Moved) -> None:
        event.stop()
        self.moved()

    def on_key(self, event: events.Key) -> None:
        """Whoever types instead of picking writes in the box for their own words."""
        letter = typed(event)
        if self.box is None or not self.list.has_focus or letter is None or letter in " ?0123456789":
            return
        event.stop()
        self._write_on(letter)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted on the list belongs to their own words too."""
        if self.box is not None and self.list.has_focus:
            event.stop()
            self._write_on(event.text)

    def _write_on(self, text: str) -> None:
        assert self.box is not None
        # At once, so that the next letter finds the box.
        self.screen.set_focus(self.box)
        self.box.take(self.box.text + self.box.fit(text))

    @on(PickList.Past)
    def _past(self, event: PickList.Past) -> None:
        """Down from the last option lies the box for their own words."""
        if event.by > 0 and self.box is not None:
            event.stop()
            self.box.focus()

    @on(Across)
    def _across(self, event: Across) -> None:
        event.stop()
        if event.by < 0:
            self.list.focus(scroll_visible=False)

    @on(Editor.Moved)
    def _cursor_moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    @on(OneLine.Entered)
    def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        self.go_on()

    def text_to_edit(self) -> str | None:
        """Their own words, while they are written."""
        return self.box.text if self.box is not None and self.box.has_focus else None

    def take_text(self, text: str) -> None:
        """Their own words, from outside."""
        assert self.box is not None
        self.box.take(text)
