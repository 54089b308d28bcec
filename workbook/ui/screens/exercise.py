"""An exercise: its opening page, then one question a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from textual import events, on

from ...desk import Taken
from ...model.answers import Added, Value
from ...model.around import only_numbers
from ...model.asking import asked
from ...model.marking import is_for_one_alone, marked, noted
from ...model.measures import BEFORE
from ...model.questions import AnyQuestion, AnyStep, Note, Question
from ...model.recording import answered, finish, passed
from ...model.sitting import Place, Sitting
from ...model.walking import State, Walk, walk
from ..commands import bindings
from ..saver import Saved
from ..widgets.beside import BesideKeys, BesideLines
from ..widgets.numbered import Numbered
from ..widgets.numbers import Numbers
from ..widgets.picklist import PickList
from ..widgets.push import Push
from ..widgets.questions import QuestionWidget
from .around import Around
from .opening import opening_page
from .questionpage import question_page
from .textpage import TextPage


class ExerciseScreen(TextPage):
    """Holds the sitting; the widgets only tell what was typed."""

    place = "exercise"
    CSS_PATH = "writing.tcss"
    BINDINGS = [*bindings("exercise")]

    def __init__(
        self, taken: Taken, clock: Callable[[], datetime], *, all_questions: bool = False, begin_at: str = ""
    ) -> None:
        super().__init__()
        self.begin_at = begin_at
        """The question to open at, whatever the place is; empty for the place."""
        self.around: Around | None = None
        """The numbers that are asked before it begins."""
        self.all_questions = all_questions
        """Whether to begin with all questions laid over the page: somebody wants to change a line."""
        self.taken = taken
        self.clock = clock
        self.at: Walk = taken.at(clock().date())
        self.step: AnyStep | None = None
        """The step that is shown; None for the opening page."""
        self.widget: QuestionWidget | None = None
        self._shown: dict[str, datetime] = {}
        """When each step was first shown, for soft timers."""
        self._kept = taken.kept.sitting.saved is not None or not only_numbers(taken.kept.sitting)
        """Whether there is anything to keep: nothing is written for somebody who only looks."""
        self._seen: Value | None = None
        """The value of the widget that the sitting has, or that was offered and not touched."""

    @property
    def read_only(self) -> bool:
        """Whether the file, or the whole book, is of a newer format: nothing that is typed here can be kept."""
        book = self.book_app.desk.book
        return self.taken.kept.read_only or (book is not None and book.read_only)

    @property
    def sitting(self) -> Sitting:
        """The sitting with everything that was typed."""
        return self.at.sitting

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
                self.around = Around(self.book_app.desk, self.taken.exercise, self.at.known, BEFORE)
            await self.show_step(step, self.sitting.place)
        if self.all_questions:
            self.action_questions()

    async def show_step(self, step: AnyStep | None, place: Place | None = None) -> None:
        """Turn to a step; None is the opening page."""
        self.step = step
        self.widget = None
        self.app.clear_notifications()
        with self.app.batch_update():
            await self.page.remove_children()
            if step is None:
                asked_before = self.around.widgets(self.sitting) if self.around is not None else []
                await self.page.mount_all(opening_page(self.at, self._better_later(), asked_before))
            else:
                self.widget, parts = question_page(self.at, step, place, self.clock, self._since(step))
                await self.page.mount_all(parts)
        self.page.set_class(step is not None, "-asking")
        self.page.set_class(step is None and bool(self.query(Numbered)), "-tight")
        self.page.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self.show_saved(self.book_app.saver.state)
        if self.widget is not None:
            self.widget.begin()
            self._seen = self.widget.current()
        else:
            numbers = [one.numbers for one in self.query(Numbered) if one.value is None]
            (numbers[0] if numbers else self.query_one("#begin")).focus(scroll_visible=False)

    def _better_later(self) -> tuple[str, ...]:
        """Why another time may suit this exercise better; nothing once it has been begun."""
        if self.sitting.place is not None:
            return ()
        heading = self.book_app.desk.library.heading(f"{self.taken.exercise.pack}/{self.taken.exercise.id}")
        return self.book_app.desk.ahead.better_later(heading)

    def _since(self, step: AnyStep) -> datetime:
        return self._shown.setdefault(step.id, self.clock())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is written in is in sight, also on a small screen."""
        if self.step is not None and not isinstance(event.widget, PickList):
            self.call_after_refresh(event.widget.scroll_visible, animate=False)

    def show_saved(self, saved: Saved) -> None:
        """Which question of how many, and how it stands with what was typed."""
        questions = [step.id for step in self.at.questions()]
        words = "only to read" if self.read_only else saved.words
        if self.step is not None and self.step.id in questions:
            count = f"{questions.index(self.step.id) + 1} of {len(questions)}"
            words = f"{count}, {words}" if words else count
        self.top.right = words
        self.top.warning = saved.trouble or self.read_only

    def _place(self) -> Place | None:
        if self.step is None or self.widget is None:
            return self.sitting.place
        row, column, at = self.widget.where()
        return Place(self.step.id, row, column, at, self._unanswered(self.step))

    def _unanswered(self, step: AnyStep) -> str:
        """The question, while no answer has it beside itself in the file."""
        if isinstance(step, Note) or step.id in self.sitting.answers:
            return ""
        return asked(self.at.exercise, step, self.at.known).ask

    def pull(self) -> None:
        """Take what stands in the widget now: its word of the last keys may still be on its way here."""
        if self.widget is not None and self.widget.is_mounted and isinstance(self.step, Question):
            value = self.widget.current()
            if value != self._seen:
                self._record(self.step, value)

    def _record(self, step: AnyQuestion, value: Value | None) -> None:
        self._seen = value
        self._offer(replace(answered(self.at, step, value, self.clock()), place=self._place()))

    def _offer(self, sitting: Sitting, *, soon: bool = False) -> None:
        self.at = replace(self.at, sitting=sitting)
        self._kept = self._kept or not only_numbers(sitting)
        if self._kept and not self.read_only:
            self.book_app.saver.offer(sitting, soon=soon)

    @on(QuestionWidget.Answered)
    def _answered(self, event: QuestionWidget.Answered) -> None:
        event.stop()
        if event.widget is not self.widget or not isinstance(self.step, Question):
            return
        self._record(self.step, event.value)

    @on(QuestionWidget.Moved)
    def _moved(self, event: QuestionWidget.Moved) -> None:
        event.stop()
        place = self._place()
        if event.widget is self.widget and place != self.sitting.place:
            self._offer(replace(self.sitting, place=place))

    @on(QuestionWidget.GoOn)
    async def _go_on(self, event: QuestionWidget.GoOn) -> None:
        event.stop()
        if event.widget is self.widget:
            await self.action_go_next()

    @on(Numbers.Set)
    def _number_set(self, event: Numbers.Set) -> None:
        event.stop()
        if self.step is None and self.around is not None:
            self._offer(self.around.set(event, self.sitting, self.clock()))
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
                self._offer(self.around.passed(self.sitting, self.clock()))
            await self._turn_to(self.at.resume() if self.sitting.finished is None else self._first(), self.sitting)
            return
        sitting = self.sitting
        if isinstance(self.step, Question) and self.widget is not None:
            sitting = passed(self.at, self.step, self.clock(), self.widget.current())
        self._rewalk(sitting)
        await self.book_app.named(replace_sitting(self.taken, sitting), self.step.id)
        following = self.at.next(self.step.id)
        if following is not None:
            await self._turn_to(following, sitting)
        else:
            await self._finish(sitting)

    def _first(self) -> AnyStep | None:
        live = self.at.live()
        return live[0] if live else None

    async def _finish(self, sitting: Sitting) -> None:
        done = finish(self.taken.exercise, sitting, self.taken.earlier, self.clock())
        self._rewalk(done)
        self._offer(done, soon=True)
        await self.book_app.show_end(self.taken, self.at)

    async def _turn_to(self, step: AnyStep | None, sitting: Sitting) -> None:
        """Show a step, and keep that this is the place now."""
        if step is None:
            await self._finish(sitting)
            return
        place = sitting.place
        keep = place is not None and place.step == step.id
        self._offer(sitting if keep else replace(sitting, place=Place(step.id, ask=self._unanswered(step))), soon=True)
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

    def action_note_beside(self) -> None:
        """Notes of the person's own beside this answer, laid over the page."""
        from .beside import Beside

        if not isinstance(step := self.step, Question):
            self.notify("There is no question here to put a note beside.", markup=False)
            return
        self.pull()

        def tell(added: tuple[Added, ...]) -> None:
            self._offer(replace(noted(self.at, step, added, self.clock()), place=self._place()))

        answer = self.sitting.answers.get(step.id)
        added = answer.added if answer is not None else ()
        ask = asked(self.at.exercise, step, self.at.known).ask
        card = Beside(ask, added, self.clock().date(), tell, read_only=self.read_only)
        self.app.push_screen(card, lambda _: self._show_beside())

    def action_only_for_me(self) -> None:
        """Keep this answer for the person alone, or no longer."""
        if not isinstance(step := self.step, Question):
            self.notify("There is no question here to keep for you.", markup=False)
            return
        self.pull()
        before = self.sitting
        self._offer(replace(marked(self.at, step, self.clock()), place=self._place()), soon=True)
        self._show_beside()
        if not self.read_only:
            from ..marks import mark_elsewhere

            if is_for_one_alone(self.at, step):
                self.notify("Only for you: it stays out of prints for others.", markup=False, timeout=4)

            mark_elsewhere(self.book_app, before, self.sitting)

    def _show_beside(self) -> None:
        """Say on the page what stands beside the answer now."""
        if isinstance(self.step, Question) and self.is_mounted:
            for one in self.query(BesideLines):
                one.show(self.at, self.step)
            for other in self.query(BesideKeys):
                other.show(self.at, self.step)

    async def action_read_back(self) -> None:
        """All that was written here, on one page."""
        self.pull()
        await self.book_app.review(f"{self.sitting.pack}/{self.sitting.exercise}", held=self.sitting)

    def action_help(self) -> None:
        """People to talk to, an example, why, the keys."""
        example = ""
        if self.step is not None and not isinstance(self.step, Note):
            said = asked(self.at.exercise, self.step, self.at.known)
            if said.example:
                example = f"{said.example_who} might say:  {said.example}" if said.example_who else said.example
        self.book_app.show_help("exercise", example=example, exercise=self.taken.exercise)

    def action_hide(self) -> None:
        """Hide the line or row where the person is, or show it again."""
        if self.widget is None or not self.widget.hide():
            self.notify("There is nothing to hide here.", markup=False)

    def action_move_up(self) -> None:
        """Move a line up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move a line down."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self.widget is None or not self.widget.move(by):
            self.notify("There is no line to move here.", markup=False)

    async def action_save(self) -> None:
        """Save now; it is saved as it is typed all the same."""
        self.pull()
        await self.book_app.saver.flush()

    async def action_write_outside(self) -> None:
        """Write this answer in the editor that the environment names."""
        from ..outside import edit_outside

        if self.widget is None or (text := self.widget.text_to_edit()) is None:
            self.notify("There is no text here to write elsewhere.", markup=False)
            return
        await self.book_app.saver.flush()
        edited = edit_outside(self.app, self.book_app.desk.shelf.folder, text)
        if edited is not None and edited != text:
            self.widget.take_text(edited)

    async def action_leave(self) -> None:
        """Back to the contents; everything is saved."""
        self.pull()
        await self.book_app.back_to_contents()

    async def action_quit(self) -> None:
        """Leave the book from here; everything is saved."""
        self.pull()
        await super().action_quit()


def replace_sitting(taken: Taken, sitting: Sitting) -> Taken:
    """The same exercise to hand, with a newer sitting."""
    return replace(taken, kept=replace(taken.kept, sitting=sitting))
