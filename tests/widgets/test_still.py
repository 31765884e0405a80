"""What a widget shows where it cannot run."""

from __future__ import annotations

import base64
import logging
import re
import subprocess
import sys
from pathlib import Path

import altair as alt
import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, SlidesExporter
from traitlets.config import Config

import journey_widgets as jw
from tests.slides.maps import crowd, shop
from tests.slides.pixels import pixels

VIEW = "application/vnd.jupyter.widget-view+json"


def bars(journey: jw.Journey) -> alt.Chart:
    return alt.Chart(jw.data("touchpoints")).mark_bar().encode(x="count()", y="channel:N")


WIDGETS = {
    "board": jw.Board,
    "curve": jw.EmotionCurve,
    "chart": lambda journey: jw.LiveChart(journey, bars),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_every_widget_carries_a_png_and_an_svg_of_itself(name: str):
    data, metadata = WIDGETS[name](shop())._repr_mimebundle_()
    assert set(data) == {VIEW, "image/png", "image/svg+xml", "text/plain"}
    png = base64.b64decode(data["image/png"])
    assert pixels(png).shape[1] == metadata["image/png"]["width"]
    assert ("花・現状（5人）" if name != "chart" else "口コミ") in data["image/svg+xml"]
    assert "ECサイトの購入体験" in metadata["image/png"]["alt"]


def test_it_still_prints_as_itself():
    data, _ = jw.Board(shop())._repr_mimebundle_()
    assert data["text/plain"] == "<Board of 'ECサイトの購入体験', revision 0>"


@pytest.mark.parametrize("name", WIDGETS)
def test_the_picture_is_of_the_state_now(name: str):
    journey = shop()
    widget = WIDGETS[name](journey)
    before, _ = widget._repr_mimebundle_()
    journey.edit("touchpoints", "tp_9", channel="新しい窓口")
    journey.edit("stages", "st_3", name="買う")
    after, _ = widget._repr_mimebundle_()
    new = "新しい窓口" if name != "curve" else ">買う<"
    assert new not in before["image/svg+xml"]
    assert new in after["image/svg+xml"]
    assert before["image/png"] != after["image/png"]


def test_a_boards_own_language_swimlanes_and_missing_curve_are_in_its_picture():
    data, metadata = jw.Board(shop(), rows="channel", curve=False, language="en")._repr_mimebundle_()
    assert 'data-row="SNS"' in data["image/svg+xml"]
    assert "Emotion curve" not in data["image/svg+xml"]
    assert "6 stages, 21 touchpoints" in metadata["image/png"]["alt"]


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_whose_picture_fails_shows_all_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr("journey_widgets.slides.picture.svg_to_png", broken)
    with caplog.at_level(logging.WARNING, "journey_widgets"):
        data, _ = WIDGETS[name](shop())._repr_mimebundle_()
    assert set(data) == {VIEW, "text/plain"}
    assert "no ink" in caplog.text


def test_pictures_can_be_switched_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jw.LiveChart, "pictures", False)
    data, _ = jw.LiveChart(shop(), bars)._repr_mimebundle_()
    assert set(data) == {VIEW, "text/plain"}
    assert "image/png" in jw.Board(shop())._repr_mimebundle_()[0]


def test_the_png_of_a_very_large_map_stays_small():
    data, metadata = jw.Board(crowd())._repr_mimebundle_()
    shape = pixels(base64.b64decode(data["image/png"])).shape
    assert shape[0] * shape[1] <= 2_100_000
    assert metadata["image/png"]["width"] > 3000, "but it is shown as large as it is"


def test_a_character_without_a_glyph_does_not_disturb_the_display(recwarn: pytest.WarningsRecorder):
    journey = shop()
    journey.edit("touchpoints", "tp_9", title="会員登録 😀")
    jw.Board(journey)._repr_mimebundle_()
    assert not [warning for warning in recwarn if "😀" in str(warning.message)]


def test_importing_a_widget_brings_no_fonts_and_no_engine():
    code = (
        "import sys, journey_widgets.widgets.board;"
        "print([name for name in ('vl_convert', 'fontTools', 'journey_widgets.slides') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


# --- through Jupyter's own machinery ---


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """A notebook with a board, run from top to bottom by nbclient, the widgets' state saved in it."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell('import journey_widgets as jw\njourney = jw.new("ecommerce", language="ja")'),
        nbformat.v4.new_code_cell("jw.Board(journey)"),
        nbformat.v4.new_code_cell("jw.picture(journey)"),
    ]
    root = Path(__file__).parents[2]
    notebook.cells.insert(0, nbformat.v4.new_code_cell(f"import sys; sys.path.insert(0, {str(root)!r})"))
    folder = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
    return NotebookClient(notebook, timeout=120, resources=folder, store_widget_state=True).execute()


def without_state(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same notebook, as it is when the widgets' state is not saved: what people get from JupyterLab by default."""
    bare = nbformat.from_dict(notebook)
    bare.metadata = {name: value for name, value in notebook.metadata.items() if name != "widgets"}
    return nbformat.from_dict(bare)


def _boards(html: str) -> int:
    """How many pictures of the board a page shows."""
    images = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    svgs = [base64.b64decode(image).decode("utf-8") for image in images]
    return sum("<title>ECサイトの購入体験（ジャーニーマップ）</title>" in svg for svg in svgs)


@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
def test_nbconvert_shows_the_picture_where_no_state_is_saved(executed: nbformat.NotebookNode, exporter):
    html, _ = exporter().from_notebook_node(without_state(executed))
    assert _boards(html) == 2
    assert "application/vnd.jupyter.widget-view+json" not in html


@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
def test_nbconvert_shows_the_picture_of_a_saved_widget_with_one_setting(executed: nbformat.NotebookNode, exporter):
    assert "widgets" in executed.metadata, "the state is saved"
    plain, _ = exporter().from_notebook_node(executed)
    assert _boards(plain) == 1, "without the setting, nbconvert takes the widget, which cannot run"
    first = ["image/svg+xml", "image/png", "text/html", "text/markdown", "text/latex", "text/plain"]
    html, _ = exporter(config=Config(NbConvertBase={"display_data_priority": first})).from_notebook_node(executed)
    assert _boards(html) == 2


def test_the_notebook_keeps_the_widget_beside_its_picture(executed: nbformat.NotebookNode):
    (output,) = executed.cells[2].outputs
    assert {VIEW, "image/png", "image/svg+xml"} <= set(output.data)
    assert "いちばん低く" in output.metadata["image/png"]["alt"]
