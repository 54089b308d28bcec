"""Texts that take in earlier answers: `{x}`, `{x|words when there is none}`, and letters put together of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .answers import Answer, Lines, Picks, Ratings, items
from .conditions import Name

Speak = Callable[[Name], "Answer | None"]
"""The answer that a name stands for, when there is one that may be spoken of."""

_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
"""What Markdown lets a backslash take the meaning from."""

_QUOTES = "\"'”’»)]"
_CLOSED = ("!", "?", "…", "...")
"""How a sentence ends that takes no full stop after it."""

_WILL = re.compile(r"(?<![\w'’])I will +\Z")
_I = re.compile(r"(?<![\w'’])I +\Z")
"""Where the author's words before an answer have said "I" already."""
_I_WILL_AGAIN = re.compile(r"(?:I will|I['’]ll|I(?! will\b)) +(?=\w)", re.IGNORECASE)
_I_AGAIN = re.compile(r"(?:I['’]ll|I) +(?=\w)", re.IGNORECASE)

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class WordingError(ValueError):
    """A text with a brace that is no name. `args[0]` says what to write instead; `at` is the offset of the brace."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a text that an earlier answer fills."""

    name: Name
    otherwise: str | None
    """The words when there is no answer; None makes the text need the answer."""


@dataclass(frozen=True, slots=True)
class Text:
    """An author's text: words and gaps. Never markup, and no template language."""

    parts: tuple[str | Gap, ...] = ()

    @classmethod
    def parse(cls, source: str) -> Text:
        """The text that an author wrote. Raises WordingError at a stray brace or a name that is none."""
        if "{" not in source and "}" not in source:
            return cls((source,) if source else ())
        parts: list[str | Gap] = []
        end = 0
        for found in _PIECE.finditer(source):
            parts.append(source[end : found.start()])
            end = found.end()
            if found[0] in ("{{", "}}"):
                parts.append(found[0][0])
            elif found[1] is None:
                raise WordingError(f"a single `{found[0]}`; write `{found[0] * 2}` for a brace", found.start())
            else:
                words, bar, otherwise = found[1].partition("|")
                try:
                    name = Name.parse(words.strip())
                except ValueError:
                    message = f"`{{{found[1]}}}` is no name of an answer; write `{{{{` for a brace"
                    raise WordingError(message, found.start()) from None
                parts.append(Gap(name, otherwise if bar else None))
        parts.append(source[end:])
        return cls(tuple(part for part in parts if part != ""))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def gaps(self) -> tuple[Gap, ...]:
        """The places that earlier answers fill."""
        return tuple(part for part in self.parts if isinstance(part, Gap))

    def needs(self) -> tuple[Name, ...]:
        """The names without which the text can't be said."""
        return tuple(gap.name for gap in self.gaps() if gap.otherwise is None)

    def say(self, speak: Speak) -> str | None:
        """The text with its gaps filled; None when a bare name has no answer."""
        return _filled(self.parts, speak)

    def say_lines(self, speak: Speak, *, marked: bool = False) -> str:
        """The text of a note: a line whose bare name has no answer is dropped.

        With `marked` it is Markdown, in which no answer can become a mark.
        """
        said = (_filled(line, speak, marked=marked) for line in self.lines())
        return "\n".join(line for line in said if line is not None).strip("\n")

    def lines(self) -> list[list[str | Gap]]:
        """The parts line by line."""
        lines: list[list[str | Gap]] = [[]]
        for part in self.parts:
            if isinstance(part, Gap):
                lines[-1].append(part)
                continue
            first, *rest = part.split("\n")
            if first:
                lines[-1].append(first)
            lines.extend([words] if words else [] for words in rest)
        return lines


def inline(answer: Answer) -> str:
    """An answer inside a sentence: line breaks become spaces, several things "a, b and c", without their stops."""
    if answer.value is None:
        return ""
    several = [" ".join(item.split()) for item in items(answer.value)]
    if len(several) <= 1:
        return "".join(several)
    return ", ".join(_joined(one, ",") for one in several[:-1]) + " and " + several[-1]


def _filled(parts: tuple[str | Gap, ...] | list[str | Gap], speak: Speak, *, marked: bool = False) -> str | None:
    said: list[str] = []
    closed = False
    for number, part in enumerate(parts):
        if isinstance(part, str):
            # "Remember the piano?" needs no full stop of the author's behind it.
            said.append(part[1:] if closed and part.startswith(".") else part)
            closed = False
            continue
        answer = speak(part.name)
        if answer is not None:
            after = parts[number + 1] if number + 1 < len(parts) else ""
            before = parts[number - 1] if number else ""
            words = without_i(before if isinstance(before, str) else "", inline(answer))
            words = _joined(words, after if isinstance(after, str) else "")
            # Also where the stop stands inside closing quotation marks or brackets.
            bare = words.rstrip(_QUOTES)
            closed = words.endswith(_CLOSED) or (bare != words and bare.endswith((*_CLOSED, ".")))
            said.append(_MARKS.sub(r"\\\g<0>", words) if marked else words)
        elif part.otherwise is not None:
            said.append(part.otherwise)
        else:
            return None
    return "".join(said)


def without_i(before: str, words: str) -> str:
    """The words of an answer as they go on after `before`.

    Whoever is asked to finish "then I will ..." may write the whole of it: "I write one line". It is said once.
    """
    again = _I_WILL_AGAIN if _WILL.search(before) else _I_AGAIN if _I.search(before) else None
    return again.sub("", words, count=1) if again is not None and again.match(words) else words


def _joined(words: str, after: str) -> str:
    """One closing full stop or comma of an answer is dropped where the text goes on with punctuation."""
    if words.endswith("..."):
        return words
    if after[:1] in (".", ",", ";", ":", "!", "?") and words[-1:] in (".", ","):
        return words[:-1]
    return words


def assemble(template: Text, speak: Speak) -> str | None:
    """A letter put together from earlier answers; None when it has bare names and none of them is answered.

    A line with a bare name without an answer is left out. Lines that follow one another become a
    paragraph, a blank line parts paragraphs. Alone on its line a text keeps its lines, and several
    things become "- " lines.
    """
    needs = template.needs()
    if needs and all(speak(name) is None for name in needs):
        return None
    paragraphs: list[list[str]] = [[]]
    for line in template.lines():
        gaps = [part for part in line if not isinstance(part, str) or part.strip()]
        alone = gaps[0] if len(gaps) == 1 and isinstance(gaps[0], Gap) else None
        answer = speak(alone.name) if alone is not None else None
        if answer is not None and answer.value is not None:
            several = isinstance(answer.value, Lines | Ratings) or (
                isinstance(answer.value, Picks) and len(answer.value.picks) > 1
            )
            if several:
                paragraphs[-1].append("\n" + "\n".join(f"- {item}" for item in items(answer.value)) + "\n")
            else:
                paragraphs[-1].append(items(answer.value)[0].strip("\n"))
            continue
        said = _filled(line, speak)
        if said is None:
            continue
        if said.strip():
            paragraphs[-1].append(said.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(_paragraph(pieces) for pieces in paragraphs if pieces)


def _paragraph(pieces: list[str]) -> str:
    joined = ""
    for piece in pieces:
        apart = "" if not joined or joined.endswith("\n") or piece.startswith("\n") else " "
        joined += apart + piece
    return joined.strip("\n")
