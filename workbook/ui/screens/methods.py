"""What this book rests on: for all of it, then exercise by exercise, with figures, limits and sources."""

from __future__ import annotations

from pathlib import Path

from textual.widget import Widget

from ...printing.printout import Basis, Methods
from ..commands import bindings
from ..saver import Saved
from ..widgets.basis import BasisBlock, Paragraphs
from ..widgets.picklist import Item
from .help import METHODS
from .narrowing import Narrowing
from .stepping import Stepping

FIND = "Which exercise? Type its name, or a word that stands there."


class MethodsPage(Stepping):
    """Laid over where somebody was; Esc leads back there."""

    place = "methods"
    CSS_PATH = [str(Path(__file__).parent / name) for name in ("review.tcss", "methods.tcss")]
    BINDINGS = [*bindings("methods")]

    def __init__(self, methods: tuple[Methods, ...], at: str = "") -> None:
        super().__init__()
        self.methods = methods
        self.at = at
        """`pack/exercise`; the top where it is empty, or no such exercise is there."""

    def page_parts(self) -> list[Widget]:
        """Pack by pack, section by section."""
        parts: list[Widget] = []
        for one in self.methods:
            title = one.title if len(self.methods) > 1 else ""
            if one.says or title:
                parts.append(Paragraphs(title, one.says))
            before = ""
            for basis in one.entries:
                parts.append(BasisBlock(basis, basis.section if basis.section != before else ""))
                before = basis.section
        return parts

    def on_mount(self) -> None:
        """At the top, or at one exercise."""
        self.fill_frame()
        self.top.left = METHODS
        self.begin()
        if self.at:
            self.call_after_refresh(self._to, self.at)

    def show_saved(self, saved: Saved) -> None:
        """Nothing is written here: only trouble with saving is said."""
        self.top.right = saved.words if saved.trouble else ""
        self.top.warning = saved.trouble

    def _to(self, name: str) -> None:
        """The exercise of that name at the top of the page."""
        block = next((one for one in self.query(BasisBlock) if one.basis.name == name), None)
        if block is not None:
            block.focus(scroll_visible=False)
            self.page.scroll_to(y=block.virtual_region.y, animate=False, force=True)

    def action_find(self) -> None:
        """To an exercise by its title, or by any word of what stands about it."""
        every = [basis for one in self.methods for basis in one.entries]
        items = tuple(Item(basis.name, basis.title) for basis in every)
        words = {basis.name: _words_of(basis) for basis in every}
        self.app.push_screen(Narrowing(FIND, items, words), lambda name: self._to(name or ""))

    def action_leave(self) -> None:
        """Back to where somebody was."""
        self.app.pop_screen()


def _words_of(basis: Basis) -> str:
    return " ".join((basis.section, basis.tested, basis.said, *basis.figures, *basis.sources))
