"""A whole book of some sittings, for tests that need no more of it than that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workbook.model.sitting import Sitting
from workbook.printing.book import Facts, Order, whole
from workbook.printing.printout import Printout


def build(
    title: str,
    sittings: Iterable[Sitting],
    *,
    order: Sequence[Order] = (),
    started: date,
    today: date,
    people: tuple[str, ...] = (),
    measures: bool = False,
    only: frozenset[str] = frozenset(),
) -> Printout:
    """As `whole`, where no run has a name of its own."""
    return whole(Facts(title, started, today, order, people), sittings, measures=measures, only=only)
