"""What the print screen lists: for whom, what goes in, what stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...printing.share import Item as Answer
from ...printing.share import Part, Spot, Stays
from ..printing import Wanted
from ..widgets.picklist import Item
from ..widgets.ticks import tick


def counted(number: int, word: str) -> str:
    """Such as "1 exercise" or "6 exercises"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def for_whom(wanted: Wanted, only: str, parts: Sequence[Part], has_plan: bool) -> tuple[Item, ...]:
    """The editions. `only` is the title of the one exercise that the screen was opened with, or empty."""
    goes = sum(is_ticked(part, wanted.unticked) is not False for part in parts if part.going)
    rows = [
        ("full", "Me", "all, also what is only for you"),
        ("share", "Somebody I trust", f"what you tick, {counted(goes, 'exercise')}"),
        ("plan", "My desk", "for you: what comes next" if has_plan else "nothing for this page yet"),
    ]
    if only:
        rows.insert(0, ("only", f"Me, only “{only}”", "all, also what is only for you"))
    return tuple(Item(id, words, "●" if id == wanted.who else "○", right) for id, words, right in rows)


def is_ticked(part: Part, unticked: Collection[Spot]) -> bool | None:
    """Whether an exercise goes in; None where only some of its answers do."""
    going = [item.spot not in unticked for item in part.going]
    if part.spot in unticked or not any(going):
        return False
    return True if all(going) else None


def goes_in(parts: Sequence[Part], unticked: Collection[Spot], unfolded: Collection[Spot]) -> tuple[Item, ...]:
    """A line for each exercise of which anything may go in; under an open one a line for each answer."""
    items: list[Item] = []
    for part in parts:
        if not part.going:
            continue
        several = len(part.going) > 1
        sign = ("−" if part.spot in unfolded else "+") if several else " "
        items.append(Item(id_of(part.spot), part.title, f"{sign} {tick(is_ticked(part, unticked))}"))
        if several and part.spot in unfolded:
            for answer in part.going:
                ticked = part.spot not in unticked and answer.spot not in unticked
                items.append(Item(id_of(answer.spot), answer.called, f"    {tick(ticked)}"))
    return tuple(items)


def id_of(spot: Spot) -> str:
    """A spot as the id of a line."""
    return "/".join((spot.pack, spot.exercise, str(spot.run), spot.step))


def spot_of(id: str) -> Spot:
    """The spot that a line stands for."""
    pack, exercise, run, step = id.split("/")
    return Spot(pack, exercise, int(run), step)


def toggled(spot: Spot, parts: Sequence[Part], unticked: Collection[Spot]) -> set[Spot]:
    """What is not ticked after a tick was put there or taken out. A half-ticked exercise becomes a ticked one."""
    now = set(unticked)
    whole = spot._replace(step="")
    part = next((one for one in parts if one.spot == whole), None)
    if part is None:
        return now
    answers = {item.spot for item in part.going}
    if not spot.step:
        on = is_ticked(part, now) is not True
        now -= {whole, *answers}
        return now if on else now | {whole}
    if whole in now:
        now |= answers
        now.discard(whole)
    return now ^ {spot}


def stays(parts: Sequence[Part]) -> str:
    """What stays with the person, line by line, and why where they may wonder."""
    lines: list[str] = []
    for part in parts:
        if part.staying and not part.going:
            lines.append(part.title + _why(part.staying))
        elif part.staying:
            lines.append(f"{part.title}:")
            lines += [f"  {answer.called}{_why((answer,))}" for answer in part.staying]
    return "\n".join(lines) or "Nothing. None of it is only for you."


def _why(answers: Sequence[Answer]) -> str:
    return " (has words that are only for you)" if all(one.stays is Stays.HOLDS for one in answers) else ""
