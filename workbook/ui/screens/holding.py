"""A page that holds a sitting: what is typed, noted and marked goes into it, and on to the Saver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from textual import on

from ...desk import Taken
from ...model.answers import Added, Value
from ...model.around import only_numbers
from ...model.asking import asked
from ...model.marking import is_for_one_alone, marked, noted
from ...model.questions import AnyQuestion, AnyStep, Note, Question
from ...model.recording import answered
from ...model.sitting import Place, Sitting
from ...model.walking import Walk
from ..widgets.beside import BesideKeys, BesideLines
from ..widgets.questions import QuestionWidget
from ..widgets.topline import TopLine
from .onquestion import OnQuestion
from .toldfirst import ToldFirst


class Holding(ToldFirst, OnQuestion):
    """The sitting, not the widget, holds what was typed: a signal finds it here when widgets are already gone."""

    def __init__(self, taken: Taken, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.taken = taken
        self.clock = clock
        self.at: Walk = taken.at(clock().date())
        self._kept = taken.kept.sitting.saved is not None or not only_numbers(taken.kept.sitting)
        """Whether there is anything to keep: nothing is written for somebody who only looks."""
        self._seen: Value | None = None
        """The value of the widget that the sitting has, or that was offered and not touched."""

    @property
    def read_only(self) -> bool:
        """Whether the file, or the whole book, can only be read: nothing that is typed here can be kept."""
        return self.taken.kept.read_only or self.book_app.desk.only_reads

    @property
    def sitting(self) -> Sitting:
        """The sitting with everything that was typed."""
        return self.at.sitting

    def here(self) -> Place | None:
        """Where somebody is now: the question, and the cursor in it."""
        if self.step is None or self.widget is None:
            return self.sitting.place
        row, column, at = self.widget.where()
        return Place(self.step.id, row, column, at, self.unanswered(self.step))

    def unanswered(self, step: AnyStep) -> str:
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

    def says_saved(self) -> TopLine:
        """The line on top."""
        return self.top

    def _record(self, step: AnyQuestion, value: Value | None) -> None:
        self._seen = value
        self.offer(replace(answered(self.at, step, value, self.clock()), place=self.here()))

    def offer(self, sitting: Sitting, *, soon: bool = False) -> None:
        """Hold this sitting from now on, and give it to the Saver."""
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
        place = self.here()
        if event.widget is self.widget and place != self.sitting.place:
            self.offer(replace(self.sitting, place=place))

    async def action_save(self) -> None:
        """Save now; it is saved as it is typed all the same."""
        self.pull()
        await self.book_app.save_now()

    async def action_write_outside(self) -> None:
        """Write this answer in the editor that the environment names."""
        from ...store.traces import outside_name
        from ..outside import edit_outside

        if self.step is None or self.widget is None or (text := self.widget.text_to_edit()) is None:
            self.notify("There is no text here to write elsewhere.", markup=False)
            return
        await self.book_app.saver.flush()
        called = outside_name(self.sitting, self.step.id)
        edited = edit_outside(self.book_app, self.book_app.desk.shelf.folder, text, called)
        if edited is not None and edited != text:
            self.widget.take_text(edited)

    def action_note_beside(self) -> None:
        """Notes of the person's own beside this answer, laid over the page."""
        from ...store.traces import outside_name
        from .beside import Beside

        if not isinstance(step := self.step, Question):
            self.notify("There is no question here to put a note beside.", markup=False)
            return
        self.pull()

        def tell(added: tuple[Added, ...]) -> None:
            self.offer(replace(noted(self.at, step, added, self.clock()), place=self.here()))

        answer = self.sitting.answers.get(step.id)
        added = answer.added if answer is not None else ()
        ask = asked(self.at.exercise, step, self.at.known).ask
        called = outside_name(self.sitting, step.id)
        card = Beside(ask, added, self.clock().date(), tell, called=called, read_only=self.read_only)
        self.app.push_screen(card, lambda _: self._show_beside())

    def action_only_for_me(self) -> None:
        """Keep this answer for the person alone, or no longer."""
        if not isinstance(step := self.step, Question):
            self.notify("There is no question here to keep for you.", markup=False)
            return
        self.pull()
        before = self.sitting
        self.offer(replace(marked(self.at, step, self.clock()), place=self.here()), soon=True)
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
