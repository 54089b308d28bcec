"""Everything that writes: what stands before, what is done, and what must be true afterwards.

A flow is tried with a fault at each of its operations on files. To add one, write what is done as a function of the
world and of `say`, which is called with words once the program has called them saved, and put it into `FLOWS`. It is
done once more after each fault, so it goes on from whatever it finds. An OSError means that it was refused in words.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import timedelta
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

from flow import Flow, Say, Wrong, novel
from flowskept import KEPT
from world import BURN, EVENING, NAME, NEXT, TOLD, Somebody, World, content, twice, written

from workbook.files.atomic import stamp_of
from workbook.model.lettinggo import let_go
from workbook.model.recording import finish
from workbook.store import deleting, lettinggo
from workbook.store.letgone import Gone, seconds
from workbook.store.settingsfile import change_settings, read_settings, with_theme
from workbook.store.shelf import Shelf

ANEW = "She read it on the stairs.\nThree times, and then the kettle sang."
BEGUN = "It came on a Tuesday."


def _nothing(world: World) -> None:
    """An empty shelf."""


def _begin(world: World, say: Say) -> None:
    one = Somebody(world.desk())
    one.types("told", BEGUN)
    one.saves()
    say(BEGUN)


def _begun(world: World) -> Wrong:
    books = Shelf(world.shelf).read().books
    if len(books) != 1:
        yield f"{len(books)} books were begun instead of one"
    if [path.name for path in world.shelf.iterdir() if path.is_dir()] != [one.folder.name for one in books]:
        yield "a folder is left in which there is no book"
    current = Shelf(world.shelf).current()
    if current is None or current.folder != books[0].folder:
        yield "the new book is not the one that opens"


def _of_the_future(world: World) -> None:
    for folder in (world.shelf, world.raw):
        folder.mkdir(exist_ok=True)
        (folder / "shelf.yaml").write_text("format: 99\n...\n")


def _answer(world: World, say: Say) -> None:
    one = Somebody(world.desk())
    one.types("told", ANEW[:30])
    one.saves()
    say(ANEW[:30])
    one.types("told", ANEW)
    one.saves()
    say(ANEW)


def _finish(world: World, say: Say) -> None:
    desk = world.desk()
    one = Somebody(desk)
    done = finish(one.taken.exercise, one.kept.sitting, one.taken.earlier, EVENING + timedelta(hours=1))
    one.kept = one.kept._replace(sitting=done)
    one.saves()
    one.taken = desk.take(desk.library.heading("small/first"), again=True)
    one.kept = one.taken.kept
    one.types("told", BEGUN)
    one.saves()
    say(BEGUN)


def _change(**facts: Any) -> Callable[[World, Say], None]:
    return lambda world, say: twice(lambda: novel(world).change(**facts))


def _facts(**wanted: Any) -> Callable[[World], Wrong]:
    def differ(world: World) -> Wrong:
        facts = novel(world).facts
        return [f"{name} is not {value}" for name, value in wanted.items() if getattr(facts, name) != value]

    return differ


def _whole_facts(world: World) -> Wrong:
    books = Shelf(world.shelf).read()
    if len(books.books) != 2 or books.bad:
        yield "a book is gone from the shelf"


def _renamed(world: World) -> None:
    written(world)
    folder = novel(world).folder
    folder.rename(folder.with_name("2026-11-22-another-name"))


def _follow(world: World, say: Say) -> None:
    one = Somebody(world.desk())
    book = one.desk.need_book()
    book.folder = book.folder.with_name("2026-11-22-the-novel")
    one.types("told", ANEW)
    one.saves()
    say(ANEW)


def _use(world: World, say: Say) -> None:
    shelf = Shelf(world.shelf)
    twice(lambda: shelf.use(shelf.find("The job")))


def _used(world: World) -> Wrong:
    found = Shelf(world.shelf).current()
    return () if found is not None and found.title == "The job" else ("another book opens",)


def _cut_short(world: World) -> None:
    written(world)
    for name in ("2026-11-22-the-novel/small/first.yaml", "shelf.yaml"):
        path = world.shelf / name
        cut = path.read_bytes()[:-20]
        path.write_bytes(cut)
        raw = world.raw / name
        raw.parent.mkdir(parents=True, exist_ok=True)
        raw.write_bytes(cut)


def _keep_apart(world: World, say: Say) -> None:
    desk = world.desk()
    desk.open_book(novel(world))
    one = Somebody(desk)
    one.types("told", BEGUN)
    one.saves()
    say(BEGUN)
    twice(lambda: desk.shelf.use(desk.need_book()))


def _still_there(world: World) -> Wrong:
    """Every byte of what can't be read."""
    held = {path.read_bytes() for path in world.files()}
    return [f"{path.name} is gone" for path in world.raw.rglob("*.yaml") if path.read_bytes() not in held]


