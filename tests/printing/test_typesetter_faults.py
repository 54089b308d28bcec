"""A typesetter that dies, hangs or answers nonsense: one plain line without anybody's words, and nothing stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_books import book_of, small_book
from typesetting import first, sets_by

from workbook.printing import pdf
from workbook.printing.formats import NotSet, Stopped, render
from workbook.printing.printout import Prose
from workbook.printing.typeset.data import data_of
from workbook.printing.typeset.fonts import faces

SECRET = "nobody else may read this"
EARLY = "The PDF could not be set: its process ended early."
FROM_OUTSIDE = "The PDF could not be set: its process was ended from outside. There may have been too little memory."
LONG = "The PDF took longer than 1.5 seconds."
LISTENS = "import os, signal, sys, time; words = sys.stdin.buffer.read()\n"
HANGS = "import os, signal, sys, time\n"

Fails = Callable[[str, float], str]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fails:
    """Print with this code as typesetter; gives back the line that says why there is no PDF."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(pdf.tempfile, "tempdir", str(tmp_path / "temporary"))

    def failed(code: str, timeout: float) -> str:
        number = tmp_path / "number"
        sets_by(monkeypatch, tmp_path, f"open({str(number)!r}, 'w').write(str(__import__('os').getpid()))\n{code}")
        with pytest.raises(NotSet) as caught:
            pdf.render(book_of(Prose(SECRET)), timeout=timeout)
        assert SECRET not in str(caught.value)
        assert "\n" not in str(caught.value)
        assert list((tmp_path / "temporary").iterdir()) == []
        # On a busy computer it may have been ended before it began.
        if number.exists():
            with pytest.raises(ProcessLookupError):
                os.kill(int(number.read_text()), 0)
        return str(caught.value)

    return failed


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (LISTENS + "os.kill(os.getpid(), signal.SIGKILL)", FROM_OUTSIDE),
        (LISTENS + "os.kill(os.getpid(), signal.SIGSEGV)", EARLY),
        (LISTENS + "os.abort()", f"{EARLY} There may have been too little memory."),
        (HANGS + "time.sleep(60)", LONG),
        (LISTENS + "time.sleep(60)", LONG),
        (HANGS + "signal.signal(signal.SIGTERM, signal.SIG_IGN); sys.stdout.write('%PDF-'); time.sleep(60)", LONG),
        (LISTENS + "sys.stdout.buffer.write(words)", EARLY),
        (LISTENS + "sys.stderr.buffer.write(words); sys.exit(1)", EARLY),
        (LISTENS + "raise ValueError(words)", EARLY),
        (LISTENS + "print('%PDF-1.7 and no more')", EARLY),
        (HANGS + "sys.exit(0)", EARLY),
        (HANGS + "sys.stdin.close(); os.close(0); sys.exit(0)", EARLY),
        (LISTENS + "print('[1'); sys.exit(5)", EARLY),
        (LISTENS + "print('[]'); sys.exit(5)", EARLY),
        (LISTENS + "print('{}'); sys.exit(5)", EARLY),
        (LISTENS + "sys.exit(3)", "The PDF could not be set."),
        (LISTENS + "sys.exit(6)", "The PDF could not be set: there was not enough memory."),
        ("exec('this is no Python')", EARLY),
        (first("import sys; sys.modules['typst'] = None"), "A PDF needs the package typst, which is not installed."),
        (first("import typst; typst.Compiler = None"), "The PDF could not be set."),
    ],
)
def test_whatever_the_typesetter_does_it_is_one_plain_line_and_nothing_stays(fails: Fails, code: str, why: str) -> None:
    assert fails(code, 1.5 if why == LONG else 60) == why


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process can't be kept from memory")
def test_too_little_memory_for_typst_is_one_plain_line(fails: Fails) -> None:
    little = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 26, 1 << 26))"
    assert fails(first(little), 60) == "A PDF needs the package typst, which can't be loaded on this computer."


