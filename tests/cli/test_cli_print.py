"""`workbook print`: into a pipe, into a file, finished or not, and never over another file unasked."""

from __future__ import annotations

import os
import pty
import re
import select
import stat
from pathlib import Path
from typing import get_args

import pypdf
import pytest
from commandline import ANSWER, CommandLine, sitting
from typesetting import without_system_fonts


@pytest.fixture
def novel(line: CommandLine) -> CommandLine:
    line.book("2026-11-22-novel", "The novel")
    return line


def test_into_a_pipe_the_book_is_text(novel: CommandLine) -> None:
    status, out, err = novel.run("print")
    assert (status, err) == (0, "")
    assert out.startswith("The novel\n=========\n")
    assert "What did they say?" in out
    assert ANSWER in out
    assert novel.run("print", "-o", "-") == (0, out, "")
    assert list(novel.here.iterdir()) == []


def test_a_process_of_its_own_prints_the_same(novel: CommandLine) -> None:
    assert novel.run_apart("print") == novel.run("print")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.txt", b"The novel\n"),
        ("x.md", b"# The novel\n"),
        ("x.html", b"<!DOCTYPE html>"),
        ("x.HTM", b"<!DOCTYPE html>"),
        ("x.pdf", b"%PDF-"),
        ("x.json", b'{\n  "format": 1,\n  "title": "The novel",\n'.lower()),
        ("x", b"The novel\n"),
    ],
)
def test_the_ending_says_the_format(novel: CommandLine, name: str, begins: bytes) -> None:
    status, out, err = novel.run("print", "-o", name)
    assert (status, err) == (0, "")
    assert out == f"Your book is in {novel.here / name}\n"
    assert (novel.here / name).read_bytes().lower().startswith(begins.lower())
    assert stat.S_IMODE((novel.here / name).stat().st_mode) == 0o600
    assert [path.name for path in novel.here.iterdir()] == [name]


@pytest.mark.parametrize(("format", "begins"), [("md", b"# The"), ("html", b"<!"), ("pdf", b"%PDF-"), ("txt", b"The")])
def test_the_format_may_be_said_for_a_pipe(
    novel: CommandLine, capsysbinary: pytest.CaptureFixture[bytes], format: str, begins: bytes
) -> None:
    from workbook.cli import run

    capsysbinary.readouterr()
    assert run(["print", "--format", format]) == 0
    assert capsysbinary.readouterr().out.startswith(begins)


