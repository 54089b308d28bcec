"""Keys of one's own: which key a command has now, and why another may not have it.

They are the process's, as the table of commands is: it shows one book. A command that was given a key keeps its usual
ones beside it, as long as nobody gives them to another command: what a page says of `?` or `ctrl+t` stays true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap
from textual.events import Event, Key
from textual.keys import _character_to_key, key_to_character

from .commands import COMMANDS, EVERYWHERE, Command, binding

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

_own: dict[str, str] = {}
_acting: list[frozenset[str]] = []

MOVING = frozenset(
    ("enter", "space", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "escape")
)
"""Keys by which people move and choose, everywhere."""
_ERASING = frozenset(("backspace", "delete", "insert"))
_ALWAYS = frozenset(("ctrl+q", "ctrl+c"))
_HELD = frozenset(("ctrl", "alt", "shift", "super", "hyper", "meta"))
_COMES_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "esc"}
_SIGNS = {_character_to_key(chr(at)): chr(at) for at in range(33, 127)}
_SHOWN = {"escape": "esc", "pageup": "page up", "pagedown": "page down", "space": "space"}


def take_over(own: Mapping[str, str]) -> tuple[str, ...]:
    """From now on these keys hold, by the commands' ids. Those that can't be are passed over; why, in lines for people.

    Of two commands that were given one key, the one has it that comes first in the table.
    """
    _own.clear()
    _acting.clear()
    refused: list[str] = []
    for id in changeable():
        key = normal(own.get(id, ""))
        if not key:
            continue
        if why := why_not(id, key):
            refused.append(f"{id}: {why}")
        else:
            _own[id] = key
    return tuple(refused)


def changeable() -> tuple[str, ...]:
    """The ids of the commands whose key can be changed, in the order of the table."""
    ids = dict.fromkeys(one.id for one in COMMANDS if one.keys.split(",")[0] not in MOVING - {"escape"})
    return tuple(ids)


def rows(id: str) -> tuple[Command, ...]:
    """The rows of a command in the table, as the table has them."""
    return tuple(one for one in COMMANDS if one.id == id)


def own_key(id: str) -> str:
    """The key that somebody gave to a command; empty where it has its usual one."""
    return _own.get(id, "")


def keys_of(id: str) -> tuple[str, ...]:
    """Every key that a command has now, somewhere."""
    return tuple(key for row in rows(id) for place in row.places for key in _now(row, place).keys.split(","))


def now(place: str) -> tuple[Command, ...]:
    """The commands of a place with the keys that they have now."""
    return tuple(_now(command, place) for command in COMMANDS if place in command.places)


def shown(id: str, place: str) -> str:
    """The key of a command as people read it; empty where there is no such command."""
    return next((one.shown for one in (*now(place), *now(EVERYWHERE)) if one.id == id), "")


def _now(command: Command, place: str) -> Command:
    if not _own:
        return command
    given = {key for id, key in _own.items() if id != command.id and any(_meet(row, (place,)) for row in rows(id))}
    usual = [key for key in command.keys.split(",") if key not in given]
    own = _own.get(command.id)
    if own is None and usual == command.keys.split(","):
        return command
    keys = [*([own] if own else []), *(key for key in usual if key != own)]
    return command._replace(keys=",".join(keys), shown=readable(keys[0]) if keys else "")


def _meet(row: Command, places: tuple[str, ...]) -> bool:
    """Whether a row is to be had in one of these places."""
    return EVERYWHERE in row.places or EVERYWHERE in places or bool(set(row.places) & set(places))


def why_not(id: str, key: str) -> str:
    """In plain words why this command can't have this key; empty where it can."""
    mine = rows(id)
    name = readable(key)
    if not _is_a_key(key):
        return f"{name} is no key."
    if key in MOVING or key.isdecimal():
        return f"{name} is needed to move and to choose."
    if key in _ALWAYS:
        return "ctrl+q always leaves the book." if key == "ctrl+q" else "ctrl+c is needed for writing: it copies."
    if key in _ERASING or key in _of_writing():
        return f"{name} is needed for writing."
    for row in rows("help"):
        if id != "help" and key in row.keys.split(","):
            return f"{name} always leads to people to talk to."
    if types(key) and any({"exercise", EVERYWHERE} & set(row.places) for row in mine):
        return f"{name} alone is a letter while you write. Press it with ctrl, or a key such as f6."
    for row in COMMANDS:
        if row.id != id and any(_meet(row, one.places) for one in mine):
            for place in row.places:
                first = _now(row, place).keys.split(",")[0]
                if first == key:
                    return f"{name} is taken:  {row.tooltip}"
    return ""


def seldom(key: str) -> str:
    """That many terminals never send this key, in plain words; empty where they do. The new ones that can are few."""
    front, _, last = key.rpartition("+")
    if types(key) or key in _sent() or (front == "alt" and types(last)):
        return ""
    comes = _COMES_AS.get(key)
    return f"Many terminals {f'send {comes} for' if comes else 'never send'} {readable(key)}."


