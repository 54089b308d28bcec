"""Which paper somebody has at home, as far as the surroundings tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .setting import Paper

_LETTER = frozenset(("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"))
"""Where Letter is in the drawer. Source: Unicode CLDR, supplemental data, paper sizes by territory."""
_TERRITORY = re.compile(r"[A-Za-z]{2,3}_([A-Z]{2})(?![A-Za-z])")


def usual_paper(environ: Mapping[str, str]) -> Paper:
    """The paper of the territory that the locale names for paper; A4 where it names none.

    `LC_ALL` goes before `LC_PAPER`, and that before `LANG`, as everywhere.
    """
    named = next((words for name in ("LC_ALL", "LC_PAPER", "LANG") if (words := environ.get(name))), "")
    found = _TERRITORY.match(named)
    return "letter" if found and found[1] in _LETTER else "a4"
