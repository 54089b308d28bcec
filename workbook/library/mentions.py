"""Where a file names exercises and measures: read off its tree, so that a name that points nowhere has its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..files.yamlfile import Mapping, Node, Scalar, Sequence

REST = ("rest", "close-book", "new-book")
"""What may stand for an exercise in `next`."""
WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Mention:
    """One id that stands in a file."""

    id: str
    node: Scalar
    place: str
    """What names it: `order`, `next`, `wording`, `section coping`, `path reflect`."""


def in_exercise(tree: Mapping) -> tuple[Mention, ...]:
    """The exercises that an exercise names in `order` and `next`, and the options that its `wording` goes by."""
    found: list[Mention] = []
    for rule in maps(tree.get("order")):
        for key in ("after", "not_right_after"):
            found += (Mention(one.text, one, "order") for one in scalars(rule.get(key)))
    for rule in maps(tree.get("next")):
        found += (Mention(one.text, one, "next") for one in scalars(rule.get("to")) if one.text not in REST)
    for step in maps(tree.get("steps")):
        if isinstance(wording := step.get("wording"), Mapping):
            found += (Mention(key.text, key, WORDING) for key, _ in wording.pairs)
    return tuple(found)


def in_pack(tree: Mapping) -> tuple[Mention, ...]:
    """The exercises that pack.yaml names in its sections, paths and breaks."""
    found: list[Mention] = []
    for section in maps(tree.get("sections")):
        place = f"section {_id(section)}"
        found += (Mention(one.text, one, place) for one in scalars(section.get("exercises")))
    for path in maps(tree.get("paths")):
        named = [*scalars(path.get("short"))]
        named += (one for day in maps(path.get("days")) for one in scalars(day.get("do")))
        found += (Mention(one.text, one, f"path {_id(path)}") for one in named)
    feeling = tree.get("breaks")
    feeling = feeling.get("feeling") if isinstance(feeling, Mapping) else None
    if isinstance(feeling, Mapping):
        found += (Mention(one.text, one, "the key `breaks`") for one in scalars(feeling.get("exercises")))
    return tuple(found)


def ids_in_pack(tree: Mapping) -> dict[str, list[Scalar]]:
    """The ids of its sections, and those of its paths."""
    return {
        key: [id for one in maps(tree.get(key)) if isinstance(id := one.get("id"), Scalar)]
        for key in ("sections", "paths")
    }


def scalars(node: Node | None) -> Iterator[Scalar]:
    """The single values of a node: itself, or those of the lists in it."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)


def inside(node: Node | None, *way: str | int) -> Node | None:
    """What stands further in, by keys and positions; as far as the way leads."""
    for one in way:
        further: Node | None = None
        if isinstance(one, str) and isinstance(node, Mapping):
            further = node.get(one)
        elif isinstance(one, int) and isinstance(node, Sequence) and one < len(node.items):
            further = node.items[one]
        if further is None:
            return node
        node = further
    return node


def maps(node: Node | None) -> Iterator[Mapping]:
    """The mappings of a node: itself, or those of a list."""
    items = node.items if isinstance(node, Sequence) else (node,)
    yield from (one for one in items if isinstance(one, Mapping))


def _id(node: Mapping) -> str:
    id = node.get("id")
    return id.text if isinstance(id, Scalar) else ""
