"""What no font on this computer has, laid over the page: never boxes unasked."""

from __future__ import annotations

from ...printing.formats import NoFont, as_shown
from ..widgets.picklist import Item
from .choosing import Choosing

NAMED = 12
"""So many characters are shown one by one."""
HTML, BOXES = "html", "boxes"


class NoFontFor(Choosing):
    """Gives back HTML, BOXES, or something else where neither is wanted."""

    def __init__(self, error: NoFont) -> None:
        count = len(error.characters)
        named = "  ".join(map(as_shown, error.characters[:NAMED]))
        more = f"  and {count - NAMED} more" if count > NAMED else ""
        super().__init__(
            "Not all of it can be printed",
            (
                f"This computer has no letters for:  {named}{more}",
                "As a web page (HTML) they show wherever there is a font for them, such as on a phone.",
            ),
            (
                Item(HTML, "Make it HTML instead"),
                Item(BOXES, "Print boxes in their place"),
                Item("back", "Neither"),
            ),
        )
