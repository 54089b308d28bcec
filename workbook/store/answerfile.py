"""One answer <-> what stands in a sitting's file, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from ..files.yamlfile import Mapping as MappingNode
from ..files.yamlfile import Node, OneLine, OneLineList
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
)
from ..model.questions import KINDS
from .marks import (
    Fields,
    Unreadable,
    day_of,
    items_of,
    number,
    pair_of,
    text_of,
    whole_of,
    without_empty,
)


def answer_tree(answer: Answer) -> dict[str, Any]:
    """What stands in the file. The keys come in an order that reads well."""
    ends = answer.ends
    returns = answer.returns
    value, beside = _value_tree(answer.value)
    return without_empty(
        {
            "ask": answer.ask,
            "called": answer.called,
            "kind": answer.kind,
            "measure": answer.measure,
            "again": answer.again,
            "day": answer.day,
            "private": answer.private,
            "keep": answer.keep,
            "skipped": answer.skipped,
            "off": answer.off,
            "sealed": answer.sealed,
            "let_go": answer.let_go,
            "assembled": answer.assembled,
            "columns": beside.pop("columns", None),
            "answer": value,
            **beside,
            "min": None if ends is None else ends.min,
            "max": None if ends is None else ends.max,
            "low": "" if ends is None else ends.low,
            "high": "" if ends is None else ends.high,
            "returns": returns,
            "returned": answer.returned,
            "added": [{"day": one.day, "text": one.text} for one in answer.added],
            **answer.extra,
        },
        keep=(
            "ask",
            *(("private",) if answer.private is not None else ()),
            *(("answer",) if value is not None else ()),
        ),
    )


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
            if last > max((line.number for line in lines), default=0):
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
    if table.last > max((int(row.key) for row in table.rows if row.key.isdigit()), default=0):
        beside["last"] = table.last
    rows = []
    for row in table.rows:
        key: int | str = int(row.key) if row.key.isdigit() and str(int(row.key)) == row.key else row.key
        tree: dict[str, Any] = {"row": OneLine({key: row.words})}
        if row.off:
            tree["off"] = True
        if row.hidden:
            tree["hidden"] = True
        for column, cell in row.cells.items():
            tree[column] = OneLine({cell.id: cell.words}) if isinstance(cell, Pick) else cell
        rows.append(tree)
    return rows, beside


def read_answer(node: Node) -> Answer:
    """The answer that stands at a node. Raises Unreadable with its line."""
    fields = Fields(node)
    kind = fields.text("kind")
    value = fields.take("answer")
    known = kind in KINDS
    read = _read_value(kind, value, fields) if value is not None and known else None
    if value is not None and not known:
        fields.put_back("answer", value)
    ends = _read_ends(fields) if kind == "scale" else None
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
        private=fields.maybe_flag("private"),
        keep=fields.flag("keep"),
        assembled=fields.flag("assembled"),
        again=fields.text("again", ""),
        measure=fields.text("measure", ""),
        ends=ends,
        returns=_read_returns(fields),
        returned=fields.day("returned"),
        added=_read_added(fields),
        extra=fields.rest(),
    )


def _read_ends(fields: Fields) -> Ends:
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
        added.append(Added(day, one.text("text")))
    return tuple(added)


def _read_value(kind: str, node: Node, fields: Fields) -> Value:
    match kind:
        case "line" | "text" | "letter":
            return text_of(node)
        case "date":
            try:
                return day_of(node)
            except Unreadable:
                # Words that nobody could take for a day are kept as they were written.
                return text_of(node)
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
        case _:
            raise Unreadable(node.line, node.column, f"`{kind}` is no kind of question")


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
        if not key.isdigit():
            raise Unreadable(node.line, node.column, f"`{key}` is no number of a line")
        lines.append(Line(int(key), words, int(key) in hidden))
    highest = max((line.number for line in lines), default=0)
    return Lines(tuple(lines), fields.whole("last", highest))


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
    highest = max((int(row.key) for row in rows if row.key.isdigit()), default=0)
    return Table(tuple(columns), rows, left, fields.whole("last", highest))


def _read_row(node: Node, kinds: Mapping[str, str]) -> Row:
    fields = Fields(node)
    row = fields.take("row")
    if row is None:
        raise Unreadable(node.line, node.column, "`row` is missing")
    key, words = pair_of(row)
    off, hidden = fields.flag("off"), fields.flag("hidden")
    cells = {column: _read_cell(kinds.get(column, "line"), value) for column, value in fields.node_pairs()}
    return Row(key, words, cells, off, hidden)


def _read_cell(kind: str, node: Node) -> Cell:
    if isinstance(node, MappingNode):
        return Pick(*pair_of(node))
    words = text_of(node)
    if kind == "scale" and words.lstrip("-").isdigit():
        return int(words)
    if kind == "number" and (made := number(words)) is not None:
        return made
    if kind == "date":
        try:
            return date.fromisoformat(words)
        except ValueError:
            return words
    return words
