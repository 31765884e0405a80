"""Frames while dragging, and what is left behind after many updates.

uv run --group test python -m benchmarks.frames [--cards 100 500 2000] [--updates 200]
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.bench import Bench, laboratory, machine, median, table
from tests.browser.board import Board
from tests.browser.hands import Point
from tests.browser.lab import until
from tests.browser.maps import BOARD, many

RECORDER = """() => {
  const times = [];
  let on = true;
  const tick = (now) => { times.push(now); if (on) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.jwFrames = () => { on = false; return times.slice(1).map((time, index) => time - times[index]); };
}"""


def _frames(bench: Bench, board: Board, *, drag: bool) -> list[float]:
    """Milliseconds between frames during some four seconds of one long zigzag over the lanes."""
    box = board.root.bounding_box()
    assert box
    start = board.grip(board.cards("st_0")[0])
    bench.page.evaluate(RECORDER)
    if drag:
        with bench.mouse.holding(start) as move:
            for turn in range(8):
                x = box["x"] + box["width"] * (0.9 if turn % 2 == 0 else 0.25)
                move(Point(x, start.y + 20 * turn), 30)
            bench.page.keyboard.press("Escape")
    else:
        bench.page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 2000))")
    return bench.page.evaluate("() => jwFrames()")


def _counters(bench: Bench) -> dict[str, float]:
    """DOM nodes, listeners, megabytes of script memory, after a garbage collection."""
    bench.devtools.send("Performance.enable")
    for _ in range(3):
        bench.devtools.send("HeapProfiler.collectGarbage")
    metrics = {metric["name"]: metric["value"] for metric in bench.devtools.send("Performance.getMetrics")["metrics"]}
    return {
        "nodes": metrics["Nodes"],
        "listeners": metrics["JSEventListeners"],
        "megabytes": metrics["JSHeapUsedSize"] / 1e6,
    }


def _updates(bench: Bench, board: Board, count: int) -> None:
    """Moves and scores from the kernel, each drawn before the next."""
    for n in range(count):
        if n % 2:
            bench.lab.python(f"journey.score('tp_00000', {n // 2 % 5 - 2})")
        else:
            bench.lab.python(f"journey.move('tp_00001', stage='st_{n // 2 % 2}')")
    revision = bench.lab.value("journey.revision")
    until(
        lambda: int(board.chart.get_attribute("data-revision") or -1) >= revision,
        bench.page,
        "the last is drawn",
        seconds=30,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, nargs="+", default=[100, 500, 2000])
    parser.add_argument("--updates", type=int, default=200)
    options = parser.parse_args()
    frames: list[list[object]] = []
    growth: list[list[object]] = []
    with laboratory() as place:
        version = place.browser.version
        for cards in options.cards:
            with place.notebook(many(cards), BOARD) as bench:
                board = Board(bench.lab)
                for name, drag in (("idle", False), ("dragging", True)):
                    gaps = _frames(bench, board, drag=drag)
                    row = [
                        cards,
                        name,
                        f"{1000 * len(gaps) / sum(gaps):.1f}",
                        f"{median(gaps):.1f}",
                        f"{max(gaps):.0f}",
                    ]
                    frames.append(
                        [
                            *row,
                            f"{100 * sum(gap > 20 for gap in gaps) / len(gaps):.1f} %",
                            sum(gap > 50 for gap in gaps),
                        ]
                    )
                    print(*frames[-1], sep=" | ", file=sys.stderr, flush=True)
                _updates(bench, board, 20)  # what is made once
                before = _counters(bench)
                _updates(bench, board, options.updates)
                after = _counters(bench)
                growth.append([cards, *[f"{before[name]:.0f} → {after[name]:.0f}" for name in before]])
                print(*growth[-1], sep=" | ", file=sys.stderr, flush=True)
    print(f"{machine()}; Chromium {version} headless.\n")
    print(table(["cards", "what", "frames/s", "median ms", "max ms", "> 20 ms", "> 50 ms"], frames))
    print(f"\nAfter {options.updates} updates:\n")
    print(table(["cards", "DOM nodes", "listeners", "script memory MB"], growth))


if __name__ == "__main__":
    main()
