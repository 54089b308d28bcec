"""The first start: what this is, where the words are, that nothing leaves."""

from __future__ import annotations

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...files.locations import tidy
from ..commands import bindings, commands
from ..widgets.picklist import Item, PickList
from .page import Page

NOT_TREATMENT = (
    "This is a notebook, not treatment. It can't see how you are. "
    "To talk to a person, press ?  (while you are writing: ctrl+t)."
)

OTHERS = "Whoever else uses or owns this computer may be able to read them."


class Welcome(Page):
    """Shown while the shelf is empty."""

    place = "welcome"
    BINDINGS = [*bindings("welcome")]

    def page_parts(self) -> list[Widget]:
        """Four short paragraphs, one question, and the ways on."""
        shelf = tidy(self.book_app.desk.shelf.folder)
        private = "No account; nothing is sent."
        hides = next(one.shown for one in commands("everywhere") if one.id == "veil")
        lines = (
            (
                "welcome-title",
                "Somebody said no, or said nothing, or let you go. Here is a quiet place to write about it.",
            ),
            (
                "",
                "Short questions, one at a time. Skip any of them. Write in any language. "
                "Stop when you like: you come back to the same line.",
            ),
            (
                "",
                f"Your words are kept on this computer, in {shelf}. {private} {OTHERS} {hides} hides the page.",
            ),
            ("", NOT_TREATMENT),
        )
        parts: list[Widget] = [Static(words, markup=False, classes=f"para {look}") for look, words in lines]
        paths = [path for pack in self.book_app.desk.library.titles for path in pack.paths if path.first]
        ways = [Item(f"path {path.id}", path.title, right=path.says) for path in paths] or [Item("path ", "Begin")]
        parts.append(Static("How much do you want today?", markup=False, classes="ask"))
        look = Item("look", "Only look around", right="read first, write nothing")
        parts.append(PickList((*ways, look), id="ways", classes="-always"))
        return parts

    def on_mount(self) -> None:
        """The first way is highlighted."""
        self.fill_frame()
        ways = self.query_one("#ways", PickList)
        ways.focus(scroll_visible=False)
        self.call_after_refresh(ways.show_cursor)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what, _, path = event.item.id.partition(" ")
        await self.book_app.from_welcome(begin=what == "path", path=path)

    async def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()
