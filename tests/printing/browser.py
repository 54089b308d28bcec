"""A real browser without a window, for what only a browser can tell: how a page prints, runs over, asks for others."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Whatever name a page should ask for, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
PATH = next(filter(None, map(shutil.which, _NAMES)), None)
needs_browser = pytest.mark.skipif(PATH is None, reason="needs Chromium")
_LIMIT = 60.0


class Browser:
    """Speaks with a Chromium over two pipes, in its DevTools protocol: one question after the other."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back, self._rest = to, back, b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        """What happened on its own since the last page was opened: requests, refusals, messages."""
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Audits"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one question about the page."""
        return self._ask(method, parameters, self._session)

    def _ask(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        if session:
            asked["sessionId"] = session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._number:
                assert "error" not in said, said["error"]
                found: dict[str, Any] = said["result"]
                return found
            self.events.append(said)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], _LIMIT)
            assert ready, "the browser says nothing any more"
            more = os.read(self._back, 1 << 20)
            assert more, "the browser has ended"
            self._rest += more
        said, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(said)
        return found

    def open(self, page: Path, *, width: int = 1000, height: int = 800, dark: bool = False, scale: float = 1) -> None:
        """Show a page in a window of a size, for eyes that like it light or dark."""
        self.events.clear()
        scheme = "dark" if dark else "light"
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Page.navigate", url=page.as_uri())
        self._until("Page.loadEventFired")

    def _until(self, event: str) -> None:
        end = time.monotonic() + _LIMIT
        while not any(one.get("method") == event for one in self.events):
            assert time.monotonic() < end, f"{event} did not come"
            self.events.append(self._next())

    def said(self, method: str) -> list[dict[str, Any]]:
        """What one kind of event told, one by one."""
        return [one["params"] for one in self.events if one.get("method") == method]

    def value(self, script: str) -> Any:
        """What an expression is worth on the page. The page's policy does not bind who asks from outside."""
        return self.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def printed(self, *, paper: tuple[float, float] = (8.27, 11.69)) -> bytes:
        """The page as it prints, on paper of so many inches where it asks for none itself."""
        told = self.ask(
            "Page.printToPDF",
            paperWidth=paper[0],
            paperHeight=paper[1],
            preferCSSPageSize=True,
            printBackground=False,
            generateTaggedPDF=True,
            generateDocumentOutline=True,
        )
        return base64.b64decode(told["data"])

    def picture(self) -> bytes:
        """What is seen in the window, as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own, gone with everything it wrote at the end."""
    assert PATH is not None
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    with tempfile.TemporaryDirectory(prefix="workbook-browser-", ignore_cleanup_errors=True) as profile:
        flags = [*_FLAGS, f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")

        def put_in_place() -> None:
            # Chromium reads from 3 and writes to 4. Both ends may be these numbers by chance: aside first.
            aside = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(aside[0], 3)
            os.dup2(aside[1], 4)

        process = subprocess.Popen(
            [PATH, *flags, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=put_in_place,
            env={**os.environ, "HOME": profile, "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Browser(ours_out, ours_in)
        finally:
            os.close(ours_out)
            os.close(ours_in)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
