"""A book lives through time: another is opened, named, put away, closed well, deleted; and another no comes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from onscreen import CONTENT, EVENING, Clock, desk_on, opened, picture, press, until, write
from textual.pilot import Pilot

from workbook.model.answers import Answer
from workbook.model.sitting import Sitting
from workbook.store.deleting import delete
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book
from workbook.ui.app import WorkbookApp
from workbook.ui.screens.printing import PrintScreen

ASK = "Finish the sentence. If another no comes, then for the first hour I will …"
OWN_PAGE = """title: A page of my own
minutes: 5
purpose: Write what you like.
steps:
  - id: title
    kind: line
    core: true
    ask: What is it called?
  - id: page
    kind: text
    core: true
    ask: Write.
"""


def two_books(shelf: Path, *, plan: bool = False) -> tuple[Book, Book]:
    """The job, and the novel, which is the open one. With a plan for another no, and kept lines, in the novel."""
    on = Shelf(shelf)
    job = on.make("The job", EVENING - timedelta(days=60))
    novel = on.make("The novel", EVENING)
    day = (EVENING + timedelta(days=14)).date()
    answers = {
        "then": Answer("Then I will …", "line", value="write one sentence", called="the plan", day=day, keep=True),
        "another-no": Answer(ASK, "line", value="walk to the river and ring Mara.", day=day,
                             returns="another-no" if plan else None),
        "lesson": Answer("Lesson?", "text", value="Ask Ruth.", called="the lesson", day=day, keep=True, private=True),
    }  # fmt: skip
    done = EVENING + timedelta(days=14)
    answers["name"] = Answer("Name?", "line", value="The novel", called="the name you gave it", day=day, keep=True)
    one = Sitting("wish-snag-plan", "Wish", "resilience", "turning-setbacks", done, finished=done, answers=answers)
    novel.save(Kept(novel.path_of(one), one), done)
    return job, novel


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The exercises, with a page of one's own among them."""
    folder = tmp_path / "content"
    for path in CONTENT.rglob("*.yaml"):
        target = folder / path.relative_to(CONTENT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    pack = (folder / "pack.yaml").read_text(encoding="utf-8")
    if "own-page" not in pack:
        (folder / "start" / "own-page.yaml").write_text(OWN_PAGE)
        (folder / "pack.yaml").write_text(pack.replace("exercises: [landing", "exercises: [landing, own-page"))
    return folder


def place(app: WorkbookApp) -> str:
    return getattr(app.screen, "place", "")


async def at(pilot: Pilot[None], app: WorkbookApp, name: str) -> None:
    await until(pilot, lambda: place(app) == name and app.focused is not None, name)


def titles(shelf: Path) -> list[str]:
    return [book.title for book in Shelf(shelf).read().books]


async def test_another_book_is_opened_named_put_away_and_taken_back(tmp_path: Path) -> None:
    two_books(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b")
        page = picture(app)
        assert page.index("The novel") < page.index("open now") < page.index("The job")
        assert "22 November to 6 December 2026" in page
        await press(pilot, "down", "enter", "enter")
        await at(pilot, app, "contents")
        assert picture(app).startswith("  The job")
        await press(pilot, "b", "r")
        await write(pilot, " [/] at the river\n")
        await until(pilot, lambda: "The job [/] at the river" in titles(tmp_path))
        await until(pilot, lambda: "The job [/] at the river" in picture(app))
        await press(pilot, "a")
        await until(pilot, lambda: "Put away" in picture(app))
        await until(pilot, lambda: app.desk.book is not None and app.desk.book.title == "The novel")
        await press(pilot, "end", "a")
        await until(pilot, lambda: "Put away" not in picture(app))
        await press(pilot, "escape")
        assert picture(app).startswith("  The novel")
    current = Shelf(tmp_path).current()
    assert current is not None and current.title == "The novel"


async def test_they_said_yes_closes_a_book_and_it_can_be_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    two_books(tmp_path / "s")
    async with opened(tmp_path / "s") as (app, pilot):
        await press(pilot, "b", "y", "enter")
        # A wrong key closes no book: the first way is not yet.
        assert app.screen.place == "books" and "closed on" not in picture(app)  # type: ignore[attr-defined]
        await press(pilot, "y", "down", "enter")
        await at(pilot, app, "closed")
        assert "They said yes." in picture(app) and "closed on 22 November 2026" in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PrintScreen))
        await press(pilot, "escape", "escape", "b")
        assert "closed on 22 November 2026" in picture(app)
        await press(pilot, "enter", "down", "down")
        assert "They said yes" not in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "closed on" not in picture(app))


