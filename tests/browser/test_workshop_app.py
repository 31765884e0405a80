"""`jw.Workshop` in JupyterLab: it opens, speaks both languages, keeps views, presents, prints, and is reached by keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import SMALL
from tests.slides.office import pages, text

AXE = Path(__file__).parents[2] / "js/node_modules/axe-core/axe.min.js"
MORE = """
journey.add("personas", name="健一")
journey.score("tp_open", 2, persona="pe_hana")
journey.edit("about", north_star="購入完了率 62% → 70%")
journey.set_agenda(120, language="ja")
journey.steer(step="ag_choose")
for _name, _state in (("支払いでつまずく", "as_is"), ("送料を先に出す", "to_be")):
    journey.add("views", name=_name, state=_state)
"""


@pytest.fixture
def shop(lab: Lab) -> Iterator[Board]:
    """The board inside a Workshop on the small map."""
    lab.show(SMALL + MORE, "jw.Workshop(journey)", "'the cell below'")
    yield Board(lab)
    lab.page.set_viewport_size({"width": 1440, "height": 1000})


def app(board: Board) -> Locator:
    return board.lab.widget("workshop").first


def tab(board: Board, name: str) -> None:
    if app(board).locator(f'[data-tab="{name}"]').count():
        app(board).locator(f'[data-tab="{name}"]').click()
        return
    app(board).locator(".ws-more").click()
    app(board).locator(f'[role^=menuitem][data-item="{name}"]').click()


def violations(page: Page, selector: str) -> list[str]:
    """What axe-core calls serious or critical, in words."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(
        """async (selector) => (await axe.run(selector, { resultTypes: ['violations'] })).violations
             .filter((v) => ['serious', 'critical'].includes(v.impact))
             .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.failureSummary.split('\\n').slice(0, 2).join(' ')} — ${n.html.slice(0, 160)}`))""",
        selector,
    )


def test_the_app_holds_agenda_board_curve_and_the_drawer_of_the_step_and_changes_language_while_it_runs(shop: Board):
    root = app(shop)
    assert root.get_attribute("data-drawer") == "priorities", "the step at hand chose its drawer"
    assert "効果と工数で選ぶ" in (root.text_content() or "")
    assert root.locator(".ws-star").inner_text().replace("\n", " ").endswith("購入完了率 62% → 70%")
    assert shop.chart.locator("svg").count() >= 1
    with shop.acknowledged():
        shop.drag("tp_ad", "st_use")
    assert shop.lab.value('journey.record("touchpoints", "tp_ad")["stage"]') == "st_use"
    root.get_by_role("button", name="表示言語：日本語").click()
    root.get_by_role("menuitemradio", name="English").click()
    assert root.get_attribute("lang") == "en"
    assert root.get_by_role("tab", name="Priorities").get_attribute("aria-selected") == "true"
    assert root.get_by_role("button", name="Present", exact=True).is_visible()
    assert shop.root.get_attribute("lang") == "en"


def test_a_saved_view_is_in_the_journey_at_once_and_one_made_in_python_is_in_the_drawer(shop: Board):
    root, lab = app(shop), shop.lab
    tab(shop, "views")
    root.get_by_role("button", name="絞り込む").click()
    root.get_by_role("menuitem", name="チャネル").click()
    root.get_by_role("button", name="サイト", exact=True).click()
    chosen = root.locator('.ws-value[aria-pressed="true"]').all_inner_texts()
    name = root.get_by_label("ビューの名前。発表では見出しになります")
    name.fill("サイトの上で")
    name.press("Enter")
    until(lambda: lab.value("len(journey.views)") == 3, lab.page, "the kernel has the view")
    saved = lab.value("dict(journey.record('views', journey.views.index[-1]))")
    assert (saved["name"], saved["state"], saved["where"]) == ("サイトの上で", "as_is", {"channel": chosen})
    lab.python('_ = journey.add("views", name="この先", state="to_be")')
    root.locator(".ws-view", has_text="この先").click()
    assert root.get_by_role("button", name="状態：あるべき姿").is_visible()
    assert shop.root.locator(".is-dimmed").count() == 0
    root.locator(".ws-view", has_text="サイトの上で").click()
    assert shop.root.locator(".is-dimmed").count() > 0


