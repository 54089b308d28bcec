"""What a person puts beside an answer stays, whatever becomes of the answer, the exercise and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from anysitting import TEXTS
from authored import authored
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.answers import Added, Answer
from workbook.model.exercise import Exercise
from workbook.model.marking import is_for_one_alone, is_opened, marked, noted, notes, todays
from workbook.model.privacy import stays_private
from workbook.model.questions import AnyQuestion, Question
from workbook.model.recording import adopt, answered, begin, passed, settled
from workbook.model.sitting import Sitting
from workbook.model.walking import walk
from workbook.store.sittingfile import decode, encode

NOW = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))
STEPS = """
  - id: name
    kind: line
    core: true
    ask: Who?
  - id: told
    kind: text
    core: true
    ask: What happened?
  - id: letter
    kind: letter
    core: true
    ask: A letter.
    template: |-
      Dear {name},
  - id: after
    kind: line
    core: true
    ask: And then?
    default: letter
"""
OPEN = authored(STEPS)
PRIVATE = authored(STEPS, more="private: true\n")
SAID_OPEN = authored(STEPS.replace("ask: Who?", "ask: Who?\n    private: false"), more="private: true\n")
NO_EARLIER: Mapping[str, Answer] = {}


class Desk:
    """One exercise under way."""

    def __init__(self, exercise: Exercise = OPEN, earlier: Mapping[str, Answer] = NO_EARLIER) -> None:
        self.exercise = exercise
        self.earlier = earlier
        self.sitting: Sitting = begin(exercise, NOW)

    def step(self, id: str) -> AnyQuestion:
        found = self.exercise.step(id)
        assert isinstance(found, Question)
        return found

    def _at(self):  # type: ignore[no-untyped-def]
        return walk(self.exercise, self.sitting, self.earlier, NOW.date())

    def write(self, id: str, words: str | None) -> None:
        self.sitting = answered(self._at(), self.step(id), words, NOW)

    def go_on(self, id: str, offered: str | None = None) -> None:
        self.sitting = passed(self._at(), self.step(id), NOW, offered)

    def mark(self, id: str) -> None:
        self.sitting = marked(self._at(), self.step(id), NOW)

    def note(self, id: str, *texts: str) -> None:
        added = tuple(Added(NOW.date(), text) for text in texts)
        self.sitting = noted(self._at(), self.step(id), added, NOW)

    def open_again(self, exercise: Exercise | None = None) -> None:
        """Closed and opened, as from disk; perhaps the author has changed the exercise meanwhile."""
        self.exercise = exercise or self.exercise
        kept = replace(decode(encode(self.sitting))[0], pack=self.sitting.pack)
        self.sitting = settled(self.exercise, adopt(self.exercise, kept), self.earlier, NOW)

    def private(self, id: str) -> bool:
        answer = self.sitting.answers.get(id)
        if answer is None:
            return is_for_one_alone(self._at(), self.step(id))
        return stays_private(answer, self.sitting)


def test_a_mark_is_remembered_for_an_answer_that_is_not_there_yet() -> None:
    desk = Desk()
    desk.mark("told")
    assert not desk.sitting.answers["told"].dealt_with()
    desk.open_again()
    desk.write("told", "They said no.")
    desk.go_on("told")
    assert desk.private("told")
    assert (desk.sitting.done, desk.sitting.of) == (1, 4)


def test_a_mark_that_is_taken_back_leaves_nothing_behind() -> None:
    desk = Desk()
    desk.write("name", "Tom")
    before = desk.sitting
    for id in ("name", "told"):
        desk.mark(id)
        desk.mark(id)
        assert desk.sitting == before


def test_the_person_may_open_what_the_author_keeps_private_and_it_stays_open() -> None:
    desk = Desk(PRIVATE)
    desk.write("told", "They said no.")
    assert desk.private("told")
    desk.mark("told")
    desk.go_on("told")
    desk.open_again()
    assert not desk.private("told")
    assert is_opened(desk._at(), desk.step("told"))
    assert desk.private("name")


def test_the_person_may_keep_what_the_author_opens() -> None:
    desk = Desk(SAID_OPEN)
    desk.write("name", "Tom")
    assert not desk.private("name")
    desk.mark("name")
    desk.go_on("name")
    assert desk.private("name")


WAYS = ("write", "clear", "on", "skip", "again", "private", "open", "note", "no note")


@given(st.booleans(), st.sampled_from([OPEN, PRIVATE, SAID_OPEN]), st.lists(st.sampled_from(WAYS), max_size=8))
def test_what_the_person_has_said_outlives_everything(private: bool, first: Exercise, ways: list[str]) -> None:
    desk = Desk(first)
    if desk.private("name") is private:
        desk.mark("name")
    desk.mark("name")
    said = desk.sitting.answers.get("name")
    if said is None:  # it is as the author has it: then the author's word may change it
        return
    for way in ways:
        match way:
            case "write":
                desk.write("name", "Tom")
            case "clear":
                desk.write("name", None)
            case "on":
                desk.go_on("name", "offered")
            case "skip":
                desk.go_on("name")
            case "again":
                desk.open_again()
            case "private":
                desk.open_again(PRIVATE)
            case "open":
                desk.open_again(OPEN)
            case "note":
                desk.note("name", "mine")
            case _:
                desk.note("name")
        assert desk.private("name") is private


def test_what_takes_a_marked_answer_in_goes_with_it_and_comes_back() -> None:
    desk = Desk()
    desk.write("name", "Tom")
    desk.go_on("name")
    desk.go_on("letter", "Dear Tom,")
    desk.go_on("after", "Dear Tom,")
    assert not desk.private("letter")
    desk.mark("name")
    assert [desk.private(id) for id in ("name", "letter", "after")] == [True, True, True]
    desk.mark("name")
    assert [desk.private(id) for id in ("name", "letter", "after")] == [False, False, False]


def test_words_typed_just_now_are_followed_too() -> None:
    desk = Desk()
    at = desk._at()
    at = replace(at, sitting=answered(at, desk.step("name"), "Tom", NOW))
    at = replace(at, sitting=passed(at, desk.step("letter"), NOW, "Dear Tom,"))
    at = replace(at, sitting=marked(at, desk.step("name"), NOW))
    assert at.sitting.answers["letter"].private is True
    at = replace(at, sitting=marked(at, desk.step("name"), NOW))
    assert at.sitting.answers["letter"].private is None


def test_a_letter_that_the_person_has_opened_stays_open() -> None:
    desk = Desk()
    desk.write("name", "Tom")
    desk.mark("name")
    desk.go_on("letter", "Dear Tom,")
    assert desk.private("letter")
    desk.mark("letter")
    desk.open_again()
    assert not desk.private("letter")


def test_a_letter_made_of_words_that_became_private_elsewhere_is_so_when_it_is_opened() -> None:
    exercise = authored(STEPS.replace("{name}", "{other.name}"))
    open_words = {"other.name": Answer("Who?", "line", value="Tom")}
    desk = Desk(exercise, open_words)
    desk.go_on("letter", "Dear Tom,")
    assert not desk.private("letter")
    desk.earlier = {"other.name": replace(open_words["other.name"], private=True)}
    desk.open_again()
    assert desk.private("letter")


def test_an_emptied_letter_with_a_note_is_not_put_together_again() -> None:
    desk = Desk()
    desk.write("name", "Tom")
    desk.go_on("letter", "Dear Tom,")
    desk.note("letter", "mine")
    desk.write("letter", None)
    desk.open_again()
    assert desk.sitting.answers["letter"].value is None
    assert notes(desk.sitting.answers["letter"])


@given(st.lists(TEXTS, max_size=3), st.booleans(), TEXTS)
def test_notes_come_back_word_for_word_whatever_becomes_of_the_answer(texts: list[str], said: bool, words: str) -> None:
    desk = Desk()
    if said:
        desk.write("told", words)
    desk.note("told", *texts)
    for way in ("", "write", "clear", "skip"):
        if way == "write":
            desk.write("told", words)
        if way == "clear":
            desk.write("told", None)
        if way == "skip":
            desk.go_on("told")
        desk.open_again()
        answer = desk.sitting.answers.get("told")
        assert tuple(one.text for one in (answer.added if answer is not None else ())) == tuple(texts)


def test_a_note_that_is_taken_out_leaves_the_question_untouched() -> None:
    desk = Desk()
    before = desk.sitting
    desk.note("told", "mine")
    assert not desk.sitting.answers["told"].dealt_with()
    desk.note("told")
    assert desk.sitting == before


def test_todays_note_is_the_newest_of_today() -> None:
    days = [date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 22)]
    assert todays(tuple(Added(day, "x") for day in days), NOW.date()) == 2
    assert todays((Added(days[0], "x"),), NOW.date()) is None
