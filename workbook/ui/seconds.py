"""What the contents say of second versions: one line above everything else, which leads to comparing them."""

from __future__ import annotations

from ..desk.seconds import Two, called, facts_called
from ..files.clean import one_line
from .widgets.picklist import Item


def to_compare(two: Two) -> list[Item]:
    """The lines that stand above everything else; none where there is nothing to compare.

    They can wait: what is to be written is highlighted first.
    """
    names = [*(called(pair) for pair in two.pairs), *(facts_called(one) for one in two.facts)]
    items: list[Item] = []
    if names:
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        items.append(Item("compare", f"Two versions of {names[0]}{more}: compare them", "‖", past=True))
    if two.unread:
        files = ", ".join(f"{one_line(one.path.name)} (line {one.line})" for one in two.unread[:3])
        items.append(Item("", f"A second version can't be read; it stays where it is: {files}", look="quiet"))
    return items
