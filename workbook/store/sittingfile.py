"""A sitting <-> the bytes of its file."""

from __future__ import annotations

from typing import Any

from ..files import yamlfile
from ..files.yamlfile import Mapping, OneLine
from ..model.sitting import Place, Sitting
from ..model.waiting import Waiting
from .answerfile import answer_tree, key_tree, read_answer
from .marks import FORMAT, Fields, Newer, Unreadable, day_of, tree_of, whole_of, without_empty


def encode(sitting: Sitting) -> bytes:
    """The bytes of a sitting's file. It ends with `...`, so that a file that was cut short is known for one."""
    place = sitting.place
    at: OneLine | None = None
    if place is not None:
        at = OneLine(
            without_empty(
                {
                    "step": place.step,
                    "row": key_tree(place.row),
                    "column": place.column,
                    "at": place.at,
                    "ask": place.ask,
                }
            )
        )
    tree: dict[str, Any] = without_empty(
        {
            "format": FORMAT,
            "exercise": sitting.exercise,
            "title": sitting.title,
            "pack": sitting.pack,
            "section": sitting.section,
            "private": sitting.private,
            "short": sitting.short,
            "content": sitting.content,
            "revision": sitting.revision,
            "started": sitting.started,
            "saved": sitting.saved,
            "finished": sitting.finished,
            "place": at,
            "done": sitting.done,
            "of": sitting.of,
            "waiting": {id: _waiting_tree(one) for id, one in sitting.waiting.items()},
            "answers": {id: answer_tree(answer) for id, answer in sitting.answers.items()},
        },
        keep=("exercise", "title", "pack", "answers"),
    )
    return (yamlfile.write({**tree, **sitting.extra}) + "...\n").encode()


def decode(data: bytes, run: int = 1) -> tuple[Sitting, int]:
    """A sitting from the bytes of its file, and the file's format number, which may be newer than this program.

    Raises Unreadable with the line of the first thing that is wrong, Newer where the format explains it.
    """
    fields = Fields(tree_of(data, yamlfile.SITTING))
    format = fields.whole("format")
    try:
        return _read(fields, run), format
    except Unreadable as error:
        if format > FORMAT:
            raise Newer(error.line, error.column, "it was written by a newer version of the workbook") from None
        raise


def _read(fields: Fields, run: int) -> Sitting:
    tree = fields.node
    started = fields.moment("started")
    if started is None:
        raise Unreadable(tree.line, tree.column, "`started` is missing")
    answers = fields.take("answers")
    if answers is None:
        # Always there, if only as `{}`: else one wrong letter in this word would hide all that was written.
        raise Unreadable(tree.line, tree.column, "`answers` is missing")
    waiting = fields.take("waiting")
    return Sitting(
        exercise=fields.text("exercise"),
        title=fields.text("title"),
        pack=fields.text("pack"),
        section=fields.text("section", ""),
        started=started,
        run=run,
        private=fields.flag("private"),
        content=fields.text("content", ""),
        revision=fields.whole("revision"),
        saved=fields.moment("saved"),
        finished=fields.moment("finished"),
        short=fields.flag("short"),
        place=_read_place(fields),
        done=fields.whole("done", 0),
        of=fields.whole("of", 0),
        answers={key.text: read_answer(node) for key, node in _pairs(answers)},
        waiting={} if waiting is None else {key.text: _read_waiting(node) for key, node in _pairs(waiting)},
        extra=fields.rest(),
    )


def _pairs(node: Any) -> Any:
    if not isinstance(node, Mapping):
        raise Unreadable(node.line, node.column, "keys and values are wanted here")
    return node.pairs


def _read_place(fields: Fields) -> Place | None:
    node = fields.take("place")
    if node is None:
        return None
    place = Fields(node)
    at = place.take("at")
    offset = whole_of(at) if at is not None else None
    return Place(place.text("step"), place.text("row", ""), place.text("column", ""), offset, place.text("ask", ""))


def _waiting_tree(one: Waiting) -> OneLine:
    tree = {"day": one.day, "called": one.called}
    return OneLine({**tree, "whenever": True} if one.whenever else tree)


def _read_waiting(node: Any) -> Waiting:
    fields = Fields(node)
    day = fields.take("day")
    if day is None:
        raise Unreadable(node.line, node.column, "`day` is missing")
    return Waiting(day_of(day), fields.text("called", ""), whenever=fields.flag("whenever"))
