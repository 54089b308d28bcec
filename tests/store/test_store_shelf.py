"""The shelf: which books there are, which is open, how one is named and found."""

from __future__ import annotations

import errno
import random
import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, EXTRAS, RICH, TEXTS, WORDS
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.workbook import Follows, Workbook
from workbook.store.disk import Changed, Disk
from workbook.store.kept import Kept
from workbook.store.marks import Unreadable
from workbook.store.shelf import NoSuchBook, Shelf, folder_name
from workbook.store.trash import trashed
from workbook.store.workbookfile import ShelfFacts, decode_shelf, decode_workbook, encode_shelf, encode_workbook

ODD = (
    "", " ", "CON", "nul.txt", "a/b\\c", "../../etc", ".", "..", ".hidden", "x" * 255, "é" * 200, "👩‍👩‍👧‍👦",
    "نمی‌خواهم", "被拒绝", "The Novel", "the novel", "THE  NOVEL", "trash",
    "versions", "shelf.yaml", "a\nb", "-", "~", "\u202eabc",
    "Ça va", unicodedata.normalize("NFD", "Ça va"),
)  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def test_an_absent_shelf_is_empty_and_nothing_is_made_by_looking(shelf: Shelf) -> None:
    assert (shelf.read().books, shelf.read().bad, shelf.current(), shelf.facts()) == ((), (), None, ShelfFacts())
    assert not shelf.folder.exists()


def test_the_newest_book_is_the_current_one_until_another_is_used(shelf: Shelf) -> None:
    first, second = shelf.make("First", EVENING), shelf.make("Second", EVENING + timedelta(days=1))
    current = shelf.current()
    assert current is not None and current.facts == second.facts
    shelf.use(first)
    current = Shelf(shelf.folder).current()
    assert current is not None and current.facts == first.facts
    (shelf.folder / "shelf.yaml").unlink()
    current = shelf.current()
    assert current is not None and current.facts == second.facts
    second.write_facts(second.facts._replace(put_away=True))
    current = shelf.current()
    assert current is not None and current.facts == first.facts


def test_a_book_is_found_by_its_folder_its_id_or_its_title(shelf: Shelf) -> None:
    novel, other = shelf.make("The Novel", EVENING), shelf.make("Ça va", EVENING)
    for words in (novel.folder.name, novel.facts.id, "The Novel", "the novel", " the  NOVEL "):
        assert shelf.find(words).facts == novel.facts
    assert shelf.find(unicodedata.normalize("NFD", "ça VA")).facts == other.facts
    with pytest.raises(NoSuchBook, match="no book called nothing"):
        shelf.find("nothing")
    twin = shelf.make("the novel", EVENING)
    with pytest.raises(NoSuchBook, match="More than one") as refused:
        shelf.find("The Novel")
    assert novel.folder.name in str(refused.value) and twin.folder.name in str(refused.value)


def test_a_book_without_a_title_is_called_by_its_day(shelf: Shelf) -> None:
    assert shelf.make("", EVENING).title == "Sunday 22 November"
    assert shelf.find("sunday 22 november").facts.title == ""


@pytest.mark.fault("F39")
def test_odd_titles_neither_collide_nor_fail(shelf: Shelf) -> None:
    made = [shelf.make(title, EVENING) for title in ODD]
    assert len({book.folder.name.casefold() for book in made}) == len(ODD)
    shelved = shelf.read()
    assert shelved.bad == ()
    assert {book.facts.id: book.facts.title for book in shelved.books} == {
        book.facts.id: title for book, title in zip(made, ODD, strict=True)
    }
    assert all(book.folder.parent == shelf.folder for book in made)


@given(TEXTS | st.text())
@pytest.mark.fault("F39")
def test_a_folder_has_a_name_that_every_disk_takes(title: str) -> None:
    name = folder_name(title, EVENING)
    assert name.startswith("2026-11-22") and len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_sketched_book_is_on_disk_with_its_first_word(shelf: Shelf) -> None:
    book = shelf.sketch("", EVENING)
    assert shelf.read().books == () and not book.folder.exists()
    book.save(Kept(book.path_of(RICH), RICH), EVENING)
    current = shelf.current()
    assert current is not None and current.facts == book.facts and len(current.read()[0]) == 1


def test_two_who_sketch_a_book_on_the_same_day_both_keep_their_words(tmp_path: Path) -> None:
    books = [Shelf(tmp_path).sketch("", EVENING) for _ in range(2)]
    assert books[0].folder == books[1].folder
    saved = [book.save(Kept(book.path_of(RICH), RICH), EVENING) for book in books]
    assert saved[0].path != saved[1].path and not any(one.conflict for one in saved)
    more = books[1].save(saved[1], EVENING)
    assert more.path == saved[1].path
    shelved = Shelf(tmp_path).read()
    assert [len(book.read()[0]) for book in shelved.books] == [1, 1] and shelved.bad == ()


