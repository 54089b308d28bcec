"""Every command in one table: footer, help, palette and docs come from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding


class Command(NamedTuple):
    """Something that can be done by key, by mouse and from the palette."""

    id: str
    """The action `action_<id>` of the screen or app."""
    keys: str
    """Keys, the first of which is shown, parted by commas."""
    shown: str
    """The key as people read it."""
    words: str
    """What it does, in a word or two."""
    tooltip: str
    """The same in a sentence."""
    places: tuple[str, ...]
    """Where it can be done: a screen by its place, or everywhere."""
    footer: bool = True


EVERYWHERE = "everywhere"
_SAVED = "Leave the book. It is saved first."

COMMANDS = (
    # An exercise
    Command("go_next", "ctrl+n", "ctrl+n", "next", "The next question. An empty box is a skip.", ("exercise",)),
    Command("go_next", "ctrl+n", "ctrl+n", "go on", "Go on from what came back. What you added is saved.",
            ("returned",)),
    Command("help", "ctrl+t,f1,question_mark", "ctrl+t", "help", "People to talk to, an example, the keys.",
            ("exercise",)),
    Command("go_back", "ctrl+r", "ctrl+r", "back", "Go back one question. Nothing is erased.", ("exercise",)),
    Command("go_back", "ctrl+r", "ctrl+r", "back", "Back to the last question.", ("end",), footer=False),
    Command("questions", "ctrl+g", "ctrl+g", "questions", "See all questions and go to one.", ("exercise",)),
    Command("note_beside", "ctrl+b,f9", "ctrl+b", "note", "A note of your own, beside this answer.",
            ("exercise",), footer=False),
    Command("only_for_me", "f4", "f4", "only for me", "Keep this answer out of prints for others, or not.",
            ("exercise",), footer=False),
    Command("read_back", "r", "r", "read back", "Read what you wrote in this exercise.",
            ("exercise",), footer=False),
    Command("write_outside", "ctrl+o", "ctrl+o", "own editor", "Write this answer in an editor of your own.",
            ("exercise", "returned"), footer=False),
    Command("copy_text", "f5", "f5", "copy", "Copy this text to the clipboard.", ("exercise",), footer=False),
    Command("count_words", "ctrl+f5", "ctrl+f5", "how many words", "How many words this text has.",
            ("exercise",), footer=False),
    Command("save_text", "f10", "f10", "save as text", "Save this text as a file in this folder.",
            ("exercise",), footer=False),
    Command("put_together", "f11", "f11", "letter anew", "Put this letter together anew from your answers.",
            ("exercise",), footer=False),
    Command("hide", "f6", "f6", "hide", "Hide this line or row, or show it again.", ("exercise",), footer=False),
    Command("move_up", "f7,ctrl+up", "f7", "move up", "Move this line up.", ("exercise",), footer=False),
    Command("move_down", "f8,ctrl+down", "f8", "move down", "Move this line down.", ("exercise",), footer=False),
    Command("save", "ctrl+s", "ctrl+s", "save now", "Save now. Where the disk says no, take another folder.",
            ("exercise", "returned", "contents", "welcome", "end", "review"), footer=False),
    Command("short_break", "s", "s", "short break", "A short break. You come back to this very page.",
            ("exercise", "contents", "end"), footer=False),
    Command("leave", "escape", "esc", "leave", "Back to the contents. It is saved first.", ("exercise",)),
    # Pages to choose from
    Command("open", "enter", "enter", "open", "Open what is highlighted.", ("contents",)),
    Command("open", "enter", "enter", "go to it", "Go to this question.", ("review",)),
    Command("take_over", "o", "o", "open it here", "Open the book here instead of in the other window.",
            ("contents", "review")),
    Command("open", "enter", "enter", "read it", "Read this earlier version.", ("versions",)),
    Command("open", "enter", "enter", "bring back", "Bring this answer back as it was, after a question.",
            ("asitwas",)),
    Command("open", "enter", "enter", "choose", "Choose what is highlighted.",
            ("welcome", "end", "returned", "settings", "books", "newbook", "closed", "becomes", "trash")),
    Command("tick", "space", "space", "tick", "Tick what goes in, or take the tick out.", ("print",)),
    Command("open", "enter", "enter", "choose", "Choose what is highlighted, or open an exercise to its answers.",
            ("print",)),
    Command("read_first", "r", "r", "read it first", "Read the print before it is made.", ("print",)),
    Command("make", "p", "p", "make it", "Make the print.", ("print",)),
    Command("to_printer", "t", "t", "to a printer", "Send the print to a printer, after a question.", ("print",),
            footer=False),
    Command("open_it", "o", "o", "open it", "Open the print that was made.", ("print",), footer=False),
    Command("copy_path", "c", "c", "copy the path", "Copy to the clipboard where the print is.", ("print",),
            footer=False),
    Command("find", "slash", "/", "find", "Find an exercise, or a word of what stands about it.", ("methods",)),
    Command("take", "enter", "enter", "take", "Take what is marked of this answer.", ("compare",)),
    Command("settle", "s", "s", "settle", "Settle it: the other version goes to the trash.", ("compare",)),
    # Before all that is done less often: where there is little room, the last of these are not in sight
    Command("help", "question_mark,ctrl+t,f1", "?", "people, keys", "People to talk to, and the keys.",
            ("contents", "end", "welcome", "review", "methods", "settings", "books", "newbook", "closed", "print",
             "shortbreak", "becomes", "versions", "asitwas", "compare", "trash")),
    Command("help", "ctrl+t,f1,question_mark", "ctrl+t", "people, keys", "People to talk to, and the keys.",
            ("returned",)),
    # Earlier versions, two versions, and the trash
    Command("versions", "v", "v", "as it was", "How it was before: earlier versions of this exercise.", ("review",)),
    Command("forget", "d", "d", "forget", "Forget earlier versions, after a question.", ("versions",)),
    Command("bring_back", "b", "b", "bring all back", "Bring all of it back as it was then, after a question.",
            ("asitwas",)),
    Command("take_a", "a", "a", "A", "Take this answer from A.", ("compare",)),
    Command("take_b", "b", "b", "B", "Take this answer from B.", ("compare",)),
    Command("take_both", "c", "c", "both", "Take both: what has no room in the answer stands beside it as a note.",
            ("compare",)),
    Command("all_a", "f7", "f7", "all from A", "Take all from A that is in both.", ("compare",), footer=False),
    Command("all_b", "f8", "f8", "all from B", "Take all from B that is in both.", ("compare",), footer=False),
    Command("two_times", "t", "t", "two times", "Keep both, as two times through the exercise.", ("compare",)),
    Command("compare", "v", "v", "two versions", "Compare two versions of an exercise, side by side.",
            ("contents", "books"), footer=False),
    Command("to_trash", "d", "d", "to the trash", "Throw away what you wrote here, after a question.", ("review",)),
    Command("read_back", "r", "r", "read it", "Read what lies there.", ("trash",)),
    Command("put_back", "u", "u", "take it back", "Take back what you threw away.", ("trash",)),
    Command("delete", "d", "d", "delete", "Delete it for good, after a question.", ("trash",)),
    Command("empty_trash", "e", "e", "empty the trash", "Delete all of it for good, after a question.", ("trash",),
            footer=False),
    Command("trash", "t", "t", "trash", "What was thrown away from the highlighted book: read it, take it back.",
            ("books",), footer=False),
    Command("trash", "x", "x", "trash", "What was thrown away from this book: read it, take it back.", ("contents",),
            footer=False),
    Command("read_back", "r", "r", "read back", "Read what you wrote in the highlighted exercise, or in the last one.",
            ("contents",)),
    Command("print", "p", "p", "print", "Print: all of it, pages for somebody, or one page for your desk.",
            ("contents", "end", "review")),
    Command("books", "b", "b", "your books", "Your books: open another, begin one, name it, put it away, delete it.",
            ("contents",)),
    Command("own_page", "w", "w", "own page", "A page of your own, for what nobody asked.", ("contents",),
            footer=False),
    Command("ways", "t", "t", "how much", "How much you want: a few minutes, or a way through the days.",
            ("contents",), footer=False),
    Command("methods", "m", "m", "what it rests on", "What this book rests on: studies, their figures and limits.",
            ("contents", "exercise", "end", "review", "welcome"), footer=False),
    Command("begin", "n", "n", "another no", "Begin a book for another no.", ("books",)),
    Command("rename", "r", "r", "rename", "Give the highlighted book another name.", ("books",)),
    Command("put_away", "a", "a", "put away", "Put the highlighted book away, or take it back.", ("books",)),
    Command("said_yes", "y", "y", "they said yes", "Close the highlighted book. You can still read it and write in it.",
            ("books",), footer=False),
    Command("delete", "d", "d", "delete", "Delete the highlighted book for good, after a question.", ("books",),
            footer=False),
    # Everywhere
    Command("veil", "ctrl+l", "ctrl+l", "hide the page", "Hide the page. Any key but a letter brings it back.",
            ("everywhere",), footer=False),
    Command("palette", "ctrl+p,f2", "ctrl+p", "all commands", "Find any command by its name.",
            ("everywhere",), footer=False),
    Command("theme", "f3", "f3", "paper or lamp", "Light or dark.", ("everywhere",), footer=False),
    Command("settings", "f12", "f12", "settings", "Settings: how it looks, and the keys.",
            ("everywhere",), footer=False),
    # The ways out: the last of a place is always in its footer
    Command("quit", "q,ctrl+q", "q", "leave", _SAVED, ("review", "methods", "books", "newbook", "closed", "shortbreak",
             "becomes", "versions", "asitwas", "compare", "trash"),
            footer=False),
    Command("leave", "escape", "esc", "contents", "Back to the contents.", ("end", "books", "newbook", "closed")),
    Command("leave", "escape", "esc", "back", "Back to where you were.",
            ("review", "methods", "settings", "print", "shortbreak", "versions", "asitwas", "trash")),
    Command("leave", "escape", "esc", "back", "Back to the contents. Nothing has changed.", ("compare",)),
    Command("leave", "escape", "esc", "back to the writing", "Back to what you wrote. Nothing has changed.",
            ("becomes",)),
    Command("leave", "escape", "esc", "done", "To the contents. What you added is saved.", ("returned",)),
    Command("quit", "q,ctrl+q", "q", "leave", _SAVED, ("contents", "welcome", "end")),
    Command("quit", "ctrl+q,q", "ctrl+q", "leave the book", _SAVED, ("exercise", "returned", "print"), footer=False),
)  # fmt: skip


def commands(place: str) -> tuple[Command, ...]:
    """The commands of a place, in the order of the footer, with the keys that they have now."""
    from .keys import now

    return now(place)


def bindings(place: str) -> list[Binding]:
    """The usual bindings of a place; `keys.settle` puts one's own in their stead."""
    rows = [command for command in COMMANDS if place in command.places]
    return [binding(command, key, place) for command in rows for key in command.keys.split(",")]


def binding(command: Command, key: str, place: str) -> Binding:
    """What one key of a command does in a place."""
    from .keys import is_plain

    # A command must work while a text box has the focus; there a plain letter is text, and Enter is the box's own.
    return Binding(
        key,
        command.id,
        command.words,
        key_display=command.shown,
        tooltip=command.tooltip,
        id=f"{place}.{command.id}",
        show=command.footer,
        priority=not is_plain(key),
    )


def footer(place: str, found: Iterable[Command] | None = None) -> tuple[Command, ...]:
    """The commands that the last line shows."""
    return tuple(command for command in (found or commands(place)) if command.footer)
