"""The counter loop: every operation on a file, of everything that writes, goes wrong in every way, one after the other.

    python tests/faults/counter.py                  every flow, every fault
    python tests/faults/counter.py --share 7        a seventh of them, always the same
    python tests/faults/counter.py --flow answer --twice
    python tests/faults/counter.py --power

One process has everything imported; for each case it forks a child that arms the shim, does what the flow does, and is
killed or told no. Another child, which knows nothing of the first, then looks at the shelf as a fresh start does, does
the flow once more without a fault, and looks again. With `--twice` that second time goes wrong too, at each operation.
With `--power` the power is cut after each operation; `powercut.py` says what the disk may hold then.
"""

from __future__ import annotations

import argparse
import errno
import gc
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from flows import FLOWS, Flow
from powercut import Recorded, Tree, laid_out
from shim import Harm, Kind, NoShim, Operation, arm, counted, disarm, environment, operations
from world import World, written

PATIENCE = 60
"""Seconds after which a child is taken to hang."""
FEWEST = 12
"""Faults of a flow that are tried in any case."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong at one operation."""

    at: int
    harm: Harm
    error: int = 0
    for_good: bool = False

    def __str__(self) -> str:
        kind = self.harm.name.lower() if not self.error else f"{self.harm.name.lower()} {errno.errorcode[self.error]}"
        return f"{kind}{' from then on' if self.for_good else ''} at {self.at}"

    def arm(self, world: World) -> None:
        """From now on it is waiting to happen."""
        arm(world.folder, self.at, self.harm, self.error, for_good=self.for_good)


