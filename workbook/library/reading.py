"""Reads the tree of one file into the model's dataclasses: goes on after a mistake, so that all are known at once."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..files import yamlfile
from ..files.yamlfile import Mapping, Node, Scalar
from ..model.conditions import ID, Condition, Name
from ..model.exercise import Due
from ..model.questions import KINDS, AnyStep, From, Options, OptionWords, Return, ScaleQuestion, Wait
from ..model.wording import Text
from . import converters as to
from .converters import Refused, Use
from .fields import Key, keys_of, keys_of_steps
from .hidden import problems_of_characters
from .problems import Problem, did_you_mean, listed, nearest
from .references import Reference

MOST_PROBLEMS = 100
_ANY_NUMBER = ("min", "max")
_AT_LEAST_ONE = ("minutes", "in", "out", "lines", "of", "day", "days", "after", "until")


class Enough(Exception):
    """So much is wrong with a file that looking further would not help."""


class Reading:
    """One file on its way to an Exercise or a Pack."""

    def __init__(self, file: Path, measures: AnyMapping[str, Any] | None, *, in_pack: bool) -> None:
        self.file = file
        self.measures = measures
        """Those of pack.yaml; None when it can't be read."""
        self.in_pack = in_pack
        """Whether a pack.yaml stands above the file."""
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.nodes: dict[str, Node] = {}
        """Where each step stands, in order."""
        self.steps: dict[str, AnyStep] = {}
        """The steps that could be read."""
        self._step = ""

    def problem(self, node: Node | None, message: str) -> None:
        """Note a mistake at a node. Raises Enough after a hundred."""
        line, column = (node.line, node.column) if node is not None else (1, 1)
        self.extend((Problem(self.file, line, column, message),))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note mistakes that were found elsewhere. Raises Enough after a hundred."""
        for problem in problems:
            self.problems.append(problem)
            if len(self.problems) >= MOST_PROBLEMS:
                raise Enough

    def sorted(self) -> tuple[Problem, ...]:
        """Every mistake once, in the order of the file."""
        return tuple(sorted(dict.fromkeys(self.problems), key=lambda one: (one.line, one.column)))

    def tree(self, data: bytes, begins: str) -> Mapping | None:
        """The file's keys and values, or None with the problems noted."""
        tree, flaws = yamlfile.read(data, yamlfile.CONTENT)
        self.extend(Problem(self.file, one.line, one.column, one.message) for one in flaws)
        self.extend(problems_of_characters(data, tree, self.file))
        if tree is not None and not isinstance(tree, Mapping):
            self.problem(tree, f"the file holds no keys; {begins}")
            return None
        return tree

    def file_id(self, id: str, tree: Mapping) -> None:
        """See to it that the file's name can be an id."""
        try:
            to.identifier(Scalar(id, tree.line, tree.column, True))
        except Refused as refused:
            self.problem(tree, f"the file's name is the exercise's id: {refused}")

    def unique(self, thing: str, ids: Iterable[Scalar]) -> None:
        """See to it that no two things of a sort have one id."""
        seen: dict[str, int] = {}
        for id in ids:
            if id.text in seen:
                self.problem(id, f"two {thing}s have the id `{id.text}`; the first is in line {seen[id.text]}")
            seen.setdefault(id.text, id.line)

    def record(self, cls: type, tree: Node, *, spared: str = "", kind: bool = False) -> Any:
        """A dataclass from a mapping, or None with the problems noted.

        `spared` may be missing though it is required; `kind`: it is a step, whose kind is known already.
        """
        try:
            pairs = to.mapping(tree).pairs
        except Refused as refused:
            self.problem(refused.node, str(refused))
            return None
        keys = _keys(cls)
        values: dict[str, Any] = {}
        sound, meant = True, set[str]()
        for key, node in pairs:
            found = keys.get(key.text)
            if found is None:
                if not kind or key.text != "kind":
                    sound = False
                    meant |= self._unknown(key, node, cls, tree, step=kind)
                continue
            attribute, way = found
            try:
                value = way(self, node)
            except Refused as refused:
                self.problem(refused.node, str(refused))
                value = None
            values[attribute] = value
            if value is None:
                sound = False
        missing = [key for key, attribute in _required(cls) if attribute not in values and key != spared]
        if unsaid := [key for key in missing if key not in meant]:
            self.problem(tree, f"{listed(unsaid)} {'is' if len(unsaid) == 1 else 'are'} missing")
        return cls(**values) if sound and not missing else None

    def _unknown(self, key: Scalar, value: Node, cls: type, tree: Node, *, step: bool) -> set[str]:
        """Note that there is no such key in this place; which one was probably meant."""
        if step and key.text in keys_of_steps():
            self.problem(key, f"the key `{key.text}` belongs to another kind of step")
            return set()
        written = {one.text for one, _ in to.mapping(tree).pairs}
        near = nearest(key.text, keys_of(cls).keys() - written)
        told = did_you_mean(key.text, [near]) or _after_a_comma(tree, value)
        self.problem(key, f"unknown key `{key.text}`.{told}")
        return {near}

    def _told(self, make: Callable[[Node], Any], node: Node) -> Any:
        try:
            return make(node)
        except Refused as refused:
            self.problem(refused.node, str(refused))
            return None

    def _each(self, make: Callable[[Node], Any], nodes: Iterable[Node]) -> Any:
        """What is made of each node; None when one of them could not be read."""
        made = tuple([self._told(make, node) for node in nodes])
        return None if any(one is None for one in made) else made

    def several(self, item: Any, node: Node) -> Any:
        """A list whose items are of this type, each told of its own mistakes."""
        if item is OptionWords:
            return to.offsets(node) if self._kind_is("date") else to.option_words(node)
        if item == Name | None:
            named = self._each(lambda one: to.pinned(one, self.use), to.several(node))
            return None if named is None else tuple(one if isinstance(one, Name) else None for one in named)
        if item is Name:
            return self._each(lambda one: to.name(one, self.use, "default"), to.several(node))
        if item is Due:
            return self._each(lambda one: to.due(one, self.use), to.several(node))
        if item is str:
            return self._each(to.scalar, to.several(node))
        if item == AnyStep:
            steps = self._each(self._a_step, to.sequence(node))
            self._step = ""
            return steps
        if typing.get_origin(item) is tuple:
            return self._each(lambda one: self._each(to.scalar, to.several(one)), to.sequence(node))
        return self._each(lambda one: self.record(item, one), to.sequence(node))

    def by_id(self, way: Way, node: Node) -> Any:
        """Values by their ids, each told of its own mistakes."""
        made = {}
        for key, value in to.mapping(node).pairs:
            id, one = self._told(to.identifier, key), self._told(partial(way, self), value)
            made[key.text] = one if id is not None else None
        return None if any(one is None for one in made.values()) else made

    def use(self, name: Name, node: Node, how: str) -> None:
        """Note that a name was mentioned, and in which step."""
        self.references.append(Reference(name, node, how, self._step))

    def _kind_is(self, kind: str) -> bool:
        node = self.nodes.get(self._step)
        found = node.get("kind") if isinstance(node, Mapping) else None
        return isinstance(found, Scalar) and found.text == kind

    def _a_step(self, node: Node) -> Any:
        """One step, of the kind that it names."""
        tree = to.mapping(node, "the keys of a step")
        id = tree.get("id")
        self._step = id.text if isinstance(id, Scalar) and ID.match(id.text) else ""
        twice = self._step in self.nodes
        if twice:
            first = self.nodes[self._step].line
            self.problem(id, f"the id `{self._step}` stands twice; the first is in line {first}")
        elif self._step:
            self.nodes[self._step] = tree
        kind = tree.get("kind")
        if not isinstance(kind, Scalar) or kind.text not in KINDS:
            usual = tree.get("type") if kind is None else None
            if usual is not None:
                self.problem(next(key for key, _ in tree.pairs if key.text == "type"), "write `kind` instead of `type`")
                return None
            words = kind.text if isinstance(kind, Scalar) else ""
            said = f"`{words}` is no kind of step" if words else "`kind` is missing"
            self.problem(kind or tree, f"{said}; there are {listed(KINDS)}.{did_you_mean(words, KINDS)}")
            return None
        braces = tree.flow and tree.get("ask") is not None
        if braces:
            self.problem(tree, "a step with an `ask` is written as a block, one key a line, not in braces")
        cls: type = KINDS[kind.text]
        measure = tree.get("measure")
        spared = "ask" if cls is ScaleQuestion and measure is not None else ""
        made = self.record(cls, tree, spared=spared, kind=True)
        if isinstance(made, ScaleQuestion) and measure is not None:
            made = self._measured(made, measure)
        if made is None or twice or braces:
            return None
        self.steps[self._step] = made
        return made

    def _measured(self, step: ScaleQuestion, node: Node) -> ScaleQuestion | None:
        """A scale takes its words from the measure that it names."""
        if self.measures is None:
            return None
        measure = self.measures.get(step.measure)
        if measure is None:
            message = f"there is no pack.yaml above this file that has the measure `{step.measure}`"
            if self.in_pack:
                message = f"pack.yaml has no measure `{step.measure}`.{did_you_mean(step.measure, self.measures)}"
            self.problem(node, message)
            return None
        return replace(step, ask=step.ask or measure.ask, low=step.low or measure.low, high=step.high or measure.high)


