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
        return _commands(arguments) if arguments or COMPLETING in os.environ else _plain_start()
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


def _plain_start() -> int:
    """`workbook` alone: the book. There is nothing to take apart, so the parser of commands is not loaded."""
    from .screen import open_screen

    return open_screen(Options(), None)


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
