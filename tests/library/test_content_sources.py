"""Every source of the content that ships has its authors, its year and where it appeared."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from shipped import EXERCISES

_NAME = r"(?:[A-Z]\. ?)*(?:(?:van|von|de|der|den|di|la|le) )*[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){0,2}"
SOURCE = re.compile(
    rf"(?P<authors>{_NAME}(?:, {_NAME})*(?:,? & {_NAME}| et al\.)?) (?P<year>(?:19|20)\d\d), "
    r"(?P<where>(?!doi:)[^\W\d].{3,})"
)
"""Authors, year and where: `Kross et al. 2014, J Pers Soc Psychol, doi:10.1037/a0035173`."""
DOI = re.compile(r"doi:10\.\d{4,9}/[^\s,]+$")


@pytest.mark.parametrize("id", EXERCISES)
def test_what_it_rests_on_is_named_with_its_sources(id: str) -> None:
    evidence = EXERCISES[id].evidence
    if EXERCISES[id].run_title:
        # A page of one's own claims nothing.
        assert evidence is None
        return
    assert evidence is not None and evidence.claim and evidence.caveat
    assert evidence.sources or evidence.tested == "craft"
    wrong = [source for source in evidence.sources if not sound(source)]
    assert wrong == [], "write authors, year, where: `Kross et al. 2014, J Pers Soc Psychol, doi:10.1037/a0035173`"


def sound(source: str) -> bool:
    """Whether a source can be found by what is written of it."""
    found = SOURCE.fullmatch(source)
    if not found:
        return False
    if ("doi" in source.lower() or "http" in source) and not DOI.search(source):
        return False
    journal = found["where"].split(", doi:")[0]
    return len(re.sub(r"[\d\s:;,.()-]", "", journal)) >= 3


def test_one_source_is_written_in_one_way() -> None:
    ways: dict[str, set[str]] = defaultdict(set)
    for exercise in EXERCISES.values():
        for source in exercise.evidence.sources if exercise.evidence else ():
            ways[DOI.search(source)[0] if DOI.search(source) else source.split(",")[0]].add(source)
    assert [sorted(each) for each in ways.values() if len(each) > 1] == []


@pytest.mark.parametrize(
    "source",
    [
        "Kross et al. 2014, J Pers Soc Psychol, doi:10.1037/a0035173",
        "Stone & Heen 2014, Thanks for the Feedback, Viking",
        "McManus, Van Doorn & Yiend 2012, J Behav Ther Exp Psychiatry, doi:10.1016/j.jbtep.2011.07.003",
        "van Hooft & Noordzij 2009, J Appl Psychol 94:1581-1590, doi:10.1037/a0017592",
        "C. Spera et al. 2013, Corporation for National and Community Service",
        "Liu, Huang & Wang 2014, Psychol Bull 140:1009-1041",
        "Pfrombeck et al. 2023, PNAS, doi:10.1073/pnas.2301532120",
    ],
)
def test_a_source_that_can_be_found_is_sound(source: str) -> None:
    assert sound(source)


@pytest.mark.parametrize(
    "source",
    [
        "Smith 2010",
        "Smith 2010, ",
        "Smith 2010, 12:3-4",
        "Smith 2010, doi:10.1037/a0035173",
        "Smith, Nature",
        "Smith, Nature 2010",
        "2010, Nature",
        "et al. 2010, Nature",
        "Smith 20010, Nature",
        "Smith 2010, Nature, doi:a0035173",
        "Smith 2010, https://example.org",
        "a study of 2010, Nature",
    ],
)
def test_a_source_that_nobody_could_find_is_not(source: str) -> None:
    assert not sound(source)
