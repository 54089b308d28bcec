"""The kinds of step. Every field of these classes is a key that an author may write; its `doc` explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from .conditions import Condition, Name
from .wording import Text


def key(doc: str, default: Any = None, *, name: str = "", factory: Any = None) -> Any:
    """A field that authors write: what it means, and the key where that is no Python name."""
    metadata = {"doc": doc, "key": name}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


NOTHING = Text()


@dataclass(frozen=True, kw_only=True)
class Example:
    """What somebody else might say here."""

    who: str = key("whose example it is, such as Sarah")
    says: Text = key("what they might say")


@dataclass(frozen=True, kw_only=True)
class OptionWords:
    """One option as the author wrote it."""

    id: str
    words: str


@dataclass(frozen=True, kw_only=True)
class From:
    """Options or rows that come from an earlier answer; `name` is None for everything that was kept."""

    name: Name | None
    where: tuple[tuple[str, str], ...] = ()
    """Pairs of a column and the option that its cell must be."""


Options = tuple[OptionWords, ...] | From


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table."""

    id: str = key("the column's id")
    title: str = key("the words at its head")
    kind: str = key("line, text, choice, scale, date or number", "line")
    options: tuple[OptionWords, ...] = key("of a choice", ())


@dataclass(frozen=True, kw_only=True)
class RemainderRule:
    """What is left of a column's total, filled in by itself."""

    column: str = key("the column of numbers")
    of: int = key("the total", 100)
    words: str = key("what the rest is called")


@dataclass(frozen=True, kw_only=True)
class Breathe:
    """A pace to breathe by, in seconds."""

    breathe_in: int = key("seconds to breathe in", 4, name="in")
    breathe_out: int = key("seconds to breathe out", 6, name="out")


@dataclass(frozen=True, kw_only=True)
class PrintHints:
    """How a question looks on an empty sheet."""

    lines: int = key("ruled lines on an empty sheet; of a table, of all its rows together", 0)
    ask: Text = key("instead of `ask` on a sheet", NOTHING)
    hint: Text = key("instead of `hint` on a sheet", NOTHING)
    text: Text = key("instead of `text` on a sheet", NOTHING)
    without: tuple[str, ...] = key("sentences that a sheet leaves out, because they speak of the screen", ())
    leave_out: bool = key("true leaves it out of sheets altogether", False)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Other words for one kind of setback."""

    ask: Text = key("instead of `ask`", NOTHING)
    hint: Text = key("instead of `hint`", NOTHING)
    text: Text = key("instead of `text`", NOTHING)
    example: Example | None = key("instead of `example`")
    options: tuple[OptionWords, ...] = key("instead of `options`", ())
    template: Text = key("instead of `template`", NOTHING)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """When a question that waits is asked."""

    date: Name | None = None
    """A date answer from which it counts."""
    offset: int | None = None
    """Days, from that date's absence or from the day on which the exercise was finished."""


