"""The commands that list, make, choose and check."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import click
import pytest
from commandline import ANSWER, FIRST, PACK, CommandLine

from workbook import __version__
from workbook.cli.commands import cli


def test_it_says_its_version(line: CommandLine) -> None:
    assert line.run("--version") == (0, f"workbook {__version__}\n", "")


def test_the_help_lists_every_command(line: CommandLine) -> None:
    status, out, _ = line.run("--help")
    assert status == 0
    assert cli.commands
    for name, command in cli.commands.items():
        assert f"\n  {name} " in out
        assert command.help
        assert command.get_short_help_str(200) in " ".join(out.split()) or command.get_short_help_str(45)[:20] in out


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_and_the_common_options(line: CommandLine, name: str) -> None:
    status, out, err = line.run(name, "--help")
    assert (status, err) == (0, "")
    assert all(option in out for option in ("--shelf DIR", "--book NAME", "--content DIR"))
    assert line.run(name, "-h") == (0, out, "")


def test_the_list_says_how_far_each_exercise_is(line: CommandLine) -> None:
    line.book("2026-11-22-novel", "The novel")
    status, out, err = line.run("list")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Start",
        "  first   3 min  1 of 2  What was said",
        "",
        "Learning from it",
        "  second  5 min          One small step",
    ]


def test_the_list_is_there_before_any_book(line: CommandLine) -> None:
    status, out, _ = line.run("list")
    assert status == 0
    assert "What was said" in out
    assert not line.shelf.exists()


def test_the_list_for_programs(line: CommandLine) -> None:
    line.book("2026-11-22-novel", "The novel")
    status, out, err = line.run("list", "--json")
    assert (status, err) == (0, "")
    first, second = json.loads(out)
    assert first == {
        "id": "first", "pack": "small", "section": "start", "title": "What was said", "minutes": 3, "done": 1, "of": 2,
    }  # fmt: skip
    assert second == {
        "id": "second", "pack": "small", "section": "learning", "title": "One small step", "minutes": 5, "done": 0,
        "of": None,
    }  # fmt: skip
    assert ANSWER not in out


def test_the_list_names_what_cannot_be_read(line: CommandLine) -> None:
    line.write(line.pack / "first.yaml", FIRST.replace("core: true", "core: yes"))
    status, out, _ = line.run("list")
    assert status == 0
    assert "  first          can't be read; `workbook check` says why\n" in out
    line.write(line.pack / "pack.yaml", PACK.replace("title: Small", "titel: Small"))
    status, out, err = line.run("list")
    assert "a pack can't be read" in err
    assert "pack.yaml:3:1: unknown key `titel`. Did you mean `title`?" in err


def test_a_list_of_nothing_says_so(line: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    status, out, err = line.run("list", "--content", str(tmp_path / "empty"))
    assert (status, out) == (1, "")
    assert err == "workbook: no exercises were found. `workbook where` shows the folders that are looked into.\n"


def test_a_new_book_becomes_the_current_one(line: CommandLine) -> None:
    status, out, err = line.run("new", "The novel")
    assert (status, err) == (0, "")
    assert out.startswith("A new book, The novel, in ")
    line.run("new", "The job")
    status, out, _ = line.run("books")
    marks = {row.split("  ")[-1]: row[0] for row in out.splitlines()}
    assert marks == {"The novel": " ", "The job": "*"}
    for path in line.shelf.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_new_book_needs_no_title(line: CommandLine) -> None:
    status, out, _ = line.run("new")
    assert status == 0
    assert len(line.run("books")[1].splitlines()) == 1


def test_without_a_book_it_says_how_to_begin(line: CommandLine) -> None:
    assert line.run("books") == (0, "There is no book yet. `workbook` begins one.\n", "")


def test_another_book_is_chosen_by_folder_or_by_title(line: CommandLine) -> None:
    line.book("2026-11-22-novel", "The novel")
    line.book("2026-11-23-job", "The job", "2026-11-23")
    assert line.run("books")[1] == "  2026-11-22-novel  The novel\n* 2026-11-23-job  The job\n"
    assert line.run("books", "use", "the NOVEL") == (0, "The novel opens from now on.\n", "")
    assert line.run("books")[1] == "* 2026-11-22-novel  The novel\n  2026-11-23-job  The job\n"
    assert line.run("books", "use", "2026-11-23-job")[0] == 0
    assert line.run("books")[1].splitlines()[1].startswith("* ")


def test_a_book_that_is_not_there_or_not_the_only_one(line: CommandLine) -> None:
    line.book("a", "The novel")
    line.book("b", "The novel")
    status, out, err = line.run("books", "use", "The novella")
    assert (status, out) == (2, "")
    assert err == "workbook: There is no book called The novella. `workbook books` has them all.\n"
    status, out, err = line.run("books", "use", "The novel")
    assert (status, out) == (2, "")
    assert err == "workbook: More than one book is called The novel. Say which by its folder: a, b.\n"


def test_a_book_that_cannot_be_read_is_named(line: CommandLine) -> None:
    line.book("a", "The novel")
    line.write(line.shelf / "b" / "workbook.yaml", "format: 1\ntitle: Half")
    status, out, _ = line.run("books")
    assert status == 0
    assert "* a  The novel\n" in out
    assert f"  b  can't be read: {line.shelf}/b/workbook.yaml line 2: it breaks off" in out


def test_it_says_which_folders_it_uses(line: CommandLine) -> None:
    status, out, err = line.run("where")
    assert (status, err) == (0, "")
    folders = dict(row.split(maxsplit=1) for row in out.replace("more packs", "more").splitlines())
    assert folders["books"] == str(line.shelf)
    assert folders["exercises"] == str(line.pack)
    assert set(folders) == {"books", "exercises", "more", "settings", "cache"}


@pytest.mark.parametrize("before", [True, False])
def test_the_shelf_is_said_before_or_after_the_command(line: CommandLine, tmp_path: Path, before: bool) -> None:
    other = ["--shelf", str(tmp_path / "other")]
    for command in (["new", "There"], ["books"], ["list"], ["where"], ["print"]):
        status, out, err = line.run(*(other + command if before else command + other))
        assert (status, err) == (0, ""), command
    assert not line.shelf.exists()
    assert line.run("books", *other)[1].endswith("There\n")


@pytest.mark.parametrize("before", [True, False])
def test_the_book_is_said_before_or_after_the_command(line: CommandLine, before: bool) -> None:
    line.book("2026-11-22-novel", "The novel", answer="About the novel.")
    line.book("2026-11-23-job", "The job", answer="About the job.")
    for name in ("The novel", "2026-11-22-novel"):
        status, out, _ = line.run(*(["--book", name, "print"] if before else ["print", "--book", name]))
        assert status == 0
        assert "About the novel." in out
        assert "About the job." not in out


def test_the_book_may_be_said_by_the_environment(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    line.book("2026-11-22-novel", "The novel", answer="About the novel.")
    line.book("2026-11-23-job", "The job", answer="About the job.")
    monkeypatch.setenv("WORKBOOK_BOOK", "The novel")
    assert "About the novel." in line.run("print")[1]
    assert "About the job." in line.run("print", "--book", "The job")[1]


def test_what_is_said_last_counts(line: CommandLine, tmp_path: Path) -> None:
    line.run("--shelf", str(tmp_path / "one"), "new", "There", "--shelf", str(tmp_path / "two"))
    assert not (tmp_path / "one").exists()
    assert (tmp_path / "two").is_dir()


def test_a_sound_pack_passes_the_check(line: CommandLine) -> None:
    assert line.run("check") == (0, "", "")
    assert line.run("check", str(line.pack)) == (0, "", "")
    assert line.run("check", str(line.pack / "first.yaml"), str(line.pack / "pack.yaml")) == (0, "", "")


def test_the_check_names_path_line_column_and_what_is_wrong(line: CommandLine) -> None:
    file = line.write(line.pack / "first.yaml", FIRST.replace("core: true", "core: yes").replace("purpose", "purpos"))
    told = (
        f"{file}:3:1: unknown key `purpos`. Did you mean `purpose`?\n{file}:7:11: `yes` is neither `true` nor `false`\n"
    )
    assert line.run("check") == (1, told, "")
    assert line.run("check", str(line.pack)) == (1, told, "")
    assert line.run("check", str(file)) == (1, told, "")
    assert line.run("check", "../pack/first.yaml")[1].startswith("../pack/first.yaml:3:1: ")


def test_a_check_of_nothing_does_not_pass(line: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in (["check", str(tmp_path / "empty")], ["check", "--content", str(tmp_path / "empty")]):
        status, out, err = line.run(*arguments)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1


def test_a_check_of_what_is_not_there(line: CommandLine) -> None:
    status, out, err = line.run("check", "nowhere")
    assert (status, out) == (2, "")
    assert "nowhere" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [["open", "frist"], ["print", "--only", "frist"]])
def test_an_exercise_that_is_not_there_is_told_with_the_nearest(line: CommandLine, command: list[str]) -> None:
    line.book("a", "The novel")
    told = "workbook: There is no exercise `frist`. Did you mean `first`? `workbook list` has them all.\n"
    if command[0] == "open":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("workbook.cli.screen.at_terminal", lambda: True)
            assert line.run(*command) == (2, "", told)
    else:
        assert line.run(*command) == (2, "", told)


def test_a_command_that_is_not_there_is_told_in_one_line(line: CommandLine) -> None:
    status, out, err = line.run("lst")
    assert (status, out) == (2, "")
    assert err == "workbook: No such command 'lst'. Did you mean 'list'? `workbook --help` says how it is used.\n"
    status, out, err = line.run("print", "--papper", "a4")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "`workbook print --help`" in err


def test_every_option_has_help() -> None:
    def every(group: click.Group) -> list[click.Command]:
        commands = list(group.commands.values())
        return commands + [one for sub in commands if isinstance(sub, click.Group) for one in every(sub)]

    for command in [cli, *every(cli)]:
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{command.name} {option.opts}"
