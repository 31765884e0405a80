"""The emotion curve under the lanes, on the lanes' own columns: the same lines, bands and points as the page draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from journey_widgets import faces
from journey_widgets.analysis.rows import Row
from journey_widgets.slides import fonts
from journey_widgets.slides.drawing import marks
from journey_widgets.slides.drawing.content import Content
from journey_widgets.slides.drawing.layout import SMALL, Layout
from journey_widgets.slides.drawing.paths import monotone, straight
from journey_widgets.slides.drawing.svg import Anchor, Svg, number
from journey_widgets.slides.fonts import Weight

__all__ = ["AXIS_GAP", "LABEL", "Box", "Plot", "Style", "axis_width"]

#: Left, top, width, height.
Box = tuple[float, float, float, float]
#: How tall a line of words over the curve is.
LABEL = 14.0
#: From the axis' figures to its faces and words, from right to left.
AXIS_GAP = {"face": 13.0, "figure": 24.0, "word": 54.0}
#: The narrowest distance of neighbours at which each has its face, and at which a number has its dashed ring.
ROOMY, RINGED = 17.0, 21.0


def axis_width(content: Content) -> float:
    """How wide the rail must be for the names of the scale's steps."""
    words = [fonts.width(row[content.source.language], SMALL) for row in content.data["steps"]]
    return max(words, default=0.0) + AXIS_GAP["word"] + 10


@dataclass(frozen=True, slots=True)
class Style:
    """How a line differs from the others, apart from its place."""

    colour: str
    dash: str | None
    marker: str


