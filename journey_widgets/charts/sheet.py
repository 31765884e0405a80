"""A sheet to draw on in pixels: for charts whose places are worked out here, not by a scale."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, cast

import altair as alt

from journey_widgets import faces
from journey_widgets.charts.emotion_curve import FONT
from journey_widgets.charts.marks import expr

__all__ = ["Rows", "Sheet", "balanced", "ink", "wide", "wrapped"]

Rows = Iterable[dict[str, Any]]

#: What a phrase ends in, before kanji and katakana. Inside a word (取り置き, 使い方, お知らせ) stand other letters.
_PARTICLES = frozenset("をにでともへはがのやてたるな")
#: Where a line may not begin in Japanese.
_NOT_FIRST = frozenset("、。，．・：；？！ー）」』】〉》ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…,.)!?:;")


def ink(name: str) -> alt.ExprRef:
    """A colour of the theme, which a live page turns with its own."""
    return expr(f"jw_theme.{name}")


def wide(text: str) -> float:
    """How wide a text is, in ems: 1 for kana and kanji, a little more than half for Latin letters."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.56 for letter in text)


def wrapped(text: str, ems: float, lines: int) -> list[str]:
    """A text in at most so many lines of at most so many ems; what does not fit ends in "…".

    Latin words stay whole where they fit; a line does not begin with 、 or small kana.
    """
    found: list[str] = []
    line = ""
    for piece in _pieces(text.strip()):
        first = piece[:1] in _NOT_FIRST and line
        if wide(line + piece.rstrip()) <= ems or first or not line.strip():
            line += piece
        else:
            found.append(line.rstrip())
            line = piece.lstrip()
    found.append(line.rstrip())
    kept = [one for each in found for one in _cut(each, ems)]
    if len(kept) > lines:
        last = kept[lines - 1]
        while last and wide(last + "…") > ems:
            last = last[:-1]
        kept = [*kept[: lines - 1], f"{last}…"]
    return kept


def balanced(text: str, ems: float, lines: int) -> list[str]:
    """`wrapped`, with lines of about the same length: no last line of a single letter."""
    told = wrapped(text, ems, lines)
    if len(told) < 2 or told[-1].endswith("…"):
        return told
    narrow = ems
    while narrow - 0.5 > ems / 2:
        tried = wrapped(text, narrow - 0.5, lines)
        if len(tried) > len(told) or tried[-1].endswith("…"):
            break
        told, narrow = tried, narrow - 0.5
    return told


def _pieces(text: str) -> list[str]:
    """Where a line may break: after the spaces between words, and before what begins a new phrase in Japanese."""
    pieces: list[str] = []
    for at, letter in enumerate(text):
        if pieces and not _breaks(pieces[-1], letter, text[at + 1 : at + 2]):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _breaks(before: str, letter: str, follows: str) -> bool:
    """Whether a phrase may end here: after a particle or a mark, where kanji, katakana, Latin or an honorific begin."""
    last = before[-1]
    if letter.isspace() or letter in _NOT_FIRST:
        return False
    if last in ",." and letter.isdigit():
        return False  # "1,000" is one thing
    if last.isspace():
        return not before.rstrip()[-1:].isdigit()  # "5 km" is one thing
    honours = letter in "おご" and follows != "" and not _is_hiragana(follows)
    return last in _NOT_FIRST or (last in _PARTICLES and (honours or not _is_hiragana(letter)))


def _is_hiragana(letter: str) -> bool:
    return "ぁ" <= letter <= "ゖ"


def _cut(line: str, ems: float) -> list[str]:
    """A word longer than its line, in pieces. One letter over is a 、 that hangs."""
    if wide(line) <= ems + 1:
        return [line]
    pieces = [""]
    for letter in line:
        if wide(pieces[-1] + letter) > ems and letter not in _NOT_FIRST:
            pieces.append("")
        pieces[-1] += letter
    return pieces


class Sheet:
    """Layers in pixels from the upper left corner, in the order they are drawn."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.layers: list[alt.Chart] = []
        self._x = alt.Scale(domain=[0, width], nice=False, zero=False)
        self._y = alt.Scale(domain=[height, 0], nice=False, zero=False)

    def _at(self, field: str, scale: alt.Scale) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    def x(self, field: str = "x") -> alt.X:
        """A place from the left edge."""
        return alt.X(**self._at(field, self._x))

    def y(self, field: str = "y") -> alt.Y:
        """A place from the upper edge."""
        return alt.Y(**self._at(field, self._y))

    def draw(self, rows: Rows) -> alt.Chart:
        """A chart of rows, to be given a mark and `add`ed."""
        return alt.Chart(alt.InlineData(list(rows)))

    def add(self, *charts: alt.Chart) -> None:
        """Put layers on top."""
        self.layers += charts

    def boxes(self, rows: Rows, fill: alt.ExprRef | str, **mark: Any) -> None:  # noqa: ANN401 - handed on to Altair
        """Rectangles from `x`, `y` to `x2`, `y2`."""
        chart = self.draw(rows).mark_rect(fill=fill, tooltip=None, **mark)
        self.add(chart.encode(self.x(), self.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))

    def lines(self, rows: Rows, **mark: Any) -> None:  # noqa: ANN401 - handed on to Altair
        """Lines through the points of each `line` in the order of `at`."""
        chart = self.draw(rows).mark_line(tooltip=None, **mark)
        self.add(chart.encode(self.x(), self.y(), alt.Detail("line:N"), alt.Order("at:Q")))

    def words(
        self,
        rows: Rows,
        colour: str,
        *,
        size: float = 11,
        weight: int = 400,
        halo: str = "",
        **mark: Any,  # noqa: ANN401 - as above
    ) -> None:
        """Texts (a list is several lines) at `x`, `y`, with a rim in the colour `halo`, where given."""
        told = list(rows)
        style: dict[str, Any] = {"font": expr("jw_theme.font"), "fontSize": size, "fontWeight": weight, **mark}
        style.setdefault("lineHeight", round(size * 1.35))
        style.setdefault("tooltip", None)
        where = (self.x(), self.y(), alt.Text("text:N"))
        if halo:
            rim = self.draw(told).mark_text(
                fill=ink(halo), stroke=ink(halo), strokeWidth=4, strokeJoin="round", **style
            )
            self.add(rim.encode(*where))
        self.add(self.draw(told).mark_text(fill=ink(colour), **style).encode(*where))

    def chart(self, theme: faces.Theme, description: str, padding: int = 12) -> alt.LayerChart:
        """Everything drawn, as one chart; `description` is what a screen reader says of it."""
        made = alt.layer(*self.layers).properties(
            width=self.width,
            height=self.height,
            padding=padding,
            description=description,
            background=ink("surface"),
            config=alt.Config(font=FONT, view=alt.ViewConfig(stroke=None, fill=None)),
        )
        colours = alt.param(name="jw_theme", value=faces.theme(theme) | {"font": FONT, "size": 11})
        return cast("alt.LayerChart", made.add_params(colours))
