"""A deck people have worked on, brought up to date."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from journey_widgets.model import Journey
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint import SlidesWarning, to_pptx, update_pptx
from tests.slides import maps
from tests.slides.packages import sound


@pytest.fixture
def journey() -> Journey:
    return maps.shop()


@pytest.fixture
def deck(journey: Journey, tmp_path: Path) -> Path:
    few = ["title", "board", "curve", "findings", "actions"]
    return to_pptx(journey, tmp_path / "deck.pptx", slides=few, progress=False)


def opened(path: Path) -> Any:
    return Presentation(str(path))


def slide(presentation: Any, kind: str) -> Any:
    return next(each for each in presentation.slides if each.shapes.title.name.startswith(f"journey:title:{kind}"))


def shape(presentation: Any, kind: str, name: str) -> Any:
    return next(each for each in slide(presentation, kind).shapes if each.name.partition("#")[0] == name)


def card(presentation: Any, touchpoint: str) -> Any:
    return shape(presentation, "board", f"journey:card:{touchpoint}")


def card_text(presentation: Any, touchpoint: str) -> str:
    inside = card(presentation, touchpoint).shapes
    return next(each for each in inside if each.name.startswith("journey:cardtext")).text_frame.text


def test_an_update_without_a_change_changes_nothing_a_person_could_see(deck, journey):
    def told(presentation: Any) -> list[Any]:
        return [
            (each.name, each.left, each.top, each.width, each.height, each.has_text_frame and each.text_frame.text)
            for one in presentation.slides
            for each in one.shapes
        ]

    before = told(opened(deck))
    update_pptx(deck, journey)
    assert told(opened(deck)) == before
    sound(deck)


def test_new_scores_reach_the_chart_its_workbook_the_card_and_the_sentence(deck, journey):
    journey.score("tp_7", -2, persona="pe_hana", reason="送料込みの値段がわからない")
    update_pptx(deck, journey)
    presentation = opened(deck)
    chart = shape(presentation, "curve", "journey:curve:").chart
    assert chart.plots[0].series[0].values[6] == -2
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert book["Sheet1"]["C8"].value == -2
    assert "7 比較サイトで値段を見る」（−2）" in shape(presentation, "curve", "journey:sentence:curve").text_frame.text
    assert "とても不満" in card(presentation, "tp_7")._element.nvGrpSpPr.cNvPr.get("descr")
    assert "送料込みの値段がわからない" in slide(presentation, "curve").notes_slide.notes_text_frame.text
    sound(deck)


def test_place_size_and_colour_people_chose_stay(deck, journey):
    presentation = opened(deck)
    chosen = card(presentation, "tp_9")
    chosen.left, chosen.top = Emu(chosen.left + 40000), Emu(chosen.top + 30000)
    place = chosen.left, chosen.top
    box = next(each for each in chosen.shapes if each.name.startswith("journey:cardtext"))
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0xFF, 0xEE, 0x99)
    box.text_frame.paragraphs[1].runs[0].font.size = Pt(20)
    chart = shape(presentation, "curve", "journey:curve:")
    chart.left = Emu(chart.left + 100000)
    chart.chart.plots[0].series[0].format.line.color.rgb = RGBColor(0x12, 0x34, 0x56)
    presentation.save(str(deck))
    journey.edit("touchpoints", "tp_9", title="会員登録をする")
    update_pptx(deck, journey)
    presentation = opened(deck)
    chosen = card(presentation, "tp_9")
    assert (chosen.left, chosen.top) == place
    box = next(each for each in chosen.shapes if each.name.startswith("journey:cardtext"))
    assert box.fill.fore_color.rgb == RGBColor(0xFF, 0xEE, 0x99)
    assert box.text_frame.paragraphs[1].text == "会員登録をする"
    assert box.text_frame.paragraphs[1].runs[0].font.size == Pt(20)
    line = shape(presentation, "curve", "journey:curve:").chart.plots[0].series[0].format.line
    assert line.color.rgb == RGBColor(0x12, 0x34, 0x56)
    sound(deck)


def test_slides_shapes_and_words_people_added_stay(deck, journey):
    presentation = opened(deck)
    layout = slide(presentation, "board").slide_layout
    presentation.slides.add_slide(layout).shapes.title.text = "社内の補足"
    note = slide(presentation, "board").shapes.add_textbox(0, 0, 900000, 300000)
    note.text_frame.text = "ここが論点"
    shape(presentation, "curve", "journey:sentence:curve").text_frame.text = "登録の壁を壊す"
    slide(presentation, "curve").notes_slide.notes_text_frame.text = "自分の言葉で話す"
    presentation.save(str(deck))
    journey.score("tp_7", -2, persona="pe_hana")
    update_pptx(deck, journey)
    presentation = opened(deck)
    assert presentation.slides[-1].shapes.title.text == "社内の補足"
    assert "ここが論点" in [each.text_frame.text for each in slide(presentation, "board").shapes if each.has_text_frame]
    assert shape(presentation, "curve", "journey:sentence:curve").text_frame.text == "登録の壁を壊す"
    assert slide(presentation, "curve").notes_slide.notes_text_frame.text == "自分の言葉で話す"


def test_a_slide_somebody_deleted_stays_deleted_and_slides_keep_their_new_order(deck, journey):
    presentation = opened(deck)
    ids = presentation.slides._sldIdLst
    presentation.part.drop_rel(ids[1].rId)
    ids.remove(ids[1])
    ids.insert(0, ids[-1])
    presentation.save(str(deck))
    titles = [each.shapes.title.text for each in opened(deck).slides]
    update_pptx(deck, journey)
    assert [each.shapes.title.text for each in opened(deck).slides] == titles
    sound(deck)


def test_a_face_follows_its_score_and_goes_with_it(deck, journey):
    def features(touchpoint: str) -> str | None:
        inside = card(opened(deck), touchpoint).shapes
        face = next((each for each in inside if each.name == f"journey:face:{touchpoint}"), None)
        return None if face is None else face.shapes[1]._element.xpath(".//a:pathLst")[0].xml

    before = features("tp_1")
    journey.score("tp_1", 2, persona="pe_hana")
    journey.score("tp_14", 1, persona="pe_hana")
    for score in [name for name, row in journey.scores.iterrows() if row["touchpoint"] == "tp_2"]:
        journey.remove("scores", score)
    assert features("tp_14") is None
    update_pptx(deck, journey)
    assert features("tp_1") != before
    assert features("tp_14") is not None
    assert features("tp_2") is None
    sound(deck)


def test_cards_come_go_and_move_with_the_journey(deck, journey):
    new = journey.add("touchpoints", title="在庫を店に問い合わせる", stage="st_4", channel="電話")
    journey.move("tp_2", stage="st_6")
    journey.remove("touchpoints", "tp_3")
    update_pptx(deck, journey)
    presentation = opened(deck)
    band = shape(presentation, "board", "journey:band:st_4")
    made = card(presentation, new)
    assert band.left <= made.left
    assert made.left + made.width <= band.left + band.width
    assert "在庫を店に問い合わせる" in card_text(presentation, new)
    band = shape(presentation, "board", "journey:band:st_6")
    assert band.left <= card(presentation, "tp_2").left < band.left + band.width
    assert not [each for each in slide(presentation, "board").shapes if each.name == "journey:card:tp_3"]
    boxes = [each for each in slide(presentation, "board").shapes if each.name.startswith("journey:card:")]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one.left + one.width <= other.left or other.left + other.width <= one.left
            assert apart or one.top + one.height <= other.top or other.top + other.height <= one.top
    chart = shape(presentation, "curve", "journey:curve:").chart
    placed = [row["title"] for _, row in journey.touchpoints.iterrows() if isinstance(row["stage"], str)]
    assert list(chart.plots[0].categories) == placed
    ticks = next(each for each in slide(presentation, "curve").shapes if each.name.startswith("journey:numbers"))
    assert [each.text_frame.text for each in ticks.shapes] == [str(no) for no in range(1, len(placed) + 1)]
    sound(deck)


def test_what_finds_no_room_is_named(deck, journey):
    journey.add("notes", kind="pain", text="返品の手順が長い")
    with pytest.warns(SlidesWarning, match="返品の手順が長い"):
        update_pptx(deck, journey)


def test_a_new_line_and_a_lost_one_change_the_chart(deck, journey):
    journey.remove("personas", "pe_ken")
    journey.add("personas", id="pe_mei", name="芽衣")
    journey.score("tp_1", 2, persona="pe_mei")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SlidesWarning)
        update_pptx(deck, journey)
    series = shape(opened(deck), "curve", "journey:curve:").chart.plots[0].series
    assert [each.name for each in series] == ["花・現状", "花・あるべき姿", "芽衣・現状"]
    sound(deck)


def test_a_column_people_added_to_the_plan_stays_with_its_row(deck, journey):
    presentation = opened(deck)
    table = next(each for each in slide(presentation, "actions").shapes if each.has_table)
    import copy

    tree = table._element.graphic.graphicData.tbl
    tree.tblGrid.append(copy.deepcopy(tree.tblGrid.gridCol_lst[-1]))
    for row in tree.tr_lst:
        row.append(copy.deepcopy(row.tc_lst[-1]))
    for at, words in enumerate(["備考", "A案", "B案", "C案"]):
        table.table.cell(at, len(table.table.columns) - 1).text = words
    presentation.save(str(deck))
    journey.edit("actions", "ac_3", owner="鈴木", due="2026-10-15")
    journey.add("actions", title="クーポンを見直す", owner="林", due="2026-12-01")
    update_pptx(deck, journey)
    table = next(each.table for each in slide(opened(deck), "actions").shapes if each.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert [(row[0], row[1], row[-1]) for row in cells] == [
        ("アクション", "担当", "備考"),
        ("誤配の問い合わせ手順を見直す", "鈴木", "C案"),
        ("送料の表示位置を変える", "田中", "A案"),
        ("クーポンを見直す", "林", ""),
        ("ゲスト購入の導線を追加する", "佐藤", "B案"),
    ]
    sound(deck, languages=False)


def test_open_owners_are_crimson_only_while_they_are_open(deck, journey):
    journey.edit("actions", "ac_3", owner="鈴木", due="2027-10-15")
    update_pptx(deck, journey)
    table = next(each.table for each in slide(opened(deck), "actions").shapes if each.has_table)
    assert "b0123c" not in table._tbl.xml.lower()


def test_an_appendix_of_several_pages_ends_on_its_last(tmp_path):
    journey = maps.crowd(60)
    deck = to_pptx(journey, tmp_path / "crowd.pptx", slides=["appendix"], progress=False)
    for n in range(3):
        journey.add("touchpoints", title=f"追加{n}", stage="st_1")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        update_pptx(deck, journey)
    tables = [each.table for one in opened(deck).slides for each in one.shapes if each.has_table]
    titles = [row.cells[1].text for table in tables for row in list(table.rows)[1:]]
    assert titles == list(journey.touchpoints["title"])
    sound(deck)


def test_an_update_of_a_deck_in_a_companys_template(journey, tmp_path):
    from tests.slides.templates import company

    deck = to_pptx(journey, tmp_path / "c.pptx", template=company(tmp_path / "c.potx"), progress=False)
    journey.score("tp_9", 2, persona="pe_hana")
    update_pptx(deck, journey)
    assert shape(opened(deck), "curve", "journey:curve:").chart.plots[0].series[0].values[8] == 2
    sound(deck)


def test_a_deck_that_is_not_ours_is_refused_and_left_as_it_is(journey, tmp_path):
    path = tmp_path / "other.pptx"
    Presentation().save(str(path))
    before = path.read_bytes()
    with pytest.raises(SlidesError, match=r"other\.pptx"):
        update_pptx(path, journey)
    assert path.read_bytes() == before


def test_an_update_with_another_map_does_not_fail(deck):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SlidesWarning)
        update_pptx(deck, Journey(maps.with_cards({"段階": [("別のカード", "店", 1)]}, "別のマップ")))
    sound(deck)


def test_an_update_with_an_empty_map_does_not_fail(deck):
    update_pptx(deck, Journey(maps.blank()))
    sound(deck)


def test_an_english_deck_of_a_japanese_map_stays_english(journey, tmp_path):
    deck = to_pptx(journey, tmp_path / "en.pptx", language="en", progress=False)
    journey.score("tp_7", -2, persona="pe_hana")
    update_pptx(deck, journey)
    assert "is the lowest point (−2)" in shape(opened(deck), "curve", "journey:sentence:curve").text_frame.text
