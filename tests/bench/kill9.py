"""Kills the workbook at random moments while somebody writes, and counts what was lost.

    python tests/bench/kill9.py --rounds 30

A key is *acknowledged* when the header said `saved` while it was on the screen, for however short a moment. It must be
on disk after the kill, whatever else is lost, and no key older than a second may be.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "faults"))

from terminal import Terminal
from writing import TELL, begin_to_tell, shelf_of, sitting, start, told

from workbook.store.marks import Unreadable

FEW = 6
"""Letters by which a text is known on the screen."""
WORST = 1.0
"""Seconds: the age that a lost key may have."""
_TEXT = (
    "the letter came on a tuesday and Ann put it under the bread box then she rang her sister who said come over "
    "they ate soup nobody spoke of it until nine when the kettle sang again in march three others had written too"
)
_WORDS = _TEXT.split()


@dataclass(frozen=True, slots=True)
class Round:
    """One life of the program, from its start to the kill."""

    typed: int
    """Keys sent."""
    acknowledged: int
    """Keys of these that the screen called saved."""
    kept: int
    """Keys of these on disk."""
    worst: float
    """Seconds between the oldest key that is lost and the kill; 0 where none is."""
    resumed: float
    """Seconds from the start until the text stood on the screen again."""
    wrong: str = ""
    """What must not be; empty where all is well."""


@dataclass
class Eyes:
    """Watches the screen: how much of the text stands there, and how much of that was called saved."""

    text: str
    """All that has been sent, in this life and before."""
    shown: int = 0
    """How much of it has been on the screen."""
    acknowledged: int = 0
    """How much of it the header has called saved."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def see(self, terminal: Terminal) -> None:
        """Look at the screen as it is now."""
        rows = terminal.rows
        on_screen = _letters("".join(rows[1:]))
        with self.lock:
            for count in range(len(self.text), self.shown, -1):
                # A blank can't be told from none: it counts as seen with the letter after it. And a few letters
                # stand in every question.
                tail = _letters(self.text[max(0, count - 40) : count])[-18:]
                if self.text[count - 1].isalnum() and len(tail) >= FEW and tail in on_screen:
                    self.shown = count
                    break
            if ", saved" in rows[0]:
                self.acknowledged = max(self.acknowledged, self.shown)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def keys(chance: random.Random) -> Iterator[tuple[str, float]]:
    """What somebody types, and the pause before each key in seconds: bursts, words, pauses to think."""
    while True:
        for character in chance.choice(_WORDS):
            yield character, chance.uniform(0.01, 0.12)
        yield ("\r" if chance.random() < 0.05 else " "), chance.choice((0.02, 0.1, 0.1, 0.3, 0.9))


def one_round(home: Path, before: str, chance: random.Random) -> tuple[Round, str]:
    """Start, type, kill, read. Returns what happened, and the text that is on disk now."""
    eyes = Eyes(before)
    moments: list[float] = []
    with start(home) as terminal:
        if any(shelf_of(home).glob("*/resilience/*.yaml")):
            tail = _letters(before[-40:])[-18:]
            resumed = terminal.wait_for(lambda one: TELL in one.text and tail in _letters("".join(one.rows[1:])))
        else:
            begin_to_tell(terminal)
            terminal.wait_for(", saved")
            resumed = 0.0
        eyes.see(terminal)
        terminal.watch(eyes.see)
        end = time.monotonic() + chance.uniform(0.1, 4.0)
        for key, pause in keys(chance):
            # The rhythm of typing is what is tried here, so here time does pass.
            time.sleep(max(0.0, min(pause, end - time.monotonic())))
            if time.monotonic() >= end:
                break
            with eyes.lock:
                eyes.text += "\n" if key == "\r" else key
            moments.append(time.monotonic())
            terminal.send(key)
        eyes.see(terminal)
        killed = time.monotonic()
        terminal.kill()
    typed = len(moments)
    wrong = ""
    try:
        kept = told(home)
        sitting(home)
    except (OSError, Unreadable, ValueError) as error:
        kept, wrong = before, f"the file can't be read: {error}"
    here = max(len(kept) - len(before), 0)
    worst = killed - moments[here] if here < typed else 0.0
    acknowledged = max(eyes.acknowledged - len(before), 0)
    others = sorted(path.name for path in shelf_of(home).glob("*/resilience/*.yaml") if path.name != "step-back.yaml")
    if not eyes.text.startswith(kept):
        wrong = wrong or "the file has other words than were typed"
    elif len(kept) < len(before):
        wrong = wrong or "words from before are gone"
    elif here < acknowledged:
        wrong = wrong or f"{acknowledged - here} keys that were called saved are lost"
    elif worst > WORST:
        wrong = wrong or f"a key {worst:.2f} s old is lost"
    elif others:
        wrong = wrong or f"files beside it: {', '.join(others)}"
    return Round(typed, acknowledged, here, worst, resumed, wrong), kept


def lives(home: Path, rounds: int, seed: int) -> list[Round]:
    """One shelf after another life, each going on where the one before was killed."""
    chance = random.Random(seed)
    text, found = "", []
    for _ in range(rounds):
        one, text = one_round(home, text, chance)
        found.append(one)
    return found


def run(home: Path, rounds: int, seed: int, at_once: int = 3) -> list[Round]:
    """So many rounds, on a few shelves at the same time."""
    shares = [rounds // at_once + (number < rounds % at_once) for number in range(at_once)]
    with ThreadPoolExecutor(at_once) as pool:
        jobs = [pool.submit(lives, home / str(number), share, seed + number) for number, share in enumerate(shares)]
        return [one for job in jobs for one in job.result()]


def table(rounds: Sequence[Round]) -> str:
    """The rounds, one a line, and what they come to."""
    lines = ["round  typed  called saved  on disk  lost  oldest lost  resumed in"]
    for number, one in enumerate(rounds, 1):
        resumed = f"{one.resumed:.2f} s" if one.resumed else "-"
        lines.append(
            f"{number:>5}  {one.typed:>5}  {one.acknowledged:>12}  {one.kept:>7}  {one.typed - one.kept:>4}"
            f"  {one.worst:>9.2f} s  {resumed:>10}  {one.wrong}".rstrip()
        )
    typed, kept = sum(one.typed for one in rounds), sum(one.kept for one in rounds)
    resumed = [one.resumed for one in rounds if one.resumed]
    lines += [
        f"typed {typed}, called saved {sum(one.acknowledged for one in rounds)}, lost {typed - kept}",
        f"oldest key lost: {max(one.worst for one in rounds):.2f} s; slowest return: {max(resumed, default=0):.2f} s",
        f"rounds in which something was wrong: {sum(bool(one.wrong) for one in rounds)} of {len(rounds)}",
    ]
    return "\n".join(lines)


def main() -> int:
    """Run, print the table; 1 where something was wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options.add_argument("--at-once", type=int, default=3, help="How many shelves are written on at the same time.")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        rounds = run(Path(home), given.rounds, given.seed, given.at_once)
    sys.stdout.write(f"seed {given.seed}\n{table(rounds)}\n")
    return 1 if any(one.wrong for one in rounds) else 0


if __name__ == "__main__":
    sys.exit(main())