def _is_a_key(key: str) -> bool:
    """Whether a key is called so at all: in a file anything can stand."""
    *front, last = key.rsplit("+") if key != "+" else ("+",)
    return set(front) <= _HELD and (types(last) or last in {one.rpartition("+")[2] for one in _sent()})


def _sent() -> frozenset[str]:
    """The keys beside the letters that terminals have sent for ever. Only who has keys of their own asks."""
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

    return frozenset(one.value for sent in ANSI_SEQUENCES_KEYS.values() if isinstance(sent, tuple) for one in sent)


def _of_writing() -> frozenset[str]:
    """The keys of a box that one writes in. Only the settings ask, so that a plain start loads no such box."""
    from .widgets.editor import Editor

    usual = {key for row in COMMANDS for key in row.keys.split(",")}
    return frozenset(key for each in Editor.BINDINGS for key in _keys_in(each)) - usual


def _keys_in(bound: object) -> list[str]:
    key = bound.key if hasattr(bound, "key") else bound[0] if isinstance(bound, tuple) else ""
    return [one.strip() for one in key.split(",")]


def give(id: str, key: str) -> str:
    """Give a key to a command; empty, or why it can't be. A usual key of its own takes it back to the usual ones."""
    refused = why_not(id, key)
    if refused:
        return refused
    _acting.clear()
    _own.pop(id, None)
    if not all(_now(row, place).keys.split(",")[0] == key for row in rows(id) for place in row.places):
        _own[id] = key
    return ""


def give_back(id: str) -> str:
    """Let a command have its usual keys again; empty, or why it can't be."""
    for row in rows(id):
        for other, key in _own.items():
            if other != id and key == row.keys.split(",")[0] and any(_meet(one, row.places) for one in rows(other)):
                return f"{readable(key)} is taken:  {rows(other)[0].tooltip}"
    _own.pop(id, None)
    _acting.clear()
    return ""


def forget() -> None:
    """The keys as they came."""
    _own.clear()
    _acting.clear()


def own() -> dict[str, str]:
    """Every key that somebody gave, by the commands' ids."""
    return dict(_own)


def acting() -> frozenset[str]:
    """Keys that the app acts on before the box that has the focus sees them, or that lay something over the page."""
    if not _acting:
        places = {place for command in COMMANDS for place in command.places}
        found = {key for place in places for row in now(place) for key in row.keys.split(",")}
        _acting.append(frozenset(key for key in found if key and not is_plain(key)) | {"tab", "shift+tab"})
    return _acting[0]


def settle(node: DOMNode, place: str) -> None:
    """Bind the commands of a place to the keys that they have now."""
    bound = node._bindings.key_to_bindings.values()
    others = [one for each in bound for one in each if not (one.id or "").startswith(f"{place}.")]
    ours = [binding(row, key, place) for row in now(place) for key in row.keys.split(",") if key]
    node._bindings = BindingsMap([*others, *ours])


def close_too(node: DOMNode, id: str, action: str = "dismiss") -> None:
    """Let the keys that opened a card close it too."""
    more = [Binding(key, action, "Close", show=False, priority=not is_plain(key)) for key in dict.fromkeys(keys_of(id))]
    bound = node._bindings.key_to_bindings.values()
    node._bindings = BindingsMap([*(one for each in bound for one in each), *more])


def asked_for(event: Event, app: App[None]) -> bool:
    """Whether a page is asking for a key just now, and has got this one: then it does nothing else."""
    if not isinstance(event, Key) or event.is_forwarded:
        return False
    if not app.screen_stack:
        return True  # while the key waited, the last page was taken down
    take = getattr(app.screen_stack[-1], "take_key", None)
    if take is not None:
        take(event.key)
    return take is not None


def types(key: str) -> bool:
    """Whether a key types a character."""
    character = _character(key)
    return character is not None and character.isprintable() and len(character) == 1


def _character(key: str) -> str | None:
    """The character of a key. Textual knows some of its own names, such as slash and plus, in one direction alone."""
    return key_to_character(key) or _SIGNS.get(key)


def is_plain(key: str) -> bool:
    """Whether a key is text, or the box's own, where a text box has the focus."""
    return key == "enter" or types(key)


def by_key(command: Command) -> Command | None:
    """The same command where a text box has the focus: with keys that type nothing; none where it has no such key."""
    keys = [key for key in command.keys.split(",") if key and not is_plain(key)]
    return command._replace(keys=",".join(keys), shown=readable(keys[0])) if keys else None


def normal(words: str) -> str:
    """A key as the program calls it, of what somebody wrote in a file: `?` and `Ctrl+N` are understood."""
    words = words.strip()
    if len(words) == 1:
        return _character_to_key(words)
    words = words.lower().replace(" ", "")
    front, _, last = words[:-1].rpartition("+")
    if front and not last:
        return f"{front}+{_character_to_key(words[-1])}"
    return {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown"}.get(words, words)


def readable(key: str) -> str:
    """A key as people read it."""
    if key in _SHOWN:
        return _SHOWN[key]
    front, plus, last = key.rpartition("+")
    character = _character(last) if len(last) > 1 else None
    return f"{front}{plus}{character}" if character is not None and character.isprintable() else key