def _conflict(world: World, say: Say) -> None:
    one = Somebody(world.desk())
    # Somebody else has written there since it was read.
    one.kept = one.kept._replace(stamp=stamp_of(b"as it was before"))
    one.types("told", ANEW)
    one.saves()
    say(ANEW)


def _delete(world: World, say: Say) -> None:
    shelf = Shelf(world.shelf)
    deleting.finish(shelf)
    for book in shelf.read().books:
        if book.facts.title == "The novel":
            deleting.delete(shelf, book.folder)


def _whole_or_none(world: World) -> Wrong:
    """Of a book that is still to be seen nothing is missing."""
    for book in Shelf(world.shelf).read().books:
        here = {words for way, _, words in world.answers() if way.startswith(f"shelf/{book.folder.name}/")}
        wanted = {NAME, TOLD, BURN, NEXT} if book.facts.title == "The novel" else {"Nothing yet."}
        if here != wanted:
            yield f"half of “{book.facts.title}” is left to be seen"


def _deleted(world: World) -> Wrong:
    words = world.words()
    held = b"".join(path.read_bytes() for path in world.files())
    if TOLD in words or b"on the stairs" in held or deleting.half_deleted(Shelf(world.shelf)):
        yield "something of it is left"
    if "Nothing yet." not in words:
        yield "the other book is gone too"


def _delete_all(world: World, say: Say) -> None:
    deleting.delete_all(Shelf(world.shelf))


def _all_deleted(world: World) -> Wrong:
    left = {path.name for path in world.files()} - {".lock", ".deleted"}
    return [f"left: {name}" for name in sorted(left)]


def _with_a_copy(world: World) -> None:
    written(world)
    path = world.shelf / "2026-11-22-the-novel/small/first.yaml"
    shutil.copy(path, path.with_name("first.conflict-there-a1b2c3.yaml"))


def _let_go(world: World, say: Say) -> None:
    desk = world.desk()
    one = Somebody(desk)
    sitting, path = one.kept.sitting, one.kept.path
    which = Gone(sitting.pack, sitting.exercise, seconds(sitting.started), ("burn",), EVENING + timedelta(minutes=5))
    if sitting.answers["burn"].let_go:
        return

    def save() -> None:
        bare = let_go(one.kept.sitting, which.steps, which.at)
        desk.need_book().save(one.kept._replace(sitting=bare), desk.clock())

    twice(lambda: lettinggo.begin(world.shelf, which, BURN, path, save))


def _is_let_go(world: World) -> Wrong:
    # A second start goes on with what an interrupted one has left.
    if world.desk().still or any(b"even read it" in path.read_bytes() for path in world.files()):
        yield "the words are still there"


def _settings(world: World, say: Say) -> None:
    twice(lambda: change_settings(world.settings, lambda one: with_theme(one, "lamp")))


def _with_settings(world: World) -> None:
    change_settings(world.settings, lambda one: with_theme(one, "paper"))


def _either_theme(world: World) -> Wrong:
    theme = read_settings(world.settings).theme
    return () if theme in ("paper", "lamp") else (f"the theme is {theme!r}",)


def _lamp(world: World) -> Wrong:
    return () if read_settings(world.settings).theme == "lamp" else ("the settings were not kept",)


def _with_people(world: World) -> None:
    written(world)
    Shelf(world.shelf).keep_people(["Ruth 555 1234"])


def _people(world: World, say: Say) -> None:
    shelf = Shelf(world.shelf)
    twice(lambda: shelf.keep_people(["Tom, in the evening", *shelf.people()], shelf.people()))
    twice(lambda: shelf.keep_offered(EVENING.date(), ["a break"]))


def _ruth(world: World) -> Wrong:
    return () if "Ruth 555 1234" in Shelf(world.shelf).people() else ("somebody to talk to is gone",)


def _tom(world: World) -> Wrong:
    shelf = Shelf(world.shelf)
    if "Tom, in the evening" not in shelf.people() or shelf.offered(EVENING.date()) != ("a break",):
        yield "it was not kept"


OLD_PRINT = b"What was printed before.\n"


