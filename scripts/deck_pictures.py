"""Draws the pictures of docs/slides.md: `python scripts/deck_pictures.py` (needs a browser, as the tests do)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from journey_widgets.slides.deck import to_deck  # noqa: E402 - found through the path above
from tests.browser.chromium import launch  # noqa: E402 - as above
from tests.slides.maps import shop  # noqa: E402 - as above

PICTURES = ROOT / "docs/pictures"
#: Name → slide, language, scheme, and the size of the window.
SHOTS = {
    "deck-ja-board": ("board", "ja", "light", (1280, 720)),
    "deck-ja-curve": ("curve", "ja", "light", (1280, 720)),
    "deck-en-dark": ("priorities", "en", "dark", (1280, 720)),
    "deck-ja-phone": ("curve", "ja", "light", (390, 844)),
}


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (slide, language, scheme, (width, height)) in SHOTS.items():
            path = to_deck(shop(), Path(folder) / f"{language}.html", language=language, progress=False)
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                device_scale_factor=0.75 if width > height else 1,
            )
            page.goto(f"{path.as_uri()}#/{slide}")
            page.wait_for_selector("html.is-ready")
            page.locator(f"#{slide}").scroll_into_view_if_needed()
            page.evaluate(f"() => document.getElementById('{slide}').scrollIntoView()")
            page.screenshot(path=PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
