"""The deck as a file: what is in it, whole and escaped. In a browser: tests/browser/test_deck.py."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from journey_widgets.model import Journey
from journey_widgets.slides.deck import to_deck
from journey_widgets.slides.deck.html import json_script, raw, script, tag
from journey_widgets.slides.deck.svg import inline
from journey_widgets.slides.errors import SlidesError
from journey_widgets.storage import SaveError
from tests.slides.maps import blank, crowd, shop, with_cards

HOSTILE = "</script><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>\"'&lt;"


class Reader(HTMLParser):
    """What a browser would find: elements with their attributes, the text shown, the scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            attributes, code = self.scripts[-1]
            self.scripts[-1] = (attributes, code + data)
        elif self._inside != "style":
            self.shown.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.elements if found == name]

    def classed(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]

    @property
    def text(self) -> str:
        return " ".join(self.shown)


def deck(journey: Journey, folder: Path, **options: Any) -> Reader:
    return Reader(to_deck(journey, folder / "deck.html", **options).read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def no_typeface(monkeypatch):
    """Cutting the typeface takes a second; of what is not about it, only the decks of a whole module have it."""
    monkeypatch.setattr("journey_widgets.slides.fonts.subset", lambda *_: b"")


@pytest.fixture(scope="module")
def of_shop(tmp_path_factory) -> tuple[str, Reader]:
    path = to_deck(shop(), tmp_path_factory.mktemp("deck") / "deck.html")
    text = path.read_text(encoding="utf-8")
    return text, Reader(text)


@cache
def live() -> Reader:
    with tempfile.TemporaryDirectory() as folder:
        return deck(shop(), Path(folder), live=True)


class TestWhatIsInIt:
    def test_every_slide_of_the_story_is_there_in_its_order(self, of_shop):
        _, page = of_shop
        kinds = [one["class"].split()[1].removeprefix("is-") for one in page.all("section")]
        order = list(dict.fromkeys(kinds))
        assert order == [
            "title", "personas", "board", "curve", "findings", "priorities", "actions", "evidence", "appendix",
        ]  # fmt: skip

    def test_every_slide_has_an_address_of_its_own(self, of_shop):
        ids = [one["id"] for one in of_shop[1].all("section")]
        assert len(set(ids)) == len(ids)
        assert ids[:4] == ["title", "personas", "board", "curve"]

    def test_what_people_wrote_can_be_read_and_found(self, of_shop):
        text = of_shop[1].text
        for said in (
            "ECサイトの購入体験",
            "花",
            "入力項目が多すぎる",
            "ゲスト購入の導線を追加する",
            "62.5%",
            "買うだけなのに、なぜ登録がいるの？",
        ):
            assert said in text
        # The reason behind a dip is the speaker's.
        assert "項目が14個もあり、途中でやめたくなった" in text

    def test_the_page_speaks_the_journeys_language_or_the_one_asked_for(self, of_shop, tmp_path):
        assert of_shop[1].all("html")[0]["lang"] == "ja"
        english = deck(shop(), tmp_path, language="en")
        assert english.all("html")[0]["lang"] == "en"
        assert "Emotion curve" in english.text

    def test_slides_are_picked_and_ordered(self, tmp_path):
        page = deck(shop(), tmp_path, slides=["actions", "title"])
        assert [one["id"] for one in page.all("section")] == ["actions", "title"]

    def test_a_theme_can_be_set_and_follows_the_reader_otherwise(self, of_shop, tmp_path):
        assert "data-theme" not in of_shop[1].all("html")[0]
        assert deck(shop(), tmp_path, slides="title", theme="dark").all("html")[0]["data-theme"] == "dark"

    def test_the_picture_of_the_curve_has_both_schemes_in_one_drawing(self, of_shop):
        assert re.search(r'stroke="light-dark\(#\w+, ?#\w+\)"', of_shop[0])
        assert of_shop[0].count('class="marks"') == 1

    def test_who_cannot_see_the_curve_has_its_figures(self, of_shop):
        table = of_shop[0].split('<div class="unseen">')[1].split("</table>")[0]
        assert "会員登録フォームに入力する" in table
        assert "花・現状" in table

    def test_what_the_page_is_made_of_is_credited(self, of_shop):
        for name in ("reveal.js", "Noto Sans JP"):
            assert name in of_shop[0].split("<html")[0]


class TestNothingIsFetched:
    def test_nothing_in_it_has_an_address(self, of_shop):
        for _, attributes in [*of_shop[1].elements, *live().elements]:
            for name in ("src", "href", "xlink:href", "action", "data", "poster", "srcset"):
                assert (attributes.get(name) or "#").startswith(("#", "data:")), attributes
        style = of_shop[0].split("<style>")[1].split("</style>")[0]
        assert "@import" not in style
        assert re.findall(r"url\((?!data:)", style) == []

    def test_the_policy_forbids_all_but_the_scripts_it_was_made_with(self, of_shop):
        for page in (of_shop[1], live()):
            (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv")]
            assert policy.startswith("default-src 'none'; ")
            allowed = re.search(r"script-src ([^;]*)", policy)[1].split()
            code = [text for attributes, text in page.scripts if attributes.get("type") == "module"]
            hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in code]
            assert allowed == [f"'sha256-{one}'" for one in hashes]

    def test_every_character_on_it_is_in_the_typeface_it_carries(self, of_shop):
        text, page = of_shop
        fonts = re.findall(r"font-weight:(\d+);.*?base64,([^)]+)\)", text)
        assert [weight for weight, _ in fonts] == ["400", "700"]
        for _, data in fonts:
            has = TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()
            missing = {one for one in page.text if ord(one) not in has and not one.isspace()}
            assert missing == set()

    def test_a_static_deck_carries_no_vega_and_a_live_one_once(self, of_shop):
        assert len([1 for attributes, _ in of_shop[1].scripts if attributes.get("type") == "module"]) == 1
        modules = [text for attributes, text in live().scripts if attributes.get("type") == "module"]
        assert len(modules) == 2
        data = [json.loads(text) for attributes, text in live().scripts if attributes.get("type") == "application/json"]
        assert set(data[0]["themes"]) == {"light", "dark"}
        # Vega measures with the family that the page brings along.
        assert data[0]["spec"]["config"]["font"].startswith("Noto Sans JP")

    def test_a_character_the_typeface_lacks_is_named(self, tmp_path):
        with pytest.warns(UserWarning, match=r"U\+1F600"):
            deck(Journey(with_cards({"認知": [("笑う😀", "", None)]}, "表")), tmp_path)


class TestTitlesAreData:
    @staticmethod
    @cache
    def hostile_page() -> Reader:
        document = shop().snapshot().document
        hostile: dict[str, Any] = json.loads(json.dumps(document))
        hostile["about"]["title"] = HOSTILE
        for table, field in (
            ("stages", "name"), ("touchpoints", "title"), ("touchpoints", "channel"), ("personas", "name"),
            ("personas", "quote"), ("notes", "text"), ("actions", "title"), ("actions", "owner"), ("measures", "metric"),
        ):  # fmt: skip
            for record in hostile[table].values():
                record[field] = HOSTILE
        for record in hostile["scores"].values():
            record["reason"] = HOSTILE
        with tempfile.TemporaryDirectory() as folder:
            return deck(Journey(hostile), Path(folder), live=True)

    @pytest.fixture
    def page(self) -> Reader:
        return self.hostile_page()

    def test_no_title_becomes_an_element(self, page):
        assert [one.get("type") for one in page.all("script")] == ["application/json", "module", "module"]
        assert page.all("img") == []
        assert all(not name.startswith("on") for _, attributes in page.elements for name in attributes)

    def test_a_title_reads_as_it_was_written(self, page):
        assert HOSTILE in page.text

    def test_what_a_live_chart_is_given_is_still_json(self, page):
        (data,) = [text for attributes, text in page.scripts if attributes.get("type") == "application/json"]
        assert "<" not in data
        assert HOSTILE in json.dumps(json.loads(data), ensure_ascii=False).replace('\\"', '"')

    def test_control_characters_and_turned_text_are_a_correct_slide(self, tmp_path):
        title = "\u202eabc\x00\x0b会員\x1b[31m登録\u2028次の行"
        page = deck(Journey(with_cards({title: [(title, title, 1)]}, title)), tmp_path)
        assert "abc会員[31m登録 次の行" in page.text
        assert not set(page.text) & set("\u202e\x00\x0b\x1b")

    def test_right_to_left_titles_stand_for_themselves(self, tmp_path):
        with pytest.warns(UserWarning, match=r"U\+062A"):
            page = deck(Journey(with_cards({"認知": [("تسجيل الدخول", "", 1)]}, "表")), tmp_path, slides="board")
        assert "تسجيل الدخول" in page.text


class TestAwkwardMaps:
    def test_a_map_with_nothing_in_it_has_a_title(self, tmp_path):
        page = deck(Journey(blank()), tmp_path)
        assert [one["id"] for one in page.all("section")] == ["title"]

    def test_one_touchpoint_without_a_stage_and_without_a_score(self, tmp_path):
        document = blank() | {"touchpoints": {"tp_1": {"title": "ひとつだけ", "rank": "a0"}}}
        page = deck(Journey(document), tmp_path)
        assert [one["id"] for one in page.all("section")] == ["title", "board", "appendix"]
        assert "ひとつだけ" in page.text

    def test_a_slide_asked_for_by_name_says_that_there_is_nothing_yet(self, tmp_path):
        page = deck(Journey(blank()), tmp_path, slides=["curve", "actions"])
        assert "感情はまだ採点されていません。" in page.text

    def test_five_hundred_cards_are_all_there_once_and_none_is_cut(self, tmp_path):
        journey = crowd(500)
        page = deck(journey, tmp_path, slides=["board", "curve"])
        cards = [one["data-touchpoint"] for one in page.classed("card")]
        assert sorted(cards) == sorted(journey.snapshot().document["touchpoints"])
        assert len(page.all("section")) > 5

    def test_a_small_map_is_one_slide(self, of_shop):
        assert len([1 for one in of_shop[1].all("section") if "is-board" in one["class"]]) == 1

    def test_many_stages_are_parted_into_slides_of_few(self, tmp_path):
        document = with_cards({f"ステージ{n}": [("カード", "", 0)] for n in range(14)}, "長い旅")
        page = deck(Journey(document), tmp_path, slides="board")
        assert len(page.classed("lane")) == 14
        assert len(page.all("section")) == 3


class TestNothingHalf:
    def test_an_unknown_slide_or_theme_names_the_valid_ones(self, tmp_path):
        with pytest.raises(SlidesError, match="curve"):
            to_deck(shop(), tmp_path / "deck.html", slides=["curves"])
        with pytest.raises(SlidesError, match=r"light.*dark"):
            to_deck(shop(), tmp_path / "deck.html", theme="sepia")  # type: ignore[arg-type]
        assert list(tmp_path.iterdir()) == []

    def test_the_error_speaks_the_journeys_language(self, tmp_path):
        with pytest.raises(SaveError, match="フォルダー"):
            to_deck(shop(), tmp_path / "nowhere" / "deck.html", slides="title")

    @pytest.mark.parametrize("problem", [KeyboardInterrupt, RuntimeError])
    def test_an_interrupted_deck_leaves_what_was_there(self, tmp_path, monkeypatch, problem):
        path = tmp_path / "deck.html"
        path.write_text("yesterday's", encoding="utf-8")

        def stopped(*_: object, **__: object) -> None:
            raise problem

        monkeypatch.setattr("journey_widgets.slides.deck.curve.pages", stopped)
        with pytest.raises(problem):
            to_deck(shop(), path)
        assert path.read_text(encoding="utf-8") == "yesterday's"
        assert [one.name for one in tmp_path.iterdir()] == ["deck.html"]

    def test_it_says_how_far_it_is_when_asked(self, tmp_path, capsys):
        to_deck(shop(), tmp_path / "deck.html", slides=["title", "actions"], progress=True)
        assert "スライドを作成中" in capsys.readouterr().err


class TestBuildingHtml:
    def test_text_is_escaped_and_html_is_not(self):
        assert (
            tag("p", "<b>", tag("i", "&"), None, raw("<br>"), title='"')
            == '<p title="&quot;">&lt;b&gt;<i>&amp;</i><br></p>'
        )

    def test_attributes_are_left_out_or_stand_alone(self):
        assert (
            tag("input_", hidden=True, class_=None, aria_hidden="true", id=False)
            == '<input_ hidden aria-hidden="true"></input_>'
        )

    def test_only_the_end_of_a_script_is_escaped_in_a_script(self):
        code = 'a = "</script>" + "</SCRIPT>" + /<\\/[^>]*>|</.test("</p>")'
        assert script(code) == (
            '<script type="module">a = "<\\/script>" + "<\\/SCRIPT>" + /<\\/[^>]*>|</.test("</p>")</script>'
        )

    def test_data_for_a_script_cannot_end_it(self):
        text = json_script({"a": "</script><!--"})
        assert text.count("</script>") == 1
        assert "<!--" not in text
        assert json.loads(re.search(r">(.*)</script>", text)[1]) == {"a": "</script><!--"}


class TestPicturesInThePage:
    LIGHT = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><clipPath id="c"/><g clip-path="url(#c)"><path fill="#fff" d="M0 0"/></g></svg>'

    def test_two_schemes_become_one_drawing_with_ids_of_its_own(self):
        drawn = inline(self.LIGHT, self.LIGHT.replace("#fff", "#000"), "curve", "<a>")
        root = ElementTree.fromstring(drawn)
        assert root.attrib["viewBox"] == "0 0 10 5"
        assert "width" not in root.attrib
        assert root.attrib["aria-label"] == "<a>"
        assert 'fill="light-dark(#fff, #000)"' in drawn
        assert 'id="curve-c"' in drawn
        assert 'clip-path="url(#curve-c)"' in drawn

    def test_pictures_that_differ_in_more_than_colours_are_refused(self):
        with pytest.raises(ValueError, match="differ"):
            inline(self.LIGHT, self.LIGHT.replace("<path", "<rect"), "x", "")
        with pytest.raises(ValueError, match=r"shorter|longer"):
            inline(self.LIGHT, self.LIGHT.replace('<path fill="#fff" d="M0 0"/>', ""), "x", "")


def test_html_escapes_are_undone_before_the_typeface_is_cut(tmp_path):
    page = to_deck(Journey(with_cards({"認知": [("A & B", "", None)]}, "表")), tmp_path / "d.html").read_text(
        encoding="utf-8"
    )
    assert html.escape("A & B") in page
