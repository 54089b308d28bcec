"""The facts of a workbook: a person's book about one setback."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple


class Follows(NamedTuple):
    """The book that this one came after."""

    id: str
    title: str


class Workbook(NamedTuple):
    """What workbook.yaml holds."""

    id: str
    title: str
    """The person's own words; empty until they have named it."""
    started: datetime
    path: str = ""
    """The path through the exercises that they chose."""
    closed: date | None = None
    put_away: bool = False
    follows: Follows | None = None
    extra: Mapping[str, object] = MappingProxyType({})
    """Keys that this program does not know; they are kept."""
