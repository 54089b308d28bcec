"""The one-page plan: the author's template over the whole book. It is for the person's own desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ..model.days import full_day, spoken_day
from ..model.known import Known
from ..model.sitting import Sitting, days_ahead, earlier_of
from ..model.waiting import Waiting
from ..model.wording import Text, assemble
from .book import Facts
from .printout import Bullets, Chapter, Entry, Printout, Prose

TITLE = "What comes next"


def plan(
    facts: Facts, sittings: Iterable[Sitting], templates: Mapping[str, Text], *, only: frozenset[str] = frozenset()
) -> Printout:
    """The plan of every pack that has one, by the pack's id. A line without its answers is left out.

    Private answers stand in it where the author put them: it is for nobody else. Sealed ones do not.
    """
    chosen = [one for one in sittings if not only or one.exercise in only]
    said = [words for pack, template in templates.items() if (words := _said(template, pack, chosen))]
    entries = [Entry("", Prose(words)) for words in said]
    # What has its day stands there by itself: no template could name the days of a table.
    named = {day for one in chosen for day in days_ahead(one, facts.today - timedelta(days=1))}
    # A question that waits for nobody in particular does not go on asking on paper when its day is past.
    ahead = sorted((one for one in named if one.day >= facts.today), key=_by_day)
    if ahead:
        entries.append(Entry("Days ahead", Bullets(tuple(f"{spoken_day(one.day)}: {one.called}" for one in ahead))))
    return Printout(
        title=facts.title,
        dates=full_day(facts.today),
        language=facts.language,
        chapters=(Chapter("", TITLE, "", True, tuple(entries), is_plan=True),) if entries else (),
        people=facts.people,
        made=facts.today,
        form="page",
    )


def _said(template: Text, pack: str, sittings: list[Sitting]) -> str:
    return assemble(template, Known({}, earlier_of(sittings, pack)).answer) or ""


def _by_day(one: Waiting) -> tuple[date, str]:
    return one.day, one.called
