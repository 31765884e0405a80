"""The pictures of the README and the manual, and the Workshop's gallery, taken from a running JupyterLab.

uv run --group test python scripts/screenshots.py [--into docs/pictures] [--only board-ja …]
uv run --group test python scripts/screenshots.py --workshop [--into build/gallery]      # every drawer and mode, to be looked at
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.board import Board  # noqa: E402
from tests.browser.chromium import launch  # noqa: E402
from tests.browser.lab import Lab, until  # noqa: E402
from tests.browser.server import LabServer  # noqa: E402

# A map as it looks after an hour's work: scores of several people, reasons, notes, a persona, something in the pool.
WORKSHOP = """
import itertools, random
import journey_widgets as jw
journey = jw.new("ecommerce", language={language!r})
ja = {language!r} == "ja"
random.seed(7)
hana = journey.add("personas", name="花" if ja else "Hana", age="34")
ken = journey.add("personas", name="健一" if ja else "Ken", age="52")
for score in list(journey.scores.index):
    journey.remove("scores", score)  # what the template guesses gives way to what people said
cards = list(journey.touchpoints.query("stage.notna()").index)
wanted = {cards}
while len(cards) < wanted:
    copy = dict(journey.record("touchpoints", cards[len(cards) % 20]))
    stage = copy.pop("stage"); copy.pop("rank", None); copy.pop("id", None)
    cards.append(journey.add("touchpoints", stage=stage, **copy))
for card in cards[wanted:]:
    journey.remove("touchpoints", card)
cards = list(journey.touchpoints.query("stage.notna()").index)
for n, card in enumerate(cards):
    if n % 11 == 8:
        continue  # not scored yet
    middle = [0, 1, 1, 1, 1, 0, -1, 1, -2, -1, 0, 1, 1, 2, 1, -1, -1, 0, 1, 2][n % 20]
    width = 2 if n % 7 == 3 else 1
    for person in range(5):
        score = max(-2, min(2, middle + random.choice(range(-width, width + 1))))
        journey.score(card, score, persona=hana, participant=f"p0{{person + 1}}")
    journey.score(card, max(-2, min(2, middle + [0, -1, 1][n % 3])), persona=ken)
mean = journey.scores.query("persona == @hana").groupby("touchpoint", observed=True)["score"].mean()
low = mean.idxmin()
journey.edit("touchpoints", low, moment_of_truth=True, thought="送料がここで足されるの？" if ja else "Shipping is only added here?",
             action="住所を入れて、合計を見る" if ja else "Types the address, looks at the total",
             need="合計を先に知りたい" if ja else "Wants to know the total first", importance=5, evidence="customer")
journey.edit("touchpoints", mean.idxmax(), moment_of_truth=True)
journey.add("notes", kind="pain", text="送料が最後まで分からない" if ja else "Shipping is unknown until the end", touchpoint=low)
journey.add("notes", kind="pain", text="住所を二度入れる" if ja else "The address is asked twice", touchpoint=low)
journey.add("notes", kind="opportunity", text="カートに送料を出す" if ja else "Show shipping in the cart", touchpoint=low)
for n in (1, 3, 7, 12, 17):
    journey.add("notes", kind="gain" if n % 2 else "pain", text="…", touchpoint=cards[n])
for title in (["店舗で実物を見る", "ギフト包装を選ぶ"] if ja else ["Sees it in a store", "Chooses gift wrapping"]):
    journey.add("touchpoints", title=title)
