"""Takes a text out of the book: to the clipboard, or into a file in the folder where the program was started."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.newfile import write_new
from .saver import why

if TYPE_CHECKING:
    from .app import WorkbookApp


def copy(app: WorkbookApp, text: str) -> None:
    """Ask the terminal to put the text into the clipboard. Whether it does, nobody is told: some never do."""
    app.copy_to_clipboard(text)
    app.notify("If pasting brings nothing, your terminal does not allow it.", title="Copied", markup=False, timeout=8)


async def save_as_text(app: WorkbookApp, text: str, stem: str) -> None:
    """Write the text into a new file, off the event loop, and say where it is."""
    folder = Path()
    day = app.desk.clock().date()

    def write() -> Path:
        nonlocal folder
        folder = Path.cwd()
        return write_new(folder, stem, day, ".txt", (text.rstrip("\n") + "\n").encode("utf-8"))

    try:
        path = await asyncio.get_running_loop().run_in_executor(None, write)
    except OSError as error:
        into = f" into {folder}" if folder.is_absolute() else ""
        app.notify(f"The text was not saved{into}: {why(error)}.", markup=False, timeout=12)
    else:
        app.notify(f"{path.name}\nin {path.parent}", title="Saved as text", markup=False, timeout=12)
