"""A notebook as slides: by our command, and by nbconvert with our template."""

from __future__ import annotations

import base64
import copy
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from pptx import Presentation
from traitlets.config import Config

from journey_widgets import cli
from journey_widgets.slides.notebook import export
from journey_widgets.slides.notebook.blocks import Figure, Grid, Prose
from journey_widgets.slides.notebook.outputs import of_output, vega_lite_in
from journey_widgets.slides.notebook.sheets import read

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "share/jupyter/nbconvert/templates"
DOT = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text x="4" y="20">会員登録</text></svg>'
VIEW = {"model_id": "abc", "version_major": 2, "version_minor": 0}


@pytest.fixture(autouse=True)
def no_typeface(request, monkeypatch):
    """Cutting the typeface takes a second; what is tested here is not the typeface."""
    monkeypatch.setattr("journey_widgets.slides.fonts.subset", lambda *_: b"")


def shown(**data: Any) -> Any:
    names = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html", "text": "text/plain"}
    names |= {"view": "application/vnd.jupyter.widget-view+json", "md": "text/markdown"}
    return new_output("display_data", {names[key]: value for key, value in data.items()})


def code(source: str, *outputs: Any, **metadata: Any) -> Any:
    return new_code_cell(source, outputs=list(outputs), execution_count=1, metadata=metadata)


def sheets(*cells: Any, with_code: bool = False) -> list[tuple[str, list[str]]]:
    """Title and kinds of blocks of each slide."""
    found = read(list(cells), Path(), code=with_code)
    return [(sheet.title, [type(block).__name__ for block in sheet.blocks]) for sheet in found.sheets]


def saved(folder: Path, *cells: Any, name: str = "report.ipynb") -> Path:
    path = folder / name
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


def slides_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class TestHowItIsParted:
    def test_headings_begin_slides_and_outputs_follow(self):
        assert sheets(
            new_markdown_cell("# 調査のまとめ\n\n夏のあいだに聞いたこと。"),
            new_markdown_cell("## 感情曲線"),
            code("curve", shown(svg=SVG)),
            new_markdown_cell("### 気づき\n\n- 登録で下がる\n- 受け取りで上がる"),
        ) == [("調査のまとめ", ["Prose"]), ("感情曲線", ["Figure"]), ("感情曲線", ["Prose", "Prose"])]

    def test_a_notebooks_own_slide_marks_are_followed(self):
        def marked(kind: str, text: str) -> Any:
            return new_markdown_cell(text, metadata={"slideshow": {"slide_type": kind}})

        found = read(
            [
                marked("slide", "# 題"),
                marked("-", "## 見出しでは分けない"),
                marked("fragment", "続き"),
                marked("notes", "口で言うこと"),
                marked("skip", "載せない"),
                marked("subslide", "次"),
            ],
            Path(),
            code=False,
        ).sheets
        assert [sheet.title for sheet in found] == ["題", ""]
        assert [block.text for block in found[0].blocks if isinstance(block, Prose)] == ["見出しでは分けない", "続き"]
        assert found[0].notes == ["口で言うこと"]
        assert "載せない" not in str(found)

    def test_code_is_left_out_unless_it_is_asked_for(self):
        cell = code("print(1)", new_output("stream", name="stdout", text="1\n"))
        assert sheets(cell) == [("", ["Prose"])]
        assert sheets(cell, with_code=True) == [("", ["Prose", "Prose"])]

    def test_hidden_and_raw_cells_are_left_out(self):
        assert sheets(code("x", shown(svg=SVG), tags=["remove_cell"]), new_raw_cell("raw")) == []

    def test_two_pictures_are_two_slides_and_long_text_goes_on(self):
        assert sheets(new_markdown_cell("## 絵"), code("x", shown(svg=SVG), shown(png=DOT))) == [
            ("絵", ["Figure"]),
            ("絵", ["Figure"]),
        ]
        long = sheets(new_markdown_cell("## 長い\n\n" + "\n\n".join(["あ" * 300] * 12)))
        assert len(long) > 2
        assert sum(len(blocks) for _, blocks in long) == 12

    def test_a_long_table_goes_on_with_its_head(self):
        body = "".join(f"<tr><th>{n}</th><td>{n * 2}</td></tr>" for n in range(40))
        html = f"<table><thead><tr><th></th><th>値</th></tr></thead><tbody>{body}</tbody></table>"
        found = read([code("df", shown(html=html))], Path(), code=False).sheets
        grids = [block for sheet in found for block in sheet.blocks if isinstance(block, Grid)]
        assert len(grids) > 1
        assert all(grid.head == [["", "値"]] for grid in grids)
        assert sum(len(grid.rows) for grid in grids) == 40
        assert grids[0].names == 1


