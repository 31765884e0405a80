"""Drop → acknowledged → curve repainted, as ratios to an empty round trip measured between the drags; beside its peers.

    uv run --group test python -m benchmarks.latency [--cards 10 100 500 2000] [--repeat 30] [--only ours jupyterchart …]

One row per number of cards. `ping` is an empty custom message there and back, `floor` the same sent from the pointerup of
a drag on an empty board; both are taken before each drag, in the same page. The peers draw the same Altair chart of the same
journey after the same drop, as one would do without this package.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.bench import Bench, Laboratory, laboratory, machine, median, p95, table
from tests.browser.board import Board
from tests.browser.hands import middle
from tests.browser.maps import BOARD, many

CHART = """
import altair as alt
def make_chart():
    return jw.charts.emotion_curve(journey).properties(title=f"#{journey.revision}#")
"""
WITHOUT_CURVE = "board = jw.Board(journey, curve=False)\nboard"

PEERS = {
    "jupyterchart": (
        "alt.JupyterChart, `.chart =` on every change",
        CHART
        + "alt.JupyterChart.enable_offline()\nview = alt.JupyterChart(make_chart())\n"
        + "stop = journey.on_change(lambda change: setattr(view, 'chart', make_chart()))\nview",
    ),
    "output": (
        "ipywidgets.Output, clear_output + display",
        CHART
        + "import ipywidgets\nfrom IPython.display import display, clear_output\n"
        + "alt.renderers.enable('jupyter', offline=True)\nview = ipywidgets.Output()\n"
        + "def redraw(change=None):\n    with view:\n        clear_output(wait=True)\n        display(make_chart())\n"
        + "redraw()\nstop = journey.on_change(redraw)\nview",
    ),
}

KANBAN = """
import sys; sys.path.insert(0, {folder!r})
from anywidget_kanban_board import KanbanWidget
kanban = KanbanWidget(
    cards=[{{"id": f"c{{n}}", "title": f"タッチポイント{{n + 1}}", "column": f"s{{n * 8 // {cards}}}"}} for n in range({cards})],
    columns=[{{"id": f"s{{n}}", "title": f"ステージ{{n + 1}}"}} for n in range(8)])
