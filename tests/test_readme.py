"""README says what is so: its commands, its table of keys, its files."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import click
from shipped import EXERCISES, PACK

from workbook.cli.commands import cli
from workbook.store.settingsfile import read_settings
from workbook.ui.commands import COMMANDS, Command
from workbook.ui.keys import take_over

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = "python3 -m venv .venv && .venv/bin/python -m pip install -q -e . && .venv/bin/workbook"
TEST = (
    'python3 -m venv .venv && .venv/bin/python -m pip install -q -e ".[dev]"'
    " && .venv/bin/python -m pytest -n auto --dist loadgroup"
)
WHERE = {
    "welcome": "first screen",
    "contents": "contents",
    "exercise": "exercise",
    "end": "end of an exercise",
    "returned": "what comes back",
    "review": "reading back",
    "settings": "settings",
    "books": "your books",
    "newbook": "a new book",
    "closed": "a closed book",
    "print": "print",
    "methods": "what it rests on",
    "becomes": "after writing for nobody",
    "shortbreak": "a short break",
    "versions": "earlier versions",
    "asitwas": "an earlier version",
    "compare": "two versions",
    "trash": "the trash",
}


def rows() -> list[str]:
    """The table of keys, from the table of commands; what is done by one key in one sentence is one row."""
    together: dict[tuple[str, str], list[Command]] = {}
    for command in COMMANDS:
        together.setdefault((command.shown, command.tooltip), []).append(command)
    found = []
    for (key, tooltip), commands in together.items():
        places = [place for command in commands for place in command.places]
        where = (
            "everywhere" if "everywhere" in places else ", ".join(WHERE[place] for place in WHERE if place in places)
        )
        found.append(f"| `{key}` | {where} | {tooltip} |")
    return found


def test_the_table_of_keys_is_the_table_of_commands() -> None:
    section = README.partition("## Keys")[2].partition("## ")[0]
    table = [line for line in section.splitlines() if line.startswith("| `")]
    assert table == rows(), "README's rows should be:\n" + "\n".join(rows())


def test_the_two_commands_stand_alone_and_come_first() -> None:
    blocks = re.findall(r"^```\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert blocks[0] == RUN + "\n"
    assert blocks[1] == TEST + "\n"
    assert "a minute without output is normal" in README


def test_continuous_integration_runs_the_second_command() -> None:
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert lines[-1] == TEST
    assert os.access(script, os.X_OK)


def test_every_command_and_option_that_readme_names_is_there() -> None:
    named = re.findall(r"^workbook ((?:--\w+ \S+ )*)([a-z][a-z-]*)?(.*)$", README, re.MULTILINE)
    assert named
    for before, name, after in named:
        command = cli.commands[name] if name else cli
        options = {flag for option in command.params if isinstance(option, click.Option) for flag in option.opts}
        assert set(re.findall(r"--[a-z][a-z-]*", before + after)) <= options
    for name in re.findall(r"`workbook ([a-z][a-z-]*)", README):
        assert name in cli.commands


def test_every_file_that_readme_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).is_file(), target
    for name in re.findall(r"`((?:content|tests|\.ci)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"\.venv/bin/python (tests/\S+\.py)", README):
        assert (ROOT / name).is_file(), name


def test_readme_names_the_oldest_python_that_will_do() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in README


def sections() -> list[str]:
    """Every section with its exercises, in the order of the contents."""
    return [
        f"| {section.title} | {'; '.join(EXERCISES[id].title for id in section.exercises)} |"
        for section in PACK.sections
    ]


def test_readme_names_every_exercise() -> None:
    table = "\n".join(["| section | exercises |", "|---|---|", *sections()])
    assert table in README, f"write it so:\n{table}"


def test_the_settings_that_it_shows_can_be_had(tmp_path: Path) -> None:
    (shown,) = (
        block for block in re.findall(r"^```yaml\n(.*?)^```$", README, re.DOTALL | re.MULTILINE) if "keys:" in block
    )
    file = tmp_path / "settings.yaml"
    file.write_text(shown, "utf-8")
    settings = read_settings(file)
    assert settings.keys and settings.theme == "lamp"
    try:
        assert not take_over(settings.keys)
    finally:
        take_over({})
