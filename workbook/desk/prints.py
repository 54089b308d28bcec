"""What can be printed of the open book: the whole of it, pages for somebody, the plan. Neither format nor screen."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, assert_never

from ..library.problems import Broken
from ..model.bookprivacy import all_private, followed
from ..model.conditions import names_in
from ..model.marking import holds_something
from ..printing.book import Facts, Order, whole
from ..printing.letters import letters
from ..printing.methods import without_figures
from ..printing.plan import plan
from ..printing.share import Part, Spot, parts_of, share
from ..printing.sheets.half import half
from .desk import Desk
from .methods import methods_of
from .sheets import empty_sheets, finder_of

if TYPE_CHECKING:
    from ..model.exercise import Exercise
    from ..model.sitting import Sitting
    from ..model.wording import Text
    from ..printing.printout import Methods, Printout

Edition = Literal["full", "share", "plan", "letters", "blank", "half"]
"""All of it; what somebody else may read; what comes next; the letters alone; empty sheets for a pen; what is written,
with room for the rest."""
STEMS: dict[Edition, str] = {
    "full": "book", "share": "pages", "plan": "plan", "letters": "letters", "blank": "sheets", "half": "sheets",
}  # fmt: skip
"""How a file of ours is called. It says little on purpose, but nobody takes the whole book for pages for somebody."""


class Prints:
    """The open book as it was when it was asked for. Raises LookupError when none is open."""

    def __init__(self, desk: Desk) -> None:
        if desk.book is None:
            raise LookupError("no book is open")
        self._desk = desk
        self._book = desk.book
        self.sittings: tuple[Sitting, ...] = tuple(kept.sitting for kept in desk.kept)
        self._newer = frozenset(at for at, kept in enumerate(desk.kept) if kept.read_only)
        """Positions of those that a newer version wrote."""
        self.today = desk.clock().date()

    @cached_property
    def _exercises(self) -> dict[tuple[str, str], Exercise]:
        """The exercises that were written in, where they are still there and can be read."""
        written = {(one.pack, one.exercise) for one in self.sittings}
        found: dict[tuple[str, str], Exercise] = {}
        for pack in self._desk.library.titles:
            for heading in pack.headings:
                if (heading.pack, heading.id) in written:
                    try:
                        found[heading.pack, heading.id] = self._desk.library.load(heading)
                    except (Broken, OSError):
                        continue
        return found

    @cached_property
    def _for_others(self) -> tuple[Sitting, ...]:
        """The sittings with every answer private that is so by now.

        A newer version may know of reasons to keep a thing private that nobody here has heard of: all of it is.
        """
        known = (all_private(one) if at in self._newer else one for at, one in enumerate(self.sittings))
        return followed(self._exercises, tuple(known), self.today)

    @cached_property
    def facts(self) -> Facts:
        """What is known of the book beside its sittings."""
        packs = self._desk.library.titles
        order = []
        for pack in packs:
            titles = {section.id: section.title for section in pack.sections}
            order += [Order(pack.id, one.id, titles.get(one.section, "")) for one in pack.headings]
        return Facts(
            title=self._book.title,
            started=self._book.facts.started.date(),
            today=self.today,
            order=tuple(order),
            people=tuple(f"{where}: {say}" for pack in packs for where, say, _ in pack.support),
            language=packs[0].language if packs else "en",
            run_titles={where: one.run_title for where, one in self._exercises.items() if one.run_title},
        )

    def parts(self, *, measures: bool = False, unticked: frozenset[Spot] = frozenset()) -> tuple[Part, ...]:
        """Everything that could be printed for somebody else, and what of it stays with the person."""
        return parts_of(self.facts, self._for_others, measures=measures, unticked=unticked)

    def hangs_on(self, spot: Spot) -> frozenset[Spot]:
        """The answers of the same run that were only asked because of that one, and what was asked because of them."""
        exercise = self._exercises.get((spot.pack, spot.exercise))
        if exercise is None:
            return frozenset()
        found = {spot.step}
        for step in exercise.questions():
            if any(name.exercise in ("", exercise.id) and name.step in found for name in names_in(step.when)):
                found.add(step.id)
        return frozenset(spot._replace(step=step) for step in found - {spot.step})

    def has_numbers(self) -> bool:
        """Whether numbers were asked around exercises that can be printed."""
        every = (answer for one in self.sittings for answer in one.answers.values())
        return any(one.measure and one.value is not None and not one.off for one in every)

    def _templates(self) -> dict[str, Text]:
        """The plans of the packs that were written in."""
        found: dict[str, Text] = {}
        for id in dict.fromkeys(one.pack for one in self.sittings):
            try:
                pack = self._desk.library.whole_pack(id)
            except (Broken, OSError):
                continue
            if pack is not None and pack.plan:
                found[id] = pack.plan
        return found

    def has_methods(self) -> bool:
        """Whether there is anything to tell of what the exercises rest on."""
        return bool(self._methods)

    @cached_property
    def _methods(self) -> tuple[Methods, ...]:
        """What the exercises rest on in which something is written."""
        done = {(one.pack, one.exercise) for one in self.sittings if holds_something((one,))}
        return methods_of(self._desk.library, done) if done else ()

    def printout(
        self,
        edition: Edition = "full",
        *,
        measures: bool = False,
        methods: bool = True,
        figures: bool = False,
        only: frozenset[str] = frozenset(),
        unticked: frozenset[Spot] = frozenset(),
        wish: str = "",
        by_days: bool | None = None,
    ) -> Printout:
        """An edition of the book. `unticked` and `wish` are for the edition that somebody else reads.

        `by_days` puts exercises in the order in which they were written, or in that of the contents; where nothing is
        said, letters come as they were written and all else as in the contents.
        `methods` tells at the end of the whole book what its exercises rest on, with `figures` in numbers too; a part
        of the book never does.
        """
        match edition:
            case "full":
                rests_on = self._methods if methods and not only else ()
                if not figures:
                    rests_on = without_figures(rests_on)
                book = whole(
                    self.facts, self.sittings, measures=measures, only=only, methods=rests_on, by_days=bool(by_days)
                )
                if only or not book.chapters:
                    return book
                ahead = plan(self.facts, self.sittings, self._templates())
                return replace(book, chapters=(*book.chapters, *ahead.chapters))
            case "share":
                return share(
                    self.facts,
                    self._for_others,
                    unticked=unticked,
                    wish=wish,
                    measures=measures,
                    only=only,
                    by_days=bool(by_days),
                )
            case "plan":
                return plan(self.facts, self.sittings, self._templates(), only=only)
            case "letters":
                return letters(self.facts, self.sittings, only=only, by_days=by_days is not False)
            case "blank":
                return empty_sheets(self._desk.library, self.today, only)
            case "half":
                return half(self.facts, self.sittings, finder_of(self._desk.library), only=only, measures=measures)
            case _:
                assert_never(edition)
