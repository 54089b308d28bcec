"""In real terminals that have few colours, few signs, or another encoding: the whole book can be used."""

from __future__ import annotations

import re
from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len
from terminal import WORKBOOK, Terminal, environment

from workbook.store.sittingfile import decode
from workbook.ui import signs

SGR = re.compile(rb"\x1b\[([\d;]*)m")
ATTRIBUTES = {"", "0", "1", "2", "3", "4", "7", "9"}
SIXTEEN = {*map(str, range(30, 38)), *map(str, range(90, 98)), "40", "47"}
"""The colours that every terminal with colours has, on black or white."""


def lived_in(terminal: Terminal, name: bytes) -> list[str]:
    """Go through the pages as somebody does: begin, answer, help, settings, questions, palette, contents, books."""
    pages = []

    def go(keys: bytes | str, seen: str) -> None:
        terminal.send(keys)
        terminal.wait_for(seen)
        pages.append(terminal.text)

    def back(gone: str, seen: str) -> None:
        terminal.send("\x1b")
        # Beside a card the page below it is seen all the time.
        terminal.wait_for(lambda one: gone not in one.text and seen in one.text)

    terminal.wait_for("Begin", 20)
    go("\r", "What would you like to be called")
    # Its echo is looked for by what every encoding shows alike.
    terminal.send(name)
    terminal.wait_for("Zo")
    terminal.wait_for("end.")
    go("\r", "kind reporter")
    go("She sent it. And then", "And then")
    go("\x14", "To talk to a person")
    back("To talk to a person", "And then")
    go("\x1b[24~", "How it looks")
    back("How it looks", "And then")
    go("\x07", "you are here")
    back("you are here", "And then")
    back("And then", "All exercises")
    go("b", "Another no")
    back("Another no", "All exercises")
    terminal.send("\x11")
    assert terminal.wait(20) == 0
    return pages


def kept(shelf: Path) -> tuple[object, object]:
    (file,) = shelf.glob("*/resilience/step-back.yaml")
    answers = decode(file.read_bytes())[0].answers
    return answers["callme"].value, answers["told"].value


@pytest.mark.fault("F36")
@pytest.mark.parametrize(
    ("more", "name", "colours"),
    [
        pytest.param(
            {"TERM": "screen", "COLORTERM": ""}, "Zoë 中 end.".encode(), SIXTEEN, marks=pytest.mark.long, id="screen"
        ),
        pytest.param(
            {"TERM": "linux", "COLORTERM": "", "TEXTUAL_ANIMATIONS": "none", "LC_ALL": "C"},
            "Zoë 中 end.".encode(), SIXTEEN, id="linux",
        ),
        # Nobody has told the program that this terminal is one in Latin-1.
        pytest.param({"NO_COLOR": "1", "LC_ALL": "C"}, "Zoë end.".encode("latin-1"), {"39", "49"}, id="no colours"),
    ],
)  # fmt: skip
def test_in_a_plain_terminal_the_whole_book_can_be_used(
    tmp_path: Path, more: dict[str, str], name: bytes, colours: set[str]
) -> None:
    shelf = tmp_path / "s"
    command = [*WORKBOOK, "open", "step-back", "--shelf", str(shelf)]
    with Terminal(command, env=environment(tmp_path, **more), cwd=tmp_path) as terminal:
        pages = lived_in(terminal, name)
        sent = {code for codes in SGR.findall(terminal.written) for code in codes.decode().split(";")}
    assert sent <= ATTRIBUTES | colours
    assert sent & colours
    assert kept(shelf) == (name.decode("utf-8" if "中".encode() in name else "latin-1"), "She sent it. And then")
    if more.get("TERM") == "linux":
        # Without a window there is a font of a few hundred signs; of ours none is left to it.
        assert "".join(pages).replace("中", "").encode("cp437")


@pytest.mark.fault("F36")
def test_in_another_encoding_letters_come_and_go_in_it_and_are_kept_as_utf_8(tmp_path: Path) -> None:
    shelf = tmp_path / "s"
    env = environment(tmp_path, TERM="xterm", COLORTERM="", LC_ALL="C", PYTHONIOENCODING="iso8859-15")
    with Terminal([*WORKBOOK, "open", "step-back", "--shelf", str(shelf)], env=env, cwd=tmp_path) as terminal:
        lived_in(terminal, "Zoë, 5 €, end.".encode("iso8859-15"))
        written = terminal.written
    assert kept(shelf) == ("Zoë, 5 €, end.", "She sent it. And then")
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    pages = []
    text = written.decode("iso8859-15")
    for at in range(0, len(text), 200):
        stream.feed(text[at : at + 200])
        pages.append("\n".join(row.rstrip() for row in screen.display))
    assert any("|  Zoë, 5 €, end." in page for page in pages), "the box with its frame"
    assert any("> " in page and "* " in page for page in pages)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "koi8-r"])
def test_what_stands_for_a_sign_is_as_wide_as_it_is(encoding: str) -> None:
    text = "".join(signs.NEAR) + "中é▸x—Ω日本 e\u0301 end"
    sent = text.encode(encoding, "workbook.near").decode(encoding)
    assert cell_len(sent) == cell_len(text)
    assert sent.endswith(" end")
    assert all(cell_len(near) == cell_len(sign) == 1 for sign, near in signs.NEAR.items())


def test_signs_that_say_something_are_told_apart_by_what_stands_for_them() -> None:
    for apart in ("●○", "■□▸", "✓◐·", "›‹"):
        assert len({signs.NEAR[sign] for sign in apart}) == len(apart)
