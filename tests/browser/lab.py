"""One notebook, open in one page of a real JupyterLab, with its own kernel."""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Locator, Page, WebSocketRoute
from playwright.sync_api import Error as PlaywrightError

from tests.browser.server import LabServer

_numbers = itertools.count(1)

HOST = "127.0.0.1"

# What JupyterLab itself says on a healthy day.
NOISE = re.compile(
    r"favicon|/api/contents/.*404|/lab/api/workspaces|sourcemap|ResizeObserver loop"
    r"|Failed to load resource.*\b404\b|WebSocket is already in CLOSING|Canceled future",
    re.IGNORECASE,
)

HELPERS = """
window.jwLab = {
  panel: () => [...jupyterapp.shell.widgets('main')].find((w) => w.content && w.content.model && w.content.model.cells && w.context),
  idle() {
    const session = window.jupyterapp && this.panel()?.context.isReady && this.panel().context.sessionContext.session;
    return !!session && session.kernel?.connectionStatus === 'connected' && session.kernel.status === 'idle';
  },
  replaceCells(cells) {
    const shared = this.panel().content.model.sharedModel;
    shared.transact(() => {
      shared.deleteCellRange(0, shared.cells.length);
      shared.insertCells(0, cells.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [] })));
    });
  },
  async run(command, index) {
    const panel = this.panel();
    jupyterapp.shell.activateById(panel.id);
    if (index !== null) panel.content.activeCellIndex = index;
    panel.content.deselectAll();
    await jupyterapp.commands.execute(command);
    return panel.content.widgets.flatMap((cell) => cell.model.outputs?.toJSON() ?? []).filter((output) => output.output_type === 'error');
  },
  async python(code) {
    const kernel = this.panel().context.sessionContext.session.kernel;
    const future = kernel.requestExecute({ code, store_history: false });
    let text = '', error = null;
    future.onIOPub = ({ header, content }) => {
      if (header.msg_type === 'stream' && content.name === 'stdout') text += content.text;
      if (header.msg_type === 'error') error = content.traceback.join('\\n');
    };
    await future.done;
    return { text, error };
  },
};
"""


# A test may end before the kernel has answered its last change, which is then kept for a later page load.
FORGET = """() => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("journey_widgets/")) sessionStorage.removeItem(key);
}"""

# All but the one that holds Vega for the session, as it would be in a long workshop.
CLEAN = """
from ipywidgets.widgets.widget import _instances as _widgets
_kept = [_w for _w in _widgets.values() if type(_w).__name__ == "VegaRuntime"]
_kept += [_w.layout for _w in _kept]
for _w in list(_widgets.values()):
    if not any(_w is _k for _k in _kept):
        _w.close()
"""


class KernelError(AssertionError):
    """Code run in the kernel raised."""