jw.save(journey, {name!r})
"""


# JupyterLab's own edges: what is meant by a picture's width is the width of the board.
EDGES = 180


def a_colleague_writes(board: Board) -> None:
    """In a browser of their own, in a field of the card that most people found hard."""
    lab = board.lab
    japanese = lab.value("journey.language") == "ja"
    lab.save()
    browser = lab.context.browser
    assert browser
    theirs = browser.new_context(viewport={"width": 1460, "height": 1000}, locale="ja-JP" if japanese else "en-GB")
    theirs.add_init_script(f"localStorage.setItem('journey_widgets.name', '{'佐藤' if japanese else 'Sato'}')")
    colleague = Board(lab, lab.open(theirs))
    colleague.card(lab.value("str(low)")).click()
    colleague.root.get_by_label("行動" if japanese else "Action", exact=True).focus()
    board.root.locator(".jw-tag").wait_for()
    board.page.bring_to_front()


def the_kernel_dies(board: Board) -> None:
    """With kill -9; work goes on."""
    low, after = board.lab.value("[str(low), list(journey.touchpoints.index)[3]]")
    os.kill(board.lab.value("__import__('os').getpid()"), signal.SIGKILL)
    board.page.get_by_role("dialog").get_by_role("button").last.click(timeout=30_000)
    for card in (low, after):
        board.focus(card)
        board.press("Alt+ArrowDown")
    board.root.locator('[data-saved="offline"]').wait_for()
    board.root.locator(".is-pending").first.wait_for()


def its_links_stand_out(board: Board) -> None:
    """The keyboard is on the card that the welcome series begins with."""
    board.root.locator(".jw-link").first.wait_for(state="attached")
    board.focus("tp_app_push")
    board.press("ArrowUp" if board.root.locator("[data-rows]").count() == 0 else "ArrowDown")
    board.focus("tp_welcome_1")
    board.root.locator(".jw-link.is-lit").first.wait_for(state="attached")


WAVE = 'jw.Board(jw.new("welcome_series", language="en"), rows="channel", curve=False)'


# Pictures on some cards, a function's lane, and what is said of each stage.
STORY = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from scripts.sketches import sketch
ja = journey.language == "ja"
for n, card in enumerate(journey.touchpoints.query("stage.notna()").index):
    if n % 5 != 2:
        journey.attach(card, sketch(n))
said = [("レビューに力を入れる", "認知率 30%", "佐藤", "P2D"), ("不安を先に消す", "比較から購入 12%", "鈴木", "P1W"),
        ("入力を半分に減らす", "購入完了率 70%", "田中", "PT2H30M"), ("先に知らせる", "配送満足 4.2", "伊藤", "P3D")] if ja else [
        ("Reviews before ads", "Awareness 30 %", "Sato", "P2D"), ("Answer doubts first", "12 % buy", "Suzuki", "P1W"),
        ("Half the fields", "70 % complete", "Tanaka", "PT2H30M"), ("Tell before they ask", "Delivery 4.2", "Ito", "P3D")]
for stage, facts in zip(journey.stages.index, said):
    journey.edit("stages", stage, **dict(zip(("strategy", "kpi", "owner", "duration"), facts)))
_ = journey.edit("about", north_star="購入完了率 62% → 70%" if ja else "Completed purchases 62% → 70%")
minutes = lambda touchpoint: len(touchpoint["title"]) if "stage" in touchpoint else None
jw.Board(journey, lanes={{"所要（分）" if ja else "Minutes": minutes}})
"""


# The Workshop's map: the same as on the look's pages, so that the two can be laid side by side.
SHOP = """
import sys
sys.path.insert(0, {root!r})
import journey_widgets as jw
from scripts.workshop_map import workshop_map
journey = workshop_map({language!r})
jw.save(journey, {name!r})
low = "tp_9"
"""


def _tab(board: Board, name: str) -> None:
    """Open a drawer, also one that waits behind the menu."""
    shop = board.page.locator('[data-journey-widget="workshop"]')
    tab = shop.locator(f'[data-tab="{name}"]')
    if not tab.count():
        shop.locator(".ws-more").click()
        shop.locator(f'[role^=menuitem][data-item="{name}"]').click()
    else:
        tab.click()


def drawer(name: str, *, card: str = "") -> Callable[[Board], None]:
    """The drawer of that name is open, and a card is selected."""

    def open_it(board: Board) -> None:
        if card:
            board.card(card).click(position={"x": 12, "y": 12})
        _tab(board, name)

    return open_it


def present(page: int = 1) -> Callable[[Board], None]:
    """The saved views are presented, and somebody has turned to that page."""

    def show(board: Board) -> None:
        board.page.locator('[data-action="present"]').click()
        stage = board.page.locator(".pr")
        stage.wait_for()
        for _ in range(page - 1):
            board.page.keyboard.press("ArrowRight")
        stage.locator(".jw-plot svg").first.wait_for()

    return show


def paper(board: Board) -> None:
    """What would be printed, in the window instead of on paper."""
    board.page.evaluate("() => { window.__print = null; }")
    board.page.locator(".ws-more").click()
    board.page.locator('[role^=menuitem][data-item="print"]').click()
    frame = board.page.frame_locator("iframe.jw-print-frame")
    frame.locator(".ps").wait_for(state="attached")
    board.page.evaluate(
        """() => { const f = document.querySelector('iframe.jw-print-frame');
                   f.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;background:#fff';
                   f.setAttribute('popover', 'manual'); f.showPopover(); }"""
    )


