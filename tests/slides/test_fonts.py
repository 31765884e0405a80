"""The typeface: shipped, measured, checked, subset, and right where the machine has no Japanese fonts."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
import vl_convert
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from journey_widgets.slides import fonts
from journey_widgets.slides.render import chart_svg, svg_to_png
from tests.slides import hidden
from tests.slides.pixels import pixels

KANJI = "直骨刃誤海"

#: Draws a word in our typeface, a chart and a board, and prints what came out.
DRAW = """
import hashlib, re, sys, warnings
warnings.simplefilter("error")
import altair as alt, pandas as pd
import journey_widgets as jw
from journey_widgets.slides import fonts, picture, render
text = sys.argv[1]
svg = ('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><text x="5" y="40" font-size="32" '
       f'font-family="\\'Noto Sans JP\\', sans-serif">{text}</text></svg>')
chart = alt.Chart(pd.DataFrame({"a": [text, "接点"], "b": [1, 2]})).mark_bar().encode(x="a:N", y="b:Q")
journey = jw.new("ecommerce", language="ja")
journey.add("touchpoints", title=text)
for drawn in (svg, picture.chart_svg(chart), picture.board_svg(journey), picture.curve_svg(journey)):
    png = render.svg_to_png(drawn)
    drawn = re.sub(' data-touchpoint="[^"]*"', "", drawn)  # ids are new every time
    print(hashlib.sha256(drawn.encode()).hexdigest(), hashlib.sha256(png).hexdigest())
