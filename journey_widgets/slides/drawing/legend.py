"""What the lines of the curve are: whose, how many people, and what else is drawn. Only what is there is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journey_widgets.slides import fonts
from journey_widgets.slides.drawing import marks
from journey_widgets.slides.drawing.content import Content
from journey_widgets.slides.drawing.marks import NOTES
from journey_widgets.slides.drawing.plot import Plot, Style
from journey_widgets.slides.drawing.svg import Svg

__all__ = ["LINE", "Key", "keys", "laid_out"]

SIZE, LINE = 11.0, 22.0
Sign = Callable[[Svg, float, float], None]


@dataclass(frozen=True, slots=True)
class Key:
    """A sign, how wide it is, and what it means."""

    sign: Sign
    width: float
    text: str


def keys(content: Content, plot: Plot, *, cards: bool) -> list[Key]:
    """The signs that are in the picture; with `cards` those of the notes, too."""
    found: list[Key] = []
    lines = content.data["lines"]
    for line in lines:
        if (line["persona"], line["state"]) != content.line:
            continue
        low, high = line["n_low"], line["n_high"]
        people = str(high) if low == high else f"{low}–{high}"
        name = (
            content.source.reading.persona_name(line["persona"]) if line["persona"] else content.say("board.everyone")
        )
        key = "board.key_line_n" if high > 1 else "board.key_line"
        said = content.say(key, persona=name, state=content.say(f"board.{line['state']}"), n=people)
        found.append(Key(_line(plot.style(line["persona_index"]), 2.25, filled=True), 28, said))
        if high > 1:
            found.append(Key(_block, 18, content.say("board.key_band")))
    for line in lines:
        mine = line["persona"] == content.line[0]
        if mine and line["state"] != content.line[1]:
            style = plot.style(line["persona_index"])
            if line["state"] == "to_be":
                said = content.say("board.key_to_be", persona=_name(content, line["persona"]))
                dotted = Style(style.colour, "0.5 4", "circle")
                found.append(Key(_line(dotted, 1.5, filled=False), 28, said))
            else:
                thin = Style(plot.colours.muted, None, "circle")
                found.append(Key(_line(thin, 1.25, filled=False), 28, content.called(line["persona"], "as_is")))
        elif not mine and line["state"] == content.line[1]:
            style = plot.style(line["persona_index"], quiet=True)
            said = content.called(line["persona"], line["state"])
            found.append(Key(_line(style, 1.5, filled=False), 28, said))
    if plot.crowded and plot.mine:
        found.append(Key(_mean, 22, content.say("board.key_stage_mean")))
    return found + _signs(content, cards=cards)


def _signs(content: Content, *, cards: bool) -> list[Key]:
    shown = [card for band in (*content.bands, content.pool) for card in band.cards]
    found: list[Key] = []
    if any(card.star for card in shown):
        found.append(
            Key(
                lambda svg, x, y: marks.star(svg, x + 6, y, 13, svg.colours.ink),
                13,
                content.say("board.moment_of_truth"),
            )
        )
    for kind in NOTES if cards else ():
        if any(kind == other for card in shown for other, _ in card.notes):

            def sign(svg: Svg, x: float, y: float, kind: marks.Note = kind) -> None:
                marks.note(svg, x, y, kind)

            found.append(Key(sign, 9, content.say(f"board.notes_{kind}")))
    return found


def _name(content: Content, persona: str) -> str:
    return content.source.reading.persona_name(persona) if persona else content.say("board.everyone")


def _line(style: Style, width: float, *, filled: bool) -> Sign:
    def sign(svg: Svg, x: float, y: float) -> None:
        svg.line(
            x,
            y,
            x + 28,
            y,
            stroke=style.colour,
            stroke_width=width,
            stroke_dasharray=style.dash,
            stroke_linecap="round" if style.dash == "0.5 4" else None,
        )
        marks.marker(
            svg,
            x + 14,
            y,
            style.marker,
            fill=style.colour if filled else svg.colours.surface,
            stroke=style.colour,
            scale=0.9,
        )

    return sign


def _block(svg: Svg, x: float, y: float) -> None:
    fill, share = svg.colours.spread
    svg.rect(x, y - 6, 18, 12, radius=3, fill=fill, fill_opacity=share)


def _mean(svg: Svg, x: float, y: float) -> None:
    stroke, share = svg.colours.mean
    svg.line(x, y, x + 22, y, stroke=stroke, stroke_width=4, stroke_opacity=share)


def laid_out(found: list[Key], width: float) -> list[tuple[float, int, Key]]:
    """Each key with its place from the left and its row."""
    placed: list[tuple[float, int, Key]] = []
    x, row = 0.0, 0
    for key in found:
        room = key.width + 6 + fonts.width(key.text, SIZE) + 18
        if x > 0 and x + room - 18 > width:
            x, row = 0.0, row + 1
        placed.append((x, row, key))
        x += room
    return placed
