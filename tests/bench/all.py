"""Everything that is measured against something else, as one table in Markdown; both sides of each row from one run.

    python tests/bench/all.py --rounds 10

Bare first paint and our contents, keys in the box for prose, turning pages, memory, saving, checking. What sets books
and what kills the program are on their own: `long_print.py`, `kill9.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import checking
import durable_save
import editor
import first_paint
import memory
import turning
from pairs import HEAD, Pairs


def painting(rounds: int) -> Iterator[Pairs]:
    """The first screen, on a small shelf and on a large one."""
    for words, shelf in (("a small shelf", first_paint.shelve), (first_paint.MANY, first_paint.shelve_much)):
        found = Pairs(f"first paint of the contents, {words}", "a bare Textual app", first_paint.TARGET)
        found.both = list(zip(*first_paint.measure(rounds, shelf), strict=True))
        yield found


def typing(rounds: int) -> Iterator[Pairs]:
    """A key until its letter comes back, with ours in the whole workbook, which saves; and what is sent for it."""
    for case in editor.CASES:
        one = editor.measure(case, max(60 if len(case.text) < 20_000 else 20, rounds), saver=True)
        yield Pairs(f"a key, {case.name}", "Textual's own box, bare", case.most, both=one.times)
        sent = [(float(stock), float(ours)) for stock, ours in one.sizes]
        yield Pairs("what is sent for it", "Textual's own box, bare", editor.MOST_BYTES, unit="B", both=sent)


PARTS: dict[str, Callable[[int], Iterator[Pairs]]] = {
    "painting": painting,
    "typing": typing,
    "turning": lambda rounds: iter(turning.measure(rounds)),
    "memory": lambda rounds: iter([memory.measure(max(3, rounds // 3))]),
    "saving": lambda rounds: iter(durable_save.both(rounds * 10)),
    "checking": lambda rounds: iter([checking.measure(max(3, rounds // 2))]),
}


def main() -> int:
    """Measure and print row by row; 1 where a target is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", help=f"Some of: {', '.join(PARTS)}. Without any, all.")
    options.add_argument("--rounds", type=int, default=10)
    given = options.parse_args()
    if unknown := set(given.parts) - PARTS.keys():
        options.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    sys.stdout.write(HEAD + "\n")
    met = True
    for part in given.parts or PARTS:
        for one in PARTS[part](given.rounds):
            sys.stdout.write(one.row() + "\n")
            sys.stdout.flush()
            met = met and one.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
