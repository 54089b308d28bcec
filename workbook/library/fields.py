"""What an author may write in a place: taken from the model's dataclasses, which say it once."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from ..model.exercise import AUTHORED, Exercise
from ..model.questions import KINDS


@dataclass(frozen=True, slots=True)
class Key:
    """One key that may be written."""

    attribute: str
    """The dataclass' field."""
    hint: Any
    """Its type, without None."""
    required: bool
    doc: str


@cache
def keys_of(cls: type) -> dict[str, Key]:
    """The keys of a place, by the words that an author writes."""
    hints = typing.get_type_hints(cls)
    found: dict[str, Key] = {}
    for one in fields(cls):
        if cls is Exercise and one.name not in AUTHORED:
            continue
        hint, optional = without_none(hints[one.name])
        default = one.default if one.default is not MISSING else one.default_factory
        required = default is None and not optional
        name = one.metadata.get("key") or one.name
        found[name] = Key(one.name, hint, required, str(one.metadata.get("doc", "")))
    return found


@cache
def keys_of_steps() -> frozenset[str]:
    """Every key that some kind of step has."""
    kinds: list[type] = list(KINDS.values())
    return frozenset(key for kind in kinds for key in keys_of(kind))


def without_none(hint: Any) -> tuple[Any, bool]:
    """A type without its None, and whether it had one."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        rest = tuple(one for one in typing.get_args(hint) if one is not type(None))
        if len(rest) < len(typing.get_args(hint)):
            return (rest[0] if len(rest) == 1 else typing.Union[rest]), True  # noqa: UP007
    return hint, False
