"""The storyboard: pictures with their captions, up to eight on a slide."""

from __future__ import annotations

from collections.abc import Callable

from journey_widgets.slides.chapters.storyboard import Shot, Storyboard
from journey_widgets.slides.deck.html import Html, tag
from journey_widgets.slides.deck.marks import number
from journey_widgets.slides.images import data_uri, drawable

__all__ = ["pages"]

#: Pixels of a picture's longer side: sharp on a large screen where three stand side by side.
_SIDE = 900


def pages(content: Storyboard, get: Callable[[str], bytes | None], missing: str) -> list[Html]:
    """The pages of a storyboard. `get` gives a picture by its name; `missing` is said where it is not there."""
    across, down = content.grid
    each = across * down
    parts = [content.shots[at : at + each] for at in range(0, len(content.shots), each)]
    return [tag("ol", [_shot(shot, get, missing) for shot in part], class_=f"storyboard of-{across}") for part in parts]


def _shot(shot: Shot, get: Callable[[str], bytes | None], missing: str) -> Html:
    picture = drawable(get, shot.image, _SIDE)
    shown = tag("p", missing, class_="missing") if picture is None else tag("img", src=data_uri(picture), alt=shot.alt)
    return tag(
        "li",
        shown,
        tag("small", shot.stage),
        tag("p", number(shot.no), "\N{NO-BREAK SPACE}", tag("span", shot.title, class_="title")),
        data_touchpoint=shot.id,
    )
