"""The deck in one file, in a browser: it asks for nothing, turns its pages, answers the pointer, and prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page

from journey_widgets.slides import fonts
from journey_widgets.slides.deck import to_deck
from tests.browser.chromium import launch
from tests.slides.maps import crowd, shop

CARD = "会員登録フォームに入力する"
AXE = Path(__file__).parents[2] / "js/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Decks without their policy: nothing but their content keeps them from asking the network."""
    made = tmp_path_factory.mktemp("decks")
    for name, journey, live in (("static", shop(), False), ("live", shop(), True), ("crowd", crowd(120), False)):
        path = to_deck(journey, made / f"{name}.html", live=live)
        text = path.read_text(encoding="utf-8")
        free, found = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert found == 1
        (made / f"{name}-free.html").write_text(free, encoding="utf-8")
    return made


Open = Callable[..., Page]


@pytest.fixture
def open_deck(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens a deck; afterwards: no request, no complaint in the console."""
    contexts, asked, complaints = [], [], []

    def one(name: str, *, width: int = 1280, height: int = 720, at: str = "", **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(20_000)

        def log(route) -> None:
            if route.request.url.startswith(("file:", "data:", "blob:")):
                route.continue_()
            else:
                asked.append(route.request.url)
                route.abort()

        context.route("**/*", log)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
        page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{(folder / f'{name}.html').as_uri()}{at}")
        page.wait_for_selector("html.is-ready")
        return page

    yield one
    for context in contexts:
        context.close()
    assert asked == []
    assert complaints == []


def present(page: Page) -> str:
    return page.evaluate("document.querySelector('.sheet.present').id")


def shown(page: Page, name: str) -> None:
    page.wait_for_selector(f"#{name}.present")


@pytest.mark.parametrize("name", ["static", "static-free", "live", "live-free"])
def test_a_deck_is_ready_has_its_slides_and_asks_for_nothing(open_deck: Open, name: str):
    page = open_deck(name)
    assert page.evaluate("Reveal.isReady()")
    assert page.evaluate("Reveal.getTotalSlides()") == page.locator("section.sheet").count() >= 9
    for _ in range(page.evaluate("Reveal.getTotalSlides()") - 1):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.isLastSlide()")


def test_the_policy_stops_what_a_forwarded_file_was_made_to_fetch(browser: Browser, folder: Path, tmp_path: Path):
    text = (folder / "static.html").read_text(encoding="utf-8")
    added = (
        '<img src="http://left.example/a.png"><link rel="stylesheet" href="http://left.example/a.css">'
        "<script>fetch('http://left.example/b'); window.ran = true</script><script src='http://left.example/c.js'></script>"
        "<iframe src='http://left.example/d'></iframe><svg><image href='http://left.example/e.png'/></svg>"
    )
    (tmp_path / "changed.html").write_text(text.replace("</main>", f"</main>{added}"), encoding="utf-8")
    context = browser.new_context()
    asked = []
    context.route("http*://**", lambda route: (asked.append(route.request.url), route.abort()))
    page = context.new_page()
    page.goto((tmp_path / "changed.html").as_uri())
    page.wait_for_selector("html.is-ready")
    assert asked == []
    assert page.evaluate("window.ran") is None
    context.close()


def test_keys_turn_the_pages_and_show_the_notes_and_the_help(open_deck: Open):
    page = open_deck("static")
    assert present(page) == "title"
    page.keyboard.press("ArrowRight")
    shown(page, "personas")
    page.keyboard.press("Space")
    shown(page, "board")
    page.keyboard.press("ArrowLeft")
    shown(page, "personas")
    page.keyboard.press("End")
    assert present(page).startswith("appendix")
    page.evaluate("location.hash = '#/curve'")
    shown(page, "curve")
    notes = page.locator("#curve .said")
    assert not notes.is_visible()
    page.keyboard.press("s")
    assert notes.is_visible()
    assert "項目が14個もあり" in notes.inner_text()
    page.keyboard.press("?")
    assert page.locator("dialog.help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.help").is_visible()
    # Escape was the dialog's: no overview behind it.
    assert not page.evaluate("Reveal.isOverview()")


def test_an_address_opens_its_slide(open_deck: Open):
    page = open_deck("static", at="#/actions")
    assert present(page) == "actions"


def test_a_swipe_turns_the_page_on_a_phone_held_sideways(open_deck: Open):
    page = open_deck("static", width=844, height=390, has_touch=True, is_mobile=True)
    page.evaluate(
        """() => {
          const at = (type, x) => document.querySelector('.reveal').dispatchEvent(new PointerEvent(type,
            { pointerType: 'touch', pointerId: 1, isPrimary: true, clientX: x, clientY: 200, bubbles: true, cancelable: true }));
          at('pointerdown', 600); at('pointermove', 560); at('pointermove', 420); at('pointerup', 420);
        }"""
    )
    shown(page, "personas")


def test_a_phone_held_upright_reads_from_top_to_bottom_and_turns_into_slides_when_turned(open_deck: Open):
    page = open_deck("static-free", width=390, height=844, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for kind in ("title", "board", "appendix"):
        assert page.locator(f"#{kind}").is_visible()
    small = page.evaluate(
        "[...document.querySelectorAll('.card .title, td, li p')].filter(e => parseFloat(getComputedStyle(e).fontSize) < 14).length"
    )
    assert small == 0
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_selector("#title.present")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("!document.documentElement.classList.contains('is-slides')")
    assert page.locator("#appendix").is_visible()


@pytest.mark.parametrize("name", ["static", "crowd"])
def test_nothing_on_a_slide_is_cut(open_deck: Open, name: str):
    # As sheets one below the other: all are laid out at once.
    page = open_deck(name, at="?print-pdf")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.sheet')].flatMap(sheet => {
          // The bands of the title slide go to the edges of the sheet.
          const body = sheet.id === 'title' ? sheet : sheet.querySelector('.body'), header = sheet.querySelector('header');
          return [body, header].filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
            .map(e => `${sheet.id} ${e.className} ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`);
        })"""
    )
    assert cut == []


