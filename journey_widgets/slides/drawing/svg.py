"""Writing SVG: shapes and words one after the other, everything a person typed escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from html import escape
from typing import Literal

from journey_widgets.slides.drawing.palette import Palette
from journey_widgets.slides.fonts import FAMILY, Weight

__all__ = ["Anchor", "Svg", "number"]

Anchor = Literal["start", "middle", "end"]
Value = str | float | None

#: Where the middle of capitals and kanji stands above the baseline, in em.
MIDDLE = 0.37


def number(value: float) -> str:
    """A coordinate: two decimals at most, no "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Svg:
    """A picture in the making, in colours of its own. Lengths are CSS pixels, y grows downwards.

    Words come without what XML cannot hold (`chapters.source.cleaned`); they are escaped here.
    """

    def __init__(self, colours: Palette) -> None:
        self.colours = colours
        self._parts: list[str] = []

    def add(self, tag: str, **attributes: Value) -> None:
        """An element without content; `stroke_width=1` is `stroke-width="1"`, None is left out."""
        self._parts.append(f"<{tag}{_spelled(attributes)}/>")

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: str, radius: float = 0, **more: Value
    ) -> None:
        """A rectangle, with round corners where `radius` is given."""
        corner: Value = radius or None
        self.add("rect", x=x, y=y, width=width, height=height, rx=corner, fill=fill, **more)

    def line(self, x0: float, y0: float, x1: float, y1: float, *, stroke: str, **more: Value) -> None:
        """A straight line."""
        self.add("path", d=f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}", stroke=stroke, fill="none", **more)

    def text(
        self,
        x: float,
        middle: float,
        text: str,
        *,
        size: float,
        fill: str,
        weight: Weight = 400,
        anchor: Anchor = "start",
        halo: str | None = None,
        **more: Value,
    ) -> None:
        """A line of words, the middle of its capitals at `middle`; `halo` is the colour of an outline behind it."""
        if not text:
            return
        attributes: dict[str, Value] = {
            "x": x,
            "y": middle + MIDDLE * size,
            "font_size": size,
            "font_weight": weight if weight != 400 else None,
            "text_anchor": None if anchor == "start" else anchor,
            # A title from right to left keeps its full stop at its own end, not at the picture's.
            "unicode_bidi": "plaintext" if _turns(text) else None,
            **more,
        }
        if halo is not None:
            # As a text of its own: not every program knows `paint-order`, and the outline must not cover the letters.
            outline: dict[str, Value] = {"fill": halo, "stroke": halo, "stroke_width": 3.5, "stroke_linejoin": "round"}
            self._parts.append(f'<text aria-hidden="true"{_spelled(attributes | outline)}>{escape(text)}</text>')
        self._parts.append(f"<text{_spelled(attributes | {'fill': fill})}>{escape(text)}</text>")

    @contextmanager
    def group(self, **attributes: Value) -> Generator[None]:
        """What is drawn in the block belongs together."""
        self._parts.append(f"<g{_spelled(attributes)}>")
        yield
        self._parts.append("</g>")

    def finished(self, width: float, height: float, *, title: str, description: str, language: str) -> str:
        """The whole SVG, with its name and a sentence for those who do not see it."""
        width, height = round(width), round(height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" xml:lang="{language}" lang="{language}" '
            f"font-family=\"'{FAMILY}', sans-serif\">"
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        )
        ground = f'<rect width="{width}" height="{height}" fill="{self.colours.surface}"/>'
        return "".join([head, ground, *self._parts, "</svg>"])


def _spelled(attributes: dict[str, Value]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)
