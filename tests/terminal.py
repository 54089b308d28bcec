"""A real terminal for tests: starts a command in a pty, shows its screen, types into it, takes the terminal away."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import selectors
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte
from wcwidth import wcwidth

ROOT = Path(__file__).resolve().parent.parent
"""The checkout that these tests belong to: it is the one that is run, whatever is installed."""
WORKBOOK = (sys.executable, "-m", "workbook")
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"
MOUSE_OFF = b"\x1b[?1000l"
PASTE_OFF = b"\x1b[?2004l"
RESTORED = (LEAVES_ALTERNATE_SCREEN, SHOWS_CURSOR, MOUSE_OFF, PASTE_OFF)
"""What a program has written by the time it gives the terminal back."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which no real home is touched. `more` is put over it."""
    found = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    return found | more


class _Screen(pyte.Screen):
    """The stock one drops the rest of what is written after a joiner or another sign without width."""

    def draw(self, data: str) -> None:
        """Draw what has a width, and what stands on it."""
        super().draw("".join(one for one in data if wcwidth(one) > 0 or unicodedata.combining(one)))


class Terminal:
    """A command in a terminal of its own, of which it is the session leader.

    A thread reads what it writes, so nothing here waits for a time: `wait_for` waits for what is seen.
    """

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path, size: tuple[int, int] = (80, 24),
        hangs_up: bool = True,
    ) -> None:  # fmt: skip
        """Start it. Without `hangs_up` no signal tells it that the terminal is gone."""
        columns, rows = size
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._written = bytearray()
        self._changed = threading.Condition()
        self._over = False
        self._watchers: list[Callable[[Terminal], None]] = []
        self._wake, wake = os.pipe()
        self._waker = wake
        self._master: int | None
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes_before = termios.tcgetattr(slave)
        """The line settings that the command must give back."""
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            list(command), stdin=slave, stdout=slave, stderr=slave, env=dict(env), cwd=cwd, start_new_session=True,
            preexec_fn=_take_terminal if hangs_up else None,
        )  # fmt: skip
        os.close(slave)
        self._thread = threading.Thread(target=self._read, args=(self._master,), daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def written(self) -> bytes:
        """Every byte that the command has written."""
        with self._changed:
            return bytes(self._written)

    @property
    def rows(self) -> list[str]:
        """The screen as it is now."""
        with self._changed:
            return list(self._screen.display)

    @property
    def text(self) -> str:
        """The same as one text, without the blanks at the end of the rows."""
        return "\n".join(row.rstrip() for row in self.rows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        with self._changed:
            return self._screen.cursor.x, self._screen.cursor.y

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def watch(self, see: Callable[[Terminal], None]) -> None:
        """Call `see` on the reading thread after everything that is written."""
        with self._changed:
            self._watchers.append(see)

    def wait_for(self, what: str | Callable[[Terminal], bool], timeout: float = 10.0) -> float:
        """Wait until a text is on the screen, or something is true. Returns the seconds since the start.

        Raises AssertionError with the screen after `timeout` seconds, or when the command ended without it.
        """
        until = time.monotonic() + timeout
        with self._changed:
            while True:
                met = what in self.text if isinstance(what, str) else what(self)
                if met:
                    return time.monotonic() - self.started
                left = until - time.monotonic()
                if left <= 0 or self._over:
                    why = "the command ended" if self._over else f"{timeout} s went by"
                    wanted = what if isinstance(what, str) else getattr(what, "__name__", "what was asked for")
                    raise AssertionError(f"{why} without {wanted!r} on the screen:\n{self.text}")
                # Also looked at now and then: what is asked for may be in a file and not on the screen.
                self._changed.wait(min(left, 0.02))

    def send(self, keys: str | bytes) -> None:
        """Type: what the terminal sends for these keys."""
        data = keys.encode() if isinstance(keys, str) else keys
        assert self._master is not None
        while data:
            data = data[os.write(self._master, data) :]

    def paste(self, text: str) -> None:
        """Paste, between the marks of a bracketed paste; a newline is sent as terminals send it."""
        self.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def signal(self, number: int) -> None:
        """Send a signal from outside."""
        self._process.send_signal(number)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        assert self._master is not None
        with self._changed:
            self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def modes(self) -> list[object]:
        """The line settings as they are now."""
        assert self._master is not None
        return termios.tcgetattr(self._master)

    def wait(self, timeout: float = 10.0) -> int:
        """Wait for the end and for the last byte. The exit status; minus the signal where one killed it."""
        status = self._process.wait(timeout)
        self._thread.join(timeout)
        return status

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self._process.kill()
        self._process.wait(10)

    def close(self) -> None:
        """Take the terminal away, as closing its window does. The process may go on."""
        if self._master is None:
            return
        # A read that is under way would keep the terminal alive: first the thread ends.
        os.write(self._waker, b".")
        self._thread.join()
        os.close(self._master)
        os.close(self._wake)
        os.close(self._waker)
        self._master = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.signal(signal.SIGKILL)
        self._process.wait(10)
        self.close()

    def _read(self, master: int) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(master, selectors.EVENT_READ)
            ready.register(self._wake, selectors.EVENT_READ)
            while True:
                found = {key.fd for key, _ in ready.select()}
                try:
                    data = os.read(master, 65536) if self._wake not in found else b""
                except OSError:  # Linux says EIO where nobody holds the other end any more
                    data = b""
                with self._changed:
                    self._written += data
                    self._stream.feed(data)
                    self._over = not data
                    self._changed.notify_all()
                    watchers = list(self._watchers)
                if not data:
                    return
                for see in watchers:
                    see(self)


def _take_terminal() -> None:
    """In the new process: the terminal becomes its own, so that closing it hangs up."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
