"""Decks as LibreOffice shows them: every page, every label, in Japanese letters, inside the shape it belongs to."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

import journey_widgets as jw
from journey_widgets.model import Journey
from journey_widgets.slides.powerpoint import to_pptx, update_pptx
from tests.slides import maps, office
from tests.slides.templates import company

POINT = 12700


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Decks by name."""
    folder = tmp_path_factory.mktemp("decks")
    shop = maps.shop()

    def made(name: str, journey: Journey, **options: Any) -> Path:
        return to_pptx(journey, folder / f"{name}.pptx", progress=False, **options)

    found = {
        "shop": made("shop", shop),
        "company": made("company", shop, template=company(folder / "company.potx")),
        "english": made("english", jw.new("ecommerce", language="en")),
        "crowd": made("crowd", maps.crowd(120), slides=["board", "curve"]),
        "picture": made("picture", shop, charts="picture", board="picture", slides=["board", "curve"]),
        "telling": made("telling", _telling()),
    }
    updated = made("updated", shop)
    changed = maps.shop()
    changed.add("touchpoints", title="在庫を店に問い合わせる", stage="st_4")
    changed.edit("touchpoints", "tp_9", title="会員登録をする")
    found["updated"] = update_pptx(updated, changed)
    return found


def _telling() -> Journey:
    """Characters whose Japanese forms differ from the Chinese ones."""
    return Journey(maps.with_cards({f"{maps.TELLING}": [(f"{maps.TELLING}を確かめる", "直営", -1)]}, maps.TELLING))


@pytest.fixture(scope="module")
def pdfs(decks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return office.to_pdf(list(decks.values()), tmp_path_factory.mktemp("pdf"))


NAMES = ["shop", "company", "english", "crowd", "picture", "telling", "updated"]


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_shows_every_slide(decks, pdfs, name):
    assert office.pages(pdfs[name]) == len(Presentation(str(decks[name])).slides)


def texts(shapes: Any) -> list[str]:
    """All that is written on shapes, in groups and tables too."""
    found: list[str] = []
    for shape in shapes:
        if shape.shape_type == 6:
            found += texts(shape.shapes)
        elif shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        elif getattr(shape, "has_table", False):
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        elif getattr(shape, "has_chart", False):
            found += [series.name for series in shape.chart.plots[0].series if shape.chart.has_legend]
    return [text for text in found if text.strip()]


@pytest.mark.parametrize("name", ["shop", "company", "english", "crowd", "telling", "updated"])
def test_every_label_is_there(decks, pdfs, name):
    for number, slide in enumerate(Presentation(str(decks[name])).slides, 1):
        page = _letters(office.text(pdfs[name], number))
        for text in texts(slide.shapes):
            for word in re.split(r"\s+", text):
                assert _letters(word) in page, f"{name}, slide {number}: {text!r} is not on the page"


def _letters(text: str) -> str:
    """Letters and digits in one form: LibreOffice breaks lines and sets punctuation by itself."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@pytest.mark.parametrize("name", ["shop", "telling", "company"])
def test_japanese_is_drawn_with_a_japanese_typeface(pdfs, name):
    fonts = office.fonts(pdfs[name])
    assert any(re.search(r"(?i)CJK-?jp|NotoSansJP|Gothic|Mincho|IPA|Takao|Hiragino|Meiryo", font) for font in fonts), (
        fonts
    )
    assert not any(re.search(r"(?i)CJK-?(sc|tc|kr|hk)|DroidSansFallback|WenQuanYi", font) for font in fonts), fonts


@pytest.mark.parametrize("name", ["shop", "english", "crowd", "updated"])
def test_every_card_holds_its_own_words_and_no_others(decks, pdfs, name):
    for slide, words in zip(Presentation(str(decks[name])).slides, office.words(pdfs[name]), strict=True):
        for card in (shape for shape in slide.shapes if shape.name.startswith("journey:card:")):
            left, top = card.left / POINT, card.top / POINT
            right, bottom = left + card.width / POINT, top + card.height / POINT
            inside = [word for word in words if _within(word, left, top, right, bottom)]
            expected = sorted(_letters("".join(texts([card]))))
            assert sorted(_letters("".join(word for word, *_ in inside))) == expected, f"{name}: {card.name}"


def _within(word: tuple[str, float, float, float, float], left: float, top: float, right: float, bottom: float) -> bool:
    middle = (word[2] + word[4]) / 2
    return left - 0.5 <= word[1] and word[3] <= right + 0.5 and top <= middle <= bottom


@pytest.mark.parametrize("name", ["shop", "english", "crowd", "telling", "updated"])
def test_nothing_is_written_beyond_the_slides_edge_or_into_its_footer(decks, pdfs, name):
    for number, words in enumerate(office.words(pdfs[name]), 1):
        for word, left, top, right, bottom in words:
            assert left >= 0, (number, word)
            assert right <= 961, (number, word)
            assert bottom <= 541, (number, word)
            assert top >= 505 or bottom <= 512, f"{name}, slide {number}: {word!r} runs into the footer"
