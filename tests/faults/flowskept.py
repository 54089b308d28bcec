"""Flows of what is kept beside the answers: the trash, earlier versions, whose a book is, another folder."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from flow import Flow, Say, Wrong, novel
from world import BURN, EVENING, TOLD, Somebody, World, twice, written

from workbook.model.differing import Side
from workbook.model.lettinggo import let_go
from workbook.model.merging import merge
from workbook.model.sitting import Sitting
from workbook.store import trash, versions
from workbook.store.bringingback import How, bring_back, waits_in
from workbook.store.conflicts import TwoVersions, second_versions
from workbook.store.disk import Changed
from workbook.store.elsewhere import Elsewhere, kept_in
from workbook.store.holding import Hold, claim
from workbook.store.settling import become_first, settle
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book

THERE = "She burnt it in the sink."
AWAY = "She wrote it on the train."


def _with_another(world: World) -> None:
    """A second version with words of its own."""
    written(world)
    path = novel(world).folder / "small" / "first.yaml"
    other = path.with_name("first.conflict-there-a1b2c3.yaml")
    other.write_bytes(path.read_bytes().replace(b"Ann", THERE.encode()))


def _seconds(book: Book) -> list[Path]:
    return [pair.other.path for pair in second_versions(book).pairs]


def _throw(world: World, say: Say) -> None:
    shelf, book = Shelf(world.shelf), novel(world)
    for path in _seconds(book):
        twice(lambda path=path: trash.throw(shelf, book, path, EVENING))  # type: ignore[misc]


def _thrown(world: World) -> Wrong:
    shelf, book = Shelf(world.shelf), novel(world)
    # Killed between its two names it may be there twice.
    if _seconds(book) or not trash.trashed(shelf, book):
        yield "it is not in the trash"


def _in_trash(world: World) -> None:
    _with_another(world)
    _throw(world, lambda words: None)


def _put_back(world: World, say: Say) -> None:
    shelf, book = Shelf(world.shelf), novel(world)
    for one in trash.trashed(shelf, book):
        twice(lambda one=one: trash.put_back(shelf, book, one))  # type: ignore[misc]


def _is_back(world: World) -> Wrong:
    if not _seconds(novel(world)) or trash.trashed(Shelf(world.shelf), novel(world)):
        yield "it did not come back"


def _forget_trash(world: World, say: Say) -> None:
    twice(lambda: trash.forget_all(Shelf(world.shelf), novel(world)))


def _trash_is_gone(world: World) -> Wrong:
    return ("it is still there",) if THERE in world.words() else ()


def _settle(world: World, say: Say) -> None:
    """The name of the other version is taken; what it takes the place of stays in the trash."""
    shelf, book = Shelf(world.shelf), novel(world)
    for pair in second_versions(book).pairs:
        assert pair.own is not None
        merged = merge(pair.own.sitting, pair.other.sitting, {"name": Side.OTHER}, EVENING.date())
        twice(lambda pair=pair, merged=merged: _settled(shelf, book, pair, merged))  # type: ignore[misc]


def _settled(shelf: Shelf, book: Book, pair: TwoVersions, merged: Sitting) -> None:
    try:
        settle(shelf, book, pair, merged, EVENING)
    except Changed:
        # It is on disk though its folder could not be synced: what there is is compared once more.
        raise OSError("one of both is another one now") from None


def _is_settled(world: World) -> Wrong:
    named = {words for way, step, words in world.answers() if way.endswith("small/first.yaml") and step == "name"}
    if THERE not in named or _seconds(novel(world)):
        yield "it was not settled"


def _without_the_first(world: World) -> None:
    _with_another(world)
    (novel(world).folder / "small" / "first.yaml").unlink()


def _become_first(world: World, say: Say) -> None:
    shelf, book = Shelf(world.shelf), novel(world)
    for pair in second_versions(book).pairs:
        twice(lambda pair=pair: _become(shelf, book, pair))  # type: ignore[misc]


def _become(shelf: Shelf, book: Book, pair: TwoVersions) -> None:
    if pair.own is None:
        # Where only the folder could not be synced it is there already.
        with suppress(Changed):
            become_first(shelf, book, pair)
    else:
        trash.throw(shelf, book, pair.other.path, EVENING)


def _with_versions(world: World) -> None:
    """Two states of one evening, hours apart: the first is an earlier version."""
    written(world)
    _rewrite(world, lambda words: None)


def _rewrite(world: World, say: Say) -> None:
    """A whole answer is replaced, hours later, as by taking back an earlier version."""
    desk = world.desk(lambda: EVENING + timedelta(hours=5))
    one = Somebody(desk)
    one.types("told", AWAY)
    one.kept = twice(lambda: desk.need_book().save(one.kept, desk.clock(), keep=True))
    say(AWAY)


def _told_is_kept(world: World) -> Wrong:
    """What was replaced as a whole is never gone."""
    return () if TOLD in world.words() else ("the earlier version is gone",)


def _forget_versions(world: World, say: Say) -> None:
    twice(lambda: versions.forget(novel(world)))


def _versions_are_gone(world: World) -> Wrong:
    return ("an earlier version is left",) if TOLD in world.words() else ()


def _let_go_of_versions(world: World, say: Say) -> None:
    desk = world.desk()
    one = Somebody(desk)
    if one.kept.sitting.answers["burn"].let_go:
        return
    from workbook.store import lettinggo
    from workbook.store.letgone import Gone, seconds

    sitting = one.kept.sitting
    which = Gone(sitting.pack, sitting.exercise, seconds(sitting.started), ("burn",), EVENING + timedelta(hours=6))

    def save() -> None:
        bare = let_go(one.kept.sitting, which.steps, which.at)
        desk.need_book().save(one.kept._replace(sitting=bare), which.at)

    twice(lambda: lettinggo.begin(world.shelf, which, BURN, one.kept.path, save))


def _nowhere(world: World) -> Wrong:
    if world.desk().still or any(b"even read it" in path.read_bytes() for path in world.files()):
        yield "the words are still there"


def _claim(world: World, say: Say) -> None:
    """A book is opened for writing, written in, and given back."""
    desk = world.desk()
    book = desk.need_book()
    hold = twice(lambda: claim(book, EVENING))
    if not isinstance(hold, Hold):
        raise AssertionError(f"somebody else is said to have it: {hold}")
    book.hold = hold
    one = Somebody(desk)
    one.types("told", AWAY)
    one.saves()
    say(AWAY)
    hold.give_back()


def _elsewhere(world: World, say: Say) -> None:
    """The shelf says no: words go on in another folder."""
    desk = world.desk()
    one = Somebody(desk)
    one.types("told", AWAY)
    found = next(kept_in(world.stick), None) if world.stick.is_dir() else None
    usual = found is None
    other = twice(lambda: Elsewhere.begin(world.stick, world.shelf, EVENING)) if usual else None
    if other is None:
        return
    book, kept = twice(lambda: other.to_keep(desk.need_book(), one.kept))
    twice(lambda: book.save(kept, EVENING))
    say(AWAY)


def _kept_there(world: World) -> None:
    written(world)
    _elsewhere(world, lambda words: None)


def _bring_back(world: World, say: Say) -> None:
    for folder in kept_in(world.stick):
        for _ in range(2):
            brought = bring_back(folder, Shelf(world.shelf), EVENING)
            if all(one.how is not How.LEFT for one in brought):
                break
        else:
            raise OSError("; ".join(one.why for one in brought))


def _is_home(world: World) -> Wrong:
    if any(waits_in(folder) for folder in kept_in(world.stick)):
        yield "it is still said to wait"
    told = {words for way, step, words in world.answers() if way.startswith("shelf/2026") and step == "told"}
    if AWAY not in told:
        yield "it did not come home"


KEPT: tuple[Flow, ...] = (
    Flow("throw into the trash", _throw, _with_another, after=_thrown),
    Flow("put back from the trash", _put_back, _in_trash, after=_is_back),
    Flow("empty the trash", _forget_trash, _in_trash, gone=(THERE,), after=_trash_is_gone),
    Flow("settle two versions", _settle, _with_another, after=_is_settled),
    Flow("a second version becomes the first", _become_first, _without_the_first, after=_is_settled),
    Flow("replace, and keep the version", _rewrite, new=(AWAY,), anyhow=_told_is_kept),
    Flow("forget earlier versions", _forget_versions, _with_versions, gone=(TOLD,), after=_versions_are_gone),
    Flow("let go with versions", _let_go_of_versions, _with_versions, gone=(BURN,), after=_nowhere),
    Flow("have the book, give it back", _claim, new=(AWAY,), gone=(TOLD,)),
    Flow("go on in another folder", _elsewhere, new=(AWAY,)),
    Flow("bring back", _bring_back, _kept_there, gone=(TOLD,), after=_is_home),
)
"""Each is tried like those of `flows.py`."""
