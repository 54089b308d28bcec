"""The content that ships can be read by somebody who left school early, or is too tired for long words."""

from __future__ import annotations

import re

import pytest
import textstat
from shipped import EXERCISES, PACK, Shown, count, shown, shown_of_pack

GRADE = 8.0
"""Years of school (Flesch-Kincaid): readers of twelve to fourteen are in grades six to eight."""
HARD = 13.0
"""No single sentence is as hard as this: a mean of many short ones would hide it."""


def running(*texts: Shown) -> list[str]:
    """The sentences of an exercise's questions, hints, notes and reasons, in every wording.

    Titles, options and heads of columns are no sentences, and examples are often half of one: they are short, and would
    make the rest look easier than it is. What stands on the page of methods alone is left out too.
    """
    whole = [one.words for one in texts if one.whole and not one.figures and not one.at.endswith("example")]
    found = [each.strip() for words in whole for each in re.split(r"(?<=[.!?…])\s+|\n\n", words)]
    return [one if one[-1] in ".!?" else one.rstrip(":;…, ") + "." for one in dict.fromkeys(found) if one]


def grade(*texts: str) -> float:
    return float(textstat.flesch_kincaid_grade(" ".join(texts)))


def hardest(texts: list[str]) -> list[tuple[float, str]]:
    """The sentences of more than five words with their grades, the hardest first."""
    return sorted(((grade(one), one) for one in texts if count(one) > 5), reverse=True)


def told(graded: list[tuple[float, str]]) -> str:
    return "".join(f"\n  {number:4.1f}  {sentence}" for number, sentence in graded)


@pytest.mark.parametrize("id", [*EXERCISES, PACK.id])
def test_an_exercise_is_plain_reading(id: str) -> None:
    texts = running(*(shown(EXERCISES[id]) if id in EXERCISES else shown_of_pack()))
    found = grade(*texts)
    assert found <= GRADE, f"{id} reads like grade {found:.1f}; its hardest sentences:{told(hardest(texts)[:5])}"
    hard = [one for one in hardest(texts) if one[0] > HARD]
    assert hard == [], f"{id} has sentences that are too hard:{told(hard)}"


def test_hard_words_and_long_sentences_are_seen() -> None:
    plain = running(Shown("hint", 30, "Say what happened. Use the words that come first, and stop when you like."))
    hard = running(Shown("hint", 30, "Articulate the considerations underlying the committee's determination."))
    assert grade(*plain) < 4 < GRADE < HARD < grade(*hard)
    assert hardest(plain + hard)[0][1] == hard[0]


def test_whole_sentences_are_measured() -> None:
    assert running(Shown("title", 7, "A title", whole=False), Shown("thought: example", 35, "the long wait")) == []
    assert running(Shown("ask", 25, "Finish it. If … then: what?")) == ["Finish it.", "If.", "then: what?"]
    assert running(Shown("hint", 30, "One thing"), Shown("hint", 30, "One thing")) == ["One thing."]
