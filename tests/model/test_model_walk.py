"""Through an exercise from its beginning to its end, without a screen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from authored import EVERYTHING, authored, of_everything
from walk import EVENING, Walker

from workbook.library.check import problems_of_pack
from workbook.library.folders import find
from workbook.model.answers import Answer, Pick, Picks, Table
from workbook.model.questions import KINDS
from workbook.model.sitting import Place
from workbook.model.walking import State

BRANCH = """
  - id: read
    kind: note
    core: true
    text: Read this first.
  - id: fork
    kind: choice
    core: true
    ask: Left or right?
    options: [left, right]
  - id: left
    kind: line
    core: true
    when: {fork: left}
    ask: What is on the left?
  - id: after
    kind: line
    when: {left: {answered: true}}
    ask: And behind it?
  - id: last
    kind: text
    ask: What else?
"""


def test_a_walk_needs_nothing_of_the_screen() -> None:
    root = Path(__file__).parent.parent.parent
    code = (
        "import sys; sys.path[:0] = ['tests', '.']; import walk; "
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich', 'yaml', 'click') "
        "or name.startswith('workbook.') and not name.startswith('workbook.model')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_pack_that_uses_everything_has_no_problem() -> None:
    assert problems_of_pack(find(EVERYTHING)) == ()


def test_every_kind_of_step_is_asked_and_answered() -> None:
    first = Walker(of_everything("every-kind"))
    day = EVENING.date()
    script = {
        "who": "Ruth.", "told": "One line.\nAnd another.", "ending": "my own words", "values": ["family", "friends"],
        "belief": 4, "felt": {"sad": 3, "calm": None}, "reasons": ["It drags.", "Too long"],
        "sorted": {"1": {"cause": "gap", "do": "Cut", "share": Decimal(30), "day": day}, "2": {"cause": "fit"}},
        "gaps": "1", "why": {"family": {"why": "They are there."}}, "plan": {"1": {"what": "Ring"}},
        "follow-up": day + timedelta(days=3),
    }  # fmt: skip
    shown = list(first.steps(script))
    assert {one.kind for one in shown} == set(KINDS)
    assert [one.id for one in shown] == [step.id for step in first.exercise.steps][: len(shown)]
    by_id = {one.id: one for one in shown}
    assert by_id["told"].asked.ask == "What would you say to Ruth?"
    assert by_id["gaps"].options[0].words == "It drags."
    assert [row.words for row in by_id["why"].rows] == ["family", "friends"]
    assert len(by_id["plan"].rows) == 3
    answers = first.sitting.answers
    assert answers["letter"].value == (
        "Dear Ruth,\n\nI thought of family and friends.\n- It drags.\n- Too long\nOne line.\nAnd another."
    )
    sorted_rows = answers["sorted"].value
    assert isinstance(sorted_rows, Table) and sorted_rows.remainder is not None
    assert (sorted_rows.remainder.words, sorted_rows.remainder.value) == ("Can't know", Decimal(70))
    ending = answers["ending"].value
    assert isinstance(ending, Picks) and (ending.picks[0].id, ending.picks[0].words) == ("other", "my own words")
    assert set(first.sitting.waiting) == {"came-back", "sent", "by-date"}
    assert first.sitting.finished == EVENING


def test_only_what_is_live_is_asked_and_counted() -> None:
    walker = Walker(authored(BRANCH))
    assert [step.id for step in walker.at.live()] == ["read", "fork", "last"]
    assert (walker.at.done(), walker.at.of()) == (0, 2)
    walker.answer("fork", "left")
    assert [step.id for step in walker.at.live()] == ["read", "fork", "left", "last"]
    # "And behind it?" counts before it can be asked: it only waits for an answer, whatever that is.
    assert (walker.at.done(), walker.at.of()) == (1, 4)
    assert (walker.sitting.done, walker.sitting.of) == (1, 4)
    assert [(one.number, one.of) for one in (walker.shown("read"), walker.shown("left"))] == [(0, 4), (2, 4)]
    walker.answer("left", None)
    assert (walker.at.done(), walker.at.of()) == (2, 3), "what it waited for was passed over"


def test_next_and_back_pass_over_what_is_not_asked() -> None:
    at = Walker(authored(BRANCH)).at
    ways = [(one.id if one else None) for one in (at.next("read"), at.next("fork"), at.next("last"), at.back("last"))]
    assert ways == ["fork", "last", None, "fork"]
    assert at.back("read") is None
    beyond, before = at.next("after"), at.back("after")
    assert beyond is not None and before is not None and (beyond.id, before.id) == ("last", "fork")


def test_a_branch_that_goes_keeps_its_answers_and_brings_them_back() -> None:
    walker = Walker(authored(BRANCH))
    walker.go({"fork": "left", "left": "A wood.", "after": "A hill."})
    walker.answer("fork", "right")
    left, after = walker.sitting.answers["left"], walker.sitting.answers["after"]
    assert (left.value, left.off, after.value, after.off) == ("A wood.", True, "A hill.", True)
    assert not left.speaks() and walker.at.states["after"] is State.OFF
    assert (walker.sitting.done, walker.sitting.of) == (2, 2)
    walker.answer("fork", "left")
    assert not walker.sitting.answers["left"].off and not walker.sitting.answers["after"].off
    assert walker.shown("after").answer == replace(after, off=False)


def test_what_is_left_empty_is_skipped_and_an_emptied_answer_is_untouched_again() -> None:
    walker = Walker(authored(BRANCH))
    assert "last" not in walker.sitting.answers
    walker.answer("last")
    skipped = walker.sitting.answers["last"]
    assert (skipped.skipped, skipped.value, skipped.day, skipped.ask) == (True, None, None, "What else?")
    assert skipped.dealt_with() and not skipped.speaks()
    walker.answer("last", "Something.")
    answered = walker.sitting.answers["last"]
    assert (answered.skipped, answered.value, answered.day) == (False, "Something.", EVENING.date())
    walker.type("last", "")
    assert "last" not in walker.sitting.answers


def test_the_first_day_stands_however_often_an_answer_is_changed() -> None:
    walker = Walker(authored(BRANCH))
    walker.answer("last", "One.")
    walker.now = EVENING + timedelta(days=2)
    walker.answer("last", "Two.")
    assert walker.sitting.answers["last"].day == EVENING.date()


def test_the_question_is_kept_as_it_was_asked() -> None:
    walker = Walker(authored("  - id: a\n    kind: line\n    core: true\n    ask: Old words?\n"))
    walker.answer("a", "Yes.")
    renewed = authored("  - id: a\n    kind: line\n    core: true\n    ask: New words?\n")
    later = Walker(renewed, walker.sitting)
    assert later.sitting.answers["a"].ask == "Old words?"
    assert later.shown("a").asked.ask == "New words?"
    later.answer("a")
    assert later.sitting.answers["a"].ask == "New words?"
    assert later.sitting.answers["a"].value == "Yes."


def test_minutes_left_shrink_with_what_is_done() -> None:
    walker = Walker(authored(BRANCH))
    assert walker.at.minutes_left() == 10
    walker.answer("fork", "right")
    assert walker.at.minutes_left() == 5
    walker.answer("last")
    assert walker.at.minutes_left() == 0


def test_the_short_version_asks_only_the_core_and_takes_its_share_of_the_time() -> None:
    walker = Walker(authored(BRANCH), short=True)
    assert walker.sitting.short
    assert walker.at.states["last"] is State.EXTRA
    assert walker.at.minutes_left() == 5
    assert walker.go({"fork": "left"}) == ["read", "fork", "left"]


def test_it_opens_at_its_place_or_as_near_as_can_be() -> None:
    walker = Walker(authored(BRANCH))
    for place, opened in ((None, "read"), ("last", "last"), ("left", "last"), ("gone", "fork")):
        walker.sitting = replace(walker.sitting, place=Place(place) if place else None)
        found = walker.at.resume()
        assert found is not None and found.id == opened


def test_a_measure_takes_its_words_from_the_pack_and_the_name_from_this_very_exercise() -> None:
    walker = Walker(of_everything("first-words"))
    shown = {one.id: one for one in walker.steps({"kind": "interview", "name": "the Thursday panel"})}
    assert shown["heavy"].asked.ask == "How heavy is the Thursday panel right now?"
    heavy = walker.sitting.answers["heavy"]
    assert heavy.measure == "heaviness" and heavy.skipped
    assert heavy.ends is not None and (heavy.ends.min, heavy.ends.max, heavy.ends.low) == (0, 10, "not at all")


def test_an_older_run_is_spoken_of_by_the_full_name_until_this_one_has_an_answer() -> None:
    walker = Walker(of_everything("first-words"))
    walker.answer("name", "the old name")
    again = Walker(of_everything("first-words"), run=2, earlier={"first-words.name": walker.sitting.answers["name"]})
    assert again.shown("heavy").asked.ask == "How heavy is the old name right now?"
    again.answer("name", "the new name")
    assert again.shown("heavy").asked.ask == "How heavy is the new name right now?"


def test_a_day_that_is_no_day_is_kept_as_it_was_written() -> None:
    walker = Walker(of_everything("every-kind"))
    walker.answer("follow-up", "when the leaves fall")
    assert walker.sitting.answers["follow-up"].value == "when the leaves fall"
    walker.answer("follow-up", date(2026, 12, 1))
    assert walker.sitting.answers["follow-up"].value == date(2026, 12, 1)


def test_questions_that_speak_of_answers_still_to_be_given_count_from_the_start() -> None:
    kinds = (
        ("felt", "choices", "What?", "    options: [sad, calm]\n"),
        ("strongest", "choice", "Which?", "    options: {from: felt}\n"),
        ("where", "line", '"Where is {strongest}?"', ""),
    )
    steps = "".join(
        f"  - id: {id}\n    kind: {kind}\n    core: true\n    ask: {ask}\n{more}" for id, kind, ask, more in kinds
    )
    walker = Walker(authored(steps))
    assert (walker.at.done(), walker.at.of(), len(walker.at.questions())) == (0, 3, 1)
    walker.answer("felt", Picks((Pick("sad", "sad"),)))
    assert (walker.at.done(), walker.at.of(), len(walker.at.questions())) == (1, 3, 2)
    skipped = Walker(authored(steps))
    skipped.answer("felt")
    assert (skipped.at.done(), skipped.at.of()) == (1, 1)


def test_a_note_about_earlier_answers_is_left_out_while_there_are_none() -> None:
    steps = """
  - id: words
    kind: note
    core: true
    pin: [kept]
    text: These are lines from your book.
  - id: see
    kind: line
    core: true
    ask: What do you see now?
"""
    assert Walker(authored(steps)).go() == ["see"]
    kept = {"landing.name": Answer("Its name?", "line", value="the novel", keep=True)}
    assert Walker(authored(steps), earlier=kept).go() == ["words", "see"]
