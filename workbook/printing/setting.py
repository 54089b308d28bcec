"""How a print is set on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What somebody may choose about the paper, beside what goes on it."""

    paper: Paper = "a4"
    large: bool = False
    """In large print: for PDF and HTML."""
    boxes: bool = False
    """A PDF has a box for each character that no font on the computer has. Without this, there is none at all then."""


USUAL = Setting()
"""A4, in letters of the usual size."""
