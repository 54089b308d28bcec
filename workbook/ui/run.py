"""Opens the app, and says after it what has to be said."""

from __future__ import annotations

import gc
import sys

from ..desk import Desk
from ..library.titles import Heading
from .app import Start, WorkbookApp


def run_app(desk: Desk, heading: Heading | None, *, again: bool = False) -> int:
    """Run the full screen. Returns the exit status: 0, 1 after a crash, 128+n after a signal."""
    # Collecting while the first screen is built costs a tenth of the start and finds nothing.
    gc.disable()
    app = WorkbookApp(desk, Start(heading, again))
    app.run()
    if app.ended_by:
        return 128 + app.ended_by
    if app.return_code:
        log = f" A log without your words is in {app.crashed}." if app.crashed else ""
        sys.stderr.write(f"workbook: something broke. What you typed is saved.{log}\n")
        return 1
    return 0
