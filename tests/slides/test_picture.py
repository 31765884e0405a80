"""Pictures of a map: everything is on them, nothing covers anything, and no map breaks them."""

from __future__ import annotations

import json
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import altair as alt
import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.faces.channels import channel_icon
from journey_widgets.slides import fonts
from journey_widgets.slides.drawing.content import Content
from journey_widgets.slides.drawing.page import Page
from journey_widgets.slides.drawing.paths import monotone
from journey_widgets.slides.drawing.plot import Plot
from journey_widgets.slides.drawing.points import draw_points
from journey_widgets.slides.drawing.svg import Svg
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.picture import board_svg, curve_svg, picture, to_picture
from journey_widgets.slides.png import packed
from journey_widgets.slides.render import written
from journey_widgets.storage.errors import SaveError
from tests.slides.maps import crowd, shop
from tests.slides.pixels import pixels

SVG = "{http://www.w3.org/2000/svg}"
TEMPLATES = [(name, language) for name in jw.templates().index for language in ("ja", "en")]


def page(journey: jw.Journey, *, language: str | None = None, cards: bool = True, **line: str) -> Page:
    document = journey.snapshot().document
    persona, state = line.get("persona"), line.get("state", "as_is")
    return Page(Content(document, language or journey.language, persona, state), cards=cards)


def words(svg: str) -> list[str]:
    """What is written, line by line, without outlines."""
    return [
        "".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text") if "aria-hidden" not in text.attrib
    ]


def spoken(svg: str) -> str:
    """Everything that is written, without the breaks between lines."""
    return re.sub(r"\s", "", "".join(words(svg)))


Box = tuple[float, float, float, float]


def cards(svg: str) -> dict[str, tuple[Box, ET.Element]]:
    """Cards by id: left, top, right, bottom, and the element."""
    found: dict[str, tuple[Box, ET.Element]] = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        if "data-touchpoint" in group.attrib:
            rect = group.find(f"{SVG}rect")
            assert rect is not None
            x, y, width, height = (float(rect.attrib[side]) for side in ("x", "y", "width", "height"))
            found[group.attrib["data-touchpoint"]] = (x, y, x + width, y + height), group
    return found


