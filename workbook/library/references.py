"""What one place of an exercise says of another: names of answers, options, columns, exercises of the pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..files.yamlfile import Node
from ..model.conditions import Name
from ..model.exercise import Exercise
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
from .problems import Problem, did_you_mean, listed

REST = ("rest", "close-book", "new-book")


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


def problems_of_steps(exercise: Exercise, nodes: Mapping[str, Node], file: Path) -> tuple[Problem, ...]:
    """What is wrong within a step, or in the exercise's own lists of steps."""

    def at(id: str, message: str) -> Problem:
        node = nodes.get(id)
        return Problem(file, node.line if node else 1, node.column if node else 1, message)

    found: list[Problem] = []
    ids = [step.id for step in exercise.steps]
    if exercise.minutes < 1:
        found.append(at("", "`minutes` is at least 1"))
    for id in (*exercise.keep, *([exercise.run_title] if exercise.run_title else [])):
        if id not in ids:
            found.append(at("", f"there is no step `{id}` to keep or to take a title from.{did_you_mean(id, ids)}"))
    if not any(not isinstance(step, Note) and step.core for step in exercise.steps) and exercise.questions():
        found.append(at("", "no question is `core: true`; the short version would be empty"))
    for step in exercise.steps:
        found.extend(at(step.id, message) for message in _of_step(step))
    return tuple(found)


def _of_step(step: AnyStep) -> Iterator[str]:
    if isinstance(step, ScaleQuestion) and step.min >= step.max:
        yield f"the scale ends at {step.max}, before it begins at {step.min}"
    if isinstance(step, ScaleQuestion) and step.max - step.min > 20:
        yield "a scale has at most 21 numbers"
    if isinstance(step, ChoicesQuestion | ListQuestion) and 0 < step.at_most < step.at_least:
        yield "`at_most` is less than `at_least`"
    if not isinstance(step, TableQuestion):
        return
    columns = [column.id for column in step.columns]
    for column in step.columns:
        if columns.count(column.id) > 1:
            yield f"two columns have the id `{column.id}`"
        if column.kind not in COLUMN_KINDS:
            yield f"`{column.kind}` is no kind of column; there are {listed(COLUMN_KINDS)}"
        elif (column.kind == "choice") != bool(column.options):
            yield f"the column `{column.id}` " + (
                "needs `options`" if not column.options else "has no use for `options`"
            )
    rule = step.remainder
    if rule is not None and not any(one.id == rule.column and one.kind == "number" for one in step.columns):
        yield f"`remainder` needs a column of numbers; there is none called `{rule.column}`"


def problems_of_references(exercise: Exercise, references: Iterable[Reference], file: Path) -> tuple[Problem, ...]:
    """Names of this exercise that point nowhere, forward, or at what can't be used so."""
    steps = {step.id: step for step in exercise.steps}
    order = {id: number for number, id in enumerate(steps)}
    found: list[Problem] = []
    for one in references:
        if one.name.exercise and one.name.exercise != exercise.id:
            continue
        target = steps.get(one.name.step)
        message = ""
        if target is None:
            message = f"there is no answer `{one.name}`.{did_you_mean(one.name.step, steps)}"
        elif one.step and order[one.name.step] >= order.get(one.step, len(order)):
            message = f"`{one.name}` stands later; only earlier answers can be named"
        else:
            message = _misused(one, target, steps.get(one.step))
        if message:
            found.append(Problem(file, one.node.line, one.node.column, message))
    return tuple(found)


def _misused(one: Reference, target: AnyStep, by: AnyStep | None) -> str:
    name = one.name
    if isinstance(target, Note):
        return f"`{name}` is a note; it has no answer"
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
    if one.how == "later" and target.kind != "date":
        return f"`{name}` is no date"
    if one.how.startswith(("when is ", "when includes ")):
        return _no_option(one.how.split(" ", 2)[2], name, target)
    return ""


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
    ids = [option.id for option in options] + (["other"] if getattr(target, "other", False) else [])
    if value in ids:
        return ""
    return f"`{value}` is no option of `{name}`; there are {listed(ids)}.{did_you_mean(value, ids)}"
