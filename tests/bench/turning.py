"""How long it takes to open an exercise from the contents, and to turn a page, against a bare app's first paint.

    python tests/bench/turning.py --rounds 15

From the key to the last byte that the terminal is sent for it, often the word `saved` at the top. The exercise is
opened for the first time since the start: whatever has to be read and imported for it is in it, unless it was done
while the contents stood there.
"""

from __future__ import annotations

import os
import select
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editor import Screen
from first_paint import BARE, WORD, shelve
from pairs import Pairs, run
from terminal import WORKBOOK

TARGET = 0.3
"""How much of a bare app's first paint either may take."""
SETTLED = 0.6
"""Seconds without a byte after which somebody has looked at a screen."""
DONE = 0.12
"""Seconds without a byte after which all has been painted."""
NEXT = b"\x0e"
LEAST = 400
"""Bytes that a new page has at least; a clock or a cursor has fewer."""


def first_paint(command: Sequence[str], home: Path) -> float:
    """Milliseconds from the start until the first screen's word has been written."""
    began = time.perf_counter()
    screen = Screen(command, home, WORD)
    try:
        seen, _ = screen.until(lambda read: WORD in read)
        return (seen - began) * 1000
    finally:
        screen.end()


def painted(screen: Screen, key: bytes) -> float:
    """Press a key. Milliseconds until the last byte that comes for it."""
    began = last = time.perf_counter()
    screen.send(key)
    found = b""
    while select.select([screen.master], [], [], DONE if len(found) > LEAST else 10)[0]:
        found += os.read(screen.master, 1 << 16)
        last = time.perf_counter()
    assert len(found) > LEAST, "no other page came"
    return (last - began) * 1000


def one_round(home: Path, number: int) -> tuple[float, float, float]:
    """A bare first paint, an exercise opened, a page turned; in a book of its own, so that all rounds are alike."""
    bare = first_paint(BARE, home)
    shelf = shelve(home / str(number))["WORKBOOK_SHELF"]
    with Screen((*WORKBOOK, "--shelf", shelf), home, WORD) as screen:
        screen.quiet(SETTLED)
        opened = painted(screen, b"\r")
        screen.quiet(SETTLED)
        turned = painted(screen, NEXT)
    return bare, opened, turned


def measure(rounds: int) -> list[Pairs]:
    """All three in turn, after all have run once."""
    opening = Pairs("an exercise opened from the contents", "a bare app's first paint", TARGET)
    turning = Pairs("a page turned", "a bare app's first paint", TARGET)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(rounds + 1):
            bare, opened, turned = one_round(home, number)
            if number:
                opening.add(bare, opened)
                turning.add(bare, turned)
    return [opening, turning]


if __name__ == "__main__":
    sys.exit(run(__doc__, measure, 15))
