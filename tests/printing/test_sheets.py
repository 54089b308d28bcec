"""Empty sheets: every exercise is complete on paper, and says in words what the program does by itself."""

from __future__ import annotations

import datetime
import io
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
import yaml
from authored import EVERYTHING, authored
from pdfsight import Sight
from proofread import (
    faults,
    frame,
    headless_tables,
    not_accessible,
    outside,
    overlapping,
    parted_rows,
    unparagraphed,
    wrong_bookmarks,
    wrong_file,
    wrong_tags,
)
from shipped import CONTENT
from test_printing_golden import holds

from workbook.desk.sheets import empty_sheets
from workbook.library.library import Library
from workbook.model.exercise import Exercise
from workbook.printing import asjson, html, markdown, pdf, plain
from workbook.printing.printout import Printout
from workbook.printing.room import Gaps, Hole
from workbook.printing.setting import Setting
from workbook.printing.sheets.blank import blank

DAY = datetime.date(2026, 11, 22)
MARGINS = frame(side=17.5, top=14, bottom=17)


@cache
def sheets(*only: str, content: Path = CONTENT) -> Printout:
    return empty_sheets(Library((content,)), DAY, frozenset(only))


def exercise(steps: str, more: str = "", id: str = "tried") -> Exercise:
    """An exercise of steps in braces: short in a test, and written in a file as authors write them."""
    read = [{"core": "true", **one} for one in yaml.load(steps, yaml.CBaseLoader)]
    return authored(yaml.safe_dump(read, sort_keys=False, allow_unicode=True, width=1000), more, id)


def on_paper(steps: str, more: str = "", others: tuple[Exercise, ...] = ()) -> str:
    """A sheet as text, on one line for each of its paragraphs and without the room to write."""
    find = {one.id: one for one in others}.get
    chapter = blank(exercise(steps, more), find)
    printed = Printout("Tried", "", "en", (chapter,), (), DAY, form="sheets")
    said = re.split(r"\n\n+", plain.render(printed, 1000).decode())
    return "\n".join(" ".join(one.split()) for one in said if one.strip("_ \n"))


FIRST = """
- {id: first, kind: choice, ask: "Was there a reply?", options: {yes: "yes", no: "no", machine: only a machine}}
"""


def test_it_says_what_it_is_for_and_that_one_may_stop() -> None:
    said = on_paper(FIRST, "intro: Nothing has to be solved.\ncaution: Not tonight.\nprivate: true\n")
    for words in (
        "To be tried.",
        "About 10 minutes. Skip any question. Stop when you like. What you write here is for nobody but you, "
        "unless you say so.",
        "Nothing has to be solved.",
        "Not tonight.",
        "1. Was there a reply?",
        "Tick one.",
    ):
        assert words in said.split("\n")


def test_a_choice_sends_on_whoever_is_not_asked_what_comes_next() -> None:
    said = on_paper(
        FIRST
        + """
- {id: what, kind: line, ask: What was it?, when: {first: "yes"}}
- {id: wait, kind: line, ask: Since when?, when: {not: {first: "yes"}}}
- {id: last, kind: line, ask: And now?}
"""
    )
    assert "If “no” or “only a machine”, go to 3." in said
    # The choice has said it; but those for whom the second was find it said at the third.
    assert "Only if" not in said
    assert "Leave this out if you ticked “yes” at 1.\n3. Since when?" in said


def test_a_choice_may_be_the_last_question_for_some() -> None:
    said = on_paper(FIRST + '\n- {id: what, kind: line, ask: What was it?, when: {first: "yes"}}\n')
    assert "If “no” or “only a machine”, you are at the end of this page." in said


def test_whom_a_choice_has_sent_away_no_later_question_sends_again() -> None:
    said = on_paper(
        """
- {id: came, kind: choice, ask: What came of it?, options: {talked: we talked, no: they said no}}
- {id: learned, kind: list, ask: What did you learn?, when: {came: talked}}
- {id: more, kind: line, ask: Who else?, when: {came: talked}}
"""
    )
    assert "If “they said no”, you are at the end of this page." in said
    assert "only if" not in said.lower()


def test_what_is_copied_from_another_sheet_is_so_if_that_sheet_is_there() -> None:
    steps = "- {id: now, kind: choice, ask: Which now?, options: {from: elsewhere.held}}\n"
    assert "Choose from what you wrote at 1 of “Tried”, if you have that page, and copy it here." in on_paper(
        steps, others=(exercise("- {id: held, kind: list, ask: What holds?}", id="elsewhere"),)
    )


