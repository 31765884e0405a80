"""Themes, accessibility, and the silence of the network."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import SMALL

ROOT = Path(__file__).parents[2]
AXE = ROOT / "js/node_modules/axe-core/axe.min.js"


def _violations(lab: Lab, selector: str) -> list[str]:
    """What axe-core calls serious or critical inside the widgets, in words."""
    lab.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = lab.page.evaluate(
        """async (selector) => (await axe.run(selector, { resultTypes: ['violations'] })).violations
             .filter((v) => ['serious', 'critical'].includes(v.impact))
             .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.failureSummary.split('\\n').slice(0, 2).join(' ')} — ${n.html.slice(0, 200)}`))""",
        selector,
    )
    return sorted(set(found))


def _luminance(lab: Lab, selector: str) -> float:
    """0 for black, 1 for white: what is painted behind an element."""
    return lab.page.evaluate(
        """(selector) => {
             for (let e = document.querySelector(selector); e; e = e.parentElement) {
               const [r, g, b, a = 1] = (getComputedStyle(e).backgroundColor.match(/[\\d.]+/g) ?? []).map(Number);
               if (a > 0.5) return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
             }
             return 1;
           }""",
        selector,
    )


@pytest.fixture
def dark(lab: Lab):
    lab.theme("JupyterLab Dark")
    yield lab
    lab.theme("JupyterLab Light")


def test_the_board_and_its_curve_follow_the_notebooks_theme(board: Board):
    lab = board.lab
    card = '[data-stage] [data-touchpoint="tp_ad"]'
    assert _luminance(lab, card) > 0.8
    light = board.chart.inner_html()
    lab.theme("JupyterLab Dark")
    try:
        until(lambda: _luminance(lab, card) < 0.35, lab.page, "the cards are dark")
        until(lambda: board.chart.inner_html() != light, lab.page, "the curve is drawn in other colours")
    finally:
        lab.theme("JupyterLab Light")
    until(lambda: _luminance(lab, card) > 0.8, lab.page, "the cards are light again")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_on_board_panel_and_curve(board: Board, theme: str):
    lab = board.lab
    lab.theme(theme)
    try:
        until(
            lambda: (_luminance(lab, '[data-stage] [data-touchpoint="tp_ad"]') > 0.5) == ("Light" in theme),
            lab.page,
            theme,
        )
        root = '[data-journey-widget="board"]'
        assert _violations(lab, root) == []
        board.focus("tp_pay")
        board.press("Enter")
        board.root.get_by_label("送料が高い").or_(board.root.locator("textarea, input[type=text]")).first.wait_for()
        assert _violations(lab, root) == []
    finally:
        lab.theme("JupyterLab Light")


def test_axe_finds_nothing_serious_on_a_curve_of_its_own(lab: Lab):
    lab.show(SMALL, "jw.EmotionCurve(journey)")
    lab.widget("chart").locator("svg, canvas").first.wait_for()
    assert _violations(lab, '[data-journey-widget="chart"]') == []


@pytest.mark.parametrize("name", ["02_workshop.ipynb", "02_workshop.en.ipynb"])
def test_nothing_leaves_the_machine_while_the_workshop_notebook_runs(lab: Lab, name: str):
    for path in (ROOT / "notebooks").iterdir():
        if path.is_file() and path.suffix != ".ipynb":
            shutil.copy(path, lab.server.notebooks)
    cells = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    lab.show(*("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))
    board = Board(lab)
    first = board.root.locator("[data-stage] [data-touchpoint]").first
    first.focus()
    with board.acknowledged():
        first.press("5")
    revision = board.revision
    until(lambda: int(board.chart.get_attribute("data-revision") or -1) >= revision, lab.page, "the curve has drawn it")
    assert lab.requests, "requests are being watched"
    assert lab.strays() == []
