"""Nodes of YAML -> values of the model, one small function per shape of value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..files.yamlfile import Mapping, Node, Scalar, Sequence
from ..model.conditions import ID, RESERVED, All, AnyOf, Condition, Name, Not, Test
from ..model.days import offset
from ..model.exercise import Due
from ..model.questions import From, OptionWords, Return, Wait
from ..model.wording import Text, WordingError
from .problems import did_you_mean, listed

NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?\Z")
WHOLE = re.compile(r"-?[0-9]{1,9}\Z")
TESTS = ("is", "includes", "at_least", "at_most", "answered")


class Refused(Exception):
    """A value that can't be read; `args[0]` says what to write instead, `node` is where."""

    def __init__(self, node: Node, message: str) -> None:
        super().__init__(message)
        self.node = node


Use = Callable[[Name, Node, str], None]
"""Called for every name that a value mentions: the name, where, and how it is used."""


def scalar(node: Node, wanted: str = "a text") -> str:
    """The words of a node. Raises Refused when it is a list or mapping, or empty."""
    if not isinstance(node, Scalar):
        raise Refused(node, f"here {wanted} is wanted, not {_shape(node)}")
    if node.text == "":
        raise Refused(node, "nothing stands here; write something or take the key out")
    return node.text


def _shape(node: Node) -> str:
    if isinstance(node, Mapping):
        if node.flow and any(isinstance(value, Scalar) and value.text == "" for _, value in node.pairs):
            return "braces; put the text in quotes"
        return "keys and values"
    return "a list" if isinstance(node, Sequence) else "a text"


def text(node: Node, use: Use) -> Text:
    """An author's text with its gaps."""
    words = scalar(node)
    try:
        made = Text.parse(words)
    except WordingError as error:
        raise Refused(node, str(error.args[0])) from None
    if "{" in words:
        for gap in made.gaps():
            use(gap.name, node, "text")
    return made


def whole(node: Node) -> int:
    """A whole number."""
    words = scalar(node, "a whole number")
    if not WHOLE.match(words):
        raise Refused(node, f"`{words}` is no whole number")
    return int(words)


def boolean(node: Node) -> bool:
    """Exactly `true` or `false`."""
    words = scalar(node, "`true` or `false`")
    if words not in ("true", "false"):
        raise Refused(node, f"`{words}` is neither `true` nor `false`")
    return words == "true"


def identifier(node: Node) -> str:
    """An id of a step, column, section or path."""
    words = scalar(node, "an id")
    if not ID.match(words):
        raise Refused(node, f"`{words}` is no id; use a-z, 0-9 and hyphens, at most 64")
    if words in RESERVED:
        raise Refused(node, f"`{words}` is a word of the format itself; choose another id")
    return words


def name(node: Node, use: Use, how: str) -> Name:
    """The name of an answer."""
    words = scalar(node, "the name of an answer")
    try:
        made = Name.parse(words)
    except ValueError as error:
        raise Refused(node, f"{error}; write `step` or `exercise.step`") from None
    use(made, node, how)
    return made


def pinned(node: Node, use: Use) -> Name | str:
    """The name of an answer, or `kept` for all that was kept."""
    return "kept" if isinstance(node, Scalar) and node.text == "kept" else name(node, use, "pin")


def several(node: Node) -> tuple[Node, ...]:
    """The items of a list; one thing alone is a list of one. Raises Refused where it is empty."""
    return sequence(node) if isinstance(node, Sequence) else (node,)


def sequence(node: Node) -> tuple[Node, ...]:
    """The items of a list. Raises Refused for anything else."""
    if not isinstance(node, Sequence):
        raise Refused(node, f"here a list is wanted, each line beginning with `- `, not {_shape(node)}")
    if not node.items:
        raise Refused(node, "the list is empty; write something or take the key out")
    return node.items


def mapping(node: Node, wanted: str = "keys and values") -> Mapping:
    """A mapping. Raises Refused for anything else."""
    if not isinstance(node, Mapping):
        raise Refused(node, f"here {wanted} are wanted, not {_shape(node)}")
    return node


def option_words(node: Node) -> tuple[OptionWords, ...]:
    """Options as a list of words or as `id: words`."""
    made: list[tuple[OptionWords, Node]] = []
    if isinstance(node, Mapping):
        made = [(OptionWords(id=_option(key), words=scalar(words)), key) for key, words in node.pairs]
        if not made:
            raise Refused(node, "nothing stands here; write `id: words`, or a list of words")
    else:
        for item in sequence(node):
            words = scalar(item)
            made.append((OptionWords(id=slug(words), words=words), item))
    seen: set[str] = set()
    for option, where in made:
        if option.id in seen:
            raise Refused(where, f"two options get the id `{option.id}`; write them as `id: words`")
        if option.id == "other":
            raise Refused(where, "`other` is a word of the format itself; write `other: true` beside `options`")
        seen.add(option.id)
    return tuple(option for option, _ in made)


