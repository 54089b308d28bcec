"""How long a key takes in the box for prose, and what it sends, against Textual's own box, key by key in turn.

    python tests/bench/editor.py --keys 60

Two bare apps stand in two terminals of 120 x 40 with the same text. A key goes to the one, then to the other; the time
is from the key until its letter comes back, the bytes are all that come until the screen is quiet. Each ratio is of two
keys that followed one another. With `--saver` ours is the whole workbook, which saves what is typed.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from terminal import ROOT, WORKBOOK, environment

from workbook.desk import Desk, now
from workbook.library.library import Library
from workbook.model.questions import TextQuestion
from workbook.model.recording import answered
from workbook.model.sitting import Place
from workbook.store.shelf import Shelf

AREA = str(Path(__file__).with_name("bare_area.py"))
QUIET = 0.04
"""Seconds without a byte after which a screen is taken to be done."""
BELL = b"\x07"
ENGLISH = "the letter came on a tuesday and she put it under the bread box then rang her sister who said come over"
FRENCH = "la lettre est arrivée un mardi et je l’ai posée près du pain où personne ne la cherchait déjà ça allait"
ASCII_PROBES = "ABCDEFGILMNOPQRSTUVWXYZ"
"""Without those that the sequences end with that move the cursor and clear."""
PROBES = "".join(map(chr, [*range(0x430, 0x450), *range(0x3B1, 0x3C9), *range(0x100, 0x180)]))


def words(count: int, sample: str = ENGLISH, paragraph: int = 120) -> str:
    """So many words, in paragraphs."""
    one = sample.split()
    many = [one[number % len(one)] for number in range(count)]
    return "\n\n".join(" ".join(many[at : at + paragraph]) for at in range(0, count, paragraph))


@dataclass(frozen=True)
class Case:
    """A text to type in, and how much of stock's time and bytes a key may take."""

    name: str
    text: str
    at: str = "middle"
    probes: str = PROBES
    most: float = 0.60


CASES = [
    Case("empty", "", "start"),
    Case("1k words", words(1_000)),
    Case("20k words", words(20_000)),
    Case("100k words", words(100_000)),
    Case("one paragraph of 5k words, ASCII", words(5_000, ENGLISH, 5_000), probes=ASCII_PROBES, most=0.10),
    Case("one paragraph of 5k words, French", words(5_000, FRENCH, 5_000), most=0.10),
    Case("the same, at its end", words(5_000, FRENCH, 5_000), "end", most=0.10),
]
MOST_BYTES, MOST_BYTES_MEAN = 0.10, 0.50


class Screen:
    """A program in a terminal; what it writes is only read, so that reading takes no time from it."""

    def __init__(self, command: Sequence[str], home: Path, ready: bytes = BELL) -> None:
        self._ready = ready
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._process = subprocess.Popen(
            list(command), stdin=slave, stdout=slave, stderr=slave, env=environment(home), cwd=home,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def master(self) -> int:
        """Where what it writes is read."""
        return self._master

    def send(self, keys: bytes) -> None:
        """Type what the terminal sends for these keys."""
        os.write(self._master, keys)

    def until(self, seen: Callable[[bytes], bool], timeout: float = 60.0) -> tuple[float, bytes]:
        """Read until something is there; when that was, and what was read."""
        end, found = time.monotonic() + timeout, b""
        while not seen(found):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._master], [], [], left)[0]:
                raise AssertionError(f"nothing came in {timeout} s: {found[-300:]!r}")
            found += os.read(self._master, 1 << 16)
        return time.perf_counter(), found

    def quiet(self, seconds: float = QUIET) -> bytes:
        """Read until nothing comes any more; a cursor that blinks must not keep anybody here."""
        found, end = b"", time.monotonic() + 3
        while time.monotonic() < end and select.select([self._master], [], [], seconds)[0]:
            found += os.read(self._master, 1 << 16)
        return found

    def type(self, letter: str, timeout: float = 60.0) -> tuple[float, int]:
        """Type a letter that is not on the screen yet. Milliseconds until it is, and all the bytes for it."""
        sent = letter.encode()
        began = time.perf_counter()
        os.write(self._master, sent)
        seen, found = self.until(lambda read: sent in read, timeout)
        return (seen - began) * 1000, len(found) + len(self.quiet())

    def paste(self, text: str, mark: str) -> float:
        """Paste a text that ends with a mark; milliseconds until the mark is on the screen."""
        data = b"\x1b[200~" + (text + mark).replace("\n", "\r").encode() + b"\x1b[201~"
        began = time.perf_counter()
        found = b""
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], 60)
            if readable:
                found += os.read(self._master, 1 << 16)
            if writable:
                data = data[os.write(self._master, data[:4096]) :]
        if mark.encode() not in found:
            self.until(lambda read: mark.encode() in read, 120)
        took = (time.perf_counter() - began) * 1000
        self.quiet(0.3)
        return took

    def __enter__(self) -> Screen:
        self.until(lambda read: self._ready in read)
        self.quiet(0.5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Kill it, and give the terminal back."""
        self._process.kill()
        self._process.wait(10)
        os.close(self._master)


@dataclass
class Found:
    """What one case gave, key by key: stock's and ours."""

    times: list[tuple[float, float]] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)

    def ratio(self, part: float = 0.5) -> float:
        """Ours over stock's, pair by pair; the median, or another quantile."""
        return _quantile([ours / stock for stock, ours in self.times], part)

    def p(self, which: int, part: float) -> float:
        """A quantile of the milliseconds of stock (0) or of ours (1)."""
        return _quantile([pair[which] for pair in self.times], part)

    @property
    def bytes_median(self) -> float:
        """Our median of the bytes over stock's."""
        return statistics.median(b for _, b in self.sizes) / statistics.median(a for a, _ in self.sizes)

    @property
    def bytes_mean(self) -> float:
        """Our mean of the bytes over stock's."""
        return statistics.fmean(b for _, b in self.sizes) / statistics.fmean(a for a, _ in self.sizes)