def test_options_are_named_in_full_where_something_depends_on_them() -> None:
    said = on_paper(
        """
- {id: how, kind: choices, ask: What helps?, options: {days: "write down days, words and who was there", ask: ask}}
- {id: where, kind: line, ask: Where?, when: {how: {includes: days}}}
"""
    )
    assert "Only if you ticked “write down days, words and who was there” at 1." in said


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{how: {at_least: 7}}", "Only if your number at 2 is 7 or more."),
        ("{how: {at_least: 3, at_most: 7}}", "Only if your number at 2 is 3 to 7."),
        ("{not: {how: {at_least: 7}}}", "Leave this out if your number at 2 is 7 or more."),
        ("{who: {answered: true}}", "Only if you wrote something at 3."),
        ("{who: {answered: false}}", "Only if you wrote nothing at 3."),
        ("{any: [{who: {answered: true}}, {how: {answered: true}}]}", "Only if you wrote something at 2 or 3."),
        ('{any: [{first: "yes"}, {first: machine}]}', "Only if you ticked “yes” or “only a machine” at 1."),
        ('{first: "yes", not: {who: {answered: true}}}', "Only if you ticked “yes” at 1 and you wrote nothing at 3."),
        ("{sitting: 2}", "For the second time."),
        ("{sitting: {at_least: 3}}", "From the third time on."),
    ],
)
def test_conditions_are_said_in_words(condition: str, words: str) -> None:
    said = on_paper(
        FIRST
        + f"""
- {{id: how, kind: scale, ask: How heavy is it?}}
- {{id: who, kind: line, ask: Who was there?}}
- {{id: last, kind: line, ask: And then?, when: {condition}}}
"""
    )
    assert f"{words}\n4. And then?" in said


def test_questions_in_a_row_for_the_same_people_say_so_once() -> None:
    said = on_paper(
        """
- {id: who, kind: line, ask: Who was it?}
- {id: a, kind: line, ask: What did they say?, when: {who: {answered: true}}}
- {id: b, kind: line, ask: What did you say?, when: {who: {answered: true}}}
"""
    )
    assert said.count("Only if") + said.count("only if") == 1
    assert "2 and 3: only if you wrote something at 1.\n2. What did they say?" in said


OTHER = exercise("- {id: held, kind: line, ask: What holds?, called: what holds}", id="elsewhere")


def test_what_would_be_carried_forward_is_copied_by_hand() -> None:
    said = on_paper(
        """
- {id: reasons, kind: list, ask: What led to it?, called: the reasons}
- {id: top, kind: choice, ask: Which one weighs most?, options: {from: reasons}}
- id: sorted
  kind: table
  ask: What is each?
  rows: {from: reasons}
  columns: [{id: cause, title: Kind, kind: choice, options: [fit, gap]}]
- {id: gap, kind: choices, ask: Which gap?, options: {from: sorted, where: {cause: gap}}}
- {id: now, kind: text, ask: "What of {top}?", pin: [reasons, elsewhere.held]}
""",
        others=(OTHER,),
    )
    assert "Choose from what you wrote at 1, and copy it here.\n2. Which one weighs most?" in said
    assert "Copy what you wrote at 1 into the first column.\n3. What is each?" in said
    assert "The reasons: " in said  # the head of that column
    assert "Choose from what you marked as “gap” at 3, and copy them here.\n4. Which gap?" in said
    assert "Look again at 2 and 1 (the reasons)." in said
    assert "Look at, if you have it: what holds (“Tried”, 1)." in said
    assert "5. What of ______?" in said


def test_days_are_said_as_they_lie_ahead() -> None:
    said = on_paper(
        """
- {id: day, kind: date, ask: When will you look?}
- {id: a, kind: line, ask: Did it come?, later: day}
- {id: b, kind: line, ask: Did it help?, later: "day|+7d"}
- {id: c, kind: line, ask: And a week on?, later: +7d}
- {id: d, kind: line, ask: What do you need?, return: +7d}
- {id: e, kind: line, ask: And if?, return: another-no}
"""
    )
    for words in (
        "On the day that you wrote at 1.\n2. Did it come?",
        "On the day that you wrote at 1; in a week, if you wrote none.\n3. Did it help?",
        "In a week, or later.\n4. And a week on?",
        "Put this page away, and read it again in a week.",
        "Keep it where you find it if another no comes.",
    ):
        assert words in said


