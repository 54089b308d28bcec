"""A pack of one exercise, written in the test that needs it."""

from __future__ import annotations

from pathlib import Path

PACK = """format: 1
id: small
title: Small
sections:
  - {id: s, title: A section, exercises: [first]}
support:
  - {where: Anywhere, say: "Call 112.", checked: 2026-11-22}
"""
HEAD = "title: First\nminutes: 2\npurpose: To try a thing.\nsteps:\n"


def small(folder: Path, steps: str, head: str = HEAD) -> Path:
    """The folder of a pack whose one exercise, `first`, has these steps."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(PACK)
    (folder / "first.yaml").write_text(head + steps, encoding="utf-8")
    return folder


def one(kind: str, more: str = "") -> str:
    """A step of a kind, called `x`."""
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    return f"  - id: x\n    kind: {kind}\n    core: true\n    ask: What is it?\n{lines}"
