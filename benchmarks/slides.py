"""How long slides and pictures take, beside the ways people make them today; all in one run, taking turns.

uv run --group test python -m benchmarks.slides [--rounds 15]

matplotlib, plotly and kaleido are fetched into a temporary folder by uv and are no dependencies; Chromium is found as the
browser tests find it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Browser, sync_playwright

import journey_widgets as jw
from benchmarks.bench import machine, table
from journey_widgets.slides.picture import chart_svg, curve_svg, svg_to_png
from tests.browser.chromium import launch
from tests.slides import maps

PEERS = ("matplotlib", "plotly", "kaleido>=1")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        peers = folder / "peers"
        subprocess.run(["uv", "pip", "install", "-q", "--target", str(peers), *PEERS], check=True)
        sys.path.append(str(peers))  # behind our own: numpy and pandas stay the same for all
        os.environ["PYTHONPATH"] = str(peers)  # kaleido starts its browser from a Python of its own
        browser = launch(playwright)
        # plotly's kaleido drives the very same Chromium.
        os.environ["BROWSER_PATH"] = browser_path()
        journey = maps.shop()
        ways = {
            **ours(journey, folder),
            **matplotlib_ways(journey, folder),
            **plotly_ways(journey, folder),
            "Chromium screenshot of the chart's HTML": screenshot(browser, journey, folder),
        }
        report(ways, rounds)
        browser.close()


def ours(journey: jw.Journey, folder: Path) -> dict[str, Callable[[], Path]]:
    """What this package makes."""

    def deck(name: str, **options: Any) -> Callable[[], Path]:  # noqa: ANN401 - whatever to_pptx takes
        return lambda: jw.to_pptx(journey, folder / f"{name}.pptx", progress=False, **options)

    def written(name: str, make: Callable[[], str | bytes]) -> Callable[[], Path]:
        def write() -> Path:
            made = make()
            path = folder / name
            path.write_bytes(made.encode() if isinstance(made, str) else made)
            return path

        return write

    chart = jw.charts.emotion_curve(journey)
    return {
        "to_pptx, ten slides, native": deck("native"),
        "to_pptx, board alone": deck("board", slides="board"),
        "to_pptx, board and curve as pictures": deck(
            "pictures", slides=["board", "curve"], charts="picture", board="picture"
        ),
        "picture of the curve, SVG": written("curve.svg", lambda: curve_svg(journey)),
        "picture of the curve, PNG × 2": written("curve.png", lambda: svg_to_png(curve_svg(journey), 2)),
        "Altair chart, SVG (vl-convert)": written("chart.svg", lambda: chart_svg(chart)),
    }


def lines(journey: jw.Journey) -> pd.DataFrame:
    """The curve's values, a column for each line."""
    curve = jw.curve(journey)
    named = curve["persona"].astype(str) + " " + curve["state"].astype(str)  # ids: matplotlib has no Japanese letters
    return (
        curve.assign(line=named).pivot_table(index="no", columns="line", values="score", aggfunc="first").astype(float)
    )


def matplotlib_ways(journey: jw.Journey, folder: Path) -> dict[str, Callable[[], Path]]:
    """The same lines by matplotlib, a new figure each time, as a notebook cell would."""
    import matplotlib as mpl  # noqa: PLC0415 - fetched just now

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - a peer, only where it is measured

    frame = lines(journey)

    def save(suffix: str) -> Path:
        figure, axes = plt.subplots(figsize=(12.3, 4.2))
        for column in frame:
            axes.plot(frame.index, frame[column], marker="o", label=column)
        axes.set_ylim(-2.4, 2.4)
        axes.grid(visible=True, axis="y")
        axes.legend()
        path = folder / f"matplotlib.{suffix}"
        figure.savefig(path, dpi=200)
        plt.close(figure)
        return path

    return {"matplotlib, one PNG at 200 dpi": lambda: save("png"), "matplotlib, one SVG": lambda: save("svg")}


def plotly_ways(journey: jw.Journey, folder: Path) -> dict[str, Callable[[], Path]]:
    """The same lines by plotly, with kaleido's browser kept running."""
    import kaleido  # noqa: PLC0415 - a peer, only where it is measured
    import plotly.graph_objects as go  # noqa: PLC0415 - a peer, only where it is measured

    kaleido.start_sync_server(silence_warnings=True)
    frame = lines(journey)

    def save() -> Path:
        figure = go.Figure([go.Scatter(x=frame.index, y=frame[column], name=column) for column in frame])
        path = folder / "plotly.png"
        figure.write_image(path, width=1230, height=420, scale=2)
        return path

    return {"plotly + kaleido (server kept), one PNG": save}


def screenshot(browser: Browser, journey: jw.Journey, folder: Path) -> Callable[[], Path]:
    """The chart as a page with everything inside, in a Chromium that is already running."""
    page = folder / "chart.html"
    page.write_text(jw.charts.emotion_curve(journey).to_html(inline=True), encoding="utf-8")

    def save() -> Path:
        tab = browser.new_page(device_scale_factor=2)
        tab.goto(page.as_uri())
        tab.wait_for_selector(".vega-embed canvas, .vega-embed svg")
        path = folder / "screenshot.png"
        tab.locator(".vega-embed").screenshot(path=path)
        tab.close()
        return path

    return save


def browser_path() -> str:
    """The Chromium on this machine."""
    return os.environ.get("JOURNEY_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome") or ""


def report(ways: dict[str, Callable[[], Path]], rounds: int) -> None:
    """First call, then `rounds` calls of each way, taking turns; as a Markdown table."""
    first: dict[str, float] = {}
    later: dict[str, list[float]] = {name: [] for name in ways}
    sizes: dict[str, int] = {}
    for name, way in ways.items():
        first[name], path = timed(way)
        sizes[name] = path.stat().st_size
    for _ in range(rounds):
        for name, way in ways.items():
            later[name].append(timed(way)[0])
    base = statistics.median(later["matplotlib, one PNG at 200 dpi"])
    print(machine())
    print(f"load average {os.getloadavg()[0]:.1f}; {rounds} rounds\n")
    rows: list[list[object]] = []
    for name, times in later.items():
        median, best = statistics.median(times), min(times)
        ratio, size = f"{median / base:.2f}", f"{sizes[name] / 1000:.1f}"
        rows.append([name, f"{first[name]:.0f}", f"{median:.0f} / {best:.0f}", ratio, size])
    print(table(["way", "first call ms", "later ms, median / fastest", "× matplotlib's PNG", "kB"], rows))


def timed(way: Callable[[], Path]) -> tuple[float, Path]:
    """Milliseconds a call takes, and what it wrote."""
    start = time.perf_counter()
    path = way()
    return (time.perf_counter() - start) * 1000, path


if __name__ == "__main__":
    main()
