"""`workbook completion`: what a shell needs to complete commands, exercises and books."""

from __future__ import annotations

import click

from . import COMPLETING
from .options import everywhere


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@everywhere
def completion(shell: str) -> None:
    """Print what your shell needs to complete commands. For bash: eval "$(workbook completion bash)"."""
    from click.shell_completion import get_completion_class

    from .commands import cli

    made = get_completion_class(shell)
    assert made is not None
    # Not `source()`: for bash that starts a shell to ask for its version.
    click.echo(made.source_template % made(cli, {}, "workbook", COMPLETING).source_vars())
