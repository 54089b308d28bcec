"""Each widget of the package with a text from outside in every place where it may show one."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from onscreen import EVENING
from smallpack import one, small
from textual.widget import Widget
from textual.widgets import Markdown, Static

import workbook.ui.widgets as package
from workbook.desk.care import Offering
from workbook.files.clean import clean, one_line
from workbook.library.library import Library
from workbook.model.answers import (
    Added,
    Answer,
    AnsweredColumn,
    Line,
    Lines,
    Pick,
    Picks,
    Row,
    Table,
    Value,
)
from workbook.model.around import Number
from workbook.model.asking import Asked, Pinned
from workbook.model.differing import Difference
from workbook.model.questions import AnyStep, Column, OptionWords
from workbook.model.wording import Text, inline
from workbook.printing.printout import Basis, Bullets, Grid, LetterText, Prose
from workbook.printing.readback import Reading, Standing
from workbook.ui.commands import Command
from workbook.ui.widgets.area import Area
from workbook.ui.widgets.basis import BasisBlock, Paragraphs
from workbook.ui.widgets.beside import BesideKeys, BesideLines
from workbook.ui.widgets.block import Block
from workbook.ui.widgets.breath import Breath
from workbook.ui.widgets.compared import Compared
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.keysline import KeysLine
from workbook.ui.widgets.month import Month
from workbook.ui.widgets.numbered import Numbered
from workbook.ui.widgets.numbers import Numbers
from workbook.ui.widgets.offerline import OfferLine
from workbook.ui.widgets.oneline import OneLine
from workbook.ui.widgets.oneof import OneOf
from workbook.ui.widgets.picklist import Item, PickList
from workbook.ui.widgets.push import Push
from workbook.ui.widgets.questions import Given, QuestionWidget, choice, choices, widget_for
from workbook.ui.widgets.questions.cells import CellChoice, CellLine, CellText
from workbook.ui.widgets.questions.closed import ClosedWords
from workbook.ui.widgets.questions.date import Day
from workbook.ui.widgets.questions.letter import LetterBox
from workbook.ui.widgets.questions.lineboxes import ListLine, ListRow
from workbook.ui.widgets.questions.lines import ListBox
from workbook.ui.widgets.questions.note import NotePage
from workbook.ui.widgets.questions.options import OptionsList
from workbook.ui.widgets.questions.ratings import RatingsList
from workbook.ui.widgets.questions.scale import Scale
from workbook.ui.widgets.questions.table import TableBox
from workbook.ui.widgets.questions.tablerow import TableRow
from workbook.ui.widgets.questions.text import TextBox
from workbook.ui.widgets.questions.veiled import KeysHere, Veiled
from workbook.ui.widgets.rategrid import RateGrid
from workbook.ui.widgets.reading import ReadBack
from workbook.ui.widgets.softtimer import SoftTimer
from workbook.ui.widgets.ticks import Ticks
from workbook.ui.widgets.topline import TopLine
from workbook.ui.widgets.troubleline import TroubleLine

Made = tuple[Widget, tuple[str, ...]]
"""A widget, and what is to be read on it, in this order. Empty: only that nothing is obeyed."""

BARE: dict[type[Widget], str] = {
    Area: "is `editor`",
    BesideKeys: "two commands of ours",
    Block: "has no lines of its own",
    Breath: "two numbers",
    Month: "days",
    QuestionWidget: "has nothing of its own",
    OptionsList: "is `choice` or `choices`",
    Veiled: "says that something is hidden, and nothing of what it is",
    KeysHere: "commands of ours",
    OneOf: "formats and papers, in words of ours",
    SoftTimer: "a number",
    TroubleLine: "our own words",
}
"""Widgets that show nothing from outside, and why."""
DAY = date(2026, 11, 22)


def every_widget() -> set[type[Widget]]:
    """Every widget class that the package has."""
    found: set[type[Widget]] = set()
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, Widget) and thing.__module__ == module.name:
                found.add(thing)
    return found


@cache
def _step(kind: str) -> AnyStep:
    more = {
        "choice": "options: [a]\nother: true", "choices": "options: [a]\nother: true", "ratings": "options: [a]",
        "table": "columns: [{id: c, title: C}]", "letter": "template: Dear you", "date": "options: {+2d: b}",
    }  # fmt: skip
    text = "  - {id: x, kind: note, text: Read.}\n" if kind == "note" else one(kind, more.get(kind, ""))
    with tempfile.TemporaryDirectory() as folder:
        library = Library((small(Path(folder), text),))
        return library.load(library.heading("first")).steps[0]


def _given(kind: str, value: Value | None, said: Asked | None = None, **more: Any) -> Given:
    step = replace(_step(kind), **{name: each for name, each in more.items() if name not in ("options", "table")})
    answer = Answer("x", kind, value=value) if value is not None else None
    options, table = more.get("options", ()), more.get("table")
    shown = tuple(one for one in options if isinstance(one, Pick))
    if options and not shown:
        step = replace(step, options=options)  # type: ignore[call-arg]
    return Given(step, said or Asked("x"), answer, shown, table, None, lambda: EVENING)


def _reading(words: str) -> Made:
    heads, cell = ("", words), one_line(words)
    body = (
        Grid(heads, (("", words),)) if len(cell) % 3 == 0 else Bullets((words,)) if len(cell) % 3 == 1 else Prose(words)
    )
    body = LetterText(words, False) if len(cell) % 5 == 0 else body
    added = (Added(DAY, words),)
    reading = Reading("x", words, Standing.SAID, body, added, later=words)
    wanted = (words, f"{words}:{words}" if isinstance(body, Grid) and words.strip() else words, words, words)
    return ReadBack(reading, 2026, private=False, run=1), wanted


def _table(words: str) -> Made:
    # Of two columns side by side nobody reads one to its end before the other begins: that is what one is for.
    columns = (AnsweredColumn("c", words, "text"),)
    table = Table(columns, (Row("1", words, {"c": words}), Row("2", words, {"c": words})))
    asked = (Column(id="c", title=words, kind="text"),)
    return widget_for(_given("table", table, columns=asked, table=table)), (words, words, words)


def _row(words: str) -> Made:
    step = replace(_step("table"), columns=(Column(id="c", title=words),))  # type: ignore[call-arg]
    row = Row("1", words, {"c": words})
    return TableRow(step, row, words, head=True, count=words), (words, words, words, words)  # type: ignore[arg-type]


def _topline(words: str) -> Made:
    line = TopLine()
    line.left = words
    line.right = words
    return line, ()


def _keys(words: str) -> Made:
    line = KeysLine()
    line.shown = (Command("x", "x", "x", words, "", ()),)
    return line, ()


def _beside(words: str) -> Made:
    lines = BesideLines()
    lines.lines = (("x", words), ("y", words))
    return lines, (words, words)


def _timed(words: str) -> Made:
    return _Number(Number("x", "x", words, words, words, False), words), (f"{words} Or leave it.",)


class _Number(Numbered):
    """Also says something to the number."""

    def __init__(self, number: Number, words: str) -> None:
        super().__init__(number, 3)
        self._words = words

    def on_mount(self) -> None:
        super().on_mount()
        self.say(self._words)


def _cell(words: str) -> Made:
    cell = CellChoice((Pick("a", words), Pick("b", words)), None if len(words) % 2 else Pick("a", words))
    return cell, (f"{words} / {words}" if len(words) % 2 else words,)


def _editor(kind: type[Editor]) -> Callable[[str], Made]:
    return lambda words: (kind(words), (words,))


def _scale(words: str) -> Made:
    again = Pinned(words, words)
    given = _given("scale", 3, Asked("x", again=again), low=words, high=words, measure="m")
    return widget_for(given), ()


def _note(words: str) -> Made:
    """An answer within a note; every second time what its author wrote, which is Markdown."""
    if len(words) % 2:
        return widget_for(_given("note", None, Asked(words, markdown=words))), ()
    answer, said = Answer("x", "line", value=words), Text.parse("Said: {x}")
    plain, marked = (said.say_lines(lambda name: answer, marked=each) for each in (False, True))
    return widget_for(_given("note", None, Asked(plain, markdown=marked))), (f"Said:{inline(answer)}",)


def _compared(words: str) -> Made:
    one = Compared(Difference("x", Answer(words, "text", value=words), None), f"c{uuid4().hex}")
    # Side by side nobody reads one to its end before the other begins.
    one.styles.width = 50
    return one, (words, words)


BENCH: dict[type[Widget], Callable[[str], Made]] = {
    Paragraphs: lambda words: (Paragraphs(words, (words, words)), (words, words, words)),
    BasisBlock: lambda words: (
        BasisBlock(Basis("p/x", "s", words, words, words, (words,), (words,)), words),
        (words, words, words, words, words, f"·{words}"),
    ),
    BesideLines: _beside,
    Compared: _compared,
    Editor: _editor(Editor),
    OneLine: _editor(OneLine),
    CellLine: _editor(CellLine),
    CellText: _editor(CellText),
    ListLine: _editor(ListLine),
    CellChoice: _cell,
    ClosedWords: lambda words: (ClosedWords(_given("text", words, Asked(words))), ()),
    Day: lambda words: (
        widget_for(_given("date", words, options=(OptionWords(id="+2d", words="b"),))),
        (words,),
    ),
    KeysLine: _keys,
    LetterBox: lambda words: (widget_for(_given("letter", words, Asked("x", default=words))), (words,)),
    ListBox: lambda words: (
        widget_for(_given("list", Lines((Line(1, words), Line(2, words))))), (words, words)
    ),
    ListRow: lambda words: (ListRow(Line(1, words)), (words,)),
    NotePage: _note,
    Numbered: _timed,
    Numbers: lambda words: (Numbers(0, 10, words, words), ()),
    OfferLine: lambda words: (OfferLine(Offering(words, False), words), (f"{words} Press {words}.",)),
    choice.OneOf: lambda words: (
        widget_for(_given("choice", Picks((Pick("a", words), Pick("other", words))), options=(Pick("a", words),))),
        (f"●{words}", "Inyourownwords:" + words),
    ),
    choices.SomeOf: lambda words: (
        widget_for(_given("choices", Picks((Pick("gone", words),)), options=(Pick("a", words),))),
        (words, words),
    ),
    PickList: lambda words: (
        PickList((Item("a", words, under=words), Item("", words, look="heading"), Item("b", words, look="card"))),
        (words, words, words, words),
    ),
    Ticks: lambda words: (Ticks((Item("a", words, "[x]", under=words), Item("b", words, "+"))), (words, words, words)),
    Push: lambda words: (Push(words, id=f"p{uuid4().hex}"), (words,)),
    RateGrid: lambda words: (RateGrid({"a": words}), (words,)),
    RatingsList: lambda words: (
        widget_for(_given("ratings", None, options=(Pick("a", words), Pick("b", words)), low=words)),
        (words, words, words),
    ),
    ReadBack: _reading,
    Scale: _scale,
    TableBox: _table,
    TableRow: _row,
    TextBox: lambda words: (widget_for(_given("text", words)), (words,)),
    TopLine: _topline,
}  # fmt: skip
"""How each widget is made with a text."""

OURS = (Markdown, Static)


def pages(texts: list[str], size: int) -> Iterator[list[str]]:
    """So many texts at a time."""
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


__all__ = ["BARE", "BENCH", "clean", "every_widget", "pages"]
