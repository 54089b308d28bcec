"""The commands. Screens are imported only where they are opened, printing only where something is printed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .. import __version__
from ..library.problems import Problem
from .books import books
from .bringing import bring_back
from .common import (
    WRONG_USE,
    Edition,
    Failure,
    Format,
    Options,
    Paper,
    cleaned_up,
    complain,
    desk_of,
    disk,
    heading_of,
    library_of,
    locations_of,
    say,
    shelf_of,
    width,
)
from .completion import completion
from .deleting import delete_
from .doctor import doctor
from .forgetting import forget_versions
from .options import complete_exercise, everywhere
from .screen import open_screen


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@everywhere
@click.version_option(__version__, prog_name="workbook", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """A quiet workbook for the days after a no. Without a command it opens where you left it."""
    if context.invoked_subcommand is None:
        _screen(context, None)


@cli.command("open")
@click.argument("exercise", required=False, shell_complete=complete_exercise)
@click.option("--again", is_flag=True, help="Begin a second time, beside what you wrote before.")
@everywhere
@click.pass_context
def open_(context: click.Context, exercise: str | None, again: bool) -> None:
    """Open the book, or an exercise at the very place where you left it."""
    _screen(context, exercise, again=again)


@cli.command()
@click.argument("title", required=False, default="")
@everywhere
@click.pass_context
def new(context: click.Context, title: str) -> None:
    """Begin a book for another no. It becomes the one that opens."""
    from ..desk import now
    from ..files.clean import one_line

    shelf = shelf_of(context.ensure_object(Options))
    with disk(shelf.folder):
        book = shelf.make(one_line(title), now())
    say(f"A new book, {book.title}, in {book.folder}")


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@everywhere
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """The exercises, and how far each is."""
    from ..desk.seconds import what_is_to_be_compared

    desk = desk_of(context.ensure_object(Options))
    for pack in desk.library.titles:
        if pack.problem:
            complain(f"a pack can't be read: {pack.problem}")
    for line in what_is_to_be_compared(desk):
        complain(line)
    if not desk.library.titles:
        raise Failure("no exercises were found. `workbook where` shows the folders that are looked into.")
    rows = [(pack, one) for pack in desk.library.titles for one in desk.progress(pack)]
    if as_json:
        import json

        found = [
            {
                "id": one.heading.id,
                "pack": one.heading.pack,
                "section": one.heading.section,
                "title": one.heading.title,
                "minutes": one.heading.minutes,
                "done": one.sitting.done if one.sitting is not None else 0,
                "of": one.sitting.of if one.sitting is not None else None,
            }
            for _, one in rows
        ]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from .listing import listing

    for line in listing(rows, width()):
        say(line)


@cli.command("print")
@click.option("-o", "--output", metavar="FILE", help="Where to; `-` is the pipe. The ending says the format.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["txt", "md", "html", "pdf", "json"]),
    metavar="NAME",
    help="txt, md, html, pdf or json, instead of the ending.",
)
@click.option(
    "--edition",
    type=click.Choice(["full", "share", "plan", "letters", "blank", "half"]),
    default="full",
    metavar="NAME",
    help="What is printed: one of the above.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="EXERCISE",
    shell_complete=complete_exercise,
    help="Only this exercise; say it again for more.",
)
@click.option(
    "--leave-out",
    multiple=True,
    metavar="EXERCISE",
    shell_complete=complete_exercise,
    help="Of pages for somebody: all but this one; say it again for more.",
)
@click.option("--wish", metavar="WORDS", default="", help="What you would like from whoever reads the pages.")
@click.option("--by-day", is_flag=True, help="In the order of the days; letters are so anyway.")
@click.option("--measures", is_flag=True, help="With the numbers asked before and after exercises.")
@click.option("--figures", is_flag=True, help="With the numbers behind what the exercises rest on.")
@click.option("--no-methods", is_flag=True, help="Without the pages about what the exercises rest on.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    metavar="NAME",
    help="a4 or letter; unsaid, the one of your country, by LC_PAPER or LANG.",
)
@click.option("--large", is_flag=True, help="In large print; for PDF and HTML.")
@click.option("--boxes", is_flag=True, help="In a PDF, a box for each character that no font on this computer has.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it is there.")
@everywhere
@click.pass_context
def print_(
    context: click.Context, output: str | None, format_: Format | None, edition: Edition, only: tuple[str, ...],
    leave_out: tuple[str, ...], wish: str, by_day: bool, measures: bool, figures: bool, no_methods: bool,
    paper: Paper | None, large: bool, boxes: bool, force: bool,
) -> None:  # fmt: skip
    """Print the book, finished or not: as PDF into this folder, or as text into a pipe.

    \b
    Editions:
      full     all of it, also what is only for you; this is the usual one
      share    pages for somebody you trust, without what is only for you
      plan     one page for you: what comes next
      letters  for you: each letter on a page of its own
      half     for a pen: what you wrote, and room for what you did not
      blank    for a pen: empty sheets of every exercise; no book is needed
    """
    from ..desk.seconds import what_a_print_has
    from ..printing.papersize import usual_paper
    from ..printing.setting import Setting
    from .chosen import Chosen
    from .paper import place, print_book

    desk = desk_of(context.ensure_object(Options))
    desk.read()
    if edition != "blank":
        for bad in (*desk.shelf.read().bad, *desk.bad):
            complain(f"can't be read, so it is not printed: {bad.path} line {bad.line}: {bad.message}")
        if desk.book is None:
            raise Failure("there is no book to print yet. `workbook` begins one.")
    # What was written stays printable when its exercise is gone.
    written = {kept.sitting.exercise for kept in desk.kept}

    def ids(named: tuple[str, ...]) -> frozenset[str]:
        return frozenset(words if words in written else heading_of(desk.library, words).id for words in named)

    chosen = Chosen(
        edition, ids(only), ids(leave_out), wish=wish, by_days=by_day or None, measures=measures, figures=figures,
        methods=not no_methods,
    )  # fmt: skip
    setting = Setting(paper or usual_paper(os.environ), large, boxes)
    for line in what_a_print_has(desk, ids(only)) if edition != "blank" else ():
        complain(line)
    named = [name for name, said in (("--paper", paper), ("--large", large), ("--boxes", boxes)) if said]
    with cleaned_up(), disk(place(output)):
        print_book(desk, output, format_, chosen, setting, named=named, force=force)


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@everywhere
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Problems in exercises, one a line: path:line:column: what is wrong and what to write instead."""
    import gc

    # All that is read stays until the end: to look for rubbish in it again and again takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        problems = _problems(context, paths)
    finally:
        if collecting:
            gc.enable()
    for problem in problems:
        say(str(problem))
    if problems:
        raise SystemExit(1)