#: Cards of the maps below unless a shot wants a crowd.
MAP = 20


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    language: str = "ja"
    dark: bool = False
    cards: int = MAP
    width: int = 1280
    show: str = "jw.Board(journey)"
    panel: bool = False
    page: bool = False
    """The whole JupyterLab instead of the widget alone."""
    meanwhile: Callable[[Board], None] | None = None
    """What goes on around the board when the picture is taken."""
    window: tuple[int, int] | None = None
    """The app fills a window of this size; the picture is of that window."""
    whole: bool = False
    """The window grows until nothing has to be scrolled."""

    @property
    def drawn(self) -> bool:
        """Whether there is a curve to wait for."""
        return "empty" not in self.name and "Agenda" not in self.show and "curve=False" not in self.show


CURVE = "jw.EmotionCurve(journey)"
AGENDA = 'journey.set_agenda(120); journey.steer(step="ag_choose", timer_left=402); jw.Agenda(journey)'
SHOTS = [
    Shot("board-ja"),
    Shot("board-en", language="en"),
    Shot("board-ja-dark", dark=True),
    Shot("board-en-dark", language="en", dark=True),
    Shot("board-ja-panel", panel=True),
    Shot("board-en-panel-dark", language="en", dark=True, panel=True),
    Shot("board-ja-768", width=768),
    Shot("board-en-768-dark", language="en", dark=True, width=768),
    Shot("board-ja-120", cards=120),
    Shot("board-en-120-dark", language="en", dark=True, cards=120),
    Shot("board-ja-120-768", cards=120, width=768),
    Shot("board-ja-rows", show='jw.Board(journey, rows="channel")'),
    Shot("board-ja-empty", show='jw.Board(jw.new(language="ja"))'),
    Shot("board-ja-others", meanwhile=a_colleague_writes),
    Shot("board-en-dark-others", language="en", dark=True, meanwhile=a_colleague_writes),
    Shot("board-ja-dark-kept", dark=True, meanwhile=the_kernel_dies),
    Shot("board-en-kept", language="en", meanwhile=the_kernel_dies),
    Shot("storyboard-ja", show=STORY),
    Shot("storyboard-en-dark", language="en", dark=True, show=STORY),
    Shot("links-en", language="en", show=WAVE, meanwhile=its_links_stand_out),
    Shot("curve-ja", show=CURVE),
    Shot("curve-en-dark", language="en", dark=True, show=CURVE),
    Shot("agenda-ja", show=AGENDA),
    Shot("agenda-en", language="en", show=AGENDA),
    Shot("notebook-ja", page=True),
    Shot("notebook-en-dark", language="en", dark=True, page=True),
]


APP = "jw.Workshop(journey)"
BEAMER = (1280, 720)
TABLET = (768, 1024)
#: Name → what is opened before the picture is taken.
DRAWERS = {
    name: drawer(name, card="tp_9")
    for name in ("notes", "priorities", "actions", "personas", "review", "agenda", "views", "card")
}
GALLERY = [
    *(Shot(f"workshop-ja-{name}", show=APP, window=BEAMER, meanwhile=do) for name, do in DRAWERS.items()),
    *(Shot(f"workshop-en-{name}", language="en", show=APP, window=BEAMER, meanwhile=do) for name, do in DRAWERS.items()),
    Shot("workshop-ja-dark", dark=True, show=APP, window=BEAMER, meanwhile=DRAWERS["priorities"]),
    Shot("workshop-en-dark-notes", language="en", dark=True, show=APP, window=BEAMER, meanwhile=DRAWERS["notes"]),
    Shot("workshop-ja-1920", show=APP, window=(1920, 1080), meanwhile=DRAWERS["priorities"]),
    Shot("workshop-ja-768", show=APP, window=TABLET, whole=True, meanwhile=DRAWERS["priorities"]),
    Shot("workshop-en-768-dark", language="en", dark=True, show=APP, window=TABLET, whole=True, meanwhile=DRAWERS["notes"]),
    Shot("workshop-ja-notebook", show=APP, page=True, meanwhile=DRAWERS["priorities"]),
    Shot("workshop-ja-present", show=APP, window=BEAMER, meanwhile=present(2)),
    Shot("workshop-ja-present-where", show=APP, window=BEAMER, meanwhile=present(3)),
    Shot("workshop-ja-present-to-be", show=APP, window=BEAMER, meanwhile=present(4)),
    Shot("workshop-en-present", language="en", show=APP, window=BEAMER, meanwhile=present(2)),
    Shot("workshop-ja-present-dark", dark=True, show=APP, window=BEAMER, meanwhile=present(2)),
    Shot("workshop-ja-present-1920", show=APP, window=(1920, 1080), meanwhile=present(2)),
    Shot("workshop-ja-print", show=APP, window=(1010, 740), meanwhile=paper),
    Shot("workshop-en-print", language="en", dark=True, show=APP, window=(1010, 740), meanwhile=paper),
    Shot("workshop-ja-120", cards=120, show=APP, window=BEAMER),
    Shot("workshop-ja-present-120", cards=120, show=APP, window=BEAMER, meanwhile=present()),
    Shot("workshop-ja-print-120", cards=120, show=APP, window=(1010, 740), meanwhile=paper),
    Shot("workshop-ja-empty", show="jw.Workshop(jw.new(language='ja'))", window=BEAMER),
]  # fmt: skip


