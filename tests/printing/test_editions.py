"""Pages for somebody and the page for the desk: what they hold, and that no private word ever gets into them."""

from __future__ import annotations

import io
import os
import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pypdf
import pytest
from built import build
from hypothesis import given, settings
from hypothesis import strategies as st
from onscreen import CONTENT, EVENING
from printshelf import print_shelf

from workbook.desk import Desk
from workbook.desk.prints import Edition, Prints
from workbook.library.library import Library
from workbook.model.answers import Added, Answer, AnsweredColumn, Line, Lines, Pick, Picks, Rating, Ratings, Row, Table
from workbook.model.sitting import Sitting
from workbook.printing import html, markdown, pdf, plain
from workbook.printing.blocks import body_of
from workbook.printing.book import Facts, whole
from workbook.printing.phrases import PEOPLE
from workbook.printing.printout import LetterText, Printout
from workbook.printing.share import Spot, Stays, parts_of, share
from workbook.store.shelf import Shelf

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))
SITTING = Sitting("first", "First", "small", "s", NOW)
FACTS = Facts("B", DAY, DAY)


def line(words: str, ask: str = "What?", **more: object) -> Answer:
    return replace(Answer(ask, "line", value=words, day=DAY), **more)  # type: ignore[arg-type]


def sitting(**answers: Answer) -> Sitting:
    return replace(SITTING, answers=answers)


def shared(*sittings: Sitting, facts: Facts = FACTS, **more: object) -> str:
    return plain.render(share(facts, sittings, **more)).decode()  # type: ignore[arg-type]


def prints_on(folder: Path) -> Prints:
    desk = Desk(Library((CONTENT,)), Shelf(print_shelf(folder)), lambda: EVENING)
    desk.open_current()
    return Prints(desk)


def holds(name: str, printed: str) -> None:
    path = GOLDEN / name
    if os.environ.get("WORKBOOK_REGOLD"):
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


def pages(printout: Printout) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(printout))).pages]


@pytest.mark.parametrize("edition", ["full", "share", "plan"])
def test_each_edition_prints_as_it_did(tmp_path: Path, edition: str) -> None:
    prints = prints_on(tmp_path)
    wish = "Is this step small enough?" if edition == "share" else ""
    # What the exercises rest on is the authors', who may put it better at any time.
    printout = prints.printout(edition, wish=wish, methods=False)  # type: ignore[arg-type]
    holds(f"edition-{edition}.txt", plain.render(printout).decode())
    if edition == "share":
        holds("edition-share.md", markdown.render(printout).decode())
        said = f"What I'd like from you: {wish}"
        assert html.render(printout).decode().index(said.replace("'", "&#x27;")) < html.render(printout).index(b"<h1")
        assert pages(printout)[0].startswith(said)


def test_the_plan_is_one_page_with_people_to_talk_to(tmp_path: Path) -> None:
    (page,) = pages(prints_on(tmp_path).printout("plan"))
    assert "walk to the river and ring Mara" in " ".join(page.split())
    assert "988" in page
    assert "Who will ask me" not in page, "it is sealed"


def test_the_page_for_the_desk_names_its_days_in_every_format(tmp_path: Path) -> None:
    printout = prints_on(tmp_path).printout("plan")
    said = ["".join(pages(printout)), *(one.render(printout).decode() for one in (plain, markdown, html))]
    for text in said:
        assert "Days ahead" in text and "Thursday 3 December" in text


def test_the_plan_of_a_book_without_a_line_for_it_has_no_chapter(tmp_path: Path) -> None:
    desk = Desk(Library((CONTENT,)), Shelf(print_shelf(tmp_path, "thought-check")), lambda: EVENING)
    desk.open_current()
    assert not Prints(desk).printout("plan").chapters
    assert not Prints(desk).printout("share").chapters


def test_what_stays_is_named_with_its_reason() -> None:
    found = parts_of(FACTS, [sitting(
        a=line("Ruth knows", private=True), b=line("x", sealed=True), c=line("y", "What if Ruth knows?"), d=line("z"),
    )])  # fmt: skip
    assert [item.stays for item in found[0].items] == [Stays.PRIVATE, Stays.SEALED, Stays.HOLDS, None]


