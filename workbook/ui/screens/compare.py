"""Two versions of one exercise side by side: what to take of each answer, and settling it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ...desk.seconds import called
from ...model.days import spoken_day
from ...model.differing import Side, alike, differences
from ...model.merging import merge
from ...store.conflicts import TwoVersions, Version
from ...store.settling import may_keep_both
from .. import compare
from ..commands import Command, bindings
from ..saver import Saved
from ..widgets.compared import Compared
from ..widgets.picklist import Item
from ..widgets.push import Push
from .choosing import Choosing
from .stepping import Stepping

SAME = "Both say the same. Settle it, and the other one goes to the trash."
ALONE = "Only this version is left. Settle it, and it has its place in the book again."
HOW = "Choose for each answer. Nothing is changed before you settle it."
NEWER = "A newer version of the workbook wrote one of them. Settle them in that one."
NO_TWO_TIMES = "These two can't be two times through the exercise. Choose for each answer."
NOTES = "Notes beside an answer are kept from both."


class Compare(Stepping):
    """Laid over the contents."""

    place = "compare"
    CSS_PATH = ["writing.tcss", str(Path(__file__).parent / "compare.tcss")]
    BINDINGS = [*bindings("compare")]

    def __init__(self, pair: TwoVersions) -> None:
        super().__init__()
        self.pair = pair
        own = pair.own
        self.found = differences(own.sitting, pair.other.sitting) if own is not None else ()

    def page_parts(self) -> list[Widget]:
        """Whose each is, the answers that differ, what they have alike."""
        pair = self.pair
        parts: list[Widget] = []
        if pair.own is not None:
            parts.append(Static(f"A  {_whose(pair.own)}", markup=False))
            parts.append(Static(f"B  {_whose(pair.other)}", markup=False))
        else:
            parts.append(Static(_whose(pair.other), markup=False))
        parts.append(Static(self._how(), markup=False, classes="quiet-line how"))
        parts += [Compared(one, f"answer-{at}") for at, one in enumerate(self.found)]
        parts += [Static(line, markup=False, classes="quiet-line beside") for line in self._beside()]
        pushes = [] if self.read_only else [Push("Settle it", id="settle", classes="-first")]
        if self._has_choice() and not self.read_only:
            pushes = [Push("All from A", id="all-a"), Push("All from B", id="all-b"), *pushes]
        parts.append(Horizontal(*pushes, classes="pushes"))
        return parts

    def on_mount(self) -> None:
        """The first answer that differs is marked."""
        self.fill_frame()
        self.top.left = f"Two versions of {called(self.pair)}"
        self.begin()
        if not self.found:
            for push in self.query(Push).results(Push):
                push.focus(scroll_visible=False)

    @property
    def read_only(self) -> bool:
        """Whether either is of a newer format."""
        return self.pair.other.read_only or (self.pair.own is not None and self.pair.own.read_only)

    def _how(self) -> str:
        if self.read_only:
            return NEWER
        if self.pair.own is None:
            return ALONE
        return HOW if self.found else SAME

    def _has_choice(self) -> bool:
        return any(one.usual is None for one in self.found)

    def _beside(self) -> list[str]:
        """What is not asked about, in a line each."""
        if self.pair.own is None:
            return []
        one, other = self.pair.own.sitting, self.pair.other.sitting
        same = alike(one, other)
        lines = (
            [f"{same} {'answer is' if same == 1 else 'answers are'} the same in both."] if same and self.found else []
        )
        if any(answer.added for sitting in (one, other) for answer in sitting.answers.values()) and self.found:
            lines.append(NOTES)
        if self.pair.more:
            many = "one more version" if self.pair.more == 1 else f"{self.pair.more} more versions"
            lines.append(f"After these two there {'is' if self.pair.more == 1 else 'are'} {many} to compare.")
        return lines

    def show_saved(self, saved: Saved) -> None:
        """How many are still to be decided; trouble with saving stands before it."""
        left = 0 if self.read_only else len(self._open())
        words = f"{left} to decide" if left else ""
        super().show_saved(saved)
        if not saved.trouble:
            self.top.right = words

    def does(self, id: str) -> bool:
        """Whether a command does anything on this very page."""
        match id:
            case "take" | "take_a" | "take_b":
                return bool(self.found) and not self.read_only
            case "take_both" | "all_a" | "all_b":
                return self._has_choice() and not self.read_only
            case "two_times":
                return may_keep_both(self.pair)
            case "settle":
                return not self.read_only
            case _:
                return super().does(id)

    def footer(self) -> tuple[Command, ...]:
        """Without what does nothing here."""
        return tuple(command for command in super().footer() if self.does(command.id))

    def _answers(self) -> list[Compared]:
        return list(self.query(Compared))

    def _open(self) -> list[Compared]:
        return [one for one in self._answers() if one.taken is None]

    def _here(self) -> Compared | None:
        here = self.here()
        return here if isinstance(here, Compared) else None

    @on(Compared.Decided)
    def _decided(self) -> None:
        self.show_saved(self.book_app.saver.state)

    @on(Push.Pressed)
    async def _pushed(self, event: Push.Pressed) -> None:
        event.stop()
        match event.push.id:
            case "all-a":
                self.action_all_a()
            case "all-b":
                self.action_all_b()
            case _:
                await self.action_settle()

    def action_take(self) -> None:
        """Take the choice that is marked, and go on to the next answer."""
        if (here := self._to_take()) is not None:
            here.take_looked()
            self._go_on(here)

    def action_take_a(self) -> None:
        """Take this answer from A."""
        self._take(Side.ONE)

    def action_take_b(self) -> None:
        """Take this answer from B."""
        self._take(Side.OTHER)

    def action_take_both(self) -> None:
        """Take both."""
        self._take(Side.BOTH)

    def _to_take(self) -> Compared | None:
        """The answer of which something is to be taken; none where nothing can be settled, which is said."""
        if self.read_only:
            self.notify(NEWER, markup=False)
            return None
        return self._here()

    def _take(self, side: Side) -> None:
        if (here := self._to_take()) is not None:
            here.take(side)
            self._go_on(here)

    def _go_on(self, here: Compared) -> None:
        """To the next answer that is to be decided; where none is, to the button."""
        answers = self._answers()
        after = answers[answers.index(here) + 1 :]
        following = next((one for one in (*after, *answers) if one.taken is None), None)
        if following is not None:
            self.go_to(following)
        elif not self._open():
            self.query_one("#settle", Push).focus()

    def action_all_a(self) -> None:
        """Take all from A."""
        self._take_all(Side.ONE)

    def action_all_b(self) -> None:
        """Take all from B."""
        self._take_all(Side.OTHER)

    def _take_all(self, side: Side) -> None:
        """Of what both have; what only one has is kept, whichever it is."""
        if self.read_only:
            self.notify(NEWER, markup=False)
            return
        for one in self._answers():
            if one.found.usual is None:
                one.take(side)
        self.query_one("#settle", Push).focus()

    async def action_two_times(self) -> None:
        """Keep both, as two times through the exercise."""
        if not may_keep_both(self.pair):
            self.notify(NO_TWO_TIMES, markup=False)
            return
        ways = (
            Item("no", "Not yet"),
            Item("yes", "Keep both, as two times through it"),
        )

        async def do(way: str | None) -> None:
            if way == "yes":
                await compare.kept_both(self.book_app, self.pair)

        lines = ("They were begun apart. The one beside it then counts as a later time through the exercise.",)
        await self.app.push_screen(Choosing("Keep both?", lines, ways), do)

    async def action_settle(self) -> None:
        """Settle it, after a question where something was chosen."""
        if self.read_only:
            self.notify(NEWER, markup=False)
            return
        if left := self._open():
            said = "One answer is" if len(left) == 1 else f"{len(left)} answers are"
            self.notify(f"{said} not decided yet.", markup=False)
            self.go_to(left[0])
            return
        if not self.found:
            await self._settle()
            return
        ways = (Item("no", "Not yet"), Item("yes", "Settle it so"))
        lines = ("What you took goes into your book. The other version goes to the trash, where you can read it.",)

        async def do(way: str | None) -> None:
            if way == "yes":
                await self._settle()

        await self.app.push_screen(Choosing("Settle it?", lines, ways), do)

    async def _settle(self) -> None:
        pair = self.pair
        merged = pair.sitting
        if pair.own is not None:
            choices = {one.found.step: one.taken for one in self._answers() if one.taken is not None}
            today = self.book_app.desk.clock().date()
            merged = merge(pair.own.sitting, pair.other.sitting, choices, today)
        await compare.settled(self.book_app, pair, merged)

    async def action_leave(self) -> None:
        """Back to the contents. Nothing has changed."""
        await self.book_app.back_to_contents()


def _whose(version: Version) -> str:
    """Where a version comes from, and when it was saved."""
    saved = version.sitting.saved
    return f"{version.whose}, saved on {_moment(saved)}" if saved is not None else version.whose


def _moment(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{spoken_day(here.date())} {here.year}, {here:%H:%M}"
