"""The workbook with one method that fails: `python breaking.py WHERE ...` breaks it, then runs as `workbook ...`.

What it raises holds what was typed, in its message and in a local variable: the worst that a mistake can do.
"""

from __future__ import annotations

import sys
from typing import Any, NoReturn


def break_at(where: str) -> None:
    """Let this method raise. `key` does so at a tilde, `reading` where the terminal is read."""
    match where:
        case "command":
            from workbook.ui.screens.exercise import ExerciseScreen

            async def action_save(self: Any) -> NoReturn:
                fail(self.widget.current())

            ExerciseScreen.action_save = action_save  # type: ignore[method-assign]
        case "key":
            from workbook.ui.widgets.editor import Editor

            before = Editor._on_key

            async def on_key(self: Any, event: Any) -> None:
                await before(self, event)
                if event.character == "~":
                    fail(self.text)

            Editor._on_key = on_key  # type: ignore[method-assign]
        case "reading":
            from workbook.ui.widgets.pasteguard import WholePasteParser

            feed = WholePasteParser.feed

            def feeding(self: Any, data: str) -> Any:
                if "~" in data:
                    fail(data)
                return feed(self, data)

            WholePasteParser.feed = feeding  # type: ignore[method-assign]
        case "timer":
            from workbook.ui.screens.exercise import ExerciseScreen

            def action_later(self: Any) -> None:
                words = self.widget.current()
                self.set_timer(0.01, lambda: fail(words))

            ExerciseScreen.action_save = action_later  # type: ignore[method-assign, assignment]
        case _:
            raise ValueError(where)


def fail(words: object) -> NoReturn:
    """What a mistake looks like."""
    held = words
    raise RuntimeError(f"it went wrong with {held!r}")


if __name__ == "__main__":
    from workbook.cli import run

    break_at(sys.argv[1])
    sys.exit(run(sys.argv[2:]))
