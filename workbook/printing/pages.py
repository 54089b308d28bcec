"""How many pages a PDF of ours has."""

from __future__ import annotations

import re

_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def pages_in(pdf: bytes) -> int:
    """The pages of a PDF as the typesetter writes it: it has no packed objects, so each can be seen."""
    return len(_PAGE.findall(pdf))
