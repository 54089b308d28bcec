"""What is laid over a page: a card in the middle, the page behind it dimmed."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")
FOLDER = Path(__file__).parent


class Laid(ModalScreen[Result]):
    """A card over a page; narrow like the page is."""

    CSS_PATH = [str(FOLDER / "writing.tcss"), str(FOLDER / "laid.tcss")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
