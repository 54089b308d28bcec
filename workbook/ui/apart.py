"""What may take long and belongs to nobody's words: on a thread that nobody waits for when the program ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

Made = TypeVar("Made")


async def apart(work: Callable[[], Made]) -> Made:
    """What `work` gives back, or raises; the event loop goes on meanwhile.

    Not for writing files: the thread ends in the middle of its work when the program does.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Made] = loop.create_future()

    def tell(take: Callable[..., None], what: object) -> None:
        if not future.done():
            take(what)

    def run() -> None:
        take: Callable[..., None] = future.set_result
        what: object
        try:
            what = work()
        except BaseException as error:  # whoever waits is told, whatever it was
            take, what = future.set_exception, error
        with suppress(RuntimeError):  # the loop is gone: nobody is left to tell
            loop.call_soon_threadsafe(tell, take, what)

    Thread(target=run, name="apart", daemon=True).start()
    return await future
