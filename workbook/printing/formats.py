"""The formats of a print: their endings, their names, and the printer of each, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event
from typing import Literal, assert_never
from unicodedata import category

from .printout import Printout
from .setting import USUAL, Setting

Format = Literal["txt", "md", "html", "pdf", "json"]

ENDINGS: dict[str, Format] = {
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".json": "json",
}
NAMES: dict[Format, str] = {"pdf": "PDF", "html": "HTML", "md": "Markdown", "txt": "Text", "json": "JSON"}
"""As people call them, the usual one first."""


_NAMED = 3
"""So many characters a message names one by one."""


class NotSet(Exception):
    """No print came of it. Its text is one plain line and holds nobody's words."""


class NoFont(NotSet):
    """No font on this computer has some of the characters; `Setting.boxes` prints a box for each of them."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        """Each once, in the order of the book; a sign that is made of several is one of them."""
        shown = [as_shown(one) for one in self.characters]
        named, last = (shown[:-1], shown[-1]) if len(shown) <= _NAMED else (shown[:2], f"{len(shown) - 2} more")
        names = f"{', '.join(named)} and {last}" if named else last
        them = "it" if len(shown) == 1 else "them"
        super().__init__(f"No font on this computer has {names}. HTML shows {them} where there is one.")


class Stopped(NotSet):
    """Somebody stopped it."""

    def __init__(self) -> None:
        super().__init__("The print was stopped.")


def as_shown(character: str) -> str:
    """A character as a message names it: by its number, where there is nothing to see."""
    if category(character[0])[0] not in "CMZ":
        return character
    return " ".join(f"U+{ord(one):04X}" for one in character)


def render(printout: Printout, format: Format, setting: Setting = USUAL, *, stop: Event | None = None) -> bytes:
    """The bytes of a print. Raises NotSet where a PDF can't be made: NoFont, or Stopped soon after `stop` is set."""
    match format:
        case "txt":
            from . import plain

            return plain.render(printout)
        case "md":
            from . import markdown

            return markdown.render(printout)
        case "html":
            from . import html

            return html.render(printout, setting)
        case "json":
            from . import asjson

            return asjson.render(printout)
        case "pdf":
            from . import pdf

            return pdf.render(printout, setting, stop=stop)
        case _:
            assert_never(format)