class Lab:
    """A notebook in a page. `lab.show(cells…)` fills and runs it; `lab.python(code)` talks to its kernel."""

    def __init__(self, context: BrowserContext, server: LabServer, *, lossy: bool = False) -> None:
        self.context = context
        self.server = server
        self.lossy = lossy
        self.deaf = False  # a lossy lab throws away what the kernel says while this is set
        self.name = f"notebook-{next(_numbers)}.ipynb"
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.allowed: list[re.Pattern[str]] = []
        path = server.notebooks / self.name
        path.write_text(json.dumps({"cells": [], "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5}))
        self.page = self.open()

    # ---- pages -----------------------------------------------------------------------------------------------------

    def open(self, context: BrowserContext | None = None) -> Page:
        """One more tab on this notebook (same kernel), in a workspace of its own; with a `context`, in somebody else's browser."""
        page = (context or self.context).new_page()
        self._listen(page)
        if self.lossy:
            page.route_web_socket(re.compile("/api/kernels/"), self._lose)
        page.goto(f"{self.server.url}/lab/workspaces/w{next(_numbers)}/tree/{self.name}?reset")
        self.wait_idle(page)
        page.evaluate(
            "() => { if (!jupyterapp.shell.leftCollapsed) jupyterapp.commands.execute('application:toggle-left-area') }"
        )
        return page

    def duplicate(self) -> Page:
        """This tab once more, its sessionStorage copied, as a browser's "Duplicate tab" does."""
        with self.context.expect_page() as opened:
            self.page.evaluate("() => void window.open(location.href)")
        self._listen(opened.value)
        self.wait_idle(opened.value)
        return opened.value

    def _listen(self, page: Page) -> None:
        page.add_init_script(HELPERS)
        page.on("console", self._console)
        page.on("pageerror", self._uncaught)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _lose(self, page_side: WebSocketRoute) -> None:
        kernel_side = page_side.connect_to_server()
        page_side.on_message(kernel_side.send)
        kernel_side.on_message(lambda message: None if self.deaf else page_side.send(message))

    def reload(self) -> None:
        """Load the page anew; the kernel lives on, the notebook is saved first."""
        self.save()
        self.page.reload()
        self.wait_idle(self.page)

    def save(self) -> None:
        """Write the notebook, so that another tab finds its outputs."""
        self.page.evaluate("() => jwLab.panel().context.save()")

    @staticmethod
    def wait_idle(page: Page) -> None:
        """Until the notebook is there and its kernel has nothing to do."""
        page.wait_for_function("() => window.jwLab && jwLab.idle()", timeout=60_000)

    # ---- cells and kernel ------------------------------------------------------------------------------------------

    def show(self, *cells: str) -> None:
        """Replace the notebook's cells and run them all; an error in one of them is raised here."""
        self.page.evaluate("(cells) => jwLab.replaceCells(cells)", list(cells))
        self.run_all()

    def clear(self) -> None:
        """Take all cells away, and the widgets they made: each holds its own copy of its code, which a reload would fetch."""
        self.page.evaluate("() => jwLab.replaceCells([])")
        self.python(CLEAN)

    def replace(self, index: int, source: str) -> None:
        """Change a cell's source; it is not run."""
        self.page.evaluate(
            "([index, source]) => jwLab.panel().content.model.sharedModel.cells[index].setSource(source)",
            [index, source],
        )

    def run_all(self) -> None:
        """Run every cell."""
        self._raise(self.page.evaluate("() => jwLab.run('notebook:run-all-cells', null)"))

    def run(self, index: int) -> None:
        """Run one cell and wait until it is done."""
        self._raise(self.page.evaluate("(index) => jwLab.run('notebook:run-cell', index)", index))

    def start(self, index: int) -> None:
        """Run one cell without waiting for it."""
        self.page.evaluate("(index) => void jwLab.run('notebook:run-cell', index)", index)

    def running(self, index: int) -> bool:
        """Whether a cell is at work. (The kernel's own status says idle after every answer to a widget.)"""
        return self.page.evaluate(
            "(index) => jwLab.panel().content.widgets[index].model.executionState === 'running'", index
        )

    @contextmanager
    def working(self, index: int, *, step: str = "", reloads: bool = False) -> Iterator[None]:
        """A cell runs, with `step` again and again, for as long as the body takes (which may load the page anew)."""
        flag = self.server.notebooks / f"go-{next(_numbers)}"
        self.replace(
            index,
            f"import time, pathlib\nn = 0\nwhile not pathlib.Path({flag.name!r}).exists():\n    n += 1; {step}\n    time.sleep(.02)",
        )
        self.start(index)
        try:
            until(lambda: self.running(index), self.page, "the cell runs")
            yield
            assert reloads or self.running(index), "all of this happened while the cell was running"
        finally:
            flag.touch()
        if not reloads:
            until(lambda: not self.running(index), self.page, "the cell ends")

    def dead(self) -> bool:
        """Whether the notebook has no kernel."""
        return self.page.evaluate("() => !jwLab.panel().context.sessionContext.session?.kernel")

    def python(self, code: str) -> str:
        """Run code in the kernel through the page's own connection; gives what it printed."""
        answer = self.page.evaluate("(code) => jwLab.python(code)", code)
        if answer["error"]:
            raise KernelError(_plain(answer["error"]))
        return str(answer["text"])

    def value(self, expression: str) -> Any:
        """The value of a Python expression in the kernel, through JSON."""
        return json.loads(self.python(f"import json as _json; print(_json.dumps({expression}))"))

    def close(self) -> None:
        """End the kernel and close every page."""
        with suppress(PlaywrightError):  # a page in trouble must not keep the others from closing
            self.page.evaluate("() => jwLab.panel()?.context.sessionContext.shutdown()")
        self.context.close()

    # ---- JupyterLab around it --------------------------------------------------------------------------------------

    def command(self, name: str, **arguments: Any) -> None:
        """Run a JupyterLab command."""
        self.page.evaluate(
            "([name, args]) => jupyterapp.commands.execute(name, args).then(() => null)", [name, arguments]
        )

    def theme(self, name: str) -> None:
        """`JupyterLab Light` or `JupyterLab Dark`; returns when the page wears it."""
        self.command("apputils:change-theme", theme=name)
        self.page.wait_for_function("(name) => document.body.dataset.jpThemeName === name", arg=name)

    def cells(self) -> list[str]:
        """The cells as a person sees them: kind and source."""
        return self.page.evaluate(
            "() => jwLab.panel().content.widgets.map((c) => c.model.type + ': ' + c.model.sharedModel.getSource())"
        )

    def selected_cells(self) -> list[int]:
        """Indices of the selected cells."""
        return self.page.evaluate(
            "() => { const n = jwLab.panel().content; return n.widgets.map((c, i) => n.isSelectedOrActive(c) ? i : -1).filter((i) => i >= 0) }"
        )

    def devtools(self, page: Page | None = None) -> CDPSession:
        """Chromium's own protocol: real touch, real input methods, real counters."""
        return self.context.new_cdp_session(page or self.page)

    def widget(self, name: str, page: Page | None = None) -> Locator:
        """The roots of a kind of widget: `board`, `chart`."""
        return (page or self.page).locator(f'[data-journey-widget="{name}"]')

    # ---- what must not happen --------------------------------------------------------------------------------------

    @contextmanager
    def allowing(self, pattern: str) -> Iterator[None]:
        """Console errors that this test provokes on purpose."""
        allowed = re.compile(pattern)
        self.allowed.append(allowed)
        yield

    def complaints(self) -> list[str]:
        """Console errors nobody allowed, and requests that left this machine."""
        said = [text for text in self.problems if not any(pattern.search(text) for pattern in self.allowed)]
        return said + [f"left the machine: {url}" for url in self.strays()]

    def strays(self) -> list[str]:
        """Requests to anywhere but this machine."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob", "about"} and urlsplit(url).hostname != HOST
        ]

    def forget(self) -> None:
        """Start a new test: nothing said, nothing asked for, nothing allowed, nothing kept for a kernel that is gone."""
        self.page.evaluate(FORGET)
        self.problems.clear()
        self.requests.clear()
        self.allowed.clear()

    def _console(self, message: ConsoleMessage) -> None:
        text = f"{message.text} ({message.location.get('url', '')})"
        if message.type == "error" and not NOISE.search(text):
            self.problems.append(text)

    def _uncaught(self, error: PlaywrightError) -> None:
        text = f"uncaught: {error.stack or error}"
        # JupyterLab's own, when the theme is changed twice in a row: it removes a style sheet that is gone already.
        if not ("removeChild" in text and all("jlab_core" in line for line in text.splitlines()[1:])):
            self.problems.append(text)

    @staticmethod
    def _raise(errors: list[dict[str, Any]]) -> None:
        if errors:
            raise KernelError(_plain("\n".join(errors[0]["traceback"])))


def until(condition: Callable[[], Any], page: Page, why: str, seconds: float = 20) -> Any:
    """Wait until something outside the page is true; the page goes on living meanwhile."""
    deadline = time.monotonic() + seconds
    while True:
        if found := condition():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {why}")
        page.wait_for_timeout(20)


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


_KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
