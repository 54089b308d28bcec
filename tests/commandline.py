"""The command line as tests run it: a pack of two exercises, a shelf of their own, in this process or another."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from workbook.cli import run

PACK = """\
format: 1
id: small
title: Small
sections:
  - {id: start, title: Start, exercises: [first]}
  - {id: learning, title: Learning from it, exercises: [second]}
"""
FIRST = """\
title: What was said
minutes: 3
purpose: To say it once
steps:
  - id: said
    kind: text
    core: true
    ask: What did they say?
  - id: stays
    kind: line
    ask: What stays?
"""
SECOND = """\
title: One small step
minutes: 5
purpose: To begin again
steps:
  - {id: heavy, kind: note, text: Read this first}
  - id: step
    kind: line
    core: true
    ask: What is the step?
"""
ANSWER = "They wrote four lines. The third said no."


def sitting(
    exercise: str, answer: str = ANSWER, *, title: str = "What was said", ask: str = "What did they say?"
) -> str:
    """The text of a sitting's file, unfinished, with one answer."""
    return f"""\
format: 1
exercise: {exercise}
title: {title}
pack: small
section: start
content: sha256:0
revision: 3
started: 2026-11-22T18:04:05+01:00
saved: 2026-11-22T18:19:40+01:00
place: {{step: said}}
done: 1
of: 2
answers:
  said:
    ask: {ask}
    kind: text
    day: 2026-11-22
    answer: {answer}
...
"""


@dataclass
class CommandLine:
    """A shelf, a pack, a folder to work in, and a way to run commands there."""

    folder: Path
    capture: pytest.CaptureFixture[bytes]
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def shelf(self) -> Path:
        """The folder of the books."""
        return self.folder / "shelf"

    @property
    def pack(self) -> Path:
        """The folder of the exercises."""
        return self.folder / "pack"

    @property
    def here(self) -> Path:
        """The folder in which commands run."""
        return self.folder / "here"

    def write_pack(self) -> None:
        """Two exercises in two sections."""
        for name, text in (("pack.yaml", PACK), ("first.yaml", FIRST), ("second.yaml", SECOND)):
            self.write(self.pack / name, text)

    def write(self, path: Path, text: str) -> Path:
        """A file with this text."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def book(
        self, name: str, title: str, day: str = "2026-11-22", *, exercise: str = "first", answer: str = ANSWER
    ) -> Path:
        """A book on the shelf with one unfinished exercise."""
        facts = f"format: 1\nid: {name}\ntitle: {title}\nstarted: {day}T18:00:00+01:00\n...\n"
        self.write(self.shelf / name / "workbook.yaml", facts)
        return self.write(self.shelf / name / "small" / f"{exercise}.yaml", sitting(exercise, answer))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command in this process: its status, stdout and stderr."""
        self.capture.readouterr()
        status = run(arguments)
        out, err = self.capture.readouterr()
        return status, out.decode(), err.decode()

    def start(self, *arguments: str, code: str = "", **more: object) -> subprocess.Popen[bytes]:
        """Start a command in a process of its own; with `code`, that code instead."""
        command = [sys.executable, "-m", "workbook", *arguments] if not code else [sys.executable, "-c", code]
        usual = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        environ = {**os.environ, **self.environ}
        return subprocess.Popen(command, cwd=self.here, env=environ, **{**usual, **more})  # type: ignore[call-overload,no-any-return]

    def run_apart(self, *arguments: str, code: str = "", **more: object) -> tuple[int, str, str]:
        """Run a command in a process of its own: its status, stdout and stderr."""
        with self.start(*arguments, code=code, **more) as process:
            out, err = process.communicate(timeout=30)
            return process.returncode, (out or b"").decode(), (err or b"").decode()
