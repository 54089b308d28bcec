"""The title of the terminal's window: neutral while the book is open, and afterwards what it was before."""

from __future__ import annotations

import os
from typing import Any

from textual.driver import Driver

from .veil import NEUTRAL

_KEEP = "\x1b[22;2t"
_SET = f"\x1b]2;{NEUTRAL}\x1b\\"
_GIVE_BACK = "\x1b[23;2t"
_WITHOUT_TITLES = ("linux", "cons25", "vt", "ansi", "sun", "wsvt")
"""Terminals that have no title, or would show the words of one in the middle of the page."""


def titled(driver: type[Driver]) -> type[Driver]:
    """Let this driver set the title when it takes the terminal, and give it back when it gives the terminal back.

    It is the driver's, so that signals, crashes and an editor of one's own are met too.
    """
    term = os.environ.get("TERM", "")
    if not term or term.startswith(_WITHOUT_TITLES):
        return driver

    class Titled(driver):  # type: ignore[valid-type, misc]
        has_title = False

        def start_application_mode(self) -> Any:
            started = super().start_application_mode()
            if not self.has_title and _has_window(self):
                self.has_title = True
                self.write(_KEEP + _SET)
            return started

        def stop_application_mode(self) -> Any:
            if self.has_title:
                self.has_title = False
                self.write(_GIVE_BACK)
            return super().stop_application_mode()

    return Titled


def _has_window(driver: Driver) -> bool:
    """Whether a terminal is at the other end, and takes something from us now."""
    file = getattr(driver, "_file", None)
    writes = getattr(driver, "_writer_thread", None) is not None
    return writes and not driver.is_headless and not driver.is_web and file is not None and bool(file.isatty())
