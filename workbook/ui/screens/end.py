"""The end of an exercise: one line of theirs, what comes of it, rest first, one next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...desk import Taken
from ...model.days import counted, spoken_day
from ...model.measures import AFTER
from ...model.questions import AnyQuestion
from ...model.returning import ANOTHER_NO, day_of, kept_here, sent
from ...model.sitting import Sitting, days_ahead
from ...model.walking import Walk
from ..commands import bindings
from ..widgets.numbers import Numbers
from ..widgets.picklist import Item, PickList
from .around import Around
from .page import Page
from .theirs import line_of_theirs, what_became

ROOMY = 30
"""Rows from which on nothing has to stand closer together than it should."""


class End(Page):
    """That is enough for today."""

    place = "end"
    BINDINGS = [*bindings("end")]

    def __init__(self, taken: Taken, at: Walk, next_title: str, next_id: str, *, chosen: bool = False) -> None:
        super().__init__()
        self.chosen = chosen
        """Whether somebody chose the next step by an answer, or by their way for today: it is highlighted, not rest."""
        self.taken = taken
        self.at = at
        self.next_title = next_title
        self.next_id = next_id
        self.ready = False
        self.around: Around | None = None

    @property
    def sitting(self) -> Sitting:
        """The sitting with what was chosen here."""
        return self.at.sitting

    @property
    def read_only(self) -> bool:
        """Whether the file, or the whole book, can only be read: nothing that is chosen here can be kept."""
        return self.taken.kept.read_only or self.book_app.desk.only_reads

    def page_parts(self) -> list[Widget]:
        """Their line and what comes of it, how it weighs, rest, what could come next."""
        parts: list[Widget] = []
        desk = self.book_app.desk
        theirs = line_of_theirs(self.at)
        if became := what_became(self.at):
            parts.append(Static(became, markup=False, classes="para"))
        elif not any(answer.speaks() and not answer.measure for answer in self.sitting.answers.values()):
            parts.append(Static("You looked it over.", markup=False, classes="para"))
        elif theirs is not None:
            if called := theirs.called:
                parts.append(Static(f"{called[:1].upper()}{called[1:]}", markup=False, classes="quiet-line called"))
            look = "theirs -page" if theirs.is_page else "theirs"
            parts.append(Static(theirs.words, markup=False, classes=f"{look} -named" if called else look))
            parts.append(Static(self._kept_words(), markup=False, classes="quiet-line"))
        else:
            words = self._kept_words() if self.read_only else "What you did here is in your book."
            parts.append(Static(words, markup=False, classes="para"))
        today = desk.clock().date()
        if ahead := days_ahead(self.sitting, today):
            days = (
                f"Waiting for {spoken_day(day)}: {', '.join(one.called for one in those)}"
                for day, those in groupby(ahead, lambda one: one.day)
            )
            parts.append(Static("\n".join(days), markup=False, classes="quiet-line"))
        parts.append(PickList(self._of_it(), id="of-it"))
        if not self.read_only:
            self.around = Around(self.book_app, self.now_taken(), self.at.known, AFTER)
            parts += self.around.widgets(self.sitting)
        # Whoever chose more for today hears that it can stop here; on a heavy day, and to all others, it is enough.
        goes_on = self.chosen and self.next_id and not desk.offered_help()
        enough = "You can stop here." if goes_on else "That is enough for today."
        parts.append(Static(f"{enough} Nothing is left undone.", markup=False, classes="para rest"))
        ways = [Item("rest", "Rest here", right="leave the book")]
        if self.next_id:
            ways.append(Item(f"next {self.next_id}", self.next_title))
        ways.append(Item("contents", "See the other exercises"))
        parts.append(PickList(tuple(ways), id="ways"))
        return parts

    def _of_it(self) -> tuple[Item, ...]:
        """What can come of what was written; nothing is promised that can't be kept."""
        if self.read_only:
            return (Item("review", "Read it through", "·"),)
        items = [self._return_item(step) for step in self._returning()]
        more = len(self.at.more())
        if more:
            questions = "question" if more == 1 else "questions"
            items.append(Item("more", f"{counted(more).capitalize()} more {questions}, if you like", "·"))
        items.append(Item("review", "Read it back", "·"))
        items.append(Item("change", "Change a line", "·"))
        return tuple(items)

    def _returning(self) -> list[AnyQuestion]:
        """The questions whose answers may come back."""
        if self.read_only:
            return []
        answers = self.at.known.own
        return [
            step
            for step in self.at.exercise.questions()
            if step.returns is not None and (answer := answers.get(step.id)) is not None and answer.speaks()
        ]

    def _return_item(self, step: AnyQuestion) -> Item:
        """An offer to send it; once it is taken, what will happen. To choose it again takes it back."""
        answer = self.sitting.answers[step.id]
        assert step.returns is not None
        called = answer.called or "it"
        if answer.returns is None:
            if step.returns.another_no:
                return Item(f"send {step.id}", "Show me my plan first, if another no comes", "○")
            return Item(f"send {step.id}", f"Show me {called} again on {spoken_day(self._day(step))}", "○")
        if answer.returns == ANOTHER_NO:
            return Item(f"send {step.id}", "If another no comes, you will see your plan first", "●", "take back")
        assert not isinstance(answer.returns, str)
        words = f"{called[:1].upper()}{called[1:]} comes back to you on {spoken_day(answer.returns)}"
        return Item(f"send {step.id}", words, "●", "take back")

    def _day(self, step: AnyQuestion) -> date:
        book = self.book_app.desk.need_book()
        clock = self.book_app.desk.clock()
        finished = (self.sitting.finished or clock).date()
        assert step.returns is not None
        day = day_of(step.returns, finished, book.facts.started.date())
        assert day is not None
        return day

    def _kept_words(self) -> str:
        if self.read_only:
            return "It can only be read here: what you typed now is not kept."
        state = self.book_app.saver.state
        if state.trouble:
            return f"Your words. {state.words[:1].upper()}{state.words[1:]}. It is tried again every two seconds."
        return "Your words. They are in your book."

    def on_mount(self) -> None:
        """What may come of it is highlighted where there is an offer, else rest. The page opens at its top."""
        self.fill_frame()
        self.show_offer(before=self.next_id if "/" in self.next_id else "")
        self.top.left = self.taken.exercise.title
        # A letter is long: the way to rest is in sight below it, as far as can be.
        self.page.set_class(bool(self.query(".theirs.-page")) and self.app.size.height < ROOMY, "-tight")
        offers = bool(self._returning())
        first = self.query_one("#of-it" if offers else "#ways", PickList)
        if self.chosen and self.next_id:
            self.query_one("#ways", PickList).highlight(f"next {self.next_id}")
        first.focus(scroll_visible=False)
        # Their words are read from the first; what is highlighted may lie below the edge, and shows itself then.
        self.call_after_refresh(self.page.scroll_home, animate=False)
        # Whoever presses Enter once too often in the last question must not leave the book by it.
        self.set_timer(0.4, self._now_ready)

    def _now_ready(self) -> None:
        self.ready = True

    @on(PickList.Past)
    def _past(self, event: PickList.Past) -> None:
        """Beyond the end of a list lies the next thing that can be chosen."""
        event.stop()
        before = self.focused
        if event.by > 0 and event.list.id == "of-it":
            self.focus_next()
        elif event.by < 0 and event.list.id == "ways":
            self.focus_previous()
        if self.focused is before:
            self.action_scroll_page(event.by * 2)

    @on(Numbers.Set)
    def _number_set(self, event: Numbers.Set) -> None:
        event.stop()
        if self.around is not None:
            self._changed(self.around.set(event, self.sitting, self.book_app.desk.clock()))
            if self.around.offers:
                self.drop_offer()

    @on(Numbers.Done)
    def _number_done(self, event: Numbers.Done) -> None:
        event.stop()
        self.focus_next()

    def _changed(self, sitting: Sitting) -> None:
        self.at = replace(self.at, sitting=sitting)
        if not self.read_only:
            self.book_app.saver.offer(sitting)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what, _, id = event.item.id.partition(" ")
        # Space picks in every list of the book. It must not be what ends the evening.
        if not self.ready or (what == "rest" and isinstance(event, PickList.Picked)):
            return
        # Nobody chooses what they can't see: the first Enter leads down to it.
        if not getattr(event, "clicked", False) and not event.list.in_sight(self.page):
            event.list.show_cursor()
            return
        match what:
            case "send":
                self._send(id)
            case "rest":
                self._numbers_passed()
                await self.book_app.action_quit()
            case "next":
                self._numbers_passed()
                await self.book_app.go_next(id)
            case "more":
                await self.book_app.do_more(self.now_taken())
            case "review":
                await self.book_app.saver.flush()
                await self.book_app.review(f"{self.taken.exercise.pack}/{self.taken.exercise.id}")
            case "change":
                await self.book_app.change_lines(self.taken)
            case _:
                await self.action_leave()

    def _send(self, id: str) -> None:
        step = self.taken.exercise.step(id)
        if step is None or not (steps := [one for one in self._returning() if one.id == id]):
            return
        answer = self.sitting.answers[id]
        rule = steps[0].returns
        if answer.returns is not None:
            self._changed(kept_here(self.sitting, id))
        else:
            self._changed(sent(self.sitting, id, None if rule is not None and rule.another_no else self._day(steps[0])))
        self.query_one("#of-it", PickList).show(self._of_it())

    def _numbers_passed(self) -> None:
        """What was asked in passing and left open is not asked again soon."""
        if self.around is not None and self.around.numbers:
            self._changed(self.around.passed(self.sitting, self.book_app.desk.clock()))

    def now_taken(self) -> Taken:
        """The exercise to hand, with what was chosen here."""
        return self.taken._replace(kept=self.taken.kept._replace(sitting=self.sitting))

    async def action_go_back(self) -> None:
        """Back to the last question."""
        at = self.now_taken().at(self.book_app.desk.clock().date())
        last = at.questions()[-1].id if at.questions() else ""
        heading = self.book_app.desk.library.heading(f"{self.taken.exercise.pack}/{self.taken.exercise.id}")
        await self.book_app.open_heading(heading, run=self.sitting.run, begin_at=last)

    def action_open(self) -> None:
        """As Enter does."""
        if isinstance(self.focused, PickList):
            self.focused.action_choose()

    def prints_only(self) -> frozenset[str]:
        """This exercise."""
        return frozenset({self.taken.exercise.id})

    def rests_on(self) -> str:
        """This exercise."""
        return f"{self.taken.exercise.pack}/{self.taken.exercise.id}"

    async def action_leave(self) -> None:
        """To the contents."""
        self._numbers_passed()
        await self.book_app.back_to_contents()
