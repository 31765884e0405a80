"""Pictures in a browser: an SVG draws its letters with the font inside it, and the widget still comes before its picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from journey_widgets.slides import fonts
from journey_widgets.slides.picture import to_picture
from tests.browser.lab import Lab
from tests.browser.maps import BOARD, SMALL
from tests.slides.maps import shop

MEASURE = """
async () => {
  await document.fonts.ready;
  const faces = [...document.fonts].map((face) => `${face.family} ${face.weight} ${face.status}`);
  const lines = [...document.querySelectorAll("text")].map((text) => ({
    said: text.textContent,
    size: Number(text.getAttribute("font-size")),
    weight: Number(text.getAttribute("font-weight") ?? 400),
    width: text.getComputedTextLength(),
  }));
  return { faces, lines };
}
"""


def test_an_svg_is_as_wide_in_a_browser_as_it_was_measured(browser: Browser, tmp_path: Path):
    page = browser.new_page()
    page.goto(to_picture(shop(), tmp_path / "map.svg").as_uri())
    found = page.evaluate(MEASURE)
    page.close()
    assert sorted(found["faces"]) == ["Noto Sans JP 400 loaded", "Noto Sans JP 700 loaded"]
    assert len(found["lines"]) > 100
    for line in found["lines"]:
        # Kerning pulls Latin letters together by a hair.
        assert line["width"] == pytest.approx(
            fonts.width(line["said"], line["size"], line["weight"]), rel=0.02, abs=0.6
        )


def test_where_a_widget_can_run_it_is_shown_and_where_only_a_picture_is_asked_for_a_picture(lab: Lab):
    lab.show(SMALL, BOARD, "jw.picture(journey)")
    lab.widget("board").locator("[data-touchpoint]").first.wait_for()
    image = lab.page.locator(".jp-OutputArea-output img")
    image.wait_for()  # one and no more: beside the live board there is none
    assert image.evaluate("(image) => image.complete && image.naturalWidth > 400")
