"""What may be wrong with a file, said in one page, with nothing lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onscreen import desk_on, opened, picture, press, sitting_on, text_in, until, write
from smallpack import one, small

from workbook.store.shelf import Shelf


@pytest.mark.fault("A8")
async def test_an_exercise_with_mistakes_says_so_and_opens_nothing(tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", one("line", "promt: What?"))
    async with opened(tmp_path / "s", content=pack) as (app, pilot):
        await press(pilot, "down", "enter", "end", "up", "enter")
        page = picture(app)
        assert "can't be opened as it is written" in page
        assert "first.yaml:9:5: unknown key `promt`" in page.replace("\n    ▌  ", "").replace("\n", "")
        await press(pilot, "escape")
        assert "All exercises" in picture(app)


@pytest.mark.fault("F24")
async def test_a_sitting_that_breaks_off_is_kept_apart_and_a_new_one_begins(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
    (file,) = tmp_path.glob("*/resilience/step-back.yaml")
    cut = file.read_bytes()[:-20]
    file.write_bytes(cut)
    async with opened(tmp_path) as (app, pilot):
        assert "Can't be read; not a word in it is changed" in picture(app)
    async with opened(tmp_path, "step-back") as (app, pilot):
        page = picture(app)
        assert "could not be read. It was kept apart" in page
        assert "it breaks off" in page
        await press(pilot, "escape", "enter")
        await write(pilot, "Sarah")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Sarah")
    assert file.with_name("step-back.kept-apart-1.yaml").read_bytes() == cut


@pytest.mark.fault("F13")
async def test_a_shelf_that_is_no_folder_is_one_page_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file")
    async with opened(tmp_path / "shelf") as (app, pilot):
        await press(pilot, "enter")
        page = picture(app)
        assert "Nothing can be saved in this folder." in page
        assert "Write in another folder" in page
        await press(pilot, "escape", "q")
    assert (tmp_path / "shelf").read_text() == "a file"


@pytest.mark.fault("F31")
async def test_a_file_of_a_newer_format_is_read_and_never_written(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
    (file,) = tmp_path.glob("*/resilience/step-back.yaml")
    newer = file.read_bytes().replace(b"format: 1", b"format: 2", 1)
    file.write_bytes(newer)
    async with opened(tmp_path, "step-back") as (app, pilot):
        assert "newer version of the workbook" in picture(app)
        await press(pilot, "escape")
        assert "Alex" in picture(app)
        await write(pilot, "X")
        assert "only to read" in picture(app)
        await press(pilot, "ctrl+n", "escape", "enter")
        assert "not on disk" not in picture(app)
    assert file.read_bytes() == newer


@pytest.mark.fault("F21")
async def test_somebody_else_wrote_the_same_file_and_both_are_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
        (file,) = tmp_path.glob("*/resilience/step-back.yaml")
        theirs = file.read_bytes().replace(b"Alex", b"Sascha")
        file.write_bytes(theirs)
        await write(pilot, "ander")
        await until(pilot, lambda: len(list(file.parent.glob("*.conflict-*"))) == 1)
        await until(pilot, lambda: "Both are kept" in picture(app))
        (ours,) = file.parent.glob("*.conflict-*")
        await until(pilot, lambda: b"Alexander" in ours.read_bytes())
    assert file.read_bytes() == theirs


@pytest.mark.fault("F29")
async def test_an_exercise_that_is_gone_still_prints(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
    from workbook.desk.prints import Prints
    from workbook.printing import plain

    pack = small(tmp_path / "pack", one("line"))
    printed = plain.render(Prints(desk_on(tmp_path, content=pack)).printout()).decode()
    assert "From across the street" in printed and "Alex" in printed


HOSTILE = ["[/]", "[@click=app.quit]x[/]", "[bold", "]", "[[", "{braces}", "\\[", "[link=file:///]a[/link]", "$x"]
letters = st.text(st.characters(codec="utf-8", categories=["L", "S", "P"]))
texts = st.lists(st.sampled_from(HOSTILE) | letters, min_size=1)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=texts)
@pytest.mark.fault("A4")
def test_nobodys_text_is_ever_markup(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    import asyncio

    text = " ".join(" ".join(words).split()) or "x"
    folder = tmp_path_factory.mktemp("hostile")

    async def shown() -> str:
        quoted = "'" + text.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"
        pack = small(folder / "pack", one("choice", f"options: {{a: {quoted}}}").replace("What is it?", quoted))
        async with opened(folder / "s", "first", content=pack, size=(200, 50)) as (app, pilot):
            await press(pilot, "enter")
            app.notify(text, markup=False)
            await press(pilot, "ctrl+g")
            assert app.is_running
            return picture(app)

    page = asyncio.run(shown())
    if text.isascii() and len(text) < 60:
        assert text in page


async def test_what_is_written_comes_back_letter_for_letter(tmp_path: Path) -> None:
    words = "👩‍👩‍👧 سلام می‌روم 中文 [/] [@click=app.quit] {braces} --- ... # x"
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter", "ctrl+n")
        await write(pilot, words)
        await until(pilot, lambda: words in [a.value for a in sitting_on(tmp_path, "step-back").answers.values()])
    async with opened(tmp_path, "step-back") as (app, pilot):
        await write(pilot, "!")
        await until(pilot, lambda: words + "!" in [a.value for a in sitting_on(tmp_path, "step-back").answers.values()])


async def begun(shelf: Path) -> Path:
    """A sitting of step-back on this shelf, and its file."""
    async with opened(shelf, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: text_in(shelf, "step-back", "callme") == "Alex")
    (file,) = shelf.glob("*/resilience/step-back.yaml")
    return file


@pytest.mark.fault("F31")
async def test_a_file_of_a_newer_format_that_makes_no_sense_here_stays_where_it_is(tmp_path: Path) -> None:
    file = await begun(tmp_path)
    newer = file.read_bytes().replace(b"format: 1", b"format: 2", 1).replace(b"answers:", b"pages:", 1)
    file.write_bytes(newer)
    async with opened(tmp_path, "step-back") as (app, _pilot):
        page = picture(app)
        assert "can't be opened" in page
        assert "newer version" in page
    assert file.read_bytes() == newer
    assert [path.name for path in file.parent.iterdir()] == ["step-back.yaml"]


@pytest.mark.fault("F22")
async def test_a_second_version_is_named_on_the_contents(tmp_path: Path) -> None:
    file = await begun(tmp_path)
    file.with_name("step-back.sync-conflict-20261122-183100-ABCDEFG.yaml").write_bytes(file.read_bytes())
    async with opened(tmp_path) as (app, _pilot):
        assert "Two versions of “From across the street”: compare them" in picture(app)


@pytest.mark.fault("A1")
async def test_control_characters_in_a_synced_file_never_reach_the_screen(tmp_path: Path) -> None:
    file = await begun(tmp_path)
    evil = b'"\\e]52;c;ZXZpbA==\\a\\e[31mAlex\\x9b"'
    file.write_bytes(file.read_bytes().replace(b"answer: Alex", b"answer: " + evil))
    assert evil in file.read_bytes()
    async with opened(tmp_path, "step-back") as (app, _pilot):
        assert "]52;c;ZXZpbA==[31mAlex" in picture(app)
        assert "\x1b" not in picture(app) and "\x9b" not in picture(app)


@pytest.mark.fault("F10")
async def test_unsaved_words_stay_when_another_exercise_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook.store.workbook import Book

    await begun(tmp_path)
    sound = Book.save

    def full(self: Book, *given: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    async with opened(tmp_path, "step-back") as (app, pilot):
        monkeypatch.setattr(Book, "save", full)
        await write(pilot, "ander")
        await until(pilot, lambda: "not saved: the disk is full" in picture(app))
        await press(pilot, "escape", "end", "up", "up", "up", "enter", "down", "enter")
        assert "not saved yet" in picture(app)
        monkeypatch.setattr(Book, "save", sound)
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alexander")


@pytest.mark.fault("F23")
async def test_a_file_that_somebody_removes_is_written_again_though_nothing_more_is_typed(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Ann")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Ann")
        (path,) = tmp_path.glob("*/resilience/step-back.yaml")
        path.unlink()
        await until(pilot, path.exists)
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Ann")
        await until(pilot, lambda: app.saver.state.words.startswith("saved"))


async def read_only_from_now_on(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A book on a disk that can't be written from the next start on; its contents before that, by rows."""
    await begun(shelf)
    async with opened(shelf) as (app, _):
        before = picture(app).split("\n")
    monkeypatch.setattr(Shelf, "refusal", lambda _: OSError(errno.EROFS, os.strerror(errno.EROFS)))
    return before


async def test_what_is_wrong_at_the_start_stands_in_the_empty_row_and_nothing_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await read_only_from_now_on(tmp_path, monkeypatch)
    async with opened(tmp_path) as (app, pilot):
        said = "  You can read everything here. ctrl+s takes another folder."
        await until(pilot, lambda: picture(app).split("\n")[1] == said, picture(app))
        assert picture(app).split("\n")[2:] == before[2:]


async def test_what_is_wrong_at_the_start_of_an_exercise_stands_in_the_same_row_of_the_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await read_only_from_now_on(tmp_path, monkeypatch)
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "escape")
        said = "  You can read everything here. ctrl+s takes another folder."
        await until(pilot, lambda: picture(app).split("\n")[1] == said, picture(app))
        assert picture(app).split("\n")[2:] == before[2:]