def _quantile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def shelve(shelf: Path, text: str, at: str) -> None:
    """A book in which the text is the answer to the long question, with the place in it."""
    desk = Desk(Library((ROOT / "content",)), Shelf(shelf))
    taken = desk.take(desk.library.heading("step-back"))
    exercise = taken.at(now().date())
    told = next(step for step in exercise.questions() if isinstance(step, TextQuestion))
    place = Place(told.id, at={"start": 0, "middle": len(text) // 2, "end": len(text)}[at])
    # Nothing is no answer, and would open at the first page.
    sitting = replace(answered(exercise, told, text or " ", now()), place=place)
    desk.need_book().save(type(taken.kept)(taken.kept.path, sitting), now())


def both(home: Path, text: str, at: str, saver: bool = False) -> tuple[Screen, Screen]:
    """The two programs, started with the same text: stock's box in a bare app, and ours in one or in the workbook."""
    file = home / "text.txt"
    file.write_text(text, encoding="utf-8")
    ours: Sequence[str] = (sys.executable, AREA, "ours", str(file), at)
    if saver:
        shelve(home / "shelf", text, at)
        ours = (*WORKBOOK, "open", "step-back", "--shelf", str(home / "shelf"))
    ready = b"kind reporter" if saver else BELL
    return Screen((sys.executable, AREA, "stock", str(file), at), home), Screen(ours, home, ready)


def measure(case: Case, keys: int, saver: bool = False) -> Found:
    """Type in both, in turn."""
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        one, other = both(Path(folder), case.text, case.at, saver)
        with one as stock, other as ours:
            for number, letter in enumerate(case.probes[: keys + 2]):
                first, second = (stock, ours) if number % 2 else (ours, stock)
                a, b = first.type(letter), second.type(letter)
                (time_stock, size_stock), (time_ours, size_ours) = (a, b) if first is stock else (b, a)
                if number >= 2:
                    found.times.append((time_stock, time_ours))
                    found.sizes.append((size_stock, size_ours))
    return found


def measure_paste(text: str, rounds: int) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """A paste into both until it is seen, and the key after it; both in turn."""
    pastes, keys = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            one, other = both(Path(folder), "", "start")
            with one as stock, other as ours:
                pastes.append((stock.paste(text, "Ж"), ours.paste(text, "Ж")))
                keys.append((stock.type("Ω", 120)[0], ours.type("Ω", 120)[0]))
    return pastes, keys


def line(case: Case, found: Found) -> str:
    """One case as a line of the table."""
    met = found.ratio() <= case.most and found.bytes_median <= MOST_BYTES and found.bytes_mean <= MOST_BYTES_MEAN
    return (
        f"{case.name:<36} {found.p(0, 0.5):8.1f} {found.p(0, 0.95):8.1f} {found.p(1, 0.5):7.1f} {found.p(1, 0.95):7.1f}"
        f"  {found.ratio():6.3f} ({found.ratio(0.1):.3f} to {found.ratio(0.9):.3f})  <= {case.most:.2f}"
        f"  {statistics.median(b for _, b in found.sizes):6.0f} {found.bytes_median:6.3f} {found.bytes_mean:6.3f}"
        f"  {'met' if met else 'MISSED'}"
    )


HEAD = (
    f"{'key to echo, ms':<36} {'stock 50':>8} {'95':>8} {'ours 50':>7} {'95':>7}"
    f"  ratio and its spread       target    bytes median   mean"
)
PASTES = {
    "100 KB in lines": words(20_000)[:100_000],
    "100 KB as one line": words(20_000, ENGLISH, 20_000)[:100_000],
    "1 MB in lines": words(200_000)[:1_000_000],
    "1 MB as one line": words(200_000, ENGLISH, 200_000)[:1_000_000],
}


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keys", type=int, default=60)
    options.add_argument("--only", default="", help="A part of the name of the cases to run.")
    options.add_argument("--saver", action="store_true", help="Ours is the whole workbook, saving.")
    options.add_argument("--pastes", type=int, default=2, help="How many times each paste is tried.")
    given = options.parse_args()
    missed = False
    sys.stdout.write(HEAD + "\n")
    for case in (one for one in CASES if given.only in one.name):
        keys = given.keys if len(case.text) < 20_000 else max(10, given.keys // 2)
        found = measure(case, keys, given.saver)
        sys.stdout.write(line(case, found) + "\n")
        sys.stdout.flush()
        missed = missed or line(case, found).endswith("MISSED")
    for name, text in PASTES.items():
        if given.only not in f"paste {name}" or not given.pastes:
            continue
        pastes, keys_after = measure_paste(text, given.pastes)
        for what, pairs in (("pasted", pastes), ("next key", keys_after)):
            ratio = statistics.median(b / a for a, b in pairs)
            sys.stdout.write(
                f"{f'{name}, {what}':<36} {statistics.median(a for a, _ in pairs):8.1f} {'':8}"
                f" {statistics.median(b for _, b in pairs):7.1f} {'':7}  {ratio:6.3f}\n"
            )
            sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