def test_a_letter_has_gaps_for_what_stands_above() -> None:
    said = on_paper(
        """
- {id: who, kind: line, ask: Who is it?, called: their name}
- {id: words, kind: text, ask: What do you want to say?, called: what you want to say}
- {id: letter, kind: letter, ask: Your words., template: "Dear {who|you},\\n\\n{words}\\n\\nYours"}
"""
    )
    assert "Fill the gaps with your words from above." in said
    assert "Dear ____________ (their name, 1)," in said
    assert "____________ (what you want to say, 2)" in said
    assert said.endswith("Yours ____________ (your name)")


def _letter(template: str) -> Gaps:
    asked = """
- {id: name, kind: line, ask: Who?, called: the name, print: {lines: 1}}
- {id: snag, kind: line, ask: What?, called: the snag}
- {id: more, kind: text, ask: What more?, called: more}
- {id: day, kind: date, ask: When?, called: the day}
"""
    said = blank(
        exercise(f"{asked}- {{id: letter, kind: letter, ask: Your words., template: {json.dumps(template)}}}\n"), {}.get
    )
    body = said.entries[-1].body
    assert isinstance(body, Gaps)
    return body


def test_what_took_a_line_to_answer_has_a_line_of_its_own_in_a_letter() -> None:
    assert _letter("If {snag}, then I will {more}.").paragraphs == (
        (
            ("If ", Hole("the snag, 2", 1), ","),
            ("then I will ", Hole("more, 3", 2), "."),
        ),
    )
    assert _letter("I met {name} on {day}, I think.").paragraphs == (
        (("I met ", Hole("the name, 1"), " on ", Hole("the day, 4"), ", I think."),),
    )


def test_a_name_has_a_line_under_the_end_of_a_letter_and_what_comes_after_a_comma_has_lines() -> None:
    signed = _letter("It was {snag}.\n\nWith kind regards")
    assert signed.paragraphs[-1] == (("With kind regards",), (Hole("your name"),)) and not signed.lines
    assert _letter("It was {snag}.\n\nAnd now,").lines > 4


def test_what_a_gap_is_for_can_be_read() -> None:
    pages = Sight(pdf.render(sheets("wish-snag-plan"))).pages
    sizes = [run.size for page in pages for run in page.runs if "the snag, 3" in run.words]
    assert len(sizes) == 1 and sizes[0] > 7.9


def test_what_is_written_for_nobody_may_be_torn_up_which_is_said_once() -> None:
    free = "- {id: write, kind: text, ask: Write., let_go: true}\n- {id: more, kind: text, ask: More., let_go: true}\n"
    assert on_paper(free).count("tear it up") == 1
    note = "- {id: rule, kind: note, text: 'Keep it, or tear it up.'}\n"
    assert on_paper(note + free).count("tear it up") == 1


def test_a_note_loses_its_marks_and_keeps_what_stands_out() -> None:
    note = (
        "- {id: read, kind: note, minutes: 2, breathe: {in: 4, out: 6}, "
        'text: "**Rest** first. *Two polite questions* can wait, & 2 < 3."}\n'
    )
    assert on_paper(note).endswith(
        "Rest first. “Two polite questions” can wait, & 2 < 3.\n"
        "About 2 minutes.\n"
        "Breathe in while you count to 4, and out while you count to 6. A few times are enough."
    )
    printed = Printout("T", "", "en", (blank(exercise(note), {}.get),), (), DAY, form="sheets")
    assert "<strong>Rest</strong> first. <em>Two polite" in html.render(printed).decode()
    assert "**Rest** first. *Two polite questions*" in markdown.render(printed).decode()


def test_authors_have_other_words_for_paper() -> None:
    said = on_paper(
        """
- id: read
  kind: note
  text: Look away from the screen.
  print: {text: Look away from the page.}
- id: computer
  kind: note
  text: Somebody may read this computer.
  print: {leave_out: true}
- id: who
  kind: line
  ask: Who is it?
  hint: A name will do. It stands in your book.
  print: {lines: 1, without: [It stands in your book.]}
- {id: last, kind: line, ask: Which lines?, print: {ask: Which lines of your pages?, hint: Two will do.}}
"""
    )
    assert "Look away from the page." in said and "screen" not in said and "computer" not in said
    assert "1. Who is it?\nA name will do.\n2. Which lines of your pages?\nTwo will do." in said


def test_every_sentence_that_paper_leaves_out_is_one_that_stands_there() -> None:
    library = Library((CONTENT,))
    for heading in library.titles[0].headings:
        for step in library.load(heading).steps:
            words = [step, *step.wording.values()]
            texts = [part for one in words for key in ("ask", "hint", "text") for part in _parts(one, key)]
            for sentence in step.printing.without:
                assert any(sentence in text for text in texts), f"{heading.id}.{step.id}: {sentence}"