Way = Callable[[Reading, Node], Any]
"""What makes a value of a node, with what is noted meanwhile; raises Refused."""


@cache
def _keys(cls: type) -> dict[str, tuple[str, Way]]:
    """The keys of a place, each with its attribute and how it is read."""
    return {key: (one.attribute, _way_of(key, one)) for key, one in keys_of(cls).items()}


@cache
def _required(cls: type) -> tuple[tuple[str, str], ...]:
    """The keys of a place that must be there, each with its attribute."""
    return tuple((key, one.attribute) for key, one in keys_of(cls).items() if one.required)


def _way_of(key: str, one: Key) -> Way:
    if one.attribute == "id":
        return lambda _, node: to.identifier(node)
    if one.hint is not int or key in _ANY_NUMBER:
        return _way(one.hint)
    least = 1 if key in _AT_LEAST_ONE else 0

    def number(_: Reading, node: Node) -> int:
        value = to.whole(node)
        if value < least:
            raise Refused(node, f"`{key}` is at least {least}")
        return value

    return number


def _way(hint: Any) -> Way:
    """How a value of this type is read. Asked once for each key there is, not for each that is written."""
    plain: dict[Any, Callable[[Node], Any]] = {str: to.scalar, int: to.whole, bool: to.boolean, Return: to.returns}
    if make := plain.get(hint):
        return lambda _, node: make(node)
    naming: dict[Any, Callable[[Node, Use], Any]] = {
        Text: to.text, Condition: to.condition, Wait: to.wait, Options: to.options, int | From: to.rows,
        Name: lambda node, use: to.name(node, use, "name"),
    }  # fmt: skip
    if read := naming.get(hint):
        return lambda reading, node: read(node, reading.use)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return lambda reading, node: reading.several(inner[0], node)
    if origin is AnyMapping:
        way = _way(inner[1])
        return lambda reading, node: reading.by_id(way, node)
    return lambda reading, node: reading.record(hint, node)


def _after_a_comma(tree: Node, value: Node) -> str:
    """What an unknown key without a value most likely is: the rest of somebody's sentence."""
    if isinstance(tree, Mapping) and tree.flow and isinstance(value, Scalar) and value.plain and not value.text:
        return " In braces a comma ends a text: put the whole text in quotes."
    return ""
