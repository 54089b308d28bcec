"""What one place of an exercise says of another: names of answers, options, columns, exercises of the pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from pathlib import Path

from ..files.yamlfile import Mapping, Node, Scalar
from ..model.beginning import TAKES
from ..model.conditions import Name
from ..model.exercise import Exercise
from ..model.lettinggo import may_be_let_go
from ..model.questions import (
    COLUMN_KINDS,
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    From,
    LetterQuestion,
    ListQuestion,
    Note,
    RatingsQuestion,
    ScaleQuestion,
    TableQuestion,
)
from .mentions import inside, maps, scalars
from .problems import Problem, did_you_mean, listed

Steps = AnyMapping[str, AnyStep]
Nodes = AnyMapping[str, Node]
Way = tuple[str | int, ...]
"""The keys and positions that lead from a step to what is wrong in it."""

TESTED = ("job-seekers", "others", "craft")


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of an answer."""

    name: Name
    node: Node
    """Where it stands."""
    how: str
    """text, pin, default, from, later, name, `when`, or `when is <option>`."""
    step: str
    """The step that mentions it; empty where the exercise itself does."""


def problems_of_exercise(
    exercise: Exercise | None, tree: Mapping, steps: Steps, nodes: Nodes, measures: Collection[str] | None, file: Path
) -> Iterator[Problem]:
    """What is wrong with the exercise's own keys; `exercise` is None when some of it could not be read."""
    for key in ("keep", "end_with", "run_title"):
        for node in scalars(tree.get(key)):
            step = steps.get(node.text)
            if node.text not in nodes:
                message = f"there is no step `{node.text}`.{did_you_mean(node.text, nodes)}"
                yield Problem(file, node.line, node.column, message)
            elif isinstance(step, Note):
                yield Problem(file, node.line, node.column, f"`{node.text}` is a note; it has no answer")
            elif may_be_let_go(step):
                yield Problem(file, node.line, node.column, _for_nobody(node.text))
    for node in scalars(tree.get("measures")):
        if measures and node.text not in measures:
            message = f"pack.yaml has no measure `{node.text}`.{did_you_mean(node.text, measures)}"
            yield Problem(file, node.line, node.column, message)
    for rule in maps(tree.get("order")):
        high = rule.get("not_when")
        for id, _ in high.pairs if isinstance(high, Mapping) else ():
            if measures and id.text not in measures:
                message = f"pack.yaml has no measure `{id.text}`.{did_you_mean(id.text, measures)}"
                yield Problem(file, id.line, id.column, message)
    tested = inside(tree, "evidence", "tested")
    if isinstance(tested, Scalar) and tested.text and tested.text not in TESTED:
        near = did_you_mean(tested.text, TESTED)
        yield Problem(file, tested.line, tested.column, f"`{tested.text}` is not one of {listed(TESTED)}.{near}")
    if exercise is not None and exercise.questions() and not any(one.core for one in exercise.questions()):
        at = tree.get("steps") or tree
        yield Problem(file, at.line, at.column, "no question is `core: true`; the short version would be empty")


def problems_of_steps(steps: Steps, nodes: Nodes, file: Path) -> Iterator[Problem]:
    """What is wrong within each step that could be read."""
    for id, step in steps.items():
        for way, message in _of_step(step):
            node = inside(nodes.get(id), *way)
            yield Problem(file, node.line if node else 1, node.column if node else 1, message)


def _of_step(step: AnyStep) -> Iterator[tuple[Way, str]]:
    if isinstance(step, ScaleQuestion) and step.min >= step.max:
        yield ("max",), f"the scale ends at {step.max}, and begins at {step.min}; it must end higher"
    if isinstance(step, ScaleQuestion) and step.max - step.min > 20:
        yield ("max",), "a scale has at most 21 numbers"
    if isinstance(step, ChoicesQuestion | ListQuestion) and 0 < step.at_most < step.at_least:
        yield ("at_most",), "`at_most` is less than `at_least`"
    for kind, words in step.wording.items():
        choosing = isinstance(step, ChoiceQuestion | ChoicesQuestion | RatingsQuestion)
        if words.options and (not choosing or isinstance(getattr(step, "options", None), From)):
            yield ("wording", kind, "options"), f"a {step.kind} has no options of its own that others could stand for"
        if words.template and not isinstance(step, LetterQuestion):
            yield ("wording", kind, "template"), f"a {step.kind} has no `template`"
    if not isinstance(step, TableQuestion):
        return
    seen: set[str] = set()
    for number, column in enumerate(step.columns):
        way: Way = ("columns", number)
        if column.id in seen:
            yield (*way, "id"), f"two columns have the id `{column.id}`"
        seen.add(column.id)
        if column.kind not in COLUMN_KINDS:
            near = did_you_mean(column.kind, COLUMN_KINDS)
            yield (*way, "kind"), f"`{column.kind}` is no kind of column; there are {listed(COLUMN_KINDS)}.{near}"
        elif column.kind == "choice" and not column.options:
            yield way, f"the column `{column.id}` needs `options`"
        elif column.kind != "choice" and column.options:
            yield (*way, "options"), f"the column `{column.id}` has no use for `options`; write `kind: choice`"
    rule = step.remainder
    if rule is not None and not any(one.id == rule.column and one.kind == "number" for one in step.columns):
        yield ("remainder", "column"), f"`remainder` needs a column of numbers; there is none called `{rule.column}`"