@pytest.mark.parametrize(
    ("width", "height"),
    [(1280, 720), (1920, 1080), (844, 390), (390, 844)],
    ids=["laptop", "projector", "sideways", "upright"],
)
def test_a_point_of_a_live_curve_says_its_card_at_the_pointer(open_deck: Open, width: int, height: int):
    page = open_deck("live", width=width, height=height, at="#/curve")
    page.locator("#curve").scroll_into_view_if_needed()
    page.wait_for_selector("figure.is-live")
    found = page.evaluate(
        """(title) => {
          for (const mark of document.querySelectorAll('.live svg path, .live svg rect')) {
            const datum = mark.__data__?.datum;
            if (datum?.title === title && datum.face !== undefined && mark.getBBox().width > 3) {
              mark.scrollIntoView({ block: 'nearest', inline: 'center' });
              const box = mark.getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            }
          }
        }""",
        CARD,
    )
    assert found, "no point of that card is drawn"
    x, y = found
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    tip = page.locator(".jw-chart-tip")
    tip.wait_for(state="visible")
    assert CARD in tip.inner_text()
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    # Beside the pointer, not where the slide's scale would have put it.
    assert max(box["x"] - x, x - box["x"] - box["width"]) < 40
    assert max(box["y"] - y, y - box["y"] - box["height"]) < 40


def test_a_live_curve_wears_the_readers_scheme_at_once(open_deck: Open):
    # Waiting for a condition makes Playwright evaluate in the page, which the policy forbids: hence without it.
    page = open_deck("live-free", at="#/curve", color_scheme="dark")
    page.wait_for_selector("figure.is-live")
    background = "() => document.querySelector('.live svg').style.backgroundColor"
    assert page.evaluate(background) == "rgb(31, 33, 36)"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"({background})() === 'rgb(255, 255, 255)'")


