"""Lets these tests share what stands beside them, and the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

_TESTS = Path(__file__).resolve().parent.parent
for folder in (_TESTS, _TESTS / "attacks", _TESTS / "faults"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
