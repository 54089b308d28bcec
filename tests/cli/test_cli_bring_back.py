"""`workbook bring-back`: what was kept elsewhere goes home, and what can't be is named."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commandline import ANSWER, CommandLine

from workbook.store import whereabouts
from workbook.store.elsewhere import Elsewhere
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MORE = f"{ANSWER} And then it snowed."


def kept_elsewhere(line: CommandLine, name: str = "The novel") -> Elsewhere:
    """The first exercise of a book, gone on with in another folder."""
    shelf = Shelf(line.shelf)
    book = shelf.find(name)
    (kept,) = book.read()[0]
    elsewhere = Elsewhere.begin(line.here / "stick", shelf.folder, NOW)
    own, there = elsewhere.to_keep(book, kept)
    said = replace(kept.sitting.answers["said"], value=MORE)
    own.save(there._replace(sitting=replace(there.sitting, answers={**kept.sitting.answers, "said": said})), NOW)
    return elsewhere


@pytest.mark.fault("F10", "F13")
def test_it_goes_home_once_and_is_no_longer_waited_for(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    line.book("2026-11-22-novel", "The novel")
    file = line.shelf / "2026-11-22-novel" / "small" / "first.yaml"
    elsewhere = kept_elsewhere(line)
    noted = Path(os.environ["XDG_CONFIG_HOME"]) / "workbook" / whereabouts.NAME
    whereabouts.note(noted, elsewhere.folder)
    assert f"To bring it home:  workbook bring-back {elsewhere.folder}\n" in line.run("doctor")[1]
    # The folder knows which books it belongs to, and is found in the one that somebody named.
    monkeypatch.delenv("WORKBOOK_SHELF")
    status, out, err = line.run("bring-back", "stick")
    assert (status, err) == (0, "")
    assert out == (
        f"From {elsewhere.folder} to {line.shelf}\n  What was said is in your book again\n"
        f"  All of it is there. You can delete {elsewhere.folder}\n"
    )
    assert decode(file.read_bytes())[0].answers["said"].value == MORE
    assert not noted.exists() and elsewhere.folder.is_dir()
    before = file.read_bytes()
    assert "  What was said is in your book already\n" in line.run("bring-back", str(elsewhere.folder))[1]
    assert file.read_bytes() == before
    assert ANSWER not in out


@pytest.mark.fault("F10", "F24")
def test_words_that_wait_elsewhere_are_spoken_of_also_where_the_folder_is_damaged_or_not_there(
    line: CommandLine,
) -> None:
    line.book("2026-11-22-novel", "The novel")
    elsewhere = kept_elsewhere(line)
    whereabouts.note(Path(os.environ["XDG_CONFIG_HOME"]) / "workbook" / whereabouts.NAME, elsewhere.folder)
    (facts,) = elsewhere.folder.glob("*/workbook.yaml")
    facts.write_bytes(facts.read_bytes()[:-4])
    assert f"To bring it home:  workbook bring-back {elsewhere.folder}\n" in line.run("doctor")[1]
    assert line.run("bring-back", str(elsewhere.folder))[0] == 1
    (line.here / "stick").rename(line.here / "taken-out")
    said = f"What you wrote elsewhere is in {elsewhere.folder}, and that folder is not there now.\n"
    assert said in line.run("doctor")[1]


@pytest.mark.fault("F43")
def test_what_can_not_be_brought_is_named_and_stays(line: CommandLine) -> None:
    line.book("2026-11-22-novel", "The novel")
    elsewhere = kept_elsewhere(line)
    (file,) = elsewhere.folder.glob("*/small/first.yaml")
    file.write_bytes(file.read_bytes()[:-10])
    status, out, _ = line.run("bring-back", str(elsewhere.folder))
    assert status == 1 and f"{file} was left where it is: line " in out and "You can delete" not in out
    status, _, err = line.run("bring-back", str(line.here))
    assert status == 2 and "holds nothing that was kept" in err
    status, _, err = line.run("bring-back", "nowhere")
    assert status == 1 and "nowhere: No such file or directory" in err
