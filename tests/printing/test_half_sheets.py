"""Sheets of a book that is begun: what is written is printed, what is not has room, what is closed has neither."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from anysitting import EVENING
from authored import authored
from pdfsight import Sight
from printshelf import print_shelf
from proofread import faults, frame, not_accessible, outside, overlapping
from readers import book_of
from shipped import CONTENT
from test_printing_golden import holds

from workbook.desk import Desk
from workbook.desk.prints import Prints
from workbook.library.library import Library
from workbook.model.answers import Added, Answer, Line, Lines, Pick, Picks
from workbook.model.sitting import Sitting
from workbook.model.waiting import Waiting
from workbook.printing import pdf, plain
from workbook.printing.blocks import entry_of, texts_of
from workbook.printing.book import Facts, whole
from workbook.printing.printout import Chapter, Printout
from workbook.printing.sheets.blank import begun
from workbook.printing.sheets.half import half
from workbook.store.shelf import Shelf

STEPS = """
  - id: kind
    kind: choice
    core: true
    called: what happened
    ask: What happened?
    options: {letter: a letter, silence: only silence}
  - id: words
    kind: line
    called: their words
    ask: What did they say?
    when: {kind: letter}
  - id: since
    kind: date
    ask: Since when?
    when: {kind: silence}
  - id: needed
    kind: text
    called: what you need
    ask: What do you need?
  - id: back
    kind: line
    ask: Did it help?
    later: +7d
  - id: heavy
    kind: scale
    ask: How heavy is it?
"""
LETTER = Answer("What happened?", "choice", value=Picks((Pick("letter", "a letter"),)), day=EVENING.date())


def sitting(**answers: Answer) -> Sitting:
    return Sitting("tried", "Tried", "", "", EVENING, answers=answers)


def sheet(one: Sitting) -> Chapter | None:
    return begun(authored(STEPS), lambda id: None, one, {})


def said(one: Sitting) -> str:
    chapter = sheet(one)
    assert chapter is not None
    return plain.render(Printout("The novel", "", "en", (chapter,), (), EVENING.date(), form="sheets")).decode()


def test_what_is_written_is_printed_and_what_is_not_has_room() -> None:
    text = said(sitting(kind=LETTER))
    assert "1. What happened?\n\n    a letter\n" in text
    assert "2. What did they say?\n\n    ____" in text
    assert "Since when?" not in text  # the answer has switched it off
    assert "Only if" not in text  # and nothing depends on it any more


def test_what_depends_on_an_answer_still_to_be_written_stands_on_the_sheet() -> None:
    text = said(sitting())
    assert "If “only silence”, go to 3." in text
    assert "Only if you ticked “only silence” at 1.\n\n3. Since when?" in text


def test_what_is_closed_has_neither_words_nor_room_and_what_was_let_go_its_remark() -> None:
    gone = Answer("What did they say?", "line", let_go=True, day=EVENING.date())
    text = said(sitting(kind=LETTER, words=gone, needed=Answer("What do you need?", "text", value="rest", sealed=True)))
    assert "2. What did they say?\n\n    (Written, and let go.)" in text
    assert "What do you need?" not in text and "rest" not in text
    assert "3. Did it help?" in text  # nothing shows that one is missing


def test_what_was_passed_over_has_room_and_a_note_beside_it_stays() -> None:
    note = Added(date(2026, 11, 25), "Ask Ruth.")
    text = said(sitting(needed=Answer("What do you need?", "text", skipped=True, added=(note,))))
    assert "What do you need?\n\n    ____" in text and "Ask Ruth." in text


def test_a_question_for_a_later_day_names_its_day() -> None:
    day = EVENING.date() + timedelta(days=7)
    text = said(replace(sitting(kind=LETTER), waiting={"back": Waiting(day, "whether it helped")}))
    assert "On Sunday 29 November, or later.\n\n4. Did it help?" in text


def test_answers_to_questions_that_are_gone_are_not_lost() -> None:
    text = said(sitting(old=Answer("Who was there?", "line", value="Mara", day=EVENING.date())))
    assert "Who was there?\n\n    Mara" in text


LEFT = """
  - id: device
    kind: line
    ask: Whose machine is it?
    print: {leave_out: true}
  - id: kind
    kind: line
    core: true
    ask: What happened?
  - id: since
    kind: line
    ask: Since when?
    when: {kind: silence}
  - id: about
    kind: line
    ask: What of {since}?
  - id: next
    kind: line
    was: [then]
    ask: What next?
