"""The box in which people write prose."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from ...files.clean import clean
from . import clusters
from .area import Area
from .prose import Prose

_CHORDS = ("alt+", "ctrl+", "hyper+", "meta+", "super+")
_STARTLING = {
    # A line is a whole paragraph here, and function keys belong to the screens.
    "ctrl+shift+k",
    "f6",
    "f7",
}


def typed(event: events.Key) -> str | None:
    """The character that this key types, or None where it types none.

    `str.isprintable` will not do: it says no to joiners, to no-break and ideographic spaces, to private use and to
    every emoji that is younger than Python's tables.
    """
    return event.character if _types(event.key, event.character) else None


@lru_cache(1024)
def _types(key: str, character: str | None) -> bool:
    if character is None or len(character) != 1 or key.startswith(_CHORDS):
        return False
    return unicodedata.category(character) not in ("Cc", "Cs")


class Editor(Area, inherit_bindings=False):
    """Soft-wrapped prose. Tab leaves it; what it does not know as an editing key goes on to the screen.

    Whatever comes in, by key, paste or program, goes through `clean`; nothing in it is ever read as markup.
    """

    takes_letters = True
    """A letter or a space typed here is text, and leads nowhere."""

    DEFAULT_CSS = """
    Editor {
        border: none;
        padding: 0;
        &:focus { border: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(b for b in TextArea.BINDINGS if isinstance(b, Binding) and b.key not in _STARTLING),
        Binding("ctrl+home", "cursor_text_start", "Start of the text", show=False),
        Binding("ctrl+end", "cursor_text_end", "End of the text", show=False),
        Binding("ctrl+shift+home", "cursor_text_start(True)", "Select to the start of the text", show=False),
        Binding("ctrl+shift+end", "cursor_text_end(True)", "Select to the end of the text", show=False),
    ]

    @dataclass
    class Edited(Message):
        """The person changed the text; it is not posted for what a program sets. Read `control.text`."""

        editor: Editor
        """The box that was written in."""

        @property
        def control(self) -> Editor:
            """The box that was written in."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """The newest of several that wait is enough."""
            return isinstance(message, Editor.Edited) and message.editor is self.editor

    @dataclass
    class Moved(Message):
        """The cursor moved without a change of the text. Read `control.at`."""

        editor: Editor
        """The box in which it moved."""

        @property
        def control(self) -> Editor:
            """The box in which it moved."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """The newest of several that wait is enough."""
            return isinstance(message, Editor.Moved) and message.editor is self.editor

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        self._changing = False
        # A plain string would be read as markup.
        empty = Content(placeholder)
        super().__init__(text, placeholder=empty, name=name, id=id, classes=classes, disabled=disabled)
        # `Edited` and `Moved` say it all. Each message goes through every widget above before the letter is drawn.
        self.disable_messages(TextArea.Changed, TextArea.SelectionChanged)

    @property
    def at(self) -> int:
        """How many code points stand before the cursor, a newline counting as one."""
        return self._prose.get_index_from_location(self.cursor_location)

    def location_at(self, at: int) -> Location:
        """Where the cursor stands after so many code points; the nearest end where there are fewer."""
        return self._prose.get_location_from_index(at)

    def seed(self, text: str, at: int = 0) -> None:
        """Show `text` with the cursor after `at` code points (the nearest end where there are fewer).

        Posts nothing, and there is nothing to undo afterwards.
        """
        with self.prevent(Editor.Edited, Editor.Moved):
            self.load_text(text)
            self.move_cursor(self.location_at(at))
        if self.is_mounted:
            self.call_after_refresh(self.scroll_cursor_visible)

    def take(self, text: str) -> None:
        """Put another text in the place of this one, as the person's own change: it can be undone, and is told."""
        self.replace(text, self.document.start, self.document.end)
        self.post_message(self.Edited(self))

    def type(self, text: str) -> None:
        """Put `text` where the cursor is, as if it had been typed here."""
        result = self._replace_via_keyboard(text, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)

    def fit(self, text: str) -> str:
        """What of `text` this box takes in. Fitting twice is fitting once."""
        return clean(text)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether this key would be written into the text, so that no other use of it is offered."""
        return not self.read_only and _types(key, character)

    def edit(self, edit: Edit) -> EditResult:
        """Perform one change, whoever asks for it."""
        edit.text = self.fit(edit.text)
        with self._change():
            return super().edit(edit)

    def undo(self) -> None:
        """Take back the newest batch of changes, if there is one."""
        if self.history.can_undo and not self.read_only:
            with self._change():
                super().undo()
            self.post_message(self.Edited(self))

    def redo(self) -> None:
        """Do again what was taken back last, if anything was."""
        if self.history.can_redo and not self.read_only:
            with self._change():
                super().redo()
            self.post_message(self.Edited(self))

    def action_cut(self) -> None:
        """Cut what is selected. Stock would take the whole paragraph where nothing is."""
        if not self.selection.is_empty:
            super().action_cut()

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Go to the start of the text."""
        self.move_cursor(self.document.start, select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def action_delete_left(self) -> None:
        """Take away what is selected, or the sign to the left; of some scripts only its last mark."""
        row, column = self.cursor_location
        if self.selection.is_empty and column:
            self._delete_via_keyboard((row, clusters.rubbed_out(self.document[row], column)), (row, column))
        else:
            super().action_delete_left()

    def watch_selection(self, before: Selection, after: Selection) -> None:
        """Tell where the cursor went, unless a change took it along."""
        super().watch_selection(before, after)
        if self.is_mounted and not self._changing and before.end != after.end:
            self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        """Keep the cursor in sight. A box that was seeded before it had a width would open at its top."""
        self.call_after_refresh(self.scroll_cursor_visible)

    async def _on_key(self, event: events.Key) -> None:
        if self.read_only:
            return
        character = typed(event)
        if character is not None:
            event.stop()
            event.prevent_default()
            self._restart_blink()
            self._replace_via_keyboard(character, *self.selection)
        elif event.is_printable:
            # Alt and a letter: stock would type the letter. It goes on to the screen instead.
            event.prevent_default()

    def _set_document(self, text: str, language: str | None) -> None:
        with self._change():
            self.show_lines(Prose(self.fit(text)))

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        insert = self.fit(insert)
        # A paste that held nothing but control characters must not delete what is selected.
        result = super()._replace_via_keyboard(insert, start, end) if insert else None
        if result is not None:
            self.post_message(self.Edited(self))
        return result

    def _delete_via_keyboard(self, start: Location, end: Location) -> EditResult | None:
        result = super()._delete_via_keyboard(start, end)
        if result is not None and result.replaced_text:
            self.post_message(self.Edited(self))
        return result

    @property
    def _prose(self) -> Prose:
        assert isinstance(self.document, Prose)
        return self.document

    @contextmanager
    def _change(self) -> Iterator[None]:
        self._changing = True
        try:
            yield
        finally:
            self._changing = False
