"""A bare app with one box to write in, stock or ours: python bare_area.py stock|ours FILE start|middle|end"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class BareArea(App[None]):
    """The box, filled with a text, with the cursor in it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, which: str, text: str, at: str) -> None:
        super().__init__()
        self._which, self._text, self._at = which, text, at

    def compose(self) -> ComposeResult:
        """The one box."""
        if self._which == "ours":
            from workbook.ui.widgets.editor import Editor

            yield Editor()
        else:
            yield TextArea(highlight_cursor_line=False)

    def on_mount(self) -> None:
        """The text, and the cursor in the middle of a word, of a paragraph and of the text."""
        box = self.query(TextArea).first()
        box.load_text(self._text)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        box = self.query(TextArea).first()
        lines = box.document.line_count
        row = {"start": 0, "middle": lines // 2, "end": lines - 1}[self._at]
        column = len(box.document.get_line(row))
        box.move_cursor((row, {"start": 0, "middle": column // 2, "end": column}[self._at]))
        self.call_after_refresh(self.bell)


if __name__ == "__main__":
    BareArea(sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8"), sys.argv[3]).run()
