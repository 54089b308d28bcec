"""Says in plain words why YAML could not be parsed, and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml.error import YAMLError

_ANY_START = (
    "a text with `: ` or ` #` inside, or one that begins with `{`, `[`, a quotation mark, `@`, `` ` ``, `%`, `*`, "
    "`&` or `!`, must stand in quotes"
)


def failure(error: YAMLError, text: str) -> tuple[int, str]:
    """Where in the text to look, as an index, and what to say about it."""
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    at = _index(getattr(error, "problem_mark", None), text)
    opened = _index(getattr(error, "context_mark", None), text) if context else at
    line = text[text.rfind("\n", 0, at) + 1 : at]
    char = text[at : at + 1]

    if "tab" in problem.split() or char == "\t" or "\t" in _margin(text, at):
        return at, "a tab stands where a line is indented; use spaces"
    if "quoted scalar" in context:
        return _quoted(problem, text, at, opened)
    if "mapping values" in problem:
        if ": " in line:
            return at, "a second `: ` in this line; a text with `: ` inside must stand in quotes"
        return at, (
            "the line is indented too far, or goes on with a text that has `: ` inside; "
            "such a text must stand in quotes"
        )
    if "document start" in problem and "\n..." in text[:at]:
        return at, "the file is over before this line (`...` ends it, or its text stands in quotes); take the rest out"
    if "block sequence entries" in problem:
        return at, "a list begins on a line of its own; a text that begins with `- ` must stand in quotes"
    if "cannot start any token" in problem:
        return at, f"a text that begins with {_shown(char)} must stand in quotes"
    if "block scalar" in context:
        return opened, "nothing but `-` or `+` may stand behind `|` or `>`; the text begins on the next line, indented"
    if "expected ':'" in problem:
        return opened, (
            "this line has no `: ` behind its key; a line that goes on with the text above must be indented like it"
        )
    for word, mark in (("alias", "*"), ("anchor", "&"), ("tag", "!"), ("directive", "%")):
        if word in context or word in problem or (word == "directive" and "incompatible" in problem):
            return opened, f"a text that begins with {_shown(mark)} must stand in quotes"
    if "flow" in context:
        return _flow(text, at, opened)
    return _block(text, at)


def _quoted(problem: str, text: str, at: int, opened: int) -> tuple[int, str]:
    """A quotation mark without its fellow, or a backslash that means nothing."""
    mark = text[opened : opened + 1]
    if "unexpected" in problem:
        inside = "`''`" if mark == "'" else '`\\"`'
        return opened, f"the quotation mark that opens here is not closed; one inside the text is written {inside}"
    return at, "this backslash means nothing to YAML; write `\\\\`, or put the text in single quotes"


def _flow(text: str, at: int, opened: int) -> tuple[int, str]:
    """Something in braces or brackets that does not go on as it should."""
    mark = text[opened : opened + 1]
    if mark in ("{", "["):
        closing = {"{": "}", "[": "]"}[mark]
        return opened, (
            f"the {_shown(mark)} that opens here has no fitting {_shown(closing)}; a text that begins with "
            f"{_shown(mark)}, or one inside it that has `,` or `: `, must stand in quotes"
        )
    return at, _ANY_START


def _block(text: str, at: int) -> tuple[int, str]:
    """A line that does not fit its neighbours."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    start = re.match(r"[ ]*(?:- +)*(?:[^:\"'{\[]*: +)?", before)
    begins = before[start.end() : start.end() + 1] if start else ""
    if begins in ('"', "'"):
        return at, "a text that begins with a quotation mark must stand in quotes as a whole"
    if begins in ("{", "["):
        return at, f"a text that begins with {_shown(begins)} must stand in quotes"
    return at, f"this line is not indented like the lines it belongs to; else: {_ANY_START}"


def _margin(text: str, at: int) -> str:
    """The white space that the line begins with."""
    line = text[text.rfind("\n", 0, at) + 1 :][:200]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _index(mark: object, text: str) -> int:
    """Where a mark points to; the end of a file is the end of its last line."""
    return min(int(getattr(mark, "index", 0)), len(text.rstrip("\n")))


def _shown(char: str) -> str:
    return "`` ` ``" if char == "`" else f"`{char}`"