def test_saved_views_are_presented_by_the_arrow_keys_and_escape_ends_it_with_the_notebook_untouched(shop: Board):
    page, lab = shop.page, shop.lab
    before = lab.cells()
    page.locator('[data-action="present"]').click()
    stage = page.locator(".pr")
    stage.locator(".jw-plot svg").first.wait_for()
    box = stage.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, size["width"], size["height"])
    assert stage.locator("h2").inner_text() == "支払いでつまずく"
    assert [line.inner_text().split("\n")[0] for line in stage.locator(".pr-list .jw-no").all()] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
    page.keyboard.press("ArrowRight")
    assert stage.locator("h2").inner_text() == "送料を先に出す"
    assert stage.locator(".pr-nav .jw-num").inner_text() == "2 / 2"
    for key in ("ArrowRight", "PageUp", "x", "a", "d", "d"):
        page.keyboard.press(key)
    assert stage.locator("h2").inner_text() == "支払いでつまずく"
    assert violations(page, ".pr") == []
    page.keyboard.press("Escape")
    stage.wait_for(state="detached")
    assert page.evaluate("() => document.activeElement?.dataset.action") == "present"
    assert lab.cells() == before


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (768, 1024)])
def test_in_the_whole_window_nothing_has_to_be_scrolled_sideways(shop: Board, width: int, height: int):
    page, root = shop.page, app(shop)
    page.locator('[data-action="full"]').click()
    page.set_viewport_size({"width": width, "height": height})
    until(
        lambda: root.bounding_box() == {"x": 0, "y": 0, "width": width, "height": height}, page, "it fills the window"
    )
    assert root.evaluate("(root) => root.scrollWidth <= root.clientWidth")
    until(
        lambda: shop.root.locator(".jw-scroll").evaluate("(s) => s.scrollWidth <= s.clientWidth"), page, "all lanes fit"
    )
    plot, drawer = shop.root.locator(".jw-plot").bounding_box(), root.locator(".ws-drawer").bounding_box()
    assert plot
    assert drawer
    assert plot["y"] + plot["height"] <= height, "the curve is in view"
    beside = drawer["x"] >= plot["x"] + plot["width"] - 1
    below = drawer["y"] >= plot["y"] + plot["height"]
    assert (beside, below) == ((True, False) if width > 900 else (False, True))
    page.keyboard.press("Escape")
    until(lambda: "is-full" not in (root.get_attribute("class") or ""), page, "it is back in the notebook")


def test_keys_alone_reach_the_header_the_agenda_a_card_and_the_drawer(shop: Board):
    page, root = shop.page, app(shop)
    root.locator(".ws-bar button").first.focus()
    reached: list[str] = []
    for _ in range(60):
        reached.append(
            page.evaluate(
                """() => { const e = document.activeElement;
                     return e.closest('.ws-drawer') ? 'drawer:' + (e.getAttribute('role') ?? e.tagName) : e.closest('.jw-card') ? 'card'
                       : e.dataset.action ?? (e.closest('.jw-strip, .ws-agenda') ? 'agenda' : e.closest('.ws-bar') ? 'header' : 'board'); }"""
            )
        )
        if reached[-1] == "drawer:tab":
            break
        page.keyboard.press("Tab")
    assert {"undo", "present", "full", "agenda", "card", "drawer:tab"} <= set(reached)
    order = [reached.index(part) for part in ("present", "agenda", "card", "drawer:tab")]
    assert order == sorted(order)
    page.keyboard.press("End")
    assert root.get_attribute("data-drawer") == "actions"
    shop.focus("tp_pay")
    page.keyboard.press("Enter")
    until(lambda: root.get_attribute("data-drawer") == "card", page, "Enter opens the card in the drawer")
    page.keyboard.press("Escape")
    assert root.get_attribute("data-drawer") == "actions"


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_in_the_app_whatever_its_drawer_holds(shop: Board, theme: str):
    lab = shop.lab
    lab.theme(theme)
    shop.card("tp_pay").click(position={"x": 12, "y": 12})
    try:
        for name in ("notes", "priorities", "actions", "personas", "review", "agenda", "views", "card"):
            tab(shop, name)
            app(shop).locator(f'.ws-pane[data-pane="{name}"]').wait_for()
            lab.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            assert violations(lab.page, '[data-journey-widget="workshop"]') == [], name
    finally:
        lab.theme("JupyterLab Light")


def test_the_board_is_printed_on_one_landscape_page_with_its_japanese(shop: Board, tmp_path: Path):
    lab = shop.lab
    tab(shop, "views")
    app(shop).locator('.ws-views [data-action="print"]').click()
    frame = lab.page.locator("iframe.jw-print-frame")
    frame.wait_for(state="attached")
    html = frame.evaluate("(frame) => '<!doctype html>' + frame.contentDocument.documentElement.outerHTML")
    assert "<script" not in html.lower()
    paper = lab.context.new_page()
    try:
        paper.set_content(html)
        paper.evaluate("() => document.fonts.ready.then(() => null)")
        file = tmp_path / "board.pdf"
        paper.pdf(path=file, format="A4", landscape=True, print_background=True)
    finally:
        paper.close()
    assert pages(file) == 1
    width, height = map(float, re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", file.read_bytes())[0])
    assert width > height
    said = text(file)
    for words in ("ECサイトの購入体験", "認知", "SNS広告を見る", "支払う", "未配置：お礼のメール"):
        assert words in said