def _parts(step: object, key: str) -> list[str]:
    text = getattr(step, key, None)
    return [part for part in text.parts if isinstance(part, str)] if text is not None else []


def test_nothing_on_shipped_sheets_speaks_of_a_screen() -> None:
    screen = re.compile(r"\b(screens?|ctrl|press|your book|on your prints)\b", re.IGNORECASE)
    found = [line for line in plain.render(sheets(), 400).decode().split("\n") if screen.search(line)]
    # In the stories there is a press for books.
    assert [line for line in found if "small press" not in line and "The other press" not in line] == []


@pytest.mark.parametrize("name", ["thought-check", "kind-letter"])
def test_a_sheet_as_text(name: str) -> None:
    holds(f"sheet-{name}.txt", plain.render(sheets(name)))


def test_sheets_of_everything_are_in_every_format() -> None:
    book = sheets(content=EVERYTHING)
    said = (plain.render(book).decode(), markdown.render(book).decode(), html.render(book).decode())
    texts = (*said, asjson.render(book).decode())
    for words in (
        "Every kind of step",
        "Who could you call?",
        "Making Things",
        "quite calm",
        "Which steps come first?",
    ):
        assert all(words in text for text in texts), words
    for words in ("in your own words", "something else:", "Can't know:", "A line, day and night"):
        assert [words in re.sub("&#x27;", "'", text) for text in said] == [words != "in your own words"] * 3
    page = said[2]
    assert page.count('class="nearby"') == len(book.chapters)
    assert page.count("<li>0</li>") == 4 and page.count('class="box"') == 4 + 3 + 4 + 2 + 2 + 2
    assert "style=" not in page.partition("<body>")[2]


@cache
def paper(paper: str, large: bool) -> bytes:
    return pdf.render(sheets(), Setting("letter" if paper == "letter" else "a4", large))


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_every_shipped_sheet_has_at_most_two_pages(size: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(paper(size, False)))
    begins = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    pages = dict(zip(titles, (b - a for a, b in pairwise([*begins, len(reader.pages)])), strict=True))
    assert len(pages) == len(sheets().chapters) + 1
    assert {title: count for title, count in pages.items() if count > 2} == {}
    assert pages["A page of your own"] == 1


def test_every_sheet_of_a_set_has_people_to_talk_to_at_its_end_and_the_pages_that_the_contents_name() -> None:
    reader = pypdf.PdfReader(io.BytesIO(paper("a4", False)))
    texts = [page.extract_text() for page in reader.pages]
    begins = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    ends = [page - 1 for page in begins[2:]] + [len(texts) - 1]
    assert [at for at, text in enumerate(texts) if "findahelpline.com" in text and "112" in text] == ends
    contents = " ".join(texts[0].split())
    for chapter, first, last in zip(sheets().chapters, begins[1:], ends, strict=True):
        assert re.search(rf"{re.escape(chapter.title)} About .+? minutes?\. {first + 1}\b", contents)
        for at in range(first, last + 1):
            of = f", {at - first + 1} of {last - first + 1}" if last > first else ""
            assert " ".join(texts[at].split()).endswith(f"{chapter.title}{of} {at + 1}")


@pytest.mark.parametrize("name", ["ask-for-advice", "fit-or-gap", "own-page"])
def test_a_sheet_alone_has_people_to_talk_to_at_its_foot_and_no_more_pages(name: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf.render(sheets(name), Setting("letter")))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) == (1 if name == "own-page" else 2)
    assert "findahelpline.com" in texts[-1] and "112" in texts[-1]
    title = sheets(name).title
    assert title in texts[0] and texts[0].count(title) == 2  # and at the foot of the page


@pytest.mark.parametrize(("size", "large"), [("a4", False), ("letter", False), ("a4", True)])
def test_the_pages_are_as_they_should_be(size: str, large: bool) -> None:
    checks = (
        outside, overlapping, parted_rows, headless_tables, wrong_bookmarks, wrong_tags, unparagraphed, wrong_file,
        not_accessible,
    )  # fmt: skip
    assert faults(Sight(paper(size, large)), MARGINS, checks) == []


def test_every_question_of_every_sheet_is_on_paper() -> None:
    pages = pypdf.PdfReader(io.BytesIO(paper("a4", False))).pages
    said = "".join("".join(page.extract_text().split()) for page in pages)
    for chapter in sheets().chapters:
        for entry in chapter.entries:
            for words in (entry.ask, entry.hint, entry.example, *entry.cue, *entry.then):
                assert "".join(words.split()) in said, words
