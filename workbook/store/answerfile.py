"""One answer <-> what stands in a sitting's file, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from ..files.yamlfile import Mapping as MappingNode
from ..files.yamlfile import Node, OneLine, OneLineList, Scalar
from ..model.answers import (
    Added,
    Answer,
    AnsweredColumn,
    Cell,
    Ends,
    Line,
    Lines,
    Pick,
    Picks,
    Rating,
    Ratings,
    Remainder,
    Row,
    Table,
    Value,
    number_of,
)
from .marks import (
    Fields,
    Unreadable,
    day_in,
    day_of,
    items_of,
    number,
    pair_of,
    text_of,
    whole_in,
    whole_of,
    without_empty,
)


def answer_tree(answer: Answer) -> dict[str, Any]:
    """What stands in the file. The keys come in an order that reads well."""
    ends = answer.ends
    returns = answer.returns
    value, beside = _value_tree(answer.value)
    tree = without_empty(
        {
            "ask": answer.ask,
            "called": answer.called,
            "kind": answer.kind,
            "measure": answer.measure,
            "at": answer.at,
            "again": answer.again,
            "day": answer.day,
            "private": answer.private,
            "marked": answer.marked,
            "keep": answer.keep,
            "skipped": answer.skipped,
            "off": answer.off,
            "sealed": answer.sealed,
            "let_go": answer.let_go,
            "let_go_at": answer.let_go_at,
            "assembled": answer.assembled,
            "takes": OneLineList(answer.takes),
            "columns": beside.pop("columns", None),
            "answer": value,
            **beside,
            **({"last": answer.last} if value is None and answer.last else {}),
            "min": None if ends is None else ends.min,
            "max": None if ends is None else ends.max,
            "low": "" if ends is None else ends.low,
            "high": "" if ends is None else ends.high,
            "returns": returns,
            "returned": answer.returned,
            "added": [{"day": one.day, "text": one.text, **one.extra} for one in answer.added],
        },
        keep=(
            "ask",
            *(("private",) if answer.private is not None else ()),
            *(("answer",) if value is not None else ()),
        ),
    )
    return {**tree, **answer.extra}


def _value_tree(value: Value | None) -> tuple[Any, dict[str, Any]]:
    """What stands under `answer`, and what stands beside it."""
    match value:
        case None | str() | int() | date():
            return value, {}
        case Picks(picks):
            return {pick.id: pick.words for pick in picks}, {}
        case Ratings(ratings):
            return [
                without_empty({"option": one.id, "words": one.words, "rating": one.rating}, keep=("words",))
                for one in ratings
            ], {}
        case Lines(lines, last):
            beside: dict[str, Any] = {"hidden": OneLineList(line.number for line in lines if line.hidden)}
            if last > Lines(lines).last:
                beside["last"] = last
            return {line.number: line.text for line in lines}, beside
        case Table():
            return _table_tree(value)
        case _:
            assert_never(value)


def _table_tree(table: Table) -> tuple[Any, dict[str, Any]]:
    beside: dict[str, Any] = {"columns": [OneLine(id=one.id, title=one.title, kind=one.kind) for one in table.columns]}
    if table.remainder is not None:
        beside["remainder"] = OneLine(words=table.remainder.words, value=table.remainder.value)
    if table.last > Table((), table.rows).last:
        beside["last"] = table.last
    rows = []
    for row in table.rows:
        tree: dict[str, Any] = {"row": OneLine({key_tree(row.key): row.words})}
        if row.off:
            tree["off"] = True
        if row.hidden:
            tree["hidden"] = True
        for column, cell in row.cells.items():
            tree[column] = OneLine({cell.id: cell.words}) if isinstance(cell, Pick) else cell
        rows.append(tree)
    return rows, beside


def key_tree(key: str) -> int | str:
    """A row's key as it is written: a number plain."""
    return number_of(key) or key


def read_answer(node: Node) -> Answer:
    """The answer that stands at a node. Raises Unreadable with its line."""
    fields = Fields(node)
    kind = fields.text("kind")
    value = fields.take("answer")
    read = _read_value(kind, value, fields) if value is not None else None
    if value is not None and read is None:
        fields.put_back("answer", value)
    ends = _read_ends(fields) if kind == "scale" else None
    last = fields.whole("last", 0) if value is None and kind in ("list", "table") else 0
    return Answer(
        ask=fields.text("ask"),
        kind=kind,
        called=fields.text("called", ""),
        value=read,
        day=fields.day("day"),
        skipped=fields.flag("skipped"),
        off=fields.flag("off"),
        sealed=fields.flag("sealed"),
        let_go=fields.flag("let_go"),
        let_go_at=fields.moment("let_go_at"),
        private=fields.maybe_flag("private"),
        marked=fields.flag("marked"),
        keep=fields.flag("keep"),
        assembled=fields.flag("assembled"),
        takes=tuple(text_of(one) for one in items_of(taken)) if (taken := fields.take("takes")) is not None else (),
        last=last,
        again=fields.text("again", ""),
        measure=fields.text("measure", ""),
        at=fields.moment("at"),
        ends=ends,
        returns=_read_returns(fields),
        returned=fields.day("returned"),
        added=_read_added(fields),
        extra=fields.rest(),
    )


