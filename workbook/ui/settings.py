"""The settings of this run, and the file that remembers them: what can't be remembered holds all the same."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.clean import one_line
from ..store.marks import Newer, Unreadable
from ..store.settingsfile import Settings, change_settings, read_settings, with_keys, with_theme
from . import keys
from .colours import Coloured
from .commands import EVERYWHERE
from .saver import why
from .themes import OURS

if TYPE_CHECKING:
    from .saver import Saver

Change = Callable[[Settings], Settings]
UNUSED = "Some keys in settings.yaml can't be had. There the usual ones hold:"
NAMED = 3
"""How many of them are named at most."""


class Remembered:
    """What holds now, and what of it is not on disk yet."""

    def __init__(self, path: Path | None = None) -> None:
        """With no path, nothing is remembered beyond this run."""
        self.path = path
        self.now = Settings()
        self.trouble = ""
        """Why the file could not be read when the program began, in a line for people; else empty."""
        self._lock = threading.Lock()
        self._waiting: list[Change] = []

    def read(self) -> None:
        """Take what is remembered. Whatever is wrong with the file, the program begins."""
        if self.path is None:
            return
        usual = "Your settings can't be read, so the usual ones hold."
        try:
            self.now = read_settings(self.path)
        except Newer as error:
            self.trouble = f"{usual} {self.path}: {error.message}."
        except Unreadable as error:
            self.trouble = f"{usual} Look at line {error.line} of {self.path}"
        except OSError as error:
            self.trouble = f"{usual} {self.path}: {why(error)}."

    def set_theme(self, name: str) -> None:
        """Another theme holds; `write` remembers it."""
        self._set(lambda settings: with_theme(settings, name))

    def set_keys(self, before: Mapping[str, str], keys: Mapping[str, str]) -> None:
        """Other keys hold than before; `write` remembers them, and leaves those that were given elsewhere."""
        gone = set(before) - set(keys)
        given = {id: key for id, key in keys.items() if before.get(id) != key}
        self._set(
            lambda settings: with_keys(
                settings, {id: key for id, key in {**settings.keys, **given}.items() if id not in gone}
            )
        )

    def _set(self, change: Change) -> None:
        with self._lock:
            self.now = change(self.now)
            self._waiting.append(change)

    def write(self) -> str:
        """Write what waits, on whatever thread. A line for people where something has to be said, else empty."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            if not waiting or self.path is None:
                return ""
            try:
                apart = change_settings(self.path, lambda settings: _all(waiting, settings))
            except Unreadable as error:
                return f"Not remembered: settings.yaml is left as it is, for {error.message}."
            except Exception as error:  # it holds for this run all the same
                return f"It holds until you leave, but is not remembered: {why(error)}."
        return f"The settings could not be read. They were kept apart in {apart.name}." if apart is not None else ""


def _all(changes: list[Change], settings: Settings) -> Settings:
    for change in changes:
        settings = change(settings)
    return settings


class Remembering(Coloured):
    """An app whose theme and keys are as somebody wants them, now and next time."""

    saver: Saver
    _begun = False
    """Whether the theme is known: Textual asks for its colours before, and nothing is drawn with them."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.remembered = remembered
        self.kept_theme = "paper"
        """The theme that was chosen; another one may be looked at just now."""
        self._refused = keys.take_over(remembered.now.keys)
        """Why keys that stand in the file do not hold."""
        keys.settle(self, EVERYWHERE)
        self._own_keys = keys.own()
        """As they were remembered last."""

    def begin_with(self, theme: str = "") -> None:
        """Set the theme before anything is parsed: later, every stylesheet would be parsed three times at the start."""
        for one in OURS:
            self.register_theme(one)
        theme = theme or self.remembered.now.theme
        self.kept_theme = theme if theme in self.available_themes else "paper"
        self.set_reactive(Remembering.theme, self.kept_theme)
        self._begun = True
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        classes = {f"-theme-{self.kept_theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme."""
        return super().get_css_variables() if self._begun else {}

    def say_what_is_wrong(self) -> None:
        """Say that the settings could not be read, or which keys of theirs can't be had, where that is so."""
        if self.remembered.trouble:
            self.notify(self.remembered.trouble, markup=False, timeout=8)
        if self._refused:
            more = f"\nAnd {len(self._refused) - NAMED} more." if len(self._refused) > NAMED else ""
            lines = "\n".join(one_line(line) for line in self._refused[:NAMED])
            self.notify(f"{UNUSED}\n{lines}{more}", markup=False, timeout=12)

    def remember_theme(self, name: str) -> None:
        """Show another theme, and find it again next time."""
        self.theme = self.kept_theme = name
        self.remembered.set_theme(name)
        self._remember()

    def remember_keys(self) -> None:
        """The keys that hold now hold on every page, and next time."""
        keys.settle(self, EVERYWHERE)
        for screen in self.screen_stack:
            take = getattr(screen, "take_keys", None)
            if take is not None:
                take()
        before, self._own_keys = self._own_keys, keys.own()
        self.remembered.set_keys(before, self._own_keys)
        self._remember()

    def soon(self, do: Callable[..., object], *args: object) -> None:
        """Do something on the app's turn, asked for on another thread, which does not wait for it.

        The loop may be waiting for that very thread, or be gone: whoever waited would hold up what is to be written.
        """
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop closed in between: nobody is left to tell
                loop.call_soon_threadsafe(partial(self.call_later, do, *args))

    def notify_soon(self, words: str) -> None:
        """Say something from another thread."""
        self.soon(partial(self.notify, words, markup=False, timeout=12))

    def _remember(self) -> None:
        def write() -> None:
            said = self.remembered.write()
            if said:
                self.notify_soon(said)

        self.saver.run(write)

    def action_theme(self) -> None:
        """Paper by day, lamp by night."""
        self.remember_theme("paper" if self.current_theme.dark else "lamp")

    def action_settings(self) -> None:
        """How it looks, and the keys; over whatever is there."""
        from .screens.settings import SettingsPage

        if isinstance(self.screen, SettingsPage):
            self.screen.action_leave()
        elif getattr(self.screen, "place", ""):
            self.push_screen(SettingsPage())