# Three of them are the manual's (docs/workshop.md).
SHOTS += [
    shot for shot in GALLERY if shot.name in {"workshop-en-priorities", "workshop-en-present", "workshop-ja-print"}
]


def take(browser: Browser, server: LabServer, shot: Shot, into: Path) -> Path:
    """Draw, wait until nothing more is to come, and take the picture."""
    context = browser.new_context(
        viewport={"width": shot.width + (0 if shot.page else EDGES), "height": 1000 if shot.page else 1400},
        locale="ja-JP" if shot.language == "ja" else "en-GB",
        device_scale_factor=1,
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    lab = Lab(context, server)
    try:
        lab.theme("JupyterLab Dark" if shot.dark else "JupyterLab Light")  # the server remembers the last one
        name = f"{shot.name}.journey.json"
        lab.python(
            SHOP.format(root=str(ROOT), language=shot.language, name=name)
            if "Workshop" in shot.show and shot.cards == MAP
            else WORKSHOP.format(language=shot.language, cards=shot.cards, name=name)
        )
        lab.show(f'import journey_widgets as jw\njourney = jw.open("{shot.name}.journey.json")', shot.show)
        if "Workshop(journey" in shot.show and shot.cards == MAP:  # where the workshop is, is in no file
            lab.python('journey.steer(step="ag_choose", timer_left=402)')
        widget = lab.page.locator("[data-journey-widget]").first
        widget.wait_for()
        if shot.drawn:
            lab.widget("chart").locator("svg, canvas").first.wait_for()
        if "jw.Board(journey" in shot.show:
            # A narrow board folds the choice of persona into a menu, and starts with the one people scored for.
            hana = Board(lab).root.get_by_title("花" if shot.language == "ja" else "Hana", exact=True)
            if hana.count():
                hana.click()
        if shot.panel:
            board = Board(lab)
            board.focus(lab.value("str(low)"))
            board.press("Enter")
        revision = lab.value("journey.revision")
        drawn = lab.widget("chart").first
        if drawn.count() and shot.drawn:
            until(lambda: int(drawn.get_attribute("data-revision") or -1) >= revision, lab.page, "the curve is drawn")
        if shot.window:
            lab.page.set_viewport_size(dict(zip(("width", "height"), shot.window, strict=True)))
            lab.page.locator('[data-action="full"]').click()
        if shot.meanwhile:
            shot.meanwhile(Board(lab))
        lab.page.mouse.move(0, 0)
        if shot.whole:
            tall = widget.evaluate("(widget) => widget.scrollHeight")
            lab.page.set_viewport_size({"width": shot.window[0] if shot.window else shot.width, "height": tall})
        if not (shot.page or shot.window):
            height = widget.bounding_box()["height"]
            lab.page.set_viewport_size({"width": shot.width + EDGES, "height": round(height) + 400})
        if not shot.window:
            widget.evaluate("(widget) => widget.closest('.jp-Cell').scrollIntoView({ block: 'start' })")
        # Cards that came into the window are painted a frame later.
        lab.page.evaluate(
            "() => document.fonts.ready.then(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(null)), 300)))"
        )
        path = into / f"{shot.name}.png"
        (lab.page if shot.page or shot.window else widget).screenshot(path=path)
        for complaint in lab.complaints():
            print(f"{shot.name}: {complaint}", file=sys.stderr)
        return path
    finally:
        lab.command("notebook:shutdown-kernel")
        context.close()


def main() -> None:
    """Take all pictures, or the named ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=ROOT / "docs/pictures")
    parser.add_argument("--workshop", action="store_true", help="the Workshop's gallery")
    parser.add_argument("--only", nargs="+", choices=[shot.name for shot in (*SHOTS, *GALLERY)], metavar="NAME")
    options = parser.parse_args()
    shots = GALLERY if options.workshop else SHOTS
    if options.only:
        shots = [shot for shot in dict.fromkeys((*SHOTS, *GALLERY)) if shot.name in options.only]
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with LabServer(Path(folder)) as server:
            for shot in shots:
                print(take(browser, server, shot, options.into), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
