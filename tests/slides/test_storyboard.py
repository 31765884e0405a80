"""The storyboard: the cards' pictures in the order of the journey, wherever slides and pictures go."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

import journey_widgets as jw
from journey_widgets.slides.story import story
from tests.model.pictures import picture
from tests.slides import maps

RED, BLUE = "#d02020", "#2020d0"


@pytest.fixture
def journey():
    made = maps.shop()
    made.attach("tp_9", picture("WEBP", (320, 200), RED, lossless=True), alt="赤い看板")
    made.attach("tp_2", picture("PNG", (200, 320), BLUE))
    return made


def colour(data: bytes) -> tuple[int, int, int]:
    return Image.open(io.BytesIO(data)).convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


def near(found: tuple[int, int, int], wanted: str) -> bool:
    """The pictures have a white corner of a sixteenth."""
    return all(
        abs(one - (int(wanted[at : at + 2], 16) * 15 + 255) / 16) < 12 for one, at in zip(found, (1, 3, 5), strict=True)
    )


def test_the_story_has_a_storyboard_where_a_placed_card_has_a_picture(journey):
    assert "storyboard" not in [slide.kind for slide in story(maps.shop())]
    slide = next(slide for slide in story(journey) if slide.kind == "storyboard")
    assert (slide.title, slide.sentence) == ("絵コンテ", "2枚の絵で見るジャーニー")
    assert [(shot.no, shot.stage, shot.alt) for shot in slide.content.shots] == [
        (2, "認知", journey.record("touchpoints", "tp_2")["title"]),
        (9, "購入", "赤い看板"),
    ]
    journey.move("tp_2", stage="")
    assert [shot.id for shot in story(journey, "en", "storyboard")[0].content.shots] == ["tp_9"]
    assert story(maps.shop(), "en", "storyboard")[0].sentence == "No card has a picture yet."


def pictures_in(path):
    return {
        shape.name.removeprefix("journey:shotpicture:"): shape
        for slide in Presentation(path).slides
        for shape in slide.shapes
        if shape.name.startswith("journey:shotpicture:")
    }


def test_powerpoint_has_the_pictures_as_programs_know_them_undistorted_and_described(journey, tmp_path):
    path = jw.to_pptx(journey, tmp_path / "deck.pptx", slides="storyboard", progress=False)
    found = pictures_in(path)
    assert list(found) == ["tp_2", "tp_9"]
    assert [shape.image.content_type for shape in found.values()] == ["image/png", "image/jpeg"]
    assert near(colour(found["tp_9"].image.blob), RED)
    assert found["tp_9"].width / found["tp_9"].height == pytest.approx(1.6, rel=0.01)
    assert found["tp_2"].width / found["tp_2"].height == pytest.approx(0.625, rel=0.01)
    said = found["tp_9"]._element.nvPicPr.cNvPr.get("descr")
    assert said == "赤い看板"


def test_an_update_brings_the_picture_of_today_and_takes_away_what_is_gone(journey, tmp_path):
    path = jw.to_pptx(journey, tmp_path / "deck.pptx", slides="storyboard", progress=False)
    width = pictures_in(path)["tp_9"].width
    journey.attach("tp_9", picture("PNG", (200, 200), BLUE))
    journey.attach("tp_2", None)
    jw.update_pptx(path, journey)
    found = pictures_in(path)
    assert list(found) == ["tp_9"]
    assert near(colour(found["tp_9"].image.blob), BLUE)
    assert (found["tp_9"].width, found["tp_9"].height) == (width, width)


def test_a_picture_that_is_missing_is_said_in_words(journey, tmp_path):
    journey.edit("touchpoints", "tp_2", image=f"{'0' * 32}.png")
    path = jw.to_pptx(journey, tmp_path / "deck.pptx", slides="storyboard", progress=False)
    assert pictures_in(path)["tp_2"].text_frame.text == "画像が見つかりません"
    page = jw.to_deck(journey, tmp_path / "deck.html", slides="storyboard", progress=False).read_text(encoding="utf-8")
    assert '<p class="missing">画像が見つかりません</p>' in page


@pytest.mark.parametrize(("count", "pages"), [(8, 1), (17, 3)])
def test_no_more_than_eight_stand_on_a_page(count, pages, tmp_path):
    journey = maps.crowd(20, 3)
    for number in range(count):
        journey.attach(list(journey.touchpoints.index)[number], picture(colour=f"#{number * 10:02x}4040"))
    path = jw.to_pptx(journey, tmp_path / "deck.pptx", slides="storyboard", progress=False)
    assert len(Presentation(path).slides) == pages
    assert len(pictures_in(path)) == count
    page = jw.to_deck(journey, tmp_path / "deck.html", slides="storyboard", progress=False).read_text(encoding="utf-8")
    assert page.count('<ol class="storyboard') == pages


def test_the_deck_holds_its_pictures_and_escapes_their_words(journey, tmp_path):
    journey.edit("touchpoints", "tp_9", image_alt='"><script>alert(1)</script>')
    page = jw.to_deck(journey, tmp_path / "deck.html", slides="storyboard", progress=False).read_text(encoding="utf-8")
    images = re.findall(r'<img src="data:(image/\w+);base64,([^"]+)" alt="([^"]*)">', page)
    assert [kind for kind, _, _ in images] == ["image/png", "image/jpeg"]
    assert near(colour(base64.b64decode(images[1][1])), RED)
    assert "<script>alert(1)" not in page


def test_the_board_s_picture_shows_them_on_their_cards(journey):
    svg = jw.picture(journey).svg
    assert svg.count("<image ") == 2
    assert 'aria-label="赤い看板"' in svg
    image = Image.open(io.BytesIO(jw.picture(journey, curve=False).png()))
    pixels = np.asarray(image.convert("RGB"))
    assert ((pixels[:, :, 0] > 190) & (pixels[:, :, 1:] < 60).all(axis=2)).sum() > 5_000
    assert "<image" not in jw.picture(journey, "curve").svg
    assert "<image" not in jw.picture(maps.shop()).svg


def test_swimlanes_of_the_board_s_picture_can_be_a_field_of_the_maps_own():
    journey = maps.shop()
    journey.edit("touchpoints", "tp_1", custom={"費用": 300})
    journey.edit("touchpoints", "tp_2", custom={"費用": 1200})
    svg = jw.picture(journey, rows="custom.費用").svg
    assert re.findall(r'data-row="([^"]*)"', svg) == ["300", "1200", "（なし）"]
    with pytest.raises(jw.SlidesError, match=r"'custom\.<name>'"):
        jw.picture(journey, rows="costs")
