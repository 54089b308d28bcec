"""The list of exercises fits a terminal, and nothing of an id or a title is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import FIRST, PACK, CommandLine
from hypothesis import given, settings
from hypothesis import strategies as st
from onscreen import CONTENT, desk_on
from terminal import WORKBOOK, Terminal, environment
from wcwidth import wcswidth

from workbook.cli.listing import _broken

LONG = "the-" * 15 + "end"
TITLE = "A title that goes on for rather a long time, as some of them do, and then a little further than that"
WIDE = "拒絶された後の数日間のための静かなノート、そしてそれからもう少し先のこと、さらにその先のこと"


def listed(line: CommandLine, monkeypatch: pytest.MonkeyPatch, width: int | None) -> list[str]:
    monkeypatch.setattr("workbook.cli.commands.width", lambda: width)
    status, out, err = line.run("list")
    assert (status, err) == (0, "")
    return out.splitlines()


@pytest.fixture
def long(line: CommandLine) -> CommandLine:
    line.write(line.pack / "pack.yaml", PACK.replace("[first]", f"[first, {LONG}, wide]"))
    line.write(line.pack / f"{LONG}.yaml", FIRST.replace("What was said", TITLE))
    line.write(line.pack / "wide.yaml", FIRST.replace("What was said", WIDE))
    return line


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(
    long: CommandLine, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    lines = listed(long, monkeypatch, width)
    assert [row for row in lines if wcswidth(row) > width] == ([f"  {LONG}"] if width < 65 else [])
    words = " ".join(" ".join(lines).split())
    assert LONG in words and TITLE in words and WIDE in words.replace(" ", "") and "What was said" in words


def test_in_a_pipe_an_exercise_has_one_line_whatever_is_in_it(
    long: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in listed(long, monkeypatch, None) if row.startswith("  ")]
    assert [row.split()[0] for row in rows] == ["first", LONG, "wide", "second"]
    assert rows[1].endswith(TITLE) and rows[2].endswith(WIDE)


def test_what_ships_has_one_line_each_in_a_terminal_of_80_columns(tmp_path: Path) -> None:
    env = environment(tmp_path, WORKBOOK_SHELF=str(tmp_path / "shelf"))
    with Terminal([*WORKBOOK, "list"], env=env, cwd=tmp_path, size=(80, 60)) as screen:
        screen.wait_for("Since then")
        rows = [row.rstrip() for row in screen.rows]
    every = desk_on(tmp_path / "shelf", content=CONTENT).library.titles[0].headings
    shown = {row.split()[0]: row for row in rows if row.startswith("  ")}
    assert list(shown) == [one.id for one in every]
    assert all(shown[one.id].endswith(f"  {one.title}") for one in every)


def test_of_two_with_one_id_the_pack_is_said(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    other = line.folder / "packs" / "more"
    for name in ("pack.yaml", "first.yaml", "second.yaml"):
        text = (line.pack / name).read_text()
        line.write(line.folder / "packs" / "small" / name, text)
        line.write(other / name, text.replace("id: small", "id: more").replace("title: Small", "title: More"))
    line.write(other / "pack.yaml", (other / "pack.yaml").read_text().replace("[second]", "[third]"))
    (other / "second.yaml").rename(other / "third.yaml")
    monkeypatch.setenv("WORKBOOK_CONTENT", str(line.folder / "packs"))
    lines = listed(line, monkeypatch, 80)
    assert lines == [
        "More: Start",
        "  more/first   3 min  What was said",
        "",
        "More: Learning from it",
        "  third        5 min  One small step",
        "",
        "Small: Start",
        "  small/first  3 min  What was said",
        "",
        "Small: Learning from it",
        "  second       5 min  One small step",
    ]


@given(st.text("ab 拒é\u0301👩\u200d", max_size=60), st.integers(4, 40))
@settings(max_examples=60, deadline=None)
def test_broken_words_are_all_there(words: str, room: int) -> None:
    lines = _broken(words, room)
    assert "".join(words.split()) == "".join("".join(lines).split())
    assert lines and all(row for row in lines[1:])
