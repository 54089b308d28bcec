"""The letters of the content that ships, read aloud: every branch, answers missing, answers as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from walk import EVENING, Walker

from workbook.library.library import Library
from workbook.model.answers import Answer, Pick, Picks
from workbook.model.exercise import Exercise
from workbook.model.sitting import days_ahead
from workbook.model.walking import next_exercise
from workbook.model.wording import assemble

LIBRARY = Library((Path(__file__).parents[2] / "content",))


def exercise(id: str) -> Exercise:
    return LIBRARY.load(LIBRARY.heading(id))


def letter(id: str, step: str, script: Mapping[str, object], *, short: bool = False) -> str | None:
    walker = Walker(exercise(id), short=short)
    walker.go(script)
    answer = walker.sitting.answers.get(step)
    value = answer.value if answer is not None else None
    assert value is None or isinstance(value, str)
    return value


SUNDAYS = {
    "was": "I wrote on Sundays, and told nobody",
    "took": "three years of Sundays",
    "then": "two lines came, on a Friday",
    "did": "I watered the plants",
}
TOLD = (
    "Before this happened, I wrote on Sundays, and told nobody. Getting that far took three years of Sundays. "
    "Then it happened: two lines came, on a Friday. Even then, I watered the plants."
)


@pytest.mark.parametrize(
    ("ending", "rest", "end"),
    [
        ("turned", "small presses", "So far, it has sent me another way. It points here: small presses."),
        ("turned", None, "So far, it has sent me another way."),
        (
            "taught",
            "I can ask sooner",
            "So far, it has taught me something. I would put it like this: I can ask sooner.",
        ),
        ("taught", None, "So far, it has taught me something."),
        (
            "loss",
            "the table by the window.",
            "So far, it is still a loss. This is what I miss: the table by the window.",
        ),
        ("loss", None, "So far, it is still a loss."),
        ("early", "whether I want it", "So far, it is too early to say. What I don't know yet: whether I want it."),
        ("early", None, "So far, it is too early to say."),
        ("a long winter", None, "So far, a long winter."),
        (None, None, ""),
    ],
)
def test_every_story_is_finished_and_ends_in_a_comma(ending: str | None, rest: str | None, end: str) -> None:
    script = {**SUNDAYS, **({"ending": ending} if ending else {}), **({ending: rest} if ending and rest else {})}
    assert letter("comma", "story", script) == " ".join(one for one in (TOLD, end, "And now,") if one)
    alone = {key: value for key, value in script.items() if key not in SUNDAYS}
    assert letter("comma", "story", alone) == (f"{end} And now," if end else None)


@pytest.mark.parametrize("missing", SUNDAYS)
def test_a_story_goes_without_any_of_its_sentences(missing: str) -> None:
    script = {key: value for key, value in SUNDAYS.items() if key != missing}
    told = letter("comma", "story", script, short=True)
    assert told is not None and told.endswith(" And now,")
    assert str(SUNDAYS[missing]) not in told
    assert "{" not in told and ".." not in told and "  " not in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"was": "I was a teacher.", "took": "courage.", "then": "They said no.", "did": "I rang Mara."},
            "Before this happened, I was a teacher. Getting that far took courage. Then it happened: They said no. "
            "Even then, I rang Mara. And now,",
        ),
        (
            {"was": "Alex was a teacher", "took": "a lot!", "then": "I got the mail...", "did": "nothing"},
            "Before this happened, Alex was a teacher. Getting that far took a lot! Then it "
            "happened: I got the mail... "
            "Even then, nothing. And now,",
        ),
    ],
)
def test_a_story_bears_what_people_type(typed: dict[str, str], told: str) -> None:
    assert letter("comma", "story", typed) == told


@pytest.mark.parametrize(
    ("script", "short", "said"),
    [
        (
            {
                "said": "Nobody will ever read it.",
                "voice": "friend",
                "callme": "M.",
                "hard": "you gave it three years",
                "others": "Tom papered a wall with his",
                "needed": "Two people read it to the end.\nOne agent said no to one book.",
            },
            False,
            "Dear M,\n\nThis is hard, and no wonder: you gave it three years.\n\n"
            "You are not the first: Tom papered a wall with his.\n\n"
            "Two people read it to the end.\nOne agent said no to one book.\n\nFrom a friend",
        ),
        (
            {"said": "x", "hard": "You gave it three years.", "needed": "You were well prepared"},
            True,
            "Dear you,\n\nThis is hard, and no wonder: You gave it three years.\n\nYou were well prepared\n\n"
            "From your own side",
        ),
        (
            {"hard": "I wanted it so much", "others": "my sister?", "voice": "older"},
            False,
            "Dear you,\n\nThis is hard, and no wonder: I wanted it so much.\n\nYou are not the first: my sister?\n\n"
            "From you, ten years on",
        ),
        (
            {"needed": "She did what she could.", "voice": "Grandma"},
            False,
            "Dear you,\n\nShe did what she could.\n\nFrom Grandma",
        ),
        ({"said": "Nobody will ever read it.", "voice": "friend", "callme": "M."}, False, None),
    ],
)
def test_the_kind_letter_reads_well(script: dict[str, object], short: bool, said: str | None) -> None:
    assert letter("kind-letter", "letter", script, short=short) == said


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            {"reason": "We carried that piano up four floors.", "now": "I'm looking around"},
            "Hello Mara,\n\nI thought of you the other day: We carried that piano up four floors. "
            "As for me: I'm looking around.\n\nHow are you? A line is plenty, whenever it suits you.\n\n"
            "All good wishes",
        ),
        (
            {"reason": "remember the piano?"},
            "Hello Mara,\n\nI thought of you the other day: remember the piano?\n\n"
            "How are you? A line is plenty, whenever it suits you.\n\nAll good wishes",
        ),
        ({}, "Hello Mara,\n\nHow are you? A line is plenty, whenever it suits you.\n\nAll good wishes"),
    ],
)
def test_the_message_is_short_and_asks_for_nothing_big(script: dict[str, object], said: str) -> None:
    written = letter("weak-ties", "message", {"names": ["Mara", "Tom"], "tie1": "1", **script})
    assert written == said
    assert len(written.split()) < 70


def test_nobody_named_means_no_message() -> None:
    walker = Walker(exercise("weak-ties"))
    assert walker.go() == ["names"]


def test_nobody_is_asked_for_an_answer_to_what_was_never_sent() -> None:
    script: dict[str, object] = {"names": ["Mara", "Tom"], "tie1": "1", "reason": "the piano"}
    kept = Walker(exercise("weak-ties"))
    kept.go(script)
    assert not kept.sitting.waiting
    sent = Walker(exercise("weak-ties"))
    sent.go({**script, "follow-up": EVENING.date() + timedelta(days=3)})
    assert {id: one.day.day for id, one in sent.sitting.waiting.items()} == {"sent": 23, "came-back": 25}
    sent.now += timedelta(days=3)
    sent.answer("sent", ["1"])
    sent.answer("came-back", "no")
    assert [one.id for one in sent.at.live()][-1] == "another"
    sent.answer("came-back", "yes")
    assert [one.id for one in sent.at.live()][-1] == "said"
    assert next_exercise(sent.at) == "wish-snag-plan"


def test_where_each_page_leads() -> None:
    heavy = Walker(exercise("landing"))
    heavy.go({"heavy": 9})
    assert next_exercise(heavy.at) == "mourning-window"
    light = Walker(exercise("landing"))
    light.go({"heavy": 4})
    assert next_exercise(light.at) == ""
    days_off = Walker(exercise("mourning-window"), earlier=happened("refused", heavy=9))
    days_off.go({"person": "Mara"})
    assert next_exercise(days_off.at) == "rest"
    days_off.now += timedelta(days=1)
    days_off.answer("doors", "holds")
    assert next_exercise(days_off.at) == "what-holds"
    kind = Walker(exercise("kind-letter"))
    kind.go({"hard": "it took years"})
    assert next_exercise(kind.at) == "rest"


def happened(kind: str, heavy: int | None = None) -> dict[str, Answer]:
    """What `landing` gave."""
    found = {"landing.kind": Answer("What happened?", "choice", value=Picks((Pick(kind, kind),)))}
    if heavy is not None:
        found["landing.heavy"] = Answer("How heavy?", "scale", value=heavy)
    return found


def test_the_days_off_end_with_three_ways_to_go_on() -> None:
    walker = Walker(exercise("mourning-window"), earlier=happened("laid-off"), short=True)
    end = EVENING.date() + timedelta(days=2)
    asked = walker.go({"window-end": end, "allowed": ["cry"]})
    assert asked == ["urgent", "window-end", "allowed", "not-raw", "person"]
    assert walker.sitting.waiting["doors"].day == end
    assert [one.day for one in days_ahead(walker.sitting, EVENING.date())] == [end], "the day stands once"
    walker.now += timedelta(days=2)
    assert [one.id for one in walker.at.live()][-1] == "doors"
    walker.answer("doors", "more")
    assert walker.at.next("doors") is not None
    walker.answer("until", end + timedelta(days=7))
    unhurried = Walker(exercise("mourning-window"), earlier=happened("refused"), short=True)
    assert unhurried.go({"person": "Mara"}) == ["window-end", "allowed", "not-raw", "person"]
    assert unhurried.sitting.waiting["doors"].day == date(2026, 11, 23), "who decides each day is asked on the next"
    only_looked = Walker(exercise("mourning-window"), earlier=happened("refused"), short=True)
    only_looked.go()
    assert not only_looked.sitting.waiting


def test_without_feedback_there_is_a_gentle_way_out() -> None:
    walker = Walker(exercise("feedback-sorter"), earlier=happened("no-reply"))
    assert walker.go() == ["nothing-said", "said", "no-words"]


def test_the_gravel_is_asked_about_where_nothing_is_gold() -> None:
    said = {"said": ["It drags in the middle.", "Not for our list."]}
    gravel = Walker(exercise("feedback-sorter"), earlier=happened("refused"))
    asked = gravel.go({**said, "sorted": {"1": {"sort": "gravel"}, "2": {"sort": "not-mine"}}, "grain": "1"})
    assert asked == ["said", "sorted", "grain", "repeats"]
    gold = Walker(exercise("feedback-sorter"), earlier=happened("refused"))
    asked = gold.go({**said, "sorted": {"1": {"sort": "gold"}, "2": {"sort": "not-mine"}}, "gold": "1"})
    assert asked == ["said", "sorted", "gold", "repeats"]
    nothing = Walker(exercise("feedback-sorter"), earlier=happened("refused"))
    assert nothing.go({**said, "sorted": {"1": {"sort": "not-mine"}}}) == ["said", "sorted", "repeats"]


ASKED: dict[str, object] = {
    "who": "decided",
    "to": "Ms Low",
    "valued": "reading it to the end.",
    "first": "strengthen",
    "second": "keep",
}


@pytest.mark.parametrize(
    ("step", "script", "said"),
    [
        (
            "mail",
            ASKED,
            "Hello Ms Low,\n\nThank you for reading it to the end.\n\nI know that the decision is "
            "made, and that you may "
            "not be free to answer. For next time, I would value your advice, in a line or two: "
            "What one thing would you "
            "advise me to strengthen?\n\nAnd if you have another minute: What would you keep as it "
            "is?\n\nWith kind regards",
        ),
        (
            "mail",
            {"who": "decided", "valued": "your time"},
            "Hello there,\n\nThank you for your time.\n\nWith kind regards",
        ),
        (
            "mail-other",
            {**ASKED, "who": "colleague", "second": None},
            "Hello Ms Low,\n\nThank you for reading it to the end.\n\nI am thinking about what comes next, and I would "
            "value your advice, in a line or two: What one thing would you advise me to "
            "strengthen?\n\nWith kind regards",
        ),
        (
            "mail-reader",
            {**ASKED, "who": "reader", "first": "lost"},
            "Hello Ms Low,\n\nThank you for reading it to the end.\n\nI have written something, and I would value your "
            "honest view. Would you read some pages, and tell me one thing: Where did you get "
            "lost, or want to stop?\n\n"
            "And if you have another minute: What would you keep as it is?\n\nIf it doesn't suit, that is quite all "
            "right.\n\nWith kind regards",
        ),
        ("mail", {**ASKED, "who": "field"}, None),
        ("mail-other", {**ASKED, "who": "reader"}, None),
        ("mail-other", ASKED, None),
        ("mail", {"who": "decided"}, None),
    ],
)
def test_asking_for_advice_is_a_few_lines_and_without_questions_a_thank_you(
    step: str, script: dict[str, object], said: str | None
) -> None:
    script = {key: value for key, value in script.items() if value is not None}
    happening = happened("refused") if step == "mail-reader" else {}
    walker = Walker(exercise("ask-for-advice"), earlier=happening)
    walker.go(script)
    answer = walker.sitting.answers.get(step)
    written = answer.value if answer is not None else None
    assert written is None or isinstance(written, str)
    assert written == said
    assert len((written or "").split()) <= 120


def test_no_answer_is_looked_for_where_nothing_was_sent_and_words_that_came_go_on_to_be_sorted() -> None:
    walker = Walker(exercise("ask-for-advice"))
    walker.go({**ASKED, "follow-up": EVENING.date() + timedelta(days=7)})
    assert next_exercise(walker.at) == "rest"
    walker.now += timedelta(days=7)
    walker.answer("came-back", "yes")
    walker.answer("said", ["Shorter in the middle.", "Vera is good."])
    assert next_exercise(walker.at) == "feedback-sorter"
    unsent = Walker(exercise("ask-for-advice"))
    unsent.go(ASKED)
    assert not unsent.sitting.waiting


TALK: dict[str, object] = {
    "who": "known",
    "to": "Mara",
    "me": "somebody who made campaigns on paper",
    "why": "your talk stayed with me",
    "learn": "a small press decides",
    "questions": ["week", "paid"],
}


def test_asking_for_a_talk_says_who_why_what_and_leaves_a_way_out() -> None:
    written = letter("short-chat", "mail", TALK)
    assert written == (
        "Hello Mara,\n\nI am somebody who made campaigns on paper. I thought of you because your talk stayed with me. "
        "I would like to understand how a small press decides.\n\nCould I ask you some questions, for "
        "twenty minutes, by phone "
        "or wherever suits you?\n- What does an ordinary week look like?\n- How do "
        "people earn a living with "
        "it?\n\nI am not asking for a job. If it doesn't suit, that is quite all right.\n\nWith kind regards"
    )
    assert letter("short-chat", "mail", {"who": "known", "to": "Mara"}) is None


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            {
                "behind": "whoever finishes in June",
                "told": "Close the old ones.\nYou owe nothing.",
                "helped": "a walk.",
            },
            "To whoever finishes in June:\n\nClose the old ones.\nYou owe nothing.\n\nWhat helped me a little: a walk. "
            "Something else may help you.\n\nFrom somebody who was there some weeks ago",
        ),
        (
            {"told": "Eat first."},
            "To somebody who is where I was:\n\nEat first.\n\nFrom somebody who was there some weeks ago",
        ),
        ({"promise": "write on Sundays"}, None),
    ],
)
def test_the_letter_that_is_passed_on(script: dict[str, object], said: str | None) -> None:
    assert letter("page-to-keep", "passed-on", script) == said


def test_what_is_unfair_is_not_turned_into_a_lesson() -> None:
    walker = Walker(exercise("fit-or-gap"), earlier=happened("passed-over"))
    rows = {"1": {"cause": "unfair", "share": 60}, "2": {"cause": "luck"}}
    asked = walker.go({"reasons": ["He plays golf with them.", "The budget."], "sorted": rows, "top": ["1"]})
    assert asked == ["reasons", "heaps", "sorted", "top", "lasting", "not-yours", "unfair", "fair"]
    assert next_exercise(walker.at) not in ("skill-bridge", "other-doors", "practice-loop")
    gap = Walker(exercise("fit-or-gap"), earlier=happened("interview"))
    gap.go({"reasons": ["The digital side."], "sorted": {"1": {"cause": "gap"}}, "gaps": ["1"], "top": ["1"]})
    assert next_exercise(gap.at) == "skill-bridge"
    fit = Walker(exercise("fit-or-gap"), earlier=happened("refused"))
    fit.go({"reasons": ["Their list."], "sorted": {"1": {"cause": "fit"}}, "fit": "a small list"})
    assert next_exercise(fit.at) == "other-doors"


def test_what_is_not_yours_to_learn_asks_for_no_goal() -> None:
    walker = Walker(exercise("not-yet"))
    assert walker.go({"cant": "get past the filter", "mine": "not-mine"}) == ["once", "cant", "mine", "not-mine"]
    assert next_exercise(walker.at) == "fit-or-gap"
    learner = Walker(exercise("not-yet"))
    assert learner.go({"cant": "plan it", "mine": "partly", "learngoal": "plan one page"}) == [
        "once", "cant", "mine", "learngoal", "by",
    ]  # fmt: skip
    assert next_exercise(learner.at) == "practice-loop"


def test_writing_for_nobody_asks_something_else_each_time_and_rests_afterwards() -> None:
    for run, step in ((1, "write"), (2, "write-again"), (3, "tell"), (4, "tell")):
        walker = Walker(exercise("let-it-out"), run=run)
        assert walker.go({"before": 5, step: "All of it."}) == ["before", "rule", step, "ground", "after"]
        assert next_exercise(walker.at) == "rest"
    heavy = Walker(exercise("let-it-out"))
    assert heavy.go({"before": 9}) == ["before", "too-much", "rule", "write", "ground", "after"]
    assert next_exercise(heavy.at) == "rest"


def test_the_story_that_was_closest_is_told_at_length_and_leads_on() -> None:
    for who, leads in (("alex", "skill-bridge"), ("sarah", "feedback-sorter"), ("michael", "step-back")):
        roads = Walker(exercise("three-roads"))
        roads.go({"companion": who})
        assert next_exercise(roads.at) == who
        story = Walker(exercise(who))
        story.go({"alike": "the stairs"})
        assert next_exercise(story.at) == leads
    nobody = Walker(exercise("three-roads"))
    nobody.go({"companion": "none"})
    assert next_exercise(nobody.at) == ""


@pytest.mark.parametrize(
    ("news", "leads"),
    [("said-yes", "close-book"), ("stopped", "close-book"), ("another", "new-book"), ("nothing", "weak-ties")],
)
def test_looking_again_leads_where_the_news_does(news: str, leads: str) -> None:
    walker = Walker(exercise("look-again"))
    walker.go({"news": news, "onward": "weak-ties"})
    assert next_exercise(walker.at) == leads


def test_the_words_are_those_for_what_happened() -> None:
    """Options and letters too: nobody who lost a post asks what to strengthen, nobody with a novel asks for a job."""
    laid_off = Walker(exercise("ask-for-advice"), earlier=happened("laid-off"))
    assert [one.id for one in laid_off.shown("who").options] == ["colleague", "customer", "field"]
    script: dict[str, object] = {"who": "colleague", "to": "Hanne", "valued": "those Mondays", "first": "good"}
    laid_off.go(script)
    mail = laid_off.sitting.answers["mail-other"].value
    assert isinstance(mail, str) and "My job has come to an end." in mail
    assert mail.count("What do you think I am good at?") == 1
    manager = Walker(exercise("ask-for-advice"), earlier=happened("passed-over"))
    manager.go({"who": "decided", "to": "Deborah", "valued": "telling me yourself", "first": "criteria"})
    mail = manager.sitting.answers["mail"].value
    assert isinstance(mail, str) and "Could we have twenty minutes?" in mail and "may not be free" not in mail
    novel = Walker(exercise("short-chat"), earlier=happened("refused"))
    novel.go(TALK | {"questions": ["choose"]})
    mail = novel.sitting.answers["mail"].value
    assert isinstance(mail, str) and "I am not sending you pages." in mail and "job" not in mail
    still_there = Walker(exercise("mourning-window"), earlier=happened("passed-over"))
    assert "allowed-there" in still_there.go({"person": "Mara"})


def test_the_practical_list_of_somebody_laid_off_comes_back_on_its_day() -> None:
    walker = Walker(exercise("mourning-window"), earlier=happened("laid-off"), short=True)
    end = EVENING.date() + timedelta(days=2)
    walker.go({"urgent": ["pay", "limit"], "window-end": end, "allowed": ["cry"]})
    assert {id: one.day for id, one in walker.sitting.waiting.items()} == {
        "seen-to": end, "next-of-these": end, "doors": end,
    }  # fmt: skip
    walker.now += timedelta(days=2)
    assert [one.words for one in walker.shown("seen-to").options] == [
        "the last pay", "a time limit for an appeal or a claim",
    ]  # fmt: skip
    walker.answer("seen-to", ["pay"])
    walker.answer("next-of-these", end + timedelta(days=2))
    assert days_ahead(walker.sitting, walker.now.date())[-1].day == end + timedelta(days=2)


@pytest.mark.parametrize(
    "typed", ["write one line", "I write one line.", "I'll write one line", "I will write one line"]
)
def test_whoever_finishes_a_sentence_with_the_whole_of_it_says_i_once(typed: str) -> None:
    said = letter("wish-snag-plan", "whole", {"snag": "I look at the mail", "then": typed})
    assert said == "If I look at the mail, then I will write one line."
    kept = letter("page-to-keep", "page", {"promise": typed, "page": None})
    assert kept is not None and "For the next month I will write one line." in kept
    answers = {"wish-snag-plan.then": typed, "wish-snag-plan.another-no": typed, "page-to-keep.promise": typed}
    pack = LIBRARY.whole_pack("resilience")
    assert pack is not None and pack.plan is not None
    plan = assemble(
        pack.plan, lambda name: Answer("?", "line", value=answers[str(name)]) if str(name) in answers else None
    )
    assert plan is not None
    assert [line.rstrip(".").rpartition("I will ")[2] for line in plan.split("\n\n")] == ["write one line"] * 3