def test_the_still_curve_wears_the_readers_scheme(open_deck: Open):
    page = open_deck("static", at="#/curve", color_scheme="dark")
    fill = "getComputedStyle(document.querySelector('.still svg rect')).fill"
    assert page.evaluate(fill) == "rgb(31, 33, 36)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(fill) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("at", ["", "#/curve", "?print-pdf"])
def test_it_prints_a_light_sheet_for_every_slide_whatever_the_screen_shows(open_deck: Open, at: str):
    page = open_deck("live", at=at, color_scheme="dark")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == page.locator("section.sheet").count()
    # 1280 × 720 CSS pixels in points, and Japanese as text in our typeface.
    assert re.search(rb"/MediaBox\s*\[0 0 960 540\]", pdf)
    assert b"NotoSansJP" in pdf
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".live").first.is_visible()


def test_without_scripts_it_is_still_a_page_to_read(browser: Browser, folder: Path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "live.html").as_uri())
    for kind in ("title", "board", "curve", "appendix"):
        assert page.locator(f"#{kind}").is_visible()
    context.close()


def test_japanese_is_drawn_by_the_decks_own_typeface_where_the_machine_has_none(
    browser: Browser, folder: Path, tmp_path: Path
):
    """Every glyph, of text and of charts, by Chromium's own account; its fontconfig sees one Latin font."""
    latin = TTFont(fonts.folder() / "NotoSansJP-Regular.ttf")
    keep = subset.Subsetter(subset.Options())
    keep.populate(unicodes=range(0x20, 0x7F))
    keep.subset(latin)
    (tmp_path / "fonts").mkdir()
    for record in latin["name"].names:
        record.string = "Plain Latin"
    latin.save(tmp_path / "fonts" / "latin.ttf")
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>", encoding="utf-8"
    )
    bare = launch(
        SimpleNamespace(chromium=browser.browser_type),  # type: ignore[arg-type]
        {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )
    try:
        used = drawn_with(bare.new_page(), (folder / "live.html").as_uri())
        blind = drawn_with(bare.new_page(), without_typeface(folder / "live.html", tmp_path))
    finally:
        bare.close()
    assert {name for name, embedded in used if not embedded} == set()
    assert {name for name, _ in used} == {"Noto Sans JP"}
    # The machine really has nothing to draw Japanese with.
    assert {name for name, _ in blind} <= {"Plain Latin", ""}


def without_typeface(path: Path, folder: Path) -> str:
    text = re.sub(r"@font-face\{[^}]*\}", "", path.read_text(encoding="utf-8"))
    (folder / "blind.html").write_text(text, encoding="utf-8")
    return (folder / "blind.html").as_uri()


def drawn_with(page: Page, address: str) -> set[tuple[str, bool]]:
    """(family, whether the page brought it) of all glyphs of a deck."""
    page.goto(f"{address}?print-pdf")
    page.wait_for_selector("html.is-ready")
    # By its text alone: what a deck says is the same in every font, and each text is asked for once.
    page.evaluate(
        """() => {
          const seen = new Set();
          for (const element of document.querySelectorAll('.sheet *'))
            for (const node of element.childNodes)
              if (node.nodeType === 3 && node.data.trim() && !seen.has(node.data) && element.getClientRects().length) {
                seen.add(node.data);
                element.dataset.asked = '';
              }
        }"""
    )
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    asked = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-asked]"})["nodeIds"]
    assert len(asked) > 100
    used = [devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in asked]
    return {(font["familyName"], font["isCustomFont"]) for found in used for font in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "height", "at"), [(1280, 720, "?print-pdf"), (390, 844, "")], ids=["all sheets", "on a phone"]
)
def test_axe_finds_nothing_serious_on_any_slide(open_deck: Open, scheme: str, width: int, height: int, at: str):
    page = open_deck("live-free", width=width, height=height, at=at, color_scheme=scheme)
    page.locator("#curve").scroll_into_view_if_needed()
    page.wait_for_selector("figure.is-live")
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        """async () => (await axe.run({ resultTypes: ['violations'] })).violations
          .filter(one => ['serious', 'critical'].includes(one.impact))
          .map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`)"""
    )
    assert found == []
