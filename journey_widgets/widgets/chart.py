"""Charts that follow the journey while it changes."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import altair as alt
import anywidget
import traitlets

from journey_widgets.analysis.rows import DATASETS
from journey_widgets.charts.apart import Rows, taken_apart
from journey_widgets.charts.emotion_curve import LAYERS_READ, PADDING, By, emotion_curve, live_specification
from journey_widgets.charts.named import LIVE, fields, names_in, rows_for
from journey_widgets.charts.told import TableTwin, as_text, twin_of
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.rest import Rest
from journey_widgets.widgets.runtime import vega_code, vega_hash, vega_runtime
from journey_widgets.widgets.still import Still
from journey_widgets.widgets.sync import channels
from journey_widgets.words import said, say

if TYPE_CHECKING:
    from journey_widgets.analysis.scores import Band
    from journey_widgets.model import Change, Journey
    from journey_widgets.slides.picture import Picture

__all__ = ["EmotionCurve", "LiveChart"]

#: A function is called again no sooner than this after its last call: building a chart takes 26–70 ms.
REST = 0.2

MakeChart = Callable[["Journey"], Any]


def _nothing() -> None:
    pass


def _datasets_of(_value: object, chart: LiveChart) -> dict[str, Rows]:
    return chart.made


class LiveChart(Still, anywidget.AnyWidget):
    """Any Altair chart of a journey, kept live.

    `make_chart(journey)` is called once. Data it asks for by name, `alt.Chart(jw.data("curve"))`,
    `jw.data("touchpoints")`, …, follows the journey row by row in the page, without the kernel. Data it made itself is
    made again by calling it again after a change, at most every 200 ms and when the kernel is idle; only datasets that
    differ are sent. A chart of a different build replaces the old one. What goes wrong in the function is said in the
    widget, and the last good chart stays.

    Args:
        journey: the journey.
        make_chart: a function of the journey that returns an Altair chart.

    Raises:
        TypeError: `make_chart` returned something else.
        Exception: whatever `make_chart` raises the first time.

    """

    _esm = bundle("chart")

    sync = anywidget.WidgetTrait().tag(sync=True)
    feed = anywidget.WidgetTrait().tag(sync=True)
    runtime = anywidget.WidgetTrait().tag(sync=True)
    #: Which Vega to ask for where widgets cannot reach each other.
    vega = traitlets.Unicode().tag(sync=True)
    #: Vega-Lite, without data.
    spec = traitlets.Dict().tag(sync=True)
    #: What the page must know to fill named data: `names`, `columns` of tables, `band`, and of a curve its `padding`.
    setup = traitlets.Dict().tag(sync=True)
    #: Data the function made itself. Computed when a page asks for the state; changes travel as messages.
    datasets = traitlets.Dict().tag(sync=True, to_json=_datasets_of)
    #: What went wrong in the function the last time, in words, or None.
    problem = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

    # A chart whose function fails the first time is closed without ever having started.
    _stop: Callable[[], None] = staticmethod(_nothing)
    _twin: TableTwin | None = None
    _again: Rest | None = None

    def __init__(self, journey: Journey, make_chart: MakeChart) -> None:
        self.of = journey
        self.make_chart = make_chart
        self.made: dict[str, Rows] = {}
        self._again = Rest(self.refresh, REST)
        self._twin = twin_of(make_chart)
        spec, self.made = taken_apart(make_chart(journey))
        self._start(spec, self._setup(spec))
        if self._must_be_made_again():
            self._stop = journey.on_change(self._noticed)

    def _start(self, spec: dict[str, Any], setup: dict[str, Any]) -> None:
        sync, feed = channels(self.of)
        super().__init__(sync=sync, feed=feed, runtime=vega_runtime(), vega=vega_hash(), spec=spec, setup=setup)
        self.on_msg(self._on_message)  # pyright: ignore[reportUnknownMemberType] - ipywidgets is untyped

    @property
    def chart(self) -> alt.TopLevelMixin:
        """The plain Altair chart as it is now, with its data inside: to save, to export, to put on a slide."""
        chart: Any = self.make_chart(self.of)
        named = names_in(chart.to_dict(validate=False)) & set(LIVE)
        if named:
            chart = chart.copy(deep=False)
            chart["datasets"] = rows_for(self.of.snapshot().document, sorted(named))
        return chart

    def still(self) -> Picture:
        """The chart as it is now, for where no widget runs."""
        from journey_widgets.slides.picture import Picture, chart_svg  # noqa: PLC0415 - only who shows it draws it

        title = self.of.snapshot().document["about"]["title"]
        said = self.spec.get("description")
        words = said if isinstance(said, str) else say("picture.chart_of", self.of.language, title=title)
        return Picture(chart_svg(self.chart), words)

    def refresh(self) -> None:
        """Call the function again now, and send what differs."""
        try:
            spec, made = taken_apart(self.make_chart(self.of))
        except Exception as error:  # noqa: BLE001 - whatever a person's function does, the last good chart stays
            self.problem = _in_words(error)
            return
        self.problem = None
        changed = {name: rows for name, rows in made.items() if self.made.get(name) != rows}
        self.made = made
        if spec != self.spec:
            # The new chart takes its data with it; a page that is told of both in one message draws once.
            with self.hold_sync():
                self.setup = self._setup(spec)
                self.spec = spec
                self.send_state("datasets")  # pyright: ignore[reportUnknownMemberType]
        elif changed:
            self.send({"datasets": changed})  # pyright: ignore[reportUnknownMemberType]

    def close(self) -> None:
        """Stop following the journey."""
        self._stop()
        if self._again is not None:
            self._again.cancel()
        super().close()

    def _must_be_made_again(self) -> bool:
        # A chart of nothing but the journey's own data is filled by the page.
        return bool(self.made)

    def _noticed(self, _change: Change) -> None:
        if self._again is not None:
            self._again.soon()

    def _setup(self, spec: dict[str, Any]) -> dict[str, Any]:
        return _setup(spec) | {"table": self._twin is not None}

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        want = cast("dict[str, object]", content).get("want") if isinstance(content, dict) else None
        if want == "vega":
            self.send({"vega": vega_hash()}, buffers=[vega_code()])  # pyright: ignore[reportUnknownMemberType]
        elif want == "table" and self._twin is not None:
            # Only when somebody opens it: a table costs as much as a chart.
            self.send({"table": as_text(self._twin(self.of), self.of.language)})  # pyright: ignore[reportUnknownMemberType]


class EmotionCurve(LiveChart):
    """The emotion curve, live: it follows every score and every move at once.

    Args:
        journey: the journey.
        by: "persona" draws a line for every persona; None only the one in focus.
        band: the spread of the participants' scores: quartiles ("iqr") or range ("range").
        axes: with stage names, numbers and faces; False is the bare plot a board puts under its lanes.

    """

    def __init__(self, journey: Journey, by: By = "persona", band: Band = "iqr", axes: bool = True) -> None:
        self.of = journey
        self.made = {}
        self.by: By = by
        self.band: Band = band
        self.axes = axes
        self.make_chart = self._draw
        setup: dict[str, Any] = {"names": list(LAYERS_READ), "columns": {}, "band": band, "curve": True, "axes": axes}
        self._start(self._specification(), setup | {"padding": PADDING if axes else None})

    def still(self) -> Picture:
        """The curve as it is now, for where no widget runs."""
        from journey_widgets.slides.picture import picture  # noqa: PLC0415 - only who shows it draws it

        return picture(self.of, "curve")

    def refresh(self) -> None:
        """Nothing to do: the page derives everything from the journey."""

    def _specification(self) -> dict[str, Any]:
        return live_specification(self.of.snapshot().document, by=self.by, axes=self.axes, band=self.band)

    def _draw(self, journey: Journey) -> alt.LayerChart:
        return emotion_curve(journey, by=self.by, band=self.band, axes=self.axes)


def _setup(spec: dict[str, Any]) -> dict[str, Any]:
    names = sorted(names_in(spec) & set(LIVE))
    return {
        "names": names,
        "columns": {name: fields(name) for name in names if name not in DATASETS},
        "band": "iqr",
        "curve": False,
        "axes": True,
        "padding": None,
    }


def _in_words(error: Exception) -> dict[str, Any]:
    """What went wrong, with the line of the person's own code it went wrong in."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    mine = [
        frame for frame in frames if "site-packages" not in frame.filename and "journey_widgets" not in frame.filename
    ]
    where = (mine or frames or [None])[-1]
    line = "" if where is None else f"{where.lineno}: {(where.line or '').strip()}"
    return said("chart.function_failed", error=f"{type(error).__name__}: {error}", line=line)
