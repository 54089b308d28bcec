"""What stands beside an answer, on the page of its question: notes, and whether it is for the person alone."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ...model.marking import is_for_one_alone, is_opened, notes
from ...model.questions import AnyQuestion
from ...model.walking import Walk
from ..commands import Command, commands

FOR_OTHERS_TOO = "Prints for others may show this one."
NOTE, MARK = "note_beside", "only_for_me"
_GAP = 3
"""Cells between the two."""


def noted_words(count: int) -> str:
    """How many notes there are, in words."""
    return "1 note beside it" if count == 1 else f"{count} notes beside it"


class BesideLines(Widget):
    """A quiet line for each thing that stands beside the answer; nothing where nothing does. A click opens it."""

    lines: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """The command that each belongs to, and its words."""

    def show(self, at: Walk, step: AnyQuestion) -> None:
        """Say how it stands with this question now."""
        lines: list[tuple[str, str]] = []
        if is_opened(at, step):
            lines.append((MARK, FOR_OTHERS_TOO))
        if count := len(notes(at.sitting.answers.get(step.id))):
            lines.append((NOTE, f"{noted_words(count)}  ({_command(NOTE).shown})"))
        self.lines = tuple(lines)
        self.display = bool(lines)

    def render(self) -> Content:
        """The lines."""
        return Content("\n".join(words for _, words in self.lines))

    async def on_click(self, event: events.Click) -> None:
        """A click on the line of the notes lays them over the page; the other is only read."""
        if event.chain == 1 and any(id == NOTE for id, _ in self.lines) and event.y >= self.size.height - 1:
            await self.run_action(f"screen.{NOTE}")


class BesideKeys(Widget):
    """At the right of the buttons: the two keys for what stands beside an answer. Each can be clicked."""

    COMPONENT_CLASSES = {"besidekeys--key"}
    alone: reactive[bool] = reactive(False)
    """Whether the answer is for the person alone: prints for others leave it out."""

    def show(self, at: Walk, step: AnyQuestion) -> None:
        """Say how it stands with this question now."""
        self.alone = is_for_one_alone(at, step)

    def _rows(self, width: int) -> list[list[tuple[int, str, str, str]]]:
        """Row by row where each begins, its command, key and words; never words without their key.

        Where there is no room for both in a row, in fewer words if need be, they stand in two.
        """
        note, mark = _command(NOTE), _command(MARK)
        sign = "●" if self.alone else "○"
        ways: list[list[list[tuple[str, str, str]]]] = []
        for several in (False, True):
            for words in (mark.words, "for me"):
                found = [(NOTE, note.shown, note.words), (MARK, mark.shown, f"{sign} {words}")]
                ways.append([[one] for one in found] if several else [found])
        for way in ways:
            room = [width - sum(_length(key, words) + _GAP for _, key, words in row) + _GAP for row in way]
            if min(room) >= 0:
                return [_placed(row, left) for row, left in zip(way, room, strict=True)]
        return []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row, or two."""
        return max(len(self._rows(width)), 1)

    def render(self) -> Content:
        """Both, at the right edge."""
        style = self.get_visual_style("besidekeys--key")
        lines = []
        for row in self._rows(self.size.width):
            line = Content("")
            for x, _, key, words in row:
                line += Content(" " * (x - line.cell_length))
                line += Content(key).stylize(style) + Content(f" {words}")
            lines.append(line)
        return Content("\n").join(lines)

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        rows = self._rows(self.size.width)
        for x, id, key, words in rows[event.y] if event.y < len(rows) else ():
            if event.chain == 1 and x <= event.x < x + _length(key, words):
                await self.run_action(f"screen.{id}")
                return


def _length(key: str, words: str) -> int:
    return len(f"{key} {words}")


def _placed(row: list[tuple[str, str, str]], x: int) -> list[tuple[int, str, str, str]]:
    placed = []
    for id, key, words in row:
        placed.append((x, id, key, words))
        x += _length(key, words) + _GAP
    return placed


def _command(id: str) -> Command:
    return next(one for one in commands("exercise") if one.id == id)
