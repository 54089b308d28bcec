"""The widgets of the kinds of step; each file knows nothing of its neighbours."""

from __future__ import annotations

from typing import assert_never

from ....model.questions import (
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

__all__ = ["Given", "QuestionWidget", "hides_earlier", "widget_for"]


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