def _printed_before(world: World) -> None:
    written(world)
    world.out.mkdir()
    for ending in ("txt", "md", "html", "json", "pdf"):
        (world.out / f"book.{ending}").write_bytes(OLD_PRINT)


def _print(ending: str) -> Callable[[World, Say], None]:
    def do(world: World, say: Say) -> None:
        from workbook.cli import run

        path = str(world.out / f"book.{ending}")
        with _silent():
            status = run(["print", "-o", path, "--force", "--shelf", str(world.shelf), "--content", str(content())])
        if status:
            raise OSError(f"it was told in one line, with status {status}")

    return do


@contextmanager
def _silent() -> Iterator[None]:
    with redirect_stdout(TextIOWrapper(BytesIO())), redirect_stderr(StringIO()):
        yield


_MARKS = {"txt": "Call 112.", "md": "Call 112.", "html": "</html>", "json": "}", "pdf": "%%EOF"}
"""With what a print of each format ends."""


def _old_or_whole(ending: str) -> Callable[[World], Wrong]:
    def differ(world: World) -> Wrong:
        data = (world.out / f"book.{ending}").read_bytes()
        if data != OLD_PRINT and not data.rstrip().endswith(_MARKS[ending].encode()):
            yield "the file is neither the old print nor a whole one"
        others = [path.name for path in world.out.iterdir() if not path.name.startswith((".~", "book."))]
        yield from (f"left beside it: {name}" for name in others)

    return differ


def _new_print(ending: str) -> Callable[[World], Wrong]:
    path = f"book.{ending}"
    return lambda world: ("it was not printed",) if (world.out / path).read_bytes() == OLD_PRINT else ()


def _prints() -> Iterator[Flow]:
    for ending in _MARKS:
        yield Flow(
            f"print {ending}", _print(ending), _printed_before,
            anyhow=_old_or_whole(ending), after=_new_print(ending), slow=ending == "pdf",
        )  # fmt: skip


class _App:
    """As much of the app as an editor outside needs."""

    def notify(self, words: str, **how: object) -> None:
        raise OSError(words)

    @property
    def leaving(self) -> _App:
        return self

    @contextmanager
    def to_another(self) -> Iterator[None]:
        yield

    suspend = to_another


def _outside(world: World, say: Say) -> None:
    from workbook.store.traces import outside_name
    from workbook.ui.outside import edit_outside

    one = Somebody(world.desk())
    called = outside_name(one.kept.sitting, "told")
    text = edit_outside(_App(), world.shelf, TOLD, called)  # type: ignore[arg-type]
    one.types("told", text or TOLD)
    one.saves()
    say(text or TOLD)


FLOWS: tuple[Flow, ...] = (
    Flow("begin a book", _begin, _nothing, new=(BEGUN,), after=_begun),
    Flow("begin beside newer facts", _begin, _of_the_future, new=(BEGUN,), anyhow=_still_there),
    Flow("answer", _answer, new=(ANEW[:30], ANEW), gone=(TOLD, ANEW[:30])),
    Flow("finish, and begin again", _finish, new=(BEGUN,)),
    Flow("rename a book", _change(title="The letters"), anyhow=_whole_facts, after=_facts(title="The letters")),
    Flow("close a book", _change(closed=EVENING.date()), anyhow=_whole_facts, after=_facts(closed=EVENING.date())),
    Flow("put away a book", _change(put_away=True), anyhow=_whole_facts, after=_facts(put_away=True)),
    Flow("find a renamed folder", _follow, _renamed, new=(ANEW,), gone=(TOLD,), anyhow=_whole_facts),
    Flow("open another book", _use, after=_used),
    Flow("keep apart", _keep_apart, _cut_short, new=(BEGUN,), anyhow=_still_there),
    Flow("write beside another", _conflict, new=(ANEW,)),
    Flow("delete a book", _delete, gone=(NAME, TOLD, BURN, NEXT), anyhow=_whole_or_none, after=_deleted),
    Flow(
        "delete everything", _delete_all, gone=(NAME, TOLD, BURN, NEXT, "Nothing yet."), anyhow=_whole_or_none,
        after=_all_deleted,
    ),
    Flow("let go", _let_go, _with_a_copy, gone=(BURN,), after=_is_let_go),
    Flow("settings", _settings, _with_settings, anyhow=_either_theme, after=_lamp),
    Flow("people", _people, _with_people, anyhow=_ruth, after=_tom),
    *_prints(),
    Flow("write in another editor", _outside),
    *KEPT,
)  # fmt: skip
