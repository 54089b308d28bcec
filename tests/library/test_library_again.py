"""An exercise that is asked for again: read anew where its file, or its pack's, has changed, and only there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from workbook.files import atomic
from workbook.library.library import Library
from workbook.library.problems import Broken

PACK = "format: 1\nid: small\ntitle: Small\nsections:\n  - {id: start, title: Start, exercises: [first]}\n"
FIRST = "title: First\nminutes: 3\npurpose: To begin\nsteps:\n  - {id: a, kind: note, text: Read}\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "pack.yaml").write_text(PACK)
    (tmp_path / "first.yaml").write_text(FIRST)
    return Library((tmp_path,))


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    """What was written just now is read anew each time; so let an hour pass."""
    now = time.time_ns() + 3600 * 10**9
    with mock.patch.object(time, "time_ns", lambda: now):
        yield


def test_nothing_is_read_twice(library: Library) -> None:
    heading = library.heading("first")
    exercise, pack = library.load(heading), library.whole_pack("small")
    with mock.patch.object(atomic, "_read_all", side_effect=AssertionError("read again")):
        assert library.load(heading) is exercise
        assert library.whole_pack("small") is pack


def test_an_exercise_that_was_changed_is_read_anew(library: Library, tmp_path: Path) -> None:
    heading = library.heading("first")
    assert library.load(heading).title == "First"
    (tmp_path / "first.yaml").write_text(FIRST.replace("title: First", "title: Other"))
    assert library.load(heading).title == "Other"
    (tmp_path / "first.yaml").write_text("title: Other\n")
    for _ in range(2):
        with pytest.raises(Broken):
            library.load(heading)
    (tmp_path / "first.yaml").unlink()
    with pytest.raises(OSError, match="No such file"):
        library.load(heading)


def test_an_exercise_is_read_anew_where_its_pack_was_changed(library: Library, tmp_path: Path) -> None:
    heading = library.heading("first")
    before = library.load(heading)
    (tmp_path / "pack.yaml").write_text(PACK.replace("id: small", "id: large"))
    assert library.load(heading) is not before and library.load(heading).pack == "large"
    (tmp_path / "pack.yaml").write_text("format: 1\n")
    with pytest.raises(Broken):
        library.load(heading)
