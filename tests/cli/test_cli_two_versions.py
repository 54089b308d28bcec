"""Two versions of an exercise in the commands: what is printed is said in one line, and the doctor says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import CommandLine


@pytest.mark.fault("F22")
@pytest.mark.parametrize("name", ["first.sync-conflict-20261122-181940-ABCDEFG.yaml", "first (1).yaml", "first 2.yaml"])
def test_a_print_says_which_of_two_versions_it_has(line: CommandLine, name: str) -> None:
    file = line.book("novel", "The novel", answer="Mine.")
    file.with_name(name).write_text(file.read_text().replace("Mine.", "Theirs."))
    status, out, err = line.run("print")
    assert (status, "Mine." in out, "Theirs." in out) == (0, True, False)
    assert "Two versions of" in err and "the print has the one without an addition in its name." in err
    assert "Two versions" not in line.run("print", "--edition", "blank")[2]
    status, out, err = line.run("list")
    assert status == 0 and "compare them in the contents of the book." in err and "Two versions" not in out
    status, out, _ = line.run("doctor")
    assert status == 0 and f"Compare the two from the contents of its book: {file.with_name(name)}" in out


@pytest.mark.fault("F22")
def test_a_file_with_gits_marks_is_named_and_neither_is_printed(line: CommandLine) -> None:
    file = line.book("novel", "The novel", answer="Mine.")
    one, other = file.read_bytes(), file.read_bytes().replace(b"Mine.", b"Theirs.")
    marked = b"<<<<<<< HEAD\n" + one + b"=======\n" + other + b">>>>>>> laptop\n"
    file.write_bytes(marked)
    line.book("novel", "The novel", exercise="second")
    status, out, err = line.run("print")
    assert (status, "Mine." in out, "Theirs." in out) == (0, False, False)
    assert "none is in the print before you have compared them." in err
    status, out, _ = line.run("doctor")
    assert status == 1 and f"{file} line " in out
    assert "git has left two versions in it. Compare the two from the contents of its book." in out
    assert Path(file).read_bytes() == marked
