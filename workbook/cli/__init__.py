"""The command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from .commands import cli
from .common import Failure

__all__ = ["cli", "run"]


def run(arguments: Sequence[str]) -> int:
    """Run a command line. Returns the exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted."""
    try:
        status = cli.main(args=list(arguments), prog_name="workbook", standalone_mode=False)
    except Failure as error:
        error.show()
        return error.status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # Whoever read the pipe has left: nothing more to say, and nothing to complain about at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    return status if isinstance(status, int) else 0
