"""Persona cards: as many on a slide as can be read."""

from __future__ import annotations

from journey_widgets import faces
from journey_widgets.slides.chapters.personas import Persona
from journey_widgets.slides.deck.html import Html, join, raw, tag
from journey_widgets.slides.deck.paging import LEADING, ROOM, WIDTH, height

__all__ = ["pages"]

_GAP, _PAD = 20, 22
_MARKERS = {
    "circle": '<circle r=".42"/>',
    "square": '<path d="M-.4-.4H.4V.4H-.4Z"/>',
    "diamond": '<path d="M0-.55L.5 0L0 .55L-.5 0Z"/>',
    "triangle-up": '<path d="M0-.5L.5.4H-.5Z"/>',
}


def pages(content: list[Persona], share: str) -> list[Html]:
    """Three cards a page; two or one where they say more. `share` is the word for a persona's part of the customers."""
    across = next((n for n in (3, 2) if all(_height(card, _width(n)) <= ROOM for card in content)), 1)
    across = min(across, len(content))
    return [
        tag("div", [_card(card, share) for card in content[at : at + across]], class_=f"personas of-{across}")
        for at in range(0, len(content), across)
    ]


def _width(across: int) -> float:
    return (WIDTH - _GAP * (across - 1)) / across - 2 * _PAD


def _height(card: Persona, width: float) -> float:
    total = 2 * _PAD + height(card.name, width - 40, 24, 700) + height(card.line, width, 15)
    total += 16 + height(card.quote, width - 16, 17) if card.quote else 0
    for heading, entries in card.lists:
        total += 14 + height(heading, width, 14) + sum(height(text, width - 18, 17) + 3 for text in entries)
    return total + (15 * LEADING if card.share is not None else 0)


def _card(card: Persona, share: str) -> Html:
    return tag(
        "article",
        tag("h3", _marker(card.index), card.name),
        tag("p", card.line, class_="line") if card.line else None,
        tag("p", f"{share} {card.share:.0%}", class_="line") if card.share is not None else None,
        tag("blockquote", card.quote) if card.quote else None,
        [
            join([tag("h4", heading), tag("ul", [tag("li", text) for text in entries])])
            for heading, entries in card.lists
        ],
        class_="persona",
    )


def _marker(index: int) -> Html:
    """The persona's sign on the curve: line and marker."""
    place = (index + 3) % 4
    style = faces.personas()[place]
    dash = " ".join(str(part / 7) for part in style["dash"])
    return tag(
        "svg",
        raw(
            f'<g stroke="var(--persona-{place})" fill="var(--persona-{place})">'
            f'<path d="M-2 0H2" stroke-width=".28" stroke-dasharray="{dash}"/>'
            f'<g stroke="none">{_MARKERS[style["marker"]]}</g></g>'
        ),
        class_="marker",
        viewBox="-2 -1 4 2",
        aria_hidden="true",
    )
