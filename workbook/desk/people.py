"""When a number of today is a reason to offer people to talk to, and what is said then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..library.library import Library
from ..model.measures import STILL, Measured, weight

if TYPE_CHECKING:
    from ..model.exercise import Offer
    from ..model.sitting import Sitting
    from ..store.glance import Glance


class Asking(NamedTuple):
    """A reason to offer people to talk to."""

    reason: str
    """Of `model/measures.py`: STILL, HIGH or RISEN."""
    says: str
    """The author's words."""
    measure: str


def asking(
    library: Library, glances: Iterable[Glance], today: date, sitting: Sitting | None, but: Path | None
) -> tuple[Asking, ...]:
    """Every reason that today's numbers give, the gravest first.

    `sitting` is being written, in the file `but`: what it says counts, and not what the disk has of it.
    """
    asked: dict[str, list[Measured]] = {}
    for one in glances:
        if one.path != but:
            asked.setdefault(one.pack, []).extend(one.measured)
    if sitting is not None:
        from ..model.around import measured_in

        asked.setdefault(sitting.pack, []).extend(measured_in(sitting))
    found: list[Asking] = []
    for pack_id, numbers in asked.items():
        if not any(one.day == today and one.number is not None for one in numbers):
            continue
        from ..library.problems import Broken

        try:
            pack = library.whole_pack(pack_id)
        except (Broken, OSError):
            continue
        for id, measure in pack.measures.items() if pack is not None else ():
            if measure.offer is not None:
                found += asked_by(numbers, id, measure.offer, today)
    return tuple(found)


def asked_by(asked: Iterable[Measured], measure: str, offer: Offer, today: date) -> tuple[Asking, ...]:
    """The reasons that one measure gives today, each with the author's words for it."""
    still = offer.still
    reasons = weight(asked, measure, offer.at, offer.rise, still.days if still is not None else 0, today)
    return tuple(Asking(one, still.says if still and one == STILL else offer.says, measure) for one in reasons)