def _option(key: Scalar) -> str:
    if not ID.match(key.text) and offset(key.text) is None:
        raise Refused(key, f"`{key.text}` is no id of an option; use a-z, 0-9 and hyphens, at most 64")
    return key.text


def slug(words: str) -> str:
    """The id that an option gets from its words: lower case, all else hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:64] or "-"


def offsets(node: Node) -> tuple[OptionWords, ...]:
    """The quick picks of a date."""
    made = option_words(node)
    for option in made:
        if option.id not in ("today", "yesterday") and offset(option.id) is None:
            raise Refused(node, f"`{option.id}` is no quick pick; write `today`, `yesterday`, `+3d` or `+2w`")
    return made


def source(node: Mapping, use: Use) -> From:
    """`{from: x, where: {column: option}}`."""
    for key, _ in node.pairs:
        if key.text not in ("from", "where"):
            raise Refused(key, f"unknown key `{key.text}` beside `from`.{did_you_mean(key.text, ['where'])}")
    front = node.get("from")
    assert front is not None
    named = None if scalar(front) == "kept" else name(front, use, "from")
    where = node.get("where")
    if where is None:
        return From(name=named)
    return From(name=named, where=tuple((key.text, scalar(value)) for key, value in mapping(where).pairs))


def options(node: Node, use: Use) -> tuple[OptionWords, ...] | From:
    """The options of a choice."""
    if isinstance(node, Mapping) and node.get("from") is not None:
        return source(node, use)
    return option_words(node)


def rows(node: Node, use: Use) -> int | From:
    """The rows of a table."""
    if isinstance(node, Mapping):
        if node.get("from") is None:
            raise Refused(node, "write `rows: 3`, or `rows: {from: x}`")
        made = source(node, use)
        if made.name is None:
            raise Refused(node, "`kept` gives options, not rows; name one answer")
        return made
    number = whole(node)
    if not 1 <= number <= 100:
        raise Refused(node, "write a number of rows between 1 and 100")
    return number


def condition(node: Node, use: Use) -> Condition:
    """What `when` holds: all of its tests must."""
    made: list[Condition] = []
    for key, value in mapping(node, "answers and what they must be").pairs:
        if key.text == "any":
            made.append(AnyOf(tuple(condition(item, use) for item in sequence(value))))
        elif key.text == "not":
            made.append(Not(condition(value, use)))
        elif isinstance(value, Mapping):
            made.extend(_tests(key, value, use))
        else:
            made.append(_test(key, "is", value, use))
    if not made:
        raise Refused(node, "nothing stands here; write an answer and what it must be")
    return made[0] if len(made) == 1 else All(tuple(made))


def _tests(key: Scalar, node: Mapping, use: Use) -> list[Condition]:
    made: list[Condition] = []
    for test, value in node.pairs:
        if test.text not in TESTS:
            near = did_you_mean(test.text, TESTS)
            raise Refused(test, f"`{test.text}` is no test; there are {listed(TESTS)}.{near}")
        made.append(_test(key, test.text, value, use))
    return made


def _test(key: Scalar, test: str, node: Node, use: Use) -> Test:
    words = scalar(node)
    if test == "answered":
        boolean(node)
    if test in ("at_least", "at_most") and not NUMBER.match(words):
        raise Refused(node, f"`{words}` is no number")
    if key.text == "sitting":
        named = Name("sitting")
    else:
        named = name(key, use, f"when {test} {words}" if test in ("is", "includes") else "when")
    return Test(named, test, words)


def wait(node: Node, use: Use) -> Wait:
    """`+7d`, the name of a date, or both: `follow-up|+7d`."""
    words = scalar(node)
    front, bar, back = words.partition("|")
    length = offset(back if bar else front)
    if bar or length is None:
        if bar and length is None:
            raise Refused(node, f"`{back}` is no number of days; write `+7d`")
        return Wait(date=name(Scalar(front, node.line, node.column, True), use, "later"), offset=_days(length))
    return Wait(offset=length.days)


def _days(length: Any) -> int | None:
    return None if length is None else int(length.days)


def returns(node: Node) -> Return:
    """`+7d`, `book+30d` or `another-no`."""
    words = scalar(node)
    if words == "another-no":
        return Return(another_no=True)
    length = offset(words.removeprefix("book"))
    if length is None:
        raise Refused(node, f"`{words}` is no time to come back; write `+7d`, `book+30d` or `another-no`")
    return Return(days=length.days, from_book=words.startswith("book"))


def due(node: Node, use: Use) -> Due:
    """`+7d`, or the date answer of an exercise."""
    length = offset(scalar(node))
    return Due(day=length.days) if length is not None else Due(date=name(node, use, "later"))
