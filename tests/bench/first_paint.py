"""How long it takes until the contents stand on the screen, against a bare Textual app, one after the other in turn.

    python tests/bench/first_paint.py --rounds 20

From the start of the process until the terminal was sent a word of the first screen. Bytecode and the cache of titles
are warm. Each ratio is of two starts that followed one another, so that a machine that is busy spoils few of them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from terminal import ROOT, WORKBOOK, Terminal, environment

from workbook.desk import Desk, now
from workbook.library.library import Library
from workbook.model.questions import LineQuestion, TextQuestion
from workbook.model.recording import answered
from workbook.model.sitting import Place
from workbook.store.shelf import Shelf

TARGET = 1.3
"""How many times the bare app's time the contents may take."""
WORD = b"exercises"
"""What both screens show."""
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))


def shelve(shelf: Path, exercises: int = 4) -> None:
    """A book with a few exercises that were begun."""
    desk = Desk(Library((ROOT / "content",)), Shelf(shelf))
    headings = [heading for pack in desk.library.titles for heading in pack.headings]
    for heading in headings[:exercises]:
        taken = desk.take(heading)
        at = taken.at(now().date())
        step = next(one for one in at.questions() if isinstance(one, LineQuestion | TextQuestion))
        sitting = answered(at, step, "The letter came on a Tuesday, and I put it under the bread box.", now())
        sitting = replace(sitting, place=Place(step.id, at=12))
        desk.need_book().save(type(taken.kept)(taken.kept.path, sitting), now())


def paint(command: Sequence[str], home: Path) -> float:
    """Milliseconds from the start until the first screen's word has been written."""
    seen: list[float] = []

    def see(terminal: Terminal) -> None:
        if not seen and WORD in terminal.written:
            seen.append(time.monotonic())

    env = {**environment(home), "WORKBOOK_SHELF": str(home / "shelf")}
    with Terminal(command, env=env, cwd=home, size=(100, 30)) as terminal:
        terminal.watch(see)
        terminal.wait_for(lambda one: WORD in one.written)
        return ((seen[0] if seen else time.monotonic()) - terminal.started) * 1000


def measure(rounds: int) -> tuple[list[float], list[float]]:
    """The times of the bare app and of the contents, in turn, after both have been started twice."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shelve(home / "shelf")
        for _ in range(2):
            paint(BARE, home)
            paint(WORKBOOK, home)
        pairs = [(paint(BARE, home), paint(WORKBOOK, home)) for _ in range(rounds)]
    return [bare for bare, _ in pairs], [ours for _, ours in pairs]


def report(bare: Sequence[float], ours: Sequence[float]) -> str:
    """Medians, and the ratio pair by pair with its spread."""
    ratios = sorted(b / a for a, b in zip(bare, ours, strict=True))
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    ratio = statistics.median(ratios)
    return (
        f"bare      {statistics.median(bare):6.0f} ms  ({min(bare):.0f} to {max(bare):.0f})\n"
        f"contents  {statistics.median(ours):6.0f} ms  ({min(ours):.0f} to {max(ours):.0f})\n"
        f"ratio     {ratio:6.2f}     ({low:.2f} to {high:.2f} without the outermost tenths, {len(ratios)} pairs)\n"
        f"target    {TARGET:6.2f}     {'met' if ratio <= TARGET else 'MISSED'}"
    )


def main() -> int:
    """Measure and print; 1 where the target is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=20)
    bare, ours = measure(options.parse_args().rounds)
    sys.stdout.write(report(bare, ours) + "\n")
    return 0 if statistics.median(b / a for a, b in zip(bare, ours, strict=True)) <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
