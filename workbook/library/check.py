"""What is wrong with a whole pack: every file, and what the files say of one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..files import atomic
from ..model.pack import Pack
from .library import Found, find, read_pack_at
from .problems import Broken, Problem, did_you_mean
from .reader import Read, read_exercise
from .references import REST


def problems_of_pack(found: Found) -> tuple[Problem, ...]:
    """Every problem of a pack, file by file."""
    file = found.folder / "pack.yaml"
    pack: Pack | None = None
    problems: list[Problem] = []
    try:
        pack = read_pack_at(found.folder)
    except Broken as broken:
        problems.extend(broken.problems)
    except OSError as error:
        problems.append(Problem(file, 1, 1, f"can't be opened: {error.strerror}"))
    reads = {id: _read(path, pack) for id, path in found.files.items()}
    for first, second in found.twice:
        problems.append(Problem(second, 1, 1, f"{first.name} stands twice in this pack; rename one of the two"))
    if pack is not None:
        problems.extend(_of_pack_file(pack, file, reads, found))
    for id, read in reads.items():
        problems.extend(read.problems)
        problems.extend(_across(found.files[id], read, reads))
    return tuple(problems)


def problems_of_file(path: Path) -> tuple[Problem, ...]:
    """The problems of one exercise, read with the pack above it where there is one."""
    for folder in path.resolve().parents:
        if (folder / "pack.yaml").is_file():
            if path.name == "pack.yaml":
                return problems_of_pack(find(folder))
            try:
                pack = read_pack_at(folder)
            except Broken as broken:
                return broken.problems
            return _read(path, pack).problems
    return _read(path, None).problems


def _read(path: Path, pack: Pack | None) -> Read:
    try:
        return read_exercise(atomic.read(path), path, pack=pack)
    except OSError as error:
        return Read(None, (Problem(path, 1, 1, f"can't be opened: {error.strerror or error}"),), ())


def _of_pack_file(pack: Pack, file: Path, reads: dict[str, Read], found: Found) -> Iterator[Problem]:
    named: list[str] = []
    for section in pack.sections:
        named.extend(section.exercises)
        for id in section.exercises:
            if id not in reads:
                yield _in_pack(file, id, f"section `{section.id}` names `{id}`; there is no {id}.yaml")
    for id in named:
        if named.count(id) > 1:
            yield _in_pack(file, id, f"`{id}` stands in more than one place of `sections`")
            break
    for id in sorted(reads.keys() - set(named)):
        yield Problem(found.files[id], 1, 1, "no section of pack.yaml names this exercise; nobody will find it")
    for path in pack.paths:
        for id in [*path.short, *(one for day in path.days for group in day.do for one in group)]:
            if id not in reads:
                near = did_you_mean(id, reads)
                yield _in_pack(file, id, f"path `{path.id}` names `{id}`; there is no such exercise.{near}")
    for name in filter(None, (pack.book_title, pack.wording_by)):
        read = reads.get(name.exercise)
        if read is None or (read.exercise is not None and read.exercise.step(name.step) is None):
            yield _in_pack(file, str(name), f"there is no answer `{name}`")


def _in_pack(file: Path, word: str, message: str) -> Problem:
    """A problem where a word stands in pack.yaml."""
    lines = atomic.read(file).decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if (column := line.find(word)) >= 0:
            return Problem(file, number, column + 1, message)
    return Problem(file, 1, 1, message)


def _across(file: Path, read: Read, reads: dict[str, Read]) -> Iterator[Problem]:
    for one in read.references:
        if not one.name.exercise or one.name.exercise == file.stem:
            continue
        other = reads.get(one.name.exercise)
        message = ""
        if other is None:
            message = f"there is no exercise `{one.name.exercise}`.{did_you_mean(one.name.exercise, reads)}"
        elif other.exercise is not None and other.exercise.step(one.name.step) is None:
            near = did_you_mean(one.name.step, [step.id for step in other.exercise.steps])
            message = f"`{one.name.exercise}` has no step `{one.name.step}`.{near}"
        if message:
            yield Problem(file, one.node.line, one.node.column, message)
    if read.exercise is None:
        return
    rules = [id for rule in read.exercise.order for id in (*rule.after, *rule.not_right_after)]
    rules += [rule.to for rule in read.exercise.next if rule.to and rule.to not in REST]
    for id in rules:
        if id not in reads:
            yield _in_pack(file, id, f"there is no exercise `{id}`.{did_you_mean(id, reads)}")