def test_without_python_or_a_temporary_folder_it_is_one_plain_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pdf.tempfile, "tempdir", str(tmp_path / "none"))
        with pytest.raises(pdf.TypesettingFailed, match="The PDF could not be set: no such file or directory"):
            pdf.render(small_book())
    monkeypatch.setattr(pdf.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(pdf.TypesettingFailed, match="The PDF could not be set: no such file or directory"):
        pdf.render(small_book())
    assert list(tmp_path.iterdir()) == []


def test_it_is_stopped_soon_after_somebody_wants_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    number = tmp_path / "number"
    code = f"import os, time\nwith open({str(number)!r} + '-', 'w') as it: it.write(str(os.getpid()))\n"
    sets_by(monkeypatch, tmp_path, code + f"os.rename({str(number)!r} + '-', {str(number)!r})\ntime.sleep(60)")
    stop = threading.Event()

    def stop_once_it_runs() -> None:
        while not number.exists():
            stop.wait(0.01)
        stop.set()

    threading.Thread(target=stop_once_it_runs, daemon=True).start()
    began = time.monotonic()
    with pytest.raises(Stopped, match="The print was stopped"):
        render(small_book(), "pdf", stop=stop)
    assert time.monotonic() - began < 20
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


def test_what_is_stopped_before_it_begins_is_not_printed() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        render(small_book(), "pdf", stop=stop)


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="there are no alarms here")
def test_a_typesetter_for_which_nobody_waits_any_more_ends_by_itself(tmp_path: Path) -> None:
    script = tmp_path / "typesetter.py"
    script.write_text(first("import time, typst; typst.Compiler = lambda *given, **more: time.sleep(60)"))
    (tmp_path / "empty").mkdir()
    how = {"paper": "a4", "large": False, "boxes": False, "unusual": [], "faces": faces("en", []), "seconds": 1}
    request = f"{json.dumps(how)}\n{json.dumps(data_of(small_book()))}".encode()
    command = [sys.executable, "-I", str(script)]
    done = subprocess.run(command, input=request, capture_output=True, cwd=tmp_path / "empty", timeout=50, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGALRM, b"")


def test_a_typesetter_ends_soon_after_whoever_asked_was_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By SIGKILL, which leaves nobody time to end it. Its folder is gone too."""
    number, temporary = tmp_path / "number", tmp_path / "temporary"
    temporary.mkdir()
    script = sets_by(
        monkeypatch,
        tmp_path,
        first(
            "import os, sys, time, typst\n"
            f"def told(*given, **more): open({f'{number}-'!r}, 'w').write(str(os.getpid())); "
            f"os.rename({f'{number}-'!r}, {str(number)!r}); time.sleep(60)\n"
            "typst.Compiler = told"
        ),
    )
    code = (
        "import sys; from pathlib import Path; from workbook.printing import pdf\n"
        f"sys.path.append({str(Path(__file__).parents[1])!r})\nfrom sample_books import small_book\n"
        f"pdf._TYPESETTER = Path({str(script)!r}); pdf.render(small_book())"
    )
    environ = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", code], env=environ) as asks:
        assert until(number.exists)
        asks.kill()

    def gone() -> bool:
        try:
            os.kill(int(number.read_text()), 0)
        except ProcessLookupError:
            return True
        # In some containers nobody asks how it ended.
        state = Path(f"/proc/{number.read_text()}/stat")
        return state.exists() and state.read_text().rpartition(") ")[2].startswith("Z")

    assert until(gone)
    assert list(temporary.iterdir()) == []


def until(there: Callable[[], bool]) -> bool:
    end = time.monotonic() + 30
    while not there() and time.monotonic() < end:
        time.sleep(0.01)
    return there()


@pytest.mark.fault("A17")
def test_nothing_is_set_beside_files_that_typst_could_read(tmp_path: Path) -> None:
    how = {"paper": "a4", "large": False, "boxes": False, "unusual": [], "faces": faces("en", []), "seconds": 50}
    request = f"{json.dumps(how)}\n{json.dumps(data_of(small_book()))}".encode()
    command = [sys.executable, "-I", str(pdf._TYPESETTER)]
    for status in (0, 3):
        done = subprocess.run(command, input=request, capture_output=True, cwd=tmp_path, timeout=50, check=False)
        assert (done.returncode, bool(done.stdout)) == (status, status == 0)
        (tmp_path / "somebody's").write_text("words")


@pytest.mark.skipif(not Path("/proc/self/oom_score_adj").exists(), reason="only Linux chooses by a score")
def test_where_memory_runs_out_the_typesetter_is_ended_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told"
    tell = f"open({str(told)!r}, 'w').write(open('/proc/self/oom_score_adj').read())"
    sets_by(monkeypatch, tmp_path, first(f"import atexit\natexit.register(lambda: {tell})"))
    assert pdf.render(small_book()).startswith(b"%PDF-")
    assert told.read_text().strip() == "1000"


def test_a_long_book_is_given_more_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[float] = []

    def typeset(request: bytes, timeout: float, stop: object) -> tuple[int, bytes]:
        given.append(timeout)
        return 3, b""

    monkeypatch.setattr(pdf, "_typeset", typeset)
    for words in ("short", "word " * 200_000):
        with pytest.raises(pdf.TypesettingFailed):
            pdf.render(book_of(Prose(words)))
    assert 60 <= given[0] < 70
    assert given[1] > 5 * given[0] - 60
