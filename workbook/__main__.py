"""`python -m workbook`, and the command `workbook`."""

from __future__ import annotations

import gc
import io
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line; the exit status says how it went."""
    # What a start builds is kept: collecting meanwhile costs a tenth of it and finds nothing. The screen turns
    # collecting on again once it stands; other commands end before it would matter.
    gc.disable()
    # Nothing here ever speaks to a network. Textual's event loop would load this with all of OpenSSL, and does without.
    # Nor is anything packed: what it asks for the folder of the cache would bring two more ways to do that.
    for unused in ("ssl", "bz2", "lzma"):
        sys.modules[unused] = None  # type: ignore[assignment]
    _leave_no_core()
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


def _leave_no_core() -> None:
    """Should the system end this process for a fault, nothing of its memory goes into a file: words are in it.

    It holds for what is started from here too, such as the typesetter.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    main()