def test_an_ending_that_is_no_format_is_refused(novel: CommandLine) -> None:
    status, out, err = novel.run("print", "-o", "book.docx")
    assert (status, out) == (2, "")
    assert err == "workbook: the ending .docx is not known; use txt, md, html, pdf or json\n"
    assert list(novel.here.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten_unasked(novel: CommandLine) -> None:
    (novel.here / "x.txt").write_text("something else")
    status, out, err = novel.run("print", "-o", "x.txt")
    assert (status, out) == (1, "")
    assert err == "workbook: x.txt is there already. Name another file, or say --force.\n"
    assert (novel.here / "x.txt").read_text() == "something else"
    assert novel.run("print", "-o", "x.txt", "--force")[0] == 0
    assert ANSWER in (novel.here / "x.txt").read_text()


def test_a_folder_is_no_file_to_print_to(novel: CommandLine) -> None:
    (novel.here / "x.txt").mkdir()
    for name in ("x.txt", "."):
        status, out, err = novel.run("print", "-o", name, "--force")
        assert (status, out, err) == (2, "", f"workbook: {name} is a folder; name a file in it\n")
    status, out, err = novel.run("print", "-o", "nowhere/x.txt")
    assert (status, out, err) == (2, "", f"workbook: there is no folder {novel.here}/nowhere\n")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_no_file_is_never_replaced(novel: CommandLine, force: tuple[str, ...]) -> None:
    os.mkfifo(novel.here / "x.txt")
    (novel.here / "y.txt").symlink_to("x.txt")
    for name in ("x.txt", "y.txt"):
        status, out, err = novel.run("print", "-o", name, *force)
        assert (status, out, err) == (2, "", f"workbook: {name} is no file; name a file, or `-` for the pipe\n")
    assert (novel.here / "x.txt").is_fifo()
    assert (novel.here / "y.txt").is_symlink()


@pytest.mark.fault("A21")
def test_a_link_is_replaced_and_what_it_leads_to_stays(novel: CommandLine, tmp_path: Path) -> None:
    victim = novel.write(tmp_path / "victim.txt", "mine")
    (novel.here / "x.txt").symlink_to(victim)
    assert novel.run("print", "-o", "x.txt", "--force")[0] == 0
    assert victim.read_text() == "mine"
    (novel.here / "y.txt").symlink_to(tmp_path / "nowhere.txt")
    told = "workbook: y.txt is there already. Name another file, or say --force.\n"
    assert novel.run("print", "-o", "y.txt") == (1, "", told)
    assert not (novel.here / "x.txt").is_symlink()


def test_without_a_book_there_is_nothing_to_print(line: CommandLine) -> None:
    assert line.run("print") == (1, "", "workbook: there is no book to print yet. `workbook` begins one.\n")


def test_a_book_in_which_nothing_was_written_prints(line: CommandLine) -> None:
    line.run("new", "The novel")
    status, out, err = line.run("print")
    assert (status, err) == (0, "")
    assert "The novel" in out


def test_only_some_exercises(novel: CommandLine) -> None:
    other = sitting("second", "Ring Ana.", title="One small step", ask="What is the step?")
    novel.write(novel.shelf / "2026-11-22-novel" / "small" / "second.yaml", other)
    assert all(words in novel.run("print")[1] for words in (ANSWER, "Ring Ana."))
    for only, there, gone in (("first", ANSWER, "Ring Ana."), ("small/second", "Ring Ana.", ANSWER)):
        status, out, _ = novel.run("print", "--only", only)
        assert status == 0
        assert there in out
        assert gone not in out
    assert all(words in novel.run("print", "--only", "first", "--only", "second")[1] for words in (ANSWER, "Ring Ana."))


@pytest.mark.fault("F29")
def test_an_exercise_that_is_gone_still_prints(novel: CommandLine) -> None:
    for file in novel.pack.iterdir():
        file.unlink()
    status, out, _ = novel.run("print")
    assert status == 0
    assert ANSWER in out
    assert ANSWER in novel.run("print", "--only", "first")[1]


@pytest.mark.fault("F24")
def test_a_sitting_that_cannot_be_read_is_named_and_the_rest_prints(novel: CommandLine) -> None:
    bad = novel.write(novel.shelf / "2026-11-22-novel" / "small" / "second.yaml", "format: 1\nexercise: second\n")
    before = bad.read_bytes()
    status, out, err = novel.run("print")
    assert status == 0
    assert ANSWER in out
    assert err == (
        f"workbook: can't be read, so it is not printed: {bad} line 3: "
        "it breaks off: the last line, `...`, is missing\n"
    )
    assert bad.read_bytes() == before


def test_a_book_that_cannot_be_read_is_named(line: CommandLine) -> None:
    file = line.write(line.shelf / "a" / "workbook.yaml", "")
    status, out, err = line.run("print")
    assert (status, out) == (1, "")
    assert err.splitlines()[0] == f"workbook: can't be read, so it is not printed: {file} line 1: nothing is in it"


@pytest.mark.parametrize(
    "line_of_yaml",
    ["answer: &secretword hidden", "answer: *secretword", "answer: One\n    secretword: two\n    secretword: three",
     "answer: 'secretword", "answer: secretword: two", "answer: !secretword x", "answer: [secretword"],
)  # fmt: skip
@pytest.mark.fault("A20")
def test_an_error_holds_nobodys_answers(novel: CommandLine, line_of_yaml: str) -> None:
    text = sitting("second", "ANSWER").replace("answer: ANSWER", line_of_yaml)
    novel.write(novel.shelf / "2026-11-22-novel" / "small" / "second.yaml", text)
    status, out, err = novel.run("print")
    assert status == 0
    assert ANSWER in out
    assert "can't be read" in err or "secretword" in out
    assert "secretword" not in err


@pytest.mark.fault("A24")
def test_the_names_of_prints_tell_nobody_anything_and_never_collide(novel: CommandLine) -> None:
    """From a terminal, without a word more: a PDF in this folder."""
    for _ in range(2):
        status, shown = at_a_terminal(novel, "print")
        assert status == 0
        assert "Your book is in" in shown
    names = sorted(path.name for path in novel.here.iterdir())
    assert len(names) == 2
    assert re.fullmatch(r"book-\d{4}-\d\d-\d\d-2\.pdf", names[0])
    assert re.fullmatch(r"book-\d{4}-\d\d-\d\d\.pdf", names[1])
    assert all((novel.here / name).read_bytes().startswith(b"%PDF-") for name in names)


def test_on_a_terminal_too_the_text_may_be_asked_for(novel: CommandLine) -> None:
    status, shown = at_a_terminal(novel, "print", "-o", "-")
    assert status == 0
    assert ANSWER in shown
    status, shown = at_a_terminal(novel, "print", "-o", "-", "--format", "pdf")
    assert status == 2
    assert "a PDF can't be shown in a terminal" in shown
    assert "%PDF" not in shown


def test_pages_for_somebody_name_what_stays_and_leave_it_out(novel: CommandLine) -> None:
    book = novel.shelf / "2026-11-22-novel" / "small"
    private = sitting("second", "Ring Ana.", title="One small step").replace(
        "section: start", "section: s\nprivate: true"
    )
    novel.write(book / "second.yaml", private)
    status, out, err = novel.run("print", "--edition", "share")
    assert (status, err) == (0, "workbook: stays with you: One small step\n")
    assert ANSWER in out and "Ana" not in out
    assert novel.run("print", "--edition", "share", "-o", "x.md")[1] == f"Your pages are in {novel.here / 'x.md'}\n"
    partly = sitting("first").replace(
        "...", "  stays:\n    ask: What stays?\n    kind: line\n    private: true\n    answer: Soup.\n..."
    )
    novel.write(book / "first.yaml", partly)
    assert novel.run("print", "--edition", "share", "--only", "first")[2] == (
        "workbook: stays with you: What was said: “What stays?”\n"
    )
    assert novel.run("print", "--edition", "share", "--only", "second") == (
        1, "", "workbook: stays with you: One small step\nworkbook: nothing of it is for others, "
        "so nothing was printed.\n",
    )  # fmt: skip


def test_what_is_asked_of_whoever_reads_stands_first_and_an_exercise_can_be_left_out(novel: CommandLine) -> None:
    other = sitting("second", "Ring Ana.", title="One small step", ask="What is the step?").replace("-22", "-21")
    novel.write(novel.shelf / "2026-11-22-novel" / "small" / "second.yaml", other)
    share = ("print", "--edition", "share")
    status, out, err = novel.run(*share, "--wish", " Is this fair? ", "--leave-out", "second")
    assert (status, err) == (0, "")
    assert out.startswith("What I'd like from you: Is this fair?\n\n")
    assert ANSWER in out and "Ana" not in out
    assert novel.run(*share, "--leave-out", "second", "--leave-out", "small/first") == (
        1, "", "workbook: nothing is left that goes in, so nothing was printed.\n",
    )  # fmt: skip
    assert novel.run(*share, "--leave-out", "thrid")[0] == 2
    for option in ("--wish", "--leave-out"):
        status, out, err = novel.run("print", option, "second")
        assert (status, out) == (2, "")
        assert err == f"workbook: {option} is for pages for somebody. Say --edition share too.\n"


@pytest.mark.parametrize("edition", ["full", "share"])
def test_by_day_exercises_come_as_they_were_written(novel: CommandLine, edition: str) -> None:
    other = sitting("second", "Ring Ana.", title="One small step", ask="What is the step?").replace("-22", "-21")
    novel.write(novel.shelf / "2026-11-22-novel" / "small" / "second.yaml", other)
    by_contents = novel.run("print", "--edition", edition)[1]
    by_day = novel.run("print", "--edition", edition, "--by-day")[1]
    assert by_contents.index("Ana") > by_contents.index(ANSWER)
    assert by_day.index("Ana") < by_day.index(ANSWER)


def test_the_letters_alone_and_a_plain_line_where_there_is_none(novel: CommandLine) -> None:
    nothing = "workbook: there is no letter to print yet, so nothing was printed.\n"
    assert novel.run("print", "--edition", "letters") == (1, "", nothing)
    letter = sitting("second", '"Dear you,\\n\\nit is hard."', title="A letter").replace("kind: text", "kind: letter")
    novel.write(novel.shelf / "2026-11-22-novel" / "small" / "second.yaml", letter)
    status, out, err = novel.run("print", "--edition", "letters")
    assert (status, err) == (0, "")
    assert "    Dear you,\n\n    it is hard.\n" in out
    assert ANSWER not in out and "What did they say?" not in out
    assert novel.run("print", "--edition", "letters", "-o", "x.md")[1] == f"Your letters are in {novel.here / 'x.md'}\n"


def test_large_print_is_larger(novel: CommandLine) -> None:
    for name in ("usual", "large"):
        options = ("--large",) if name == "large" else ()
        assert novel.run("print", *options, "-o", f"{name}.html")[0] == 0
        assert novel.run("print", *options, "-o", f"{name}.pdf")[0] == 0
    assert '<html lang="en" class="large">' in (novel.here / "large.html").read_text("utf-8")
    assert '<html lang="en">' in (novel.here / "usual.html").read_text("utf-8")
    assert (novel.here / "large.pdf").read_bytes() != (novel.here / "usual.pdf").read_bytes()


@pytest.mark.parametrize(
    ("locale", "said", "size"),
    [("en_US.UTF-8", (), (612, 792)), ("de_DE.UTF-8", (), (595, 842)), ("en_US", ("--paper", "a4"), (595, 842))],
)
def test_the_paper_is_that_of_the_country_where_none_is_named(
    novel: CommandLine, monkeypatch: pytest.MonkeyPatch, locale: str, said: tuple[str, ...], size: tuple[int, int]
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert novel.run("print", "-o", "x.pdf", *said)[0] == 0
    page = pypdf.PdfReader(novel.here / "x.pdf").pages[0].mediabox
    assert (round(page.width), round(page.height)) == size


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--edition plan --measures", "--measures is for the whole book, pages for somebody and begun sheets"),
        ("--edition share --figures", "--figures is for the whole book"),
        ("--edition blank --by-day", "--by-day is for the book, pages for somebody and letters"),
        ("--paper letter", "--paper is for PDF"),
        ("-o x.md --large", "--large is for PDF and HTML"),
        ("-o x.html --boxes", "--boxes is for PDF"),
    ],
)
def test_an_option_that_would_change_nothing_is_told(novel: CommandLine, options: str, said: str) -> None:
    told = f"workbook: {said}; it changes nothing here.\n"
    assert novel.run("print", *options.split()) == (2, "", told)
    assert list(novel.here.iterdir()) == []