async def test_a_book_is_deleted_by_mouse_and_only_after_a_question(tmp_path: Path) -> None:
    job, novel = two_books(tmp_path)
    async with opened(tmp_path) as (app, pilot):

        async def click(words: str) -> None:
            lines = picture(app).splitlines()
            y = max(number for number, line in enumerate(lines) if words in line)
            await pilot.click(offset=(lines[y].index(words) + 1, y))
            await pilot.pause()

        await press(pilot, "end")
        await click("Your books")
        await click("The novel")
        await click("Delete it for good")
        page = " ".join(picture(app).replace("▎", " ").split())
        assert "1 exercise with what you wrote" in page and "It can't reach prints" in page
        await press(pilot, "enter")
        assert novel.folder.exists()
        await click("The novel")
        await click("Delete it for good")
        await click("Delete “The novel” for good")
        await until(pilot, lambda: not novel.folder.exists())
        await until(pilot, lambda: app.desk.book is not None and app.desk.book.title == "The job")
        await until(pilot, lambda: "“The novel” is deleted." in picture(app))
        await press(pilot, "d", "down", "enter")
        await at(pilot, app, "welcome")
        assert "Somebody said no" in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: place(app) != "welcome")
    assert titles(tmp_path) == []


async def test_what_was_deleted_in_another_window_stays_deleted(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Alex")
        await until(pilot, lambda: bool(titles(tmp_path)))
        await app.saver.flush()
        on = Shelf(tmp_path)
        delete(on, on.read().books[0].folder)
        await write(pilot, "andra")
        await until(pilot, lambda: "not saved: this book was deleted" in " ".join(picture(app).split()))
        await press(pilot, "escape")
        await until(pilot, lambda: "was deleted in another window" in picture(app))
        await press(pilot, "enter")
        await at(pilot, app, "welcome")
        assert "not saved" not in picture(app)
    assert titles(tmp_path) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "Alex" in path.read_text(errors="replace")]


async def test_another_no_shows_the_plan_before_any_question(tmp_path: Path, content: Path) -> None:
    shelf = tmp_path / "shelf"
    two_books(shelf, plan=True)
    clock = Clock(EVENING + timedelta(days=30))
    async with opened(shelf, clock=clock, content=content) as (app, pilot):
        await press(pilot, "b", "n")
        await at(pilot, app, "newbook")
        page = " ".join(picture(app).split())
        assert "Another no. You thought about this moment on 6 December, and wrote:" in page
        assert "If another no comes, then for the first hour I will walk to the river and ring Mara." in page
        await press(pilot, "end", "enter")
        assert "To talk to a person" in picture(app)
        await press(pilot, "escape", "home", "down", "enter")
        await until(pilot, lambda: "Only if you like" in picture(app))
        await press(pilot, "enter")
        await at(pilot, app, "exercise")
        assert "What happened?" in picture(app)
        assert titles(shelf) == ["The job", "The novel"]
        await press(pilot, "6", "ctrl+n")
        await until(pilot, lambda: len(titles(shelf)) == 3)
    new = Shelf(shelf).current()
    assert new is not None and new.facts.follows is None
    assert [one.sitting.exercise for one in new.read()[0]] == ["landing"]


