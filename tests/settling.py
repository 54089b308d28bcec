"""Waits until an app has done everything that it can do now: what Textual's pilot guesses from the processor's rest.

The stock pilot sleeps 20 ms again and again until the process has used no time, three times for each key. Here the
loop itself is asked: nothing is ready to run, nothing is due in a moment, no screen has anything left to draw or to
call, and the writer's thread has no job. That is known at once, and it does not depend on how busy the machine is.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from asyncio import AbstractEventLoop, Future, TimerHandle
from typing import Any

import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App

SOON = 0.02
"""Seconds within which a timer belongs to what is under way: as long as the stock pilot sleeps."""
WRITER = 0.05
"""Seconds to wait for a writer that does not answer, or a thread that stands still: some tests hold the disk."""
LONGEST = 1.0
"""Seconds after which what goes on is taken to go on for ever, as the stock pilot does."""


def put_in_place() -> None:
    """From now on pilots wait so, in everything that they do."""
    textual.app.wait_for_idle = settled  # type: ignore[assignment]
    textual.pilot.wait_for_idle = settled  # type: ignore[assignment]


async def settled(*_: float) -> None:
    """Wait until nothing is left to do but to wait for keys, for the disk or for a clock."""
    loop = asyncio.get_running_loop()
    app = active_app.get()
    end = loop.time() + LONGEST
    asked = False
    used, still_since = _used_by_threads(), loop.time()
    while loop.time() < end:
        await _run_what_is_ready(loop, end)
        if _draw(app):
            asked = False
        elif (due := _next_due(loop, app)) < loop.time() + SOON:
            await asyncio.sleep(max(0.0, due - loop.time()))
            asked = False
        elif _is_at_work(loop) and loop.time() < still_since + WRITER:
            if (now := _used_by_threads()) > used:
                used, still_since = now, loop.time()
            await asyncio.sleep(0.002)
            asked = False
        elif asked:
            break
        else:
            await _writer_is_done(loop, app)
            asked = True


async def _run_what_is_ready(loop: AbstractEventLoop, end: float) -> None:
    """Let everybody else run until nobody wants to. Whoever is asleep on a queue, an event or a clock does not."""
    quiet = 0
    # Twice: what another thread or a pipe has to tell comes in between two turns of the loop.
    while quiet < 2 and loop.time() < end:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1  # type: ignore[attr-defined]


def _draw(app: App[Any]) -> bool:
    """Draw now what the screen would draw within a sixtieth of a second. Whether there was anything."""
    if not app.is_running or not app.screen_stack:
        return False
    screen = app.screen_stack[-1]
    waiting = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or (screen._callbacks and not screen._next_callbacks)
    )
    if not waiting or app._batch_count or not screen.is_running:
        return False
    screen._on_timer_update()
    return True


def _next_due(loop: AbstractEventLoop, app: App[Any]) -> float:
    """When the next timer goes off that does anything: those of a paused clock only go back to sleep."""
    asleep = {
        id(getattr(timer._task, "_fut_waiter", None))
        for pump in (app, *app.screen_stack)
        for timer in list(pump._timers)
        if not timer._active.is_set()
    }
    handles: list[TimerHandle] = loop._scheduled  # type: ignore[attr-defined]
    return min((one.when() for one in handles if not one.cancelled() and not _wakes(one, asleep)), default=math.inf)


def _wakes(handle: TimerHandle, futures: set[int]) -> bool:
    """Whether it wakes one of these."""
    return any(isinstance(one, Future) and id(one) in futures for one in handle._args or ())  # type: ignore[attr-defined]


async def _writer_is_done(loop: AbstractEventLoop, app: App[Any]) -> None:
    """Wait until the writer's thread has done what stands before it, and has told it."""
    saver = getattr(app, "saver", None)
    if getattr(saver, "_thread", None) is None:
        return
    done = asyncio.Event()
    saver.run(lambda: loop.call_soon_threadsafe(done.set))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(done.wait(), WRITER)


def _used_by_threads() -> float:
    """Seconds of the processor that all other threads have used so far."""
    return time.process_time() - time.thread_time()


def _is_at_work(loop: AbstractEventLoop) -> bool:
    """Whether a thread of the loop's own has work that is not done: each says when it has done its own."""
    executor = loop._default_executor  # type: ignore[attr-defined]
    return executor is not None and (
        not executor._work_queue.empty() or executor._idle_semaphore._value < len(executor._threads)
    )
