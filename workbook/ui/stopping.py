"""Stopped and continued: what was typed is saved before the stop, and the terminal is taken again after it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING, Any

from .leaving import all_arrived

if TYPE_CHECKING:
    from textual.driver import Driver

    from .app import WorkbookApp


class Stopping:
    """Meets SIGTSTP and SIGCONT in Textual's place, which would stop at once, and after a SIGSTOP read keys twice.

    A SIGSTOP can't be met: then what was typed in the last third of a second may not be on disk yet. It is in memory.
    """

    def __init__(self, app: WorkbookApp) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._gave_back = False
        """Whether the terminal was given back for a stop."""
        self._task: asyncio.Task[None] | None = None

    def meet(self) -> None:
        """From now on the two are met. To be called on the event loop of the main thread; elsewhere nothing happens."""
        if threading.current_thread() is not threading.main_thread() or self._app.is_headless:
            return
        if not hasattr(signal, "SIGTSTP"):
            return
        self._loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError, ValueError):
            # Not by the loop: while an editor of one's own has the terminal, the loop stands still.
            signal.signal(signal.SIGTSTP, self._met_stop)
            signal.signal(signal.SIGCONT, self._met_continue)

    def _met_stop(self, number: int, frame: FrameType | None) -> None:
        driver = self._app._driver
        if driver is None or not driver._auto_restart:
            # Another program has the terminal, and is stopped with us; all of ours is on disk.
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self._loop is not None:
            self._loop.call_soon_threadsafe(self._begin_to_stop)

    def _begin_to_stop(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._stop())

    async def _stop(self) -> None:
        app = self._app
        app.saver.flush_now()
        await all_arrived(app.saver)
        app.saver.flush_now()
        driver = app._driver
        if driver is None or app.leaving.ended_by:
            return
        driver.suspend_application_mode()
        self._gave_back = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _met_continue(self, number: int, frame: FrameType | None) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._continue)

    def _continue(self) -> None:
        driver = self._app._driver
        if driver is None or not driver._auto_restart or not self._app.is_running or self._app.leaving.ended_by:
            return
        if self._gave_back:
            self._gave_back = False
            driver.resume_application_mode()
        else:
            _take_again(driver)
        # What stood there may be gone, and the book may have been written elsewhere meanwhile.
        self._app.call_later(self._show_again)

    def _show_again(self) -> None:
        self._app.refresh(layout=True)
        self._app.looking.again()


def _take_again(driver: Driver) -> None:
    """Take the terminal after a stop before which nobody could give it back.

    Its settings from before the start stay known: those of now may be our own. Keys that wait to be read stay.
    """
    linux: Any = driver
    if getattr(linux, "_key_thread", None) is None or getattr(linux, "_writer_thread", None) is None:
        return
    before = linux.attrs_before
    linux.exit_event.set()
    linux._key_thread.join()
    linux.exit_event.clear()
    # The mode that is asked for again below is kept in a stack by the terminal.
    linux.write("\x1b[<u")
    linux.close()
    linux.start_application_mode()
    linux.attrs_before = before
