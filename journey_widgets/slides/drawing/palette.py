"""The colours of a picture: those of the page (`shell/tokens.css`), resolved, for a light and a dark ground."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from journey_widgets import faces

__all__ = ["Palette", "palette"]

#: What neutrals are mixed with (`--jw-tone`).
_TONE = {"light": "#42506b", "dark": "#b9c5da"}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`; with a share from 0 to 1 beside it where what lies beneath shines through."""

    ink: str
    muted: str
    surface: str
    canvas: str
    bands: tuple[str, str]
    card: str
    line: str
    control: str
    grid: str
    zero: str
    chip: str
    axis: str
    range: str
    spread: tuple[str, float]
    mean: tuple[str, float]
    fill: list[str]
    edge: list[str]
    mark: list[str]
    persona: list[str]


@cache
def palette(theme: faces.Theme) -> Palette:
    """The colours of a theme, "light" or "dark"."""
    values = faces.theme(theme)
    tone, surface = _TONE[theme], values["surface"]
    card = surface if theme == "light" else _mixed(tone, surface, 0.07)
    return Palette(
        ink=values["ink"],
        muted=values["inkMuted"],
        surface=surface,
        canvas=values["canvas"],
        bands=(values["bandOdd"], values["bandEven"]),
        card=card,
        line=values["line"],
        control=values["lineControl"],
        grid=values["grid"],
        zero=values["zero"],
        chip=_mixed(tone, card, 0.10),
        axis=_mixed(tone, card, 0.30),
        range=_mixed(tone, card, 0.62),
        spread=_see_through(values["band"]),
        mean=_see_through(values["mean"]),
        fill=values["fill"],
        edge=values["edge"],
        mark=values["mark"],
        persona=values["persona"],
    )


def _mixed(one: str, other: str, share: float) -> str:
    """`color-mix(in srgb, one share, other)`."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _see_through(colour: str) -> tuple[str, float]:
    """`rgba(r, g, b, a)` as two attributes: SVG 1.1, which office programs read, has no other way."""
    red, green, blue, share = re.findall(r"[\d.]+", colour)
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}", float(share)