"""


@pytest.fixture
def no_fonts():
    reason = hidden.why_not()
    if reason:
        pytest.skip(reason)


def test_pictures_are_the_same_to_the_byte_where_the_machine_has_no_japanese_fonts(no_fonts):
    without, here = (run(DRAW, KANJI).split("\n") for run in (hidden.run, hidden.run_here))
    assert len(without) == 5
    assert without == here, "the layout or the letters come from the machine's fonts, not from ours"


def test_the_fonts_really_are_hidden(no_fonts):
    # Without our typeface, the same process draws boxes: the test above would prove nothing otherwise.
    code = (
        'import vl_convert, hashlib; svg = \'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">'
        '<text y="40" font-size="32" font-family="sans-serif">%s</text></svg>\';'
        "print(*(hashlib.sha256(vl_convert.svg_to_png(svg % c)).hexdigest() for c in ('直', '骨', '\\ue000')))"
    )
    first, second, tofu = hidden.run(code).split()
    assert first == second == tofu


def test_kanji_are_drawn_and_not_boxes():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">'
        '<text y="40" font-size="32" font-family="\'Noto Sans JP\', sans-serif">{}</text></svg>'
    )
    assert len({svg_to_png(svg.format(character)) for character in (*KANJI, "\ue000")}) == len(KANJI) + 1


def test_a_family_that_is_nowhere_does_not_empty_a_chart():
    data = pd.DataFrame({"a": ["直す"], "b": [1]})
    chart = alt.Chart(data).mark_point(opacity=0).encode(x="a:N", y=alt.Y("b:Q", axis=None))
    unknown = chart.configure(font="No Such Family")
    as_it_is = svg_to_png(vl_convert.vegalite_to_svg(unknown.to_dict()))
    assert svg_to_png(chart_svg(unknown)) == svg_to_png(chart_svg(chart))
    assert _ink(svg_to_png(chart_svg(unknown))) > _ink(as_it_is), "vl-convert draws no letters in a font it has not got"
    titled = chart.properties(title=alt.Title("直す", font="No Such Family"))
    assert _ink(svg_to_png(chart_svg(titled))) > _ink(svg_to_png(chart_svg(chart)))


def _ink(png: bytes) -> int:
    """How many dark pixels a picture has."""
    return int((pixels(png).sum(axis=2) < 200).sum())


@pytest.mark.parametrize(
    ("text", "em"),
    [("直", 1.0), ("直骨", 2.0), ("", 0.0), ("é", 0.554), ("か\u3099", 1.0), ("葛\U000e0100", 1.0), ("\u200b", 0.0)],
)
def test_widths_are_the_typefaces_own(text: str, em: float):
    assert fonts.width(text, 10) == pytest.approx(em * 10, abs=0.05)


def test_bold_letters_are_wider():
    assert fonts.width("Journey", 10, 700) > fonts.width("Journey", 10, 400)


def test_characters_the_typeface_lacks_are_named():
    assert fonts.missing(["髙鷗①𠮷﨑ⅠⅢ㈱ → ★ ℃ ※ 〜 −", "\n\t\u3000\u200d"]) == []
    assert fonts.missing(["よい ✔ 😀", "✔"]) == ["✔", "😀"]


@pytest.mark.parametrize(("language", "words"), [("ja", "書体にない文字"), ("en", "not in the typeface")])
def test_the_warning_names_them_in_the_readers_language(language: str, words: str):
    with pytest.warns(fonts.MissingGlyphs, match=words) as caught:
        fonts.check(["✔ 😀"], language)
    message = str(caught[0].message)
    assert "✔ (U+2714)" in message
    assert "😀 (U+1F600)" in message


def test_nothing_is_said_where_nothing_is_missing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert fonts.check([KANJI]) == []


def test_a_subset_has_what_is_asked_for_and_little_else():
    font = TTFont(io.BytesIO(fonts.subset("直骨 ab", 700)))
    assert font.flavor == "woff2"
    assert {chr(code) for code in font.getBestCmap()} == set("直骨 ab")
    assert len(fonts.subset(KANJI)) < 5_000
    assert font["hmtx"]["a"][0] / 1000 == pytest.approx(fonts.width("a", 1, 700))


def test_characters_that_are_not_in_the_typeface_are_left_out_of_a_subset():
    font = TTFont(io.BytesIO(fonts.subset("直😀")))
    assert {chr(code) for code in font.getBestCmap()} == {"直", " "}


def test_the_licence_stands_beside_the_fonts():
    licence = (fonts.folder() / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence


def test_without_font_files_the_message_says_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("journey_widgets.slides.fonts.resources.files", lambda _: tmp_path)
    with pytest.raises(FileNotFoundError, match="npm run build"):
        fonts.folder()


# --- lines ---


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        ("届く日をチャットで聞く", 8, ["届く日を", "チャットで聞く"]),  # after a particle, not within a word
        ("発送メールを受け取る", 9.4, ["発送メールを", "受け取る"]),  # 受け/取る is one verb
        ("比較サイトでくらべる", 9.4, ["比較サイトで", "くらべる"]),  # no lonely last character
        (
            "会員登録フォームに入力する",
            7.4,
            ["会員登録", "フォームに", "入力する"],
        ),  # rather a line more than フォー/ム
        ("「早く、安く。」と言う", 4, ["「早く、", "安く。」", "と言う"]),  # kinsoku
        ("Fills in the sign-up form", 6, ["Fills in the", "sign-up form"]),
        ("", 5, [""]),
    ],
)
def test_lines_are_broken_where_they_read_best(text: str, em: float, lines: list[str]):
    assert fonts.wrap(text, em * 13, 13) == lines


def test_a_word_wider_than_the_line_is_broken_as_a_last_resort():
    lines = fonts.wrap("Supercalifragilisticexpialidocious ab", 60, 12)
    assert "".join(lines).replace(" ", "") == "Supercalifragilisticexpialidociousab"
    assert all(fonts.width(line, 12) <= 60 for line in lines)


def test_what_does_not_fit_a_number_of_lines_ends_in_an_ellipsis():
    lines = fonts.wrap("とても長い題名のカードがここにあります", 60, 12, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(fonts.width(line, 12) <= 60 for line in lines)


def test_control_characters_and_line_breaks_are_no_part_of_a_line():
    assert fonts.wrap("一行目\n二行目\x00\x1b\ud800", 500, 12) == ["一行目 二行目"]


NOT_FIRST, NOT_LAST = "、。）」』ーっょぁァッョ％々", "（「『￥"
texts = st.text(alphabet="直す買い物カートのを、。（）「」ーっ ab-c1😀\u3099", max_size=70)


@given(texts, st.floats(min_value=2.5, max_value=30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, em: float):
    lines = fonts.wrap(text, em * 10, 10)
    assert "".join(lines).replace(" ", "") == fonts.clean(text).replace(" ", "")
    assert all(fonts.width(line, 10) <= em * 10 + 1e-6 or len(line) == 1 for line in lines)


@given(st.text(alphabet="直す買い物カートのを、。「」ーっ", min_size=1, max_size=60))
def test_in_lines_of_some_length_no_line_begins_or_ends_wrong(text: str):
    # A run of marks longer than a line has no right break; four in a row do not occur.
    if any(run in text for run in ("、、", "。。", "ーー", "っっ", "「「", "」」")):
        return
    lines = fonts.wrap(text, 120, 10)
    if any(sum(c in NOT_FIRST + NOT_LAST for c in text[at : at + 6]) > 4 for at in range(len(text))):
        return
    assert not [line for line in lines[1:] if line[0] in NOT_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NOT_LAST]
