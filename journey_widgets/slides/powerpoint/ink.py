"""Colours of slides. Neutrals are the theme's own, so that they follow a company's template; feelings are ours."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from journey_widgets import faces

__all__ = [
    "ACCENT",
    "BANDS",
    "INK",
    "LINE",
    "MUTED",
    "QUIET",
    "RULE",
    "STRONG_RULE",
    "SURFACE",
    "color",
    "palette",
    "solid",
]

INK: Final = "tx1"
#: PowerPoint's "text 1, lighter 35 %": grey on a light template, and still light on a dark one.
MUTED: Final = "tx1 lumMod=65000 lumOff=35000"
QUIET: Final = "tx1 alpha=38000"
LINE: Final = "tx1 alpha=16000"
#: The same two without transparency, which LibreOffice draws black in a table's rules.
RULE: Final = "tx1 lumMod=15000 lumOff=85000"
STRONG_RULE: Final = "tx1 lumMod=50000 lumOff=50000"
BANDS: Final = ("tx1 alpha=3500", "tx1 alpha=6500")
SURFACE: Final = "bg1"
ACCENT: Final = "accent1"

_HEX = re.compile(r"#?[0-9A-Fa-f]{6}")


def color(ink: str) -> str:
    """A colour as XML: six hex digits (with or without #), or a theme colour with its adjustments as above."""
    name, *adjustments = ink.split(" ")
    if _HEX.fullmatch(name):
        return f'<a:srgbClr val="{name.lstrip("#")}"/>'
    inner = "".join('<a:{} val="{}"/>'.format(*adjustment.split("=")) for adjustment in adjustments)
    return f'<a:schemeClr val="{name}">{inner}</a:schemeClr>'


def solid(ink: str | None) -> str:
    """A fill; None is no fill."""
    return "<a:noFill/>" if ink is None else f"<a:solidFill>{color(ink)}</a:solidFill>"


@cache
def palette() -> dict[str, Any]:
    """The light theme's colours; shared, never to be changed."""
    return faces.theme()