@pytest.mark.parametrize("more", ["--no-methods", "--only=first"])
def test_numbers_need_what_they_stand_behind(novel: CommandLine, more: str) -> None:
    told = "workbook: --figures needs what the exercises rest on, which is left out here.\n"
    assert novel.run("print", "--figures", more) == (2, "", told)


def test_an_ending_alone_is_no_name(novel: CommandLine) -> None:
    assert novel.run("print", "-o", ".pdf") == (2, "", "workbook: .pdf is only an ending; put a name before it\n")


def test_in_a_folder_that_is_gone_a_whole_path_and_a_pipe_still_take_it(novel: CommandLine, tmp_path: Path) -> None:
    novel.here.rmdir()
    told = "workbook: the folder you are in is gone; go to another one, or name a whole path with -o\n"
    assert novel.run("print", "-o", "x.txt") == (2, "", told)
    assert novel.run("print", "-o", str(tmp_path / "x.txt"))[0] == 0
    assert ANSWER in novel.run("print")[1]


def test_an_exercise_that_cannot_be_read_has_no_sheet_and_is_named(novel: CommandLine) -> None:
    novel.write(novel.pack / "second.yaml", "title: Second\nsteps: 3\n")
    told = "workbook: can't be read, so there is no sheet of it: second; `workbook check` says why\n"
    status, out, err = novel.run("print", "--edition", "blank")
    assert (status, err) == (0, told)
    assert "What did they say?" in out
    status, out, err = novel.run("print", "--edition", "blank", "--only", "second")
    assert (status, out) == (1, "")
    assert err == f"{told}workbook: no exercise was found that can be read, so nothing was printed.\n"


