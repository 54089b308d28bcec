"""`python -m workbook`, and the command `workbook`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the exit status says how it went."""
    from .cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