"""


def test_what_was_written_is_printed_though_no_sheet_would_ask_it() -> None:
    given = {
        "device": Answer("Whose machine is it?", "line", value="the office's"),
        "kind": Answer("What happened?", "line", value="a letter"),
        "since": Answer("Since when?", "line", skipped=True, added=(Added(date(2026, 11, 25), "since May"),)),
        "about": Answer("What of the no?", "line", value="it came late"),
        "then": Answer("What then?", "line", value="bread"),
        "next": Answer("What next?", "line", skipped=True),
    }
    chapter = begun(authored(LEFT), lambda id: None, sitting(**given), {})
    assert chapter is not None
    text = plain.render(Printout("The novel", "", "en", (chapter,), (), EVENING.date(), form="sheets")).decode()
    assert "\n\nWhose machine is it?\n\n    the office's\n\n1. What happened?\n\n    a letter\n\nSince when?" in text
    assert "since May" in text and "it came late" in text
    assert "2. What next?\n\n    ____" in text and "What then?\n\n    bread" in text


def test_an_exercise_that_is_written_to_the_end_is_no_sheet() -> None:
    done = {id: Answer("Asked?", "line", value="said") for id in ("words", "needed", "back")}
    assert sheet(sitting(kind=LETTER, heavy=Answer("How?", "scale", value=3), **done)) is None


def prints(folder: Path, *only: str) -> Prints:
    desk = Desk(Library((CONTENT,)), Shelf(print_shelf(folder, *only)), lambda: EVENING)
    desk.open_current()
    return Prints(desk)


def test_a_begun_book_as_text(tmp_path: Path) -> None:
    book = prints(tmp_path, "landing", "thought-check").printout("half")
    holds("half.txt", plain.render(book))


def test_of_a_book_those_that_are_named_are_printed_begun_or_not(tmp_path: Path) -> None:
    book = prints(tmp_path).printout("half", only=frozenset({"landing", "comma"}))
    assert [chapter.title for chapter in book.chapters] == ["Where you are today", "A comma, not an end"]
    assert book.title == "The novel"
    asked = [entry.ask for entry in book.chapters[1].entries]
    assert "You wrote it, and you sent it. Finish the sentence. Getting that far took …" in asked  # as for a manuscript


def test_several_runs_are_numbered_and_exercises_of_one_name_are_not() -> None:
    said = Answer("What happened?", "line", value="a letter")
    runs = [replace(sitting(kind=said), run=run) for run in (1, 2)]
    other = replace(sitting(kind=said), exercise="other")
    facts = Facts("The novel", EVENING.date(), EVENING.date(), ())
    book = half(facts, [*runs, other], lambda pack: lambda id: None)
    assert sorted(chapter.title for chapter in book.chapters) == ["Tried", "Tried", "Tried (2)"]
    assert book.chapters == whole(facts, [*runs, other]).chapters


def test_empty_sheets_hold_nothing_of_the_open_book(tmp_path: Path) -> None:
    book = prints(tmp_path).printout("blank")
    text = plain.render(book).decode()
    assert len(book.chapters) == len(Library((CONTENT,)).titles[0].headings)
    assert "novel" not in text.replace("wrote a novel on Sundays", "").replace("finished novel", "")
    assert "a manuscript refused, once or often" in text


LIST = """
  - id: reasons
    kind: list
    core: true
    called: the reasons
    ask: What led to it?
  - id: sorted
    kind: table
    ask: What is each?
    rows: {from: reasons}
    columns:
      - {id: what, title: What, kind: line}
  - id: which
    kind: choices
    ask: Which of them?
    options: {from: reasons}
"""


def test_more_rows_and_options_than_a_page_has_room_for_go_on_over_the_page() -> None:
    reasons = Lines(tuple(Line(number, f"reason {number}, " + "and more of it " * 9) for number in range(1, 61)))
    one = sitting(reasons=Answer("What led to it?", "list", value=reasons, day=EVENING.date()))
    chapter = begun(authored(LIST), lambda id: None, one, {})
    assert chapter is not None
    book = Printout("The novel", "22 November 2026", "en", (chapter,), (), EVENING.date(), form="sheets")
    sight = Sight(pdf.render(book))
    assert faults(sight, frame(side=17.5, top=14, bottom=17), (outside, overlapping, not_accessible)) == []
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(book))).pages)
    assert printed.count("reason 60,") == 3


@pytest.mark.parametrize("who", ["writer", "graduate", "laid-off"])
def test_of_what_people_wrote_nothing_is_lost_on_their_sheets(who: str, tmp_path: Path) -> None:
    book = Prints(book_of(who, tmp_path))
    sheets = book.printout("half")
    printed = "\n".join(
        words
        for chapter in sheets.chapters
        for words in (chapter.title, *(words for entry in chapter.entries for words in texts_of(entry)))
    )
    for one in book.sittings:
        for answer in one.answers.values():
            entry = entry_of(answer)
            for words in list(texts_of(entry))[1:] if entry is not None else ():
                assert words in printed