class TestWhatOfAnOutput:
    def kinds(self, output: Any) -> list[str] | None:
        blocks = of_output(output)
        return None if blocks is None else [type(block).__name__ for block in blocks]

    def test_a_drawing_comes_before_a_picture_and_a_picture_before_the_live_widget(self):
        (drawing,) = of_output(shown(svg=SVG, png=DOT, view=VIEW, text="<Board>"))
        assert isinstance(drawing, Figure)
        assert drawing.svg == SVG
        (picture,) = of_output(shown(png=DOT, view=VIEW))
        assert picture.image.startswith(b"\x89PNG")

    def test_a_live_widget_without_a_picture_is_counted(self):
        assert of_output(shown(view=VIEW, text="HBox()")) is None
        assert read([code("x", shown(view=VIEW))], Path(), code=False).without_picture == 1

    def test_an_altair_chart_saved_as_its_default_html_is_drawn(self):
        import altair as alt

        chart = alt.Chart(alt.Data(values=[{"a": "認知", "b": 1}])).mark_bar().encode(x="b:Q", y="a:N")
        bundle = alt.renderers.get()(chart.to_dict())
        assert "cdn" in bundle["text/html"]
        assert vega_lite_in(bundle["text/html"])["mark"]["type"] == "bar"
        (figure,) = of_output(new_output("display_data", bundle))
        assert "認知" in figure.svg

    def test_words_printed_are_kept_without_colours_and_overwritten_bars(self):
        (text,) = of_output(new_output("stream", name="stdout", text="\x1b[31m10%\r100%\x1b[0m\ndone\n"))
        assert [line for _, line in text.lines] == ["100%", "done"]
        assert of_output(new_output("stream", name="stderr", text="warning")) == []

    def test_what_could_do_something_is_left_out_of_html(self):
        html = (
            "<style>td{color:red}</style><script>alert(1)</script><p onclick='x()'>安全 <a href='javascript:y()'>押す</a> "
            "<a href='https://example.org'>先</a><iframe src='http://x'></iframe></p><img src='http://left.example/a.png' alt='遠い絵'>"
        )
        written = "".join(block.html for block in of_output(shown(html=html)))
        assert "安全" in written
        assert "遠い絵" in written
        assert 'href="https://example.org"' in written
        assert not re.search(r"script|onclick|iframe|<img|color:red", written)


class TestPicturesOfMarkdown:
    def test_attached_and_neighbouring_pictures_come_along_and_remote_ones_are_named(self, tmp_path):
        (tmp_path / "near.png").write_bytes(base64.b64decode(DOT))
        cell = new_markdown_cell(
            "![近い](near.png) ![添付](attachment:a.png) ![遠い](https://left.example/b.png)",
            attachments={"a.png": {"image/png": DOT}},
        )
        blocks = [block for sheet in read([cell], tmp_path, code=False).sheets for block in sheet.blocks]
        assert [block.alt for block in blocks if isinstance(block, Figure)] == ["近い", "添付"]
        assert "遠い" in str([block.text for block in blocks if isinstance(block, Prose)])


class TestTheDeck:
    def test_it_has_the_words_and_the_drawing_and_nothing_to_fetch(self, tmp_path):
        made, _ = export(
            saved(tmp_path, new_markdown_cell("# まとめ\n\n**大事**"), code("x", shown(svg=SVG))),
            "slides",
            progress=False,
        )
        assert made.name == "report.slides.html"
        page = slides_of(made)
        assert '<html lang="ja">' in page
        assert page.count("<section") == 2
        assert ">会員登録</text>" in page
        assert "<strong>大事</strong>" in page
        assert not re.search(r'(?:src|href)="(?!data:|#)', page.split('<script type="module"')[0])

    def test_a_drawing_with_styles_of_its_own_keeps_them_to_itself(self, tmp_path):
        styled = SVG.replace("<text", "<style>text{fill:red}</style><text")
        page = slides_of(export(saved(tmp_path, code("x", shown(svg=styled))), "slides", progress=False)[0])
        assert "data:image/svg+xml;base64," in page
        assert "text{fill:red}" not in page

    def test_a_drawing_that_would_run_something_does_not(self, tmp_path):
        bad = SVG.replace("<text", '<text onclick="steal()"').replace("</svg>", '<a href="http://left.example"/></svg>')
        page = slides_of(export(saved(tmp_path, code("x", shown(svg=bad))), "slides", progress=False)[0])
        assert "steal" not in page
        assert "left.example" not in page

    def test_a_page_to_read_has_no_script_at_all(self, tmp_path):
        notebook = saved(tmp_path, new_markdown_cell("# Report"), code("x", shown(png=DOT)))
        made, _ = export(notebook, "html", tmp_path / "out.html", progress=False)
        page = slides_of(made)
        assert "<script" not in page
        assert "script-src &#x27;none&#x27;" in page
        assert '<html lang="en" class="is-page">' in page

    def test_a_page_to_read_parts_nothing_for_the_size_of_a_slide(self, tmp_path):
        notebook = saved(tmp_path, new_markdown_cell("## 絵"), code("x", shown(svg=SVG), shown(png=DOT)))
        page = slides_of(export(notebook, "html", tmp_path / "out.html", progress=False)[0])
        assert page.count("<section") == 1
        assert page.count("<figure") == 2

    def test_the_notebook_is_left_as_it_was(self, tmp_path):
        path = saved(tmp_path, new_markdown_cell("# A"), code("x", shown(png=DOT)))
        before = path.read_bytes()
        for to in ("slides", "html", "pptx"):
            export(path, to, progress=False)
        assert path.read_bytes() == before


