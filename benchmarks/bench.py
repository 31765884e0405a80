"""What the measurements share: a real JupyterLab, probes inside the page, and the facts of the machine."""

from __future__ import annotations

import base64
import importlib.metadata
import os
import platform
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.browser.chromium import launch
from tests.browser.hands import Mouse, Point
from tests.browser.lab import Lab
from tests.browser.server import LabServer

# Milliseconds from the hand letting go to what is watched: a mutation after which a condition holds, and, where asked
# for, the paint that follows it (the next frame, and the task after it).
PROBES = """
window.jwBench = {
  arm({ event, watches }) {
    let zero = null;
    const parts = watches.map(({ name, selector, attribute, atLeast, text, painted }) => new Promise((resolve) => {
      const element = document.querySelector(selector);
      const holds = () => attribute ? Number(element.getAttribute(attribute)) >= atLeast : !text || element.textContent.includes(text);
      const observer = new MutationObserver(() => {
        if (zero === null || !holds()) return;
        observer.disconnect();
        if (!painted) return resolve([name, performance.now() - zero]);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve([name, performance.now() - zero]);
          port2.postMessage(0);
        });
      });
      observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
    }));
    addEventListener(event, () => { zero = performance.now(); }, { capture: true, once: true });
    this.result = Promise.all(parts).then(Object.fromEntries);
  },
  nameCells() { jwLab.panel().content.widgets.forEach((cell, index) => { cell.node.id = `cell-${index}`; }); },
};
"""

# An empty board: a message to the kernel and back, sent from a drag's own pointerup, or from nothing at all. The drag is the
# same as on a full one: a copy that follows the hand by `transform`, once a frame, and is taken away when the hand lets go.
PAD = """
import anywidget, traitlets
class Pad(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
      el.innerHTML = '<div data-pad style="width:480px;height:48px;border:1px dashed;touch-action:none"></div><output data-pong></output>';
      const pad = el.querySelector('[data-pad]'), pong = el.querySelector('[data-pong]');
      let n = 0, waiting = null;
      const send = () => model.send({ n: ++n });
      model.on('msg:custom', (message) => { pong.textContent = `#${message.n}#`; waiting?.(); });
      let ghost = null, x = 0, frame = 0;
      const follow = () => { frame = 0; if (ghost) ghost.style.transform = `translate3d(${x}px,0,0)`; };
      pad.addEventListener('pointerdown', (event) => {
        pad.setPointerCapture(event.pointerId);
        ghost = document.createElement('div');
        ghost.style.cssText = 'position:absolute;width:128px;height:44px;border:1px solid;background:white;pointer-events:none;will-change:transform';
        pad.append(ghost);
      });
      pad.addEventListener('pointermove', (event) => { x = event.offsetX; if (ghost && !frame) frame = requestAnimationFrame(follow); });
      pad.addEventListener('pointerup', () => { send(); ghost?.remove(); ghost = null; });
      pad.next = () => `#${n + 1}#`;
      pad.ping = async () => {
        const start = performance.now();
        await new Promise((resolve) => { waiting = resolve; send(); });
        waiting = null;
        return performance.now() - start;
      };
    } };
    '''
    def __init__(self):
        super().__init__()
        self.on_msg(lambda _, content, buffers: self.send(content))
pad = Pad()
pad
"""

# Milliseconds: a ping that meets what is still drawn after a drag would flatter every ratio to it.
REST = 300


@contextmanager
def laboratory() -> Iterator[Laboratory]:
    """A browser and a JupyterLab with TCP_NODELAY for the whole run."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with LabServer(Path(folder)) as server:
            yield Laboratory(browser, server)
        browser.close()


class Laboratory:
    """Opens notebooks one after the other, each with a kernel and a page of its own."""

    def __init__(self, browser: Browser, server: LabServer) -> None:
        self.browser = browser
        self.server = server

    @contextmanager
    def notebook(self, *cells: str) -> Iterator[Bench]:
        """A notebook whose first cell is the pad."""
        context = self.browser.new_context(viewport={"width": 1440, "height": 1000})
        context.set_default_timeout(60_000)
        lab = Lab(context, self.server)
        lab.show(PAD, *cells)
        lab.page.evaluate(PROBES)
        lab.page.evaluate("() => jwBench.nameCells()")
        try:
            yield Bench(lab)
        finally:
            lab.command("notebook:shutdown-kernel")
            context.close()


class Bench:
    """Measures gestures in one notebook."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.page = lab.page
        self.mouse = Mouse(lab.page)
        self.devtools: CDPSession = lab.devtools()
        self.sent = 0
        self.devtools.on("Network.webSocketFrameSent", self._count)
        self.devtools.send("Network.enable")

    def _count(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        payload = base64.b64decode(frame["payloadData"]) if frame["opcode"] == 2 else frame["payloadData"].encode()
        if b"comm_msg" in payload:
            self.sent += len(payload)

    def drag(self, start: Point, end: Point, *watches: dict[str, Any], event: str = "pointerup") -> dict[str, float]:
        """One real drag; milliseconds from letting go to each thing watched."""
        self.page.evaluate("(options) => jwBench.arm(options)", {"event": event, "watches": list(watches)})
        self.mouse.drag(start, end)
        return self.page.evaluate("() => jwBench.result")

    def ping(self) -> float:
        """An empty custom message there and back, on a page that has come to rest after the drag before."""
        self.page.wait_for_timeout(REST)
        return self.page.evaluate("() => document.querySelector('[data-pad]').ping()")

    def floor(self) -> float:
        """The same from the pointerup of a drag on an empty board."""
        pad = self.page.locator("[data-pad]")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        text = pad.evaluate("(pad) => pad.next()")
        start = Point(box["x"] + 30, box["y"] + 24)
        watch = {"name": "pong", "selector": "[data-pong]", "text": text}
        return self.drag(start, Point(start.x + 300, start.y), watch)["pong"]


def median(values: list[float]) -> float:
    """Plain median."""
    return statistics.median(values)


def p95(values: list[float]) -> float:
    """The value 95 % stay below."""
    return statistics.quantiles(values, n=20)[-1]


def machine() -> str:
    """One line on what it was measured on."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("jupyterlab", "ipykernel", "anywidget", "altair", "pandas")
    )
    return f"{platform.system()} {platform.machine()}, {model}, {os.cpu_count()} cores; Python {platform.python_version()}, {versions}"


def table(header: list[str], rows: list[list[object]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *[[str(cell) for cell in row] for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