def test_an_answer_is_as_private_as_its_exercise_unless_it_says_otherwise() -> None:
    private = replace(sitting(a=line("apple"), b=line("pear", private=False)), private=True)
    assert "apple" not in shared(private)
    assert "pear" in shared(private)


def test_a_private_mark_that_came_later_is_followed_through_the_exercise(tmp_path: Path) -> None:
    """The plan's question took in the snag before it was marked; each of its words could give it away."""
    prints = prints_on(tmp_path)
    (part,) = [one for one in prints.parts() if one.spot.exercise == "wish-snag-plan"]
    assert {item.spot.step: item.stays for item in part.items} == {
        "wish": None, "snag": Stays.PRIVATE, "then": Stays.PRIVATE, "another-no": None, "steps": None,
        "asker": Stays.SEALED,
    }  # fmt: skip


def test_what_a_newer_version_wrote_stays_with_the_person(tmp_path: Path) -> None:
    prints = prints_on(tmp_path)
    before = prints.printout("share")
    part = next(part for part in prints.parts() if part.going)
    (file,) = tmp_path.rglob(f"{part.spot.exercise}.yaml")
    # It may know of reasons to keep a thing private that nobody here has heard of.
    file.write_bytes(file.read_bytes().replace(b"format: 1", b"format: 2", 1))
    desk = Desk(Library((CONTENT,)), Shelf(tmp_path), lambda: EVENING)
    desk.open_current()
    prints = Prints(desk)
    assert not next(one for one in prints.parts() if one.spot == part.spot).going
    assert part.title in plain.render(before).decode()
    assert part.title not in plain.render(prints.printout("share")).decode()
    assert part.title in plain.render(prints.printout("full")).decode()


def test_what_goes_in_is_named_as_it_was_asked_and_a_letter_by_its_name() -> None:
    (part,) = parts_of(
        FACTS,
        [
            sitting(
                a=line("apple", ask="Which\nfruit?", called="the fruit"),
                b=line("pear", ask=" ", called="the other"),
                c=replace(line("Dear you,\nhello.", called="the letter"), kind="letter"),
            )
        ],
    )
    assert [item.called for item in part.items] == ["Which fruit?", "the other", "the letter"]


def test_nothing_shows_that_something_is_missing() -> None:
    first = replace(sitting(a=line("apple", private=True)), finished=NOW)
    second = replace(sitting(a=line("pear", day=date(2026, 12, 1)), b=line(None, let_go=True)), run=2)  # type: ignore[arg-type]
    text = shared(first, second)
    assert "(2)" not in text
    assert "let go" not in text
    assert "22 November" not in text
    assert "1 December 2026" in text


def test_a_title_that_tells_gives_way_to_the_day() -> None:
    text = shared(
        sitting(a=line("The Ruth affair", private=True), b=line("x")), facts=replace(FACTS, title="the Ruth affair")
    )
    assert "Ruth" not in text
    assert text.startswith("Sunday 22 November\n")


def test_a_run_is_named_by_the_persons_words_and_by_none_that_are_private() -> None:
    facts = replace(FACTS, run_titles={("small", "first"): "title"})
    named = sitting(title=line("On the river"), page=line("It was cold."))
    assert [one.title for one in whole(facts, [named]).chapters] == ["On the river"]
    assert [len(one.entries) for one in whole(facts, [named]).chapters] == [1]
    assert shared(named, facts=facts).count("On the river") == 1
    private = sitting(title=line("On the river", private=True), page=line("It was cold."))
    assert "river" not in shared(private, facts=facts)
    assert "It was cold." in shared(private, facts=facts)


def test_what_was_unticked_stays_out() -> None:
    both = sitting(a=line("apple"), b=line("pear"))
    assert "apple" not in shared(both, unticked=frozenset({Spot("small", "first", 1, "a")}))
    assert "pear" in shared(both, unticked=frozenset({Spot("small", "first", 1, "a")}))
    assert not share(FACTS, [both], unticked=frozenset({Spot("small", "first", 1)})).chapters


def test_a_note_beside_a_skipped_question_is_printed() -> None:
    noted = sitting(a=Answer("What?", "line", skipped=True, added=(Added(DAY, "Later."),)))
    for text in (plain.render(build("B", [noted], order=(), started=DAY, today=DAY)).decode(), shared(noted)):
        assert "Added on 22 November 2026" in text and "Later." in text
        assert "()" not in text