def _read_ends(fields: Fields) -> Ends | None:
    if not any(fields.has(key) for key in ("min", "max", "low", "high")):
        return None
    return Ends(fields.whole("min", 0), fields.whole("max", 10), fields.text("low", ""), fields.text("high", ""))


def _read_returns(fields: Fields) -> date | str | None:
    node = fields.take("returns")
    if node is None:
        return None
    return "another-no" if text_of(node) == "another-no" else day_of(node)


def _read_added(fields: Fields) -> tuple[Added, ...]:
    node = fields.take("added")
    if node is None:
        return ()
    added = []
    for item in items_of(node):
        one = Fields(item)
        day = one.day("day")
        if day is None:
            raise Unreadable(item.line, item.column, "`day` is missing")
        added.append(Added(day, one.text("text"), one.rest()))
    return tuple(added)


def _read_value(kind: str, node: Node, fields: Fields) -> Value | None:
    """The value of an answer; None of a kind that this program does not know."""
    match kind:
        case "line" | "text" | "letter":
            return text_of(node)
        case "date":
            return _day_or_words(node)
        case "scale":
            return whole_of(node)
        case "choice" | "choices":
            return Picks(tuple(Pick(key, words) for key, words in _pairs(node)))
        case "ratings":
            return Ratings(tuple(_read_rating(item) for item in items_of(node)))
        case "list":
            return _read_lines(node, fields)
        case "table":
            return _read_table(node, fields)
        case "note":
            raise Unreadable(node.line, node.column, "a note asks nothing, so it has no answer")
        case _:
            return None


def _pairs(node: Node) -> list[tuple[str, str]]:
    if not isinstance(node, MappingNode):
        raise Unreadable(node.line, node.column, "`id: words` is wanted here")
    return [(key.text, text_of(value)) for key, value in node.pairs]


def _read_rating(node: Node) -> Rating:
    fields = Fields(node)
    rating = fields.take("rating")
    return Rating(fields.text("option"), fields.text("words"), None if rating is None else whole_of(rating))


def _read_lines(node: Node, fields: Fields) -> Lines:
    hidden_node = fields.take("hidden")
    hidden = {whole_of(item) for item in items_of(hidden_node)} if hidden_node is not None else set()
    lines = []
    for key, words in _pairs(node):
        if not (line := number_of(key)):
            raise Unreadable(node.line, node.column, f"`{key}` is no number of a line")
        lines.append(Line(line, words, line in hidden))
    return Lines(tuple(lines), fields.whole("last", 0))


def _read_table(node: Node, fields: Fields) -> Table:
    columns_node = fields.take("columns")
    columns = []
    for item in items_of(columns_node) if columns_node is not None else ():
        one = Fields(item)
        columns.append(AnsweredColumn(one.text("id"), one.text("title", ""), one.text("kind", "line")))
    kinds = {one.id: one.kind for one in columns}
    rows = tuple(_read_row(item, kinds) for item in items_of(node))
    remainder = fields.take("remainder")
    left = None
    if remainder is not None:
        one = Fields(remainder)
        words, value = one.text("words"), one.text("value")
        left = Remainder(words, number(value) or Decimal(0))
    return Table(tuple(columns), rows, left, fields.whole("last", 0))


def _read_row(node: Node, kinds: Mapping[str, str]) -> Row:
    fields = Fields(node)
    row = fields.take("row")
    if row is None:
        raise Unreadable(node.line, node.column, "`row` is missing")
    key, words = pair_of(row)
    off, hidden = fields.flag("off"), fields.flag("hidden")
    cells = {column: _read_cell(kinds.get(column, ""), value) for column, value in fields.node_pairs()}
    return Row(key, words, cells, off, hidden)


def _read_cell(kind: str, node: Node) -> Cell:
    if isinstance(node, MappingNode):
        return Pick(*pair_of(node))
    if kind in ("line", "text"):
        return text_of(node)
    words = _day_or_words(node)
    # A column may be gone, or be of another kind now: what a cell is, it says itself, for words that look like a
    # number are written in quotes.
    if isinstance(words, date) or not isinstance(node, Scalar) or not node.plain:
        return words
    if kind == "scale" and (made := whole_in(words)) is not None:
        return made
    found = number(words)
    return words if found is None else found


def _day_or_words(node: Node) -> date | str:
    """A day that stands plain, else the words: those that nobody could take for a day are kept as they were written."""
    words = text_of(node)
    day = day_in(words) if isinstance(node, Scalar) and node.plain else None
    return words if day is None else day