@pytest.mark.parametrize("failing", [1, 3])
@pytest.mark.fault("F11")
def test_a_book_that_could_not_be_put_on_disk_is_when_the_disk_takes_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    book = shelf.sketch("The novel", EVENING)
    kept = Kept(book.path_of(RICH), RICH)
    write, count = Disk.write, 0

    def full(disk: Disk, *arguments: object, **more: object) -> object:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(disk, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Disk, "write", full)
    with pytest.raises(OSError, match="No space"):
        book.save(kept, EVENING)
    saved = book.save(kept, EVENING)
    assert saved.path.parent.parent.name == "2026-11-22-the-novel"
    shelved = shelf.read()
    assert [one.facts for one in shelved.books] == [book.facts]
    assert shelved.books[0].read()[0] == (saved,)


@pytest.mark.fault("F24")
@pytest.mark.fault("F10", "F22")
def test_people_in_a_shelf_yaml_that_git_has_marked_stay_where_the_disk_says_no(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = shelf.make("The novel", EVENING)
    shelf.keep_people(["Mara"])
    path = shelf.folder / "shelf.yaml"
    whole = path.read_bytes()
    marked = b"<<<<<<< HEAD\n" + whole + b"=======\n" + whole.replace(b"Mara", b"Ruth") + b">>>>>>> laptop\n"
    path.write_bytes(marked)

    def full(*given: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shelf.disk, "write", full)
        with pytest.raises(OSError, match="No space"):
            shelf.use(book)
    assert path.read_bytes() == marked and Shelf(shelf.folder).people() == ("Mara", "Ruth")
    shelf.use(book)
    assert Shelf(shelf.folder).people() == ("Mara", "Ruth") and b"<<<" not in path.read_bytes()
    assert {one.path.read_bytes() for one in trashed(shelf, book)} == {marked}


def test_a_shelf_yaml_that_cannot_be_read_is_kept_apart(shelf: Shelf) -> None:
    book = shelf.make("The novel", EVENING)
    file = shelf.folder / "shelf.yaml"
    for broken in (b"support: [{say: my sister}", b"current: x\n", b"support: [{say: my sister}]\n...\n"):
        file.write_bytes(broken)
        assert shelf.facts() == ShelfFacts()
        shelf.use(book)
        assert shelf.facts().current == book.facts.id
        apart = sorted(shelf.folder.glob("shelf.kept-apart-*.yaml"))
        assert apart[-1].read_bytes() == broken


@pytest.mark.fault("F31")
def test_a_newer_shelf_yaml_is_not_written_and_hinders_no_word(shelf: Shelf) -> None:
    first = shelf.make("First", EVENING)
    file = shelf.folder / "shelf.yaml"
    newer = b"format: 2\ncurrent: somewhere\nnew: {of: a, kind: b}\n...\n"
    file.write_bytes(newer)
    with pytest.raises(OSError, match="newer"):
        shelf.use(first)
    book = shelf.sketch("Second", EVENING)
    book.save(Kept(book.path_of(RICH), RICH), EVENING)
    assert file.read_bytes() == newer and len(shelf.read().books) == 2


def test_using_a_book_keeps_what_else_stands_in_shelf_yaml(shelf: Shelf) -> None:
    book = shelf.make("The novel", EVENING)
    file = shelf.folder / "shelf.yaml"
    file.write_bytes(b"format: 1\nsupport:\n  - say: My sister, any time\nmood: light\nempty: {}\n...\n")
    shelf.use(book)
    facts = shelf.facts()
    assert (facts.support, facts.current) == (("My sister, any time",), book.facts.id)
    assert facts.extra == {"mood": "light", "empty": {}}


def test_what_was_offered_is_known_for_that_day_and_hinders_nothing(shelf: Shelf) -> None:
    day = EVENING.date()
    shelf.keep_offered(day, ["night"])
    assert not shelf.folder.exists(), "whoever only looks leaves no trace"
    book = shelf.make("The novel", EVENING)
    shelf.keep_people(["Mara"])
    shelf.keep_offered(day, ["night"])
    shelf.keep_offered(day, ["high", "night"])
    assert shelf.offered(day) == ("night", "high") and shelf.people() == ("Mara",)
    assert shelf.offered(day + timedelta(days=1)) == ()
    shelf.keep_offered(day + timedelta(days=1), ["long"])
    assert shelf.offered(day) == () and shelf.offered(day + timedelta(days=1)) == ("long",)
    for odd in ("[a, b]", "{day: someday, what: [a]}", "never", "{day: 2026-11-22, what: {a: b}}"):
        file = f"format: 1\ncurrent: {book.facts.id}\nsupport:\n  - say: Mara\noffered: {odd}\n...\n"
        (shelf.folder / "shelf.yaml").write_text(file)
        assert shelf.people() == ("Mara",) and shelf.offered(day) == ()


def test_two_books_are_made_current_one_after_the_other_by_two_programs(tmp_path: Path) -> None:
    ours, theirs = Shelf(tmp_path), Shelf(tmp_path)
    first, second = ours.make("First", EVENING), theirs.make("Second", EVENING)
    ours.use(first)
    theirs.use(second)
    assert ours.facts().current == second.facts.id


def test_facts_that_another_program_changed_are_not_written_over(shelf: Shelf) -> None:
    book = shelf.make("The novel", EVENING)
    theirs = Shelf(shelf.folder).find("The novel")
    theirs.write_facts(theirs.facts._replace(title="Theirs"))
    shelf.read()
    with pytest.raises(Changed):
        book.write_facts(book.facts._replace(title="Ours"))
    assert shelf.find("Theirs").facts.title == "Theirs"


def test_a_folder_whose_facts_cannot_be_read_is_named_and_the_others_work(shelf: Shelf) -> None:
    good = shelf.make("Good", EVENING)
    bad = shelf.make("Bad", EVENING).folder / "workbook.yaml"
    bad.write_bytes(bad.read_bytes()[:-4])
    (shelf.folder / "no-book").mkdir()
    (shelf.folder / "trash").mkdir()
    shelved = shelf.read()
    assert [book.facts for book in shelved.books] == [good.facts]
    assert [(one.path, one.line > 1) for one in shelved.bad] == [(bad, True)]


MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(
    st.builds(Workbook, id=WORDS, title=TEXTS, started=MOMENTS, path=TEXTS, closed=st.none() | st.dates(),
              put_away=st.booleans(), follows=st.none() | st.builds(Follows, TEXTS, TEXTS), extra=EXTRAS),
)  # fmt: skip
def test_the_facts_of_a_book_come_back(facts: Workbook) -> None:
    assert decode_workbook(encode_workbook(facts), "folder") == (facts, 1)


@given(st.builds(ShelfFacts, current=TEXTS, support=st.lists(TEXTS, max_size=3).map(tuple), extra=EXTRAS,
                 offered_on=st.dates(), offered=st.lists(TEXTS, max_size=3).map(tuple),
                 beside=st.just({}), format=st.just(1)))  # fmt: skip
def test_the_facts_of_a_shelf_come_back(facts: ShelfFacts) -> None:
    assert decode_shelf(encode_shelf(facts)) == facts


@pytest.mark.fault("F24")
def test_every_prefix_of_the_facts_is_refused() -> None:
    data = encode_workbook(Workbook("id", "Title", EVENING, closed=date(2026, 12, 1), extra={"a": {"b": [1]}}))
    for end in range(len(data) - 1):
        with pytest.raises(Unreadable):
            decode_workbook(data[:end], "folder")


def test_a_book_without_an_id_is_known_by_its_folder() -> None:
    facts, _ = decode_workbook(b"format: 1\nstarted: 2026-11-22T18:04:05+01:00\n...\n", "2026-11-22-the-novel")
    assert (facts.id, facts.title) == ("2026-11-22-the-novel", "")


def test_the_first_word_of_a_book_is_kept_whatever_lies_in_the_place_of_shelf_yaml(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "shelf.yaml").mkdir()
    book = shelf.sketch("The novel", EVENING)
    kept = book.save(Kept(book.path_of(RICH), RICH), EVENING)
    assert kept.path.exists()
    (found,) = Shelf(shelf.folder).read().books
    assert found.facts.title == "The novel"
    # Which book opens is noted as soon as that can be.
    shelf.make("The job", EVENING + timedelta(days=1))
    (shelf.folder / "shelf.yaml").rmdir()
    book.save(kept, EVENING)
    assert shelf.facts().current == book.facts.id


@pytest.mark.fault("F24")
def test_every_prefix_of_what_the_shelf_holds_is_refused_and_what_is_no_text_too() -> None:
    data = encode_shelf(ShelfFacts("id", support=("Ruth 555 1234", "Tom, in the evening")))
    for bad in (*(data[:end] for end in range(len(data) - 1)), b"\0" * 512, data.replace(b"Ruth", b"\0\0\0\0")):
        with pytest.raises(Unreadable):
            decode_shelf(bad)
    for bad in (b"\0" * 512, b"\n", b"...\n"):
        with pytest.raises(Unreadable):
            decode_workbook(bad, "folder")


@pytest.mark.fault("F25")
def test_a_wrong_bit_in_what_is_known_of_books_is_refused_or_read_and_never_breaks_anything() -> None:
    chance = random.Random(2026)
    book = encode_workbook(Workbook("id", "Title", EVENING, path="first-days", closed=date(2026, 12, 1)))
    shelf = encode_shelf(ShelfFacts("id", support=("Ruth 555 1234", "Tom, in the evening")))
    refused = 0
    for number in range(1000):
        data = book if number % 2 else shelf
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        flipped = bytes((*data[:at], data[at] ^ (1 << bit), *data[at + 1 :]))
        try:
            if number % 2:
                encode_workbook(decode_workbook(flipped, "folder")[0])
            else:
                encode_shelf(decode_shelf(flipped))
        except Unreadable as error:
            refused += 1
            assert error.line >= 1
    assert refused > 100
