"""Writing over a slow line: how long after each key its letter stands on the screen, and what is sent for it.

    python tests/bench/slow_line.py
    python tests/bench/slow_line.py -- workbook open step-back

An answer of 2,000 French words in one paragraph, in Textual's own box in a bare app, and in the workbook, which saves
it. Somebody goes on writing at its end, and then in its middle, by the clock and not by what is seen. Between program
and terminal is a line of 2,400 bytes a second (19,200 baud) on which everything takes 100 ms, each way. Behind `--`
stands any program: it runs in this terminal, as if it stood at the other end of that line.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import tty
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyte
from editor import AREA, BELL, FRENCH, shelve, words
from terminal import WORKBOOK, environment

RATE, DELAY = 2_400.0, 0.1
SIZE = (120, 40)
STEP = 0.02
"""Seconds that the line is busy with what is taken from the program at once: more stays with the program."""


@dataclass
class Line:
    """A slow line with a program at its far end."""

    master: int
    """The program's terminal."""
    rate: float = RATE
    """Bytes a second, towards the person."""
    delay: float = DELAY
    """Seconds that everything takes, each way."""
    sent: int = 0
    """How many bytes the program has sent."""
    _free: float = 0.0
    """When the line has passed on what it was given."""
    _down: deque[tuple[float, bytes]] = field(default_factory=deque)
    _up: deque[tuple[float, bytes]] = field(default_factory=deque)

    def carry(self, keys: int, screen: int) -> None:
        """Carry bytes until the program ends, or nobody is left who reads them."""
        open_ends = [keys, self.master]
        while True:
            now = time.monotonic()
            self._deliver(self._down, screen, now)
            self._deliver(self._up, self.master, now)
            if self.master not in open_ends and not self._down:
                return
            ends = [end for end in open_ends if end == keys or now >= self._free]
            dues = [queue[0][0] for queue in (self._down, self._up) if queue]
            if self.master in open_ends and now < self._free:
                dues.append(self._free)
            for end in select.select(ends, [], [], max(0.0, min(dues) - now) if dues else None)[0]:
                data = b""
                with contextlib.suppress(OSError):
                    data = os.read(end, max(1, int(min(self.rate * STEP, 1 << 16))) if end == self.master else 4096)
                now = time.monotonic()
                if not data:
                    open_ends.remove(end)
                elif end == keys:
                    self._up.append((now + self.delay, data))
                else:
                    self.sent += len(data)
                    self._free = max(now, self._free) + len(data) / self.rate
                    self._down.append((self._free + self.delay, data))

    def _deliver(self, queue: deque[tuple[float, bytes]], end: int, now: float) -> None:
        while queue and queue[0][0] <= now:
            data = queue.popleft()[1]
            with contextlib.suppress(OSError):
                while data:
                    data = data[os.write(end, data) :]


def sized(terminal: int, columns: int, rows: int) -> None:
    """Give a terminal its size."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Watched:
    """A screen on which what is typed stands in capitals, and nothing else that changes."""

    def __init__(self, near: socket.socket) -> None:
        self._near = near
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """The newest of what was read."""

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds, once; whether anything came."""
        if not select.select([self._near], [], [], max(0.0, seconds))[0]:
            return False
        read = self._near.recv(1 << 16)
        self.raw = (self.raw + read)[-(1 << 16) :]
        self._stream.feed(read)
        return bool(read)

    def until(self, ready: bytes) -> None:
        """Read until something was written, and a moment longer."""
        end = time.monotonic() + 30
        while ready not in self.raw and time.monotonic() < end:
            self.read(1.0)
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            self.read(end - time.monotonic())

    def type(self, letter: str) -> None:
        """Type a letter."""
        self._near.sendall(letter.encode())

    @property
    def capitals(self) -> int:
        """How many stand there."""
        return sum(one.isupper() for row in self._screen.display for one in row)


@contextlib.contextmanager
def at_the_end(command: Sequence[str], home: Path, ready: bytes) -> Iterator[tuple[Line, Watched]]:
    """A program at the far end of a line, which is fast until the program is ready; and the screen at the near end."""
    master, slave = pty.openpty()
    sized(master, *SIZE)
    program = subprocess.Popen(
        list(command), stdin=slave, stdout=slave, stderr=slave, env=environment(home), cwd=home, start_new_session=True
    )
    os.close(slave)
    near, far = socket.socketpair()
    line = Line(master, rate=1e9, delay=0.0)
    carrier = threading.Thread(target=line.carry, args=(far.fileno(), far.fileno()), daemon=True)
    carrier.start()
    try:
        watched = Watched(near)
        watched.until(ready)
        line.rate, line.delay = RATE, DELAY
        yield line, watched
    finally:
        program.kill()
        program.wait(10)
        line.rate, line.delay = 1e9, 0.0
        near.close()
        carrier.join(5)
        far.close()
        os.close(master)


