"""What stands at the points of the curve: faces or dots, stars, the numbers worth saying, and each card's number."""

from __future__ import annotations

from itertools import pairwise

from journey_widgets.analysis.rows import Row
from journey_widgets.slides import fonts
from journey_widgets.slides.drawing import marks
from journey_widgets.slides.drawing.layout import SMALL
from journey_widgets.slides.drawing.plot import LABEL, Box, Plot
from journey_widgets.slides.drawing.svg import Anchor
from journey_widgets.slides.fonts import Weight

__all__ = ["draw_points"]


def draw_points(plot: Plot) -> None:
    """Everything that stands at the points of a plot whose lines are drawn."""
    Points(plot).draw()


class Points:
    """The points of the line in focus."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot

    def draw(self) -> None:
        """Back to front; words come last, where there is room."""
        self._points()
        self._labels()
        self._ticks()

    def _points(self) -> None:
        for row in self.plot.mine:
            x, y = self.plot.x(row), self.plot.y(row["score"])
            if self.plot.crowded and not (row["moment_of_truth"] or row["lowest"]):
                feeling: int = row["face"]
                fill = self.plot.colours.edge[feeling + 2]
                self.plot.svg.add("circle", cx=x, cy=y, r=2.8, fill=fill, stroke=self.plot.colours.canvas)
            else:
                marks.face(self.plot.svg, x, y, self.plot.face, row["face"])
        for row in self.plot.mine:
            if row["moment_of_truth"]:
                marks.star(
                    self.plot.svg,
                    self.plot.x(row),
                    self._star(row),
                    13,
                    self.plot.colours.ink,
                    rim=self.plot.colours.canvas,
                )

    def _star(self, row: Row) -> float:
        """How high the star of a moment of truth stands: outwards, unless the change has its number there."""
        side, away = row["side"], self.plot.reach + 9
        to_be = next((at for at in self.plot.changed if at["touchpoint"] == row["touchpoint"]), None)
        if to_be is not None and to_be["delta"] * side > 0 and not self.plot.crowded:
            side, away = (-side, away) if self.plot.state == "as_is" else (side, away + LABEL)
        return self.plot.y(row["score"]) - side * away

    def _labels(self) -> None:
        """The number at the lowest and at moments of truth, where it covers least."""
        if self.plot.state != "as_is" or not self.plot.mine:
            return
        self._note_what_is_there()
        for row in self.plot.mine:
            if not (row["lowest"] or row["moment_of_truth"]):
                continue
            words: list[tuple[str, Weight]] = [(self.plot.content.source.signed(row["score"]), 700)]
            if self.plot.crowded:
                words.insert(0, (str(row["no"]), 400))
            elif row["lowest"]:
                words.append((self.plot.content.say("chart.lowest"), 400))
            widths = [fonts.width(text, SMALL, weight) for text, weight in words]
            box = self._free(row, sum(widths) + 4 * (len(words) - 1))
            x = box[0] + 2
            for (text, weight), width in zip(words, widths, strict=True):
                self.plot.word(x, box[1] + LABEL / 2, text, weight=weight, muted=weight == 400)
                x += width + 4

    def _note_what_is_there(self) -> None:
        """Faces, stars, the others' points and the line in focus are in the way of words."""
        reach, found = self.plot.reach, self.plot.taken
        for row in self.plot.mine:
            x, y = self.plot.x(row), self.plot.y(row["score"])
            found.append((x - reach, y - reach, 2 * reach, 2 * reach))
            if row["moment_of_truth"]:
                found.append((x - 7, self._star(row) - 7, 14, 14))
        if not self.plot.crowded:
            others = [
                row
                for row in self.plot.curve
                if row["persona"] != self.plot.persona and row["state"] == self.plot.state
            ]
            found += [(self.plot.x(row) - 3, self.plot.y(row["score"]) - 3, 6, 6) for row in others]
        for one, other in pairwise(self.plot.mine):
            (x0, y0), (x1, y1) = ((self.plot.x(row), self.plot.y(row["score"])) for row in (one, other))
            if one["run"] == other["run"]:  # about where the line runs
                found += [(x0 + (x1 - x0) * k / 8 - 1, y0 + (y1 - y0) * k / 8 - 1, 2, 2) for k in range(9)]

    def _free(self, row: Row, width: float) -> Box:
        """The place around a point, `width` wide, that covers least of what is drawn; outwards, if it can."""
        x, y, away, out = self.plot.x(row), self.plot.y(row["score"]), self.plot.reach + 5, -row["side"]
        left, right = (
            self.plot.layout.rail.x + self.plot.layout.rail.width,
            self.plot.layout.rail.x + self.plot.layout.width,
        )
        taken = [other for other in self.plot.taken if abs(other[0] - x) < width + 40]
        tall = self.plot.top - 14, self.plot.top + self.plot.height + 4
        near, far = out * (self.plot.reach + 3), out * (self.plot.reach + (26 if row["moment_of_truth"] else 10))
        places = [(side, rise) for rise in (near, -near, 0.0) for side in (1, -1)] + [(0, far), (0, -far)]

        def box(side: int, rise: float) -> Box:
            start = x + away if side > 0 else x - away - width - 4 if side < 0 else x - width / 2 - 2
            return start, y + rise - LABEL / 2, width + 4, LABEL

        def cost(place: tuple[int, tuple[int, float]]) -> float:
            at = box(*place[1])
            inside = left <= at[0] and at[0] + at[2] <= right and tall[0] <= at[1] and at[1] + at[3] <= tall[1]
            return place[0] * 3 + (0 if inside else 1e6) + sum(_overlap(at, other) for other in taken)

        return box(*min(enumerate(places), key=cost)[1])

    def _ticks(self) -> None:
        """Each card's number under its point; on a crowded map the first and the last of a stage."""
        scored = {row["touchpoint"] for row in self.plot.mine}
        y = self.plot.top + self.plot.height + 14
        for row in self.plot.content.data["places"]:
            x = self.plot.layout.x(row["x"])
            if not self.plot.counted and not (row["first"] or row["last"]):
                continue
            if row["id"] not in scored and self.plot.ringed and self.plot.state == "as_is":
                dashed, stroke = "2.5 2.5", self.plot.colours.control
                self.plot.svg.add("circle", cx=x, cy=y, r=9.5, fill="none", stroke=stroke, stroke_dasharray=dashed)
            anchor: Anchor = "middle" if self.plot.counted else "start" if row["first"] else "end"
            shift = 0 if self.plot.counted or (row["first"] and row["last"]) else -4 if row["first"] else 4
            self.plot.svg.text(x + shift, y, str(row["no"]), size=SMALL, fill=self.plot.colours.muted, anchor=anchor)


def _overlap(one: Box, other: Box) -> float:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
