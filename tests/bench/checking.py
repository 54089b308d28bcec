"""How long `workbook check` of 1,000 exercises takes, against the YAML parser alone over the same files, in turn.

    python tests/bench/checking.py --rounds 10

Both are processes of their own, from start to end. The parser alone gives its events, of which nothing is made.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pairs import Pairs, run
from terminal import ROOT, WORKBOOK, environment

TARGET = 2.0
"""How many times the parser's time a check may take."""
EXERCISES = 1_000
BARE = (sys.executable, str(Path(__file__).with_name("bare_yaml.py")))


def make_pack(folder: Path, exercises: int = EXERCISES) -> None:
    """What is shipped, again and again under other names, and named in pack.yaml."""
    words = (ROOT / "content" / "pack.yaml").read_text("utf-8")
    files = sorted(path for path in (ROOT / "content").glob("*/*.yaml"))
    named: dict[str, list[str]] = {}
    for number in range(exercises):
        path = files[number % len(files)]
        copy = f"-{number // len(files)}" if number >= len(files) else ""
        section = folder / path.parent.name
        section.mkdir(parents=True, exist_ok=True)
        (section / f"{path.stem}{copy}.yaml").write_bytes(path.read_bytes())
        if copy:
            named.setdefault(section.name, []).append(path.stem + copy)
    for id, more in named.items():
        words = re.sub(rf"(\{{id: {id}, .*exercises: \[[^\]]*)", rf"\1, {', '.join(more)}", words)
    (folder / "pack.yaml").write_text(words, encoding="utf-8")


def timed(command: Sequence[str], folder: Path, home: Path) -> float:
    """Milliseconds that it takes; no problem may be found."""
    began = time.perf_counter()
    ended = subprocess.run([*command, str(folder)], env=environment(home), cwd=home, capture_output=True, check=False)
    took = (time.perf_counter() - began) * 1000
    assert ended.returncode == 0 and not ended.stdout, (ended.stdout + ended.stderr)[-500:]
    return took


def measure(rounds: int, exercises: int = EXERCISES) -> Pairs:
    """Both in turn, after both have run once."""
    found = Pairs(f"{exercises:,} exercises checked", "the YAML parser's events alone", TARGET)
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name), Path(name) / "pack"
        make_pack(folder, exercises)
        for number in range(rounds + 1):
            parsed, checked = timed(BARE, folder, home), timed((*WORKBOOK, "check"), folder, home)
            if number:
                found.add(parsed, checked)
    return found


if __name__ == "__main__":
    sys.exit(run(__doc__, lambda rounds: [measure(rounds)], 10))
