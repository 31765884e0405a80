"""The emotion scale's shapes and colours, for everything that cannot read a style sheet: charts, slides, pictures.

The values are those of `js/src/shell/tokens.css`, resolved for a light and a dark page; `faces.json` beside this file
is read by Python and TypeScript alike.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from importlib import resources
from typing import Any, Literal

__all__ = ["Theme", "faces", "paths", "personas", "star", "theme"]

Theme = Literal["light", "dark"]


@cache
def _read() -> dict[str, Any]:
    return json.loads(resources.files(__name__).joinpath("faces.json").read_text(encoding="utf-8"))


def faces() -> list[dict[str, Any]]:
    """The five faces, lowest first: `key` (n2 … p2), `score` (−2 … 2), `name` {"ja", "en"} and `path`."""
    return [dict(face) for face in _read()["faces"]]


def paths() -> list[str]:
    """The features of the five faces, lowest first: SVG paths in a square from −1 to 1 (y down), to lay over a disc."""
    return [face["path"] for face in _read()["faces"]]


def star() -> str:
    """The star of a moment of truth, as an SVG path in a square from −1 to 1."""
    return _read()["star"]


def personas() -> list[dict[str, Any]]:
    """How four personas' lines differ apart from colour: `dash` (pixels on, off) and `marker` (a Vega shape)."""
    return [dict(style) for style in _read()["personas"]]


def theme(name: Theme = "light") -> dict[str, Any]:
    """Colours of a chart in a light or dark page, as CSS colours; `fill`, `edge`, `mark` hold five, `persona` four."""
    return copy.deepcopy(_read()["themes"][name])
