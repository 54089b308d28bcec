"""Which exercises go on empty sheets: a line for all, under it one for each section, under that each exercise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...library.titles import Heading, PackTitles
from ..printing import Named
from ..widgets.picklist import Item
from ..widgets.ticks import tick


def sheet_lines(packs: Sequence[PackTitles], ticked: Collection[Named], unfolded: Collection[str]) -> Iterator[Item]:
    """The lines; what is folded shows how many of its exercises are ticked."""
    for pack in packs:
        every = _headings(pack)
        words = "Exercises" if len(packs) == 1 else pack.title
        yield _line(pack.id, words, every, ticked, unfolded)
        if pack.id not in unfolded:
            continue
        for section in dict.fromkeys(one.section for one in every):
            inside = [one for one in every if one.section == section]
            title = next((one.title for one in pack.sections if one.id == section), section)
            id = f"{pack.id}/{section}"
            yield _line(id, title, inside, ticked, unfolded, "  ")
            if id in unfolded:
                for one in inside:
                    mark = f"      {tick((one.pack, one.id) in ticked)}"
                    yield Item(f"{id}/{one.id}", one.title, mark, f"{one.minutes} min")


def _line(
    id: str, words: str, headings: Sequence[Heading], ticked: Collection[Named], unfolded: Collection[str],
    indent: str = "",
) -> Item:  # fmt: skip
    count = sum((one.pack, one.id) in ticked for one in headings)
    state = None if 0 < count < len(headings) else bool(count)
    said = f"all {count}" if count == len(headings) > 1 else f"{count} of {len(headings)}"
    return Item(id, words, f"{indent}{'−' if id in unfolded else '+'} {tick(state)}", said)


def sheets_toggled(id: str, packs: Sequence[PackTitles], ticked: Collection[Named]) -> frozenset[Named]:
    """What is ticked after a line was: all that stands under it, or none of it where all was. A half becomes whole."""
    pack, _, rest = id.partition("/")
    section, _, exercise = rest.partition("/")
    under = {
        (one.pack, one.id)
        for titles in packs
        if titles.id == pack
        for one in _headings(titles)
        if (not rest or one.section == section) and (not exercise or one.id == exercise)
    }
    now = frozenset(ticked)
    return now - under if under <= now else now | under


def _headings(pack: PackTitles) -> list[Heading]:
    return [one for one in pack.headings if not one.problems]