def problems_of_references(
    exercise: str, steps: Steps, order: Sequence[str], references: Iterable[Reference], file: Path
) -> Iterator[Problem]:
    """Names of this exercise that point nowhere, forward, or at what can't be used so.

    `order` has the ids of all steps, `steps` those that could be read.
    """
    places = {id: number for number, id in enumerate(order)}
    was = {old: step.id for step in steps.values() if not isinstance(step, Note) for old in step.was}
    for one in references:
        if one.name.exercise and one.name.exercise != exercise:
            continue
        id = one.name.step if one.name.step in places else was.get(one.name.step, "")
        if not id:
            near = did_you_mean(one.name.step, places)
            days = " Write days such as `+7d`, or the name of a date." if one.how == "later" and not near else ""
            message = f"there is no answer `{one.name}`.{near or days}"
        elif id == one.step:
            message = f"`{one.name}` is this very question; only earlier answers can be named"
        elif one.step and places[id] >= places.get(one.step, len(places)):
            message = f"`{one.name}` stands later; only earlier answers can be named"
        else:
            message = misused(one, steps[id], steps.get(one.step)) if id in steps else ""
        if message:
            yield Problem(file, one.node.line, one.node.column, message)


def misused(one: Reference, target: AnyStep, by: AnyStep | None) -> str:
    """Why an answer can't be used as it is meant here; the empty string when it can."""
    name = one.name
    if isinstance(target, Note):
        return f"`{name}` is a note; it has no answer"
    if may_be_let_go(target) and one.how in ("text", "pin", "default", "from", "name"):
        return _for_nobody(f"{name}")
    if name.column and not isinstance(target, TableQuestion):
        return f"`{name.step}` is no table and has no column `{name.column}`"
    if name.column and isinstance(target, TableQuestion):
        columns = [column.id for column in target.columns]
        if name.column not in columns:
            return f"the table `{name.step}` has no column `{name.column}`.{did_you_mean(name.column, columns)}"
    if one.how == "text" and isinstance(by, LetterQuestion) and isinstance(target, TableQuestion):
        return f"`{name}` is a table; a letter can't take it in"
    if one.how == "from":
        return _misused_from(one, target, by)
    if one.how == "default" and by is not None and target.kind not in TAKES[by.kind]:
        return _no_beginning(one, target, by)
    if one.how == "later" and target.kind != "date":
        return f"`{name}` is no date"
    if one.how.startswith(("when is ", "when includes ")):
        return _no_option(one.how.split(" ", 2)[2], name, target)
    return ""


def _for_nobody(name: str) -> str:
    """Why nothing speaks of such words: what took them in would show them still when they are closed or let go."""
    return f"`{name}` has `let_go: true`; nothing else may show what is written there"


def _no_beginning(one: Reference, target: AnyStep, by: AnyStep) -> str:
    """Why a question can't begin with an answer."""
    match by.kind:
        case "letter":
            return "a letter begins with its `template`; take `default` out"
        case "table":
            return f"a table can't begin with an answer; write `rows: {{from: {one.name}}}`"
        case kind:
            return f"a {kind} can't begin with `{one.name}`, which is a {target.kind}"


def _misused_from(one: Reference, target: AnyStep, by: AnyStep | None) -> str:
    sources = ChoiceQuestion | ChoicesQuestion | RatingsQuestion | ListQuestion | TableQuestion
    if not isinstance(target, sources):
        return f"`{one.name}` is a {target.kind}; options and rows come from a list, table, choices or ratings"
    source = getattr(by, "rows", None) if isinstance(by, TableQuestion) else getattr(by, "options", None)
    if isinstance(source, From) and source.where:
        if not isinstance(target, TableQuestion):
            return f"`where` needs a table; `{one.name}` is a {target.kind}"
        for column, id in source.where:
            options = next((one.options for one in target.columns if one.id == column), None)
            if options is None:
                near = did_you_mean(column, [one.id for one in target.columns])
                return f"the table `{one.name}` has no column `{column}`.{near}"
            ids = [option.id for option in options]
            if ids and id not in ids:
                return f"`{id}` is no option of the column `{column}`.{did_you_mean(id, ids)}"
    return ""


def _no_option(value: str, name: Name, target: AnyStep) -> str:
    """Why a condition can never hold: it waits for an option that is not there."""
    options = getattr(target, "options", None)
    if isinstance(target, TableQuestion):
        options = next((column.options for column in target.columns if column.id == name.column), None)
    if not isinstance(options, tuple) or not options or target.kind == "date":
        return ""
    others = [option for words in target.wording.values() for option in words.options]
    ids = list(dict.fromkeys(option.id for option in (*options, *others)))
    ids += ["other"] if getattr(target, "other", False) else []
    if value in ids:
        return ""
    return f"`{value}` is no option of `{name}`; there are {listed(ids)}.{did_you_mean(value, ids)}"
