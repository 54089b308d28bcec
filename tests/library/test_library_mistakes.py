"""A folder of small files, one mistake each; the first lines of each say where it is and what must be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.library.problems import Problem
from workbook.library.reader import read_exercise, read_pack, read_pack_file

HERE = Path(__file__).parent
EXERCISES = sorted((HERE / "bad").glob("*.yaml"))
PACKS = sorted((HERE / "bad_packs").glob("*.yaml"))


def expected(data: bytes) -> list[tuple[int, int, str]]:
    text = data.decode("utf-16") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.decode("utf-8", "replace")
    found = []
    for line in text.splitlines():
        if not line.startswith("# expect: "):
            break
        place, _, words = line.removeprefix("# expect: ").partition(" ")
        row, _, column = place.partition(":")
        found.append((int(row), int(column), words))
    assert found, "the file does not say what is wrong with it"
    return found


def told(problems: tuple[Problem, ...], data: bytes) -> None:
    wanted = expected(data)
    got = [(one.line, one.column, one.message) for one in problems]
    assert [one[:2] for one in got] == [one[:2] for one in wanted], got
    for (_, _, message), (_, _, words) in zip(got, wanted, strict=True):
        assert words in message


@pytest.mark.parametrize("file", EXERCISES, ids=lambda file: file.stem)
@pytest.mark.fault("A8")
def test_a_mistake_in_an_exercise_is_told_at_its_place(file: Path) -> None:
    pack_file = HERE / "drafts" / "pack.yaml"
    pack = read_pack(pack_file.read_bytes(), pack_file)
    read = read_exercise(file.read_bytes(), file, pack=pack)
    assert read.exercise is None
    told(read.problems, file.read_bytes())


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
@pytest.mark.fault("A8")
def test_a_mistake_in_a_pack_is_told_at_its_place(file: Path) -> None:
    read = read_pack_file(file.read_bytes(), file)
    assert read.pack is None
    told(read.problems, file.read_bytes())


def test_five_mistakes_are_told_at_once() -> None:
    file = HERE / "bad" / "five-at-once.yaml"
    assert len(read_exercise(file.read_bytes(), file).problems) == 5


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    file = HERE / "bad" / "unknown-key.yaml"
    [problem] = read_exercise(file.read_bytes(), file).problems
    assert str(problem) == f"{file}:4:1: unknown key `purpos`. Did you mean `purpose`?"


def test_a_hundred_mistakes_are_enough(tmp_path: Path) -> None:
    steps = "".join(f"  - {{id: s{number}, kind: line, colour{number}: red}}\n" for number in range(5_000))
    text = f"title: Many\nminutes: 3\npurpose: To be mended\nsteps:\n{steps}"
    assert len(read_exercise(text.encode(), tmp_path / "many.yaml").problems) == 100


def test_without_a_pack_a_measure_is_told_to_need_one(tmp_path: Path) -> None:
    text = "title: A\nminutes: 1\npurpose: B\nsteps:\n  - {id: heavy, kind: scale, core: true, measure: heaviness}\n"
    [problem] = read_exercise(text.encode(), tmp_path / "a.yaml").problems
    assert "there is no pack.yaml above this file that has the measure `heaviness`" in problem.message
    assert read_exercise(text.encode(), tmp_path / "a.yaml", pack_is_broken=True).problems == ()