def test_numbers_are_told_in_a_sentence_with_their_day(tmp_path: Path) -> None:
    text = plain.render(prints_on(tmp_path).printout("full", measures=True), 200).decode()
    assert "7 on 22 November 2026, where 0 is “not at all” and 10 is “as heavy as it could be”." in text


PRIVATE = st.text("qxzjk'- éÿ被拒绝\n.", min_size=3, max_size=24).filter(lambda text: len(text.split()) and len(
    "".join(ch for ch in text if ch.isalnum())) > 2)  # fmt: skip
OPEN = st.text("abcde \n.,", min_size=1, max_size=16).filter(str.strip)


@st.composite
def taking_in(draw: st.DrawFn, secret: str) -> Answer:
    """An open answer into which a private text has found its way, in one place or another."""
    said = " ".join(secret.split())
    columns = (AnsweredColumn("c", draw(st.sampled_from(["C", f"About {said}"])), "line"),)
    return draw(st.sampled_from([
        line(draw(OPEN), ask=f"So {said}?"),
        line(f"Dear you, {secret} and more"),
        Answer("Letter", "letter", value=f"Dear you,\n\n{said.rstrip('.,')}.\n\nMe", assembled=True, day=DAY),
        Answer("List", "list", value=Lines((Line(1, "ab"), Line(2, said))), day=DAY),
        Answer("Table", "table", value=Table(columns, (Row("1", said, {"c": "ab"}),)), day=DAY),
        Answer("Pick", "choices", value=Picks((Pick("1", said), Pick("b", "b"))), day=DAY),
        Answer("Rate", "ratings", value=Ratings((Rating("1", said, 3),)), day=DAY),
        line(draw(OPEN), added=(Added(DAY, f"And {said}!"),)),
        line(draw(OPEN)),
    ]))  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> tuple[str, list[Sitting], str]:
    secret = draw(PRIVATE)
    mark = draw(st.sampled_from([{"private": True}, {"sealed": True}]))
    answers = {"secret": line(secret, **mark)} | {
        f"a{number}": draw(taking_in(secret)) for number in range(draw(st.integers(1, 4)))
    }
    title = draw(st.sampled_from(["ab", " ".join(secret.split()), f"ab: {' '.join(secret.split())}"]))
    run = replace(sitting(**answers), title=draw(st.sampled_from(["First", f"On {' '.join(secret.split())}"])))
    other = replace(sitting(title=line(" ".join(secret.split())), page=line("ab")), exercise="own", title="Own")
    return secret, [run, other], title


def _bare(text: str) -> str:
    return "".join(ch for ch in text.casefold() if ch.isalnum())


@settings(max_examples=150, deadline=None)
@given(books())
def test_no_private_word_is_ever_in_pages_for_somebody(book: tuple[str, list[Sitting], str]) -> None:
    secret, sittings, title = book
    facts = replace(FACTS, title=title, run_titles={("small", "own"): "title"})
    printout = share(facts, sittings)
    for printer in (plain, markdown, html):
        assert _bare(secret) not in _bare(printer.render(printout).decode().replace("&#x27;", "'")), printer.__name__
    if zlib.crc32(secret.encode()) % 50 == 0:
        assert _bare(secret) not in _bare("".join(pages(printout)))


@pytest.mark.parametrize("edition", ["full", "share", "plan"])
def test_people_to_talk_to_are_on_every_print(tmp_path: Path, edition: Edition) -> None:
    prints = prints_on(tmp_path)
    printout = prints.printout(edition)
    said = ["".join(pages(printout)), *(one.render(printout).decode() for one in (plain, markdown, html))]
    for text in said:
        assert PEOPLE in text
        for where, say, _ in prints._desk.library.titles[0].support:
            assert squeezed(where) in squeezed(text) and squeezed(say) in squeezed(text)


