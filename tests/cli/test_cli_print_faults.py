"""`workbook print` when the typesetter fails, or somebody has had enough: the old file stays, and nothing else does."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from commandline import ANSWER, CommandLine
from typesetting import sets_by


@pytest.mark.fault("F40")
def test_a_typesetter_that_fails_leaves_the_old_file_as_it_was(
    line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.book("2026-11-22-novel", "The novel")
    old = line.write(line.here / "x.pdf", "the old print")
    sets_by(monkeypatch, tmp_path, "import os, sys; sys.stdin.buffer.read(); print('%PDF-'); os.abort()")
    status, out, err = line.run("print", "-o", "x.pdf", "--force")
    assert (status, out) == (1, "")
    assert err.startswith("workbook: The PDF could not be set: its process ended early. There may have been")
    assert err.count("\n") == 1
    assert ANSWER not in err
    assert [path.name for path in line.here.iterdir()] == ["x.pdf"]
    assert old.read_text() == "the old print"


@pytest.mark.parametrize(("ended_by", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.fault("F40")
def test_whatever_ends_it_ends_the_typesetter_too(
    line: CommandLine, tmp_path: Path, ended_by: signal.Signals, status: int
) -> None:
    line.book("2026-11-22-novel", "The novel")
    script, number, temporary = tmp_path / "typesetter.py", tmp_path / "number", tmp_path / "temporary"
    temporary.mkdir()
    script.write_text(
        f"import os, time\nopen({f'{number}-'!r}, 'w').write(str(os.getpid()))\n"
        f"os.rename({f'{number}-'!r}, {str(number)!r})\ntime.sleep(60)"
    )
    line.environ["TMPDIR"] = str(temporary)
    code = (
        "import sys\nfrom pathlib import Path\nfrom workbook.cli import run\nfrom workbook.printing import pdf\n"
        f"pdf._TYPESETTER = Path({str(script)!r})\nsys.exit(run(['print', '-o', 'x.pdf']))"
    )
    with line.start(code=code) as process:
        end = time.monotonic() + 30
        while not number.exists() and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(ended_by)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (status, b"", b"")
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)
    assert list(temporary.iterdir()) == []
    assert list(line.here.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_pipe_that_takes_no_more_is_told_as_what_it_is(line: CommandLine) -> None:
    line.book("2026-11-22-novel", "The novel")
    with Path("/dev/full").open("wb") as full:
        status, _, err = line.run_apart("print", stdout=full)
    assert status == 1
    assert err == ("workbook: what it prints to takes no more: No space left on device. Not all of it is there.\n")
