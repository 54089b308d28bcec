"""Exercises for tests, written as authors write them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from workbook.library.folders import find, read_pack_at
from workbook.library.reader import read_exercise
from workbook.model.exercise import Exercise

EVERYTHING = Path(__file__).parent / "packs" / "everything"


def authored(steps: str, more: str = "", id: str = "tried") -> Exercise:
    """An exercise with these steps, and more keys beside them. Raises AssertionError with every problem."""
    text = "title: Tried\nminutes: 10\npurpose: To be tried.\n" + dedent(more) + "steps:\n" + dedent(steps)
    read = read_exercise(text.encode(), Path(f"{id}.yaml"))
    assert read.exercise is not None, "\n".join(map(str, read.problems))
    return read.exercise


def of_everything(id: str) -> Exercise:
    """An exercise of the pack that uses everything."""
    file = find(EVERYTHING).files[id]
    read = read_exercise(file.read_bytes(), file, pack=read_pack_at(EVERYTHING))
    assert read.exercise is not None, "\n".join(map(str, read.problems))
    return read.exercise