def extent(text: ET.Element) -> Box:
    """The place a line of words takes."""
    size, weight = float(text.attrib["font-size"]), int(text.get("font-weight", "400"))
    width = fonts.width("".join(text.itertext()), size, weight)
    x = float(text.attrib["x"]) - {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")] * width
    y = float(text.attrib["y"])
    return x, y - 0.8 * size, x + width, y + 0.1 * size


def overlap(one: Box, other: Box, slack: float = 0.5) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


def collisions(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Pairs that lie over each other: those that begin before another has ended, from left to right."""
    ordered = sorted(boxes)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other[0] > one[2]:
                break
            if overlap(one, other):
                yield one, other


def assert_tidy(svg: str) -> None:
    """No card over a card, no words outside their card, no words over words, nothing outside the page."""
    root = ET.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    found = cards(svg)
    assert not list(collisions([box for box, _ in found.values()]))
    for box, group in found.values():
        for text in group.iter(f"{SVG}text"):
            place = extent(text)
            assert box[0] <= place[0], "".join(text.itertext())
            assert place[2] <= box[2] + 0.5, "".join(text.itertext())
            assert box[1] <= place[1] <= place[3] <= box[3]
    lines = [extent(text) for text in root.iter(f"{SVG}text") if "aria-hidden" not in text.attrib]
    assert not list(collisions(lines))
    assert all(x >= 0 and y >= 0 and right <= width and bottom <= height for x, y, right, bottom in lines)


# --- what is on it ---


@pytest.mark.parametrize(("template", "language"), TEMPLATES)
def test_every_word_of_every_template_is_on_its_board_and_nothing_is_covered(template: str, language: str):
    journey = jw.new(template, language=language)
    svg = board_svg(journey)
    said = spoken(svg)
    document = journey.document
    for record in (*document["touchpoints"].values(), *document["stages"].values()):
        for field in ("title", "name", "goal", "channel"):
            assert re.sub(r"\s", "", record.get(field, "")) in said, record[field]
    assert document["about"]["title"] in "".join(words(svg)[:2])
    assert_tidy(svg)


def test_a_card_has_its_number_channel_face_star_notes_and_spread():
    svg = board_svg(shop())
    assert_tidy(svg)
    card, empty, pooled = (cards(svg)[name][1] for name in ("tp_9", "tp_14", "tp_pool"))
    texts = ["".join(text.itertext()) for text in card.iter(f"{SVG}text")]
    assert texts == ["9", "サイト", "会員登録フォームに", "入力する", "2", "2"]  # two pains, two opportunities
    drawn = ET.tostring(card, encoding="unicode")
    assert "#bd4a06" in drawn, "the face of the lowest feeling"
    assert drawn.count("M3 5h32") == 1, "how far apart people are"
    assert drawn.count("M0 -0.85") == 2, "the star and its rim"
    assert "stroke-dasharray" in ET.tostring(empty, encoding="unicode"), "dashed means not yet"
    assert next(pooled.iter(f"{SVG}text")).text == "サイト", "no number in the pool"


@pytest.mark.parametrize(
    ("channel", "icon"),
    [
        ("メールマガジン", "mail"),
        ("SNS広告", "ad"),
        ("広告AD", "ad"),
        ("Word of mouth", "word"),
        ("伝書鳩", "other"),
        ("", "other"),
    ],
)
def test_a_channel_has_the_icon_the_page_gives_it(channel: str, icon: str):
    drawn = json.loads((Path(jw.__file__).parent / "faces/channels.json").read_text(encoding="utf-8"))
    assert channel_icon(channel) == drawn["icons"][f"channel-{icon}"]
    assert {rule[0] for rule in drawn["rules"]} < set(drawn["icons"])


def test_points_stand_under_the_cards_of_their_stage():
    journey = shop()
    made = page(journey)
    columns = {column.band.id: column for column in made.layout.columns}
    numbers = [text for text in ET.fromstring(made.svg()).iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    ticks = {"".join(text.itertext()): float(text.attrib["x"]) for text in numbers if (text.text or "").isdigit()}
    places = made.content.source.reading.places
    assert len(places) == 21
    for place in places:
        column = columns[place.stage]
        card = next(x for x, _, card in column.cards if card.card.id == place.id)
        assert column.x < ticks[str(place.no)] < column.x + column.width
        assert column.x <= card < column.x + column.width


def test_the_line_runs_through_what_analysis_says():
    journey = shop()
    made = page(journey)
    plot = Plot(Svg(made.colours), made.content, made.layout, 212.0)
    plot.draw(0.0)
    draw_points(plot)
    curve = jw.curve(journey).query("persona == 'pe_hana' and state == 'as_is' and score.notna()")
    for row in curve.itertuples():
        y = 212 * (2.5 - row.score) / 5  # half a step of air at both ends of −2 … +2
        assert plot.y(row.score) == pytest.approx(y)
        at = f"{made.layout.x(row.x):.2f}".rstrip("0").rstrip(".")
        assert f"translate({at} {f'{y:.2f}'.rstrip('0').rstrip('.')})" in plot.svg.finished(
            9, 9, title="", description="", language="ja"
        )


def test_whose_scores_are_shown_can_be_chosen():
    journey = shop()
    assert "花・現状（5人）" in words(board_svg(journey))
    assert "健一・現状" in words(board_svg(journey, persona="pe_ken"))
    assert "花・あるべき姿" in words(board_svg(journey, state="to_be"))
    assert "+2.6" in words(board_svg(journey)), "the change at card 9, as an arrow with its number"


def test_swimlanes_gather_the_cards_of_a_channel():
    journey = shop()
    journey.edit("touchpoints", "tp_1", channel=None)
    svg = picture(journey, rows="channel").svg
    assert_tidy(svg)
    tops = {
        text.attrib["data-row"]: float(text.attrib["y"])
        for text in ET.fromstring(svg).iter()
        if "data-row" in text.attrib
    }
    order = list(tops)
    assert order[:3] == ["検索", "口コミ", "サイト"], "in the order of their first cards"
    assert order[-1] == "（なし）", "what says nothing comes last"
    assert list(tops.values()) == sorted(tops.values())
    boxes = cards(svg)
    assert len(boxes) == 22
    for name, record in journey.document["touchpoints"].items():
        if record.get("stage"):
            lane = record.get("channel", "（なし）")
            below = [top for top in tops.values() if top > tops[lane]]
            assert tops[lane] < boxes[name][0][1]
            assert boxes[name][0][3] < min(below, default=1e6)


def test_swimlanes_of_evidence_are_named_in_the_readers_language():
    assert "顧客" in words(picture(shop(), rows="evidence").svg)
    assert "Customer" in words(picture(shop(), rows="evidence", language="en").svg)


def test_the_curve_alone_has_stages_and_no_cards():
    svg = curve_svg(shop())
    assert not cards(svg)
    assert "購入" in words(svg)
    assert "花・現状（5人）" in words(svg)
    assert_tidy(svg)


def test_a_board_can_go_without_its_curve():
    svg = picture(shop(), curve=False).svg
    assert "感情曲線" not in spoken(svg)
    assert len(cards(svg)) == 22


def test_light_and_dark_are_two_grounds():
    light, dark = (pixels(picture(shop(), theme=theme).png(0.2))[0, 0] for theme in ("light", "dark"))
    assert light.tolist() == [255, 255, 255]
    assert max(dark) < 50


@pytest.mark.parametrize(("language", "sentence"), [("ja", "いちばん低く"), ("en", "is lowest")])
def test_the_picture_says_in_words_what_it_shows(language: str, sentence: str):
    made = picture(shop(), language=language)
    root = ET.fromstring(made.svg)
    assert sentence in made.description
    assert root.findtext(f"{SVG}desc") == made.description
    assert root.attrib["lang"] == language
    assert root.attrib["role"] == "img"


# --- nothing breaks it ---


def test_five_hundred_cards_with_long_titles_are_all_there_and_apart():
    svg = board_svg(crowd())
    assert len(cards(svg)) == 500
    said = spoken(svg)
    long = [record["title"] for record in crowd().document["touchpoints"].values() if len(record["title"]) > 55]
    assert len(long) >= 50
    assert all(re.sub(r"\s", "", title) in said for title in long)
    sizes = {float(text.attrib["font-size"]) for text in ET.fromstring(svg).iter(f"{SVG}text")}
    assert min(sizes) >= 11
    root = ET.fromstring(svg)
    assert 1 < float(root.attrib["width"]) / float(root.attrib["height"]) < 2.5, "still the shape of a slide"
    assert_tidy(svg)


TITLES = [
    '<script>alert("1")</script>',
    "& < > \" ' ]]> -->",
    "\x00\x07\x1b制御\x7f\x85文字\ud800\ufffe",
    "مرحبا بكم في المتجر! (طلب جديد)",
    "שלום \u202eevil\u202c עולם",
    "一行目\n二行目\tタブ",
    "Supercalifragilisticexpialidocious" * 4,
    "、。」』）ーー",
    "😀👨‍👩‍👧‍👦 ✔",
    " ",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_data_whatever_it_is(title: str):
    journey = jw.new("ecommerce", language="ja")
    card, stage = journey.touchpoints.index[0], journey.stages.index[0]
    document = journey.document  # what came in by a file, past every check
    document["touchpoints"][card] |= {"title": title, "channel": title}
    document["stages"][stage] |= {"name": title, "goal": title}
    document["about"]["title"] = title
    for cards_too in (True, False):
        svg = Page(Content(document, "ja", None, "as_is"), cards=cards_too).svg()
        tags = {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()}
        assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "g", "text"}
        assert vl_convert.svg_to_png(svg)


def test_words_from_right_to_left_keep_to_themselves():
    journey = jw.new("ecommerce", language="en")
    journey.edit("touchpoints", journey.touchpoints.index[0], title="مرحبا!")
    text = next(text for text in ET.fromstring(board_svg(journey)).iter(f"{SVG}text") if text.text == "مرحبا!")
    assert text.attrib["unicode-bidi"] == "plaintext"


def _nothing() -> jw.Journey:
    return jw.new(language="ja")


def _pool_only() -> jw.Journey:
    journey = _nothing()
    journey.add("touchpoints", title="ひとつだけ")
    return journey


def _one() -> jw.Journey:
    journey = _nothing()
    journey.score(journey.add("touchpoints", title="ひとつ", stage=journey.add("stages", name="段階")), 2)
    return journey


def _empty_stage() -> jw.Journey:
    journey = _one()
    journey.add("stages", name="空")
    return journey


def _hundred() -> jw.Journey:
    journey = jw.new("service", language="ja")
    journey.rescale("0…100")
    for number, card in enumerate(journey.touchpoints.index):
        journey.score(card, number * 37 % 101)
    return journey


@pytest.mark.parametrize("make", [_nothing, _pool_only, _one, _empty_stage, _hundred])
def test_small_and_odd_maps_have_a_picture(make):
    for svg in (board_svg(make()), curve_svg(make()), board_svg(make(), language="en", theme="dark", state="to_be")):
        assert_tidy(svg)
        assert len(pixels(vl_convert.svg_to_png(svg))) > 300


points = st.lists(st.tuples(st.floats(1, 50), st.floats(-100, 100)), min_size=2, max_size=12)


@given(points)
def test_the_line_never_leaves_the_scores_it_joins(steps: list[tuple[float, float]]):
    x, placed = 0.0, []
    for step, y in steps:
        x += step
        placed.append((x, y))
    curves = re.findall(r"C(\S+) (\S+) (\S+) (\S+) (\S+?) ([-\d.]+)", monotone(placed))
    assert len(curves) == len(placed) - 1
    for (_, start), (_, end), numbers in zip(placed, placed[1:], curves, strict=False):
        low, high = min(start, end) - 0.02, max(start, end) + 0.02
        assert low <= float(numbers[1]) <= high
        assert low <= float(numbers[3]) <= high


# --- files ---


def test_files_are_what_their_ending_says(tmp_path: Path):
    journey = shop()
    for ending in ("svg", "png", "pdf"):
        assert to_picture(journey, tmp_path / f"map.{ending}") == tmp_path / f"map.{ending}"
    svg, png, pdf = ((tmp_path / f"map.{ending}").read_bytes() for ending in ("svg", "png", "pdf"))
    root = ET.fromstring(svg)
    assert png.startswith(b"\x89PNG")
    assert pixels(png).shape[:2] == (2 * int(root.attrib["height"]), 2 * int(root.attrib["width"]))
    assert pdf.startswith(b"%PDF")
    assert b"NotoSansJP" in pdf
    assert len(png) < 400_000


def test_an_svg_carries_its_letters(tmp_path: Path):
    root = ET.fromstring(to_picture(shop(), tmp_path / "map.svg").read_bytes())
    style = root.findtext(f"{SVG}style") or ""
    assert style.count("font/woff2;base64") == 2  # regular and bold
    assert len(style) < 120_000


def test_any_altair_chart_can_be_a_picture(tmp_path: Path):
    journey = shop()
    chart = alt.Chart(journey.touchpoints).mark_bar().encode(x="count()", y="channel:N")
    assert "口コミ" in to_picture(chart, tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert to_picture(chart, tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF")
    assert "花・現状（5人）" in to_picture(journey, tmp_path / "curve.svg", "emotion_curve").read_text(encoding="utf-8")


def test_a_bold_word_of_a_chart_gets_bold_letters():
    found = written('<svg><text font-weight="bold">太字</text><text>&lt;細字<tspan>も</tspan></text></svg>')
    assert found == {700: set("太字"), 400: set("<細字も")}


def test_what_there_is_no_picture_of_is_answered_by_what_there_is(tmp_path: Path):
    journey = shop()
    for wrong, valid in (
        (lambda: picture(journey, "bord"), "'board', 'curve', 'actions_timeline'"),
        (lambda: to_picture(journey, tmp_path / "map.gif"), "'.svg', '.png', '.pdf'"),
        (lambda: picture(journey, persona="pe_nobody"), "'pe_hana', 'pe_ken'"),
        (lambda: picture(journey, state="was"), "'as_is'"),
        (lambda: picture(journey, rows="title"), "'channel', 'owner', 'evidence', 'exists_in'"),
        (lambda: picture(journey, theme="sepia"), "'light', 'dark'"),
        (lambda: picture(journey, language="fr"), "'ja', 'en'"),
    ):
        with pytest.raises(SlidesError) as refused:
            wrong()
        assert valid.replace(", ", "、") in refused.value.text("ja")
        assert valid in refused.value.text("en")
    with pytest.raises(TypeError, match="not of DataFrame"):
        to_picture(journey.touchpoints, tmp_path / "map.svg")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(SaveError, match="nowhere"):
        to_picture(shop(), tmp_path / "nowhere" / "map.png")


def test_characters_that_may_become_boxes_are_named_once_a_file_is_written(tmp_path: Path):
    journey = shop()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        to_picture(journey, tmp_path / "map.svg")
    journey.edit("touchpoints", "tp_9", title="会員登録 😀")
    with pytest.warns(fonts.MissingGlyphs, match="😀"):
        to_picture(journey, tmp_path / "map.svg")


def test_a_packed_png_shows_the_same_in_fewer_bytes():
    loose = vl_convert.svg_to_png(board_svg(shop()))
    tight = packed(loose)
    assert len(tight) < len(loose) / 2
    assert np.array_equal(pixels(tight), pixels(loose))


def test_a_see_through_png_stays_as_it_is():
    loose = vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert packed(loose) == loose


def test_a_picture_shows_itself_in_a_cell():
    data, metadata = picture(shop())._repr_mimebundle_()
    assert set(data) == {"image/png", "image/svg+xml", "text/plain"}
    assert "いちばん低く" in metadata["image/png"]["alt"]
    assert metadata["image/png"]["width"] * 2 == pixels(picture(shop()).png(2)).shape[1]