class TestPowerPoint:
    @pytest.fixture
    def presentation(self, tmp_path) -> Any:
        table = (
            "<table><thead><tr><th></th><th>点</th></tr></thead><tbody><tr><th>花</th><td>−1</td></tr></tbody></table>"
        )
        made, _ = export(
            saved(
                tmp_path,
                new_markdown_cell("# 調査のまとめ\n\n夏に聞いたこと\n\n- 三つの店で"),
                new_markdown_cell("## 表\n\n- 一つ目\n- 二つ目"),
                code("t", shown(html=table)),
                new_markdown_cell("## 絵"),
                code("x", shown(svg=SVG), shown(png=DOT)),
                new_markdown_cell("話すこと", metadata={"slideshow": {"slide_type": "notes"}}),
            ),
            "pptx",
            progress=False,
        )
        return Presentation(made)

    def test_words_are_text_tables_are_tables_and_pictures_are_pictures(self, presentation):
        slides = list(presentation.slides)
        assert [slide.shapes.title.text_frame.text for slide in slides] == [
            "調査のまとめ",
            "調査のまとめ",
            "表",
            "絵",
            "絵",
        ]
        assert "夏に聞いたこと" in [shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame]
        assert "• 三つの店で" in [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
        words = [shape.text_frame.text for shape in slides[2].shapes if shape.has_text_frame]
        assert any("• 一つ目" in text for text in words)
        (table,) = [shape.table for shape in slides[2].shapes if shape.has_table]
        assert [[one.text for one in row.cells] for row in table.rows] == [["", "点"], ["花", "−1"]]
        assert all(any(shape.shape_type == 13 for shape in slide.shapes) for slide in slides[3:])

    def test_notes_are_the_speakers(self, presentation):
        assert presentation.slides[4].notes_slide.notes_text_frame.text == "話すこと"

    def test_every_run_says_its_language_and_names_are_unique(self, presentation):
        for slide in presentation.slides:
            runs = slide._element.xpath(".//a:r/a:rPr")
            assert all(run.get("lang") == "ja-JP" for run in runs)
            ids = slide._element.xpath(".//p:cNvPr/@id")
            assert len(set(ids)) == len(ids)


class TestTheCommand:
    def run(self, capsys, *arguments: str) -> tuple[int, str, str]:
        status = cli.main(["export", *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    @pytest.fixture(autouse=True)
    def english(self, monkeypatch):
        monkeypatch.setenv("LC_ALL", "C")

    def test_it_says_what_it_made(self, tmp_path, capsys):
        path = saved(tmp_path, new_markdown_cell("# A"), code("x", shown(png=DOT), shown(view=VIEW)))
        status, out, err = self.run(capsys, path, "-o", tmp_path / "talk.html")
        assert status == 0
        assert "talk.html (2 slides)" in out
        assert "1 widgets left no picture" in err
        assert (tmp_path / "talk.html").exists()

    def test_a_notebook_that_was_never_run_is_refused_with_advice(self, tmp_path, capsys):
        path = saved(tmp_path, new_markdown_cell("# A"), new_code_cell("jw.Board(journey)"))
        status, _, err = self.run(capsys, path)
        assert status == 1
        assert "--execute" in err
        assert [one.name for one in tmp_path.iterdir()] == ["report.ipynb"]

    @pytest.mark.parametrize(
        ("content", "said"),
        [(None, "Cannot read"), ("not json", "not a Jupyter notebook"), ("{}", "not a Jupyter notebook")],
    )
    def test_what_is_no_notebook_is_refused_by_name(self, tmp_path, capsys, content, said):
        path = tmp_path / "x.ipynb"
        if content is not None:
            path.write_text(content, encoding="utf-8")
        status, _, err = self.run(capsys, path)
        assert status == 1
        assert said in err
        assert "x.ipynb" in err

    def test_an_unwritable_place_and_a_missing_template_are_refused(self, tmp_path, capsys):
        path = saved(tmp_path, new_markdown_cell("# A"))
        assert self.run(capsys, path, "-o", tmp_path / "no/such/x.html")[0] == 1
        status, _, err = self.run(capsys, path, "--to", "pptx", "--template", tmp_path / "none.potx")
        assert status == 1
        assert "none.potx" in err
        assert [one.name for one in tmp_path.iterdir()] == ["report.ipynb"]


MAP = """
import journey_widgets as jw
journey = jw.new("ecommerce", language="ja")
journey.score(journey.touchpoints.index[0], 1)
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> Any:
    """A notebook that was run, its widgets' state saved in it: a kernel takes seconds, so it is run once."""
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# 実行"),
            new_code_cell(MAP),
            new_code_cell("jw.Board(journey)"),
            new_markdown_cell("## 曲線"),
            new_code_cell("jw.EmotionCurve(journey)"),
        ]
    )
    folder = tmp_path_factory.mktemp("ran")
    NotebookClient(notebook, store_widget_state=True, resources={"metadata": {"path": str(folder)}}).execute()
    assert notebook.metadata["widgets"]
    return notebook


@pytest.mark.parametrize("state", [True, False], ids=["state saved", "state not saved"])
class TestWidgets:
    @pytest.fixture
    def notebook(self, ran, state) -> Any:
        notebook = copy.deepcopy(ran)
        if not state:
            del notebook.metadata["widgets"]
        return notebook

    @pytest.mark.parametrize("to", ["slides", "html"])
    def test_our_export_shows_their_pictures(self, notebook, tmp_path, to):
        nbformat.write(notebook, tmp_path / "x.ipynb")
        made, found = export(tmp_path / "x.ipynb", to, progress=False)
        assert found.without_picture == 0
        page = slides_of(made)
        assert page.count("<section") == {"slides": 3, "html": 2}[to]
        # The words on the pictures can be found on the page.
        assert page.count("とても満足") >= 2

    def test_nbconvert_with_our_template_shows_their_pictures(self, notebook):
        page = with_our_template(notebook)
        assert len(re.findall(r'<img alt="[^"]*ECサイト[^"]*" src="data:image/svg\+xml;base64,', page)) == 2
        assert '<script type="application/vnd.jupyter.widget-view+json"' not in page
        assert 'class="slides"' in page


def with_our_template(notebook: Any) -> str:
    config = Config()
    config.TemplateExporter.extra_template_basedirs = [str(TEMPLATES)]
    return SlidesExporter(config=config, template_name="journey_widgets").from_notebook_node(notebook)[0]


def test_our_template_leaves_other_widgets_as_they_are():
    notebook = new_notebook(cells=[code("x", shown(view=VIEW))])
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"abc": {}}}}
    assert '<script type="application/vnd.jupyter.widget-view+json"' in with_our_template(notebook)


