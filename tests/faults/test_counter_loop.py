"""Whatever goes wrong at whichever operation on a file: nothing that stood there is lost, and it can be done again."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from counting import COUNTER, Ask, ask
from flows import FLOWS
from shim import NoShim, environment

__all__ = ["ask"]

ROOT = COUNTER.parent.parent.parent
SHARE = 11
"""One of so many faults is tried; all of them with --long."""


def share(request: pytest.FixtureRequest) -> int:
    return 1 if request.config.getoption("--long") else SHARE


@pytest.mark.fault("F2", "F3", "F10", "F11", "F13", "F40")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(flow.name, marks=pytest.mark.xdist_group(f"counter {number % 3}"), id=flow.name)
        for number, flow in enumerate(FLOWS)
    ],
)
def test_whichever_operation_goes_wrong_nothing_is_lost_and_it_can_be_done_again(
    ask: Ask, request: pytest.FixtureRequest, name: str
) -> None:
    report = ask(flow=name, share=share(request))
    assert report["wrong"] == []
    assert report["killed"] and report["refused"] + report["done"]


@pytest.mark.fault("F43")
@pytest.mark.xdist_group("counter 1")
@pytest.mark.parametrize("name", ["answer", "keep apart", "delete a book"])
def test_a_second_fault_while_it_is_done_again_is_as_good_as_one(
    ask: Ask, request: pytest.FixtureRequest, name: str
) -> None:
    report = ask(flow=name, share=1 if share(request) == 1 else 100, how="twice")
    assert report["wrong"] == []
    assert report["cases"] and report["killed"]


_COUNTED = """
import sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from shim import arm, disarm
from flows import FLOWS
from world import World
world = World(Path(sys.argv[3]))
world.shelf.mkdir()
flow = next(one for one in FLOWS if one.name == sys.argv[4])
flow.before(world)
arm(world.folder)
Path("/proc/self/comm").read_text()
flow.do(world, lambda words: None)
Path("/proc/self/comm").read_text()
print(disarm())
"""
"""A flow without a fault. What it does stands between two looks at something else."""
_CHANGES = re.compile(
    r"(write|pwrite64|fsync|fdatasync|rename\w*|link(at)?|symlink\w*|unlink\w*|mkdir\w*|rmdir|f?truncate|f?chmod\w*)\("
)


@pytest.mark.xdist_group("counter 2")
@pytest.mark.parametrize("name", ["begin a book", "delete a book", "let go"])
def test_the_shim_counts_what_the_system_sees(tmp_path: Path, name: str) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not here to count as well")
    try:
        env = {**environment(), "SHIM_SYNCS": "1"}
    except NoShim as error:
        pytest.skip(str(error))
    world, log = tmp_path / "world", tmp_path / "log"
    world.mkdir()
    counting = [sys.executable, "-c", _COUNTED, str(ROOT), str(COUNTER.parent), str(world), name]
    told = subprocess.run(
        [strace, "-y", "-s", "0", "-o", str(log), *counting], env=env, capture_output=True, text=True, check=False
    )
    if "ptrace" in told.stderr:
        pytest.skip(f"strace may not look here: {told.stderr.strip()[:100]}")
    assert told.returncode == 0, told.stderr
    _, during, _ = log.read_text().split('"/proc/self/comm"')
    ours = [line for line in during.splitlines() if str(world) in line]
    opened = [line for line in ours if re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", line)]
    changed = [line for line in ours if _CHANGES.match(line)]
    assert len(opened) + len(changed) == int(told.stdout), "\n".join(ours)
