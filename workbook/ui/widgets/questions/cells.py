"""The cells of a table: a box for words, or a choice of a few."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ....files.clean import one_line
from ....model.answers import Cell, Pick
from ....model.days import full_day, that_day, understand
from ....model.questions import Column
from ..editor import Editor, typed
from ..oneline import OneLine
from .spelling import Spelling

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?\Z", re.ASCII)

NUMBERS = ("number", "scale")
"""Kinds of columns whose cells are to be numbers."""


@dataclass
class Across(Message):
    """An arrow left a cell upwards or downwards."""

    cell: Widget
    by: int


class CellLine(OneLine):
    """A cell of one line. The arrows lead from row to row."""

    def action_cursor_up(self, select: bool = False) -> None:
        """Up within a wrapped line, else to the row above; the cursor stays where it was for whoever comes back."""
        if select or self.wrapped_document.location_to_offset(self.cursor_location).y > 0:
            super().action_cursor_up(select)
        else:
            self.post_message(Across(self, -1))

    def action_cursor_down(self, select: bool = False) -> None:
        """Down within a wrapped line, else to the row below."""
        last = self.wrapped_document.height - 1
        if select or self.wrapped_document.location_to_offset(self.cursor_location).y < last:
            super().action_cursor_down(select)
        else:
            self.post_message(Across(self, 1))


class CellText(Editor):
    """A cell for as much as they want."""


class CellChoice(Widget, can_focus=True):
    """A cell with a few options. Arrows, Space, a digit or a click go through them.

    Words that are typed here, by somebody who took it for a box, choose nothing: they are handed on.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cellchoice--hint"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "by(1)", "Next option", show=False),
        Binding("left", "by(-1)", "Option before", show=False),
        Binding("up", "across(-1)", "Row above", show=False),
        Binding("down", "across(1)", "Row below", show=False),
        Binding("backspace,delete", "clear", "None", show=False),
        Binding("enter", "done", "Next cell", show=False),
    ]
    chosen: reactive[Pick | None] = reactive(None, layout=True)

    @dataclass
    class Set(Message):
        """Another option."""

        cell: CellChoice

    @dataclass
    class Done(Message):
        """Enter."""

        cell: CellChoice

    @dataclass
    class Words(Message):
        """Words were typed here, which are no option. What was chosen before them is chosen again."""

        cell: CellChoice
        words: str

    def __init__(self, options: tuple[Pick, ...], chosen: Pick | None) -> None:
        super().__init__(classes="box cell-choice")
        self.options = options
        self.touched = False
        """Whether the person has chosen anything here."""
        self._spelling = Spelling(option.words for option in options)
        self._before = (chosen, False)
        """What was chosen before anything was spelt, and whether by the person."""
        self.set_reactive(CellChoice.chosen, chosen)

    def render(self) -> Content:
        """The option, or how many there are to go through."""
        if self.chosen is not None:
            # A tab takes more room than is kept for it, and the end would not be seen.
            words = one_line(self.chosen.words)
            return Content(f"‹ {words} ›" if self.has_focus else words)
        words = " / ".join(one_line(option.words) for option in self.options)
        return Content(words).stylize(self.get_visual_style("cellchoice--hint"))

    def _give(self, pick: Pick | None) -> None:
        self.touched = True
        self.chosen = pick
        self.post_message(self.Set(self))

    def action_by(self, by: int) -> None:
        """The next or the one before, round and round."""
        self._spelling.forget()
        self._by(by)

    def _by(self, by: int) -> None:
        ids = [option.id for option in self.options]
        if self.chosen is None or self.chosen.id not in ids:
            position = 0 if by > 0 else len(ids) - 1
        else:
            position = (ids.index(self.chosen.id) + by) % len(ids)
        self._give(self.options[position])

    def action_across(self, by: int) -> None:
        """To the row above or below."""
        self.post_message(Across(self, by))

    def action_clear(self) -> None:
        """None of them."""
        self._spelling.forget()
        self._give(None)

    def action_done(self) -> None:
        """On to the next cell."""
        self.post_message(self.Done(self))

    def on_blur(self) -> None:
        """What was spelt belongs to the time that somebody was here."""
        self._spelling.forget()

    def on_key(self, event: events.Key) -> None:
        """A digit picks, and so does the first letter of an option; again, the next of that letter."""
        character = typed(event)
        if character is None or character == "?":
            return  # it asks for help
        event.stop()
        if character == " " and not self._spelling.goes_on(event.time):
            self.action_by(1)
            return
        before, handed = (self.chosen, self.touched), self._spelling.words
        if self._spelling.take(character, event.time):
            self._before = before
        elif handed:
            return  # there was no place for them
        if self._spelling.words:
            self._hand_on()
        elif self._spelling.spells:
            fits = self.options[self._spelling.fitting]
            if self.chosen is None or not self.chosen.words.casefold().startswith(self._spelling.typed.casefold()):
                self._give(fits)
        elif character.isspace():
            self._by(1)
        else:
            self._pick(character.casefold())

    def _pick(self, letter: str) -> None:
        if letter.isdecimal() and 1 <= int(letter) <= len(self.options):
            self._give(self.options[int(letter) - 1])
        elif named := [option for option in self.options if option.words.casefold().startswith(letter)]:
            ids = [option.id for option in named]
            after = ids.index(self.chosen.id) + 1 if self.chosen is not None and self.chosen.id in ids else 0
            self._give(named[after % len(named)])

    def _hand_on(self) -> None:
        chosen, touched = self._before
        self._give(chosen)
        self.touched = touched
        self.post_message(self.Words(self, self._spelling.typed))

    def on_click(self) -> None:
        """A click goes to the next option."""
        self.action_by(1)


Box = CellLine | CellText | CellChoice


def box_for(column: Column, cell: Cell | None) -> Box:
    """The widget in which a cell of this column is filled."""
    if column.kind == "choice":
        options = tuple(Pick(option.id, option.words) for option in column.options)
        return CellChoice(options, cell if isinstance(cell, Pick) else None)
    return CellText(classes="box cell") if column.kind == "text" else CellLine(classes="box cell")


def words_of(cell: Cell | None) -> str:
    """What a box holds for a cell."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return full_day(cell)
    return cell.words if isinstance(cell, Pick) else str(cell)


def untouched(box: Box, old: Cell | None) -> bool:
    """Whether a box still holds what it was given for this cell."""
    if isinstance(box, CellChoice):
        return not box.touched
    return box.text == box.fit(words_of(old))


def cell_of(column: Column, box: Box, today: date) -> Cell | None:
    """What stands in a box, as the column's kind; words that do not fit it are kept as words."""
    if isinstance(box, CellChoice):
        return box.chosen
    words = box.text
    if words == "":
        return None
    match column.kind:
        case "date":
            return understand(words, today) or words
        case "scale":
            return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else words
        case "number":
            return Decimal(words) if _NUMBER.match(words) else words
        case _:
            return words


def meaning_of(column: Column, cell: Cell | None, today: date) -> str:
    """How the words of a cell are understood, said while there is time to mend them; empty where that is plain."""
    if column.kind == "date" and isinstance(cell, date):
        return that_day(cell, today)
    return "A number, or leave it empty." if column.kind in NUMBERS and isinstance(cell, str) else ""
