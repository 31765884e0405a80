"""A board as a person meets it: lanes, cards, faces; found through the attributes the design promises to scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

from tests.browser.hands import Mouse, Point, middle
from tests.browser.lab import Lab, until

STAND_STILL = """
async (root) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const where = () => [root, ...root.querySelectorAll('[data-touchpoint]')].slice(0, 9)
    .map((part) => { const box = part.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }).join();
  const drawn = () => { const plot = root.querySelector('.jw-plot'); return !plot || plot.querySelector('svg.marks, .jw-empty'); };
  root.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (let still = 0, last = '', tries = 0; still < 6 && tries < 600; tries += 1) {
    await frame();
    const now = where();
    still = now === last && drawn() ? still + 1 : 0;
    if (now !== last) root.scrollIntoView({ block: 'center', behavior: 'instant' });
    last = now;
  }
}
"""


class Board:
    """One drawn board, by default the first in the lab's page."""

    def __init__(self, lab: Lab, page: Page | None = None, root: Locator | None = None) -> None:
        self.lab = lab
        self.page = page or lab.page
        self.root = root or lab.widget("board", self.page).first
        self.mouse = Mouse(self.page)
        self.root.locator('[data-stage]:not([data-stage=""]) [data-touchpoint]').first.wait_for(timeout=30_000)
        if self.root.locator('[data-curve="off"]').count() == 0:
            # Its height moves everything below; a hand would wait for it, too.
            self.chart.locator("svg, canvas").first.wait_for(timeout=30_000)

    # ---- what is on it ---------------------------------------------------------------------------------------------

    def lane(self, stage: str) -> Locator:
        """A stage's lane; `""` is the pool."""
        return self.root.locator(f'[data-stage="{stage}"]:has([data-touchpoint]), [data-stage="{stage}"]').first

    def card(self, touchpoint: str) -> Locator:
        """A card where it lies (not the picture of it that follows the hand)."""
        return self.root.locator(f'[data-stage] [data-touchpoint="{touchpoint}"]:not(.is-lifted)').first

    def cards(self, stage: str) -> list[str]:
        """Touchpoints of a lane, from top to bottom."""
        return self.root.evaluate(
            """(root, stage) => [...root.querySelectorAll(`[data-stage="${stage}"] [data-touchpoint]:not(.is-lifted)`)]
                 .map((card) => card.dataset.touchpoint)""",
            stage,
        )

    def text(self, touchpoint: str) -> str:
        """Everything written on a card, also while it is scrolled out of the window."""
        return self.card(touchpoint).text_content() or ""

    def face(self, touchpoint: str) -> str:
        """The score on a card's face, `""` when there is none."""
        return self.card(touchpoint).locator("[data-score]").first.get_attribute("data-score") or ""

    @property
    def revision(self) -> int:
        """The last change the kernel has confirmed to this view."""
        return int(self.root.get_attribute("data-revision") or -1)

    @property
    def said(self) -> str:
        """What a screen reader was told last."""
        return self.root.locator("[aria-live]").first.inner_text()

    @property
    def chart(self) -> Locator:
        """The curve under the lanes."""
        return self.root.locator('[data-journey-widget="chart"]').first

    # ---- waiting ---------------------------------------------------------------------------------------------------

    def wait_for(self, stage: str, cards: list[str]) -> None:
        """Until a lane shows exactly these cards."""
        until(lambda: self.cards(stage) == cards, self.page, f"{stage!r} shows {cards}, but has {self.cards(stage)}")

    def wait_for_face(self, touchpoint: str, score: str) -> None:
        """Until a card wears this score."""
        until(
            lambda: self.face(touchpoint) == score,
            self.page,
            f"{touchpoint} shows {score!r}, not {self.face(touchpoint)!r}",
        )

    def wait_for_revision(self, revision: int) -> None:
        """Until this view knows that the kernel has come this far."""
        until(lambda: self.revision >= revision, self.page, f"revision {revision}, but is at {self.revision}")

    @contextmanager
    def acknowledged(self, changes: int = 1) -> Iterator[None]:
        """What the body does to the board is a number of changes, and the kernel confirms them."""
        before = self.revision
        yield
        self.wait_for_revision(before + changes)
        # The lanes take a dropped card in after the answer has been read.
        self.root.locator(".is-lifted").wait_for(state="detached")

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """What the body does changes nothing: not the journey, not the lanes."""
        before = self.lab.value("journey.revision"), {stage: self.cards(stage) for stage in self._stages()}
        yield
        # A message on its way would arrive before this answer does.
        assert self.lab.value("journey.revision") == before[0]
        assert {stage: self.cards(stage) for stage in self._stages()} == before[1]

    def _stages(self) -> list[str]:
        return self.root.evaluate(
            "(root) => [...new Set([...root.querySelectorAll('[data-stage]')].map((e) => e.dataset.stage))]"
        )

    def kernel_lane(self, stage: str) -> list[str]:
        """Touchpoints of a stage in reading order, as the kernel has them."""
        wanted = f"t.stage == {stage!r}" if stage else "t.stage.isna()"
        return self.lab.value(f"(lambda t: list(t.index[{wanted}]))(journey.touchpoints)")

    # ---- hands -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Bring the board to the middle of the window, away from the edges where a drag scrolls, and let it come to rest.

        A hand waits until what it reaches for stands still: a board that has just appeared still gets its curve, and the
        notebook around it still scrolls.
        """
        self.root.evaluate(STAND_STILL)

    def grip(self, touchpoint: str) -> Point:
        """Where a hand takes a card: its middle, on screen."""
        self.show()
        card = self.card(touchpoint)
        card.scroll_into_view_if_needed()
        card.hover(trial=True)  # waits until it has come to rest and nothing lies over it
        return middle(card, across=0.4, down=0.6)

    def gap(self, stage: str, before: str | None = None) -> Point:
        """Where a card is let go so that it lands before another one, or at the end of the lane."""
        if before:
            return middle(self.card(before), down=0.1)
        lane = self.lane(stage)
        below = [card.bounding_box() for card in lane.locator("[data-touchpoint]:not(.is-lifted)").all()]
        bottom = max((box["y"] + box["height"] for box in below if box), default=None)
        point = middle(lane)
        return Point(point.x, bottom + 6) if bottom is not None else middle(lane, down=0.3)

    def drag(self, touchpoint: str, stage: str, before: str | None = None) -> None:
        """Drag a card with the mouse."""
        self.mouse.drag(self.grip(touchpoint), self.gap(stage, before))

    def focus(self, touchpoint: str) -> None:
        """Put the keyboard on a card."""
        self.card(touchpoint).focus()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def undo(self) -> None:
        """Ctrl+Z on the board, acknowledged."""
        with self.acknowledged():
            self.page.keyboard.press("ControlOrMeta+z")
