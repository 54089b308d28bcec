"""The command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from .common import Failure, Options, complain

__all__ = ["run"]

INTERRUPTED = 130
COMPLETING = "_WORKBOOK_COMPLETE"
"""Set by a shell that asks what a command can be completed to. It asks without arguments."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line. Returns the exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted."""
    try:
        options = _of_plain_start(arguments) if COMPLETING not in os.environ else None
        return _commands(arguments) if options is None else _plain_start(options)
    except Failure as error:
        complain(error.message)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the pipe has left: nothing more to say, and nothing to complain about at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    except Exception as error:
        complain(_broke(error))
        return 1


def _plain_start(options: Options) -> int:
    """`workbook` alone: the book. There is nothing to take apart, so the parser of commands is not loaded."""
    from .screen import open_screen

    return open_screen(options, None)


def _of_plain_start(arguments: Sequence[str]) -> Options | None:
    """What `workbook` alone is told of where things are; None for any other line, be it sound or not."""
    options, rest = Options(), iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        value = value if equals else next(rest, "")
        if name not in ("--shelf", "--book", "--content") or not value or value.startswith("-"):
            return None
        setattr(options, name[2:], value)
    return options


def _commands(arguments: Sequence[str]) -> int:
    import click

    from .commands import cli

    try:
        status = cli.main(args=list(arguments), prog_name="workbook", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx is not None else "workbook"
        complain(f"{error.format_message()} `{command} --help` says how it is used.")
        return error.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _broke(error: Exception) -> str:
    """What broke and where in the program: no message and no value, for those may hold somebody's words."""
    last: TracebackType | None = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f" in {Path(last.tb_frame.f_code.co_filename).name}, line {last.tb_lineno}" if last is not None else ""
    return f"something broke ({type(error).__name__}{place}). What was saved before is still there."
