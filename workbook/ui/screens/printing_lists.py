"""What the print screen lists: for whom, what goes in, what stays, what else may go in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...printing.share import Item as Answer
from ...printing.share import Part, Spot, Stays
from ..printchoice import Choice
from ..widgets.picklist import Item
from ..widgets.ticks import tick


def counted(number: int, word: str) -> str:
    """Such as "1 exercise" or "6 exercises"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def for_whom(choice: Choice) -> tuple[Item, ...]:
    """The editions."""
    wanted = choice.wanted
    goes = sum(is_ticked(part, wanted.unticked) is not False for part in choice.parts if part.going)
    rows = [
        ("full", "Me", "all, also what is only for you"),
        ("share", "Somebody I trust", f"what you tick, {counted(goes, 'exercise')}"),
        ("plan", "My desk", "for you: what comes next" if choice.has_plan else "nothing for this page yet"),
        ("letters", "My letters", "for you: each on its own page" if choice.has_letters else "no letter yet"),
        ("paper", "Pen and paper", "sheets to write on"),
    ]
    if choice.only_title:
        rows.insert(0, ("only", f"Me, only “{choice.only_title}”", "all, also what is only for you"))
    return tuple(Item(id, words, "●" if id == wanted.who else "○", right) for id, words, right in rows)


def also(choice: Choice) -> tuple[Item, ...]:
    """What may go in beside one's words, by who it is for."""
    wanted = choice.wanted
    rows = [
        ("numbers", "With your numbers, such as how heavy it was", wanted.numbers,
         choice.has_numbers and wanted.who in ("full", "only", "share")),
        ("by_days", "In the order of the days", wanted.by_days,
         wanted.who in ("full", "share")),
        ("methods", "With what the exercises rest on, at the end", wanted.methods,
         choice.has_methods and wanted.who == "full"),
        ("figures", "and the numbers behind it", wanted.figures,
         choice.has_methods and wanted.who == "full" and wanted.methods),
        ("half", "With what you have written so far", wanted.half, wanted.who == "paper" and choice.prints is not None),
    ]  # fmt: skip
    return tuple(
        Item(id, words, f"{'    ' if id == 'figures' else ''}{tick(ticked)}")
        for id, words, ticked, shown in rows
        if shown
    )


def large(wanted: bool) -> tuple[Item, ...]:
    """Whether it is set in large print."""
    return (Item("large", "Large print", tick(wanted)),)


def is_ticked(part: Part, unticked: Collection[Spot]) -> bool | None:
    """Whether an exercise goes in; None where only some of its answers do."""
    going = [item.spot not in unticked for item in part.going]
    if part.spot in unticked or not any(going):
        return False
    return True if all(going) else None


def goes_in(parts: Sequence[Part], unticked: Collection[Spot], unfolded: Collection[str]) -> tuple[Item, ...]:
    """A line for each exercise of which anything may go in; under an open one a line for each answer."""
    items: list[Item] = []
    for part in parts:
        if not part.going:
            continue
        several, id = len(part.going) > 1, id_of(part.spot)
        sign = ("−" if id in unfolded else "+") if several else " "
        items.append(Item(id, part.title, f"{sign} {tick(is_ticked(part, unticked))}"))
        if several and id in unfolded:
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


def stays(parts: Sequence[Part]) -> tuple[Item, ...]:
    """What stays with the person, to be read, and why where they may wonder."""
    items: list[Item] = []
    for part in parts:
        if part.staying and not part.going:
            items.append(Item("", part.title + _why(part.staying), look="quiet"))
        elif part.staying:
            items.append(Item("", f"{part.title}:", look="quiet"))
            items += [Item("", f"{answer.called}{_why((answer,))}", " ", look="quiet") for answer in part.staying]
    return tuple(items) or (Item("", "Nothing. None of it is only for you.", look="quiet"),)


def _why(answers: Sequence[Answer]) -> str:
    if all(one.stays is Stays.HOLDS for one in answers):
        return " (has words that are only for you)"
    return " (has words that you left out)" if all(one.stays is Stays.LEFT_OUT for one in answers) else ""
