"""The words of the content that ships: short, calm, and none of those that hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook.library.folders import find, read_pack_at
from workbook.library.library import Library
from workbook.model.exercise import Exercise
from workbook.model.questions import AnyStep, Note, OptionWords, TableQuestion, Wording
from workbook.model.wording import Text

CONTENT = Path(__file__).parents[2] / "content"
LIBRARY = Library((CONTENT,))
EXERCISES = {heading.id: LIBRARY.load(heading) for pack in LIBRARY.titles for heading in pack.headings}
PACK = read_pack_at(CONTENT)

BANNED = re.compile(
    r"everything happens for a reason|stay positive|keep smiling|\bsilver lining|\bgrateful\b|\bgift\b|\bfailures?\b"
    r"|\bfailed\b|what went wrong|\bwell done\b|great job|good for you|\bcongrat|\bstreak|\bprogress\b|\bscore\b"
    r"|\bdon't worry\b|\bcheer up\b|\bmove on\b|\bget over\b|\bat least you\b|\bothers have it\b|\bjourney\b|\bheal\b"
    r"|\byou (?:should|must|have to)\b|\bof course\b|\bsimply\b|\bobviously\b|\beasily\b|\balways\b|\bnever fails\b"
    r"|\bjust (?:do|be|try|keep|think|write|network|relax|ask|start|remember|let|go|send|call|say)\b"
    r"|\bwill (?:help|make you|feel better)\b|\bproves?n?\b|\bshelf\b|\bsitting\b|\bsetback\b|\bgrowth mindset\b",
    re.IGNORECASE,
)
"""Blame, promises, praise, orders, words from the code."""


def plain(text: Text) -> str:
    """An author's text as somebody may read it; each answer counts as one word."""
    return "".join(part if isinstance(part, str) else (part.otherwise or "it") for part in text.parts)


def count(words: str) -> int:
    return len(re.findall(r"[\w'’&-]+", words))


def sentences(words: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?…:;])\s+|\n\n", words) if one.strip()]


def options(step: AnyStep) -> tuple[OptionWords, ...]:
    found = getattr(step, "options", ())
    return found if isinstance(found, tuple) else ()


def wordings(step: AnyStep) -> Iterator[tuple[str, AnyStep | Wording]]:
    yield "", step
    yield from step.wording.items()


def shown(exercise: Exercise) -> Iterator[tuple[str, int, str]]:
    """Every text that somebody reads: where it stands, how many words it may have, and the text."""
    yield "title", 7, exercise.title
    yield "purpose and intro", 60, f"{exercise.purpose} {plain(exercise.intro)}"
    yield "caution", 60, exercise.caution
    for rule in exercise.order:
        yield "order", 25, rule.why
    if exercise.evidence is not None:
        yield "evidence", 60, f"{exercise.evidence.claim} {exercise.evidence.caveat}"
    for step in exercise.steps:
        for kind, words in wordings(step):
            at = f"{step.id} {kind}".strip()
            for name, limit in (("ask", 25), ("hint", 30), ("text", 60), ("called", 8)):
                text = getattr(words, name, None)
                if isinstance(text, Text):
                    yield f"{at}: {name}", limit, plain(text)
            example = getattr(words, "example", None)
            if example is not None:
                yield f"{at}: example", 35, plain(example.says)
        for option in options(step):
            yield f"{step.id}: option {option.id}", 10, option.words
        for column in step.columns if isinstance(step, TableQuestion) else ():
            yield f"{step.id}: column {column.id}", 6, column.title


@pytest.mark.parametrize("id", EXERCISES)
def test_every_text_is_short_and_calm(id: str) -> None:
    wrong = []
    for at, limit, words in shown(EXERCISES[id]):
        if count(words) > limit:
            wrong.append(f"{at}: {count(words)} words, {limit} at most: {words}")
        wrong += [f"{at}: a sentence of {count(one)} words: {one}" for one in sentences(words) if count(one) > 20]
        if "!" in words or "%" in words:
            wrong.append(f"{at}: an exclamation mark, or a percentage: {words}")
        # What a study was about is said in the study's words.
        found = None if at == "evidence" else BANNED.search(words)
        if found:
            wrong.append(f"{at}: “{found[0]}”: {words}")
    assert wrong == []


@pytest.mark.parametrize("id", EXERCISES)
def test_the_short_version_is_read_in_a_few_minutes(id: str) -> None:
    exercise = EXERCISES[id]
    words = count(f"{exercise.title} {exercise.purpose} {plain(exercise.intro)} {exercise.caution}")
    for step in exercise.steps:
        if step.core:
            words += max(_words_of(step, each) for _, each in wordings(step))
            words += sum(count(option.words) for option in options(step))
            words += sum(count(column.title) for column in step.columns) if isinstance(step, TableQuestion) else 0
    assert words <= 450


def _words_of(step: AnyStep, words: AnyStep | Wording) -> int:
    texts = [getattr(words, name, None) or getattr(step, name, None) for name in ("ask", "hint", "text")]
    return sum(count(plain(text)) for text in texts if isinstance(text, Text))


@pytest.mark.parametrize("id", EXERCISES)
def test_what_it_rests_on_is_named_with_its_sources(id: str) -> None:
    evidence = EXERCISES[id].evidence
    if EXERCISES[id].run_title:
        # A page of one's own claims nothing.
        assert evidence is None
        return
    assert evidence is not None and evidence.claim and evidence.caveat
    assert evidence.sources or evidence.tested == "craft"
    assert all(re.search(r"\b(19|20)\d\d\b", source) for source in evidence.sources)


def test_every_question_has_a_hint_and_a_short_name() -> None:
    bare = [
        f"{exercise.id}.{step.id}"
        for exercise in EXERCISES.values()
        for step in exercise.steps
        if not isinstance(step, Note) and not getattr(step, "measure", "") and not (step.called and step.hint)
    ]
    assert set(bare) <= {"practice-loop.giver", "thought-check.belief"}, "a picked answer may speak for itself"


def test_no_two_exercises_share_a_title() -> None:
    titles = [one.title for one in EXERCISES.values()]
    assert len(titles) == len(set(titles)) == len(find(CONTENT).files)


def test_the_paths_say_what_is_true() -> None:
    numbers = {2: "two", 3: "three", 4: "four", 5: "five"}
    for path in PACK.paths:
        done = [id for day in path.days for each in day.do for id in each]
        assert set(path.short) <= set(done)
        assert [day.day for day in path.days] == sorted({day.day for day in path.days})
        assert all(len(day.do) <= 4 for day in path.days), "four exercises are all that a day has"
        if found := re.match(r"(\w+) short exercises", path.says):
            assert found[1] == numbers[len(done)] and len(path.days) == 1


def test_the_first_day_takes_a_quarter_of_an_hour() -> None:
    first = next(path for path in PACK.paths if path.id == "pause")
    minutes = 0.0
    for id in first.short:
        exercise = EXERCISES[id]
        asked = [step for step in exercise.questions() if step.later is None]
        minutes += exercise.minutes * sum(step.core for step in asked) / len(asked)
    assert 12 <= minutes <= 18
