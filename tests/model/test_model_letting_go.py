"""What was written for nobody: the rules alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from anysitting import EVENING, SITTINGS, TEXTS
from authored import authored
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.answers import Added, Answer
from workbook.model.days import ordinal
from workbook.model.lettinggo import closed, is_closed, let_go, may_be_let_go, opened, words_in
from workbook.model.recording import answered, begin, passed
from workbook.model.sitting import Sitting
from workbook.model.walking import further_run, has_further_runs, walk

WRITE = authored("""
  - id: write
    kind: text
    core: true
    let_go: true
    when: {sitting: 1}
    ask: Write.
  - id: again
    kind: text
    core: true
    let_go: true
    when: {sitting: 2}
    ask: Write again.
  - id: more
    kind: text
    core: true
    ask: And?
""")
LATER = EVENING + timedelta(days=2)


@given(SITTINGS, st.sets(st.integers(0, 3)), TEXTS)
def test_only_the_words_go_and_letting_go_twice_is_letting_go_once(
    sitting: Sitting, which: set[int], note: str
) -> None:
    steps = [id for number, id in enumerate(sitting.answers) if number in which]
    after = let_go(sitting, steps, LATER)
    assert let_go(after, steps, LATER) is after
    for id, answer in after.answers.items():
        before = sitting.answers[id]
        if id in steps and before.value is not None:
            assert (answer.value, answer.let_go, answer.let_go_at, answer.sealed) == (None, True, LATER, False)
            assert not answer.speaks() and answer.dealt_with() and answer.added == before.added
        else:
            assert answer == before
    assert replace(after, answers=sitting.answers, place=sitting.place) == sitting


@given(SITTINGS)
def test_what_is_closed_speaks_nowhere_and_comes_back_as_it_was(sitting: Sitting) -> None:
    for id, answer in sitting.answers.items():
        shut = closed(sitting, id)
        assert not shut.answers[id].speaks()
        back = opened(shut, id).answers[id]
        assert replace(back, sealed=answer.sealed) == answer


def test_what_is_written_anew_and_taken_back_was_let_go_all_the_same() -> None:
    sitting = begin(WRITE, EVENING)
    step = WRITE.questions()[0]
    at = walk(WRITE, sitting, {}, EVENING.date())
    sitting = let_go(answered(at, step, "Words.", EVENING), ("write",), EVENING)
    at = walk(WRITE, sitting, {}, LATER.date())
    assert passed(at, step, LATER).answers["write"].let_go
    anew = answered(at, step, "Other words.", LATER)
    assert (anew.answers["write"].let_go, anew.answers["write"].let_go_at) == (False, EVENING)
    taken_back = answered(replace(at, sitting=anew), step, None, LATER).answers["write"]
    assert taken_back.let_go and taken_back.let_go_at == EVENING and taken_back.value is None


def test_words_are_what_could_be_let_go() -> None:
    answer = Answer("Write.", "text", value="Words.", added=(Added(EVENING.date(), "A note."),))
    assert words_in(answer) == "Words." and not is_closed(answer) and is_closed(replace(answer, sealed=True))
    assert words_in(replace(answer, value=" \n")) == "" == words_in(None) == words_in(replace(answer, skipped=True))
    assert [may_be_let_go(step) for step in WRITE.steps] == [True, True, False] and not may_be_let_go(None)


def test_there_is_a_next_time_as_long_as_it_asks_something_of_its_own() -> None:
    assert has_further_runs(WRITE) and not has_further_runs(
        authored("- {id: a, kind: note, text: Rest.}\n- id: b\n  kind: line\n  core: true\n  ask: What?\n")
    )
    assert [further_run(WRITE, run, {}, EVENING.date()) for run in (1, 2)] == [True, False]


def test_times_are_counted_in_words() -> None:
    said = [ordinal(number) for number in (2, 3, 10, 11, 12, 13, 21, 22, 103, 111)]
    assert said == ["second", "third", "tenth", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th"]