def test_it_runs_the_notebook_first_when_asked_in_the_notebooks_own_folder(tmp_path):
    (tmp_path / "note.txt").write_text("隣のファイル", encoding="utf-8")
    path = saved(tmp_path, new_code_cell("print(open('note.txt', encoding='utf-8').read())"))
    made, _ = export(path, "slides", execute=True, progress=False)
    assert "隣のファイル" in slides_of(made)


def test_a_failing_cell_names_itself_and_nothing_is_written(tmp_path):
    path = saved(tmp_path, new_code_cell("1 / 0"))
    with pytest.raises(ValueError, match=r"Cell 1 of .*report\.ipynb failed \(1 / 0\): ZeroDivisionError"):
        export(path, "slides", execute=True, progress=False)
    assert [one.name for one in tmp_path.iterdir()] == ["report.ipynb"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to one process")
def test_an_interrupted_export_leaves_nothing(tmp_path):
    path = saved(tmp_path, new_code_cell("open('begun', 'w').close()\nimport time\ntime.sleep(600)"))
    command = [sys.executable, "-m", "journey_widgets.cli", "export", str(path), "--execute"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        deadline = time.monotonic() + 60
        while not (tmp_path / "begun").exists():
            assert running.poll() is None
            assert time.monotonic() < deadline, "the cell was never reached"
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "No file was written" in said or "ファイルは書き出していません" in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["begun", "report.ipynb"]
