"""Settling two versions on disk: what was made of them holds, and at every moment each word stands in a file."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.files import atomic
from workbook.model.differing import Side, differences
from workbook.model.merging import merge
from workbook.model.sitting import Sitting
from workbook.store.checking import check_shelf
from workbook.store.conflicts import TwoVersions, second_versions
from workbook.store.deleting import delete
from workbook.store.disk import Changed
from workbook.store.kept import Kept
from workbook.store.letgone import all_gone
from workbook.store.secondfacts import of_both, second_facts, take
from workbook.store.settling import become_first, keep_both, may_keep_both, settle
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import encode
from workbook.store.trash import sittings_in, trashed
from workbook.store.versions import count
from workbook.store.workbook import Book

LATER = EVENING + timedelta(days=1)
TODAY = LATER.date()
NAME = "thought-check.sync-conflict-20261122-181940-ABCDEFG.yaml"


def version(words: str, **more: object) -> Sitting:
    answers = {**RICH.answers, "thought": replace(RICH.answers["thought"], value=words)}
    return replace(RICH, answers=answers, **more)  # type: ignore[arg-type]


def two(shelf: Shelf, one: Sitting, other: Sitting, *, marked: bool = False) -> tuple[Book, TwoVersions]:
    book = shelf.make("The novel", EVENING)
    kept = book.save(Kept(book.path_of(one), one), EVENING)
    if marked:
        mine, theirs = encode(kept.sitting), encode(other)
        kept.path.write_bytes(b"<<<<<<< HEAD\n" + mine + b"=======\n" + theirs + b">>>>>>> laptop\n")
    else:
        kept.path.with_name(NAME).write_bytes(encode(other))
    (pair,) = second_versions(book).pairs
    return book, pair


def settled(shelf: Shelf, book: Book, pair: TwoVersions, side: Side) -> Path:
    assert pair.own is not None
    one, other = pair.own.sitting, pair.other.sitting
    choices = {found.step: side for found in differences(one, other)}
    return settle(shelf, book, pair, merge(one, other, choices, TODAY), LATER)


@pytest.mark.fault("F22")
@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("side", list(Side))
def test_what_was_chosen_holds_and_the_rest_is_in_the_trash(tmp_path: Path, side: Side, *, marked: bool) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version("Mine."), version("Theirs.", revision=50), marked=marked)
    before = pair.own.path.read_bytes() if pair.own is not None else b""
    path = settled(shelf, book, pair, side)
    ((kept,), bad) = book.read()
    assert (kept.path, bad, second_versions(book).pairs) == (path, (), ())
    answer = kept.sitting.answers["thought"]
    assert answer.value == ("Theirs." if side is Side.OTHER else "Mine.")
    assert [note.text for note in answer.added] == (["Theirs."] if side is Side.BOTH else [])
    assert kept.sitting.revision == 51
    thrown = [one.path.read_bytes() for one in trashed(shelf, book)]
    if marked:
        assert thrown == [before]
        (one,) = trashed(shelf, book)
        assert [sitting.answers["thought"].value for sitting in sittings_in(one)] == ["Mine.", "Theirs."]
        assert not [checked for checked in check_shelf(shelf, tmp_path / "settings") if checked.wrong]
    else:
        words = sorted(str(sittings_in(one)[0].answers["thought"].value) for one in trashed(shelf, book))
        assert words == (["Mine.", "Theirs."] if side is Side.OTHER else ["Theirs."])


OPERATIONS = ("replace", "move_durably", "make_folder", "remove_durably")


@pytest.mark.fault("F2", "F22")
@pytest.mark.parametrize("marked", [False, True])
def test_wherever_it_is_killed_every_word_stands_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, marked: bool
) -> None:
    class Killed(BaseException):
        pass

    for at in range(30):
        shelf = Shelf(tmp_path / str(at))
        book, pair = two(shelf, version("Mine."), version("Theirs."), marked=marked)
        count = 0

        def counted(do: Callable[..., object], at: int = at) -> Callable[..., object]:
            def doing(*given: object, **more: object) -> object:
                nonlocal count
                count += 1
                if count > at:
                    raise Killed
                return do(*given, **more)

            return doing

        with monkeypatch.context() as patch:
            for name in OPERATIONS:
                patch.setattr(atomic, name, counted(getattr(atomic, name)))
            try:
                settled(shelf, book, pair, Side.OTHER)
                done = True
            except Killed:
                done = False
        files = [path.read_text() for path in shelf.folder.rglob("*.yaml") if path.is_file()]
        assert all(any(words in text for text in files) for words in ("Mine.", "Theirs.")), at
        again = second_versions(Shelf(shelf.folder).read().books[0]).pairs
        assert len(again) == (0 if done else 1) or (marked and not again)
        if done:
            assert at > 2
            return
        for left in again:
            settled(shelf, book, left, Side.OTHER)
        assert book.read()[0][0].sitting.answers["thought"].value == "Theirs."
        assert second_versions(book).pairs == ()
    raise AssertionError("it never came to an end")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(Side), st.text("ab \n", min_size=1, max_size=20), st.text("ab \n", min_size=1, max_size=20))
def test_no_word_of_either_is_missing_from_the_book_and_its_trash(
    tmp_path_factory: pytest.TempPathFactory, side: Side, one: str, other: str
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    book, pair = two(shelf, version(one), version(other))
    settled(shelf, book, pair, side)
    ((kept,), _) = book.read()
    lies = [sitting for each in trashed(shelf, book) for sitting in sittings_in(each)]
    answers = [sitting.answers["thought"] for sitting in (kept.sitting, *lies)]
    there = [text for answer in answers for text in (answer.value, *(note.text for note in answer.added))]
    # What stands whole in what was taken, as lines of its own, is not kept once more.
    stands = [any(f"\n{words}\n" in f"\n{text}\n" for text in there) for words in (one, other)]
    assert all(found or not words.strip() for found, words in zip(stands, (one, other), strict=True))


@pytest.mark.parametrize(("one", "other"), [("aa", "aa\n"), ("b", "a\nb")])
def test_words_that_stand_whole_in_what_was_taken_are_not_kept_once_more(tmp_path: Path, one: str, other: str) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version(one), version(other))
    settled(shelf, book, pair, Side.OTHER)
    assert len(trashed(shelf, book)) == 1


def test_words_that_one_has_let_go_are_gone_from_the_other_and_from_the_trash(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    gone = replace(RICH.answers["told"], value=None, let_go=True, let_go_at=EVENING + timedelta(hours=1))
    words = "I read her mail on the stairs, four times zq7token."
    with_words = replace(RICH, answers={**RICH.answers, "told": replace(RICH.answers["told"], value=words)})
    for number, (one, other) in enumerate(
        ((replace(RICH, answers={**RICH.answers, "told": gone}), with_words),
         (with_words, replace(RICH, answers={**RICH.answers, "told": gone})))
    ):  # fmt: skip
        shelf = Shelf(tmp_path / str(number))
        book, pair = two(shelf, one, other)
        settled(shelf, book, pair, Side.OTHER)
        ((kept,), _) = book.read()
        assert kept.sitting.answers["told"].let_go
        assert not [path for path in shelf.folder.rglob("*") if path.is_file() and b"zq7token" in path.read_bytes()]
        assert trashed(shelf, book) and not any(one.pending for one in all_gone(shelf.folder))


@pytest.mark.fault("F21")
def test_what_was_written_meanwhile_is_compared_anew(tmp_path: Path) -> None:
    for number in range(2):
        shelf = Shelf(tmp_path / str(number))
        book, pair = two(shelf, version("Mine."), version("Theirs."))
        assert pair.own is not None
        (pair.own if number else pair.other).path.write_bytes(encode(version("Later.")))
        before = {path: path.read_bytes() for path in pair.own.path.parent.iterdir()}
        with pytest.raises(Changed):
            settled(shelf, book, pair, Side.OTHER)
        assert {path: path.read_bytes() for path in pair.own.path.parent.iterdir()} == before


def test_one_that_is_left_alone_becomes_the_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version("Mine."), version("Theirs."))
    assert pair.own is not None
    pair.own.path.write_bytes(encode(version("Mine."))[:-9])
    (pair,) = second_versions(book).pairs
    path = become_first(shelf, book, pair)
    ((kept,), bad) = book.read()
    assert (kept.path, kept.sitting.answers["thought"].value, bad) == (path, "Theirs.", ())
    assert [one.name for one in path.parent.glob("*kept-apart*")] == ["thought-check.kept-apart-1.yaml"]


@pytest.mark.fault("F22", "F31")
def test_a_file_of_a_newer_program_never_gives_way_to_a_second_version(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version("Mine."), version("Theirs."))
    assert pair.own is not None
    newer = b"format: 9\nwords: none\n...\n"
    path = pair.own.path
    path.write_bytes(encode(version("Mine."))[:-9])
    (alone,) = second_versions(book).pairs
    path.write_bytes(newer)
    assert second_versions(book).pairs == ()
    with pytest.raises(Changed):
        become_first(shelf, book, alone)
    assert path.read_bytes() == newer and pair.other.path.exists() and len(list(path.parent.iterdir())) == 2
    pair.other.path.write_bytes(newer)
    assert [one.damaged for one in second_versions(book).unread] == [False]


def test_two_that_were_begun_apart_may_be_two_times_through_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version("Mine."), version("Theirs.", started=LATER))
    assert may_keep_both(pair)
    assert keep_both(shelf, book, pair).name == "thought-check.2.yaml"
    assert [kept.sitting.run for kept in book.read()[0]] == [2, 1]
    book, pair = two(Shelf(tmp_path / "other"), version("Mine."), version("Theirs."))
    assert not may_keep_both(pair)


@pytest.mark.fault("A19", "F22")
@pytest.mark.parametrize("first", [False, True])
def test_what_a_program_made_for_everybodys_eyes_is_for_the_person_alone_once_it_is_part_of_the_book(
    tmp_path: Path, *, first: bool
) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version("Mine."), version("Theirs.", started=LATER))
    pair.other.path.chmod(0o666)
    if first:
        assert pair.own is not None
        pair.own.path.unlink()
        (pair,) = second_versions(book).pairs
    path = become_first(shelf, book, pair) if first else keep_both(shelf, book, pair)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.fault("F22")
@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("other", [False, True])
def test_two_versions_of_a_books_name_are_chosen_whole(tmp_path: Path, *, marked: bool, other: bool) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, _ = two(shelf, version("Mine."), version("Theirs."))
    facts = book.folder / "workbook.yaml"
    whole = facts.read_bytes()
    theirs = whole.replace(b"title: The novel", b"title: My novel")
    if marked:
        facts.write_bytes(b"<<<<<<< HEAD\n" + whole + b"=======\n" + theirs + b">>>>>>> laptop\n")
    else:
        (book.folder / "workbook (1).yaml").write_bytes(theirs)
        (book.folder / "workbook.sync-conflict-20261122-181940-ABCDEFG.yaml").write_bytes(whole)
    # It stays a book, with all that is in it; only its name can't be changed before one is chosen.
    (again,) = Shelf(shelf.folder).read().books
    assert again.title == "The novel" and len(again.read()[0]) == 1
    if marked:
        with pytest.raises(OSError, match="two versions"):
            again.change(title="Third")
    found = second_facts(shelf)
    assert [one.same for one in found] == ([False] if marked else [False, True])
    for one in found:
        now = second_facts(shelf)[0]
        assert now.beside == one.beside
        take(shelf, now, now.other if other else now.one, LATER)
    assert second_facts(shelf) == ()
    (again,) = Shelf(shelf.folder).read().books
    assert again.title == ("My novel" if other and marked else "The novel")
    again.change(title="Third")
    texts = [one.path.read_text() for one in trashed(shelf, again)]
    assert any("My novel" in text for text in texts)
    assert all(one.name.startswith("workbook") and one.pack == "" for one in trashed(shelf, again))
    delete(shelf, again.folder)
    assert not (shelf.folder / "trash").exists() or not any((shelf.folder / "trash").rglob("*.yaml"))


@pytest.mark.fault("A20", "F22")
@pytest.mark.parametrize("other", [False, True])
def test_two_computers_that_began_one_book_under_two_ids_leave_nothing_that_no_book_has(
    tmp_path: Path, *, other: bool
) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book, pair = two(shelf, version("Mine."), version("Theirs."))
    settled(shelf, book, pair, Side.OTHER)
    mine = {
        path: path.read_bytes() for name in ("versions", "trash") for path in shelf.folder.glob(f"{name}/**/*.yaml")
    }
    assert len(mine) == 3
    for path in mine:
        # The other computer has versions and a trash of its own, of the same names.
        theirs = Path(str(path).replace(book.facts.id, "ffffffff"))
        theirs.parent.mkdir(parents=True, exist_ok=True)
        theirs.write_bytes(path.read_bytes().replace(b"ine.", b"y own."))
    facts = book.folder / "workbook.yaml"
    beside = book.folder / "workbook (1).yaml"
    beside.write_bytes(facts.read_bytes().replace(book.facts.id.encode(), b"ffffffff"))
    (found,) = second_facts(shelf)
    take(shelf, found, found.other if other else found.one, LATER)
    (again,) = Shelf(shelf.folder).read().books
    assert again.facts.id == book.facts.id
    assert count(again) == 2
    names = {one.name for one in trashed(shelf, again) if one.pack}
    assert names == {"thought-check.yaml", NAME} and len(trashed(shelf, again)) == 5
    assert all(path.read_bytes() == was for path, was in mine.items())
    delete(shelf, again.folder)
    assert not list(shelf.folder.glob("*/ffffffff")) and not list(shelf.folder.glob("*/*/resilience"))


@pytest.mark.fault("A21")
def test_what_is_kept_under_another_id_is_not_moved_through_a_link(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    book = shelf.make("The novel", EVENING)
    theirs = (
        shelf.folder / "versions" / "ffffffff" / "resilience" / "thought-check" / "r000001.2026-11-22T1804+0100.yaml"
    )
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(encode(version("Theirs.")))
    victim = tmp_path / "elsewhere"
    victim.mkdir()
    (shelf.folder / "versions" / book.facts.id).mkdir()
    (shelf.folder / "versions" / book.facts.id / "resilience").symlink_to(victim)
    facts = book.folder / "workbook.yaml"
    (book.folder / "workbook (1).yaml").write_bytes(facts.read_bytes().replace(book.facts.id.encode(), b"ffffffff"))
    (found,) = second_facts(shelf)
    take(shelf, found, found.one, LATER)
    assert not any(victim.iterdir()) and theirs.exists()


def test_people_to_talk_to_are_taken_from_both_where_somebody_wants_that(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.make("The novel", EVENING)
    shelf.keep_people(["Mara"])
    path = shelf.folder / "shelf.yaml"
    whole = path.read_bytes()
    marked = b"<<<<<<< HEAD\n" + whole + b"=======\n" + whole.replace(b"Mara", b"Ruth") + b">>>>>>> laptop\n"
    path.write_bytes(marked)
    # Until then nobody is missing from the list, and nothing is written over.
    assert Shelf(shelf.folder).people() == ("Mara", "Ruth")
    (found,) = second_facts(shelf)
    assert found.of_shelf and found.marked and not found.same
    together = of_both(found)
    assert together is not None
    take(shelf, found, together, LATER)
    assert shelf.people() == ("Mara", "Ruth") and second_facts(shelf) == ()
    assert [one.read_bytes() for one in (shelf.folder / "trash" / ".shelf").iterdir()] == [marked]
    path.write_bytes(marked)
    shelf.keep_people(["Tom"], before=["Mara"])
    assert shelf.people() == ("Tom", "Ruth")
    assert [one.read_bytes() for one in (shelf.folder / "trash" / ".shelf").iterdir()] == [marked, marked]
