"""What an earlier book has for another no: the plan as a sentence, and what stays true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from anysitting import EVENING, RICH
from hypothesis import given
from hypothesis import strategies as st
from smallpack import small

from workbook.library.library import Library
from workbook.model.anotherno import StaysTrue, page_of, plan_in, sentence, stays_true
from workbook.model.answers import Added, Answer
from workbook.model.newbook import page_from, takes_a_page
from workbook.model.sitting import Sitting

ASK = "Finish the sentence. If another no comes, then for the first hour I will …"
DAY = date(2026, 12, 6)


def sitting(**answers: Answer) -> Sitting:
    return replace(RICH, answers=answers, private=False)


@pytest.mark.parametrize(
    ("ask", "words", "read"),
    [
        (ASK, "walk to the river", ("If another no comes, then for the first hour I will walk to the river",)),
        (ASK, "… ring Mara.", ("If another no comes, then for the first hour I will ring Mara.",)),
        ("I will ...", "rest", ("I will rest",)),
        ("What will you do?", "rest", ("What will you do?", "rest")),
    ],
)
def test_it_reads_as_a_sentence_where_the_question_breaks_off(ask: str, words: str, read: tuple[str, ...]) -> None:
    assert sentence(ask, words) == read


@given(st.text(), st.text().filter(lambda words: words.strip()))
def test_no_word_of_theirs_is_lost_in_it(ask: str, words: str) -> None:
    assert words.strip().lstrip("….").strip() in " ".join(sentence(ask, words))


def test_the_newest_plan_that_still_speaks_counts() -> None:
    plan = Answer(ASK, "line", value="walk", day=DAY, returns="another-no")
    older = replace(plan, value="ring", day=DAY - timedelta(days=1))
    sealed = replace(plan, day=DAY + timedelta(days=1), sealed=True)
    plain = replace(plan, day=DAY + timedelta(days=2), returns=None)
    found = plan_in([sitting(a=sealed, b=plan), sitting(a=older, c=plain)])
    assert found is not None
    assert (found.day, found.words) == (DAY, ("If another no comes, then for the first hour I will walk",))
    assert plan_in([sitting(a=sealed, c=plain)]) is None


def test_what_was_kept_and_still_speaks_stays_true() -> None:
    kept = Answer("What holds?", "text", value="Two read it.", called="what holds", day=DAY, keep=True)
    later = replace(kept, called="", private=True, day=DAY + timedelta(days=1), added=(Added(DAY, "And one more."),))
    gone = replace(kept, let_go=True, value=None)
    lines = stays_true([sitting(b=later, a=kept, c=gone, d=replace(kept, keep=False))])
    assert lines == (
        StaysTrue("what holds", "Two read it.", DAY, False),
        StaysTrue("What holds?", "Two read it.\nAnd one more.", DAY + timedelta(days=1), True),
    )
    assert page_of(lines[:1]) == "what holds, 6 December 2026\nTwo read it."


def test_a_page_of_ones_own_takes_them(tmp_path: Path) -> None:
    steps = "  - {id: title, kind: line, core: true}\n  - {id: page, kind: text, core: true}\n"
    steps = steps.replace("}", "}").replace("{", "").replace("}", "").replace(", ", "\n    ")
    steps = steps.replace("core: true", "core: true\n    ask: What is it?")
    library = Library((small(tmp_path, steps),))
    exercise = library.load(library.heading("first"))
    assert takes_a_page(exercise)
    page = page_from(exercise, "From “the novel”", "what holds\nTwo read it.", EVENING, private=True)
    assert page.finished == EVENING
    assert page.answers["title"].value == "From “the novel”"
    assert (page.answers["page"].value, page.answers["page"].private) == ("what holds\nTwo read it.", True)
