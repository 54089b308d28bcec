"""One authored file -> an Exercise or a Pack, or all of its problems at once."""

from __future__ import annotations

import hashlib
import typing
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..files import yamlfile
from ..files.yamlfile import Mapping, Node, Scalar
from ..model.conditions import Condition, Name
from ..model.exercise import Due, Exercise
from ..model.pack import Pack
from ..model.questions import (
    KINDS,
    AnyStep,
    From,
    Options,
    OptionWords,
    Return,
    ScaleQuestion,
    Wait,
)
from ..model.wording import Text
from . import converters as to
from .converters import Refused
from .fields import Key, keys_of
from .problems import Broken, Problem, did_you_mean, listed
from .references import Reference, problems_of_references, problems_of_steps


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a file that stands alone."""

    exercise: Exercise | None
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    """Names and exercises of the same pack that the file mentions."""


def read_exercise(data: bytes, file: Path, *, pack: Pack | None = None) -> Read:
    """An exercise from its bytes; the id is the file's name. Every problem is found, not only the first."""
    reading = Reading(file, pack.measures if pack is not None else {})
    tree = reading.tree(data, "an exercise begins with `title: ...`")
    made: Exercise | None = None
    if tree is not None:
        reading.file_id(file.stem, tree)
        made = reading.record(Exercise, tree)
        if made is not None:
            reading.extend(problems_of_steps(made, reading.nodes, file))
            reading.extend(problems_of_references(made, reading.references, file))
    problems = tuple(sorted(reading.problems, key=lambda one: (one.line, one.column)))
    if problems or made is None:
        return Read(None, problems, tuple(reading.references))
    section = pack.section_of(file.stem) if pack is not None else None
    whole = replace(
        made,
        id=file.stem,
        pack=pack.id if pack is not None else "",
        section=section.id if section is not None else "",
        fingerprint="sha256:" + hashlib.sha256(data).hexdigest(),
        wording_by=pack.wording_by if pack is not None else None,
        measured=pack.measures if pack is not None else {},
    )
    return Read(whole, (), tuple(reading.references))


def read_pack(data: bytes, file: Path) -> Pack:
    """A pack from the bytes of its pack.yaml. Raises Broken with every problem."""
    reading = Reading(file, {})
    tree = reading.tree(data, "a pack begins with `format: 1`")
    made: Pack | None = reading.record(Pack, tree) if tree is not None else None
    if made is not None and made.format != 1:
        reading.problem(tree, f"format {made.format} is newer than this program knows; it reads format 1")
    if reading.problems or made is None:
        raise Broken(tuple(sorted(reading.problems, key=lambda one: (one.line, one.column))))
    return made


