"""The content that ships keeps to its measures: short texts, a short version of a few minutes, paths that are true."""

from __future__ import annotations

import re

import pytest
from shipped import CONTENT, EXERCISES, PACK, Shown, count, options, plain, sentences, shown, shown_of_pack, wordings

from workbook.library.folders import find
from workbook.model.questions import AnyStep, Note, TableQuestion, Wording
from workbook.model.wording import Text


@pytest.mark.parametrize("id", EXERCISES)
def test_every_text_is_short(id: str) -> None:
    assert too_long(*shown(EXERCISES[id])) == []


def test_every_text_of_the_pack_is_short() -> None:
    assert too_long(*shown_of_pack()) == []


def too_long(*texts: Shown) -> list[str]:
    wrong = []
    for one in texts:
        if count(one.words) > one.limit:
            wrong.append(f"{one.at}: {count(one.words)} words, {one.limit} at most: {one.words}")
        wrong += [
            f"{one.at}: a sentence of {count(each)} words: {each}" for each in sentences(one.words) if count(each) > 20
        ]
    return wrong


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