def type_over(line: Line, watched: Watched, keys: int, pace: float, patience: float) -> tuple[list[float], int]:
    """Type so many keys, so many a second. Seconds until each letter stood on the screen, and the bytes for all."""
    before, began, sent_before = watched.capitals, time.monotonic(), line.sent
    text = (FRENCH.upper() + " ") * (keys // len(FRENCH) + 1)
    due = deque((began + number / pace, letter) for number, letter in enumerate(text[:keys]))
    typed: list[float] = []
    seen: list[tuple[float, int]] = []
    end = began + keys / pace + patience
    while (due or not seen or seen[-1][1] < len(typed)) and time.monotonic() < end:
        now = time.monotonic()
        while due and due[0][0] <= now:
            letter = due.popleft()[1]
            watched.type(letter)
            if letter.isupper():
                typed.append(now)
        if watched.read((due[0][0] if due else end) - now):
            seen.append((time.monotonic(), watched.capitals - before))
    # While a page moves up, a letter may stand there twice: it stands there when it stays.
    stood = [float("inf")] * len(typed)
    least = len(typed)
    for at, count in reversed(seen):
        least = min(least, count)
        stood[: max(least, 0)] = [at] * max(least, 0)
    return [there - at for at, there in zip(typed, stood, strict=True)], line.sent - sent_before


def measure(which: str, at: str, count: int, keys: int, pace: float, patience: float) -> tuple[list[float], int]:
    """The same in one program, at one place of the paragraph."""
    text = words(count, FRENCH, count)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if which == "stock":
            (home / "text.txt").write_text(text, encoding="utf-8")
            command: Sequence[str] = (sys.executable, AREA, "stock", str(home / "text.txt"), at)
        else:
            shelve(home / "shelf", text, at)
            command = (*WORKBOOK, "open", "step-back", "--shelf", str(home / "shelf"))
        with at_the_end(command, home, BELL if which == "stock" else b"kind reporter") as (line, watched):
            return type_over(line, watched, keys, pace, patience)


def sit_in_front(command: Sequence[str], rate: float, delay: float) -> int:
    """Run a program in this terminal, at the other end of a slow line. Its exit status."""
    program, master = pty.fork()
    if not program:
        os.execvp(command[0], list(command))

    def as_large(*_: object) -> None:
        size = os.get_terminal_size()
        sized(master, size.columns, size.lines)

    as_large()
    signal.signal(signal.SIGWINCH, as_large)
    before = termios.tcgetattr(0)
    tty.setraw(0)
    try:
        Line(master, rate, delay).carry(0, 1)
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
    return os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])


def main() -> int:
    """Measure and print; or put a line before a program."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keys", type=int, default=150, help="How many keys are typed at each place.")
    options.add_argument("--pace", type=float, default=8.0, help="Keys a second: eight are 95 words a minute.")
    options.add_argument("--words", type=int, default=2_000, help="Of the paragraph.")
    options.add_argument("--patience", type=float, default=60.0, help="Seconds after the last key.")
    options.add_argument("--rate", type=float, default=RATE, help="Bytes a second, before a program of one's own.")
    options.add_argument("--delay", type=float, default=DELAY, help="Seconds each way, the same.")
    options.add_argument("command", nargs="*", help="A program to run here, behind such a line.")
    given = options.parse_args()
    if given.command:
        return sit_in_front(given.command, given.rate, given.delay)
    sys.stdout.write(f"{'until a letter stood there':<28} {'p50 ms':>8} {'p95':>8} {'worst':>8} {'bytes a key':>12}\n")
    for at in ("end", "middle"):
        for which in ("stock", "ours"):
            took, sent = measure(which, at, given.words, given.keys, given.pace, given.patience)
            took.sort()
            p50, p95, worst = (
                f"{one * 1000:8.0f}" if one < float("inf") else f"{f'> {given.patience:.0f} s':>8}"
                for one in (took[len(took) // 2], took[int(len(took) * 0.95)], took[-1])
            )
            name = f"{'Textual, bare' if which == 'stock' else 'the workbook'}, {at}"
            sys.stdout.write(f"{name:<28} {p50} {p95} {worst} {sent / given.keys:12.0f}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
