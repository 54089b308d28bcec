"""What comes back: words that somebody sent to this day of theirs, and room to add to them."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ...files.clean import one_line
from ...model.answers import items
from ...model.days import ago
from ...model.returning import added, added_on, read
from ...store.kept import Kept
from ..commands import bindings
from ..saver import Saved
from ..widgets.editor import Editor
from ..widgets.picklist import Item, PickList
from ..widgets.push import Push
from ..widgets.topline import TopLine
from .page import Page
from .toldfirst import ToldFirst


class Returned(ToldFirst, Page):
    """First whether to read it at all; then the words, and what they would add today."""

    place = "returned"
    CSS_PATH = "writing.tcss"
    BINDINGS = [
        *bindings("returned"),
        # The box would take these keys; here there is more to read than to write.
        Binding("pageup", "scroll_page(-8)", "Up", show=False, priority=True),
        Binding("pagedown", "scroll_page(8)", "Down", show=False, priority=True),
    ]

    def __init__(self, kept: Kept, step: str, *, at_once: bool = False) -> None:
        super().__init__()
        self.at_once = at_once
        """Whether it was read today already: then nothing is asked before it is shown."""
        self.sitting = kept.sitting
        self.path = kept.path
        self.kept_read_only = kept.read_only
        self.step = step
        self.answer = kept.sitting.answers[step]
        value = self.answer.value
        self.words = "\n".join(items(value)) if value is not None else ""
        self.open_end = self.words.rstrip().endswith(",")
        """Whether the words end in a comma: then what is added goes on behind it."""
        self.reading = False
        self.today: date | None = None
        """The day on which it is read: what is added past midnight still belongs to it."""
        self.box: Editor | None = None

    @property
    def read_only(self) -> bool:
        """Whether the file, or the whole book, can only be read: then nothing is noted of that, either."""
        return self.kept_read_only or self.book_app.desk.only_reads

    def page_parts(self) -> list[Widget]:
        """The question that comes before anything else today."""
        return [] if self.at_once else self._question()

    def _question(self) -> list[Widget]:
        today = self.book_app.desk.clock().date()
        since = ago(self.answer.day, today) if self.answer.day is not None else "some time ago"
        said = f"You left a sentence open {since}." if self.open_end else f"You wrote to yourself {since}."
        called = one_line(self.answer.called) or "what you wrote"
        return [
            Static(said, markup=False, classes="title"),
            Static(f"Today {called} has come back, as you wanted.", markup=False, classes="para"),
            PickList(
                (
                    Item("read", "Read it, and go on" if self.open_end else "Read it"),
                    Item("not-now", "Not now", right="it stays in your book"),
                ),
                id="ways",
                classes="-always",
            ),
        ]

    def on_mount(self) -> None:
        """To read is highlighted; nothing is shown before it is chosen."""
        self.fill_frame()
        book = self.book_app.desk.book
        self.top.left = book.title if book is not None else ""
        if self.at_once:
            self.call_later(self._read)
        else:
            self.query_one("#ways", PickList).focus(scroll_visible=False)

    def show_saved(self, saved: Saved) -> None:
        """Nothing is said of saving before there is something to save."""
        super().show_saved(saved if self.reading else Saved(""))

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        if event.item.id == "read":
            await self._read()
        else:
            self.book_app.not_now.add((self.path, self.step))
            await self.action_leave()

    async def _read(self) -> None:
        """Show the words; from now on they have come back."""
        await self.book_app.owning.known()
        today = self.today = self.book_app.desk.clock().date()
        self.reading = True
        self.box = Editor(classes="box")
        parts: list[Widget] = [Static(self.words, markup=False, classes="theirs -page")]
        if self.read_only:
            await self._only_read(parts)
            return
        if self.open_end:
            hint = "Go on behind the comma, in as many words as you like. Or leave it as it stands."
        else:
            parts.append(Static("What would you add?", markup=False, classes="ask"))
            hint = "Or add nothing. It stands below, with the day. PageDown and PageUp turn the page."
        parts += [
            self.box,
            Static(hint, markup=False, classes="hint"),
            Horizontal(Push("Done", id="done", classes="-first"), classes="pushes"),
        ]
        with self.app.batch_update():
            await self.page.remove_children()
            await self.page.mount_all(parts)
        already = added_on(self.sitting, self.step, today)
        self.box.seed(already, len(already))
        self.box.focus(scroll_visible=self.open_end)
        self.sitting = read(self.sitting, self.step, today)
        self.book_app.saver.offer(self.sitting, soon=True)

    async def _only_read(self, parts: list[Widget]) -> None:
        """What can't be kept is not asked for. It was seen today, and comes up again at the next start."""
        self.book_app.not_now.add((self.path, self.step))
        parts.append(Horizontal(Push("Done", id="done", classes="-first"), classes="pushes"))
        with self.app.batch_update():
            await self.page.remove_children()
            await self.page.mount_all(parts)
        self.query_one("#done", Push).focus(scroll_visible=False)

    def pull(self) -> None:
        """Take what stands in the box now."""
        if self.box is None or self.today is None or not self.box.is_mounted:
            return
        if self.box.text != added_on(self.sitting, self.step, self.today):
            self.sitting = added(self.sitting, self.step, self.today, self.box.text)
            self.book_app.saver.offer(self.sitting)

    async def action_write_outside(self) -> None:
        """Write what is added in the editor that the environment names."""
        from ...store.traces import outside_name
        from ..outside import write_box_outside

        if self.box is None or not self.box.is_mounted:
            self.notify("There is no text here to write elsewhere.", markup=False)
            return
        self.pull()
        await self.book_app.saver.flush()
        write_box_outside(self.book_app, self.box, outside_name(self.sitting, self.step))

    def says_saved(self) -> TopLine:
        """The line on top."""
        return self.top

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.pull()
        event.editor.scroll_visible(animate=False)

    @on(Push.Pressed)
    async def _pushed(self, event: Push.Pressed) -> None:
        event.stop()
        await self.action_leave()

    async def action_open(self) -> None:
        """As Enter does."""
        if isinstance(self.focused, PickList):
            self.focused.action_choose()

    async def action_go_next(self) -> None:
        """On from what was read, as everywhere; before that, what is highlighted."""
        if self.reading:
            await self.action_leave()
        else:
            await self.action_open()

    async def action_save(self) -> None:
        """Save now; it is saved as it is typed all the same."""
        self.pull()
        await self.book_app.saver.flush()

    async def action_leave(self) -> None:
        """On to whatever else has come back, then to the contents."""
        self.pull()
        if not self.reading:
            self.book_app.not_now.add((self.path, self.step))
        await self.book_app.saver.flush()
        self.book_app.desk.look()
        if not await self.book_app.show_returned():
            await self.book_app.back_to_contents()
