"""The least that Textual can show: what the workbook's first screen is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("exercises")


if __name__ == "__main__":
    Bare().run()
