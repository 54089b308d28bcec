"""The content that ships has no words that hurt, promise or hurry, and no fact that nobody looked up."""

from __future__ import annotations

import re

import pytest
from shipped import EXERCISES, Shown, shown, shown_of_pack

BANNED = {
    "a meaning that is laid upon it": (
        r"everything happens|happens for a reason|\bmeant to be\b|\bfor the best\b|blessing in disguise|silver lining"
        r"|bright side|\ba gift\b|\bthe gift\b|rejection is|\bredirection\b|\bgrateful\b|\bgratitude\b|wake-?up call"
        r"|could (?:be|have been) worse|\bat least you\b|\bothers have it\b|what doesn't kill"
    ),
    "cheer": (
        r"\b(?:stay|be|think) positive\b|positive (?:thinking|thoughts|attitude)|keep smiling|cheer up|chin up"
        r"|hang in there|\b(?:stay|be) strong\b|never give up|don't give up|don't quit|keep (?:striving|going)"
        r"|\bbounce back\b|you(?:'ve| have) got this|you can do (?:it|this)|believe in yourself|best (?:self|version)"
    ),
    "praise": (
        r"\bwell done\b|(?:great|good|nice) (?:job|work|going)\b|good for you|\bcongrat|\bbravo\b"
        r"|proud of (?:you|yourself)|\bbe proud\b|\bamazing\b|\bawesome\b|\bfantastic\b|\bimpressive\b|\bbrave of you\b"
    ),
    "a game": (
        r"\bstreak|\bprogress\b|\bscores?\b|\bbadges?\b|\bpoints? (?:earned|won)|\bearn(?:ed)? \d|\brewards?\b"
        r"|\blevel up|\bunlock|\bconfetti\b|\bleaderboard|\bwinners?\b|\blosers?\b|\bday \d+ of\b"
    ),
    "blame": (
        r"\bfailures?\b|\bfailed\b|(?<!not )\byour (?:fault|mistakes?)\b|what went wrong|what did you do wrong"
        r"|\bshould have\b|\btoo sensitive\b|\boverreact|\bself-pity\b|\bwallow|\bexcuses\b|\bvictim"
        r"|\bnegative (?:thoughts?|thinking|people)\b|\bthinking errors?\b|\btoxic\b"
    ),
    "an order": (
        r"(?<!\bdo )(?<!\bif )(?<!\bonly )(?<!\bwhat )\byou (?:should|must|need to|ought to|have to|had better)\b"
        r"|\bdon't worry\b|\bcalm down\b|\bmove on\b"
        r"|\bget over\b|\bforgive\b|\bsnap out\b|\bget a grip\b|\bpull yourself|\btoughen|\bman up\b"
        r"|\bthick(?:er)? skin|\bcomfort zone\b|\bput yourself out there\b"
    ),
    "hurry": (
        r"(?:^|[.!?:] )(?-i:Hurry)\b|\bhurry up\b|\basap\b|\bright away\b"
        r"|\blast chance\b|\brunning out\b|\bdon't miss (?:it|out|this|your)\b|\bfalling behind\b"
        r"|\boverdue\b|\bbehind schedule\b|\bcatch up\b"
    ),
    "making little of it": (
        r"\bof course\b|\bsimply\b|\bobviously\b|\beasily\b|\bit's easy\b|\bonly a (?:job|book|paper)\b|\bmerely\b"
        r"|(?:^|[.!?:] )(?-i:Just) (?!before|after)"
        r"|\bjust (?:a (?:job|book|paper|no)\b|ask|be|call|do|go|keep|let|network|relax|remember|say"
        r"|send|start|think|try|write)\b"
    ),
    "a promise": (
        r"\bwill (?:help|heal|pass|make you|feel better|get you|work out)\b"
        r"|you(?:'ll| will) (?:feel|be) (?:better|fine|ok)"
        r"|\bproves?n?\b|\bguarantee|\balways\b|\bnever fails\b|\bthe secret\b|\btransform"
        r"|\bheal(?:ing|s|ed)?\b|\bjourney\b|\bgrowth mindset\b|\bempower|\bthriv(?:e|ing)\b|\bcure[sd]?\b"
    ),
    "a diagnosis": (r"\bdiagnos|\bdisorder|\bsymptoms?\b|\bdepress(?:ed|ion)\b|\bat risk\b|\bsuicid|\bself-harm"),
    "words from the code": r"\bshelf\b|\bsittings?\b|\bsetback\b|\byaml\b",
    "an idiom": (
        r"\bball ?park\b|\btouch base\b|playing field|outside the box|low-hanging|piece of cake|square one"
        r"|hit the ground|next to nothing|plenty of fish|water under|\belephant in|\bsilver bullet|\bgame.?changer"
        r"|\bthe ropes\b|\bin the same boat\b|\bback in the saddle|\bup your sleeve|\bhomework\b"
    ),
    "presuming": (
        r"\byour (?:wife|husband|boyfriend|girlfriend|kids|children|parents|mother|father|degree)\b"
        r"|\bhe or she\b|\bhis or her\b|\b(?:s/he|he/she)\b|\bnormal people\b|\beveryone (?:knows|has|feels)\b"
        r"|\bhurts this much\b|\bwe all\b"
    ),
}
"""What no sentence of the content says, by what is wrong with it."""

