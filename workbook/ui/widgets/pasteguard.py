"""Keeps a paste a paste: nothing that was pasted may act as a key."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

_HOSTILE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
_SUBSTITUTE = "\x1a"
_HELD = BRACKETED_PASTE_END[:-1]


class PasteGuard:
    """Says which keys to drop: those of the 0.3 s after a paste with control characters in it.

    Times are those of the events, taken where they were read, so a busy screen neither lengthens nor shortens it.
    """

    def __init__(self, pause: float = 0.3) -> None:
        self.pause = pause
        """Seconds for which keys do nothing."""
        self._since = float("inf")

    def drops(self, event: Message) -> bool:
        """Whether this event is to be dropped. Every event that reaches the App is to be shown to it, in order."""
        if isinstance(event, events.Paste):
            if re.search(_HOSTILE, event.text):
                self._since = event.time
            return False
        return isinstance(event, events.Key) and self._since <= event.time < self._since + self.pause


class WholePasteParser(XTermParser):
    """Reads a paste up to its end mark, whatever else is in it.

    The stock parser takes an ESC within a paste for a key sequence and issues up to 33 characters as keys *before* it
    issues the paste: a pasted ESC and ctrl+q leaves the app. Here such an ESC arrives as U+001A, a control character
    that no later step mistakes for the start of anything, and that tells `PasteGuard` what this paste was.
    """

    def __init__(self, debug: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(debug)
        self.clock = clock
        """Seconds that only go forward."""
        self.patience = 5.0
        """Seconds of silence after which a paste without an end mark is over, so that the keyboard is not dead."""
        self._inside = False
        self._tail = ""
        self._read_at = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The events in what the terminal sent; empty data is its end."""
        if not data:
            yield from super().feed("")
            return
        self._read_at = self.clock()
        tamed = self._tame(data)
        if tamed:
            yield from super().feed(tamed)

    def tick(self) -> Iterable[Message]:
        """The events that silence brings about; to be called a few times a second."""
        if self._inside and self.clock() - self._read_at >= self.patience:
            tail, self._tail, self._inside = self._tail, "", False
            yield from super().feed(tail.replace("\x1b", "") + _SUBSTITUTE + BRACKETED_PASTE_END)
        yield from super().tick()
        if not self._inside and self._timeout_time is None:
            # The stock parser waits for no further character: half a start mark has become keys.
            self._tail = ""

    def _tame(self, data: str) -> str:
        """The same stream, in which ESC stands within a paste nowhere but in its end mark."""
        data = self._tail + data if self._inside else data
        done: list[str] = []
        while data:
            if not self._inside:
                # The start of a mark has been passed on already: only what follows it is looked at.
                seen = len(self._tail)
                found = (self._tail + data).find(BRACKETED_PASTE_START)
                if found < 0:
                    self._tail = (self._tail + data)[-(len(BRACKETED_PASTE_START) - 1) :]
                    done.append(data)
                    break
                cut = found + len(BRACKETED_PASTE_START) - seen
                done.append(data[:cut])
                data, self._tail, self._inside = data[cut:], "", True
            else:
                end = _last_end(data)
                if end < 0:
                    held = _unfinished(data)
                    self._tail = data[len(data) - held :]
                    done.append(data[: len(data) - held].replace("\x1b", _SUBSTITUTE))
                    break
                done.append(data[:end].replace("\x1b", _SUBSTITUTE) + BRACKETED_PASTE_END)
                data, self._tail, self._inside = data[end + len(BRACKETED_PASTE_END) :], "", False
        return "".join(done)


def keep_pastes_whole(driver: type[Driver]) -> type[Driver]:
    """Let this driver read the terminal with `WholePasteParser`; a driver that parses nothing stays as it is.

    A driver takes the parser from its module by name and offers no other place to put one.
    """
    module = vars(sys.modules[driver.__module__])
    if "XTermParser" in module:
        module["XTermParser"] = WholePasteParser
    return driver


def _last_end(data: str) -> int:
    """Where the paste at the start of `data` ends, or -1.

    An end mark that was itself pasted is followed by another without a paste beginning between them.
    """
    first = data.find(BRACKETED_PASTE_END)
    if first < 0:
        return -1
    following = data.find(BRACKETED_PASTE_START, first)
    return data.rfind(BRACKETED_PASTE_END, first, following if following >= 0 else len(data))


def _unfinished(data: str) -> int:
    """How many characters at the end of `data` may be the beginning of an end mark."""
    return next((n for n in range(len(_HELD), 0, -1) if data.endswith(BRACKETED_PASTE_END[:n])), 0)