@cli.command()
@everywhere
@click.pass_context
def where(context: click.Context) -> None:
    """The folders and files that are used."""
    found = locations_of(context.ensure_object(Options))
    for name, path in (
        ("books", found.shelf),
        ("exercises", found.content or "not found"),
        ("more packs", found.packs),
        ("settings", found.settings),
        ("cache", found.cache),
    ):
        say(f"{name:<12} {path}")


def _problems(context: click.Context, paths: tuple[Path, ...]) -> list[Problem]:
    """Those of these files and packs; where none is named, of everything that can be found."""
    from ..library.check import problems_of_file, problems_of_pack
    from ..library.folders import find

    if not paths:
        library = library_of(context.ensure_object(Options))
        if not library.titles:
            raise Failure("no exercises were found. Name a pack's folder, or a file.", WRONG_USE)
        return list(library.check())
    problems: list[Problem] = []
    for path in paths:
        if path.is_file():
            problems += problems_of_file(path)
        elif (path / "pack.yaml").is_file():
            problems += problems_of_pack(find(path))
        else:
            raise Failure(f"{path} has no pack.yaml; name a pack's folder or a file", WRONG_USE)
    return problems


def _screen(context: click.Context, exercise: str | None, *, again: bool = False) -> None:
    raise SystemExit(open_screen(context.ensure_object(Options), exercise, again=again))


for command in (books, bring_back, delete_, doctor, forget_versions, completion):
    cli.add_command(command)
