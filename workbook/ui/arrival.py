"""Lets what was typed arrive before a command acts on it.

Keys of commands are met by the app, letters by the box that has the focus, each in a queue of its own: on a slow
machine, or with a long paste, `ctrl+q` would leave while the words before it were still on their way, and what is typed
right after Enter would go to the question before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from .commands import COMMANDS, bindings

PATIENCE = 0.5
"""Seconds after which a command acts whatever is still under way."""
ACTING = frozenset(
    key
    for place in {place for command in COMMANDS for place in command.places}
    for binding in bindings(place)
    if binding.priority
    for key in binding.key.split(",")
)
"""Keys that the app acts on before the box that has the focus sees them."""


class Arrival:
    """Knows which keys must wait for those before them."""

    def __init__(self) -> None:
        self._turning = False
        """Whether the key before this one may have turned the page."""

    async def before(self, event: events.Event, app: App[None]) -> None:
        """Wait, where this is a key or a paste that must not overtake. Every event of the app is to come by."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return
        key = event.key if isinstance(event, events.Key) else ""
        if self._turning or key in ACTING:
            await settle(app)
        self._turning = key == "enter" or key in ACTING


async def settle(app: App[None]) -> None:
    """Wait until the focused widget and all above it have dealt with what stands in their queues."""
    until = asyncio.get_running_loop().time() + PATIENCE
    screen = None
    while screen is not app.screen:
        screen = app.screen
        focused = screen.focused or screen
        for node in focused.ancestors_with_self:
            if node is app:
                break
            # The first round lets it deal with its messages, the second with those that it sent itself by that.
            for _ in range(2):
                await _round(node, until)


async def _round(node: MessagePump, until: float) -> None:
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    set_done: Callable[[], None] = done.set
    if not node.call_later(set_done):
        return
    turns = 0
    # One that is taken down while it is waited for will never answer.
    while not done.is_set() and node.is_running and loop.time() < until:
        turns += 1
        await asyncio.sleep(0 if turns < 50 else 0.002)
