"""What people really type, and disks that say no: a clear error or a correct slide, never a broken file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from journey_widgets.model import Journey
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint import to_pptx
from journey_widgets.slides.powerpoint import writing as module
from journey_widgets.storage import SaveError
from tests.slides import maps
from tests.slides.office import parts
from tests.slides.packages import sound


def said(path: Path) -> str:
    """All words on all slides."""
    xml = b"".join(content for name, content in sorted(parts(path).items()) if name.startswith("ppt/slides/slide"))
    return xml.decode()


@pytest.mark.parametrize("slides", [None, "all"])
@pytest.mark.parametrize(
    "document",
    [
        pytest.param(maps.blank(), id="nothing at all"),
        pytest.param(maps.blank(""), id="no title"),
        pytest.param(maps.with_cards({"認知": []}, "札なし"), id="a stage without cards"),
        pytest.param(maps.with_cards({"認知": [("広告", "", None)]}, "点なし"), id="one touchpoint without a score"),
        pytest.param(maps.with_cards({"認知": [("広告", "", 2)]}, "点ひとつ"), id="one touchpoint with a score"),
        pytest.param(maps.with_cards({"a": [("b", "c", 0)], "d": []}, "e", "en"), id="an empty stage at the end"),
        pytest.param(
            maps.blank() | {"touchpoints": {"tp": {"title": "置いていない", "rank": "a0"}}},
            id="no stages, a card in the pool",
        ),
    ],
)
def test_a_map_with_little_in_it_gives_a_sound_deck(document: dict[str, Any], slides: str | None, tmp_path: Path):
    from journey_widgets.slides.story import KINDS

    path = to_pptx(Journey(document), tmp_path / "d.pptx", slides=KINDS if slides else None, progress=False)
    sound(path)
    assert len(Presentation(str(path)).slides) >= (len(KINDS) if slides else 1)


HOSTILE = "改行\nと\x0b縦\x1bタブ\x00\tと\ufffe<b>&amp;\"'</b>"


def test_control_characters_and_markup_in_titles_are_text(tmp_path):
    document = maps.with_cards({f"段{HOSTILE}": [(f"札{HOSTILE}", HOSTILE, -1)]}, f"題{HOSTILE}")
    document["notes"] = {"no": {"kind": "opportunity", "text": HOSTILE, "impact": 4, "effort": 2}}
    document["personas"] = {"pe": {"name": HOSTILE, "quote": HOSTILE, "goals": [HOSTILE]}}
    document["actions"] = {"ac": {"title": HOSTILE, "owner": HOSTILE}}
    document["measures"] = {"me": {"metric": HOSTILE, "value": 1, "unit": HOSTILE}}
    path = to_pptx(Journey(document), tmp_path / "d.pptx", progress=False)
    sound(path)
    presentation = Presentation(str(path))
    assert presentation.slides[0].shapes.title.text == "題改行 と縦タブ と<b>&amp;\"'</b>"
    chart = next(shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["札改行 と縦タブ と<b>&amp;\"'</b>"]


def test_a_title_from_right_to_left_is_set_so_and_overrides_turn_nothing_around(tmp_path):
    document = maps.with_cards({"認知": [("רשימת מוצרים", "", 1), ("عرض \u202eالعروض", "", -1)]}, "קניות באתר")
    path = to_pptx(Journey(document), tmp_path / "d.pptx", progress=False)
    sound(path)
    title = Presentation(str(path)).slides[0].shapes.title
    assert title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert "\u202e" not in said(path)
    assert "عرض العروض" in said(path)


def test_names_that_look_like_paths_stay_names(tmp_path):
    document = maps.with_cards({"../x": [("{title}", "%s", 1)]}, "a/b\\c:d")
    sound(to_pptx(Journey(document), tmp_path / "d.pptx", progress=False))


def test_very_long_words_and_texts_are_cut_with_an_ellipsis_not_by_the_slides_edge(tmp_path):
    document = maps.with_cards({"s" * 200: [("x" * 3000, "y" * 300, -1), ("長い" * 800, "", 1)]}, "題" * 400)
    document["notes"] = {"no": {"kind": "pain", "text": "課題" * 900, "touchpoint": "tp_1"}}
    document["actions"] = {"ac": {"title": "施策" * 900, "owner": "誰" * 200}}
    document["personas"] = {"pe": {"name": "名" * 90, "goals": ["願い" * 300] * 9, "quote": "声" * 900}}
    path = to_pptx(Journey(document), tmp_path / "d.pptx", progress=False)
    sound(path)
    presentation = Presentation(str(path))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= presentation.slide_height, (slide.shapes.title.text[:20], shape.name)
            assert shape.left + shape.width <= presentation.slide_width


def test_a_scale_with_many_steps_and_another_middle_has_an_axis(tmp_path):
    for scale, scores in (
        ({"low": 0, "high": 100, "step": 1, "neutral": 50}, (3, 97)),
        ({"low": 1, "high": 5, "step": 1, "neutral": 3}, (1, 5)),
        ({"low": 0, "high": 10, "step": 1, "neutral": 7}, (6, 10)),
    ):
        document = maps.with_cards({"認知": [("広告", "", 1), ("検索", "", 1)]}, "尺度")
        document["about"]["scale"] = scale
        for record, score in zip(document["scores"].values(), scores, strict=True):
            record["score"] = score
        path = to_pptx(Journey(document), tmp_path / "d.pptx", slides="curve", progress=False)
        sound(path)
        (slide,) = Presentation(str(path)).slides
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (scale["low"], scale["high"])
        assert chart._chartSpace.xpath("//c:catAx/c:crossesAt/@val") == [str(scale["neutral"])]
        assert list(chart.plots[0].series[0].values) == list(scores)


def test_five_hundred_cards_are_split_into_legible_pages_in_order(tmp_path):
    journey = maps.crowd(500)
    path = to_pptx(journey, tmp_path / "d.pptx", slides=["board", "curve"], progress=False)
    presentation = Presentation(str(path))
    found: list[str] = []
    for slide in presentation.slides:
        cards = [shape for shape in slide.shapes if shape.name.startswith("journey:card:")]
        found += [card.name.removeprefix("journey:card:") for card in cards]
        boxes = [(card.left, card.top, card.left + card.width, card.top + card.height) for card in cards]
        for at, one in enumerate(boxes):
            assert one[3] <= presentation.slide_height
            for other in boxes[at + 1 :]:
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        for card in cards:
            for run in card._element.xpath(".//a:rPr/@sz"):
                assert int(run) >= 800
            (title,) = card._element.xpath(".//p:txBody/a:p[2]")
            assert int(title.xpath(".//a:rPr/@sz")[0]) >= 1000, "titles can be read"
    assert found == list(journey.touchpoints.index), "every card once, in reading order"
    texts = [card for card in said(path).split("<a:t>") if "すべて消えてしまったので" in card]
    assert all("…" not in text.split("<")[0] for text in texts), "sixty characters are not cut"
    assert texts


def test_an_unwritable_folder_is_said_and_leaves_nothing(tmp_path):
    """As another user: root may write everywhere."""
    if os.name != "posix" or os.geteuid() != 0:
        folder = tmp_path / "closed"
        folder.mkdir()
        folder.chmod(0o500)
        with pytest.raises(SaveError, match="closed"):
            to_pptx(maps.shop(), folder / "d.pptx", progress=False)
        return
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o755)
    code = (
        "import os, sys\n"
        "from tests.slides import maps\n"
        "from journey_widgets.slides.powerpoint import to_pptx\n"
        "from journey_widgets.slides import fonts\n"
        "from journey_widgets.storage import SaveError\n"
        "journey = maps.shop()\n"
        f"to_pptx(journey, {str(tmp_path / 'first.pptx')!r}, progress=False)\n"  # everything is imported as root
        "os.setuid(65534)\n"
        "try:\n"
        f"    to_pptx(journey, {str(folder / 'd.pptx')!r}, progress=False)\n"
        "except SaveError as error:\n"
        "    print(error.text('en')); sys.exit(7)\n"
    )
    for parent in folder.parents:
        if parent.stat().st_uid == 0 and parent != Path("/") and str(parent).startswith("/tmp"):
            parent.chmod(0o755 if parent != Path("/tmp") else 0o1777)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == 7, done.stderr
    assert "d.pptx" in done.stdout
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SaveError, match="nowhere"):
        to_pptx(maps.shop(), tmp_path / "nowhere" / "d.pptx", progress=False)


def test_an_interrupt_leaves_the_old_deck_and_no_half_one(tmp_path, monkeypatch):
    path = tmp_path / "d.pptx"
    path.write_bytes(b"last month's deck")

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "draw_curve", interrupted)
    with pytest.raises(KeyboardInterrupt):
        to_pptx(maps.shop(), path, progress=False)
    assert path.read_bytes() == b"last month's deck"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_another_program_holds_is_said_and_stays_as_it_is(tmp_path, monkeypatch):
    """On Windows PowerPoint holds its file: replacing it is what fails."""
    path = tmp_path / "d.pptx"
    path.write_bytes(b"open elsewhere")

    def held(*_paths: object) -> None:
        refused = PermissionError(13, "The process cannot access the file because it is being used by another process")
        refused.winerror = 32  # pyright: ignore[reportAttributeAccessIssue] - only Windows has it
        raise refused

    monkeypatch.setattr("journey_widgets.slides.atomic.replace", held)
    with pytest.raises(SaveError, match=r"d\.pptx.*being used by another process"):
        to_pptx(maps.shop(), path, language="en", progress=False)
    assert path.read_bytes() == b"open elsewhere"
    assert list(tmp_path.iterdir()) == [path]


def test_a_change_while_slides_are_made_is_in_all_of_them_or_in_none(tmp_path, monkeypatch):
    journey = maps.shop()
    draw = module.draw_curve

    def meanwhile(*arguments: Any) -> None:
        journey.edit("touchpoints", "tp_9", title="途中で変えた題")
        draw(*arguments)

    monkeypatch.setattr(module, "draw_curve", meanwhile)
    path = to_pptx(journey, tmp_path / "d.pptx", progress=False)
    assert "途中で変えた題" not in said(path)


@pytest.mark.parametrize("name", ["deck", "deck.ppt", "deck.potx", "deck.pdf"])
def test_a_path_that_is_no_pptx_is_refused_before_anything_is_written(name, tmp_path):
    with pytest.raises(SlidesError, match=name):
        to_pptx(maps.shop(), tmp_path / name, progress=False)
    assert list(tmp_path.iterdir()) == []
