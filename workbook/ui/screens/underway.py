"""What takes longer than a key: it is said how long already, it can be stopped, and nobody has to wait for it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from threading import Event
from time import monotonic

from .page import Page

SOON = 2.0
"""Seconds after which it is said how long it has taken so far."""
_LOOK = 0.5


class UnderWay(Page):
    """A page on which one thing at a time is under way."""

    def __init__(self) -> None:
        super().__init__()
        self._stop: Event | None = None
        """None while nothing is under way."""
        self.may_stop = False
        """Whether what is under way can be stopped."""
        self.is_long = False
        """Whether it takes so long that somebody may want to stop it, or not to wait."""

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._stop is not None

    def show_progress(self, words: str) -> None:
        """Say how it stands."""
        raise NotImplementedError

    def show_offers(self) -> None:
        """Show what can be done now."""
        raise NotImplementedError

    def begin(self, words: str, work: Callable[[Event], Coroutine[None, None, None]], *, may_stop: bool = True) -> None:
        """Begin something that goes on off the event loop, and looks at the event whether it is to stop.

        It belongs to the app: whoever leaves the page meanwhile has what comes of it all the same.
        """
        stop = self._stop = Event()
        self.may_stop, self.is_long = may_stop, False
        since = monotonic()

        def look() -> None:
            seconds = int(monotonic() - since)
            if self._stop is stop and not stop.is_set() and seconds >= SOON:
                self.is_long = True
                self.show_progress(f"{words} {seconds} s")

        timer = self.set_interval(_LOOK, look)

        async def run() -> None:
            try:
                await work(stop)
            finally:
                timer.stop()
                self._stop = None
                self.is_long = False
                self.book_app.under_way.discard(stop)
                if self.is_attached:
                    self.show_offers()

        self.show_progress(words)
        self.book_app.under_way.add(stop)
        self.app.run_worker(run(), exit_on_error=False)

    def stop(self) -> bool:
        """Stop what is under way. Whether there was anything to stop."""
        if self._stop is None or self._stop.is_set() or not self.may_stop:
            return False
        self._stop.set()
        self.is_long = False
        self.show_progress("Stopping …")
        return True