def test_help_says_it_in_lines_of_a_terminal(novel: CommandLine) -> None:
    from workbook.desk.prints import Edition

    _, out, _ = novel.run("print", "--help")
    assert all(len(line) <= 80 for line in out.splitlines())
    for edition in get_args(Edition):
        assert re.search(rf"^    {edition} +\w", out, re.MULTILINE)


def test_a_plan_is_made_of_the_packs_template(novel: CommandLine) -> None:
    nothing = "workbook: there is nothing for the plan yet, so nothing was printed.\n"
    assert novel.run("print", "--edition", "plan") == (1, "", nothing)
    pack = (novel.pack / "pack.yaml").read_text(encoding="utf-8")
    novel.write(novel.pack / "pack.yaml", pack + 'plan: "They said: {first.said}"\n')
    status, out, err = novel.run("print", "--edition", "plan")
    assert (status, err) == (0, "")
    assert "What comes next" in out and f"They said: {ANSWER}" in " ".join(out.split())
    assert "What comes next" in novel.run("print")[1]
    assert "What comes next" not in novel.run("print", "--only", "first")[1]
    nothing = "workbook: there is nothing of it for the plan, so nothing was printed.\n"
    assert novel.run("print", "--edition", "plan", "--only", "second") == (1, "", nothing)


