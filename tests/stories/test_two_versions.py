"""Two versions of one exercise, compared and settled by keys and by mouse; what is thrown away, and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from onscreen import EVENING, Clock, click, opened, picture, press, shown, sitting_on, text_in, until, write

from workbook.model.answers import Added, Answer, Line, Lines
from workbook.model.sitting import Sitting
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode, encode
from workbook.store.workbook import Book
from workbook.ui.screens.compare import Compare
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.trash import Trash
from workbook.ui.widgets.compared import Compared

NAME = "name-it.sync-conflict-20261122-181940-ABCDEFG.yaml"
DAY = EVENING.date()


def sitting(**answers: Answer) -> Sitting:
    return Sitting(
        "name-it", "Name what you feel", "resilience", "start", EVENING, revision=3, saved=EVENING, done=3, of=5,
        answers=answers,
    )  # fmt: skip


def line(words: str) -> Answer:
    return Answer("What is it?", "line", value=words, day=DAY)


ONE = sitting(
    same=line("As it was."),
    heard=Answer("What did you hear?", "text", value="Two people read it to the end.", day=DAY),
    said=Answer("What did they say?", "list", value=Lines((Line(1, "It drags."), Line(2, "Too long."))), day=DAY),
    mine=line("Only here."),
    shut=Answer("What for nobody?", "text", value="Closed words of mine.", day=DAY, sealed=True),
)
OTHER = sitting(
    same=line("As it was."),
    heard=Answer("What did you hear?", "text", value="Two people, and Mara, read it to the end.", day=DAY),
    said=Answer("What did they say?", "list", value=Lines((Line(1, "It drags."), Line(2, "No ending."))), day=DAY),
    theirs=replace(line("Only there."), added=(Added(DAY, "A note."),)),
    shut=Answer("What for nobody?", "text", value="Other closed words.", day=DAY, sealed=True),
)


def made(folder: Path, one: Sitting | None = ONE, other: Sitting = OTHER, name: str = NAME) -> tuple[Book, Path]:
    shelf = Shelf(folder)
    book = shelf.make("The novel", EVENING)
    path = book.path_of(other)
    if one is not None:
        book.save(Kept(path, one), EVENING)
    path.parent.mkdir(exist_ok=True)
    path.with_name(name).write_bytes(encode(replace(other, saved=EVENING - timedelta(hours=1))))
    return book, path


def values(path: Path) -> dict[str, object]:
    return {step: answer.value for step, answer in decode(path.read_bytes())[0].answers.items()}


def thrown(folder: Path) -> list[Sitting]:
    return [decode(path.read_bytes())[0] for path in sorted(folder.glob("trash/*/resilience/*.yaml"))]


@pytest.mark.fault("F22")
async def test_two_versions_are_compared_answer_by_answer_and_settled_by_keys(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    before = {one: one.read_bytes() for one in path.parent.iterdir()}
    async with opened(tmp_path) as (app, pilot):
        page = picture(app).splitlines()
        assert "Two versions of “Name what you feel”: compare them" in page[2]
        # What is to be written is highlighted first: this can wait.
        await press(pilot, "up", "enter")
        await until(pilot, lambda: isinstance(app.screen, Compare))
        page = picture(app)
        assert "in your book, saved on Sunday 22 November 2026, 18:31" in page
        assert "from the device ABCDEFG, saved on Sunday 22 November 2026, 17:31" in page
        assert "3 to decide" in page
        rows = [row for row in page.splitlines() if "Two people" in row]
        assert len(rows) == 1 and rows[0].count("Two people") == 2 and "› Two people, and Mara" in rows[0]
        # Both were begun as one: they are no two times through it.
        await press(pilot, "t")
        assert "These two can't be two times" in shown(app) and "Keep both?" not in shown(app)
        app.clear_notifications()
        await press(pilot, "s")
        assert "3 answers are not decided yet." in shown(app)
        await press(pilot, "right", "enter", "c")
        seen = shown(app)
        assert "Closed by you." in seen and "losed words" not in seen
        await press(pilot, "a")
        assert "to decide" not in picture(app)
        await press(pilot, "down", "down")
        seen = shown(app)
        assert "1 answer is the same in both." in seen and "Notes beside an answer are kept from both." in seen
        assert {one: one.read_bytes() for one in path.parent.iterdir()} == before
        await press(pilot, "s")
        assert "The other version goes to the trash" in shown(app)
        # The first way changes nothing.
        await press(pilot, "enter")
        assert isinstance(app.screen, Compare)
        await press(pilot, "s", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        assert "Settled." in shown(app) and "Two versions" not in picture(app)
        assert app.saver.kept is None
    assert [one.name for one in path.parent.iterdir()] == ["name-it.yaml"]
    assert values(path) == {
        "same": "As it was.",
        "heard": "Two people, and Mara, read it to the end.",
        "said": Lines((Line(1, "It drags."), Line(2, "Too long."), Line(3, "No ending."))),
        "theirs": "Only there.",
        "mine": "Only here.",
        "shut": "Closed words of mine.",
    }
    assert {one.answers["heard"].value for one in thrown(tmp_path)} == {
        ONE.answers["heard"].value, OTHER.answers["heard"].value,
    }  # fmt: skip


@pytest.mark.fault("F22")
async def test_the_same_by_mouse_on_a_narrow_screen(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    async with opened(tmp_path, size=(60, 40)) as (app, pilot):
        await click(pilot, "compare them")
        await until(pilot, lambda: isinstance(app.screen, Compare))
        seen = picture(app)
        assert (
            "A  › Two people read it to the end." in seen and "B  › Two people, and Mara, read it to the end." in seen
        )
        await click(pilot, "○ both")
        answers = list(app.screen.query(Compared))
        assert answers[0].taken is not None and answers[1].taken is None
        await press(pilot, "end")
        await click(pilot, "All from B")
        await click(pilot, "○ leave it out", which=0)
        await click(pilot, "Settle it")
        await click(pilot, "Settle it so")
        await until(pilot, lambda: isinstance(app.screen, Contents))
    found = values(path)
    assert found["heard"] == OTHER.answers["heard"].value
    assert (found["mine"], found["theirs"]) in ((None, "Only there."), ("Only here.", None))


async def test_both_that_say_the_same_need_one_key_and_the_next_one_follows(tmp_path: Path) -> None:
    _, path = made(tmp_path, ONE, ONE)
    second = path.with_name("name-it (1).yaml")
    second.write_bytes(encode(replace(OTHER, saved=EVENING)))
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "v")
        await until(pilot, lambda: "Both say the same" in shown(app))
        assert "After these two there is one more version to compare." in shown(app)
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(app.screen, Compare) and "to decide" in picture(app))
        assert "in name-it (1).yaml" in picture(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Contents) and second.exists()
    assert values(path) == {step: answer.value for step, answer in ONE.answers.items()}


@pytest.mark.fault("F22")
async def test_where_git_left_its_marks_the_exercise_opens_on_both(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    path.with_name(NAME).unlink()
    marked = b"<<<<<<< HEAD\n" + encode(ONE) + b"=======\n" + encode(OTHER) + b">>>>>>> laptop\n"
    path.write_bytes(marked)
    async with opened(tmp_path, "name-it") as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, Compare))
        assert "from laptop" in picture(app)
        assert path.read_bytes() == marked
        await press(pilot, "f7", "s", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        assert "read" not in picture(app).partition("All exercises")[0]
    assert values(path)["heard"] == ONE.answers["heard"].value
    assert [one.read_bytes() for one in tmp_path.glob("trash/*/resilience/*")] == [marked]
    async with opened(tmp_path, size=(80, 50)) as (app, pilot):
        await press(pilot, "x")
        assert "two versions in one file, by git" in shown(app)
        await press(pilot, "r")
        seen = shown(app)
        assert "Two people read it to the end." in seen and "Two people, and Mara, read it to the end." in seen
        assert "The other version, 22 November 2026" in seen
        await press(pilot, "end", "enter")
        assert "Other closed words." in shown(app)


@pytest.mark.fault("F21")
async def test_what_went_on_beside_it_is_compared_and_the_next_words_go_into_the_book(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
        (path,) = tmp_path.glob("*/resilience/step-back.yaml")
        other = decode(path.read_bytes())[0]
        answer = replace(other.answers["callme"], value="Sasha")
        path.write_bytes(encode(replace(other, answers={**other.answers, "callme": answer}, revision=9)))
        await write(pilot, "a")
        await until(pilot, lambda: len(list(path.parent.glob("*.conflict-*"))) == 1)
        await press(pilot, "escape")
        assert "Two versions" in picture(app)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, Compare))
        assert "from another window" in picture(app)
        await press(pilot, "b", "s", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        await app.open_exercise("resilience/step-back")
        await until(pilot, lambda: "Alexa" in picture(app))
        await press(pilot, "end")
        await write(pilot, "nder")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alexander")
    assert [one.name for one in path.parent.iterdir()] == ["step-back.yaml"]


@pytest.mark.fault("F31")
@pytest.mark.parametrize("other", [OTHER, ONE], ids=["differ", "same"])
async def test_one_of_a_newer_version_is_only_looked_at(tmp_path: Path, other: Sitting) -> None:
    _, path = made(tmp_path, other=other)
    newer = path.with_name(NAME)
    newer.write_bytes(newer.read_bytes().replace(b"format: 1", b"format: 2", 1))
    before = {one: one.read_bytes() for one in path.parent.iterdir()}
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "v")
        assert "A newer version of the workbook wrote one of them." in shown(app)
        assert "enter take" not in picture(app) and "to decide" not in picture(app)
        await press(pilot, *["enter"] * 4, "a", "b", "c", "f7", "f8", "s")
        assert isinstance(app.screen, Compare)
    assert {one: one.read_bytes() for one in path.parent.iterdir()} == before


async def test_where_git_left_its_marks_both_are_no_two_times(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    path.with_name(NAME).unlink()
    later = replace(OTHER, started=EVENING + timedelta(hours=2))
    path.write_bytes(b"<<<<<<< HEAD\n" + encode(ONE) + b"=======\n" + encode(later) + b">>>>>>> laptop\n")
    whole = path.read_bytes()
    async with opened(tmp_path, "name-it") as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, Compare))
        await press(pilot, "t", "down", "enter")
        assert isinstance(app.screen, Compare)
    assert path.read_bytes() == whole


async def test_a_key_that_is_held_down_settles_nothing(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    before = {one: one.read_bytes() for one in path.parent.iterdir()}
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "v", *["enter"] * 12)
        assert {one: one.read_bytes() for one in path.parent.iterdir()} == before
        assert not (tmp_path / "trash").exists()


async def test_two_that_were_begun_apart_may_both_stay(tmp_path: Path) -> None:
    _, path = made(tmp_path, ONE, replace(OTHER, started=EVENING + timedelta(hours=2)))
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "v", "t", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        assert "as two times through it" in shown(app)
    assert sorted(one.name for one in path.parent.iterdir()) == ["name-it.2.yaml", "name-it.yaml"]


@pytest.mark.fault("F22")
async def test_two_names_of_a_book_and_people_are_chosen_whole(tmp_path: Path) -> None:
    book, path = made(tmp_path)
    path.with_name(NAME).unlink()
    facts = book.folder / "workbook.yaml"
    whole = facts.read_bytes()
    theirs = whole.replace(b"The novel", b"My novel")
    facts.write_bytes(b"<<<<<<< HEAD\n" + whole + b"=======\n" + theirs + b">>>>>>> laptop\n")
    Shelf(tmp_path).keep_people(["Mara"])
    shelf = tmp_path / "shelf.yaml"
    shelf.with_name("shelf (1).yaml").write_bytes(shelf.read_bytes().replace(b"Mara", b"Ruth"))
    shelf.with_name("shelf (2).yaml").write_bytes(shelf.read_bytes())
    async with opened(tmp_path) as (app, pilot):
        assert "Two versions of your people to talk to and 2 more: compare them" in shown(app)
        await press(pilot, "v")
        assert "To the trash: 1 file that says the same as another" in shown(app)
        await press(pilot, "end", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents) and "and 1 more" in shown(app))
        await press(pilot, "v", "enter")
        assert "Take both Mara, Ruth" in shown(app)
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: "the name and days of “The novel”: compare" in shown(app))
        await press(pilot, "v", "enter", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents) and "My novel" in picture(app))
        assert "Two versions" not in picture(app)
    assert Shelf(tmp_path).people() == ("Mara", "Ruth")


@pytest.mark.fault("F24")
async def test_a_second_version_that_can_not_be_read_is_named_and_one_left_alone_has_its_place_again(
    tmp_path: Path,
) -> None:
    _, path = made(tmp_path, None)
    broken = path.with_name("step-back (1).yaml")
    broken.write_bytes(encode(ONE)[:-12])
    async with opened(tmp_path) as (app, pilot):
        assert "A second version can't be read; it stays where it is: step-back (1).yaml (line" in shown(app)
        await press(pilot, "v")
        assert "Can't be read, and stays where it is: step-back (1).yaml, line" in shown(app)
        assert ": it breaks off" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "Only this version is left." in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        assert "can't be read; it stays" in shown(app)
    assert broken.exists() and values(path) == {step: answer.value for step, answer in OTHER.answers.items()}


async def test_an_exercise_is_thrown_away_read_in_the_trash_and_taken_back(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, "step-back", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        # Not on disk yet: what was typed last goes along.
        await press(pilot, "escape")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Alex")
        whole = sitting_on(tmp_path, "step-back")
        await app.open_exercise("resilience/step-back")
        await app.review("resilience/step-back")
        await press(pilot, "d")
        assert "What you wrote here, 22 November 2026, goes to the trash. You can take it back." in shown(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        assert "It is in the trash." in shown(app)
        assert "No longer in your book's folder" not in shown(app)
        assert app.saver.kept is None and not list(tmp_path.glob("*/resilience/step-back.yaml"))
        await press(pilot, "x")
        await until(pilot, lambda: isinstance(app.screen, Trash))
        assert "written 22 November 2026, thrown away on 22 November 2026" in shown(app)
        await press(pilot, "r")
        assert "Alex" in picture(app)
        assert "as it was" not in picture(app)
        # Earlier versions are those of the exercise in the book, where there may be another by now.
        for key in ("enter", "p", "d", "v"):
            await press(pilot, key)
            assert "It lies in the trash. Take it back" in shown(app), key
            app.clear_notifications()
        await press(pilot, "escape", "u")
        await until(pilot, lambda: "Nothing is in the trash of this book." in shown(app))
        await press(pilot, "escape")
        assert isinstance(app.screen, Contents) and "It is back in your book." in shown(app)
    assert sitting_on(tmp_path, "step-back") == whole


@pytest.mark.fault("F23")
async def test_what_was_removed_meanwhile_is_said_to_be_gone(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    path.with_name(NAME).unlink()
    async with opened(tmp_path) as (app, pilot):
        await app.review("resilience/name-it")
        await pilot.pause()
        path.rename(tmp_path / "moved")
        await press(pilot, "d", "down", "enter")
        assert "It is not there any more." in shown(app) and "All of it is where it was" not in shown(app)
        app.clear_notifications()
        (tmp_path / "moved").rename(path)
        await press(pilot, "d", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        await press(pilot, "x")
        (file,) = tmp_path.glob("trash/*/resilience/*")
        file.unlink()
        await press(pilot, "u")
        await until(pilot, lambda: "Nothing is in the trash of this book." in shown(app))
        assert "It is not there any more." in shown(app)
        # Keys say so too, and none is offered that does nothing.
        app.clear_notifications()
        keys = picture(app).splitlines()[-1]
        assert "take it back" not in keys and "read it" not in keys
        for key in ("r", "u", "d", "e"):
            await press(pilot, key)
            assert shown(app).count("Nothing is in the trash of this book.") == 2, key
            app.clear_notifications()


async def test_the_trash_is_emptied_only_after_a_question(tmp_path: Path) -> None:
    book, path = made(tmp_path)
    path.with_name(NAME).unlink()
    async with opened(tmp_path, size=(60, 20)) as (app, pilot):
        await app.review("resilience/name-it")
        await press(pilot, "d")
        await click(pilot, "To the trash")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        await press(pilot, "b", "end", "t")
        assert "Choose a book first." in shown(app)
        await press(pilot, "home", "t")
        await until(pilot, lambda: isinstance(app.screen, Trash))
        await press(pilot, "d", "enter")
        assert "Name what you feel" in picture(app)
        await press(pilot, "e")
        assert "This deletes one file." in shown(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "Nothing is in the trash" in shown(app))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, Contents))
        await press(pilot, "v")
        assert "There are no two versions of anything in this book." in shown(app)
    assert not (tmp_path / "trash").exists() and book.folder.exists()


@pytest.mark.fault("F22")
async def test_a_second_version_that_comes_while_the_contents_are_open_is_named_there(tmp_path: Path) -> None:
    _, path = made(tmp_path)
    there = path.with_name(NAME)
    data = there.read_bytes()
    there.unlink()
    async with opened(tmp_path, size=(100, 30)) as (app, pilot):
        app.looking._tick()
        await until(pilot, lambda: not app.looking._under_way)
        assert "Two versions" not in picture(app)
        there.write_bytes(data)
        app.looking._tick()
        await until(pilot, lambda: "Two versions" in picture(app))
        await press(pilot, "v")
        assert isinstance(app.screen, Compare)
