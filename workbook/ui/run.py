"""Opens the app, and says after it what has to be said."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from ..desk import Desk
from ..library.titles import Heading
from .app import Start, WorkbookApp
from .leaving import let_go_of_terminal
from .settings import Remembered

SWITCH = 0.0005
"""Seconds after which another thread may go on. What is drawn is sent by one of its own: for Python's usual 5 ms it lay
there, while this one was already at work on what comes next."""
LAST_JOBS = 1.0
"""Seconds that what is written beside the answers may take at the end."""


def run_app(desk: Desk, heading: Heading | None, *, again: bool = False, settings: Path | None = None) -> int:
    """Run the full screen. Returns the exit status: 0, 1 after a crash, 128+n after a signal.

    `settings` is the file of the settings; None remembers nothing beyond this run.
    """
    remembered = Remembered(settings)
    remembered.read()
    app = WorkbookApp(desk, Start(heading, again), remembered=remembered)
    sys.setswitchinterval(SWITCH)
    app.run()
    # Whatever way it ended, nothing that was typed is left behind.
    kept = app.saver.flush_now()
    remembered.write()
    # A title or a line about somebody may still be on its way to the disk.
    app.owning.give_back()
    written = threading.Event()
    app.saver.run(written.set)
    written.wait(LAST_JOBS)
    let_go_of_terminal()
    if not kept:
        state = app.saver.state
        sys.stderr.write(f"workbook: {state.words if state.trouble else 'not saved: the disk does not answer'}.\n")
    if app.leaving.ended_by:
        return 128 + app.leaving.ended_by
    if app.return_code:
        log = f" A log without your words is in {app.crashed}." if app.crashed else ""
        saved = " What you typed is saved." if kept else ""
        sys.stderr.write(f"workbook: something broke.{saved}{log}\n")
        return 1
    if not kept:
        return 1
    if desk.elsewhere is not None:
        from .elsewhere import farewell

        sys.stdout.write(farewell(app))
        return 0
    kept_here = app.saver.kept is not None and app.saver.kept.sitting.saved is not None
    if kept_here or (desk.book is not None and desk.book.on_disk):
        sys.stdout.write("Saved. Nothing to finish.\n")
    return 0
