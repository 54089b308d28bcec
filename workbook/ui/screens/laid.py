"""What is laid over a page: a card in the middle, the page behind it dimmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from textual.binding import Binding
from textual.screen import ModalScreen

from ..keys import close_too
from .page import Page

if TYPE_CHECKING:
    from ..app import WorkbookApp

Result = TypeVar("Result")
FOLDER = Path(__file__).parent


def closing(keys: str, action: str = "dismiss") -> Binding:
    """Keys that close a card. They act before the keys typed after them are looked at."""
    return Binding(keys, action, "Close", show=False, priority=True)


class Laid(ModalScreen[Result]):
    """A card over a page; narrow like the page is."""

    CSS_PATH = [str(FOLDER / "writing.tcss"), str(FOLDER / "laid.tcss")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]

    def __init__(self) -> None:
        super().__init__()
        close_too(self, "help", "people")

    def action_people(self) -> None:
        """People to talk to, and the keys of the page below: no card stands between somebody and help."""
        app = cast("WorkbookApp", self.app)
        app.show_help(next(screen.place for screen in reversed(app.screen_stack) if isinstance(screen, Page)))
