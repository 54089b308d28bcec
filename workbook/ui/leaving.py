"""The ways out that nobody chose: a signal, a terminal that is gone. What was typed is kept, and the process ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

from textual.app import App

from .saver import PATIENCE, Saver

SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT") if hasattr(signal, name))
ON_THEIR_WAY = 0.4
"""Seconds at most for keys that were typed before the signal and have not become an answer yet."""
LAST_WORD = 1.0
"""Seconds from then on until the process ends, whatever the terminal does."""
_LOOK = 0.02
"""Seconds from one look to the next at whether everything has arrived."""


class Leaving:
    """Meets signals on the event loop: Textual itself would skip every clean-up."""

    def __init__(self, app: App[Any], saver: Saver) -> None:
        self.ended_by = 0
        """The number of the signal that ended the run."""
        self._app = app
        self._saver = saver
        self._task: asyncio.Task[None] | None = None

    def meet(self) -> None:
        """From now on signals are met. To be called on the event loop of the main thread; elsewhere nothing happens."""
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._met, number)
        if sys.platform == "linux" and not self._app.is_headless:
            threading.Thread(target=self._watch_terminal, args=(loop,), name="hang-up", daemon=True).start()

    @contextlib.contextmanager
    def to_another(self) -> Iterator[None]:
        """While another program has the terminal, ctrl+c and ctrl+\\ are meant for it: they are sent to both."""
        loop = asyncio.get_running_loop()
        taken: list[int] = []
        for number in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                if loop.remove_signal_handler(number):
                    # Not SIG_IGN, which the other program would inherit.
                    signal.signal(number, _not_for_us)
                    taken.append(number)

        def back() -> None:
            for number in taken:
                loop.add_signal_handler(number, self._met, number)

        try:
            yield
        finally:
            # The loop has not looked yet at what came meanwhile: it does so once before the second turn from here.
            loop.call_soon(loop.call_soon, back)

    def _watch_terminal(self, loop: asyncio.AbstractEventLoop) -> None:
        """Where it is not the session's own terminal, no signal tells that it is gone, and reading it would spin."""
        watch = select.poll()
        try:
            watch.register(sys.__stdin__.fileno(), 0)  # type: ignore[union-attr]
            watch.poll()
            loop.call_soon_threadsafe(self._met, signal.SIGHUP)
        except (AttributeError, OSError, RuntimeError, ValueError):
            return

    def _met(self, number: int) -> None:
        if self.ended_by:
            return
        self.ended_by = number
        # A disk that hangs must not keep the process: but it gets the time that leaving by key gives it too.
        _end_in(PATIENCE, number)
        self._saver.flush_now()
        self._task = asyncio.get_running_loop().create_task(self._leave(number))

    async def _leave(self, number: int) -> None:
        """Wait for the keys that are on their way, keep them too, and go."""
        await all_arrived(self._saver)
        self._saver.flush_now()
        _end_in(LAST_WORD, number)
        self._app.exit(return_code=128 + number)


def _not_for_us(number: int, frame: object) -> None:
    """Nothing."""


async def all_arrived(saver: Saver) -> None:
    """Wait until the keys that were typed already have become answers, for as long as that may take at most."""
    loop = asyncio.get_running_loop()
    until = loop.time() + ON_THEIR_WAY
    quiet, seen = 0, -1
    while quiet < 3 and loop.time() < until:
        await asyncio.sleep(_LOOK)
        quiet = quiet + 1 if saver.offered == seen and not _unread() else 0
        seen = saver.offered


def _end_in(seconds: float, number: int) -> None:
    timer = threading.Timer(seconds, os._exit, (128 + number,))
    timer.daemon = True
    timer.start()


def _unread() -> bool:
    """Whether the terminal holds keys that have not been read."""
    try:
        return bool(select.select([sys.__stdin__.fileno()], [], [], 0)[0])  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        return False


def let_go_of_terminal() -> None:
    """Drop what can't be written to a terminal that is gone, so that it does not change the exit status."""
    for stream in (sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1 if stream is sys.__stdout__ else 2)
            os.close(nowhere)
