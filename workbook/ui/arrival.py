"""Lets what was typed arrive before a command acts on it.

Keys of commands are met by the app, letters by the box that has the focus, each in a queue of its own: on a slow
machine, or with a long paste, `ctrl+q` would leave while the words before it were still on their way, and what is typed
right after Enter would go to the question before. And a key that a box does not know (Tab, Backspace, an arrow, Enter
on a list) comes back from it to the app, which acts on it only then: behind everything that was typed since.
"""

from __future__ import annotations

import asyncio
import inspect
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from weakref import ref

from textual import events
from textual._time import get_time
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

from .keys import acting

GOING = 0.15
"""Seconds for which a key waits for what was laid over the page to go."""
PATIENCE = 5.0
"""Seconds after which a command acts whatever is still under way."""


class Arrival:
    """Knows which keys must wait for those before them."""

    def __init__(self) -> None:
        self.waiting = False
        """Whether a key waits just now, or acts after it has waited."""
        self._owed: deque[Callable[[], Any]] = deque()
        self._paid = 0
        """How much of what was owed has been done so far."""
        self._turning = False
        """Whether the key before this one may have turned the page, moved the focus, or is still on its way back."""
        self._left = False
        """Whether this key may take away what is laid over the page."""
        self._going = False
        """Whether the one before it may have."""
        self._shut_until = 0.0
        """Until when nobody could leave."""
        self._met: ref[Screen[Any]] | None = None
        """The page that the last key came to."""

    def may_leave_now(self) -> None:
        """Something is done that can't be left half-way: whoever pressed Esc meanwhile did not mean what comes now."""
        self._shut_until = get_time()

    def is_too_early(self, event: events.Event) -> bool:
        """Whether it is an Esc that was pressed while nobody could leave. To be asked after waiting."""
        return isinstance(event, events.Key) and event.key == "escape" and event.time < self._shut_until

    def owe(self, callback: Callable[[], Any]) -> None:
        """Do this before the next key. In the app's queue it would stand behind all keys typed since.

        Above all it is how Textual gives the focus to the next question.
        """
        self._owed.append(callback)

    @property
    def overtakes(self) -> bool:
        """Whether what is asked of the app now must be done before the next key, not behind it."""
        return self.waiting or self._turning

    async def pay(self) -> None:
        """Do what is owed although no key follows: in its turn, as if it had stood in the app's queue."""
        before, self.waiting = self.waiting, True
        try:
            await self._pay()
        finally:
            self.waiting = before

    @asynccontextmanager
    async def around(self, event: events.Event, app: App[None]) -> AsyncIterator[None]:
        """Wait, where this is a key or a paste that must not overtake. Every event of the app is to go through it."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            yield
            return
        key = event.key if isinstance(event, events.Key) else ""
        acts = key in acting()
        top = _top(app)
        self.waiting = acts or self._turning or self._is_without_focus_yet(top)
        self._going, self._left = self._left, key in ("escape", "enter") and top is not None and top.is_modal
        # What a box takes in as text leads nowhere. Everything else may: a letter on a list leads into the box for
        # one's own words, several pasted lines into the last of them.
        text = isinstance(event, events.Key) and event.is_printable and getattr(app.focused, "takes_letters", False)
        self._turning = acts or not text
        try:
            if self.waiting:
                await self._settle(app)
            yield
        finally:
            self.waiting = False
            await self._pay()

    def _is_without_focus_yet(self, top: Screen[Any] | None) -> bool:
        """Whether a page came by no key, such as another window's question, and can be seen before it has a focus."""
        new = top is not None and (self._met is None or self._met() is not top)
        self._met = ref(top) if top is not None else None
        return new and top is not None and top.focused is None

    async def before_a_turn(self, app: App[None]) -> None:
        """Let what was typed so far arrive, for the page is turned by no key; the next key waits for the new page."""
        before, self.waiting = self.waiting, True
        try:
            await self._settle(app)
        finally:
            self.waiting = before
        self._turning = True

    async def _settle(self, app: App[None]) -> None:
        """Wait until the focused widget and all above it have dealt with what stands in their queues."""
        until = asyncio.get_running_loop().time() + PATIENCE
        screen, paid = None, -1
        # Once more where another page has come, or where a key came back and has done something only now.
        while (top := _top(app)) is not None and (screen is not top or paid != self._paid):
            screen, paid = top, self._paid
            focused = screen.focused or screen
            for node in focused.ancestors_with_self:
                if node is app:
                    break
                # The first round lets it deal with its messages, the second with those that it sent itself by that.
                for _ in range(2):
                    await self._round(node, until)
            await self._pay()
        await self._find_focus(app, until)

    async def _find_focus(self, app: App[None], until: float) -> None:
        """Wait until the page below one that was just taken away has its focus back."""
        loop = asyncio.get_running_loop()
        # What is laid over a page takes itself away by a message to the app, behind all keys typed since.
        laid, soon = _top(app), min(until, loop.time() + GOING)
        while self._going and laid is not None and laid.is_modal and _top(app) is laid and loop.time() < soon:
            await self._pay()
            await asyncio.sleep(0.002)
        until = min(until, loop.time() + 0.3)
        while (top := _top(app)) is not None and top.focused is None and top.focus_chain and loop.time() < until:
            await self._pay()
            await asyncio.sleep(0.002)

    async def _round(self, node: MessagePump, until: float) -> None:
        loop = asyncio.get_running_loop()
        done = asyncio.Event()
        node.call_later(done.set)
        turns = 0
        # One that is taken down while it is waited for will never answer.
        while not done.is_set() and node.is_running and loop.time() < until:
            await self._pay()
            turns += 1
            await asyncio.sleep(0 if turns < 50 else 0.002)

    async def _pay(self) -> None:
        while self._owed:
            self._paid += 1
            result = self._owed.popleft()()
            if inspect.isawaitable(result):
                await result


def _top(app: App[None]) -> Screen[Any] | None:
    """The screen on top; none while the app is being taken down."""
    return app.screen_stack[-1] if app.is_running and app.screen_stack else None
