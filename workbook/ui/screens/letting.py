"""What a page of questions does with words that were written for nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from textual import on

from ...model.lettinggo import closed, is_closed, let_go, may_be_let_go, opened, words_in
from ...model.marking import notes
from ...model.questions import AnyQuestion, AnyStep, Question
from ...model.sitting import Place
from ..saver import Saved
from ..widgets.beside import noted_words
from ..widgets.questions.closed import ClosedWords
from .holding import Holding


class Letting(Holding):
    """Asks after such a question what becomes of the words, and does it."""

    async def go_past(self) -> None:
        """On from the question, whatever stands in it."""
        raise NotImplementedError

    async def show_step(self, step: AnyStep | None, place: Place | None = None) -> None:
        """Turn to a step."""
        raise NotImplementedError

    def asks_what_becomes(self) -> bool:
        """Whether going on from here leads to the question what becomes of the words; then it is asked."""
        step = self.step
        if not isinstance(step, Question) or not may_be_let_go(step) or self.read_only or self.widget is None:
            return False
        if step.id not in self.sitting.answers and (offered := self.widget.current()) is not None:
            self._record(step, offered)
        answer = self.sitting.answers.get(step.id)
        if not words_in(answer) or is_closed(answer):
            return False
        self._ask_what_becomes(step)
        return True

    def _ask_what_becomes(self, step: AnyQuestion, *, sure: bool = False) -> None:
        from .becomes import Becomes

        self.app.push_screen(Becomes(self, step, sure=sure))

    async def became(self, step: AnyQuestion, what: str) -> None:
        """What was decided: `keep`, `close` or `gone`; the empty string to go back to the writing."""
        if what == "close":
            self.offer(closed(self.sitting, step.id), soon=True)
        if what:
            await self.go_past()

    def take_gone(self, step: AnyQuestion, at: datetime) -> None:
        """The words are out of every file: out of this page, too, with all that could be undone."""
        self._take_out((step.id,), at)
        self.notify("It is let go.", markup=False, timeout=4)

    def _take_out(self, steps: tuple[str, ...], at: datetime) -> None:
        if self.widget is not None and self.step is not None and self.step.id in steps:
            self.widget.forget()
            self._seen = self.widget.current()
        self.at = replace(self.at, sitting=let_go(self.sitting, steps, at))

    def notes_beside(self, step: str) -> str:
        """How many notes stand beside an answer, in words; empty where none does."""
        count = len(notes(self.sitting.answers.get(step)))
        return f"{noted_words(count).capitalize()}." if count else ""

    @on(ClosedWords.Wanted)
    async def _wanted(self, event: ClosedWords.Wanted) -> None:
        event.stop()
        step = self.step
        answer = self.sitting.answers.get(step.id) if step is not None else None
        if not isinstance(step, Question) or answer is None:
            return
        match event.what:
            case "read":
                from .message import Message

                self.app.push_screen(Message("What you closed", (words_in(answer),)))
            case "open" if self.read_only:
                self.notify("It can only be read here.", markup=False)
            case "open":
                self.offer(opened(self.sitting, step.id), soon=True)
                await self.show_step(step)
            case _ if self.read_only:
                self.notify("It can only be read here.", markup=False)
            case _:
                self._ask_what_becomes(step, sure=True)

    def show_saved(self, saved: Saved) -> None:
        """Words that another window has let go go from here as well."""
        super().show_saved(saved)
        kept = self.book_app.saver.kept
        there = [
            id for id in sorted(saved.let_go)
            if (answer := self.sitting.answers.get(id)) is not None and answer.value is not None
        ]  # fmt: skip
        if kept is None or not there:
            return
        for id in there:
            answer = kept.sitting.answers.get(id)
            if answer is not None and answer.let_go_at is not None:
                self._take_out((id,), answer.let_go_at)
        # Not here: the writer tells of it, and whatever draws must do so on the page's own turn.
        self.call_later(self._show_taken_out, there)

    async def _show_taken_out(self, there: list[str]) -> None:
        from .. import trouble

        self.pull()
        # A box in which nobody has written may hold them as its beginning.
        if self.step is not None and (self.step.id in there or self.step.id not in self.sitting.answers):
            await self.show_step(self.step)
        self.book_app.say(trouble.LET_GO_ELSEWHERE)