class Plot:
    """Draws the curve of a map into a space `height` tall."""

    def __init__(self, svg: Svg, content: Content, layout: Layout, height: float) -> None:
        self.svg, self.content, self.layout = svg, content, layout
        self.colours = svg.colours
        self.top, self.height = 0.0, height
        scale = content.scale
        air = (scale.high - scale.low) / 8
        self._from, self._to = scale.low - air, scale.high + air
        points = [layout.x(row["x"]) for row in content.data["places"]]
        closest = min((b - a for a, b in pairwise(points)), default=100.0)
        self.crowded = closest < ROOMY
        widest = fonts.width(str(len(points)), SMALL)
        self.counted, self.ringed = closest >= widest + 4, closest >= RINGED
        self.face = 15.0 if self.crowded else 19.0
        self.reach = self.face / 2
        self.persona, self.state = content.line
        self.curve = [row for row in content.data["curve"] if row["score"] is not None]
        self.mine = [row for row in self.curve if (row["persona"], row["state"]) == content.line]
        #: Where words and signs are already, once they are drawn.
        self.taken: list[Box] = []

    def x(self, row: Row) -> float:
        """Where a row stands."""
        return self.layout.x(row["x"])

    def y(self, score: float) -> float:
        """How high a score is."""
        return self.top + self.height * (self._to - score) / (self._to - self._from)

    def draw(self, top: float) -> None:
        """The axis and the lines, back to front; the plot's upper edge is at `top`."""
        self.top = top
        self._grid()
        self._spread()
        if self.crowded:
            self._means()
        self._others()
        self._other_state()
        self._focus()
        if not self.curve:
            left = self.layout.rail.x + self.layout.rail.width
            middle = (left + self.layout.rail.x + self.layout.width) / 2
            words = self.content.source.say("no_curve")
            self.word(middle, top + self.height * 0.4, words, anchor="middle", muted=True)

    # --- what is behind ---

    def _grid(self) -> None:
        left = self.layout.rail.x + self.layout.rail.width
        right = self.layout.rail.x + self.layout.width
        for row in self.content.data["steps"]:
            y = self.y(row["score"])
            self.svg.line(left, y, right, y, stroke=self.colours.zero if row["neutral"] else self.colours.grid)
            common: dict[str, Any] = {"size": SMALL, "fill": self.colours.muted, "anchor": "end"}
            self.svg.text(left - AXIS_GAP["word"], y, row[self.content.source.language], **common)
            self.svg.text(left - AXIS_GAP["figure"], y, self.content.source.signed(row["score"]), **common)
            marks.face(self.svg, left - AXIS_GAP["face"], y, 14, row["face"])

    def _spread(self) -> None:
        fill, share = self.colours.spread
        rows = [row for row in self._ribbon(self.persona, self.state) if row["low"] is not None]
        for run in _touching(rows):
            upper = [(self.x(row), self.y(row["high"])) for row in run]
            lower = [(self.x(row), self.y(row["low"])) for row in reversed(run)]
            self.svg.add("path", d=straight(upper + lower) + "Z", fill=fill, fill_opacity=share)

    def _means(self) -> None:
        stroke, share = self.colours.mean
        for row in self.content.data["stages_curve"]:
            if (row["persona"], row["state"]) == self.content.line:
                y = self.y(row["mean"])
                x0, x1 = self.layout.x(row["x0"]), self.layout.x(row["x1"])
                self.svg.line(x0, y, x1, y, stroke=stroke, stroke_width=4, stroke_opacity=share)

    def _ribbon(self, persona: str, state: str) -> list[Row]:
        return [row for row in self.content.data["ribbon"] if (row["persona"], row["state"]) == (persona, state)]

    # --- lines ---

    def style(self, persona_index: int, quiet: bool = False) -> Style:
        """The line of a persona; everyone's is ink in focus and muted elsewhere."""
        if persona_index == 0:
            return Style(self.colours.muted if quiet else self.colours.ink, None, "cross" if quiet else "circle")
        at = (persona_index - 1) % 4
        style = faces.personas()[at]
        dash = " ".join(map(str, style["dash"])) if quiet and style["dash"] else None
        return Style(self.colours.persona[at], dash, style["marker"] if quiet else "circle")

    def _others(self) -> None:
        rows = [row for row in self.curve if row["persona"] != self.persona and row["state"] == self.state]
        for persona, own in _by(rows, lambda row: row["persona"]):
            style = self.style(own[0]["persona_index"], quiet=True)
            for _, run in _by(own, lambda row: row["run"]):
                self._stroke(
                    monotone([(self.x(row), self.y(row["score"])) for row in run]),
                    style.colour,
                    1 if self.crowded else 1.5,
                    stroke_dasharray=style.dash,
                    stroke_opacity=0.55 if self.crowded else None,
                    data_persona=persona,
                )
            if not self.crowded:
                for row in own:
                    marks.marker(
                        self.svg,
                        self.x(row),
                        self.y(row["score"]),
                        style.marker,
                        fill=self.colours.surface,
                        stroke=style.colour,
                        scale=0.72,
                    )

    def _other_state(self) -> None:
        """The same persona as it should be (dotted), or as it is (thin), and the change as arrows."""
        other = [row for row in self.curve if row["persona"] == self.persona and row["state"] != self.state]
        if not other:
            return
        colour = self.style(other[0]["persona_index"]).colour
        if self.state == "as_is":
            for _, run in _by(self._ribbon(self.persona, "to_be"), lambda row: row["run"]):
                path = straight([(self.x(row), self.y(row["score"])) for row in run])
                self._stroke(path, colour, 1.5, stroke_dasharray="0.5 4", stroke_linecap="round")
        else:
            for _, run in _by(other, lambda row: row["run"]):
                path = monotone([(self.x(row), self.y(row["score"])) for row in run])
                self._stroke(path, self.colours.muted, 1.25)
        for row in self.changed:
            self._arrow(row)
        for row in other:
            marks.marker(
                self.svg,
                self.x(row),
                self.y(row["score"]),
                "circle",
                fill=self.colours.surface,
                stroke=colour,
                scale=0.6 if self.crowded else 0.95,
            )

    @property
    def changed(self) -> list[Row]:
        """Where the persona in focus is to feel otherwise than today."""
        rows = (row for row in self.curve if row["persona"] == self.persona and row["state"] == "to_be")
        return [row for row in rows if row["delta"]]

    def _arrow(self, row: Row) -> None:
        x, start, end = self.x(row), self.y(row["was"]), self.y(row["score"])
        up = 1 if row["delta"] > 0 else -1
        near = self.reach if self.state == "as_is" else 4.0
        far = 7.0 if self.state == "as_is" else self.reach + 4
        if abs(end - start) > self.reach + 16:
            self._stroke(
                f"M{number(x)} {number(start - up * (near + 2))}V{number(end + up * (far + 2))}", self.colours.ink, 1.25
            )
            shape = "triangle-up" if up > 0 else "triangle-down"
            marks.marker(self.svg, x, end + up * far, shape, fill=self.colours.ink, stroke=self.colours.ink, scale=0.55)
        if not self.crowded:
            self.word(x, end - up * (far + 6), self._signed(row["delta"]), weight=700, anchor="middle")

    def _signed(self, delta: float) -> str:
        text = self.content.source.signed(delta)
        return f"+{text}" if delta > 0 and not text.startswith("+") and text != "0" else text

    def _focus(self) -> None:
        if not self.mine:
            return
        colour = self.style(self.mine[0]["persona_index"]).colour
        width = 1.5 if self.crowded else 2.25
        if self.mine[0]["sampled"]:
            rows = [row for row in self._ribbon(self.persona, self.state) if not row["lead"]]
            draw = straight
        else:
            rows, draw = self.mine, monotone
        for _, run in _by(rows, lambda row: row["run"]):
            path = draw([(self.x(row), self.y(row["score"])) for row in run])
            self._stroke(path, colour, width, stroke_linecap="round")

    def _stroke(self, path: str, colour: str, width: float, **more: str | float | None) -> None:
        if path:
            self.svg.add(
                "path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round", **more
            )

    def word(
        self, x: float, y: float, text: str, *, weight: Weight = 400, anchor: Anchor = "start", muted: bool = False
    ) -> None:
        """A few words over the lines, with an outline that keeps the lines from striking them out."""
        fill = self.colours.muted if muted else self.colours.ink
        width = fonts.width(text, SMALL, weight)
        start = x - width / 2 if anchor == "middle" else x
        self.taken.append((start - 2, y - LABEL / 2, width + 4, LABEL))
        self.svg.text(x, y, text, size=SMALL, fill=fill, weight=weight, anchor=anchor, halo=self.colours.canvas)


def _by(rows: Iterable[Row], key: Callable[[Row], Any]) -> list[tuple[Any, list[Row]]]:
    """Neighbours with the same key; rows come in order."""
    return [(value, list(group)) for value, group in groupby(rows, key)]


def _touching(rows: list[Row]) -> list[list[Row]]:
    """Stretches of a ribbon without a gap: pieces that begin where the last one ended."""
    stretches: list[list[Row]] = []
    for row in rows:
        if stretches and stretches[-1][-1]["run"] == row["run"] and row["x"] - stretches[-1][-1]["x"] < 1:
            stretches[-1].append(row)
        else:
            stretches.append([row])
    return stretches
