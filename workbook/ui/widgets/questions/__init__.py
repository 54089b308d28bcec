"""The widgets of the kinds of step; each file knows nothing of its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import assert_never

from ....model.questions import (
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    LetterQuestion,
    LineQuestion,
    ListQuestion,
    Note,
    RatingsQuestion,
    ScaleQuestion,
    TableQuestion,
    TextQuestion,
)
from .base import Given, QuestionWidget, hides_earlier

__all__ = ["Given", "QuestionWidget", "hides_earlier", "ready_for", "widget_for"]

_MODULES = {"line": "text", "list": "lines"}
"""By the kind of a step, where its widget is; the others are in modules of that name."""


def widget_for(given: Given) -> QuestionWidget:
    """The widget in which a step is read or answered. Only what is needed is imported."""
    match given.step:
        case Note():
            from .note import NotePage

            return NotePage(given)
        case LineQuestion() | TextQuestion():
            from .text import TextBox

            return TextBox(given)
        case ChoiceQuestion():
            from .choice import OneOf

            return OneOf(given)
        case ChoicesQuestion():
            from .choices import SomeOf

            return SomeOf(given)
        case ScaleQuestion():
            from .scale import Scale

            return Scale(given)
        case DateQuestion():
            from .date import Day

            return Day(given)
        case TableQuestion():
            from .table import TableBox

            return TableBox(given)
        case ListQuestion():
            from .lines import ListBox

            return ListBox(given)
        case RatingsQuestion():
            from .ratings import RatingsList

            return RatingsList(given)
        case LetterQuestion():
            from .letter import LetterBox

            return LetterBox(given)
        case _:
            assert_never(given.step)


def ready_for(steps: Iterable[AnyStep]) -> None:
    """Import the widgets of these steps; on another thread, while somebody reads the page before them."""
    for kind in dict.fromkeys(step.kind for step in steps):
        with suppress(ImportError):  # it is missed where it is needed
            import_module(f".{_MODULES.get(kind, kind)}", __name__)
