"""A card: measured first, so that a lane knows how tall it is, then drawn. Nothing on it is ever cut."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.model.scale import Scale
from journey_widgets.slides import fonts
from journey_widgets.slides.drawing import marks
from journey_widgets.slides.drawing.content import Card
from journey_widgets.slides.drawing.svg import Svg
from journey_widgets.slides.images import data_uri

__all__ = ["GAP", "PAD", "Measured", "draw", "measured"]

#: Between a card's edge and what stands on it, and between cards.
PAD, GAP = 10, 7
TITLE, SMALL = 13, 11
TITLE_LINE, SMALL_LINE = 18.5, 15
FACE, TOP, CHIP, ICON = 20, 8, 16, 12
#: A picture's height, of its width, and what is left under it.
ASPECT, UNDER = 10 / 16, 7
#: A star hangs over the face's left edge.
STAR_ROOM = 9


@dataclass(frozen=True, slots=True)
class Measured:
    """A card with its lines broken for a width."""

    card: Card
    width: float
    height: float
    title: list[str]
    #: The channel where it is too long to stand beside the number.
    channel: list[str]
    chip: float


def measured(card: Card, width: float) -> Measured:
    """How tall a card is in a lane that leaves it `width`."""
    room = width - 2 * PAD
    title = fonts.wrap(card.title, room, TITLE)
    chip = fonts.width(fonts.clean(card.channel), SMALL) + ICON + 10 if card.channel else 0.0
    beside = room - _number_width(card) - FACE - (STAR_ROOM if card.star else 0) - 5
    channel = [] if chip <= beside else fonts.wrap(card.channel, room, SMALL)
    height = TOP + FACE + 5 + TITLE_LINE * len(title) + _picture_height(card, width)
    height += 3 + SMALL_LINE * len(channel) if channel else 0
    height += 18 if _has_foot(card) else 0
    return Measured(card, width, height + 9, title, channel, 0.0 if channel else chip)


def draw(svg: Svg, x: float, y: float, box: Measured, scale: Scale) -> None:
    """Draw a card with its left upper corner at (x, y)."""
    card = box.card
    with svg.group(data_touchpoint=card.id):
        svg.rect(
            x + 0.5, y + 0.5, box.width - 1, box.height - 1, radius=8, fill=svg.colours.card, stroke=svg.colours.line
        )
        _picture(svg, x, y, box)
        left, right, middle = x + PAD, x + box.width - PAD, y + TOP + FACE / 2 + _picture_height(card, box.width)
        if card.no is not None:
            svg.text(left, middle, str(card.no), size=SMALL, fill=svg.colours.muted)
        if box.chip:
            chip = left + _number_width(card)
            svg.rect(chip, middle - CHIP / 2, box.chip, CHIP, radius=4, fill=svg.colours.chip)
            marks.channel(svg, chip + 3, middle, card.channel, ICON)
            svg.text(chip + 3 + ICON + 2, middle, card.channel, size=SMALL, fill=svg.colours.muted)
        _feeling(svg, right - FACE / 2, middle, card, scale)
        line = middle + FACE / 2 + 5
        for text in box.title:
            svg.text(left, line + TITLE_LINE / 2, text, size=TITLE, fill=svg.colours.ink)
            line += TITLE_LINE
        line += 3 if box.channel else 0
        for text in box.channel:
            svg.text(left, line + SMALL_LINE / 2, text, size=SMALL, fill=svg.colours.muted)
            line += SMALL_LINE
        if _has_foot(card):
            _foot(svg, x, line + 12, box, scale)


def _picture_height(card: Card, width: float) -> float:
    return 0.0 if card.picture is None else (width - 2 * PAD) * ASPECT + UNDER


def _picture(svg: Svg, x: float, y: float, box: Measured) -> None:
    """The card's picture over its title, cut to one shape as on the board."""
    if box.card.picture is None:
        return
    width = box.width - 2 * PAD
    svg.add(
        "image",
        x=x + PAD,
        y=y + TOP,
        width=width,
        height=width * ASPECT,
        href=data_uri(box.card.picture),
        preserveAspectRatio="xMidYMid slice",
        role="img",
        aria_label=box.card.alt,
    )


def _number_width(card: Card) -> float:
    return 0.0 if card.no is None else fonts.width(str(card.no), SMALL) + 6


def _feeling(svg: Svg, x: float, y: float, card: Card, scale: Scale) -> None:
    if card.measure is None:
        marks.unscored(svg, x, y, FACE)
    else:
        marks.face(svg, x, y, FACE, scale.face(card.measure.score))
    if card.star:
        marks.star(svg, x - FACE / 2 - 2, y - 5, 14, svg.colours.ink, rim=svg.colours.card)


def _spreads(card: Card) -> bool:
    measure = card.measure
    return measure is not None and measure.n > 1 and measure.low is not None and measure.high is not None


def _has_foot(card: Card) -> bool:
    return bool(card.notes) or _spreads(card)


def _foot(svg: Svg, x: float, y: float, box: Measured, scale: Scale) -> None:
    card, left, right = box.card, x + PAD, x + box.width - PAD
    for kind, count in card.notes:
        marks.note(svg, left, y, kind)
        svg.text(left + 12, y, str(count), size=SMALL, fill=svg.colours.muted)
        left += 12 + fonts.width(str(count), SMALL) + 7
    if card.measure is not None and _spreads(card):
        marks.spread(svg, right - marks.SPREAD_WIDTH, y, card.measure, scale)
