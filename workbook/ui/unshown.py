"""What Textual imports for its own palette, which is never shown here: a start does without it.

It would load a box for a line, two lists, a tree, a tree of folders and what checks a line, a tenth of all that a start
imports. The app has a palette of its own, and `ENABLE_COMMAND_PALETTE` is off.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

PALETTE = "textual.command"


class Unshown:
    """Stands for each of the palette's classes where Textual names one; nobody makes any."""


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> type[Unshown]:
        if name.startswith("__"):
            raise AttributeError(name)
        return Unshown


def load_without_palette() -> None:
    """Import Textual's app without its palette, where neither is there yet. Whoever asks for it later is given it."""
    if PALETTE in sys.modules or "textual.app" in sys.modules:
        return
    sys.modules[PALETTE] = _StandIn(PALETTE)
    try:
        import_module("textual.app")
    finally:
        del sys.modules[PALETTE]
