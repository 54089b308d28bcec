"""workbook.yaml and shelf.yaml <-> their bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from ..files import yamlfile
from ..files.markers import parted
from ..files.yamlfile import Node
from ..model.workbook import Follows, Workbook
from .marks import FORMAT, Fields, Unreadable, items_of, text_of, tree_of, without_empty


class ShelfFacts(NamedTuple):
    """What shelf.yaml holds."""

    current: str = ""
    """The id of the book that is open; empty for the newest."""
    support: tuple[str, ...] = ()
    """Lines of the person's own about people to talk to."""
    beside: Mapping[str, Mapping[str, object]] = MappingProxyType({})
    """What stands beside such a line and is not known here, by the line."""
    offered_on: date | None = None
    """The day on which something was offered last: people to talk to, a break."""
    offered: tuple[str, ...] = ()
    """What was, each once that day."""
    format: int = FORMAT
    extra: Mapping[str, object] = MappingProxyType({})


def encode_workbook(book: Workbook) -> bytes:
    """The bytes of workbook.yaml."""
    follows = book.follows
    return _bytes(
        {
            "format": FORMAT,
            "id": book.id,
            "title": book.title,
            "started": book.started,
            "path": book.path,
            "closed": book.closed,
            "put-away": book.put_away,
            "follows": None if follows is None else {"id": follows.id, "title": follows.title},
        },
        book.extra,
    )


def decode_workbook(data: bytes, folder: str) -> tuple[Workbook, int]:
    """A workbook's facts and the file's format number. Raises Unreadable."""
    fields = Fields(tree_of(data, yamlfile.CONTENT, at_a_glance=True))
    format = fields.whole("format")
    started = fields.moment("started")
    if started is None:
        raise Unreadable(1, 1, "`started` is missing")
    follows = fields.take("follows")
    other = Fields(follows) if follows is not None else None
    book = Workbook(
        id=fields.text("id", folder),
        title=fields.text("title", ""),
        started=started,
        path=fields.text("path", ""),
        closed=fields.day("closed"),
        put_away=fields.flag("put-away"),
        follows=None if other is None else Follows(other.text("id"), other.text("title", "")),
        extra=fields.rest(),
    )
    return book, format


def facts_in(data: bytes, folder: str) -> tuple[Workbook, int, bool]:
    """A workbook's facts to be looked at, its format, and whether git has left two versions: then those from here.

    Raises Unreadable.
    """
    try:
        return *decode_workbook(data, folder), False
    except Unreadable:
        if (parts := parted(data)) is None:
            raise
    return *decode_workbook(parts.one, folder), True


def encode_shelf(facts: ShelfFacts) -> bytes:
    """The bytes of shelf.yaml."""
    support = [{"say": line, **facts.beside.get(line, {})} for line in facts.support]
    offered = {"day": facts.offered_on, "what": list(facts.offered)} if facts.offered_on is not None else None
    return _bytes({"format": FORMAT, "current": facts.current, "support": support, "offered": offered}, facts.extra)


def shelf_facts_in(data: bytes) -> ShelfFacts:
    """What shelf.yaml holds, to be looked at: of two versions that git has left, the people of both.

    Raises Unreadable.
    """
    try:
        return decode_shelf(data)
    except Unreadable:
        if (parts := parted(data)) is None:
            raise
    one, other = decode_shelf(parts.one), decode_shelf(parts.other)
    people = tuple(dict.fromkeys((*one.support, *other.support)))
    return one._replace(support=people, beside={**other.beside, **one.beside}, extra={**other.extra, **one.extra})


def decode_shelf(data: bytes) -> ShelfFacts:
    """What shelf.yaml holds. Raises Unreadable."""
    fields = Fields(tree_of(data, yamlfile.CONTENT, at_a_glance=True))
    format = fields.whole("format")
    support = fields.take("support")
    people = [Fields(item) for item in items_of(support)] if support is not None else []
    lines = tuple(one.text("say") for one in people)
    beside = {line: rest for line, one in zip(lines, people, strict=True) if (rest := one.rest())}
    current = fields.take("current")
    offered = fields.take("offered")
    day, what = _offered(offered) if offered is not None else (None, ())
    words = text_of(current) if current is not None else ""
    return ShelfFacts(words, lines, beside, day, what, format, fields.rest())


def _offered(node: Node) -> tuple[date | None, tuple[str, ...]]:
    """It is a comfort: where it can't be read, it is as good as none, and the rest of the file counts."""
    try:
        fields = Fields(node)
        day, what = fields.day("day"), fields.take("what")
        return day, tuple(text_of(one) for one in items_of(what)) if day is not None and what is not None else ()
    except Unreadable:
        return None, ()


def _bytes(tree: dict[str, Any], extra: Mapping[str, object]) -> bytes:
    return (yamlfile.write({**without_empty(tree), **extra}) + "...\n").encode()
