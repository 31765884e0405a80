"""The title slide: what the map is about, over the stages it goes through."""

from __future__ import annotations

from journey_widgets.slides.chapters.board import Board
from journey_widgets.slides.chapters.cover import Cover
from journey_widgets.slides.deck.html import Html, join, tag
from journey_widgets.slides.deck.marks import score

__all__ = ["pages"]


def pages(content: Cover, board: Board | None, title: str, hint: str) -> list[Html]:
    """One page: title, what is said about the map, and a band for every stage."""
    lines = tag("dl", [join([tag("dt", name), tag("dd", text)]) for name, text in content.lines])
    stages = [column for column in board.columns if column.id] if board else []
    bands = tag(
        "ol",
        [tag("li", tag("span", stage.name), score(stage.face, stage.shown_mean)) for stage in stages],
        class_="bands",
        aria_hidden="true",
    )
    return [
        join(
            [
                tag("h1", title),
                tag("p", content.extent, class_="extent"),
                lines if content.lines else None,
                tag("p", hint, class_="hint"),
                bands if stages else None,
            ]
        )
    ]
