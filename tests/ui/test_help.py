"""Help: people first, one's own before all others; on a question right below what belongs to it."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onscreen import desk_on, opened, picture, press, shown, until, write
from smallpack import PACK, one, small

from workbook.store.shelf import Shelf
from workbook.ui.screens.help import Help
from workbook.ui.screens.people import People


async def test_somebody_of_ones_own_stands_first_and_can_be_changed_and_taken_out(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    async with opened(tmp_path, size=(80, 60)) as (app, pilot):
        await press(pilot, "question_mark", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, People))
        await write(pilot, "Mara, 030 1234567")
        await until(pilot, lambda: shelf.people() == ("Mara, 030 1234567",), "kept as it is typed")
        await write(pilot, "\nthe practice, 8 to 12")
        await press(pilot, "escape")
        await until(pilot, lambda: "the practice, 8 to 12" in picture(app))
        seen = picture(app)
        assert seen.index("Mara") < seen.index("the practice") < seen.index("local emergency") < seen.index("Keys")
    assert desk_on(tmp_path).book is None, "no book is begun by it"
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "question_mark")
        assert "Mara, 030 1234567" in picture(app)
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, People))
        await press(pilot, "ctrl+home", "ctrl+shift+end", "delete", "escape")
        await until(pilot, lambda: isinstance(app.screen, Help) and "Mara" not in picture(app))
        assert "Add somebody you know" in picture(app)
    assert shelf.people() == ()


async def test_a_line_that_was_only_just_typed_is_kept_when_the_book_is_left(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "ctrl+t", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, People))
        await write(pilot, "Mara")
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: app._exit)
    written = threading.Event()
    app.saver.run(written.set)
    assert written.wait(5)
    assert Shelf(tmp_path).people() == ("Mara",)


async def test_a_line_that_the_disk_refused_is_tried_again_and_takes_away_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(tmp_path).keep_people(["Mara"])
    full = True
    keep = Shelf.keep_people

    def kept(shelf: Shelf, lines: Iterable[str], before: Iterable[str] | None = None) -> None:
        if full:
            raise OSError(errno.ENOSPC, "full")
        keep(shelf, lines, before)

    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "question_mark", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, People))
        # Another window adds somebody meanwhile.
        keep(Shelf(tmp_path), ["Mara", "Tom"], ["Mara"])
        monkeypatch.setattr(Shelf, "keep_people", kept)
        await write(pilot, "\nIda")
        await until(pilot, lambda: "Your line was not saved" in picture(app))
        assert "Ida" in picture(app)
        full = False
        await press(pilot, "escape")
        await until(pilot, lambda: "Ida" in Shelf(tmp_path).people())
    assert Shelf(tmp_path).people() == ("Mara", "Ida", "Tom")


async def test_on_a_question_its_example_stands_first_and_people_on_the_same_screen(tmp_path: Path) -> None:
    async with opened(tmp_path, "thought-check") as (app, pilot):
        await press(pilot, "ctrl+t")
        seen = shown(app)
        assert seen.index("To talk to a person") < seen.index("findahelpline.com") and "An example" not in seen
        await press(pilot, "escape", "enter", "ctrl+t")
        seen = shown(app)
        order = ("An example", "might say:", "make it a sentence", "What it rests on", "To talk to a person", "988")
        places = [seen.index(words) for words in order]
        assert places == sorted(places) and "112" in seen and "findahelpline.com" in seen
        # Somebody of one's own stands among these people, and is in sight when the card for it is closed.
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, People))
        await write(pilot, "Mara")
        await press(pilot, "escape")
        await until(pilot, lambda: "Mara If you might" in shown(app))


async def test_in_a_small_window_too_the_example_and_the_people_are_on_one_screen(tmp_path: Path) -> None:
    async with opened(tmp_path, "thought-check", size=(60, 20)) as (app, pilot):
        await press(pilot, "enter", "ctrl+t")
        seen = shown(app)
        assert seen.index("might say:") < seen.index("To talk to a person") < seen.index("988, call or text")


async def test_lines_of_different_days_say_each_their_own(tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", one("text"))
    more = '  - {where: Elsewhere, say: "Call somebody.", checked: 2026-10-01}\n'
    (pack / "pack.yaml").write_text(PACK + more)
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "ctrl+t")
        seen = shown(app)
        assert "(checked on 22 November 2026)" in seen and "(checked on 1 October 2026)" in seen
        assert "All of these" not in seen


async def test_help_can_be_used_in_the_smallest_window(tmp_path: Path) -> None:
    async with opened(tmp_path, "thought-check", size=(40, 12)) as (app, pilot):
        app.animation_level = "none"  # to glide from page to page takes a moment each time
        await press(pilot, "enter", "ctrl+t")
        assert "An example" in picture(app)
        seen = ""
        for _ in range(80):
            seen += picture(app)
            if "ctrl+z" in picture(app):
                break
            await press(pilot, "pagedown")
        assert "To talk to a person" in seen and "ctrl+z" in seen
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: not isinstance(app.screen, Help))


CLEAR = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))


@given(lines=st.lists(st.text(CLEAR, max_size=300), max_size=4))
def test_what_was_typed_about_people_is_kept_whole_and_the_rest_of_the_file_with_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "shelf.yaml").write_text(
        "format: 1\ncurrent: abc\nsupport:\n  - {say: Mara, since: 2026-11-22}\ncolour: blue\n...\n"
    )
    shelf = Shelf(folder)
    shelf.keep_people([*lines, "Mara"])
    assert shelf.people() == tuple(dict.fromkeys(line for line in (*(one.strip() for one in lines), "Mara") if line))
    facts = shelf.facts()
    assert (facts.current, facts.extra) == ("abc", {"colour": "blue"})
    assert "since" in facts.beside["Mara"]
