"""Charts that follow the journey while it changes."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakMethod

import altair as alt
import anywidget
import traitlets

from journey_widgets.charts.emotion_curve import LAYERS_READ, PADDING, By, emotion_curve, live_specification
from journey_widgets.charts.named import DATASETS, LIVE, fields, names_in, rows_for
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.runtime import vega_code, vega_hash, vega_runtime
from journey_widgets.widgets.sync import channels
from journey_widgets.words import said

if TYPE_CHECKING:
    from journey_widgets.analysis.scores import Band
    from journey_widgets.model import Change, Journey

__all__ = ["EmotionCurve", "LiveChart"]

_log = logging.getLogger("journey_widgets")
#: A function is called again no sooner than this after its last call: building a chart takes 26–70 ms.
REST = 0.2

MakeChart = Callable[["Journey"], Any]
Rows = list[dict[str, Any]]


def _nothing() -> None:
    pass


def _datasets_of(_value: object, chart: LiveChart) -> dict[str, Rows]:
    return chart.made


class LiveChart(anywidget.AnyWidget):
    """Any Altair chart of a journey, kept live.

    `make_chart(journey)` is called once. Data it asks for by name, `alt.Chart(jw.data("curve"))`, `jw.data("touchpoints")`, …,
    follows the journey row by row in the page, without the kernel. Data it made itself is made again by calling it again
    after a change, at most every 200 ms and not before the hand rests; only datasets that differ are sent. A chart of a
    different build replaces the old one. What goes wrong in the function is said in the widget, and the last good chart stays.

    Args:
        journey: the journey.
        make_chart: a function of the journey that returns an Altair chart.

    Raises:
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
    #: What the page must know to fill named data: `names`, `columns` of tables, `band`; for an emotion curve its `padding`.
    setup = traitlets.Dict().tag(sync=True)
    #: Data the function made itself. Computed when a page asks for the state; changes travel as messages.
    datasets = traitlets.Dict().tag(sync=True, to_json=_datasets_of)
    #: What went wrong in the function the last time, in words, or None.
    problem = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

    # A chart whose function fails the first time is closed without ever having started.
    _stop: Callable[[], None] = staticmethod(_nothing)
    _again: _Rest | None = None

    def __init__(self, journey: Journey, make_chart: MakeChart) -> None:
        self.of = journey
        self.make_chart = make_chart
        self.made: dict[str, Rows] = {}
        self._again = _Rest(WeakMethod(self.refresh))
        spec, self.made = _taken_apart(make_chart(journey))
        self._start(spec, _setup(spec))
        if self._must_be_made_again():
            self._stop = journey.on_change(self._noticed)

    def _start(self, spec: dict[str, Any], setup: dict[str, Any]) -> None:
        sync, feed = channels(self.of)
        super().__init__(sync=sync, feed=feed, runtime=vega_runtime(), vega=vega_hash(), spec=spec, setup=setup)
        self.on_msg(self._on_message)  # pyright: ignore[reportUnknownMemberType] - ipywidgets is untyped

    @property
    def chart(self) -> Any:
        """The plain Altair chart as it is now, with its data inside: to save, to export, to put on a slide."""
        chart = self.make_chart(self.of)
        named = names_in(chart.to_dict(validate=False)) & set(LIVE)
        if named:
            chart = chart.copy(deep=False)
            chart["datasets"] = rows_for(self.of.snapshot().document, sorted(named))
        return chart

    def refresh(self) -> None:
        """Call the function again now, and send what differs."""
        try:
            spec, made = _taken_apart(self.make_chart(self.of))
        except Exception as error:  # noqa: BLE001 - whatever a person's function does, the last good chart stays
            self.problem = _in_words(error)
            return
        self.problem = None
        changed = {name: rows for name, rows in made.items() if self.made.get(name) != rows}
        self.made = made
        if spec != self.spec:
            # The new chart takes its data with it; a page that is told of both in one message draws once.
            with self.hold_sync():
                self.setup = _setup(spec)
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

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        if isinstance(content, dict) and content.get("want") == "vega":  # pyright: ignore[reportUnknownMemberType]
            self.send({"vega": vega_hash()}, buffers=[vega_code()])  # pyright: ignore[reportUnknownMemberType]


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
        setup = {"names": list(LAYERS_READ), "columns": {}, "band": band, "curve": True, "axes": axes}
        self._start(self._specification(), {**setup, "padding": PADDING if axes else None})

    def refresh(self) -> None:
        """Nothing to do: the page derives everything from the journey."""

    def _specification(self) -> dict[str, Any]:
        return live_specification(self.of.snapshot().document, by=self.by, axes=self.axes, band=self.band)

    def _draw(self, journey: Journey) -> alt.LayerChart:
        return emotion_curve(journey, by=self.by, band=self.band, axes=self.axes)


class _Rest:
    """Calls a function a little later, however often it is asked to, and never before its last call has rested."""

    def __init__(self, function: WeakMethod[Callable[[], None]]) -> None:
        self._function = function
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._last = 0.0

    def soon(self) -> None:
        """Call within the rest time; again and again only moves it, up to twice that time."""
        with self._lock:
            if self._timer is not None:
                return
            self._timer = threading.Timer(REST, self._ring, (_loop(),))
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        """Forget a call that was asked for."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None

    def _ring(self, loop: asyncio.AbstractEventLoop | None) -> None:
        with self._lock:
            self._timer = None
        function = self._function()
        if function is None:
            return
        # In a kernel, between cells and messages, where the person's own code runs too; without one, here.
        if loop is not None and loop.is_running():
            loop.call_soon_threadsafe(function)
        else:
            function()


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _taken_apart(chart: Any) -> tuple[dict[str, Any], dict[str, Rows]]:
    """A chart as its specification without data, and the data it brought, under names that stay the same from call to call.

    Altair names data by its contents; here it is numbered, so that new contents are no new chart.
    """
    if not hasattr(chart, "to_dict"):
        raise TypeError(f"make_chart must return an Altair chart, not {type(chart).__name__}")
    with alt.data_transformers.enable("default", max_rows=None, consolidate_datasets=True):
        spec: dict[str, Any] = chart.to_dict()
    brought: dict[str, Rows] = spec.pop("datasets", {})
    own = {name: rows for name, rows in brought.items() if name not in LIVE}
    numbered = {name: f"made-{number}" for number, name in enumerate(sorted(own, key=_first_use(spec)))}
    return _renamed(spec, numbered), {numbered[name]: rows for name, rows in own.items()}


def _first_use(spec: dict[str, Any]) -> Callable[[str], int]:
    order: dict[str, int] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():  # pyright: ignore[reportUnknownVariableType]
                if key == "name" and isinstance(inner, str):
                    order.setdefault(inner, len(order))
                walk(inner)
        elif isinstance(value, list):
            for inner in value:  # pyright: ignore[reportUnknownVariableType]
                walk(inner)

    walk(spec)
    return lambda name: order.get(name, len(order))


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: {**inner, "name": names.get(inner["name"], inner["name"])}
            if key == "data" and isinstance(inner, dict) and isinstance(inner.get("name"), str)  # pyright: ignore[reportUnknownMemberType]
            else _renamed(inner, names)
            for key, inner in value.items()  # pyright: ignore[reportUnknownVariableType]
        }
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]  # pyright: ignore[reportUnknownVariableType]
    return value


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
