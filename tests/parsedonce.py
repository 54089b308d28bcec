"""Styles are parsed once for all apps of a run: parsing was a tenth of such a test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.css import stylesheet
from textual.css.model import RuleSet

_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
_colours: dict[int, tuple[dict[str, Any], int]] = {}
"""By the identity of what an app's theme means in styles: itself, so that it lives, and what tells it from others."""
_parse = stylesheet.parse


def put_in_place() -> None:
    """From now on what was parsed for one app is handed to the next."""
    stylesheet.parse = _once  # type: ignore[assignment]


def _once(
    scope: str, css: str, read_from: tuple[str, str], *, variable_tokens: dict[str, Any], **more: Any
) -> Iterable[RuleSet]:
    if id(variable_tokens) not in _colours:
        meant = hash(tuple((name, tuple(str(one.value) for one in found)) for name, found in variable_tokens.items()))
        _colours[id(variable_tokens)] = variable_tokens, meant
    key = (scope, css, read_from, _colours[id(variable_tokens)][1], *sorted(more.items()))
    if key not in _parsed:
        _parsed[key] = list(_parse(scope, css, read_from, variable_tokens=variable_tokens, **more))
    return _parsed[key]
