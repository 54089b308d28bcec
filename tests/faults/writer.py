"""Somebody who writes, as a process: the desk, the rules of a sitting and the Saver on an event loop, without a screen.

`python writer.py SOCKET` has everything imported and listens; for each who connects it forks a child, which says its
number and then does what it is told, a line of JSON each way. A child can be killed like the program itself.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import socket
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from world import EVENING, World, written

from workbook.desk import CantOpen, Desk, Taken
from workbook.library.library import Library, NoSuchExercise
from workbook.library.problems import Broken
from workbook.model.recording import answered
from workbook.store.kept import Deleted, ReadOnly
from workbook.store.shelf import Shelf
from workbook.ui.saver import Saver


class Writer:
    """One program that is open."""

    def __init__(self) -> None:
        self.now: datetime = EVENING
        self.saver = Saver(lambda: self.now, lambda _: None)
        self.desk: Desk | None = None
        self.taken: Taken | None = None

    def start(self, shelf: str, content: str) -> dict[str, Any]:
        """The program is started."""
        self.desk = Desk(Library((Path(content),)), Shelf(Path(shelf)), lambda: self.now)
        self.desk.open_current()
        return {}

    async def open(self, exercise: str) -> dict[str, Any]:
        """An exercise is opened, where the one before is saved. What stands in it."""
        assert self.desk is not None
        if not await self.saver.flush():
            return {"wrong": self.saver.state.words}
        try:
            self.taken = self.desk.take(self.desk.library.heading(f"small/{exercise}"))
        except (Broken, CantOpen, NoSuchExercise, OSError) as error:
            self.taken = None
            self.saver.hold_nothing()
            return {"wrong": str(error)}
        self.saver.hold(self.desk.need_book(), self.taken.kept)
        return {"shows": self._shows()}

    def type(self, step: str, words: str) -> dict[str, Any]:
        """Other words are typed into a question. Whether there is such a question to type into."""
        if self.taken is None:
            return {"wrong": "nothing is open"}
        at = self.taken.at(self.now.date())
        question = self.taken.exercise.step(step)
        if question is None or question.kind not in ("line", "text"):
            return {"wrong": "it is not asked"}
        sitting = answered(at, question, words, self.now)  # type: ignore[arg-type]
        self.taken = self.taken._replace(kept=self.taken.kept._replace(sitting=sitting))
        self.saver.offer(sitting)
        return {}

    async def save(self) -> dict[str, Any]:
        """Everything is saved now. What was called saved, as soon as the word stands there."""
        await self.saver.flush()
        return {"says": self.saver.state.words}

    def clock(self, seconds: int) -> dict[str, Any]:
        """The computer's clock is put forward or back."""
        self.now += timedelta(seconds=seconds)
        return {}

    def change(self, **facts: Any) -> dict[str, Any]:
        """Something about the book is changed."""
        assert self.desk is not None and self.desk.book is not None
        try:
            self.desk.book.change(**facts)
        except (OSError, ReadOnly, Deleted) as error:
            return {"wrong": str(error)}
        return {}

    def _shows(self) -> dict[str, str]:
        assert self.taken is not None
        answers = self.taken.kept.sitting.answers
        return {step: answer.value for step, answer in answers.items() if isinstance(answer.value, str)}


async def _listen(own: socket.socket) -> None:
    reading, writing = await asyncio.open_connection(sock=own)
    writer = Writer()
    writing.write(json.dumps({"pid": os.getpid()}).encode() + b"\n")
    while line := await reading.readline():
        asked = json.loads(line)
        found = getattr(writer, asked.pop("do"))(**asked)
        if asyncio.iscoroutine(found):
            found = await found
        writing.write(json.dumps(found).encode() + b"\n")
        await writing.drain()


def main() -> None:
    """Listen, and fork for each who comes; end with whoever started it."""
    with tempfile.TemporaryDirectory(prefix="workbook-warm-") as folder:
        written(World(Path(folder)))
    gc.disable()
    gc.freeze()
    parent = os.getppid()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(sys.argv[1])
        listening.listen()
        listening.settimeout(1)
        while os.getppid() == parent:
            try:
                own, _ = listening.accept()
            except TimeoutError:
                continue
            finally:
                _reap()
            if not os.fork():
                listening.close()
                try:
                    asyncio.run(_listen(own))
                finally:
                    os._exit(0)
            own.close()


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


if __name__ == "__main__":
    main()
