"""What is typed or pasted in a real terminal is what stands in the file, and what stands there when they come back."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from terminal import Terminal
from writing import TELL, begin_to_tell, sitting, start, told

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f3f3\ufe0f\u200d\U0001f308"
PERSIAN = "می\u200cخواهم نامه\u200cها را بخوانم"
TYPED = (
    f"a family {FAMILY} and a flag {FLAG}",
    PERSIAN,
    "وصلت الرسالة يوم الثلاثاء",
    "信在星期二到了。",
    "e\u0301 is not é",
    "[/] and [@click=app.quit]leave[/] and [b",
    "{braces} and {{more}} {0.__class__}",
    "---",
    "...",
    "# x",
    "- y: *z & 'w' \"v\" | >",
    "  two blanks before and after  ",
)
PASTED = (*TYPED, "a\ttab\t\tand two", "\tat the start", "", "the end   ")
KEPT = {
    "only newlines": "\n\n\n",
    "only blanks": "   ",
    "blanks at the end": "Ann went home.   \n  ",
    "a newline at the end": "Ann went home.\n",
    "a document's end": "...",
    "a tab alone": "\t",
}


def write(home: Path, text: str, how: str, last: str) -> str:
    """Type or paste a text, leave by the key, and say what is on disk."""
    with start(home) as terminal:
        begin_to_tell(terminal)
        if how == "pasted":
            terminal.paste(text)
        else:
            terminal.send(text.replace("\n", "\r"))
        if last:
            terminal.wait_for(last)
        # Everything that was sent has arrived once the app acts on a key that came after it.
        terminal.send("\x11")
        assert terminal.wait() == 0
    return told(home)


@pytest.mark.parametrize(("how", "lines"), [("typed", TYPED), ("pasted", PASTED)])
@pytest.mark.fault("A4", "A11")
def test_the_words_on_disk_are_those_that_were_written(tmp_path: Path, how: str, lines: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    assert write(tmp_path, text, how, "two blanks before") == text


def test_blanks_and_empty_lines_are_kept_as_they_are(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as at_once:
        found = at_once.map(lambda name: write(tmp_path / name, KEPT[name], "pasted", ""), KEPT)
        assert dict(zip(KEPT, found, strict=True)) == KEPT


def test_somebody_who_comes_back_is_at_the_same_line_between_the_same_letters(tmp_path: Path) -> None:
    before, after = "First line.\nمی\u200cخو", "اهم\nlast line"
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.paste(before + after)
        terminal.wait_for("last line")
        terminal.send("\x1b[D" * len(after))
        terminal.wait_for(lambda _: _at(tmp_path) == len(before))
        terminal.send("\x11")
        assert terminal.wait() == 0
    with start(tmp_path) as terminal:
        terminal.wait_for(TELL)
        terminal.wait_for("last line")
        terminal.send("X")
        terminal.wait_for("X")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert told(tmp_path) == before + "X" + after


@pytest.mark.fault("A26")
def test_a_pasted_escape_does_not_become_a_key(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.paste("before \x1b\x11\x1b]52;c;b3du\x07 between \x1b[17~\x1b\x1b after")
        terminal.wait_for("after")
        # The key that leaves is part of what was pasted; were it taken for one, nothing more could be written.
        _until_written(terminal, "!")
        terminal.send("\x11")
        assert terminal.wait() == 0
    words = told(tmp_path)
    assert (words.startswith("before "), words.rstrip("!").endswith(" after"), words.endswith("!")) == (True,) * 3
    assert [character for character in words if ord(character) < 32 or 127 <= ord(character) < 160] == []


def _at(home: Path) -> int | None:
    try:
        place = sitting(home).place
    except ValueError:
        return None
    return place.at if place is not None else None


def _until_written(terminal: Terminal, key: str) -> None:
    """Press a key until it is taken: for a moment after such a paste none is."""
    for _ in range(20):
        terminal.send(key)
        try:
            terminal.wait_for(key, 0.2)
        except AssertionError:
            assert not terminal.ended, "what was pasted left the app"
        else:
            return
    raise AssertionError(f"{key!r} is never taken:\n{terminal.text}")


@pytest.mark.parametrize(
    "key", ["\x0e", "\x12", "\x1b", "\x11", "\x07"], ids=["next", "back", "leave", "quit", "questions"]
)
def test_words_right_before_a_command_are_kept(tmp_path: Path, key: str) -> None:
    words = "Ann put the letter away. " * 40
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.paste(words)
        terminal.send("Then tea." + key)
        if key != "\x11":
            terminal.wait_for(lambda one: "2 of 3" not in one.text or "you are here" in one.text)
            terminal.signal(signal.SIGTERM)
        terminal.wait()
    assert told(tmp_path) == words + "Then tea."


def test_however_much_was_typed_before_it_a_command_waits(tmp_path: Path) -> None:
    words = "Ann put the letter away. " * 200
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send(words + "\x11")
        assert terminal.wait(30) == 0
    assert told(tmp_path) == words


def test_what_is_typed_ahead_of_the_next_question_is_written_there(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.wait_for("Begin")
        terminal.send("\r")
        terminal.wait_for("What would you like to be called")
        terminal.send("Ann\rAnn opened it.\nAnd shut it.\x0eSore.\x11".replace("\n", "\r"))
        assert terminal.wait() == 0
    answers = sitting(tmp_path).answers
    assert {id: answer.value for id, answer in answers.items() if not answer.measure} == {
        "callme": "Ann", "told": "Ann opened it.\nAnd shut it.", "year": "Sore."
    }  # fmt: skip
