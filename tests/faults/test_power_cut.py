"""The power goes after any operation: whatever a bad disk holds then, nothing that was called saved is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from counting import Ask, ask
from flows import FLOWS
from powercut import Recorded, laid_out
from shim import Kind, Operation

pytestmark = pytest.mark.xdist_group("counter 2")
__all__ = ["ask"]

NEW = os.O_RDWR | os.O_CREAT


def operation(kind: Kind, path: Path, other: Path | None = None, data: bytes = b"", flags: int = 0) -> Operation:
    return Operation(kind, path, other, flags, data, False)


@pytest.mark.fault("F4")
@pytest.mark.parametrize("name", [flow.name for flow in FLOWS])
def test_whatever_the_disk_holds_after_a_power_cut_nothing_is_lost(
    ask: Ask, request: pytest.FixtureRequest, name: str
) -> None:
    report = ask(flow=name, how="power", share=1 if request.config.getoption("--long") else 10)
    assert report["wrong"] == []
    assert report["cases"] >= 3


def disks(tmp_path: Path, *done: Operation) -> set[tuple[tuple[str, bytes | None], ...]]:
    recorded = Recorded(tmp_path / "before", tmp_path / "root", done)
    return {tuple(sorted(tree.items())) for tree in recorded.states(recorded.length)}


def test_the_disk_that_is_taken_for_granted_keeps_what_was_waited_for_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "a").write_bytes(b"old")
    a, temp, root = tmp_path / "root" / "a", tmp_path / "root" / "t", tmp_path / "root"
    begun = operation(Kind.OPEN, temp, flags=NEW)
    written = operation(Kind.WRITE, temp, data=b"new!")
    renamed = operation(Kind.RENAME, temp, a)
    # A file that was renamed without a sync may be anything: that is what the sync is for.
    parts = {(("a", data),) for data in (b"old", b"new!", b"ne", b"", b"\0\0\0\0")}
    loose = {(("a", b"old"), ("t", data)) for data in (b"new!", b"ne", b"", b"\0\0\0\0")}
    assert disks(tmp_path, begun, written, renamed) == parts | loose
    synced = operation(Kind.SYNC, temp)
    assert disks(tmp_path, begun, written, synced, renamed) == {
        (("a", b"old"),), (("a", b"new!"),), (("a", b"old"), ("t", b"new!")),
    }  # fmt: skip
    folder = operation(Kind.SYNC, root)
    assert disks(tmp_path, begun, written, synced, renamed, folder) == {(("a", b"new!"),)}


def test_two_names_may_change_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "a").write_bytes(b"old")
    a, b = tmp_path / "root" / "a", tmp_path / "root" / "b"
    linked, gone = operation(Kind.LINK, a, b), operation(Kind.UNLINK, a)
    assert disks(tmp_path, linked, gone) == {
        (("a", b"old"),), (("a", b"old"), ("b", b"old")), (("b", b"old"),), (),
    }  # fmt: skip
    laid_out({"f": None, "f/x": b"1"}, tmp_path / "laid")
    assert (tmp_path / "laid" / "f" / "x").read_bytes() == b"1"
