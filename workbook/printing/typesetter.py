"""JSON on stdin to PDF on stdout, in a process of its own whose folder is empty; nothing else is read.

It is started by its path and isolated from its surroundings, so it imports nothing of the workbook.
Exit status: 0 done, 3 not to be set, 4 no typst. It prints no message: one could hold somebody's words.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from typst import PDFStandards

_NOT_SET, _NO_TYPST = 3, 4
_TEMPLATE = Path(__file__).with_name("template")
_PARTS = ("base", "answers", "chapters", "page", "book", "pages", "main")
"""The template's files, each of which may use what stands in those before it."""
# What the fonts that Typst brings with it can show: such a book looks the same on every machine.
_BROUGHT_FONTS = re.compile("[\t\n -~\xa0-\u024f\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac]*")


def _set(request: dict[str, Any]) -> bytes:
    """The PDF for one request. Raises typst.TypstError, or whatever a wrong request leads to."""
    import typst

    root = Path.cwd()
    if any(root.iterdir()):
        raise ValueError("the folder is not empty")
    book = request["book"]
    data = json.dumps(book, ensure_ascii=False)
    template = b"\n".join((_TEMPLATE / f"{part}.typ").read_bytes() for part in _PARTS)
    # Only an accessible PDF refuses a character that no font has; a page with a box beats no page.
    attempts: list[tuple[bool, PDFStandards]] = [(False, "ua-1"), (False, [])]
    if _BROUGHT_FONTS.fullmatch(data):
        attempts.insert(0, (True, "ua-1"))
    for number, (brought_fonts_only, standards) in enumerate(attempts, 1):
        compiler = typst.Compiler(
            template,
            root=root,
            ignore_system_fonts=brought_fonts_only,
            sys_inputs={"book": data, "paper": request["paper"], "large": "yes" if request["large"] else ""},
            package_path=root,
            package_cache_path=root,
        )
        try:
            pdf = compiler.compile(format="pdf", pdf_standards=standards)
        except typst.TypstError:
            if number == len(attempts):
                raise
        else:
            return cast(bytes, pdf)
    raise AssertionError("the last attempt returns or raises")


def main() -> int:
    """Answer the one request on stdin. Returns the exit status."""
    try:
        pdf = _set(json.load(sys.stdin.buffer))
    except ImportError:
        return _NO_TYPST
    except Exception:
        # Everything, on purpose: a traceback of this process would hold somebody's words.
        return _NOT_SET
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
