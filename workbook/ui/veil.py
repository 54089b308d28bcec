"""The veil: at one key the screen is blank, whatever happens behind it, until another key lifts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import events
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from .keys import keys_of

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

NEUTRAL = "notes"
"""What the window is called, veiled or not: it tells nobody what it is about."""
IN_A_HURRY = 0.8
"""Seconds for which what is typed does not lift, nor the key that veiled: a sentence goes on, a key is hit twice."""


class Veil:
    """Lies between the app and the terminal. What is behind it goes on as it was, and is not told of it.

    Keys are met where they arrive, not when the app gets round to them: a busy app is hidden at once too.
    """

    def __init__(self, app: App[None], key: Callable[[], Iterable[str]], paint: Callable[[], None]) -> None:
        self.down = False
        """Whether the screen is blank now."""
        self._app = app
        self._key = key
        """The keys that veil."""
        self._paint = paint
        """Shows the screen as it is to be seen now, at once and whole."""
        self._since = 0.0
        self._pressed = False
        """Whether a mouse button went down on the veil."""

    def drop(self, at: float) -> None:
        """Hide everything now. `at` is the time of the event that asked for it."""
        self._since = at
        self._pressed = False
        self.down = True
        self._paint()

    def lift(self) -> None:
        """Show everything again as it is."""
        if self.down:
            self.down = False
            self._paint()

    def takes(self, message: Message) -> bool:
        """Whether this message is the veil's, and reaches nothing else. Every message to the app is to be shown to it.

        Letters, pastes and moves of the mouse go nowhere; any other key and a click lift the veil and do no more than
        that. `ctrl+q` leaves the book, and no word is seen of it again.
        """
        if not isinstance(message, events.Key | events.Paste | events.MouseEvent) or message.is_forwarded:
            return False
        veils = isinstance(message, events.Key) and message.key in self._key()
        if not self.down:
            if veils:
                self.drop(message.time)
            return veils
        if isinstance(message, events.Key):
            if message.key == "ctrl+q":
                return False
            typed = message.character if message.is_printable else None
            hurried = message.time - self._since < IN_A_HURRY and (veils or typed is not None)
            if not hurried and not (typed is not None and typed.isalpha()):
                self.lift()
        elif isinstance(message, events.MouseDown):
            self._pressed = True
        elif isinstance(message, events.MouseUp):
            if not self._pressed:
                return False  # whatever was held down before is let go behind the veil
            self.lift()
        return True

    def blank(self) -> LayoutUpdate:
        """What is seen instead of everything: the ground of the page, and a word that says nothing."""
        app = self._app
        width, height = app.size
        from rich.segment import Segment
        from rich.style import Style
        from textual.color import Color

        ground = Color.parse(app.theme_variables["background"])
        ink = ground + ground.get_contrast_text(0.6)
        style = Style(color=ink.rich_color, bgcolor=ground.rich_color)
        lines = [f"  {NEUTRAL}"[:width].ljust(width), *[" " * width] * max(height - 1, 0)]
        strips = [Strip([Segment(line, style)], width) for line in lines]
        for one in app.get_line_filters():
            strips = [strip.apply_filter(one, ground) for strip in strips]
        return LayoutUpdate([[strip] for strip in strips], Region(0, 0, width, height))


class Veiled(App[None]):
    """An app that can be hidden at any moment."""

    def __init__(self) -> None:
        self.veil = Veil(self, lambda: keys_of("veil"), self._show_now)
        super().__init__()

    def post_message(self, message: Message) -> bool:
        """Post it, unless it is the veil's."""
        return self.veil.takes(message) or super().post_message(message)

    def action_veil(self) -> None:
        """Hide the page, as the key does."""
        self.veil.drop(float("-inf"))

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # Everything that is ever drawn passes here, also a toast that nobody asked for now.
        super()._display(screen, self.veil.blank() if self.veil.down and renderable is not None else renderable)

    def _show_now(self) -> None:
        """Draw the whole screen in this very moment, also while a page is being put together."""
        if not self.screen_stack:
            return
        under_way, self._batch_count = self._batch_count, 0
        try:
            whole: RenderableType | None = ""
            if not self.veil.down:
                behind = self._background_screens
                whole = self.screen._compositor.render_update(full=True, screen_stack=behind)
            self._display(self.screen, whole)
        finally:
            self._batch_count = under_way
        if under_way and not self.veil.down:
            self.call_later(self.refresh, layout=True)
