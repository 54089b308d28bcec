"""The one-page plan: the author's template over the whole book. It is for the person's own desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.days import full_day
from ..model.known import Known
from ..model.sitting import Sitting, earlier_of
from ..model.wording import Text, assemble
from .book import Facts
from .printout import Chapter, Entry, Printout, Prose

TITLE = "What comes next"


def plan(
    facts: Facts, sittings: Iterable[Sitting], templates: Mapping[str, Text], *, only: frozenset[str] = frozenset()
) -> Printout:
    """The plan of every pack that has one, by the pack's id. A line without its answers is left out.

    Private answers stand in it where the author put them: it is for nobody else. Sealed ones do not.
    """
    chosen = [one for one in sittings if not only or one.exercise in only]
    said = [words for pack, template in templates.items() if (words := _said(template, pack, chosen))]
    entries = tuple(Entry("", Prose(words)) for words in said)
    return Printout(
        title=facts.title,
        dates=full_day(facts.today),
        language=facts.language,
        chapters=(Chapter("", TITLE, "", True, entries),) if entries else (),
        people=facts.people,
        made=facts.today,
        form="page",
    )


def _said(template: Text, pack: str, sittings: list[Sitting]) -> str:
    return assemble(template, Known({}, earlier_of(sittings, pack)).answer) or ""
