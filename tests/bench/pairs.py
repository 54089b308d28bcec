"""What a benchmark has measured on both sides in turn: medians, the ratio pair by pair with its spread, the target."""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Pairs:
    """Figures of two sides, each two of one moment: a machine that is busy spoils few of the ratios."""

    name: str
    """What is measured."""
    against: str
    """What it is measured against."""
    target: float
    """How many times the other's figure it may come to."""
    unit: str = "ms"
    both: list[tuple[float, float]] = field(default_factory=list)
    """The other's figure and ours, pair by pair."""

    def add(self, other: float, ours: float) -> None:
        """Note a pair."""
        self.both.append((other, ours))

    def ratio(self, part: float = 0.5) -> float:
        """Ours over the other's: the median of the pairs, or another quantile."""
        ratios = sorted(ours / other for other, ours in self.both)
        return statistics.median(ratios) if part == 0.5 else ratios[min(len(ratios) - 1, int(len(ratios) * part))]

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.ratio() <= self.target

    def row(self) -> str:
        """A row of the table in Markdown."""
        other, ours = (f"{statistics.median(side):.4g} {self.unit}" for side in zip(*self.both, strict=True))
        spread = f"{self.ratio(0.1):.2f} to {self.ratio(0.9):.2f}, {len(self.both)} pairs"
        met = "met" if self.met else "MISSED"
        return (
            f"| {self.name} | {self.against} | {other} | {ours} | {self.ratio():.2f} ({spread})"
            f" | {self.target:.2f} | {met} |"
        )


HEAD = "| what | against | that | ours | ratio, and without the outermost tenths | at most | |\n" + "|---" * 7 + "|"


def report(every: Iterable[Pairs]) -> str:
    """The table in Markdown."""
    return "\n".join([HEAD, *(one.row() for one in every)])


def finish(every: Sequence[Pairs]) -> int:
    """Print the table; 1 where a target is missed."""
    sys.stdout.write(report(every) + "\n")
    return 0 if all(one.met for one in every) else 1


def run(about: str | None, measure: Callable[[int], Sequence[Pairs]], rounds: int) -> int:
    """What a benchmark does that knows but `--rounds`: measure and print; 1 where a target is missed."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=rounds)
    return finish(measure(options.parse_args().rounds))
