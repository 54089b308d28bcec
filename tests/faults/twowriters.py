"""Two programs save the same exercise again and again, with half a millisecond put between check and rename.

    python tests/faults/twowriters.py                 200 saves each
    python tests/faults/twowriters.py --no-lock       the same without the lock of that moment: words are lost

Each reads the file, puts a word of its own at the end of the answer, and saves; what meets another file goes beside it.
Afterwards every word must stand in the exercise's own file or in one beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from flow import novel
from shim import Harm, arm, environment
from world import EVENING, World, written

from workbook.files import atomic

WAIT = 500
"""Microseconds between the check and the rename."""
SAVES = 200


def write(world: World, name: str, saves: int) -> None:
    """One of the two."""
    book = novel(world)
    path = book.folder / "small" / "first.yaml"
    arm(world.folder, harm=Harm.WAIT, wait=WAIT)
    for number in range(saves):
        (kept,) = (one for one in book.read()[0] if one.path == path)
        told = kept.sitting.answers["told"]
        answers = {**kept.sitting.answers, "told": replace(told, value=f"{told.value} {name}{number}.")}
        book.save(kept._replace(sitting=replace(kept.sitting, answers=answers)), EVENING)


def lost(folder: Path, saves: int = SAVES, *, lock: bool = True) -> tuple[int, int, int]:
    """How many words are lost, of how many, and how many files lie beside. Raises NoShim."""
    world = World(folder)
    world.shelf.mkdir(parents=True)
    written(world)
    command = [sys.executable, __file__, "--saves", str(saves), "--folder", str(folder)]
    command += [] if lock else ["--no-lock"]
    both = [subprocess.Popen([*command, "--name", name], env=environment()) for name in ("ann", "tom")]
    status = [one.wait(120) for one in both]
    if any(status):
        raise AssertionError(f"a writer failed: {status}")
    own = novel(world).folder / "small"
    said = " ".join(words for way, _, words in world.answers() if "/small/" in way and way.startswith("shelf/2026"))
    words = [f"{name}{number}." for name in ("ann", "tom") for number in range(saves)]
    found = set(said.split())
    beside = sum(1 for path in own.glob("first.conflict-*"))
    return sum(one not in found for one in words), len(words), beside


def main() -> int:
    """Run, say how many were lost; 1 where any was."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--saves", type=int, default=SAVES)
    options.add_argument("--no-lock", action="store_true")
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--name", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.name:
        if given.no_lock:
            atomic.moment_lock = lambda *given, **more: nullcontext(True)  # type: ignore[assignment]
        write(World(given.folder), given.name, given.saves)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        gone, of, beside = lost(Path(folder) / "world", given.saves, lock=not given.no_lock)
    sys.stdout.write(f"{gone} of {of} lost; {beside} files beside\n")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