async def test_doing_it_now_leaves_the_app_and_the_new_book_is_there(tmp_path: Path) -> None:
    two_books(tmp_path, plan=True)
    clock = Clock(EVENING + timedelta(days=400))
    async with opened(tmp_path, clock=clock) as (app, pilot):
        await press(pilot, "b", "n")
        await at(pilot, app, "newbook")
        assert "on 6 December 2026, and wrote" in " ".join(picture(app).split())
        await press(pilot, "enter")
        await until(pilot, lambda: not app.is_running or app._exit)
    new = Shelf(tmp_path).current()
    assert new is not None and new.facts.started == clock.at and len(titles(tmp_path)) == 3
    # Nothing was written in it: the next no finds the book with words to go on from, and makes no third one.
    async with opened(tmp_path, clock=clock) as (app, pilot):
        await press(pilot, "b", "n")
        await at(pilot, app, "newbook")
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "It is about the same as “The novel”" in picture(app))
        await press(pilot, "home", "enter")
        await at(pilot, app, "exercise")
        await press(pilot, "6", "ctrl+n", "escape")
        await until(pilot, lambda: any(one.files() for one in Shelf(tmp_path).read().books[2:]))
    assert len(titles(tmp_path)) == 3


async def test_what_stays_true_comes_along_only_when_it_is_ticked(tmp_path: Path, content: Path) -> None:
    shelf = tmp_path / "shelf"
    _, novel = two_books(shelf)
    async with opened(shelf, clock=Clock(EVENING + timedelta(days=30)), content=content) as (app, pilot):
        await press(pilot, "b", "n")
        await at(pilot, app, "newbook")
        page = picture(app)
        assert "the name you gave it" not in page
        assert "It is about the same as “The novel”" in page and "the lesson, only for you" in page and "■" not in page
        await press(pilot, "down", "space", "end", "enter", "home", "enter")
        await at(pilot, app, "exercise")
        assert "What happened?" in picture(app)
    new = Shelf(shelf).current()
    assert new is not None and new.facts.follows is not None and new.facts.follows.id == novel.facts.id
    (page_,) = new.read()[0]
    assert page_.sitting.exercise == "own-page" and page_.sitting.finished is not None
    text = page_.sitting.answers["page"]
    assert (page_.sitting.answers["title"].value, text.value, text.private or page_.sitting.private) == (
        "From “The novel”", "the lesson, 6 December 2026\nAsk Ruth.", True,
    )  # fmt: skip


async def test_nothing_is_asked_where_there_is_nothing_to_offer_and_leaving_leaves_no_trace(tmp_path: Path) -> None:
    two_books(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "b", "n")
        await at(pilot, app, "newbook")
        await press(pilot, "enter")
        await at(pilot, app, "exercise")
        await press(pilot, "escape", "b")
        assert "open now" not in picture(app)
        # The book in which nothing was written is nothing to go on from: the newest with words is.
        await press(pilot, "n")
        await at(pilot, app, "newbook")
        await press(pilot, "enter")
        await at(pilot, app, "exercise")
    assert titles(tmp_path) == ["The job", "The novel"]


async def test_a_book_of_a_newer_format_and_one_that_is_broken_are_named_and_left(tmp_path: Path) -> None:
    job, novel = two_books(tmp_path)
    facts = novel.folder / "workbook.yaml"
    facts.write_text(facts.read_text().replace("format: 1", "format: 9"))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "workbook.yaml").write_text("format: 1\nid: a")
    async with opened(tmp_path, size=(60, 20)) as (app, pilot):
        await press(pilot, "b")
        await press(pilot, "end")
        await pilot.pause()
        await press(pilot, "home", "r", "a", "y")
        assert "newer version of the workbook wrote it" in " ".join(picture(app).split())
        app.clear_notifications()
        await press(pilot, "enter")
        assert "Give it another name" not in picture(app) and "Delete it for good" in picture(app)
        await press(pilot, "escape")
        await press(pilot, "pagedown", "down", "down", "down")
        await until(pilot, lambda: "broken/workbook.yaml" in picture(app))
    assert "format: 9" in facts.read_text()
    assert job.facts._replace(id="") and desk_on(tmp_path).shelf.read().bad
