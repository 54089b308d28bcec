"""What Textual imports for what is never shown here: a start does without it.

Its palette brings a box for a line, two lists, a tree, a tree of folders and what checks a line, a tenth of all that a
start imports. The app has a palette of its own, and `ENABLE_COMMAND_PALETTE` is off. A table of Rich's is for a theme's
author, who wants to see all of its colours.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

LEFT_OUT = ("textual.command", "rich.table")


class Unshown:
    """Stands for each class of these where Textual names one; nobody makes any."""


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> type[Unshown]:
        if name.startswith("__"):
            raise AttributeError(name)
        return Unshown


def load_what_is_shown() -> None:
    """Import Textual's app without these, where it is not there yet. Whoever asks for them later is given them."""
    if "textual.app" in sys.modules:
        return
    missing = [name for name in LEFT_OUT if name not in sys.modules]
    sys.modules.update({name: _StandIn(name) for name in missing})
    try:
        import_module("textual.app")
    except Exception:  # a Textual that makes something of them at once is loaded as it is, wherever it stumbled
        for name in [one for one in sys.modules if one.partition(".")[0] in ("textual", "rich")]:
            del sys.modules[name]
    finally:
        for name in missing:
            sys.modules.pop(name, None)
