"""`python -m workbook`, and the command `workbook`."""

from __future__ import annotations

import gc
import io
import sys


def main() -> None:
    """Run the command line; the exit status says how it went."""
    # What a start builds is kept: collecting meanwhile costs a tenth of it and finds nothing. The screen turns
    # collecting on again once it stands; other commands end before it would matter.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that this terminal's encoding does not have is no reason to fail.
            stream.reconfigure(errors="replace")
    try:
        from .cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
