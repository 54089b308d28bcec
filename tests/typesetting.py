"""Other typesetters for tests: one on a computer without fonts of its own, and ones that fail in every real way."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.printing import pdf

_TYPESETTER = pdf._TYPESETTER
_NO_FONTS = """
import typst
_Compiler = typst.Compiler
typst.Compiler = lambda *given, **more: _Compiler(*given, **{**more, "ignore_system_fonts": True})
"""


def sets_by(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> Path:
    """From now on PDFs are set by a process that runs this code, in this folder's file."""
    script = folder / "typesetter.py"
    script.write_text(code, encoding="utf-8")
    monkeypatch.setattr(pdf, "_TYPESETTER", script)
    return script


def first(code: str) -> str:
    """The real typesetter, once this code has run in its process."""
    return f"{code}\nimport runpy\nrunpy.run_path({str(_TYPESETTER)!r}, run_name='__main__')\n"


def without_system_fonts(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on the typesetter has the fonts that Typst brings, as on a computer that has no others."""
    sets_by(monkeypatch, folder, first(_NO_FONTS))
