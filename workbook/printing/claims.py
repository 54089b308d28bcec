"""How it is said what an exercise rests on. The page that opens one shows it too, and needs nothing else of a print."""

from __future__ import annotations

from ..model.exercise import Evidence

TESTED = {
    "job-seekers": "It rests on something tested with people looking for work.",
    "others": "It rests on something tested with other people, or in one small trial.",
    "craft": "It comes from experience, not from tests.",
}
"""Said of `tested`, instead of a mark such as at school."""


def claim_of(evidence: Evidence) -> str:
    """What was seen, with its caveat behind it: never the one without the other."""
    return " ".join(filter(None, (evidence.claim, evidence.caveat)))