def squeezed(words: str) -> str:
    """Without blanks, and what a format puts before a sign that means something to it."""
    return "".join(words.replace("\\", "").split())


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("If I open the inbox, then I will close it.", False),
        ("Dear you,\n\nit is hard.", True),
        ("Before this, I wrote. And now,", True),
        ("Before this, I wrote “no.” And now,", True),
    ],
)
def test_a_kept_letter_has_a_page_of_its_own_and_a_single_sentence_has_none(words: str, alone: bool) -> None:
    body = body_of(Answer("Your words?", "letter", value=words, keep=True))
    assert isinstance(body, LetterText) and body.own_page is alone


def test_a_letter_stays_while_an_answer_that_it_was_put_together_from_is_left_out() -> None:
    said = Answer("What do you know?", "line", value="the long words of mine", day=DAY)
    letter = Answer("Change it.", "letter", value="Dear M.,\nthe long words of mine. Bye.", takes=("x",), day=DAY)
    book = [replace(SITTING, answers={"x": said, "l": letter})]
    x, whole = Spot("small", "first", 1, "x"), {"x", "l"}
    assert "the long words of mine" not in shared(*book, unticked=frozenset({x}))
    (part,) = parts_of(FACTS, book, unticked={x})
    assert [(item.spot.step, item.stays) for item in part.items if item.stays] == [("l", Stays.LEFT_OUT)]
    assert {item.spot.step for item in parts_of(FACTS, book)[0].going} == whole
    # The letter alone left out leaves the answer, which is printed by itself then.
    text = shared(*book, unticked=frozenset({x._replace(step="l")}))
    assert "What do you know?" in text and "Dear M." not in text


def test_what_was_written_from_an_answer_that_is_left_out_stays_too() -> None:
    said = Answer("What do you know?", "line", value="the long words of mine", day=DAY)
    before = Answer("Before?", "line", value="I heard the long words of mine first.", day=DAY)
    picked = Answer("Which?", "choice", value=Picks((Pick("1", "The long words of mine."),)), day=DAY)
    first = replace(SITTING, answers={"before": before, "x": said, "picked": picked})
    later = replace(
        SITTING, exercise="later", started=NOW + timedelta(days=1), answers={"y": replace(said, ask="Now?")}
    )
    x = Spot("small", "first", 1, "x")
    text = shared(first, later, unticked=frozenset({x}))
    # What was there before it has words of its own.
    assert "I heard" in text and "Which?" not in text and "Now?" not in text
    earlier = replace(later, exercise="earlier", started=NOW - timedelta(days=1))
    assert "Now?" in shared(first, earlier, unticked=frozenset({x}))
    # A whole exercise that is left out keeps nothing else back, and no single word does.
    assert "Now?" in shared(first, later, unticked=frozenset({x._replace(step="")}))
    name = replace(
        first, answers={"x": replace(said, value="Ruth"), "y": replace(said, ask="Who?", value="Ruth rang.")}
    )
    assert "Ruth rang." in shared(name, unticked=frozenset({x}))


@pytest.mark.parametrize("stays", [{"let_go": True}, {"value": 7, "kind": "scale", "measure": "heaviness"}])
def test_the_day_of_what_does_not_go_in_is_not_told(stays: dict[str, Any]) -> None:
    answer = replace(Answer("How heavy?", "text", day=date(2026, 11, 23)), **stays)
    noted = replace(answer, added=(Added(date(2026, 12, 1), "It helped."),))
    text = shared(sitting(x=noted))
    assert "It helped." in text and "23" not in text and "so far" not in text


def test_a_name_that_is_left_out_is_no_title(tmp_path: Path) -> None:
    facts = replace(FACTS, title="The novel")
    book = sitting(name=line("The novel", "What is it called?"), x=line("Fine words."))
    spot = Spot("small", "first", 1, "name")
    assert "The novel" in shared(book, facts=facts)
    assert "The novel" not in shared(book, facts=facts, unticked=frozenset({spot}))


def test_a_title_that_stays_gives_way_to_a_day_that_goes_in() -> None:
    facts = replace(FACTS, title="a secret thing here", started=date(2026, 11, 1))
    answers = {
        "x": Answer("What?", "line", value="shared words", day=date(2026, 12, 1)),
        "y": Answer("What else?", "line", value="a secret thing here", private=True, day=date(2026, 11, 1)),
    }
    text = shared(sitting(**answers), facts=facts)
    assert "1 December" in text and "November" not in text
