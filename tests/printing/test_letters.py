"""The letters alone: which they are, in which order, and each on a page of its own."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pypdf
import pytest

from workbook.model.answers import Added, Answer
from workbook.model.sitting import Sitting
from workbook.printing import html, markdown, pdf, plain
from workbook.printing.book import Facts, Order
from workbook.printing.letters import letters
from workbook.printing.setting import Setting

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))
FACTS = Facts("The novel", DAY, date(2026, 12, 24), (Order("small", "end", "S"), Order("small", "own", "S")), ("112",))
WORDS = "Dear you,\n\nit is hard.\n\nFrom me"


def letter(words: str | None = WORDS, day: int = 22, **more: object) -> Answer:
    return replace(Answer("Your letter.", "letter", value=words, day=date(2026, 11, day)), **more)  # type: ignore[arg-type]


def sitting(exercise: str = "own", **answers: Answer) -> Sitting:
    return Sitting(exercise, f"Title of {exercise}", "small", "s", NOW, answers=answers)


def test_letters_come_by_their_days_with_what_was_added_and_nothing_else_of_their_exercise() -> None:
    added = (Added(date(2026, 12, 6), "And I have started the next one."),)
    first = sitting(
        "own", before=Answer("Why?", "line", value="why not", day=DAY), mine=letter(added=added, private=True)
    )
    second = replace(sitting("own", mine=letter("Dear Piet,\nhello.", 29)), run=2, private=True)
    last = sitting("end", other=letter("To whoever:\nGo home.", 24), skipped=letter(None, skipped=True))
    printout = letters(FACTS, [last, second, first])
    assert [(one.title, one.dates) for one in printout.chapters] == [
        ("Title of own", "22 November 2026"),
        ("Title of end", "24 November 2026"),
        ("Title of own", "29 November 2026"),
    ]
    assert printout.dates == "22 November to 6 December 2026"
    text = plain.render(printout).decode()
    assert "why not" not in text and "Your letter." not in text and "so far" not in text
    assert "Added on 6 December 2026" in text and "started the next one" in text
    in_contents = letters(FACTS, [last, second, first], by_days=False)
    assert [one.dates[:2] for one in in_contents.chapters] == ["24", "22", "29"]
    assert [one.dates[:2] for one in letters(FACTS, [last, first], only=frozenset({"end"})).chapters] == ["24"]


@pytest.mark.parametrize(
    "gone", [{"sealed": True}, {"off": True}, {"skipped": True, "value": None}, {"let_go": True, "value": None}]
)
def test_what_is_closed_let_go_skipped_or_off_is_no_letter(gone: dict[str, object]) -> None:
    noted = {"added": (Added(DAY, "A note."),)} if "sealed" not in gone and "off" not in gone else {}
    assert not letters(FACTS, [sitting(a=replace(letter(), **gone, **noted))]).chapters  # type: ignore[arg-type]


def test_a_plan_in_one_sentence_is_a_letter_only_when_somebody_made_it_theirs() -> None:
    plan = letter("If I get stuck, then I will ring Mara.", assembled=True)
    assert not letters(FACTS, [sitting(a=plan)]).chapters
    assert letters(FACTS, [sitting(a=replace(plan, assembled=False))]).chapters
    assert letters(FACTS, [sitting(a=replace(plan, added=(Added(DAY, "I did."),)))]).chapters
    assert letters(FACTS, [sitting(a=letter("It is hard. So rest.", assembled=True))]).chapters


def test_a_run_that_has_a_name_gives_it_to_its_letter() -> None:
    facts = replace(FACTS, run_titles={("small", "own"): "title"})
    (chapter,) = letters(facts, [sitting(title=Answer("?", "line", value="The river"), a=letter())]).chapters
    assert (chapter.title, chapter.of) == ("The river", "Title of own")


def test_two_letters_of_one_exercise_say_which_they_are() -> None:
    two = [letter(called="the page"), letter(called="to somebody else"), letter()]
    titles = [(one.title, one.of) for one in letters(FACTS, [sitting(a=two[0], b=two[1], c=two[2])]).chapters]
    assert titles == [("The page", "Title of own"), ("To somebody else", "Title of own"), ("Title of own", "")]
    assert [one.title for one in letters(FACTS, [sitting(a=two[0])]).chapters] == ["Title of own"]


@pytest.mark.parametrize("setting", [Setting(), Setting("letter", large=True)])
def test_on_paper_each_stands_alone_with_what_it_is_and_no_question(setting: Setting) -> None:
    long = "\n\n".join(f"Paragraph {number}, and some more words that make it a long one." for number in range(60))
    printout = letters(
        FACTS,
        [sitting(a=letter("Dear you,\n\nit is hard. And now,"), b=letter(long, 23), c=letter("Last,\nand least.", 24))],
    )
    made = pypdf.PdfReader(io.BytesIO(pdf.render(printout, setting)))
    cover, first, *middle, last, people = (page.extract_text() for page in made.pages)
    assert "The novel" in cover and "hard" not in cover
    assert first.startswith("Title of own\n22 November 2026\nDear you,")
    assert len(middle) > 1 and middle[0].startswith("Title of own\n23 November 2026")
    assert last.startswith("Title of own\n24 November 2026\nLast,\nand least.")
    assert "112" in people
    assert not any("Your letter." in page.extract_text() for page in made.pages)
    assert [one.title for one in made.outline][:3] == ["Title of own"] * 3  # type: ignore[union-attr]


def test_in_html_the_letters_have_a_cover_and_no_contents() -> None:
    page = html.render(letters(FACTS, [sitting(a=letter(), b=letter(day=23), c=letter(day=24))])).decode()
    assert '<main class="letters">' in page and '<header class="cover">' in page and "<nav" not in page
    assert page.count('<article class="own-page">') == 3 and "<h3" not in page
    assert markdown.render(letters(FACTS, [sitting(a=letter())])).decode().count("\n> ") == 3
