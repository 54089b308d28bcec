"""YAML as this program speaks it: a guarded reader with line marks, a writer whose files people can read."""

from __future__ import annotations

from .yamlread import read
from .yamltree import CONTENT, SITTING, Flaw, Limits, Mapping, Node, Scalar, Sequence
from .yamlwrite import OneLine, OneLineList, write

__all__ = [
    "CONTENT",
    "SITTING",
    "Flaw",
    "Limits",
    "Mapping",
    "Node",
    "OneLine",
    "OneLineList",
    "Scalar",
    "Sequence",
    "read",
    "write",
]
