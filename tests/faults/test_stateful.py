"""Whatever happens in whatever order: words that were called saved stand in a file, unless their person replaced them.

Two programs on one shelf are started, written in, killed and left; files are edited, damaged and removed outside,
exercises change, clocks jump, the book's folder gets another name. Each program is a process of its own, with the desk
and the Saver of the real one; only the screen is not there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anysitting import HARD
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from world import FIRST, PACK, SECOND, World, written

pytestmark = pytest.mark.xdist_group("stateful")

MEMORY = Path("/dev/shm")
WHO = st.sampled_from(["a", "b"])
STEPS = {"first": ("name", "told"), "second": ("next",)}
PLACES = st.sampled_from([(exercise, step) for exercise, steps in STEPS.items() for step in steps])
NEW_TEXTS = st.sampled_from([text.strip() for text in HARD if text.strip() and "\n" not in text]) | st.just("plain")
EDITIONS = {
    "as it was": FIRST,
    "with other words": FIRST.replace("What happened", "What did happen then"),
    "without a question": FIRST.replace("  - id: told\n    kind: text\n    core: true\n    ask: What happened\n", ""),
    "of another kind": FIRST.replace("id: told\n    kind: text", "id: told\n    kind: list"),
    "renamed": FIRST.replace("id: told\n", "id: story\n    was: [told]\n"),
    "broken": FIRST.replace("kind: line", "kind: lien"),
    "gone": "",
}


class Server:
    """Has everything imported; each program is a fork of it."""

    def __init__(self, folder: Path) -> None:
        self._way = str(folder / "way")
        command = [sys.executable, str(Path(__file__).with_name("writer.py")), self._way]
        self.process = subprocess.Popen(command, cwd=folder)

    def program(self) -> Program:
        """One more of them."""
        for _ in range(400):
            try:
                way = socket.socket(socket.AF_UNIX)
                way.connect(self._way)
                return Program(way)
            except OSError:
                way.close()
                time.sleep(0.05)
        raise AssertionError("the programs' server never came up")


class Program:
    """A program that is open, and what somebody sees in it."""

    def __init__(self, way: socket.socket) -> None:
        self._way = way
        self._lines = way.makefile("r", encoding="utf-8")
        self.pid = int(json.loads(self._lines.readline())["pid"])
        self.exercise = ""
        self.shows: dict[str, str] = {}
        """The words of each question, as they stand on its screen."""
        self.unsure = False
        """Whether files were harmed since something was typed: only what is typed writes all of it again."""

    def tell(self, do: str, **what: Any) -> None:
        self._way.sendall(json.dumps({"do": do, **what}).encode() + b"\n")

    def ask(self, do: str, **what: Any) -> dict[str, Any]:
        self.tell(do, **what)
        found: dict[str, Any] = json.loads(self._lines.readline())
        return found

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        # Its end of the line closes when it is gone.
        with contextlib.suppress(ConnectionResetError):
            while self._lines.readline():
                pass
        self.close()

    def close(self) -> None:
        self._lines.close()
        self._way.close()


SERVER: list[Server] = []


class Life(RuleBasedStateMachine):
    """One shelf, two programs, and what must stand on it."""

    def __init__(self) -> None:
        super().__init__()
        # Processes are killed here, not machines: memory is as good as a disk, and no sync is waited for.
        self.folder = Path(tempfile.mkdtemp(prefix="workbook-life-", dir=MEMORY if MEMORY.is_dir() else None))
        self.world = World(self.folder / "world")
        self.content = self.folder / "content"
        self.programs: dict[str, Program] = {}
        self.stands: set[str] = set()
        """Words that were called saved, and that nobody has replaced or damaged since."""
        self.replaced: set[str] = set()
        """Words that somebody has written others over. Another program may still show them: that brings none back."""
        self.count = 0

    @initialize()
    def begin(self) -> None:
        """A book with something in it."""
        self.world.shelf.mkdir(parents=True)
        self.content.mkdir()
        for name, text in (("pack", PACK), ("first", FIRST), ("second", SECOND)):
            (self.content / f"{name}.yaml").write_text(text)
        written(self.world)
        self.stands = self.world.words()

    def teardown(self) -> None:
        for program in self.programs.values():
            program.kill()
        shutil.rmtree(self.folder)

    @invariant()
    def everything_that_was_called_saved_stands_in_a_file(self) -> None:
        lost = self.stands - self.world.words()
        assert not lost, f"lost: {sorted(lost)}"

    @rule(who=WHO, exercise=st.sampled_from(list(STEPS)))
    def open(self, who: str, exercise: str) -> None:
        """An exercise, in a program that is started where it is not open."""
        program = self.programs.get(who)
        if program is None:
            program = self.programs[who] = SERVER[0].program()
            program.ask("start", shelf=str(self.world.shelf), content=str(self.content))
        self._called_saved(program)
        found = program.ask("open", exercise=exercise)
        program.exercise = exercise if "shows" in found else ""
        program.shows = found.get("shows", {})
        program.unsure = False

    @precondition(lambda self: self.programs)
    @rule(who=WHO, step=st.sampled_from(["name", "told", "story", "next"]), text=NEW_TEXTS)
    def type(self, who: str, step: str, text: str) -> None:
        """Other words, over those that stand there: these are nobody's loss any more."""
        program = self.programs.get(who)
        if program is None or not program.exercise:
            return
        self.count += 1
        words = f"{self.count} {text}"
        if "wrong" not in program.ask("type", step=step, words=words):
            self.replaced.add(program.shows.get(step, ""))
            self.stands -= self.replaced
            program.shows[step] = words
            program.unsure = False

    @rule(who=WHO, place=PLACES, text=NEW_TEXTS)
    def write(self, who: str, place: tuple[str, str], text: str) -> None:
        """Opened where it is not, typed, and called saved: what is mostly done."""
        exercise, step = place
        if who not in self.programs or self.programs[who].exercise != exercise:
            self.open(who, exercise)
        self.type(who, step, text)
        self.save(who)

    @precondition(lambda self: self.programs)
    @rule(who=WHO)
    def save(self, who: str) -> None:
        """Until it says `saved`."""
        if (program := self.programs.get(who)) is not None:
            self._called_saved(program)

    @precondition(lambda self: self.programs)
    @rule(who=WHO)
    def leave(self, who: str) -> None:
        """By the key."""
        if (program := self.programs.pop(who, None)) is not None:
            self._called_saved(program)
            program.close()

    @precondition(lambda self: self.programs)
    @rule(who=WHO)
    def kill(self, who: str) -> None:
        """At rest."""
        if (program := self.programs.pop(who, None)) is not None:
            program.kill()

    @precondition(lambda self: self.programs)
    @rule(who=WHO, after=st.floats(0, 0.012))
    def kill_while_it_saves(self, who: str, after: float) -> None:
        """At some moment of a save."""
        if (program := self.programs.pop(who, None)) is not None:
            program.tell("save")
            # This is the moment that is tried.
            time.sleep(after)
            program.kill()

    @precondition(lambda self: self.programs)
    @rule(who=WHO, seconds=st.sampled_from([-86400 * 2, -3600, -1, 1, 400, 3600, 86400 * 40, -86400 * 20000]))
    def jump(self, who: str, seconds: int) -> None:
        """The clock is put forward or back."""
        if (program := self.programs.get(who)) is not None:
            program.ask("clock", seconds=seconds)

    @precondition(lambda self: self.programs)
    @rule(who=WHO, facts=st.sampled_from([{"put_away": True}, {"put_away": False}, {"title": "The letters"}]))
    def change(self, who: str, facts: dict[str, Any]) -> None:
        """Something about the book."""
        if (program := self.programs.get(who)) is not None:
            program.ask("change", **facts)

    @rule(place=PLACES)
    def edit_outside(self, place: tuple[str, str]) -> None:
        """Words are added in another editor, which leaves a sound file."""
        for path in self._files(place[0]):
            data = path.read_text(encoding="utf-8")
            for line in data.splitlines():
                words = line.partition("answer: ")[2]
                if line.startswith("    answer: ") and words.isascii() and words.replace(" ", "").isalnum():
                    self.count += 1
                    path.write_text(data.replace(line, f"{line} outside{self.count}", 1), encoding="utf-8")
                    self._excuse()
                    self.stands |= {found for found in self.world.words() if found.endswith(f"outside{self.count}")}
                    return

    @rule(place=PLACES, keep=st.floats(0, 1))
    def damage_outside(self, place: tuple[str, str], keep: float) -> None:
        """A file breaks off somewhere."""
        for path in self._files(place[0])[:1]:
            data = path.read_bytes()
            path.write_bytes(data[: int(len(data) * keep)])
            self._excuse()

    @rule(place=PLACES)
    def remove_outside(self, place: tuple[str, str]) -> None:
        """A file is deleted by hand."""
        for path in self._files(place[0])[:1]:
            path.unlink()
            self._excuse()

    @rule()
    def rename_outside(self) -> None:
        """The book's folder gets another name."""
        for path in self.world.shelf.glob("2026-11-22*"):
            self.count += 1
            path.rename(path.with_name(f"2026-11-22-name-{self.count}"))
            return

    @rule(edition=st.sampled_from(list(EDITIONS)))
    def rewrite_exercise(self, edition: str) -> None:
        """Its author edits, breaks or removes it."""
        path = self.content / "first.yaml"
        if EDITIONS[edition]:
            path.write_text(EDITIONS[edition])
        else:
            path.unlink(missing_ok=True)

    def _called_saved(self, program: Program) -> None:
        found = program.ask("save")
        if found["says"].startswith("saved") and program.exercise and not program.unsure:
            self.stands |= set(program.shows.values()) - self.replaced

    def _files(self, exercise: str) -> list[Path]:
        return sorted(self.world.shelf.glob(f"2026-11-22*/small/{exercise}.yaml"))

    def _excuse(self) -> None:
        """What nobody's program has done: only what is left of it must stay."""
        self.stands &= self.world.words()
        for program in self.programs.values():
            program.unsure = True


@pytest.fixture(scope="module", autouse=True)
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    server = Server(tmp_path_factory.mktemp("programs"))
    SERVER.append(server)
    yield
    SERVER.clear()
    server.process.kill()
    server.process.wait(10)


@pytest.mark.fault("F1", "F19", "F21", "F23", "F24", "F26", "F28", "F29")
def test_whatever_happens_words_that_were_called_saved_stand_in_a_file(request: pytest.FixtureRequest) -> None:
    long = request.config.getoption("--long")
    Life.TestCase.settings = settings(
        max_examples=400 if long else 20, stateful_step_count=60 if long else 30, deadline=None,
        suppress_health_check=list(HealthCheck), print_blob=True, derandomize=not long,
        phases=(Phase.generate, Phase.shrink) if long else (Phase.generate,),
    )  # fmt: skip
    case = Life.TestCase("runTest")
    case.debug()
