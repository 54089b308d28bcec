"""The formats of a print: their endings, their names, and the printer of each, imported when it is asked for."""

from __future__ import annotations

from typing import Literal, assert_never

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


class NotSet(Exception):
    """No print came of it. Its text is one plain line and holds nobody's words."""


def render(printout: Printout, format: Format, setting: Setting = USUAL) -> bytes:
    """The bytes of a print. Raises NotSet where a PDF can't be made."""
    match format:
        case "txt":
            from . import plain

            return plain.render(printout)
        case "md":
            from . import markdown

            return markdown.render(printout)
        case "html":
            from . import html

            return html.render(printout)
        case "json":
            from . import asjson

            return asjson.render(printout)
        case "pdf":
            from . import pdf

            try:
                return pdf.render(printout, setting)
            except pdf.TypesettingFailed as error:
                raise NotSet(str(error)) from None
        case _:
            assert_never(format)