kanban
"""
# The only way to know in the page that Python has heard: another trait.
ECHO = """
class Echo(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      el.innerHTML = '<output data-echo></output>';
      model.on('change:n', () => { el.firstChild.textContent = `#${model.get('n')}#`; });
    } };'''
    n = traitlets.Int(0).tag(sync=True)
echo = Echo()
kanban.observe(lambda change: setattr(echo, "n", echo.n + 1), "cards")
echo
"""


@dataclass
class Sample:
    """Milliseconds, one per drag."""

    ping: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    repainted: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)


def _move(bench: Bench, board: Board, n: int, *watches: dict[str, object]) -> dict[str, float]:
    """Carry the first card of the first two lanes to the top of the other one, forth and back."""
    source, target = ("st_0", "st_1") if n % 2 == 0 else ("st_1", "st_0")
    start = board.grip(board.cards(source)[0])
    return bench.drag(start, board.gap(target, before=board.cards(target)[0]), *watches)


def ours(laboratory: Laboratory, cards: int, repeat: int) -> Sample:
    """The board with its curve."""
    sample = Sample()
    with laboratory.notebook(many(cards), BOARD) as bench:
        board = Board(bench.lab)
        bench.page.locator('[data-journey-widget="chart"] svg, [data-journey-widget="chart"] canvas').first.wait_for()
        for n in range(-4, repeat):  # four to warm up
            ping, floor, revision = bench.ping(), bench.floor(), board.revision + 1
            bench.sent = 0
            said = _move(
                bench,
                board,
                n % 2,
                _revision("acknowledged", "board", revision),
                {"name": "shown", "selector": '[data-journey-widget="chart"] svg', "painted": True},
                _revision("repainted", "chart", revision) | {"painted": True},
            )
            if n >= 0:
                _keep(sample, ping=ping, floor=floor, sent=bench.sent, **said)
    return sample


def peer(name: str) -> Callable[[Laboratory, int, int], Sample]:
    """The board without its curve, and the chart kept alive the usual way."""

    def measure(laboratory: Laboratory, cards: int, repeat: int) -> Sample:
        sample = Sample()
        with laboratory.notebook(many(cards), WITHOUT_CURVE, PEERS[name][1]) as bench:
            board = Board(bench.lab)
            bench.page.locator("#cell-3").get_by_text(f"#{board.revision}#").first.wait_for()
            for n in range(-2, repeat):
                ping, floor, revision = bench.ping(), bench.floor(), board.revision + 1
                watch = {"name": "repainted", "selector": "#cell-3", "text": f"#{revision}#", "painted": True}
                said = _move(bench, board, n % 2, _revision("acknowledged", "board", revision), watch)
                if n >= 0:
                    _keep(sample, ping=ping, floor=floor, **said)
        return sample

    return measure


def kanban(laboratory: Laboratory, cards: int, repeat: int) -> Sample:
    """anywidget-kanban-board: drop → Python callback → seen in the page."""
    sample = Sample()
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv")
        if not uv:
            raise RuntimeError("the kanban peer is installed with uv: pip install uv")
        # It asks for Python 3.12 and runs on 3.11.
        command = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--target",
            folder,
            "--no-deps",
            "--python-version",
            "3.12",
            "anywidget-kanban-board",
        ]
        subprocess.run(command, check=True)
        with laboratory.notebook(KANBAN.format(folder=folder, cards=cards), ECHO) as bench:
            for n in range(-2, repeat):
                ping, floor = bench.ping(), bench.floor()
                source, target = ("s0", "s1") if n % 2 == 0 else ("s1", "s0")
                card = bench.page.locator(f'#cell-1 [data-column-id="{source}"] [data-card-id]').first
                column = bench.page.locator(f'#cell-1 [data-column-id="{target}"] > [data-column-id]')
                card.scroll_into_view_if_needed()
                watch = {"name": "acknowledged", "selector": "[data-echo]", "text": f"#{n + 3}#"}
                bench.sent = 0
                said = bench.drag(middle(card), middle(column, down=0.02), watch, event="drop")
                if n >= 0:
                    _keep(sample, ping=ping, floor=floor, sent=bench.sent, **said)
    return sample


def _revision(name: str, widget: str, at_least: int) -> dict[str, object]:
    return {
        "name": name,
        "selector": f'[data-journey-widget="{widget}"]',
        "attribute": "data-revision",
        "atLeast": at_least,
    }


def _keep(sample: Sample, **values: float) -> None:
    for name, value in values.items():
        getattr(sample, name).append(value)


def _times(values: list[float], unit: list[float]) -> str:
    return f"{median(values):.1f} / {p95(values):.1f} ms = {median(values) / median(unit):.2f}×" if values else "–"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, nargs="+", default=[10, 100, 500, 2000])
    parser.add_argument("--repeat", type=int, default=30)
    parser.add_argument("--only", nargs="+", default=["ours", *PEERS, "kanban"])
    options = parser.parse_args()
    kinds: dict[str, tuple[str, Callable[[Laboratory, int, int], Sample]]] = {
        "ours": ("**journey_widgets**", ours),
        **{name: (title, peer(name)) for name, (title, _) in PEERS.items()},
        "kanban": ("anywidget-kanban-board", kanban),
    }
    rows: list[list[object]] = []
    with laboratory() as place:
        browser = place.browser.version
        for cards in options.cards:
            for name in options.only:
                title, measure = kinds[name]
                sample = measure(place, cards, options.repeat)
                rows.append(
                    [
                        cards, title, f"{median(sample.ping):.1f}", f"{median(sample.floor):.1f}",
                        _times(sample.acknowledged, sample.floor), _times(sample.shown, sample.ping),
                        _times(sample.repainted, sample.ping), f"{median(sample.sent):.0f}" if sample.sent else "–",
                    ]
                )  # fmt: skip
                print(*rows[-1], sep=" | ", file=sys.stderr, flush=True)
    header = ["cards", "what", "ping ms", "floor ms", "drop → acknowledged (× floor)", "drop → first repaint (× ping)"]
    header += ["drop → curve of the kernel's word painted (× ping)", "bytes up"]
    print(f"{machine()}; Chromium {browser} headless. Medians / p95 of {options.repeat}.\n")
    print(table(header, rows))


if __name__ == "__main__":
    main()
