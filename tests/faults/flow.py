"""What a flow is: one thing that somebody does, with what stands before and what must be true afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from world import World, written

from workbook.store.shelf import Shelf
from workbook.store.workbook import Book

Say = Callable[[str], None]
Wrong = Iterable[str]


def fine(world: World) -> Wrong:
    """Nothing is wrong."""
    return ()


@dataclass(frozen=True)
class Flow:
    """One thing that somebody does."""

    name: str
    do: Callable[[World, Say], None]
    before: Callable[[World], None] = written
    """Makes what stands before."""
    new: tuple[str, ...] = ()
    """Words that may stand afterwards beside those that stood before."""
    gone: tuple[str, ...] = ()
    """Words that stood before and need not stand afterwards: the person wrote over them, or wanted them gone."""
    anyhow: Callable[[World], Wrong] = fine
    """What is wrong, whatever has happened."""
    after: Callable[[World], Wrong] = fine
    """What is wrong once it is done."""
    slow: bool = False
    """Whether it takes so long that usually few faults are tried."""


def novel(world: World) -> Book:
    """The book that is written in."""
    for book in Shelf(world.shelf).read().books:
        if book.folder.name.startswith("2026-11-22"):
            return book
    raise FileNotFoundError("the book is gone")
