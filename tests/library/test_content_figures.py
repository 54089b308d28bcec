"""What the exercises rest on: figures stand on the methods pages alone, each with its sources, in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from workbook.library.fields import keys_of
from workbook.library.folders import read_pack_at
from workbook.library.library import Library
from workbook.library.reader import read_exercise
from workbook.model.exercise import Evidence
from workbook.model.pack import Pack

CONTENT = Path(__file__).parents[2] / "content"
LIBRARY = Library((CONTENT,))
EXERCISES = {heading.id: LIBRARY.load(heading) for pack in LIBRARY.titles for heading in pack.headings}

FIGURE = re.compile(
    r"\d\s*%|\bper ?cent|[≈×±]|\b[dgrNnp]\s*[=<>]|\bodds\b|\beffect sizes?\b|\bsignifican(?:t|ce)\b|\bstatistical"
    r"|\b\d+ (?:in|out of|of the) \d+|\d[.,]\d|\b\d{3,} (?:graduates|people|persons|pupils|studies|tests|trials)\b",
    re.IGNORECASE,
)
"""A percentage or the size of an effect: to somebody desperate these are promises."""


def words_of(tree: object, at: str = "") -> list[tuple[str, str]]:
    """Every text of a file, with the keys that lead to it."""
    if isinstance(tree, dict):
        return [found for key, value in tree.items() for found in words_of(value, f"{at}/{key}")]
    if isinstance(tree, list):
        return [found for value in tree for found in words_of(value, at)]
    return [(at, str(tree))]


def in_file(path: Path) -> list[tuple[str, str]]:
    return words_of(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_figure_stands_on_the_methods_pages_alone(path: Path) -> None:
    apart = ("/evidence/figures", "/evidence/sources", "/methods", "/licence")
    wrong = [f"{at}: {words}" for at, words in in_file(path) if at not in apart and FIGURE.search(words)]
    assert wrong == []


@pytest.mark.parametrize(
    "words", ["It was 53% v 24%.", "d=.45 over all", "N = 585 people", "g≈.5", "2.67 times as often", "in 3 of the 7"]
)
def test_a_figure_is_seen(words: str) -> None:
    assert FIGURE.search(words)


@pytest.mark.parametrize("id", EXERCISES)
def test_the_figures_are_short_and_the_letters_in_them_explained(id: str) -> None:
    evidence = EXERCISES[id].evidence
    if evidence is None or not evidence.figures:
        return
    words = evidence.figures
    assert len(words.split()) <= 125 and "!" not in words
    if re.search(r"\b[dg] = ", words):
        assert "usual spread between people" in " ".join(words.split()), "what d or g counts in"
    if FIGURE.search(words):
        assert evidence.sources, "a figure comes from somewhere"


def test_the_pack_says_first_that_nobody_has_tested_it() -> None:
    methods = read_pack_at(CONTENT).methods
    assert methods.startswith("Nobody has tested this workbook.")
    assert len(methods.split()) <= 150 and "!" not in methods


def test_several_paragraphs_are_read_as_they_stand() -> None:
    text = (
        "title: A title\nminutes: 3\npurpose: To see\nevidence:\n  tested: others\n  claim: It helped.\n"
        "  figures: |-\n    Half of them, 50%: {this} stays.\n\n    And more.\n"
        "steps:\n  - id: a\n    kind: line\n    core: true\n    ask: Who?\n"
    )
    read = read_exercise(text.encode(), Path("here.yaml"))
    assert read.problems == ()
    assert read.exercise is not None and read.exercise.evidence is not None
    assert read.exercise.evidence.figures == "Half of them, 50%: {this} stays.\n\nAnd more."


def test_the_authors_reference_has_every_key_of_it() -> None:
    text = (CONTENT / "README.md").read_text("utf-8")
    assert f"`evidence: {{{', '.join(keys_of(Evidence))}}}`" in text
    assert [key for key in keys_of(Pack) if f"`{key}`" not in text] == []
