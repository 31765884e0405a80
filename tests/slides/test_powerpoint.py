"""A deck read back by python-pptx: what people find when they open it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import altair as alt
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from journey_widgets.model import Journey
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint import to_pptx
from journey_widgets.slides.story import KINDS
from tests.slides import maps
from tests.slides.office import parts
from tests.slides.packages import sound

CHART = alt.Chart(pd.DataFrame({"段階": ["認知", "検討"], "人数": [120, 60]}), title="段階ごとの人数").mark_bar()
CHART = CHART.encode(x="段階:N", y="人数:Q")


@pytest.fixture(scope="module")
def journey() -> Journey:
    return maps.shop()


@pytest.fixture(scope="module")
def deck(journey: Journey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return to_pptx(journey, tmp_path_factory.mktemp("deck") / "deck.pptx", progress=False)


def slides_of(path: Path) -> list[Any]:
    return list(Presentation(str(path)).slides)


def kinds(path: Path) -> list[str]:
    """The kind of each slide, from the name of its title."""
    found = [re.match(r"journey:title:([a-z]+)", slide.shapes.title.name) for slide in slides_of(path)]
    return [match[1] for match in found if match]


def slide(path: Path, kind: str) -> Any:
    return next(each for each in slides_of(path) if each.shapes.title.name.startswith(f"journey:title:{kind}"))


def chart_of(path: Path, kind: str) -> Any:
    return next(shape.chart for shape in slide(path, kind).shapes if shape.has_chart)


def named(shapes: Any, name: str) -> Any:
    return next(shape for shape in shapes if shape.name == name)


def rows(path: Path, kind: str) -> list[list[str]]:
    table = next(shape.table for shape in slide(path, kind).shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def workbook(chart: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return list(book.active.iter_rows(values_only=True))


def test_a_deck_is_valid_and_whole(deck):
    sound(deck)


def test_every_part_of_a_full_map_has_its_slide_in_order(deck):
    # No card of this map has a picture: the storyboard's own tests are in test_storyboard.py.
    assert list(dict.fromkeys(kinds(deck))) == [kind for kind in KINDS if kind != "storyboard"]


def test_titles_stand_in_title_placeholders_and_every_slide_has_one(deck):
    titles = [each.shapes.title.text for each in slides_of(deck)]
    assert titles[:4] == ["ECサイトの購入体験", "ペルソナ", "ジャーニーマップ", "感情曲線"]
    assert all(titles)
    assert all(placeholder.text != "" for each in slides_of(deck) for placeholder in each.placeholders)


def test_the_curve_is_a_native_chart_with_the_journeys_data(deck, journey):
    chart = chart_of(deck, "curve")
    placed = [card for card in journey.touchpoints.itertuples() if isinstance(card.stage, str)]
    assert list(chart.plots[0].categories) == [card.title for card in placed]
    assert [group.label for group in chart.plots[0].categories.levels[1]] == [
        "認知",
        "検討",
        "購入",
        "配送",
        "利用",
        "推奨",
    ]
    assert [series.name for series in chart.plots[0].series] == ["花・現状", "花・あるべき姿", "健一・現状"]
    import journey_widgets as jw

    curve = jw.curve(journey)
    for series, (persona, state) in zip(
        chart.plots[0].series, [("pe_hana", "as_is"), ("pe_hana", "to_be"), ("pe_ken", "as_is")], strict=True
    ):
        mine = curve[(curve["persona"] == persona) & (curve["state"] == state)].set_index("touchpoint")["score"]
        expected = [None if pd.isna(value := mine.get(card.Index, pd.NA)) else float(value) for card in placed]
        assert list(series.values) == expected


def test_what_nobody_scored_is_a_gap_not_a_zero(deck):
    chart = chart_of(deck, "curve")
    at = list(chart.plots[0].categories).index("配送状況を調べる")
    assert chart.plots[0].series[0].values[at] is None
    assert chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]


def test_the_chart_opens_its_data_in_japanese(deck):
    table = workbook(chart_of(deck, "curve"))
    assert table[0][2:5] == ("花・現状", "花・あるべき姿", "健一・現状")
    assert [row[1] for row in table[1:4]] == ["SNS広告を見かける", "検索して店を見つける", "友人の口コミを聞く"]
    assert [row[0] for row in table[1:6]] == ["認知", None, None, "検討", None]
    form = next(row for row in table if row[1] == "会員登録フォームに入力する")
    assert form[2:5] == (pytest.approx(-1.6), 1, -2)


def test_the_cells_the_chart_points_at_hold_what_it_shows(deck):
    for kind in ("curve", "priorities"):
        chart = chart_of(deck, kind)
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        for reference in chart._chartSpace.xpath("//c:numRef"):
            cells = reference.find("{*}f").text.split("!")[1].replace("$", "")
            column = [cell.value for (cell,) in book["Sheet1"][cells]]
            cached = {int(point.get("idx")): float(point[0].text) for point in reference.iter("{*}pt")}
            assert cached == {at: value for at, value in enumerate(column) if value is not None}


def test_people_who_differ_are_drawn_as_the_reach_of_their_scores(deck):
    (bars,) = chart_of(deck, "curve")._chartSpace.xpath("//c:ser[1]/c:errBars")
    plus = [float(point[0].text) for point in bars.find("{*}plus").iter("{*}pt")]
    assert plus
    assert all(value >= 0 for value in plus)


def test_impact_and_effort_are_a_native_scatter_whose_labels_are_the_lists_numbers(deck):
    chart = chart_of(deck, "priorities")
    (series,) = chart.plots[0].series
    assert series.name == "機会"
    assert sorted(zip(series.iter_values(), strict=False)) == [(4,), (4,), (4,), (5,)]
    labels = [run.text for run in chart._chartSpace.xpath("//c:dLbl//a:t")]
    assert labels == ["1", "2, 3", "4"], "two notes at one place share a label"
    said = " ".join(shape.text_frame.text for shape in slide(deck, "priorities").shapes if shape.has_text_frame)
    for text in (
        "1 ◆ ゲスト購入を用意する",
        "2 ◆ 送料を商品ページに出す",
        "3 ◆ 住所の自動入力",
        "4 ◆ 配送状況を自動で知らせる",
    ):
        assert text in said


def test_the_board_is_native_shapes_one_card_a_touchpoint(deck, journey):
    shapes = slide(deck, "board").shapes
    cards = [shape for shape in shapes if shape.name.startswith("journey:card:")]
    assert {card.name.removeprefix("journey:card:") for card in cards} == set(journey.touchpoints.index)
    assert all(card.shape_type == MSO_SHAPE_TYPE.GROUP for card in cards), "a card and its face move together"
    form = named(shapes, "journey:card:tp_9")
    assert "会員登録フォームに入力する" in named(form.shapes, "journey:cardtext:tp_9").text_frame.text
    assert named(form.shapes, "journey:star:tp_9").shape_type == MSO_SHAPE_TYPE.FREEFORM
    assert form._element.nvGrpSpPr.cNvPr.get("descr") == (
        "購入：9 会員登録フォームに入力する、サイト、とても不満 −1.6、真実の瞬間"
    )


def test_faces_are_drawn_not_typed(deck):
    face = named(named(slide(deck, "board").shapes, "journey:card:tp_9").shapes, "journey:face:tp_9")
    disc, features = face.shapes
    assert disc.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
    assert features.shape_type == MSO_SHAPE_TYPE.FREEFORM
    slides = b"".join(content for name, content in parts(deck).items() if name.startswith("ppt/slides/slide"))
    assert not re.search("[\U0001f300-\U0001faff]", slides.decode())


def test_cards_stand_in_their_stages_band_and_do_not_overlap(deck, journey):
    shapes = slide(deck, "board").shapes
    bands = {
        shape.name.removeprefix("journey:band:"): shape for shape in shapes if shape.name.startswith("journey:band")
    }
    cards = {
        shape.name.removeprefix("journey:card:"): shape for shape in shapes if shape.name.startswith("journey:card:")
    }
    for name, stage in journey.touchpoints["stage"].items():
        card, band = cards[name], bands["" if pd.isna(stage) else stage]
        assert band.left <= card.left
        assert card.left + card.width <= band.left + band.width
        assert card.top + card.height <= band.top + band.height
    boxes = [(card.left, card.top, card.left + card.width, card.top + card.height) for card in cards.values()]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_plan_is_a_native_table_by_due_date_and_says_what_is_open(deck):
    assert [row[:3] for row in rows(deck, "actions")] == [
        ["アクション", "担当", "期限"],
        ["送料の表示位置を変える", "田中", "2026/11/30"],
        ["ゲスト購入の導線を追加する", "佐藤", "2026/12/15"],
        ["誤配の問い合わせ手順を見直す", "未定", "未定"],
    ]


def test_measures_stand_with_their_n_range_and_source(deck):
    table = rows(deck, "evidence")
    assert table[1] == [
        "9 会員登録フォームに入力する",
        "離脱率",
        "62.5%",
        "12,480",
        "61〜64%",
        "2026年9月",
        "アクセス解析",
    ]
    assert table[2][:3] == ["配送", "平均配送日数", "2.4日"]


def test_the_appendix_has_every_touchpoint_once(deck, journey):
    titles = [
        row.cells[1].text.removesuffix(" ★")
        for each in slides_of(deck)
        if each.shapes.title.name.startswith("journey:title:appendix")
        for shape in each.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert titles == list(journey.touchpoints["title"])


def test_speaker_notes_carry_the_reasons_behind_each_dip(deck):
    notes = slide(deck, "curve").notes_slide.notes_text_frame.text
    assert "9 会員登録フォームに入力する　−1.6（5人）：項目が14個もあり、途中でやめたくなった" in notes
    assert "課題：入力項目が多すぎる" in notes
    assert "声：直営店なら安心なのに" in notes
    assert "7 比較サイトで値段を見る　−1（5人）：理由は書かれていません" in notes


def test_charts_and_groups_have_words_for_who_cannot_see_them(deck):
    for each in slides_of(deck):
        for shape in each.shapes:
            if shape.has_chart or shape.name.startswith(("journey:card:", "journey:persona:", "journey:step:")):
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name


def test_the_title_is_read_first(deck):
    for each in slides_of(deck):
        assert next(iter(each.shapes)).name.startswith("journey:title:")


def test_slides_are_picked_and_ordered_by_name(journey, tmp_path):
    path = to_pptx(journey, tmp_path / "few.pptx", slides=["actions", "title"], progress=False)
    assert kinds(path) == ["actions", "title"]
    sound(path)


def test_an_unknown_slide_names_those_that_exist_and_writes_nothing(journey, tmp_path):
    with pytest.raises(SlidesError, match=r"'bord'(.*)'board'(, |、)'storyboard'"):
        to_pptx(journey, tmp_path / "no.pptx", slides=["bord"])
    assert list(tmp_path.iterdir()) == []


def test_a_part_the_journey_lacks_leaves_its_slide_out_unless_asked_for(tmp_path):
    bare = Journey(maps.with_cards({"認知": [("広告を見る", "SNS", None)]}, "まだ何もない"))
    assert kinds(to_pptx(bare, tmp_path / "bare.pptx", progress=False)) == ["title", "board", "appendix"]
    asked = to_pptx(bare, tmp_path / "asked.pptx", slides=["curve", "actions"], progress=False)
    assert kinds(asked) == ["curve", "actions"]
    words = [shape.text_frame.text for each in slides_of(asked) for shape in each.shapes if shape.has_text_frame]
    assert "感情はまだ採点されていません。" in words
    sound(asked)


def test_english_words_for_an_english_reader(journey, tmp_path):
    path = to_pptx(journey, tmp_path / "en.pptx", language="en", slides=["board", "actions"], progress=False)
    assert rows(path, "actions")[0][:3] == ["Action", "Owner", "Due"]
    assert rows(path, "actions")[1][2] == "2026-11-30"
    xml = parts(path)["ppt/slides/slide2.xml"].decode()
    assert 'lang="en-US" altLang="ja-JP"' in xml
    assert re.search(r'lang="ja-JP" altLang="en-US"[^>]*>(?:(?!<a:t>).)*<a:t>送料の表示位置を変える', xml)
    sound(path)


def test_every_run_of_a_japanese_deck_is_said_to_be_japanese(deck):
    for name, content in parts(deck).items():
        if re.fullmatch(r"ppt/(slides|charts|notesSlides)/\w+\.xml", name):
            assert set(re.findall(rb'<a:(?:rPr|defRPr|endParaRPr)[^>]* lang="([^"]+)"', content)) <= {b"ja-JP"}


def test_the_board_can_be_a_table(journey, tmp_path):
    path = to_pptx(journey, tmp_path / "table.pptx", slides="board", board="table", progress=False)
    table = rows(path, "board")
    assert table[0] == ["ステージ", "タッチポイント", "顧客の目標", "感情"]
    assert table[1] == [
        "認知",
        "1 SNS広告を見かける　2 検索して店を見つける　3 友人の口コミを聞く",
        "ほしい物に気づく",
        "+0.7",
    ]
    sound(path)


def test_pictures_are_a_real_png_with_the_svg_beside_it(journey, tmp_path):
    path = to_pptx(
        journey, tmp_path / "p.pptx", slides=["board", "curve"], board="picture", charts="picture", extra=[CHART],
        progress=False,
    )  # fmt: skip
    sound(path)
    media = {name: content for name, content in parts(path).items() if name.startswith("ppt/media/")}
    pngs = [content for name, content in media.items() if name.endswith(".png")]
    svgs = [content for name, content in media.items() if name.endswith(".svg")]
    assert len(pngs) == len(svgs) == 3
    assert all(content.startswith(b"\x89PNG") for content in pngs)
    assert "会員登録フォーム" in "".join(content.decode() for content in svgs)
    for each in slides_of(path):
        (picture,) = [shape for shape in each.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert picture._element.xpath(".//a:ext[@uri='{96DAC541-7B7A-43D3-8B79-37D633B846F1}']/*")
        assert picture.image.size[0] / picture.width * 914400 == pytest.approx(190, rel=0.02), "dots an inch"
        assert picture.width / picture.height == pytest.approx(picture.image.size[0] / picture.image.size[1], rel=0.02)


def test_any_altair_chart_gets_a_slide_with_its_title(journey, tmp_path):
    path = to_pptx(journey, tmp_path / "extra.pptx", slides=[], extra=[CHART, CHART], progress=False)
    assert kinds(path) == ["extra", "extra"]
    words = [shape.text_frame.text for shape in slides_of(path)[0].shapes if shape.has_text_frame]
    assert "段階ごとの人数" in words
    sound(path)


def test_something_that_is_no_chart_is_refused_and_nothing_is_written(journey, tmp_path):
    with pytest.raises(TypeError, match="not of int"):
        to_pptx(journey, tmp_path / "x.pptx", slides="title", extra=[3], progress=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("option", "value"), [("charts", "svg"), ("board", "list")])
def test_an_unknown_choice_names_those_there_are(journey, tmp_path, option, value):
    with pytest.raises(SlidesError, match=f"{option}.*{value}.*'picture'"):
        to_pptx(journey, tmp_path / "x.pptx", **{option: value})


def test_no_typeface_is_written_into_runs_of_our_own_design_either(deck):
    slides = b"".join(content for name, content in parts(deck).items() if name.startswith("ppt/slides/slide"))
    assert b"typeface=" not in slides, "the theme has it, so that it can be changed in one place"
    theme = parts(deck)["ppt/theme/theme1.xml"].decode()
    assert re.search(r'<a:latin typeface="Arial"/><a:ea typeface="Yu Gothic"/><a:cs typeface=""/>', theme)


def test_a_typeface_of_ones_own_goes_into_the_theme(journey, tmp_path):
    path = to_pptx(journey, tmp_path / "font.pptx", slides="title", font="BIZ UDPゴシック", progress=False)
    assert 'a:ea typeface="BIZ UDPゴシック"' in parts(path)["ppt/theme/theme1.xml"].decode()
    sound(path)


def test_the_design_is_sixteen_to_nine(deck):
    presentation = Presentation(str(deck))
    assert presentation.slide_width * 9 == presentation.slide_height * 16


def test_nothing_stands_outside_its_slide(deck):
    presentation = Presentation(str(deck))
    for each in presentation.slides:
        for shape in each.shapes:
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= presentation.slide_width, shape.name
            assert shape.top + shape.height <= presentation.slide_height, shape.name
