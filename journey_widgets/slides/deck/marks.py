"""Small things that stand on many slides: a face, a star, a card's number."""

from __future__ import annotations

from journey_widgets.slides.deck.html import Html, raw, tag

__all__ = ["face", "number", "score", "star"]


def face(feeling: int | None, label: str = "") -> Html | None:
    """A face, −2 … 2; nothing where nobody scored."""
    if feeling is None:
        return None
    return tag(
        "svg",
        raw(f'<use href="#face-{feeling}"/>'),
        class_="face",
        role="img" if label else None,
        aria_label=label or None,
        aria_hidden=None if label else "true",
    )


def score(feeling: int | None, shown: str) -> Html | None:
    """A face with its figure."""
    return tag("span", face(feeling), shown, class_="score") if shown else None


def star(label: str) -> Html:
    """The sign of a moment of truth."""
    return tag("svg", raw('<use href="#star"/>'), class_="star", role="img", aria_label=label)


def number(no: int | str | None) -> Html | None:
    """A card's number: what the room calls it."""
    return None if no in (None, "") else tag("span", str(no), class_="no")