def at_a_terminal(line: CommandLine, *arguments: str) -> tuple[int, str]:
    """Run a command with a terminal on all three sides: its status, and what it showed."""
    ours, its = pty.openpty()
    process = line.start(*arguments, stdin=its, stdout=its, stderr=its)
    os.close(its)
    shown = b""
    with process:
        while select.select([ours], [], [], 30)[0]:
            try:
                more = os.read(ours, 65536)
            except OSError:
                break
            if not more:
                break
            shown += more
        process.wait(30)
    os.close(ours)
    return process.returncode, shown.decode()


def test_what_the_exercises_rest_on_can_be_left_out(novel: CommandLine) -> None:
    first = novel.pack / "first.yaml"
    evidence = "evidence: {tested: craft, claim: It helps., figures: 'In one study 50%.', sources: [A. Author 2020]}\n"
    first.write_text(evidence + first.read_text("utf-8"), encoding="utf-8")
    _, with_it, _ = novel.run("print")
    _, without, _ = novel.run("print", "--no-methods")
    head, heading, said = with_it.partition("\n\n\nAbout the methods\n")
    assert heading and without == head + "\n"
    assert all(words in said for words in ("What was said", "It comes from experience", "- A. Author 2020"))
    assert "50%" not in with_it and "50%" in novel.run("print", "--figures")[1]
    assert novel.run("print", "--edition", "share") == novel.run("print", "--edition", "share", "--no-methods")


def test_characters_that_no_font_has_are_named_with_both_ways_to_print_them(
    line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_system_fonts(monkeypatch, tmp_path)
    line.book("2026-11-22-novel", "The novel", answer="她说好。")
    status, out, err = line.run("print", "-o", "x.pdf")
    assert (status, out) == (1, "")
    assert err == (
        "workbook: No font on this computer has 她, 说 and 2 more. HTML shows them where there is one. "
        "Nothing was written. `--boxes` prints a box for each.\n"
    )
    assert list(line.here.iterdir()) == []
    assert line.run("print", "-o", "x.pdf", "--boxes")[0] == 0
    assert (line.here / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert line.run("print", "-o", "x.html")[0] == 0


def test_empty_sheets_need_no_book(line: CommandLine) -> None:
    status, out, err = line.run("print", "--edition", "blank")
    assert (status, err) == (0, "")
    assert "Skip any question. Stop when you like." in out and "____" in out


def test_begun_sheets_need_a_book_that_is_begun(line: CommandLine) -> None:
    assert line.run("print", "--edition", "half")[0] == 1
