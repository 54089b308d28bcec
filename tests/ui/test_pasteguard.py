"""Nothing that was pasted acts as a key."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from workbook.files.clean import clean
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.pasteguard import PasteGuard, WholePasteParser

START, END = "\x1b[200~", "\x1b[201~"


class Clock:
    """Seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def read(*chunks: str, parser: XTermParser | None = None) -> list[str | tuple[str]]:
    """What the parser makes of the chunks: keys by name, pastes as their text in a tuple."""
    parser = parser or WholePasteParser()
    made = [event for chunk in chunks for event in parser.feed(chunk)]
    return [(event.text,) if isinstance(event, events.Paste) else getattr(event, "key", "") for event in made]


def test_the_stock_parser_takes_pasted_text_for_keys() -> None:
    """Why all this is needed; when this fails, `WholePasteParser` can go."""
    made = read(f"{START}abc\x1b\x11de{END}", parser=XTermParser())
    assert made == ["circumflex_accent", "ctrl+q", "d", "e", ("abc",)]


@pytest.mark.parametrize(
    "pasted",
    ["abc\x1b]52;c;aGk=\x07def", "\x1b\x11", "\x1b", "abc\x1b", "\x1b\x1b[20", "\x1b" + "x" * 100, f"a{START}b"],
)
@pytest.mark.fault("A26")
def test_an_escape_within_a_paste_makes_no_key(pasted: str) -> None:
    assert read(f"x{START}{pasted}{END}z") == ["x", (pasted.replace("\x1b", "\x1a"),), "z"]


@pytest.mark.fault("A26")
def test_a_pasted_end_mark_does_not_end_the_paste() -> None:
    assert read(f"{START}a{END}\x11b{END}z") == [("a\x1a[201~\x11b",), "z"]
    assert read(f"{START}a{END}x{START}b{END}") == [("a",), "x", ("b",)]


@given(
    st.text(st.sampled_from("ab\n\x1b\x11[01~2é👨")).filter(lambda text: END not in text + END[:-1]),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_a_paste_arrives_whole_however_it_is_cut(pasted: str, cuts: list[int]) -> None:
    stream = f"x{START}{pasted}{END}z{START}2{END}"
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    chunks = [stream[a:b] for a, b in pairwise(edges)]
    first = [(pasted.replace("\x1b", "\x1a"),)]
    assert read(*chunks) == ["x", *first, "z", ("2",)]


@given(st.lists(st.sampled_from(["a", "\r", "\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1b[I", "\x1b[<0;3;4M", "👨", "\x11"])))
def test_outside_of_a_paste_nothing_changes(sent: list[str]) -> None:
    def shown(parser: XTermParser) -> list[str]:
        return [repr(event) for chunk in sent for event in parser.feed(chunk)]

    assert shown(WholePasteParser()) == shown(XTermParser())


def test_a_paste_without_an_end_does_not_kill_the_keyboard() -> None:
    clock = Clock()
    parser = WholePasteParser(clock=clock)
    assert read(f"{START}abc\x1b[2", parser=parser) == []
    clock.now = 4.0
    assert list(parser.tick()) == []
    clock.now = 6.0
    (event,) = parser.tick()
    assert isinstance(event, events.Paste)
    assert event.text == "abc[2\x1a"
    assert read("z", parser=parser) == ["z"]


def test_half_a_start_mark_that_became_keys_begins_no_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("textual._parser.get_time", clock)
    parser = WholePasteParser()
    assert read("\x1b[20", parser=parser) == []
    clock.now = 1.0
    assert len(list(parser.tick())) == 3
    assert read("0~", parser=parser) == ["0", "tilde"]
    assert read("\x1b[A", parser=parser) == ["up"]


def test_a_start_mark_in_two_halves_begins_a_paste_though_the_clock_ticked() -> None:
    parser = WholePasteParser()
    assert read("\x1b[20", parser=parser) == []
    assert list(parser.tick()) == []
    assert read(f"0~a\x1bb{END}", parser=parser) == [("a\x1ab",)]


def test_the_end_of_the_terminal_ends_the_parser() -> None:
    parser = WholePasteParser()
    assert list(parser.feed("")) == []
    assert parser.is_eof


def timed(event: events.Event, time: float) -> events.Event:
    event.time = time
    return event


@pytest.mark.parametrize("control", ["\x1b", "\x1a", "\x07", "\x00", "\x7f", "\x9b"])
@pytest.mark.fault("A26")
def test_keys_do_nothing_for_three_tenths_of_a_second_after_a_hostile_paste(control: str) -> None:
    guard = PasteGuard()
    assert not guard.drops(timed(events.Key("a", "a"), 9.9))
    assert not guard.drops(timed(events.Paste(f"x{control}"), 10.0))
    assert guard.drops(timed(events.Key("ctrl+q", "\x11"), 10.0))
    assert guard.drops(timed(events.Key("enter", "\r"), 10.29))
    assert not guard.drops(timed(events.AppBlur(), 10.1))
    assert not guard.drops(timed(events.Key("a", "a"), 10.3))


def test_keys_after_a_plain_paste_are_kept() -> None:
    guard = PasteGuard()
    assert not guard.drops(timed(events.Paste("a\r\nb\tc\x85 \u200d"), 10.0))
    assert not guard.drops(timed(events.Key("a", "a"), 10.0))


async def test_an_app_that_asks_the_guard_drops_the_keys() -> None:
    class Desk(App[None]):
        guard = PasteGuard()

        def compose(self):  # type: ignore[no-untyped-def]
            yield Editor()

        async def on_event(self, event: events.Event) -> None:
            if not self.guard.drops(event):
                await super().on_event(event)

    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        late = timed(events.Paste("abc\x1a]52;def"), 100.0)
        for event in [late, timed(events.Key("x", "x"), 100.2), timed(events.Key("y", "y"), 100.4)]:
            app.post_message(event)
        await pilot.pause()
        assert app.query_one(Editor).text == clean("abc]52;def") + "y"


def test_the_linux_driver_takes_its_parser_from_its_module() -> None:
    assert "XTermParser" in LinuxDriver.run_input_thread.__code__.co_names


PROGRAM = """
import sys
from textual.app import App
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.pasteguard import keep_pastes_whole

class Desk(App):
    def get_driver_class(self):
        return keep_pastes_whole(super().get_driver_class())
    def compose(self):
        yield Editor()
    def on_editor_edited(self, message):
        if message.control.text.endswith("."):
            self.exit(message.control.text)

app = Desk()
text = app.run()
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(repr(text))
"""


@pytest.mark.fault("A26")
def test_a_paste_with_the_key_to_leave_in_it_is_only_text(tmp_path: Path) -> None:
    """Through a real terminal: the stock parser would leave by the pasted ctrl+q."""
    inside, outside = pty.openpty()
    termios.tcsetwinsize(outside, (24, 80))
    written = tmp_path / "written"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(written)],
        stdin=outside,
        stdout=outside,
        stderr=outside,
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.close(outside)
    shown, sent = b"", False
    try:
        while process.poll() is None:
            if not select.select([inside], [], [], 10)[0]:
                break
            try:
                shown += os.read(inside, 65536)
            except OSError:
                break
            # Bracketed paste is asked for when the screen is up.
            if not sent and b"\x1b[?2004h" in shown:
                os.write(inside, f"{START}abc\x1b\x11\x07def{END}می\u200cخواهم.".encode())
                sent = True
        process.wait(timeout=10)
    finally:
        process.kill()
        os.close(inside)
    assert written.read_text(encoding="utf-8") == repr("abcdefمی\u200cخواهم.")