@dataclass
class Report:
    """How it went with one flow."""

    flow: str
    operations: int = 0
    cases: int = 0
    killed: int = 0
    refused: int = 0
    done: int = 0
    """Cases in which the program got around the fault."""
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child came to its end."""

    said: tuple[str, ...] = ()
    """Words that it has called saved."""
    said_at: tuple[int, ...] = ()
    """After how many operations."""
    killed: bool = False
    refused: str = ""
    wrong: tuple[str, ...] = ()


def every_fault(found: list[Operation]) -> Iterator[Fault]:
    """All that can go wrong with these operations."""
    for at, one in enumerate(found, 1):
        yield Fault(at, Harm.KILL)
        if one.kind is Kind.WRITE:
            yield Fault(at, Harm.TORN)
        for for_good in (False, True):
            yield Fault(at, Harm.FAIL, errno.EIO, for_good)
            if one.kind is Kind.WRITE:
                yield Fault(at, Harm.HALF, errno.ENOSPC, for_good)
            elif one.kind.needs_room:
                yield Fault(at, Harm.FAIL, errno.ENOSPC, for_good)
        if one.kind is not Kind.SYNC:
            yield Fault(at, Harm.FAIL, errno.EROFS, True)
        if one.kind.needs_room:
            yield Fault(at, Harm.FAIL, errno.EDQUOT, True)


def in_a_child(job: Callable[[Callable[[str], None]], list[str]]) -> Ended:
    """Do it in a fork. What it finds wrong comes back; an OSError is a refusal, anything else it raises is wrong."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.alarm(PATIENCE)
        _in_the_child(job, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().splitlines()
    _, status = os.waitpid(child, 0)
    said = tuple(json.loads(line)["said"] for line in lines if line.startswith('{"said"'))
    said_at = tuple(json.loads(line)["at"] for line in lines if line.startswith('{"said"'))
    rest = [json.loads(line) for line in lines if not line.startswith('{"said"')]
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGKILL:
        return Ended(said, said_at, killed=True)
    if number or not rest:
        name = signal.Signals(number).name if number else "nothing to tell"
        return Ended(said, said_at, wrong=(f"it ended with {name}",))
    return Ended(said, said_at, refused=rest[0].get("refused", ""), wrong=tuple(rest[0].get("wrong", ())))


def _in_the_child(job: Callable[[Callable[[str], None]], list[str]], writing: int) -> None:
    def tell(**what: object) -> None:
        os.write(writing, json.dumps(what).encode() + b"\n")

    try:
        tell(wrong=job(lambda words: tell(said=words, at=counted())))
    except OSError as error:
        disarm()
        tell(refused=str(error) or type(error).__name__)
    except BaseException:
        disarm()
        tell(wrong=[traceback.format_exc()])
    finally:
        os._exit(0)


def looked_at(flow: Flow, world: World, before: World, said: tuple[str, ...], *, temps: bool) -> list[str]:
    """What is wrong with the shelf, as a fresh start sees it."""
    wrong = [f"{one} can't be read" for one in world.unreadable()]
    found, stood = world.words(), before.words()
    allowed = stood | set(flow.new)
    wrong += [f"lost: {words!r}" for words in stood - found - set(flow.gone)]
    wrong += [f"nobody wrote {words!r}" for words in found - allowed]
    for words in said[-1:]:
        # Or what the person has made of it since.
        since = flow.new[flow.new.index(words) :] if words in flow.new else (words,)
        if not found.intersection(since):
            wrong.append(f"called saved, and lost: {words!r}")
    wrong += [f"left lying: {way}" for way in world.strays(temps=temps)]
    wrong += flow.anyhow(world)
    return wrong


def finished(flow: Flow, world: World, before: World) -> list[str]:
    """What is wrong after it was done to its end."""
    return [*looked_at(flow, world, before, (), temps=False), *flow.after(world)]


def _moved(world: World, from_: Path) -> World:
    """This world, which was in another folder: what is kept elsewhere says of which shelf it is."""
    for note in world.folder.glob("stick/*/from.yaml"):
        note.write_text(note.read_text().replace(f"{from_}/", f"{world.folder}/"))
    return world


class Loop:
    """Tries the faults of one flow, in a folder of its own."""

    def __init__(self, flow: Flow, scratch: Path) -> None:
        self.flow = flow
        self.report = Report(flow.name)
        self._scratch = scratch
        self._before = World(scratch / "before")
        self._before.shelf.mkdir(parents=True)
        flow.before(self._before)
        self.said: tuple[tuple[int, str], ...] = ()
        """After how many operations which words were called saved, where nothing went wrong."""
        self.operations = self._without_a_fault()
        self.report.operations = len(self.operations)

    def _without_a_fault(self) -> list[Operation]:
        world = self.world("none")
        log = self._scratch / "log"
        with log.open("wb") as file:

            def do(say: Callable[[str], None]) -> list[str]:
                arm(world.folder, log=file.fileno())
                self.flow.do(world, say)
                disarm()
                return [*looked_at(self.flow, world, self._before, (), temps=False), *self.flow.after(world)]

            ended = in_a_child(do)
        if ended.wrong or ended.refused:
            self.report.wrong.append(f"without a fault: {ended.refused} {' '.join(ended.wrong)}".strip())
        self.said = tuple(zip(ended.said_at, ended.said, strict=True))
        shutil.rmtree(world.folder)
        return list(operations(log.read_bytes()))

    def world(self, name: str) -> World:
        """The world as it was before."""
        folder = self._scratch / name
        shutil.copytree(self._before.folder, folder, symlinks=True)
        return _moved(World(folder), self._before.folder)

    def run(self, share: int) -> None:
        """Every fault, or one of so many of them, always the same ones."""
        begun = time.monotonic()
        # Evenly of every way to go wrong.
        faults = sorted(every_fault(self.operations), key=lambda one: (one.harm, one.error, one.for_good))
        wanted = min(len(faults), max(len(faults) // share, FEWEST // 3 if self.flow.slow else FEWEST))
        for number in range(wanted):
            self.one(faults[number * len(faults) // wanted])
        self.report.seconds += time.monotonic() - begun

    def run_twice(self, share: int) -> None:
        """Two faults: a kill or an error at any operation, and another one while it is done again."""
        begun = time.monotonic()
        each = range(1, len(self.operations) + 1)
        faults = [
            (Fault(first, Harm.KILL), Fault(second, harm, error))
            for first in each
            for second in each
            for harm, error in ((Harm.KILL, 0), (Harm.FAIL, errno.EIO))
        ]
        wanted = min(len(faults), max(len(faults) // share, FEWEST))
        for number in range(wanted):
            self.one(*faults[number * len(faults) // wanted])
        self.report.seconds += time.monotonic() - begun

    def cut_power(self, share: int) -> None:
        """After every operation: whatever the disk may hold then, and one of so many of these gone on with."""
        begun = time.monotonic()
        recorded = Recorded(self._before.folder, self._scratch / "none", self.operations)

        def look(say: Callable[[str], None]) -> list[str]:
            signal.alarm(PATIENCE * 10)
            found, seen = [], set()
            for point in range(recorded.length + 1):
                said = tuple(words for at, words in self.said if at <= point)
                for tree in recorded.states(point):
                    key = (frozenset(tree.items()), said)
                    if key not in seen:
                        seen.add(key)
                        wrong = self._after_power_cut(tree, said, again=len(seen) % share == 0)
                        found += [f"after operation {point}: {one}" for one in wrong]
            say(str(len(seen)))
            return found

        ended = in_a_child(look)
        self.report.cases = int(ended.said[0]) if ended.said else 0
        self.report.wrong += [*filter(None, [ended.refused]), *ended.wrong]
        self.report.seconds += time.monotonic() - begun

    def _after_power_cut(self, tree: Tree, said: tuple[str, ...], *, again: bool) -> list[str]:
        world = World(self._scratch / "cut")
        laid_out(tree, world.folder)
        for folder in (self._before.folder, self._scratch / "none"):
            _moved(world, folder)
        wrong = looked_at(self.flow, world, self._before, said, temps=True)
        if again and not wrong:
            world.some_hours_later()
            self.flow.do(world, lambda words: None)
            wrong = [f"done once more: {one}" for one in finished(self.flow, world, self._before)]
        shutil.rmtree(world.folder)
        return wrong

    def one(self, *faults: Fault) -> None:
        """These faults one after the other, and then none."""
        world = self.world("world")
        report = self.report
        report.cases += 1
        found: list[str] = []
        said: tuple[str, ...] = ()
        for fault in faults:

            def do(say: Callable[[str], None], fault: Fault = fault) -> list[str]:
                fault.arm(world)
                self.flow.do(world, say)
                disarm()
                return []

            ended = in_a_child(do)
            report.killed += ended.killed
            report.refused += bool(ended.refused)
            report.done += not ended.killed and not ended.refused
            found += ended.wrong
            said = ended.said or said

        def once_more(say: Callable[[str], None]) -> list[str]:
            wrong = looked_at(self.flow, world, self._before, said, temps=True)
            world.some_hours_later()
            try:
                self.flow.do(world, say)
            except OSError as error:
                return [*wrong, f"done once more: {error}"]
            return [*wrong, *(f"done once more: {one}" for one in finished(self.flow, world, self._before))]

        last = in_a_child(once_more)
        found += [last.refused, *last.wrong]
        if any(found):
            where = self.operations[faults[0].at - 1]
            named = f"{where.kind.name.lower()} {where.path.name}"
            report.wrong.append(f"{' then '.join(map(str, faults))} ({named}): {'; '.join(filter(None, found))}")
        shutil.rmtree(world.folder)


def run(flow: Flow, share: int, how: str = "once") -> Report:
    """Try the faults of one flow; one of `share` of them. `how` is `once`, `twice`, or `power`."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="workbook-faults-", dir=memory if memory.is_dir() else None) as scratch:
        loop = Loop(flow, Path(scratch))
        if not loop.report.wrong:
            {"once": loop.run, "twice": loop.run_twice, "power": loop.cut_power}[how](share)
        return loop.report


def warm() -> None:
    """Import what a child would import anew each time, and let it share the memory of it."""
    import workbook.cli.commands
    import workbook.cli.paper
    import workbook.printing.formats
    import workbook.store.lettinggo
    import workbook.store.saving
    import workbook.ui.outside  # noqa: F401

    with tempfile.TemporaryDirectory(prefix="workbook-warm-") as folder:
        written(World(Path(folder)))
    gc.disable()
    gc.freeze()


def table(reports: list[Report]) -> str:
    """The counts, a flow a line."""
    lines = [f"{'flow':<26} operations  faults  killed  refused  got around  wrong  seconds"]
    for one in reports:
        lines.append(
            f"{one.flow:<26} {one.operations:>10}  {one.cases:>6}  {one.killed:>6}  {one.refused:>7}  {one.done:>10}"
            f"  {len(one.wrong):>5}  {one.seconds:>7.1f}"
        )
    total: Counter[str] = Counter()
    for one in reports:
        total.update(operations=one.operations, cases=one.cases, wrong=len(one.wrong))
    lines.append(f"{total['operations']} operations, {total['cases']} faults, {total['wrong']} wrong")
    lines += [f"{one.flow}: {wrong}" for one in reports for wrong in one.wrong]
    return "\n".join(lines)


def serve() -> None:
    """Run what is asked for on stdin, a line each; the reports go to stdout."""
    flows = {flow.name: flow for flow in FLOWS}
    for line in sys.stdin:
        asked = json.loads(line)
        report = run(flows[asked.pop("flow")], **asked)
        sys.stdout.write(json.dumps(asdict(report)) + "\n")
        sys.stdout.flush()


def main() -> int:
    """Run, print the table; 1 where something was wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--flow", action="append", choices=[flow.name for flow in FLOWS])
    options.add_argument("--share", type=int, default=1, help="Try only one of so many faults.")
    options.add_argument("--twice", action="store_const", const="twice", default="once", dest="how")
    options.add_argument("--power", action="store_const", const="power", dest="how")
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if "SHIM" not in os.environ:
        # What this process holds is cleaned up by the one that it starts, so it stays until then.
        try:
            return os.spawnve(os.P_WAIT, sys.executable, [sys.executable, *sys.argv], environment())
        except NoShim as error:
            sys.stderr.write(f"{error}\n")
            return 2
    with tempfile.TemporaryDirectory(prefix="workbook-home-") as home:
        os.environ.update(HOME=home, XDG_CACHE_HOME=f"{home}/cache", XDG_CONFIG_HOME=f"{home}/config", VISUAL="true")
        warm()
        if given.serve:
            serve()
            return 0
        chosen = [flow for flow in FLOWS if not given.flow or flow.name in given.flow]
        reports = [run(flow, given.share, given.how) for flow in chosen]
        sys.stdout.write(table(reports) + "\n")
        return 1 if any(one.wrong for one in reports) else 0


if __name__ == "__main__":
    sys.exit(main())