class Reading:
    """Reads one file: goes on after a mistake, so that all of them are known at once."""

    def __init__(self, file: Path, measures: AnyMapping[str, Any]) -> None:
        self.file = file
        self.measures = measures
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.nodes: dict[str, Node] = {}
        """Where each step stands."""
        self._step = ""

    def problem(self, node: Node | None, message: str) -> None:
        """Note a mistake at a node."""
        line, column = (node.line, node.column) if node is not None else (1, 1)
        self.problems.append(Problem(self.file, line, column, message))

    def extend(self, problems: tuple[Problem, ...]) -> None:
        """Note mistakes that were found elsewhere."""
        self.problems.extend(problems)

    def tree(self, data: bytes, begins: str) -> Mapping | None:
        """The file's keys and values, or None with the problems noted."""
        tree, flaws = yamlfile.read(data, yamlfile.CONTENT)
        self.problems.extend(Problem(self.file, one.line, one.column, one.message) for one in flaws)
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

    def record(self, cls: type, tree: Node, known: dict[str, Key] | None = None, ignore: str = "") -> Any:
        """A dataclass from a mapping, or None with the problems noted."""
        try:
            pairs = to.mapping(tree).pairs
        except Refused as refused:
            self.problem(refused.node, str(refused))
            return None
        keys = keys_of(cls) if known is None else known
        values: dict[str, Any] = {}
        sound = True
        written = {key.text for key, _ in pairs}
        for key, node in pairs:
            if key.text == ignore:
                continue
            one = keys.get(key.text)
            if one is None:
                near = did_you_mean(key.text, keys.keys() - written)
                self.problem(key, f"unknown key `{key.text}`.{near}")
                sound = False
                continue
            value = self.value(one.hint, node)
            sound = sound and value is not None
            values[one.attribute] = value
        missing = [key for key, one in keys.items() if one.required and one.attribute not in values]
        if missing and not (sound is False and written - keys.keys()):
            self.problem(tree, f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing")
        if missing or not sound:
            return None
        return cls(**values)

    def value(self, hint: Any, node: Node) -> Any:
        """A value of this type from a node, or None with the problems noted."""
        try:
            return self._value(hint, node)
        except Refused as refused:
            self.problem(refused.node, str(refused))
            return None

    def _value(self, hint: Any, node: Node) -> Any:
        if hint is str:
            return to.scalar(node)
        if hint is int:
            return to.whole(node)
        if hint is bool:
            return to.boolean(node)
        if hint is Text:
            return to.text(node, self.use)
        if hint == Condition:
            return to.condition(node, self.use)
        if hint is Name:
            return to.name(node, self.use, "name")
        if hint is Wait:
            return to.wait(node, self.use)
        if hint is Return:
            return to.returns(node)
        if hint == Options:
            return to.options(node, self.use)
        if hint == int | From:
            return to.rows(node, self.use)
        origin = typing.get_origin(hint)
        if origin is tuple:
            return self._several(typing.get_args(hint)[0], node)
        if origin is AnyMapping:
            return self._by_id(typing.get_args(hint)[1], node)
        return self.record(hint, node)

    def _several(self, item: Any, node: Node) -> Any:
        if item is OptionWords:
            quick = self._kind_is("date")
            return to.offsets(node) if quick else to.option_words(node)
        if item == Name | None:
            return tuple(
                None if isinstance(one, Scalar) and one.text == "kept" else to.name(one, self.use, "pin")
                for one in to.several(node)
            )
        if item is Name:
            return tuple(to.name(one, self.use, "default") for one in to.several(node))
        if item is Due:
            return tuple(to.due(one, self.use) for one in to.several(node))
        if item is str:
            return tuple(to.scalar(one) for one in to.several(node))
        if item == AnyStep:
            steps = tuple(self._a_step(one) for one in to.sequence(node))
            self._step = ""
            return self._all(steps)
        if typing.get_origin(item) is tuple:
            return tuple(tuple(to.scalar(one) for one in to.several(each)) for each in to.sequence(node))
        return self._all(tuple(self.record(item, one) for one in to.sequence(node)))

    @staticmethod
    def _all(made: tuple[Any, ...]) -> Any:
        return None if any(one is None for one in made) else made

    def _by_id(self, item: Any, node: Node) -> Any:
        made: dict[str, Any] = {}
        for key, value in to.mapping(node).pairs:
            try:
                to.identifier(key)
            except Refused as refused:
                self.problem(refused.node, str(refused))
            made[key.text] = self.record(item, value)
        return None if None in made.values() else made

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
        self._step = ""
        if id is None:
            self.problem(tree, "`id` is missing; give the step a name of its own")
        else:
            try:
                self._step = to.identifier(id)
            except Refused as refused:
                self.problem(refused.node, str(refused))
                return None
            if self._step in self.nodes:
                first = self.nodes[self._step].line
                self.problem(id, f"the id `{self._step}` stands twice; the first is in line {first}")
                return None
            self.nodes[self._step] = tree
        kind = tree.get("kind")
        if not isinstance(kind, Scalar) or kind.text not in KINDS:
            words = kind.text if isinstance(kind, Scalar) else ""
            said = f"`{words}` is no kind of step" if words else "`kind` is missing"
            self.problem(kind or tree, f"{said}; there are {listed(KINDS)}.{did_you_mean(words, KINDS)}")
            return None
        if tree.flow and tree.get("ask") is not None:
            self.problem(tree, "a step with an `ask` is written as a block, one key a line, not in braces")
            return None
        cls: type = KINDS[kind.text]
        keys = dict(keys_of(cls))
        measure = tree.get("measure")
        if cls is ScaleQuestion and measure is not None:
            keys["ask"] = replace(keys["ask"], required=False)
        made = self.record(cls, tree, keys, ignore="kind")
        return self._measured(made, measure) if isinstance(made, ScaleQuestion) and measure is not None else made

    def _measured(self, step: ScaleQuestion, node: Node) -> ScaleQuestion | None:
        """A scale takes its words from the measure that it names."""
        measure = self.measures.get(step.measure)
        if measure is None:
            near = did_you_mean(step.measure, self.measures)
            self.problem(node, f"pack.yaml has no measure `{step.measure}`.{near}")
            return None
        return replace(
            step,
            ask=step.ask or measure.ask,
            low=step.low or measure.low,
            high=step.high or measure.high,
        )
