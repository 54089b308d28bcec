"""A slow disk, or one that reports errors: typing goes on, `saved` is true, and a sync that failed is not repeated."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from disks import Call, traced
from terminal import Terminal
from writing import begin_to_tell, start, told

pytestmark = pytest.mark.xdist_group("disk")

WORDS = "the letter came on a tuesday and she put it under the bread box"


def ready(terminal: Terminal) -> None:
    """At the long question, with everything before it on disk."""
    begin_to_tell(terminal)
    terminal.wait_for(lambda one: ", saved" in one.rows[0])


def echoes(terminal: Terminal, words: str) -> list[float]:
    """Type letter by letter, each when the one before is on the screen; how long each took, in seconds."""
    took = []
    for number in range(1, len(words) + 1):
        wanted = words[:number].replace(" ", "")[-12:]

        def there(one: Terminal, wanted: str = wanted) -> bool:
            return wanted in "".join("".join(one.rows[1:]).split())

        begun = time.monotonic()
        terminal.send(words[number - 1])
        terminal.wait_for(there)
        took.append(time.monotonic() - begun)
    return took


@pytest.mark.fault("F16")
def test_each_wait_for_the_disk_takes_two_seconds_and_no_key_waits_for_it(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        ready(terminal)
        with traced(terminal.pid, tmp_path / "trace", "fsync:delay_enter=2000000") as slow:
            begun = time.time()
            took = sorted(echoes(terminal, WORDS))
            ended = time.time()
            assert ", saving" in terminal.rows[0] and told(tmp_path) != WORDS
            # On a quiet machine it is some 30 ms; a key that waited for the disk even once would take two seconds.
            assert took[int(len(took) * 0.95)] < 0.5 and took[-1] < 1.5
            # Whoever types quicker than a save begins has not been in its way yet.
            terminal.wait_for(lambda _: "fsync(" in slow.log.read_text())
        # The disk is as fast as ever again.
        terminal.wait_for(lambda one: ", saved" in one.rows[0])
        assert told(tmp_path) == WORDS
    calls = slow.seen()
    shows = [one for one in calls if one.thread == str(terminal.pid) and begun < one.at < ended and one.name != "close"]
    assert [f"{one.name}({one.arguments})" for one in shows] == [], "the thread of the screen asked the disk"


@pytest.mark.fault("F16")
def test_leaving_waits_for_a_disk_that_hangs_then_offers_another_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    with start(home) as terminal:
        ready(terminal)
        # Nothing that is about this shelf is answered; other folders are.
        lock = home / "shelf" / ".lock"
        with traced(terminal.pid, tmp_path / "trace", "openat:delay_enter=30000000", only=lock):
            terminal.send("Nobody answers.")
            terminal.wait_for("Nobody answers.")
            terminal.wait_for(lambda one: ", saving" in one.rows[0])
            terminal.send("\x11")
            terminal.wait_for("Why: the disk does not answer.", 10)
            terminal.send("\x1b[B\r")
            terminal.wait_for("~/Documents")
            terminal.send("\r")
            terminal.wait_for(lambda one: b"What you wrote today is in ~/Documents/workbook-" in one.written, 10)
            (file,) = (home / "Documents").glob("workbook-*/*/resilience/step-back.yaml")
            assert b"Nobody answers." in file.read_bytes()


def synced_again(calls: list[Call], failed: int) -> bool:
    """Whether what could not be synced is synced once more, before it is closed."""
    number = calls[failed].arguments
    after = [one for one in calls[failed + 1 :] if one.name in ("fsync", "close")]
    same = [one for one in after if one.thread == calls[failed].thread and re.match(rf"{number}\b", one.arguments)]
    return bool(same) and same[0].name != "close"


@pytest.mark.fault("F11")
@pytest.mark.parametrize(
    ("error", "said"), [("EIO", "the disk reports an error"), ("EDQUOT", "your disk quota is used up")]
)
def test_after_a_sync_that_failed_another_file_is_written(tmp_path: Path, error: str, said: str) -> None:
    with start(tmp_path) as terminal:
        ready(terminal)
        with traced(
            terminal.pid, tmp_path / "trace", f"fsync:error={error}", f"write:error={error}:when=2000+"
        ) as seen:
            terminal.send("It is written again.")
            terminal.wait_for(f"not saved: {said}", 2.0)
            terminal.send(" And on.")
            terminal.wait_for("And on.")
            terminal.send("\x13")
            terminal.wait_for("What you typed last is not saved yet")
            terminal.send("\x1b")
        terminal.wait_for(lambda one: ", saved" in one.rows[0], 4.0)
        assert told(tmp_path) == "It is written again. And on."
        terminal.send("\x11")
        assert terminal.wait() == 0
    calls = seen.seen()
    failed = [index for index, one in enumerate(calls) if one.name == "fsync" and error in one.result]
    assert failed and not any(synced_again(calls, index) for index in failed)
    made = [one.arguments for one in calls if "O_EXCL" in one.arguments and ".~" in one.arguments]
    assert len(made) > 1 and len(set(made)) == len(made), "each attempt has a file of its own"
    assert list(tmp_path.rglob("*.tmp")) == []
