"""After a page was laid over the writing by no key of theirs: what somebody goes on typing chooses nothing there."""

from __future__ import annotations

from textual import events
from textual._time import get_time
from textual.message import Message

WRITING = 2.0
"""Seconds since the last key within which somebody is taken to be writing."""
PAUSE = 0.5
"""Seconds without a key, after which keys mean the page that is seen now."""
AT_MOST = 10.0
"""Seconds after which they do in any case."""
_LEADS_OUT = frozenset(("ctrl+q", "ctrl+l"))


class Hush:
    """Drops keys until there is a pause in them."""

    def __init__(self) -> None:
        self._until = self._end = 0.0
        self._last = float("-inf")

    @property
    def on(self) -> bool:
        """Whether a key would be dropped now."""
        return get_time() < min(self._until, self._end)

    def begin(self) -> None:
        """From now on, until nothing is typed for a moment; where nobody is writing, not at all."""
        now = get_time()
        if now - self._last < WRITING:
            self._until, self._end = now + PAUSE, now + AT_MOST

    def drops(self, event: Message) -> bool:
        """Whether this event is to be dropped. Every event that reaches the app is to be shown to it, in order."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        self._last = event.time
        if event.time >= min(self._until, self._end) or (isinstance(event, events.Key) and event.key in _LEADS_OUT):
            return False
        self._until = max(self._until, event.time + PAUSE)
        return True
