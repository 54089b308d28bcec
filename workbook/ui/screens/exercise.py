"""An exercise: its opening page, then one question a screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual import events, on
from textual.binding import Binding

from ...desk import Taken
from ...model.asking import asked
from ...model.lettinggo import may_be_let_go
from ...model.measures import BEFORE
from ...model.questions import AnyStep, Note, Question, ScaleQuestion
from ...model.recording import finish, passed
from ...model.sitting import Place, Sitting
from ...model.walking import State, further_run, walk
from ..becoming import in_help
from ..beforehand import apart
from ..commands import bindings
from ..saver import Saved
from ..widgets.numbered import Numbered
from ..widgets.numbers import Numbers
from ..widgets.picklist import PickList
from ..widgets.push import Push
from ..widgets.questions import QuestionWidget, ready_for
from ..widgets.rategrid import RateGrid
from .around import Around, beside_the_earlier
from .letting import Letting
from .opening import NextTime, opening_page
from .questionpage import question_page

READING = 0.3
"""Seconds after which a page stands and is read, so that what the next one needs can be imported."""


class ExerciseScreen(Letting):
    """Turns from question to question; without one it is the opening page."""

    place = "exercise"
    CSS_PATH = "writing.tcss"
    BINDINGS = [*bindings("exercise")]

    def __init__(
        self,
        taken: Taken,
        clock: Callable[[], datetime],
        *,
        all_questions: bool = False,
        begin_at: str = "",
        only_open: bool = False,
    ) -> None:
        super().__init__(taken, clock)
        self.only_open = only_open
        """Whether going on leads past what was dealt with before: to what a short version left out."""
        self.begin_at = begin_at
        """The question to open at, whatever the place is; empty for the place."""
        self.around: Around | None = None
        """The numbers that are asked before it begins."""
        self.all_questions = all_questions
        """Whether to begin with all questions laid over the page: somebody wants to change a line."""
        self._shown: dict[str, datetime] = {}
        """When each step was first shown, for soft timers."""
        self._letters: dict[str, list[Binding]] = {}
        """What plain letters do on the opening page."""
        self._turning = asyncio.Lock()

    async def on_mount(self) -> None:
        """Open at the place; the first time at the opening page."""
        self.fill_frame()
        self.top.left = self.taken.exercise.title
        begun = self.sitting.place is not None and self.sitting.finished is None
        due = self.sitting.finished is not None and any(
            step.id in self.sitting.waiting and not self.at.dealt_with(step.id) for step in self.at.live()
        )
        step = self.at.resume() if begun or due else None
        chosen = self.taken.exercise.step(self.begin_at) if self.begin_at else None
        if chosen is not None and self.at.states[chosen.id] in (State.LIVE, State.EXTRA):
            await self._turn_to(chosen, self.sitting)
        else:
            if step is None and self.sitting.finished is None:
                self.around = Around(self.book_app, self.taken, self.at.known, BEFORE)
            await self.show_step(step, self.sitting.place)
        if self.all_questions:
            self.action_questions()
        # Not at once: two at a time would only hold each other up until this page is painted.
        self.set_timer(READING, partial(apart, partial(ready_for, self.taken.exercise.steps)))

    async def show_step(self, step: AnyStep | None, place: Place | None = None) -> None:
        """Turn to a step; None is the opening page.

        One after the other: a card that is laid over the page and the page itself may both want to turn it.
        """
        async with self._turning:
            await self._show_step(step, place)

    async def _show_step(self, step: AnyStep | None, place: Place | None) -> None:
        self.step = step
        self.widget = None
        self._settle_letters()
        self.app.clear_notifications()
        with self.app.batch_update():
            going = self.page.remove_children()
            # Of what is put in its place the page is laid out anyway, and this would come once more when it stands.
            going._post_remove = None
            await going
            self.page.set_class(step is not None, "-asking")
            if step is None:
                self.show_offer(self.taken.kept, self.sitting, before=self._begins())
                asked_before = self.around.widgets(self.sitting) if self.around is not None else []
                parts = opening_page(self.at, self._better_later(), asked_before, self._next_time())
            else:
                # Between two questions: never to somebody who comes back into the middle of a sentence.
                if place is None:
                    self.show_offer(self.taken.kept, self.sitting)
                else:
                    self.drop_offer()
                self.widget, parts = question_page(
                    self.at, step, place, self.clock, self._since(step), self._said_to(step)
                )
            await self.page.mount_all(parts)
        self.top.left = self.taken.exercise.title if step is not None else self.book_title
        crowded = self.app.size.height < (30 if self.query(".caution") else 24)
        more = bool(self.query(Numbered)) or self.sitting.finished is not None
        self.page.set_class(step is None and crowded and more, "-tight")
        self.page.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self.show_saved(self.book_app.saver.state)
        if self.widget is not None:
            self.widget.begin()
            self._seen = self.widget.current()
        else:
            numbers = [one.numbers for one in self.query(Numbered) if one.value is None]
            (numbers[0] if numbers else self.query("#page .pushes Push").first()).focus(scroll_visible=False)

    def _settle_letters(self) -> None:
        """Within an exercise a letter is the beginning of a word, never a command: people type ahead."""
        found = self._bindings.key_to_bindings
        if self.step is None:
            found.update(self._letters)
            self._letters = {}
        else:
            for key in [one for one in found if len(one) == 1 and one.isalpha()]:
                self._letters[key] = found.pop(key)

    def rests_on(self) -> str:
        """This exercise."""
        return f"{self.taken.exercise.pack}/{self.taken.exercise.id}"

    def _begins(self) -> str:
        """The exercise, where it has not been begun yet."""
        begun = self.sitting.place is not None or self.sitting.finished is not None
        return "" if begun else f"{self.taken.exercise.pack}/{self.taken.exercise.id}"

    async def action_short_break(self) -> None:
        """A short break; the cursor stays where it is."""
        self.pull()
        await super().action_short_break()

    def _better_later(self) -> tuple[str, ...]:
        """Why another time may suit this exercise better; nothing once it has been begun."""
        if self.sitting.place is not None:
            return ()
        heading = self.book_app.desk.library.heading(f"{self.taken.exercise.pack}/{self.taken.exercise.id}")
        return self.book_app.desk.ahead.better_later(heading)

    def _next_time(self) -> NextTime | None:
        """The next time through it, where it asks something else then."""
        if self.sitting.finished is None:
            return None
        desk, exercise, run = self.book_app.desk, self.taken.exercise, self.sitting.run
        heading = desk.library.heading(f"{exercise.pack}/{exercise.id}")
        today = self.clock().date()
        day = desk.ahead.may_go_on_to(heading, run)
        if day is None or not further_run(exercise, run, self.taken.earlier, today):
            return None
        return NextTime(run + 1, any(may_be_let_go(step) for step in exercise.steps), day <= today)

    def _said_to(self, step: AnyStep) -> Callable[[int | None], str] | None:
        if not isinstance(step, ScaleQuestion) or not step.measure:
            return None
        asked = self.book_app.desk.ahead.measured(but=self.taken.kept.path)
        return lambda value: beside_the_earlier(self.at, step, value, asked, self.clock().date())

    def _since(self, step: AnyStep) -> datetime:
        return self._shown.setdefault(step.id, self.clock())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is written in is in sight, also on a small screen."""
        # Lists and grids see to it themselves, and that the question stays in sight above their first line.
        if self.step is not None and not isinstance(event.widget, PickList | RateGrid):
            self.call_after_refresh(event.widget.scroll_visible, animate=False)

    def on_top(self, saved: Saved) -> str:
        """Which question of how many, and how it stands with what was typed."""
        questions = [step.id for step in self.at.questions()]
        words = "only to read" if self.read_only else saved.words
        if self.step is not None and self.step.id in questions:
            count = f"{questions.index(self.step.id) + 1} of {self.at.of()}"
            words = f"{count}, {words}" if words else count
        return words

    def show_saved(self, saved: Saved) -> None:
        """Say on top how it stands; that it can only be read is a warning, too."""
        super().show_saved(saved)
        self.top.warning = saved.trouble or self.read_only

    @on(QuestionWidget.GoOn)
    async def _go_on(self, event: QuestionWidget.GoOn) -> None:
        event.stop()
        if event.widget is self.widget:
            await self.action_go_next()

    @on(Numbers.Set)
    def _number_set(self, event: Numbers.Set) -> None:
        event.stop()
        if self.step is None and self.around is not None:
            self.offer(self.around.set(event, self.sitting, self.clock()))
            if self.around.offers:
                self.drop_offer()
            # What is said to the number, and the button below it.
            self.call_after_refresh(self.page.scroll_end, animate=False)

    @on(Numbers.Done)
    async def _number_done(self, event: Numbers.Done) -> None:
        """Enter goes on, with a number or without, as it does in every scale."""
        event.stop()
        await self.action_go_next()

    @on(Push.Pressed)
    async def _pushed(self, event: Push.Pressed) -> None:
        event.stop()
        match event.push.id:
            case "next" | "begin":
                await self.action_go_next()
            case "back":
                await self.action_go_back()
            case "again":
                await self.book_app.do_again(self.taken)
            case "read":
                await self.action_read_back()
            case _:
                await self.action_leave()

    def _rewalk(self, sitting: Sitting) -> None:
        self.at = walk(self.taken.exercise, sitting, self.taken.earlier, self.clock().date())

    async def action_go_next(self) -> None:
        """The next part of the question, the next question, or the end."""
        self.pull()
        if self.widget is not None and self.widget.turn(1):
            return
        if self.step is None:
            if self.around is not None:
                self.offer(self.around.passed(self.sitting, self.clock()))
            await self._turn_to(self.at.resume() if self.sitting.finished is None else self._first(), self.sitting)
        elif not self.asks_what_becomes():
            await self.go_past()

    async def go_past(self) -> None:
        """On from this question or note: the next one, or the end."""
        if self.step is None:
            return
        sitting = self.sitting
        if isinstance(self.step, Question) and self.widget is not None:
            sitting = passed(self.at, self.step, self.clock(), self.widget.current())
        self._rewalk(sitting)
        before, self.taken = self.taken, replace_sitting(self.taken, sitting)
        await self.book_app.named(before, self.taken, self.step.id)
        following = self.at.next(self.step.id)
        while self.only_open and following is not None and self._dealt_with(following):
            following = self.at.next(following.id)
        if following is not None:
            await self._turn_to(following, sitting)
        else:
            await self._finish(sitting)

    def _dealt_with(self, step: AnyStep) -> bool:
        return isinstance(step, Note) or self.at.dealt_with(step.id)

    def _first(self) -> AnyStep | None:
        live = self.at.live()
        return live[0] if live else None

    async def _finish(self, sitting: Sitting) -> None:
        done = finish(self.taken.exercise, sitting, self.taken.earlier, self.clock())
        self._rewalk(done)
        self.offer(done, soon=True)
        await self.book_app.show_end(self.taken, self.at)

    async def _turn_to(self, step: AnyStep | None, sitting: Sitting) -> None:
        """Show a step, and keep that this is the place now."""
        if step is None:
            await self._finish(sitting)
            return
        place = sitting.place
        keep = place is not None and place.step == step.id
        self.offer(sitting if keep else replace(sitting, place=Place(step.id, ask=self.unanswered(step))), soon=True)
        await self.show_step(step, place if keep else None)

    async def action_go_back(self) -> None:
        """The part or the question before; nothing is erased, and what was left empty is not skipped."""
        self.pull()
        if self.widget is not None and self.widget.turn(-1):
            return
        if self.step is None:
            return
        self._rewalk(self.sitting)
        before = self.at.back(self.step.id)
        if before is None:
            await self.show_step(None)
        else:
            await self._turn_to(before, self.sitting)

    async def go_to(self, id: str) -> None:
        """Go to a question that somebody named."""
        self.pull()
        step = self.taken.exercise.step(id)
        if step is not None and (self.step is None or step.id != self.step.id):
            self._rewalk(self.sitting)
            await self._turn_to(step, self.sitting)

    def action_questions(self) -> None:
        """All questions, laid over the page."""
        from .overview import Overview

        async def go(id: str | None) -> None:
            if id:
                await self.go_to(id)

        self.pull()
        self._rewalk(self.sitting)
        self.app.push_screen(Overview(self.at, self.step.id if self.step is not None else ""), go)

    async def action_read_back(self) -> None:
        """All that was written here, on one page."""
        self.pull()
        await self.book_app.review(f"{self.sitting.pack}/{self.sitting.exercise}", held=self.sitting)

    def action_help(self) -> None:
        """People to talk to, and the keys; on a question first an example, its hint, and what it rests on."""
        example = hint = ""
        becomes = in_help() if may_be_let_go(self.step) else ()
        if self.step is not None and not isinstance(self.step, Note):
            said = asked(self.at.exercise, self.step, self.at.known)
            hint = said.hint
            if said.example:
                example = f"{said.example_who} might say:  {said.example}" if said.example_who else said.example
        self.book_app.show_help(
            "exercise",
            exercise=self.taken.exercise,
            example=example,
            hint=hint,
            becomes=becomes,
            on_question=isinstance(self.step, Question),
        )

    async def action_leave(self) -> None:
        """Back to the contents; everything is saved."""
        self.pull()
        await self.book_app.back_to_contents()


def replace_sitting(taken: Taken, sitting: Sitting) -> Taken:
    """The same exercise to hand, with a newer sitting."""
    return taken._replace(kept=taken.kept._replace(sitting=sitting))
