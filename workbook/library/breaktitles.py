"""When a pack offers a break, as the contents need to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..model.pack import Breaks


class BreakTitles(NamedTuple):
    """When a break is offered, as the contents know it. Without words it is not."""

    minutes: int = 0
    long: str = ""
    exercises: tuple[str, ...] = ()
    """Those that work on feelings."""
    after: int = 0
    feeling: str = ""
    until: int = 0
    night: str = ""


def break_titles(breaks: Breaks) -> BreakTitles:
    """What the contents need of it."""
    long, feeling, night = breaks.long, breaks.feeling, breaks.night
    return BreakTitles(
        long.minutes if long is not None else 0,
        long.says if long is not None else "",
        feeling.exercises if feeling is not None else (),
        feeling.after if feeling is not None else 0,
        feeling.says if feeling is not None else "",
        night.until if night is not None else 0,
        night.says if night is not None else "",
    )


def known_breaks(kept: list[Any] | None) -> BreakTitles | None:
    """The same from the cache."""
    if kept is None:
        return None
    one = BreakTitles(*kept)
    return one._replace(exercises=tuple(one.exercises))
