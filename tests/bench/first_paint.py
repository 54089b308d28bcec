"""How long it takes until the contents stand on the screen, against a bare Textual app, one after the other in turn.

    python tests/bench/first_paint.py --rounds 20

From the start of the process until the terminal was sent a word of the first screen. On two shelves: a small one, and
one with a thousand exercises and ten thousand sittings. Bytecode and the cache of titles are warm. Each ratio is of two
starts that followed one another, so that a machine that is busy spoils few of them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from terminal import ROOT, WORKBOOK, Terminal, environment

from workbook.desk import Desk, now
from workbook.library.library import Library
from workbook.library.titles import Heading
from workbook.model.questions import LineQuestion, TextQuestion
from workbook.model.recording import answered, begin
from workbook.model.sitting import Place
from workbook.model.walking import walk
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import encode

TARGET = 1.15
"""How many times the bare app's time the contents may take."""
WORD = b"exercises"
"""What both screens show."""
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))


EXERCISES = 1_000
BOOKS = 10
SECTIONS = 10
MANY = f"{EXERCISES:,} exercises, {BOOKS} books with {EXERCISES:,} sittings each"
PACK = """\
format: 1
id: thousand
title: A thousand exercises
language: en
licence: CC0
sections:
"""
EXERCISE = """\
title: Exercise {number}, about what was said that day
minutes: 5
purpose: Say what happened, and see what can wait.
evidence:
  tested: craft
  claim: Saying plainly what happened is a place to begin.
  caveat: Nobody has tested this page.
steps:
  - id: said
    kind: line
    core: true
    called: what was said
    ask: What was said?
  - id: more
    kind: text
    called: what else there is
    ask: What else is there to say?
"""


def shelve(home: Path, exercises: int = 4) -> dict[str, str]:
    """A book with a few exercises that were begun. What is to be put into the environment."""
    desk = Desk(Library((ROOT / "content",)), Shelf(home / "shelf"))
    headings = [heading for pack in desk.library.titles for heading in pack.headings]
    _fill(desk, headings[:exercises], done=0)
    return {"WORKBOOK_SHELF": str(home / "shelf")}


def shelve_much(home: Path) -> dict[str, str]:
    """A pack of a thousand exercises, and ten books in which each of them was finished or begun."""
    pack = home / "pack"
    each = EXERCISES // SECTIONS
    sections = ""
    for section in range(SECTIONS):
        ids = [f"exercise-{number}" for number in range(section * each, (section + 1) * each)]
        folder = pack / f"section-{section}"
        folder.mkdir(parents=True)
        for id in ids:
            (folder / f"{id}.yaml").write_text(EXERCISE.format(number=id.removeprefix("exercise-")), "utf-8")
        sections += f"  - {{id: section-{section}, title: Section {section}, exercises: [{', '.join(ids)}]}}\n"
    (pack / "pack.yaml").write_text(PACK + sections, "utf-8")
    shelf = Shelf(home / "shelf")
    desk = Desk(Library((pack,)), shelf)
    desk.book = shelf.make("Book 0", now())
    _fill(desk, [heading for titles in desk.library.titles for heading in titles.headings], done=EXERCISES * 9 // 10)
    first = desk.book.folder
    for number in range(1, BOOKS):
        book = shelf.make(f"Book {number}", now())
        for path in first.rglob("*.yaml"):
            if path.parent != first:
                target = book.folder / path.relative_to(first)
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(path.read_bytes())
    shelf.use(desk.book)
    return {"WORKBOOK_SHELF": str(home / "shelf"), "WORKBOOK_CONTENT": str(pack)}


def _fill(desk: Desk, headings: Sequence[Heading], *, done: int) -> None:
    """Begin these exercises, and finish the first of them."""
    book = desk.need_book()
    at = now()
    book.settle()
    for number, heading in enumerate(headings):
        exercise = desk.library.load(heading)
        sitting = begin(exercise, at)
        step = next(one for one in exercise.questions() if isinstance(one, LineQuestion | TextQuestion))
        sitting = answered(
            walk(exercise, sitting, {}, at.date()), step,
            "The letter came on a Tuesday, and I put it under the bread box.", at,
        )  # fmt: skip
        sitting = replace(sitting, place=Place(step.id, at=12), finished=at if number < done else None)
        path = book.path_of(sitting)
        path.parent.mkdir(parents=True, exist_ok=True)
        # As a save would write it, without a thousand waits for the disk.
        path.write_bytes(encode(replace(sitting, saved=at)))


def paint(command: Sequence[str], home: Path, more: Mapping[str, str]) -> float:
    """Milliseconds from the start until the first screen's word has been written."""
    seen: list[float] = []

    def see(terminal: Terminal) -> None:
        if not seen and WORD in terminal.written:
            seen.append(time.monotonic())

    with Terminal(command, env=environment(home, **more), cwd=home, size=(100, 30)) as terminal:
        terminal.watch(see)
        terminal.wait_for(lambda one: WORD in one.written)
        return ((seen[0] if seen else time.monotonic()) - terminal.started) * 1000


def measure(rounds: int, shelve: Callable[[Path], dict[str, str]]) -> tuple[list[float], list[float]]:
    """The times of the bare app and of the contents, in turn, after both have been started twice."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        more = shelve(home)
        # The cache of titles is kept once no file of the pack is too young.
        time.sleep(2.1)
        for _ in range(2):
            paint(BARE, home, more)
            paint(WORKBOOK, home, more)
        pairs = [(paint(BARE, home, more), paint(WORKBOOK, home, more)) for _ in range(rounds)]
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
    options.add_argument("--only", choices=("few", "many"), help="one of both shelves")
    chosen = options.parse_args()
    met = True
    for name, words, shelf in (
        ("few", "a book with four sittings", shelve),
        ("many", MANY, shelve_much),
    ):
        if chosen.only in (None, name):
            bare, ours = measure(chosen.rounds, shelf)
            sys.stdout.write(f"{words}\n{report(bare, ours)}\n")
            met = met and statistics.median(b / a for a, b in zip(bare, ours, strict=True)) <= TARGET
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
