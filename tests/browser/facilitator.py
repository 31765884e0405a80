"""A facilitator at the screen: finds things by what is written on them, and has a mouse, a keyboard and an input method."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.hands import InputMethod, Mouse, Point, middle
from tests.browser.lab import Lab, until

#: Where a picture of every step goes; nowhere where this is not set.
PICTURES = os.environ.get("JOURNEY_WORKSHOP_PICTURES")
GALLERY = Path(__file__).parents[2] / "build" / "gallery" / "workshop"


class Facilitator:
    """Whoever leads the workshop, in `jw.Workshop`."""

    def __init__(self, lab: Lab, language: str) -> None:
        self.lab = lab
        self.page = lab.page
        self.language = language
        self.mouse = Mouse(self.page)
        self.ime = InputMethod(lab.devtools())
        self.app = lab.widget("workshop").first
        self._pictures = 0

    # ---- seeing ----------------------------------------------------------------------------------------------------

    def button(self, name: str | re.Pattern[str], inside: Locator | None = None) -> Locator:
        """The button that is called so."""
        return (inside or self.app).get_by_role("button", name=name, exact=isinstance(name, str)).first

    def card(self, title: str) -> Locator:
        """The card with this title on the board."""
        return self.app.locator("[data-touchpoint]:not(.is-lifted)", has_text=title).first

    def note(self, words: str) -> Locator:
        """The note that says this, in the drawer."""
        return self.app.locator("li[data-note]", has_text=words).first

    def look(self, step: str) -> None:
        """Take a picture of what is on the screen, where somebody asked for them."""
        self._pictures += 1
        if PICTURES:
            GALLERY.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=GALLERY / f"facilitator-{self.language}-{self._pictures:02}-{step}.png")

    def sees(self, *words: str) -> None:
        """These words are on the screen."""
        for one in words:
            expect(self.app.get_by_text(one).first).to_be_visible()

    # ---- doing -----------------------------------------------------------------------------------------------------

    def press(self, name: str | re.Pattern[str], inside: Locator | None = None) -> None:
        """Press the button that is called so."""
        self.button(name, inside).click()

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str, *proposals: str) -> None:
        """Write where the cursor is: Japanese through the input method, letters by the keys."""
        if words.isascii():
            self.page.keyboard.type(words)
        else:
            self.ime.type(*(proposals or (words[:1], words)))

    def fill(self, label: str, words: str, inside: Locator | None = None) -> None:
        """Click the field that is called so, write over what is in it, and press Enter."""
        field = (inside or self.app).get_by_label(label, exact=True).first
        field.click()
        self.keys("ControlOrMeta+a")
        self.write(words)
        self.keys("Enter")

    def paste(self, words: str) -> None:
        """Put what was copied elsewhere (a spreadsheet, a mail) where the cursor is."""
        self.page.evaluate("(words) => navigator.clipboard.writeText(words)", words)
        self.keys("ControlOrMeta+v")

    def drag(self, what: Locator, to: Point) -> None:
        """Take something where a hand would, and let it go there."""
        what.scroll_into_view_if_needed()
        what.hover(trial=True)
        self.mouse.drag(middle(what, across=0.35), to)

    def counted(self, table: str, n: int) -> None:
        """Until the kernel has that many records: what was done is kept."""
        until(lambda: self.lab.value(f"len(journey.{table})") == n, self.page, f"{n} {table}")
