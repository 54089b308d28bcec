"""Printing from the screen: the whole book as PDF into the folder where the program was started."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.newfile import write_new
from ..printing.pdf import TypesettingFailed
from .saver import why

if TYPE_CHECKING:
    from .app import WorkbookApp


async def print_here(app: WorkbookApp, only: frozenset[str] = frozenset()) -> None:
    """Print, off the event loop, and say where the file is. Never overwrites another file."""
    desk = app.desk
    if desk.book is None:
        app.notify("There is nothing to print yet.", markup=False)
        return
    await app.saver.flush()
    desk.look()
    printout = desk.printout(only=only)

    folder = Path()

    def make() -> Path:
        from ..printing import pdf

        nonlocal folder
        folder = Path.cwd()

        data = pdf.render(printout)
        return write_new(folder, "book", desk.clock().date(), ".pdf", data)

    app.notify("Printing …", markup=False)
    try:
        path = await asyncio.get_running_loop().run_in_executor(None, make)
    except TypesettingFailed as error:
        app.notify(f"It was not printed: {error}", markup=False, timeout=12)
    except OSError as error:
        app.notify(f"It was not printed into {folder}: {why(error)}.", markup=False, timeout=12)
    else:
        app.clear_notifications()
        app.notify(
            f"{path.name}\nin {path.parent}",
            title="Your words are printed" if only else "Your book is printed",
            markup=False,
            timeout=12,
        )
