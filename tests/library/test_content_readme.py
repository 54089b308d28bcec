"""The author's reference quotes the exercises as they are, and says which of them carries each idea of the article."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent

import pytest
import yaml
from shipped import CONTENT, EXERCISES, PACK

from workbook.library.reader import read_exercise
from workbook.model.questions import KINDS

README = (CONTENT / "README.md").read_text(encoding="utf-8")
PIECES = re.findall(r"From `([\w/.-]+)`[^\n]*:\n\n```yaml\n(.*?)```", README, re.DOTALL)
"""The files that are quoted, and what is quoted of them."""


def steps_of(text: str) -> list[dict[str, object]]:
    found = yaml.safe_load(text)
    steps = found["steps"] if isinstance(found, dict) else found
    assert isinstance(steps, list)
    return steps


def drifted(quoted: object, real: object, at: str) -> list[str]:
    """Where a piece says something else than the file; keys and things of a list may be left out."""
    if isinstance(quoted, dict) and isinstance(real, dict):
        return [each for key in quoted for each in drifted(quoted[key], real.get(key), f"{at} `{key}`")]
    if isinstance(quoted, list) and isinstance(real, list):
        left = iter(real)
        # `in` goes on from where the last one was found: the order counts.
        if all(any(not drifted(one, other, at) for other in left) for one in quoted):
            return []
    elif quoted == real:
        return []
    now = "nothing" if real is None else yaml.safe_dump(real, allow_unicode=True, sort_keys=False, width=200).strip()
    return [f"{at} is now:\n{indent(now.removesuffix('...').strip(), '    ')}"]


@pytest.mark.parametrize(("file", "piece"), PIECES, ids=[re.findall(r"id: ([\w-]+)", one)[0] for _, one in PIECES])
def test_a_piece_is_quoted_as_it_stands(file: str, piece: str) -> None:
    path = CONTENT / file
    assert path.is_file(), f"content/README.md quotes {file}, which is not there; quote another exercise"
    real = {step["id"]: step for step in steps_of(path.read_text(encoding="utf-8"))}
    for step in steps_of(piece):
        there = ", ".join(str(id) for id in real)
        assert step["id"] in real, f"{file} has no step `{step['id']}` any more; it has {there}"
        wrong = drifted(step, real[step["id"]], f"{file}, step `{step['id']}`:")
        assert wrong == [], "write it so in content/README.md:\n" + "\n".join(wrong)


def test_every_kind_of_step_is_quoted() -> None:
    assert {step["kind"] for _, piece in PIECES for step in steps_of(piece)} == set(KINDS)


def test_a_piece_that_drifts_is_seen() -> None:
    real = {"id": "a", "ask": "One", "options": ["x", "y", "z"], "columns": [{"id": "c", "kind": "line"}]}
    assert drifted({"id": "a", "options": ["x", "z"], "columns": [{"id": "c"}]}, real, "here") == []
    assert drifted({"ask": "Two"}, real, "here") == ["here `ask` is now:\n    One"]
    assert drifted({"hint": "Two"}, real, "here") == ["here `hint` is now:\n    nothing"]
    assert drifted({"options": ["z", "x"]}, real, "here") == ["here `options` is now:\n    - x\n    - y\n    - z"]
    assert drifted({"columns": [{"id": "d"}]}, real, "here")


def test_the_whole_exercise_to_copy_is_sound() -> None:
    [(file, text)] = re.findall(r"to copy into `([\w/.-]+)`:\n\n```yaml\n(.*?)```", README, re.DOTALL)
    read = read_exercise(text.encode(), Path(file), pack=PACK)
    assert read.problems == ()
    assert not (CONTENT / file).exists() and Path(file).stem not in EXERCISES
    assert f"open {Path(file).stem}`" in README


IDEAS = README.partition("## Where each idea of the article is worked on")[2].partition("\n## ")[0]


def test_every_idea_of_the_article_is_worked_on() -> None:
    rows = re.findall(r"^\| (?!idea |---)(.+?) \| (.+?) \|$", IDEAS, re.MULTILINE)
    assert len(rows) >= 25
    named = {idea: re.findall(r"`([a-z-]+)`", exercises) for idea, exercises in rows}
    assert [idea for idea, ids in named.items() if not ids] == [], "each idea names the exercise that carries it"
    missing = {id for ids in named.values() for id in ids} - EXERCISES.keys()
    assert missing == set(), f"the table of ideas names what is not in the pack: {', '.join(sorted(missing))}"
    unnamed = EXERCISES.keys() - {id for ids in named.values() for id in ids}
    assert unnamed == set(), f"the table of ideas leaves out: {', '.join(sorted(unnamed))}"


def test_what_a_group_never_shares_is_private() -> None:
    group = README.partition("## With a group")[2].partition("\n## ")[0]
    [never] = re.findall(r"^- Never to be shared.*$", group, re.MULTILINE)
    [spoken] = re.findall(r"^- Fit to be spoken of.*$", group, re.MULTILINE)
    for id in re.findall(r"`([a-z-]+)`", never):
        assert id not in EXERCISES or EXERCISES[id].private, f"{id} is never shared, and is not private"
    for id in re.findall(r"`([a-z-]+)`", spoken):
        assert id not in EXERCISES or not EXERCISES[id].private, f"{id} may be spoken of, and is private"
