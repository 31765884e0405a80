"""From SVG to other formats, and from an Altair chart to SVG: by vl-convert, with our typeface, without a browser."""

from __future__ import annotations

import base64
import re
from html import unescape
from typing import Any, Final, cast

from journey_widgets.slides import fonts
from journey_widgets.slides.fonts import Weight
from journey_widgets.slides.png import packed

__all__ = ["chart_svg", "svg_to_pdf", "svg_to_png", "with_fonts", "written"]

_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BOLD = re.compile(r'font-weight\s*[:=]\s*"?\s*(bold|[6-9]00)')


def svg_to_png(svg: str, scale: float = 1) -> bytes:
    """A PNG of `svg`, `scale` pixels for each of its own."""
    import vl_convert  # noqa: PLC0415 - 30 MB, only for who draws

    fonts.register()
    return packed(vl_convert.svg_to_png(svg, scale))


def svg_to_pdf(svg: str) -> bytes:
    """A PDF of one page, its words as words, its fonts inside."""
    import vl_convert  # noqa: PLC0415 - as above

    fonts.register()
    return vl_convert.svg_to_pdf(svg)


def chart_svg(chart: object) -> str:
    """An Altair chart as SVG, in our typeface where it does not name another.

    Raises:
        TypeError: it is no chart.

    """
    import altair as alt  # noqa: PLC0415 - slow to import
    import vl_convert  # noqa: PLC0415 - as above

    if not isinstance(chart, alt.TopLevelMixin):
        raise TypeError(f"a picture is made of a journey or an Altair chart, not of {type(chart).__name__}")
    fonts.register()
    with alt.data_transformers.enable("default", max_rows=None):
        spec = cast("dict[str, Any]", _in_our_type(cast("Any", chart).to_dict()))
    config = spec.setdefault("config", {})
    config.setdefault("font", fonts.STACK)
    # Vega cuts labels at 180 pixels, eleven kanji.
    for part in ("axis", "legend", "header"):
        config.setdefault(part, {}).setdefault("labelLimit", 400)
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return vl_convert.vegalite_to_svg(spec, vl_version=version)


def _in_our_type(value: object) -> object:
    """A specification whose every named font has one behind it that is there: alone, an absent one draws nothing."""
    if isinstance(value, list):
        return [_in_our_type(inner) for inner in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    return {
        key: _backed(inner) if key.lower().endswith("font") and isinstance(inner, str) else _in_our_type(inner)
        for key, inner in cast("dict[str, object]", value).items()
    }


def _backed(stack: str) -> str:
    # A stack that names our family leaves the choice to the machine: ours is the one that is there everywhere.
    return fonts.STACK if fonts.FAMILY in stack else f"{stack.removesuffix(', sans-serif')}, {fonts.STACK}"


def written(svg: str) -> dict[Weight, set[str]]:
    """The characters an SVG writes, by the weight they are written in."""
    found: dict[Weight, set[str]] = {400: set(), 700: set()}
    for match in _TEXT.finditer(svg):
        attributes, content = match.groups()
        found[700 if _BOLD.search(attributes) else 400] |= set(unescape(_TAG.sub("", content)))
    return found


_FACE: Final = (
    "@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/woff2;base64,{data}) format('woff2')}}"
)


def with_fonts(svg: str) -> str:
    """`svg` with the characters it writes inside, so that it looks the same on a machine without Japanese fonts."""
    faces = [
        _FACE.format(
            family=fonts.FAMILY, weight=weight, data=base64.b64encode(fonts.subset(characters, weight)).decode("ascii")
        )
        for weight, characters in written(svg).items()
        if characters
    ]
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}<style>{''.join(faces)}</style>{svg[start:]}" if faces else svg
