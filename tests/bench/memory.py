"""How much memory the workbook holds while the contents stand on the screen, against a bare Textual app, in turn.

    python tests/bench/memory.py --rounds 10

Each is asked when its screen has been quiet for a while, so that what comes after the first paint is in it. The figure
is its share of what it holds (PSS); where the system has none, all that it holds (RSS).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editor import Screen
from first_paint import BARE, WORD, shelve
from pairs import Pairs, run
from terminal import WORKBOOK

TARGET = 1.25
"""How many times the bare app's memory the contents may take."""
SETTLED = 1.5
"""Seconds without a byte after which an app is asked."""


def held(pid: int) -> float:
    """MB that a process holds."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return int(subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)])) / 1024
    return int(re.findall(r"^Pss: +(\d+) kB", said, re.MULTILINE)[0]) / 1024


def holds(command: Sequence[str], home: Path) -> float:
    """MB that a program holds once its first screen stands."""
    with Screen(command, home, WORD) as screen:
        screen.quiet(SETTLED)
        return held(screen.pid)


def measure(rounds: int) -> Pairs:
    """Both in turn, after both have been started once."""
    found = Pairs("memory on the contents", "a bare Textual app", TARGET, "MB")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ours = (*WORKBOOK, "--shelf", shelve(home)["WORKBOOK_SHELF"])
        for number in range(rounds + 1):
            pair = holds(BARE, home), holds(ours, home)
            if number:
                found.add(*pair)
    return found


if __name__ == "__main__":
    sys.exit(run(__doc__, lambda rounds: [measure(rounds)], 10))