STUDIED = re.compile(r"failures?|failed|scores?|depress(?:ed|ion)|right away", re.IGNORECASE)
"""What a study was about is said in the study's words."""
THEIRS = ("presuming",)
"""In an example somebody speaks of their own life: it may have a mother in it."""

UNCHECKED = {
    r"Granovetter": "weak ties in 1973",
    r"\bBeck\b|Greenberger|Padesky": "where the thought record comes from",
    r"0?[.,]1 (?:of a )?grade|tenth of a grade|grade points?": "what pupils gained by a mindset",
    r"Calcagno": "papers that were refused first",
    r"Caplan": "the first trial of the JOBS course",
    r"van Hooft,? .*2021|van Hooft et al\. 2021": "year and journal of a review",
    r"Adv(?:ances in)? Exp\S* Soc\S* Psychol\S* 38": "the volume of a review",
}
"""What was written down from memory. Who looks one up may take it out of here, and print it."""


def texts() -> list[tuple[str, Shown]]:
    found = [(id, one) for id, exercise in EXERCISES.items() for one in shown(exercise)]
    return found + [("pack", one) for one in shown_of_pack()]


def banned(words: str, *, study: bool = False, example: bool = False) -> list[str]:
    """What is wrong with some words, and the words."""
    found = []
    for what, pattern in BANNED.items():
        if example and what in THEIRS:
            continue
        for hit in re.finditer(pattern, words, re.IGNORECASE):
            if not (study and STUDIED.fullmatch(hit[0])):
                found.append(f"{what} (“{hit[0].strip()}”)")
    if "!" in words:
        found.append("an exclamation mark")
    return found


@pytest.mark.parametrize("id", [*EXERCISES, "pack"])
def test_no_text_has_a_phrase_that_hurts(id: str) -> None:
    wrong = [
        f"{one.at}: {', '.join(found)}: {one.words}"
        for one in (shown(EXERCISES[id]) if id in EXERCISES else shown_of_pack())
        if (found := banned(one.words, study=one.study, example="example" in one.at))
    ]
    assert wrong == [], "\n".join(wrong)


def test_nothing_that_was_written_down_from_memory_is_told_as_a_fact() -> None:
    told = [(id, one.words) for id, one in texts()]
    told += [
        (id, source) for id, exercise in EXERCISES.items() if exercise.evidence for source in exercise.evidence.sources
    ]
    wrong = [
        f"{id}: {what}: {words}"
        for id, words in told
        for pattern, what in UNCHECKED.items()
        if re.search(pattern, words)
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    "words",
    [
        "Everything happens for a reason!",
        "Stay positive and keep smiling.",
        "You failed the interview.",
        "Why do you feel like a failure?",
        "Science proves writing gets you hired.",
        "Great job! 3-day streak!",
        "Just network more.",
        "Turn your rejection into a gift.",
        "Well done for crying.",
        "You should thank them",
        "Next, just ask somebody.",
        "It will pass, and you will be fine.",
        "Rejection is nothing but redirection.",
        "What went wrong in the interview?",
        "Tell your wife first.",
        "You seem at risk.",
        "Hurry, the list closes",
    ],
)
def test_a_phrase_that_hurts_is_found(words: str) -> None:
    assert banned(words)


@pytest.mark.parametrize(
    "words",
    [
        "You don't have to find a lesson today.",
        "Start with what is true. Then look for one next step.",
        "They offered it to someone else.",
        "What did you say to yourself when you read it?",
        "In one small study it seemed to help. It may not for you.",
        "Saved. Come back whenever it suits you.",
        "Who is one person you half know and half like?",
        "Some people find something useful later. Some don't. Both are fine.",
        "Naming it just before working on it got in the way.",
        "One point a line. Nothing has to be decided.",
        "Just before a visit, or in a hurry, leave it.",
        "Read it aloud, and mark where I hurry. I don't miss the Mondays.",
        "What do you need to hear that is also true?",
        "Not just now? Leave it empty.",
    ],
)
def test_calm_words_are_left_alone(words: str) -> None:
    assert banned(words) == []


def test_words_of_a_study_and_of_somebodys_life_may_stand_where_they_belong() -> None:
    assert banned("After a failure it lowered effort.", study=True) == []
    assert banned("After a failure, write.") == ["blame (“failure”)"]
    assert banned("You had already told your mother.", example=True) == []
