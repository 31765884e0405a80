"""A company's own template, and decks that are already there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pptx import Presentation

from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint import to_pptx
from tests.slides import maps
from tests.slides.office import parts
from tests.slides.packages import sound
from tests.slides.templates import company


@pytest.fixture(scope="module")
def journey():
    return maps.shop()


@pytest.fixture(params=["company.potx", "company.pptx"])
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return company(tmp_path / request.param)


def titles(path: Path) -> list[str]:
    return [slide.shapes.title.text for slide in Presentation(str(path)).slides if slide.shapes.title]


def test_a_potx_with_renamed_layouts_gives_a_deck_in_its_design(journey, template, tmp_path):
    path = to_pptx(journey, tmp_path / "deck.pptx", template=template, progress=False)
    sound(path)
    presentation = Presentation(str(path))
    assert (presentation.slide_width, presentation.slide_height) == (9144000, 6858000), "the template's size stays"
    assert [slide.slide_layout.name for slide in presentation.slides][:3] == ["表紙", "本文（1段）", "本文（1段）"]
    assert titles(path)[0] == "ECサイトの購入体験"
    assert "見本のスライド" not in titles(path)
    assert sum(name.startswith("ppt/slides/slide") for name in parts(path)) == len(presentation.slides)


def test_the_content_takes_the_place_of_the_layouts_box_and_the_box_is_gone(journey, template, tmp_path):
    path = to_pptx(
        journey, tmp_path / "deck.pptx", template=template, layout="本文（1段）", placeholder="図の場所", slides="board",
        progress=False,
    )  # fmt: skip
    (slide,) = Presentation(str(path)).slides
    box = next(one for one in slide.slide_layout.placeholders if one.name == "図の場所")
    assert [one.placeholder_format.type for one in slide.placeholders if one.placeholder_format.idx == 1] == []
    for shape in slide.shapes:
        if shape.name.startswith("journey:card:"):
            assert box.left <= shape.left
            assert shape.left + shape.width <= box.left + box.width
            assert box.top <= shape.top
            assert shape.top + shape.height <= box.top + box.height


def test_a_chart_is_not_cropped_by_the_box(journey, template, tmp_path):
    path = to_pptx(journey, tmp_path / "c.pptx", template=template, charts="picture", slides="curve", progress=False)
    (slide,) = Presentation(str(path)).slides
    picture = next(shape for shape in slide.shapes if shape.name == "journey:picture:curve")
    assert (picture.crop_left, picture.crop_right, picture.crop_top, picture.crop_bottom) == (0, 0, 0, 0)


def test_no_typeface_is_written_into_a_companys_template_only_the_language(journey, template, tmp_path):
    path = to_pptx(journey, tmp_path / "deck.pptx", template=template, progress=False)
    for name, content in parts(path).items():
        if re.fullmatch(r"ppt/(slides|charts)/\w+\.xml", name):
            assert b"typeface=" not in content, name
            assert b'lang="ja-JP" altLang="en-US"' in content or b"<a:r>" not in content, name


def test_a_typeface_asked_for_stands_in_the_order_the_schema_wants(journey, template, tmp_path):
    path = to_pptx(journey, tmp_path / "f.pptx", template=template, font="Meiryo", slides="board", progress=False)
    sound(path)
    content = parts(path)["ppt/slides/slide1.xml"].decode()
    order = '<a:latin typeface="Meiryo"/><a:ea typeface="Meiryo"/><a:cs typeface="Meiryo"/>'
    assert content.count(order) == content.count("<a:r><a:rPr"), "every run"


def test_a_template_can_be_bytes(journey, template, tmp_path):
    path = to_pptx(journey, tmp_path / "b.pptx", template=template.read_bytes(), slides="title", progress=False)
    assert titles(path) == ["ECサイトの購入体験"]


def test_an_unknown_layout_names_those_the_template_has(journey, template, tmp_path):
    with pytest.raises(SlidesError) as refused:
        to_pptx(journey, tmp_path / "deck.pptx", template=template, layout="本文")
    assert "'表紙'、'本文（1段）'、'白紙'" in refused.value.text("ja")
    assert "'本文'" in refused.value.text("en")
    assert not (tmp_path / "deck.pptx").exists()


def test_an_unknown_placeholder_names_those_the_layout_has(journey, template, tmp_path):
    with pytest.raises(SlidesError) as refused:
        to_pptx(journey, tmp_path / "deck.pptx", template=template, layout="本文（1段）", placeholder="Content")
    assert "'図の場所'" in refused.value.text("ja")


def test_a_layout_without_a_box_is_used_as_it_is(journey, template, tmp_path):
    path = to_pptx(journey, tmp_path / "w.pptx", template=template, layout="白紙", slides="board", progress=False)
    sound(path)
    (slide,) = Presentation(str(path)).slides
    assert any(shape.name == "journey:card:tp_1" for shape in slide.shapes)


def test_slides_are_added_behind_those_that_are_there(journey, tmp_path):
    old = Presentation()
    old.slides.add_slide(old.slide_layouts[5]).shapes.title.text = "先月の報告"
    there = tmp_path / "report.pptx"
    old.save(str(there))
    path = to_pptx(journey, there, append_to=there, slides=["curve", "actions"], progress=False)
    assert titles(path) == ["先月の報告", "感情曲線", "アクションプラン"]
    again = to_pptx(journey, tmp_path / "again.pptx", append_to=path, slides=["curve"], progress=False)
    assert titles(again)[-1] == "感情曲線"
    sound(again, languages=False)


def test_a_file_that_is_no_presentation_is_refused_by_name(journey, tmp_path):
    (tmp_path / "notes.pptx").write_text("not a zip")
    for source in (tmp_path / "notes.pptx", b"PK\x03\x04 broken"):
        with pytest.raises(SlidesError, match="PowerPoint"):
            to_pptx(journey, tmp_path / "deck.pptx", template=source)
    with pytest.raises(SlidesError, match=r"missing\.potx"):
        to_pptx(journey, tmp_path / "deck.pptx", template=tmp_path / "missing.potx")
    assert not (tmp_path / "deck.pptx").exists()


def test_template_and_append_to_exclude_each_other(journey, template, tmp_path):
    with pytest.raises(SlidesError, match="append_to"):
        to_pptx(journey, tmp_path / "deck.pptx", template=template, append_to=template)


def test_a_workbook_in_a_zip_is_no_presentation(journey, tmp_path):
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "book.pptx")
    with pytest.raises(SlidesError, match="PowerPoint"):
        to_pptx(journey, tmp_path / "deck.pptx", template=tmp_path / "book.pptx")