@dataclass(frozen=True, kw_only=True)
class Return:
    """When an answer may come back to the person who wrote it."""

    days: int | None = None
    from_book: bool = False
    """Counted from the book's first day."""
    another_no: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screenful of an exercise."""

    kind: ClassVar[str] = ""

    id: str = key("the step's name in this exercise: a-z, 0-9, hyphens")
    core: bool = key("part of the short version", False)
    when: Condition | None = key("only asked when earlier answers are so")
    pin: tuple[Name | None, ...] = key("earlier answers to show above it; `kept` for all that was kept", ())
    wording: Mapping[str, Wording] = key("other words, by what happened", factory=dict)
    later: Wait | None = key("waits: +7d after finishing, or a date answer and an offset, `follow-up|+7d`")
    private: bool | None = key("true keeps it out of prints for others; false says that it is not private")
    printing: PrintHints = key("how it prints", PrintHints(), name="print")


@dataclass(frozen=True, kw_only=True)
class Note(Step):
    """Something to read."""

    kind: ClassVar[str] = "note"

    text: Text = key("what is read; Markdown, no HTML")
    minutes: int = key("a soft timer, in minutes", 0)
    breathe: Breathe | None = key("a pace to breathe by: {in: 4, out: 6}")


@dataclass(frozen=True, kw_only=True)
class Question(Step):
    """Something to answer."""

    ask: Text = key("the question")
    called: Text = key("a short name for it, as in `the letter`", NOTHING)
    hint: Text = key("help, in one or two sentences", NOTHING)
    example: Example | None = key("what somebody might say: {who: Sarah, says: ...}")
    default: tuple[Name, ...] = key("an earlier answer that is offered; of several the first that is there", ())
    again: Name | None = key("an earlier answer that stands beside it")
    returns: Return | None = key("offered to come back: +7d, book+30d or another-no", name="return")
    was: tuple[str, ...] = key("ids that this question had before", ())


@dataclass(frozen=True, kw_only=True)
class LineQuestion(Question):
    """One line."""

    kind: ClassVar[str] = "line"

    minutes: int = key("a soft timer, in minutes", 0)
    let_go: bool = key("written for nobody: afterwards they keep it, close it, or let it go for good", False)


@dataclass(frozen=True, kw_only=True)
class TextQuestion(Question):
    """As much as they want; never cut off."""

    kind: ClassVar[str] = "text"

    minutes: int = key("a soft timer, in minutes", 0)
    let_go: bool = key("written for nobody: afterwards they keep it, close it, or let it go for good", False)


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """One of several."""

    kind: ClassVar[str] = "choice"

    options: Options = key("a list of words, a mapping id: words, or {from: x}")
    other: bool = key("true offers room for their own words", False)


@dataclass(frozen=True, kw_only=True)
class ChoicesQuestion(Question):
    """Some of several."""

    kind: ClassVar[str] = "choices"

    options: Options = key("a list of words, a mapping id: words, or {from: x}")
    other: bool = key("true offers room for their own words", False)
    at_least: int = key("how many are suggested at least; never blocks", 0)
    at_most: int = key("how many are suggested at most; never blocks", 0)


@dataclass(frozen=True, kw_only=True)
class ScaleQuestion(Question):
    """A number between two ends."""

    kind: ClassVar[str] = "scale"

    min: int = key("the lowest number", 0)
    max: int = key("the highest number", 10)
    low: str = key("what the lowest means", "")
    high: str = key("what the highest means", "")
    measure: str = key("a measure of pack.yaml, which gives the words", "")


@dataclass(frozen=True, kw_only=True)
class RatingsQuestion(Question):
    """Several picked, each rated 1 to 5."""

    kind: ClassVar[str] = "ratings"

    options: Options = key("a list of words, a mapping id: words, or {from: x}")
    low: str = key("what 1 means", "")
    high: str = key("what 5 means", "")


@dataclass(frozen=True, kw_only=True)
class ListQuestion(Question):
    """Short lines."""

    kind: ClassVar[str] = "list"

    at_least: int = key("how many are suggested at least; never blocks", 0)
    at_most: int = key("how many are suggested at most; never blocks", 0)


@dataclass(frozen=True, kw_only=True)
class TableQuestion(Question):
    """Rows and columns; rows grow, or come from an earlier answer."""

    kind: ClassVar[str] = "table"

    columns: tuple[Column, ...] = key("a list of {id, title, kind, options}")
    rows: int | From = key("how many empty rows to begin with, or {from: x}", 1)
    remainder: RemainderRule | None = key("the rest of a column: {column, of: 100, words}")


@dataclass(frozen=True, kw_only=True)
class LetterQuestion(Question):
    """Put together from earlier answers, then theirs."""

    kind: ClassVar[str] = "letter"

    template: Text = key("the letter, with {x} where an answer goes")


@dataclass(frozen=True, kw_only=True)
class DateQuestion(Question):
    """A day."""

    kind: ClassVar[str] = "date"

    options: tuple[OptionWords, ...] = key("quick picks: {+2d: two days}", ())


AnyStep = (
    Note
    | LineQuestion
    | TextQuestion
    | ChoiceQuestion
    | ChoicesQuestion
    | ScaleQuestion
    | RatingsQuestion
    | ListQuestion
    | TableQuestion
    | LetterQuestion
    | DateQuestion
)
"""Every kind there is. Who must treat them all matches on it and ends in `assert_never`."""

AnyQuestion = (
    LineQuestion
    | TextQuestion
    | ChoiceQuestion
    | ChoicesQuestion
    | ScaleQuestion
    | RatingsQuestion
    | ListQuestion
    | TableQuestion
    | LetterQuestion
    | DateQuestion
)

KINDS: Mapping[str, type[AnyStep]] = {
    cls.kind: cls
    for cls in (
        Note, LineQuestion, TextQuestion, ChoiceQuestion, ChoicesQuestion, ScaleQuestion, RatingsQuestion,
        ListQuestion, TableQuestion, LetterQuestion, DateQuestion,
    )
}  # fmt: skip

COLUMN_KINDS = ("line", "text", "choice", "scale", "date", "number")


def one_row_a_screen(step: TableQuestion) -> bool:
    """Whether a table is asked row by row: it has one column, and its rows come from an earlier answer."""
    return len(step.columns) == 1 and isinstance(step.rows, From)
