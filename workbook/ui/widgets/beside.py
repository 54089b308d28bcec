"""What stands beside an answer, on the page of its question: notes, and whether it is for the person alone."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ...model.marking import is_for_one_alone, is_opened, notes
from ...model.questions import AnyQuestion
from ...model.walking import Walk
from ..commands import Command, commands

FOR_OTHERS_TOO = "Prints for others may show this one."
NOTE, MARK = "note_beside", "only_for_me"


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

    def _placed(self) -> list[tuple[int, str, str, str]]:
        """Where each begins, its command, key and words; on a narrow page the words alone."""
        note, mark = _command(NOTE), _command(MARK)
        words = f"{'●' if self.alone else '○'} {mark.words}"
        long = [(NOTE, note.shown, note.words), (MARK, mark.shown, words)]
        short = [(NOTE, "", note.words), (MARK, "", f"{words[0]} for me")]
        for found in (long, short):
            room = self.size.width - sum(len(f"{key} {words}".strip()) for _, key, words in found) - 3
            if room >= 0:
                placed, x = [], room
                for id, key, words in found:
                    placed.append((x, id, key, words))
                    x += len(f"{key} {words}".strip()) + 3
                return placed
        return []

    def render(self) -> Content:
        """Both, at the right edge."""
        style = self.get_visual_style("besidekeys--key")
        line = Content("")
        for x, _, key, words in self._placed():
            line += Content(" " * (x - line.cell_length))
            line += Content(key).stylize(style) + Content(f" {words}" if key else words)
        return line

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for x, id, key, words in self._placed():
            if event.chain == 1 and x <= event.x < x + len(f"{key} {words}".strip()):
                await self.run_action(f"screen.{id}")
                return


def _command(id: str) -> Command:
    return next(one for one in commands("exercise") if one.id == id)
