"""The least that sets a book: Typst alone, with a template and its inputs made before. Its PDF goes to stdout."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

folder = Path(sys.argv[1])
sys.stdout.buffer.write(
    typst.compile(
        (folder / "book.typ").read_bytes(),
        root=folder,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs=json.loads((folder / "inputs.json").read_bytes()),
    )
)
