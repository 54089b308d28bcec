"""The question `list`: short lines, one box each; after the last filled one there is always an empty one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult

from ....model.answers import Line, Lines
from ....model.questions import ListQuestion
from ..editor import Editor
from ..oneline import OneLine
from .amount import suggested
from .base import Given, QuestionWidget
from .cells import Across
from .lineboxes import ListLine, ListRow
from .veiled import KeysHere, Veiled

Shape = tuple[tuple[int, bool, bool], ...]
"""Of every line in order: its number, whether it is hidden, whether it is taken out."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of lines that can be taken back."""

    before: Shape
    number: int
    """The line in which the person was."""
    letters: Mapping[int, int]
    """Of every line: how many changes of its letters could be undone then."""


class ListBox(QuestionWidget):
    """Enter makes the next line, Backspace takes an empty one out, lines can be moved and hidden.

    A line keeps its number, whatever becomes of its neighbours. What was changed of the lines themselves is undone as
    letters are, in the order in which it was done.
    """

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        assert isinstance(given.step, ListQuestion)
        many = suggested(given.step.at_least, given.step.at_most)
        self.how = " ".join(
            words for words in (many, "Enter makes the next line; on an empty one it goes on.") if words
        )
        used = given.answer.last if given.answer is not None else 0
        value = given.beginning
        lines = value if isinstance(value, Lines) else Lines(())
        if given.value is None:
            # What is only offered has no numbers yet.
            lines = Lines(tuple(Line(number, one.text) for number, one in enumerate(lines.lines, used + 1)))
        self.last = max(used, lines.last)
        """The highest number that any line has."""
        self._used = self.last if given.value is not None else used
        """The highest number that was ever on disk."""
        self.rows = [ListRow(one) for one in lines.lines]
        self.rows.append(self._fresh())
        self._turns: list[Turn] = []

    def _fresh(self, text: str = "") -> ListRow:
        self.last += 1
        return ListRow(Line(self.last, text))

    def compose(self) -> ComposeResult:
        """The lines, and the keys that work on them."""
        yield from self.rows
        yield KeysHere("hide", "move_up", "move_down")

    def begin(self) -> None:
        """Take the focus in the line where the person was, else in the first."""
        place = self.given.place
        number = int(place.row) if place is not None and place.row.isdecimal() else 0
        found = next((row for row in self.rows if row.number == number), None)
        row = found or next((row for row in self.rows if not row.hidden), self.rows[-1])
        row.enter(place.at if place is not None and found is not None else None)

    @property
    def shown(self) -> list[ListRow]:
        """The lines that are there, hidden ones too."""
        return [row for row in self.rows if not row.gone]

    def _here(self) -> ListRow | None:
        return next((row for row in self.shown if row.here), None)

    def _row(self, box: Editor | Veiled) -> ListRow:
        return next(row for row in self.rows if box in (row.line, row.veiled))

    def where(self) -> tuple[str, str, int | None]:
        """The line's number, and the cursor in it."""
        row = self._here()
        if row is None:
            return "", "", None
        return str(row.number), "", None if row.hidden else row.line.at

    def current(self) -> Lines | None:
        """The lines that say something; hidden ones stay."""
        made = tuple(Line(row.number, row.text, row.hidden) for row in self.shown if row.text)
        # The empty box at the end has a number that nobody has seen yet.
        self._used = max([self._used, *(line.number for line in made)])
        return Lines(made, self._used) if made else None

    def text_to_edit(self) -> str | None:
        """The line that has the focus."""
        row = self._here()
        return row.text if row is not None and not row.hidden else None

    def take_text(self, text: str) -> None:
        """The line, from outside."""
        row = self._here()
        if row is not None and not row.hidden:
            row.line.take(text)

    # Lines come, go, move and hide

    @contextmanager
    def _turn(self, row: ListRow) -> Iterator[None]:
        """A change of the lines that can be taken back."""
        turn = Turn(self._shape(), row.number, {one.number: one.letters() for one in self.rows})
        yield
        if self._shape() != turn.before:
            self._turns.append(turn)
            self._settle()

    def _shape(self) -> Shape:
        return tuple((row.number, row.hidden, row.gone) for row in self.rows)

    def _settle(self) -> None:
        with self.app.batch_update():
            for before, row in zip(self.rows, self.rows[1:], strict=False):
                if row.is_attached and before.is_attached:
                    self.move_child(row, after=before)
            for row in self.rows:
                row.settle()
        self.say(self.current())

    async def _take_back(self, row: ListRow) -> None:
        """Undo the last change: of the lines, or of the letters of this one, whichever was later."""
        if not self._turns or row.letters() > self._turns[-1].letters.get(row.number, 0):
            row.line.undo()
            return
        turn = self._turns.pop()
        by_number = {one.number: one for one in self.rows}
        known = [number for number, _, _ in turn.before]
        for number, hidden, gone in turn.before:
            by_number[number].hidden, by_number[number].gone = hidden, gone
        later = [one for one in self.rows if one.number not in known]
        for one in later:
            one.gone = True
        self.rows = [*(by_number[number] for number in known), *later]
        self._settle()
        await self._end()
        by_number[turn.number].enter()

    async def _add(self, after: ListRow, text: str = "") -> ListRow:
        row = self._fresh(text)
        self.rows.insert(self.rows.index(after) + 1, row)
        await self.mount(row, after=after)
        return row

    def _go(self, row: ListRow, by: int) -> None:
        shown = self.shown
        position = shown.index(row) + by
        if 0 <= position < len(shown):
            shown[position].enter()

    def hide(self) -> bool:
        """Hide the line where the person is, or show it again."""
        row = self._here()
        if row is None or not row.text:
            return False
        with self._turn(row):
            row.hidden = not row.hidden
        row.enter()
        return True

    def move(self, by: int) -> bool:
        """Move the line where the person is up or down."""
        row, shown = self._here(), self.shown
        if row is None or not row.text:
            return False
        position = shown.index(row) + by
        if not 0 <= position < len(shown) or not shown[position].text:
            return True
        with self._turn(row):
            self.rows.remove(row)
            self.rows.insert(self.rows.index(shown[position]) + (by > 0), row)
        self.call_after_refresh(row.scroll_visible, animate=False)
        return True

    @on(ListLine.Emptied)
    def _take_out(self, event: ListLine.Emptied) -> None:
        event.stop()
        row, shown = self._row(event.line), self.shown
        if row.gone or row.text:
            return
        position = shown.index(row)
        to = position + event.by if 0 <= position + event.by < len(shown) else position - event.by
        if not 0 <= to < len(shown):
            return
        if row is not shown[-1]:
            with self._turn(row):
                row.gone = True
        # Up leads behind the last letter, down before the first.
        shown[to].enter(len(shown[to].text) if to < position else 0)

    @on(ListLine.More)
    async def _more(self, event: ListLine.More) -> None:
        event.stop()
        first = row = self._row(event.line)
        with self._turn(first):
            for text in event.others:
                row = await self._add(row, text)
        await self._end()
        row.enter(len(row.text))

    @on(ListLine.Undo)
    async def _undo(self, event: ListLine.Undo) -> None:
        event.stop()
        await self._take_back(self._row(event.line))

    @on(Veiled.Undo)
    async def _undo_veiled(self, event: Veiled.Undo) -> None:
        event.stop()
        await self._take_back(self._row(event.veiled))

    @on(Veiled.Reveal)
    def _reveal(self, event: Veiled.Reveal) -> None:
        event.stop()
        row = self._row(event.veiled)
        with self._turn(row):
            row.hidden = False
        row.enter()

    async def _end(self) -> None:
        """There is always an empty line at the end."""
        last = self.shown[-1]
        if last.text or last.hidden:
            await self._add(self.rows[-1])

    # What is typed

    @on(Editor.Edited)
    async def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        row = self._row(event.editor)
        row.gone = False
        row.settle()
        self.say(self.current())
        await self._end()

    @on(Across)
    def _across(self, event: Across) -> None:
        event.stop()
        assert isinstance(event.cell, ListLine)
        self._go(self._row(event.cell), event.by)

    @on(OneLine.Entered)
    async def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        row, shown = self._row(event.editor), self.shown
        if row is shown[-1] or row.gone:
            self.go_on()
            return
        following = shown[shown.index(row) + 1]
        if row.text and (following.text or following.hidden):
            following = await self._add(row)
        following.enter()

    @on(Veiled.Left)
    def _left(self, event: Veiled.Left) -> None:
        event.stop()
        self._go(self._row(event.veiled), event.by)

    @on(Editor.Moved)
    def _moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    def on_descendant_focus(self) -> None:
        """Another line is another place; an empty one that was left between others goes."""
        for row in self.shown[:-1]:
            if not row.text and not row.here:
                row.gone = True
                row.settle()
        self.moved()
